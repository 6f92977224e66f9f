"""Spans of months that a text speaks of together, and months as they are written out in words (intake.md)."""

import re
from typing import NamedTuple

from jytrack.domain.values.words import Word


class Reach(Word):
    """How a text says that figures run over several months."""

    RANGE = "range", "1—3月"
    QUARTER = "quarter", "一季度、上半年"
    AS_OF = "as-of", "截至3月底"
    TO_DATE = "to-date", "累计"
    LISTED = "listed", "1、2、3月"
    PART = "part", "上旬、第2周、3月1日至20日"


class Span(NamedTuple):
    """Months taken together, in the `words` that say so; a month or the year is None where the text names none."""

    words: str
    reach: Reach
    first: int | None = None
    last: int | None = None
    year: int | None = None

    @property
    def from_january(self) -> bool:
        """Whether figures over it are running totals of the year, to its last month where it names one."""
        return self.first == 1 and self.reach is not Reach.LISTED


_DIGITS = {word: digit for digit, word in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}
_YEAR_IN_WORDS = re.compile(r"二[〇零○][一二三四五六七八九〇零○]{2}(?=年)")
_ORDINAL = r"(?:十[一二]?|[一二三四五六七八九])"
_BETWEEN = r"[-—–―‐~至到]+"
_AND = r"[、,和及]"
_MONTHS_IN_WORDS = re.compile(rf"(?<![一-龥])?{_ORDINAL}(?:月?份?(?:{_BETWEEN}|{_AND}){_ORDINAL})*(?=个?月)")
_IN_WORDS = re.compile(_ORDINAL)
_FIRST_MONTH = re.compile(rf"(?<![0-9万千百十亿美])元(?=月|{_BETWEEN}(?:{_ORDINAL}|[0-9]{{1,2}})月)")
_ONE_FOR_DASH = re.compile(r"(?<=[0-9月])一(?=[0-9]{1,2}月)")

_YEAR = r"(?:(20[0-9]{2})年)?"
_MONTH = r"(0?[1-9]|1[0-2])"
_START = r"(?<![0-9.])"
_RANGE = re.compile(
    rf"{_START}{_YEAR}{_MONTH}(?:月份?(?:([0-9]{{1,2}})[日号])?)?{_BETWEEN}(?:20[0-9]{{2}}年)?"
    rf"{_MONTH}月份?(?:([0-9]{{1,2}})[日号])?"
)
_DOTTED = re.compile(
    r"(?<![0-9])(20[0-9]{2})([-./年]?)(0[1-9]|1[0-2]|(?<=[-./年])[1-9])(?:[-./]([0-9]{1,2}))?([-—–―‐~至到]+)"
    r"(?:(20[0-9]{2})[-./年]?)?(0?[1-9]|1[0-2])(?:[-./]([0-9]{1,2}))?月?份?日?(?![0-9]|个?季|周)"
)
_WITHIN = re.compile(rf"{_START}{_YEAR}{_MONTH}月([0-9]{{1,2}})[日号]?{_BETWEEN}([0-9]{{1,2}})[日号]")
_LISTED = re.compile(rf"{_START}{_MONTH}月?份?(?:(?:{_AND}|/){_MONTH}月?份?)*(?:{_AND}|/){_MONTH}月份?")
_AS_OF = re.compile(
    rf"截[至止]到?{_YEAR}{_MONTH}月(?:份|月?[底末]|[0-9]{{1,2}}日)?止?"
    rf"|{_START}{_YEAR}{_MONTH}月(?:月?[底末](?!前)|[0-9]{{1,2}}日)?为?止"
    rf"|(?:[到至]|年初{_BETWEEN}){_YEAR}{_MONTH}月[底末]|年初{_BETWEEN}{_YEAR}{_MONTH}月份?|{_START}{_YEAR}{_MONTH}月份?月?[底末](?!前)"
)
_QUARTER = re.compile(
    rf"{_YEAR}度?(?:第?([1-4])季度?|(上|下)半年|(?:前|1{_BETWEEN})([2-4])(?:个)?季度|前([1-9]|1[0-2])个?月)"
)
_QUARTER_IN_WORDS = re.compile(r"[一二三四](?=(?:个)?季度|季)")
_TO_DATE = re.compile(
    r"年初至今|今年以来|年初以来|本年以来|开年以来|年度?内|自年初|截[至止](?:目前|当前|今)|截[至止]到?各月[底末]?|各月[底末]|月[底末]数|累计"
    r"|(?<![0-9])1月(?:份|初|1日)?(?:以来|起)"
)
_PART = re.compile(
    r"[上中下]旬|旬报|[前头后][0-9一二三四五六七八九十两]+[天日]|周[报调]|(?:第|[上下本每])[0-9一二三四五六七八九十]{0,3}周(?![年岁边])|[0-9]周(?![年岁边])"
    r"|(?<![0-9 ])日报(?!送)|每日|[上下]?半个?月|近[0-9一二三四五六七八九十两半]+个?[日天周月]"
    r"|以来|至今|(?<=[0-9])[日月]份?起"
)
_LATEST_END = 28
"""A month may end with this day."""
_FIRST_AND_LAST = {"1": (1, 3), "2": (4, 6), "3": (7, 9), "4": (10, 12), "上": (1, 6), "下": (7, 12)}


def in_digits(text: str) -> str:
    """`text` (in the form of `spelling`) with years and months written in words put into digits: 三月份 → 3月份."""
    text = _FIRST_MONTH.sub("1", text)
    text = _ONE_FOR_DASH.sub("-", text)
    text = _YEAR_IN_WORDS.sub(lambda match: "".join(str(_DIGITS[each]) for each in match[0]), text)
    text = _QUARTER_IN_WORDS.sub(lambda match: str(_DIGITS[match[0]]), text)
    return _MONTHS_IN_WORDS.sub(lambda match: _IN_WORDS.sub(lambda word: str(_ordinal(word[0])), match[0]), text)


def find_spans(text: str) -> list[Span]:
    """The spans that `text` (in the form of `in_digits`) states, in its order, and each in the widest words."""
    found: list[tuple[int, Span]] = []
    for pattern, read in _READ:
        for match in pattern.finditer(text):
            if span := read(match):
                found.append((match.start(), span))
                text = f"{text[: match.start()]}{'#' * len(match[0])}{text[match.end() :]}"
    return [span for _, span in sorted(found, key=lambda each: each[0])]


def whole_span(text: str) -> Span | None:
    """The span that all of `text` (in the form of `in_digits`) is, None where it is none or more than one."""
    matches = ((pattern.fullmatch(text), read) for pattern, read in _READ if pattern is not _TO_DATE)
    return next((span for match, read in matches if match and (span := read(match))), None)


def without_spans(text: str) -> str:
    """`text` (in the form of `in_digits`) without the months that it takes together."""
    for pattern, read in _READ:
        if read is not _part:
            text = pattern.sub(lambda match, read=read: "#" if read(match) else match[0], text)  # type: ignore[misc]
    return text


def _ordinal(words: str) -> int:
    """One to twelve."""
    return 10 + (_DIGITS[words[1]] if words[1:] else 0) if words[0] == "十" else _DIGITS[words]


def _year(text: str | None) -> int | None:
    return int(text) if text else None


def _as_of(match: re.Match[str]) -> Span:
    year, month = (next((each for each in match.groups()[at::2] if each), None) for at in (0, 1))
    return Span(match[0], Reach.AS_OF, 1, int(month or 0), _year(year))


def _range(match: re.Match[str]) -> Span:
    year, first, day, last, end = match.groups()
    return _between(match[0], _year(year), (int(first), day), (int(last), end))


def _dotted(match: re.Match[str]) -> Span | None:
    """2023.1-5, 2023.1.1-2023.5.31, 202301-202305; 2023-03-05 is a day, and 202301-05 may be a number."""
    year, by, first, day, between, again, last, end = match.groups()
    if int(first) >= int(last) and (again or year) == year and not (day and end and int(first) == int(last)):
        return None
    if not again and between == "-" and by in ("-", ""):
        return None if by else Span(match[0], Reach.LISTED, int(first), int(last), int(year))
    if again and again != year:
        return Span(match[0], Reach.PART, None, int(last), int(again))
    return _between(match[0], int(year), (int(first), day), (int(last), end))


def _within(match: re.Match[str]) -> Span:
    year, month, day, end = match.groups()
    return _between(match[0], _year(year), (int(month), day), (int(month), end))


def _between(words: str, year: int | None, first: tuple[int, str | None], last: tuple[int, str | None]) -> Span:
    """The span from one month or day to another: a part of a month, where it does not begin or end with one."""
    begun = first[1] is not None and int(first[1]) > 1
    ended = last[1] is not None and int(last[1]) < _LATEST_END and first[0] == last[0]
    if begun or ended:
        return Span(words, Reach.PART, None, last[0], year)
    return Span(words, Reach.RANGE, first[0], last[0], year)


def _to_date(match: re.Match[str]) -> Span:
    return Span(match[0], Reach.TO_DATE, 1)


def _part(match: re.Match[str]) -> Span:
    return Span(match[0], Reach.PART)


def _listed(match: re.Match[str]) -> Span:
    return Span(match[0], Reach.LISTED, int(match[1]), int(match[3]))


def _quarter(match: re.Match[str]) -> Span:
    year, one, half, quarters, months = match.groups()
    if one or half:
        first, last = _FIRST_AND_LAST[one or half]
    else:
        first, last = 1, int(quarters) * 3 if quarters else int(months)
    return Span(match[0], Reach.QUARTER, first, last, _year(year))


_READ = (
    (_AS_OF, _as_of),
    (_RANGE, _range),
    (_DOTTED, _dotted),
    (_WITHIN, _within),
    (_LISTED, _listed),
    (_QUARTER, _quarter),
    (_TO_DATE, _to_date),
    (_PART, _part),
)
"""The ways of taking months together, and what each says; what one has read is nothing to the next."""
