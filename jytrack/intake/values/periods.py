"""The month that a cell, a title or a file name states (intake.md, Values and Layouts)."""

import re
from datetime import date

from jytrack.domain.values.period import Period
from jytrack.intake.values.cell import Trouble, narrow
from jytrack.intake.values.problem import Code
from jytrack.intake.values.spans import in_digits

_CANONICAL = re.compile(r"[0-9]{4}-[0-9]{2}")
_CELL = re.compile(
    r"(?P<year>[0-9]{4})(?:年|[-./])(?P<month>[0-9]{1,2})"
    r"(?:月份?|(?:月|[-./])(?P<day>[0-9]{1,2})日?(?:0?0:00(?::00)?)?)?"
    r"|(?P<joined>[0-9]{4})(?P<mm>[0-9]{2})(?P<dd>[0-9]{2})?"
    r"|(?P<bare>[0-9]{1,2})(?:月份?)?"
)
# A spreadsheet shows 2023.10 as 2023.1 once it has taken it for a number.
_CUT_SHORT = re.compile(r"[0-9]{4}\.1")
# A number alone is no month: it may be a row's number or a column's.
_HEADING = re.compile(r"(?:(20[0-9]{2})(?:年|[-./]))?(0?[1-9]|1[0-2])月份?|(20[0-9]{2})(?:年|[-./])(0?[1-9]|1[0-2])")
_DAY_BEHIND = r"(?! *[0-9]{1,2} *月 *[0-9]{1,2} *日)"
_YEAR = re.compile(
    rf"(?<![0-9])(20[0-9]{{2}}) *年{_DAY_BEHIND}|(?<![0-9.])(20[0-9]{{2}})(?![0-9人个户名万元年%届级]|[-._/][0-9])"
)
# 泾就办发〔2022〕15号 is the number of a letter, and the year in it the letter's.
_LETTER = re.compile(r"[〔\[【(（](?:19|20)[0-9]{2}[〕\]】)）] *第? *[0-9]+ *号")
# Excel makes such a date of a month typed into a heading, and such a month of one typed into a cell.
_FIRST_DAY = re.compile(r"(20[0-9]{2})[-/.](0?[1-9]|1[0-2])[-/.]0?1")
_ENGLISH = re.compile(r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-. ]?(?:20)?([0-9]{2})", re.IGNORECASE)
_ENGLISH_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

_MONTH = r"(0?[1-9]|1[0-2]) *"
_NO_DAY = r"(?! *[0-9]{1,2} *日)"
_SPAN = re.compile(rf"(?<![0-9]){_MONTH}(?:月份?)? *(?:[-—–~～]+|至|到) *(?:[0-9]{{4}} *年)? *{_MONTH}月")
_NAMED = re.compile(
    rf"(?<![0-9])((?:20)?[0-9]{{2}}) *年度? *第?{_MONTH}月{_NO_DAY}"
    r"|(?<![0-9])(20[0-9]{2})[-._/](0?[1-9]|1[0-2])(?![0-9]|[-._/][0-9])"
    r"|(?<![0-9])(20[0-9]{2})(0[1-9]|1[0-2])(?![0-9])"
)
_MONTH_ALONE = re.compile(rf"(?<![0-9.])(?<![0-9]-)(?<!年)(?<!年 ){_MONTH}月{_NO_DAY}")


def read_period(text: str, year: int) -> tuple[Period | None, Trouble | None]:
    """The month that the cell `text` states (a month without a year is one of `year`), and what there is to say."""
    clean = in_digits("".join(narrow(text).split()))
    if english := _ENGLISH.fullmatch(clean):
        clean = f"20{english[2]}-{_ENGLISH_MONTHS.index(english[1].lower()) + 1:02d}"
    if _CUT_SHORT.fullmatch(clean):
        message = f"“{text}”分不清是1月还是10月"
        return None, Trouble(Code.UNKNOWN_PERIOD, message, f"请写成 {clean[:4]}-01 或 {clean[:4]}-10")
    match = _CELL.fullmatch(clean)
    period = _period(match, year) if match else None
    if period is None:
        return None, Trouble(Code.UNKNOWN_PERIOD, f"“{text}”不是年月", f"请写成 {year}-03 这样的年月")
    if _CANONICAL.fullmatch(text):
        return period, None
    return period, Trouble(Code.FIXED, f"“{text}”读作 {period}")


def named_month(heading: str, year: int) -> Period | None:
    """The month that a column's heading (in the form of `spelling`) names, of `year` when it names none."""
    if first := _FIRST_DAY.fullmatch(heading):
        return Period(int(first[1]), int(first[2]))
    match = None if _CUT_SHORT.fullmatch(heading) else _HEADING.fullmatch(heading)
    return Period(int(match[1] or match[3] or year), int(match[2] or match[4])) if match else None


def named_year(text: str) -> int | None:
    """The only year that a title states; None when it states none or several."""
    years = named_years(text)
    return next(iter(years)) if len(years) == 1 else None


def named_years(text: str) -> frozenset[int]:
    """The years that a title states; those of letters' numbers and of school leavers are none of the figures'."""
    found = _YEAR.findall(_LETTER.sub("", narrow(text)))
    return frozenset(int(marked or alone) for marked, alone in found)


def named_periods(text: str, year: int) -> frozenset[Period]:
    """The months that a title or a file name states; dates with a day and spans of months are not such."""
    clean = narrow(text)
    if _SPAN.search(clean):
        return frozenset()
    found = {Period(2000 + int(groups[0]) % 100, int(groups[1])) for groups in map(_stated, _NAMED.finditer(clean))}
    in_year = max(found).year if found else year
    return frozenset(found | {Period(in_year, int(month)) for month in _MONTH_ALONE.findall(clean)})


def named_span(text: str) -> str | None:
    """The span of months, as written, that a title states instead of one month."""
    match = _SPAN.search(narrow(text))
    return match[0] if match else None


def _stated(match: re.Match[str]) -> list[str]:
    """The groups of the alternative that matched."""
    return [group for group in match.groups() if group is not None]


def _period(match: re.Match[str], year: int) -> Period | None:
    """The month of a match of _CELL; None when there is no such day or month."""
    part = match.groupdict()
    try:
        day = date(
            int(part["year"] or part["joined"] or year),
            int(part["month"] or part["mm"] or part["bare"]),
            int(part["day"] or part["dd"] or 1),
        )
    except ValueError:
        return None
    return Period.of(day)
