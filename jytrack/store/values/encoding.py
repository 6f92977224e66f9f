"""How values are written in the database: a pair of functions a kind, shared by the models and by plain SQL.

What is read is checked here, so that a damaged database is told of as such: `Damaged` for what we never wrote.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar, cast

from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import exact
from jytrack.domain.values.words import Word

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""The zone that moments are shown in; they are stored in UTC."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_MONTHS = range(1, 13)
_FIGURES = {int, type(None)}

STORED = {int, str, type(None)}
"""The types of what the database holds: anything else in it is damage."""

Key = TypeVar("Key")
Found = TypeVar("Found")
AWord = TypeVar("AWord", bound=Word)
Figures = TypeVar("Figures", bound=Iterable[Any])


class Damaged(ValueError):
    """A value in the database that is none of its kind: the file was damaged, or changed by another program."""


class Rows(dict[Key, Found]):
    """What stands behind the row numbers that other rows name; Damaged for a number that is no row's."""

    def __missing__(self, key: Key) -> Found:
        """Nothing stands behind it."""
        raise Damaged(f"no row {key!r}")


def moment_number(moment: datetime) -> int:
    """Microseconds since 1970 in UTC; TypeError for a moment without a zone."""
    return (moment - _EPOCH) // _MICROSECOND


def moment_of(number: int) -> datetime:
    """The moment that `number` stands for, in the office's zone."""
    try:
        return (_EPOCH + number * _MICROSECOND).astimezone(SHANGHAI)
    except (TypeError, OverflowError) as error:
        raise Damaged(f"no moment: {number!r}") from error


FOREVER = moment_number(datetime.max.replace(tzinfo=SHANGHAI))
"""The `superseded_at` of a row in force: the largest moment (domain.md §3, Two times)."""

LAST_WRITING = 2**31 - 1
"""The `superseded_by` of a reading in force: no writing has a greater number."""

BEGINNING = moment_number(datetime.min.replace(tzinfo=UTC))
"""A moment before all that can be recorded."""


def told_moment(number: int) -> datetime | None:
    """The moment as far as it can be told: None before anything was recorded, and where what is stored is none."""
    try:
        return None if number == BEGINNING else moment_of(number)
    except Damaged:
        return None


def share_text(share: Fraction) -> str:
    """An exact fraction as n/d."""
    return f"{share.numerator}/{share.denominator}"


def share_of(text: str) -> Fraction:
    """The fraction written as n/d."""
    try:
        return Fraction(text)
    except (TypeError, ValueError, ZeroDivisionError) as error:
        raise Damaged(f"no share: {text!r}") from error


def date_of(text: str) -> date:
    """The date written as yyyy-mm-dd."""
    try:
        day = date.fromisoformat(text)
    except (TypeError, ValueError) as error:
        raise Damaged(f"no day: {text!r}") from error
    if day.isoformat() != text:  # other ways of writing it compare as other texts
        raise Damaged(f"no day: {text!r}")
    return day


def day_of(text: str | None) -> date | None:
    """The date written as yyyy-mm-dd, None for none."""
    return None if text is None else date_of(text)


def day_text(day: date | None) -> str | None:
    """The date as yyyy-mm-dd, None for none."""
    return None if day is None else day.isoformat()


def month_of(number: int) -> Period:
    """The period written as yyyymm."""
    if type(number) is int and number % 100 in _MONTHS and date.min.year <= number // 100 < date.max.year:
        return Period.from_number(number)
    raise Damaged(f"no month: {number!r}")


def period_of(number: int | None) -> Period | None:
    """The period written as yyyymm, None for none."""
    return None if number is None else month_of(number)


@cache
def _words(kind: type[Word]) -> Mapping[str, Word]:
    """A vocabulary by code: the type itself takes three times as long to find a word, and a plan has hundreds."""
    return {word.value: word for word in kind}


def word_of(kind: type[AWord], code: str) -> AWord:
    """The word of a closed vocabulary by its code."""
    try:
        return cast("AWord", _words(kind)[code])
    except KeyError as error:
        raise Damaged(f"no {kind.__name__}: {code!r}") from error


def exact_of(number: int) -> Fraction:
    """The exact number that is stored in whole ten-thousandths."""
    if type(number) is int:
        return exact(number)
    raise Damaged(f"no figure: {number!r}")


def figures_of(numbers: Figures) -> Figures:
    """The numbers of a reading, in whole ten-thousandths, None for what is not stated; as they are, once looked at."""
    if set(map(type, numbers)) <= _FIGURES:
        return numbers
    raise Damaged(f"no figures: {numbers!r}")


def count_of(number: int, least: int = 0, most: int = 2**31) -> int:
    """A whole number from `least` to `most`."""
    if type(number) is int and least <= number <= most:
        return number
    raise Damaged(f"not from {least} to {most}: {number!r}")


def stages_of(text: str) -> tuple[int, ...]:
    """Days from a due day, joined by commas."""
    try:
        return tuple(map(int, text.split(",")))
    except (AttributeError, ValueError) as error:
        raise Damaged(f"no stages: {text!r}") from error


def sound(rows: Iterable[Any]) -> Iterator[Any]:
    """The rows, once none of their values is of a kind that is never stored: bytes, or a number with a fraction."""
    for row in rows:
        if not STORED.issuperset(map(type, row)):
            raise Damaged(f"not stored so: {row!r}")
        yield row


def text_of(text: str) -> str:
    """A text that can be written in UTF-8; what a lenient session hands out of a damaged one cannot."""
    try:
        text.encode()
    except (AttributeError, UnicodeEncodeError) as error:
        raise Damaged(f"no text: {text!r}") from error
    return text
