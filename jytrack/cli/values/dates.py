"""Days, months and moments as people type them; what names no year is understood beside the plan and today's date."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone
from typing import NamedTuple

import typer

from jytrack.cli.values.later import Bearings, Later, placed
from jytrack.domain.values.period import Period
from jytrack.domain.values.spoken import cardinal

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""The office's clock; China has had no summer time since 1991."""

_YEARS = range(1900, 3000)
"""Years a clerk can mean; others are slips of the finger, and near the calendar's ends weeks cannot be counted."""

_ISO = r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?"
_DAYS = {"前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2}
_MONTHS = {"上个月": -1, "上月": -1, "本月": 0, "这个月": 0, "当月": 0, "下个月": 1, "下月": 1}
_SPOKEN_YEARS = {"去年": -1, "上年": -1, "今年": 0, "本年": 0, "当年": 0, "明年": 1}
_WRITTEN = (
    r"(?:(?P<year>[0-9]{4})(?:年|[-./])|(?P<short>[0-9]{2})(?:年|[-./](?=[0-9]{1,2}[-./][0-9])))?"
    r"(?P<month>[0-9]{1,2})(?:月份?|[-./](?=[0-9])|(?<=[-./年][0-9])(?![0-9])|(?<=[-./年][0-9]{2})(?![0-9]))"
    r"(?:(?P<day>[0-9]{1,2})[日号]?|(?P<end>[底末]))?"
    r"|(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})?"
)
_WHOLE_YEAR = r"([0-9]{4})年(?:全年|度)?"
_QUARTERS = {"上季度": -1, "上个季度": -1, "本季度": 0, "这个季度": 0}
_DAY_IN_WORDS = re.compile("[一二三四五六七八九十]{1,3}(?=[日号])")
_IN_WORDS = {cardinal(number): str(number) for number in range(1, 32)}
_YEAR_END = r"(?:(?P<year>[0-9]{4})年)?年?[底末]"
_CLOCK = r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,6}))?)?(Z|[+-][0-9]{2}:[0-9]{2})?"


class _Stretch(NamedTuple):
    """What was said: one day, or the days of one month or more."""

    first: date
    last: date

    @property
    def period(self) -> Period | None:
        """The month in which all of it lies."""
        period = Period.of(self.first)
        return period if period == Period.of(self.last) else None


def _read(choose: Callable[[_Stretch, str], date], said: str) -> Callable[[str], "date | Later[date]"]:
    """A reader of days: `choose` takes the one that is meant, `said` is the refusal of what is no date."""

    def read(text: str) -> "date | Later[date]":
        def at(bearings: Bearings) -> date:
            stretch = _stretch(text, bearings)
            if stretch is None:
                raise typer.BadParameter(f"“{text}”{said}")
            return choose(stretch, text)

        return placed(at)

    return read


def _one_day(stretch: _Stretch, text: str) -> date:
    """The day that was said; a month is a slip of the finger where something happened or is due on a day."""
    if stretch.first != stretch.last:
        raise typer.BadParameter(f"“{text}”只写到月，要写到哪一天，如 {stretch.last}")
    return stretch.first


day = _read(lambda stretch, _: stretch.last, "不是日期，应写成 2023-06-30 或 2023-06")
"""A date; a month (or a quarter) is its last day."""

first_day = _read(lambda stretch, _: stretch.first, "不是日期，应写成 2023-08-01 或 2023-08")
"""The date from which something holds; a month begins on its first day."""

whole_day = _read(_one_day, "不是日期，应写成 2023-06-30")
"""The date of something that happens on one day: a month is refused."""


def month(text: str) -> "Period | Later[Period]":
    """A reporting period: 2023-06, 202306, 2023年6月, 6月, 上月; a day is its month's."""

    def at(bearings: Bearings) -> Period:
        stretch = _stretch(
            f"{text.strip()}月" if text.strip().isdecimal() and len(text.strip()) < 3 else text, bearings
        )
        if stretch is None or stretch.period is None:
            raise typer.BadParameter(f"“{text}”不是月份，应写成 2023-06")
        return stretch.period

    return placed(at)


def year(text: str) -> int:
    """A plan's year: 2024, 2024年, 2024年度."""
    match = re.fullmatch(r"([0-9]{4})(?:年度?)?", _plain(text))
    if match is None or int(match[1]) not in _YEARS:
        raise typer.BadParameter(f"“{text}”不是年度，应写成 2024")
    return int(match[1])


def months(text: str) -> "str | Later[str]":
    """One month or more, as `locking` reads them: 6月 and 上月 with their year, 2023年二季度 as it is written."""

    def at(bearings: Bearings) -> str:
        stretch = _stretch(text, bearings)
        if stretch is None and not re.fullmatch("[0-9]{4}", _plain(text)):
            raise typer.BadParameter(
                f"“{text}”不是月份、季度或年份，应写成 2023-06、2023年二季度、2023年上半年 或 2023"
            )
        return str(stretch.period) if stretch is not None and stretch.period is not None else text

    return placed(at)


def moment(text: str) -> "datetime | Later[datetime]":
    """A moment (Asia/Shanghai): a time as 2023-07-05T09:30 or as pages print it, or a date.

    A day or a minute means its end; with seconds, which pages print, it is that very moment.
    """

    def at(bearings: Bearings) -> datetime:
        typed, clock = _with_clock(text)
        stretch = _stretch(typed, bearings)
        if stretch is None or (clock is None and ":" in text):
            raise typer.BadParameter(f"“{text}”不是时间，应写成 2023-07-05 或 2023-07-05T09:30")
        if clock is None:
            return datetime.combine(stretch.last, time.max, SHANGHAI)
        return datetime.combine(_one_day(stretch, typed), clock, clock.tzinfo or SHANGHAI).astimezone(SHANGHAI)

    return placed(at)


def _with_clock(text: str) -> tuple[str, time | None]:
    """What was typed without the time of day at its end, and that time; None where there is none, or no such time."""
    narrow = text.replace("：", ":").replace("\u3000", " ").strip()
    match = re.fullmatch(rf"(.+?)(?:[T ]|(?<=[日号天])){_CLOCK}", narrow)
    if match is None:
        return narrow, None
    typed, hour, minute, second, fraction, zone = match.groups()
    seconds = f"{second}.{(fraction or '0').ljust(6, '0')}" if second else "00" if zone else "59.999999"
    try:
        return typed, time.fromisoformat(f"{hour.zfill(2)}:{minute}:{seconds}{zone or ''}")
    except ValueError:
        return narrow, None


def _stretch(text: str, bearings: Bearings) -> _Stretch | None:
    """The days that `text` means; None where it means none. A month alone is one of the plan's year."""
    if match := re.fullmatch(_ISO, text):
        return _days(int(match[1]), int(match[2]), int(match[3]) if match[3] else None)
    clean = _plain(text)
    if clean in _DAYS:
        said = bearings.today + timedelta(days=_DAYS[clean])
        return _Stretch(said, said)
    if (known := clean.removesuffix("份").rstrip("底末")) in _MONTHS:
        return _months_on(bearings.today, _MONTHS[known])
    if known in _QUARTERS:
        begun = 3 * _QUARTERS[known] - (bearings.today.month - 1) % 3
        first, last = _months_on(bearings.today, begun), _months_on(bearings.today, begun + 2)
        return _Stretch(first.first, last.last) if first and last else None
    year = None
    if clean[:2] in _SPOKEN_YEARS:
        year, clean = bearings.today.year + _SPOKEN_YEARS[clean[:2]], clean[2:]
    return _dated(clean, year, bearings)


def _plain(text: str) -> str:
    """What was typed, as cells are read: narrow, without blanks and the quotes around it, months in digits."""
    from jytrack.intake.values.cell import narrow
    from jytrack.intake.values.spans import in_digits

    plain = in_digits("".join(narrow(text).split()).strip("“”‘’「」\"'").replace("—", "-").replace("–", "-"))
    return _DAY_IN_WORDS.sub(lambda match: _IN_WORDS.get(match[0], match[0]), plain)


def _dated(clean: str, year: int | None, bearings: Bearings) -> _Stretch | None:
    """The days that a written date means, of `year` or the plan's where it names none."""
    from jytrack.intake.values.spans import whole_span

    if match := re.fullmatch(_WRITTEN, clean):
        part = match.groupdict()
        short = f"20{part['short']}" if part["short"] else None
        stated = part["year"] or short or part["y"]
        number = part["day"] or part["d"]
        month_number = int(part["month"] or part["m"])
        said = _days(int(stated) if stated else year or bearings.year, month_number, int(number) if number else None)
        return _Stretch(said.last, said.last) if said and part["end"] else said
    if (match := re.fullmatch(_WHOLE_YEAR, clean)) and int(match[1]) in _YEARS:
        return _Stretch(date(int(match[1]), 1, 1), date(int(match[1]), 12, 31))
    if match := re.fullmatch(_YEAR_END, clean):
        return _days(int(match["year"] or year or bearings.year), 12, 31)
    whole = clean.rstrip("底末")
    span = whole_span(whole)
    if span and span.first and span.last and span.first <= span.last:
        in_year = span.year or year or bearings.year
        begins, ends = _days(in_year, span.first, None), _days(in_year, span.last, None)
        return _Stretch(begins.first if whole == clean else ends.last, ends.last) if begins and ends else None
    return None


def _days(year: int, month_number: int, number: int | None) -> _Stretch | None:
    """A day, or a month where `number` is None; None for what the calendar does not have."""
    if year not in _YEARS or month_number not in range(1, 13):
        return None
    month_meant = Period(year, month_number)
    if number is None:
        return _Stretch(month_meant.first_day, month_meant.last_day)
    if number not in range(1, month_meant.last_day.day + 1):
        return None
    return _Stretch(date(year, month_number, number), date(year, month_number, number))


def _months_on(today: date, steps: int) -> _Stretch | None:
    """The month so many steps after that of today."""
    at = today.year * 12 + today.month - 1 + steps
    return _days(at // 12, at % 12 + 1, None)
