"""The options that mean the same everywhere, and how their values are read."""

import calendar
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from jytrack.domain.period import Period
from jytrack.domain.words import Word

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""The office's clock; China has had no summer time since 1991."""

W = TypeVar("W", bound=Word)

_YEARS = range(1900, 3000)
"""Years a clerk can mean; others are slips of the finger, and near the calendar's ends weeks cannot be counted."""


_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?")
_CHINESE_DAY = re.compile(r"([0-9]{4})年([0-9]{1,2})月(?:([0-9]{1,2})日)?")


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    PLAIN = "plain"
    MARKDOWN = "markdown"
    CSV = "csv"
    JSON = "json"


def day(text: str) -> date:
    """A date: 2023-06-30 or 2023年6月30日, or 2023-06 for the month's last day."""
    match = _DAY.fullmatch(text.strip()) or _CHINESE_DAY.fullmatch(text.strip())
    if match:
        year, month, number = (int(part) if part else None for part in match.groups())
        try:
            last = calendar.monthrange(year or 0, month or 0)[1]
            if (year or 0) in _YEARS:
                return date(year or 0, month or 0, number if number is not None else last)
        except (ValueError, calendar.IllegalMonthError):
            pass
    raise typer.BadParameter(f"“{text}”不是日期，应写成 2023-06-30 或 2023-06")


def whole_day(text: str) -> date:
    """The date of something that happened: one day, because a month is a slip of the finger there."""
    if text.strip().count("-") == 1 or text.strip().endswith("月"):
        raise typer.BadParameter(f"“{text}”只写到月，要写到哪一天，如 2023-06-30")
    return day(text)


def moment(text: str) -> datetime:
    """A moment (Asia/Shanghai): a time as 2023-07-05T09:30 or as pages print it, or a date.

    A day or a minute means its end; with seconds, which pages print, it is that very moment.
    """
    try:
        if "T" not in text and ":" not in text:
            return datetime.combine(day(text), time.max, SHANGHAI)
        parsed = datetime.fromisoformat(_CHINESE_DAY.sub(_iso_day, text.strip(), count=1))
    except (ValueError, typer.BadParameter):
        raise typer.BadParameter(f"“{text}”不是时间，应写成 2023-07-05 或 2023-07-05T09:30") from None
    if text.count(":") == 1 and not parsed.tzinfo:
        parsed = parsed.replace(second=59, microsecond=999_999)
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=SHANGHAI)


def _iso_day(written: re.Match[str]) -> str:
    """A day as printed, in ISO form."""
    return day(written[0]).isoformat()


def month(text: str) -> Period:
    """A reporting period: 2023-06 or 202306."""
    match = re.fullmatch(r"([0-9]{4})-?([0-9]{1,2})", text.strip())
    if match and 1 <= int(match[2]) <= 12 and int(match[1]) > 0:
        return Period(int(match[1]), int(match[2]))
    raise typer.BadParameter(f"“{text}”不是月份，应写成 2023-06")


def word(vocabulary: type[W]) -> Callable[[str], W]:
    """A reader for one of a vocabulary's words, written as its English code or its Chinese label."""

    def read(text: str) -> W:
        for known in vocabulary:
            if text.strip() in (known.value, known.label):
                return known
        choices = "、".join(f"{known.label} {known.value}" for known in vocabulary)
        raise typer.BadParameter(f"“{text}”不认识，可选：{choices}")

    return read


AsOf = Annotated[
    date | None,
    typer.Option("--as-of", parser=day, metavar="日期", help="截至哪天，如 2023-06-30 或 2023-06；默认今天"),
]
KnownAt = Annotated[
    datetime | None,
    typer.Option("--known-at", parser=moment, metavar="时间", help="按当时已知的数据出表；默认现在"),
]
FormatOption = Annotated[
    Format | None,
    typer.Option("--format", metavar="格式", help="table plain markdown csv json；默认终端 table，管道 plain"),
]
OutFile = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="文件", help="写入文件，格式看后缀（.txt .md .csv .json）")
]
ExitCode = Annotated[bool, typer.Option("--exit-code", help="有红灯、逾期或缺报时退出码为 7")]
On = Annotated[date | None, typer.Option("--on", parser=whole_day, metavar="日期", help="事情发生的日期；默认今天")]
