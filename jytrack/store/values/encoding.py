"""How values are written in the database: a pair of functions a kind, shared by the models and by plain SQL."""

from datetime import UTC, date, datetime, timedelta, timezone
from fractions import Fraction

from jytrack.domain.values.period import Period

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""The zone that moments are shown in; they are stored in UTC."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def moment_number(moment: datetime) -> int:
    """Microseconds since 1970 in UTC; TypeError for a moment without a zone."""
    return (moment - _EPOCH) // _MICROSECOND


def moment_of(number: int) -> datetime:
    """The moment that `number` stands for, in the office's zone."""
    return (_EPOCH + number * _MICROSECOND).astimezone(SHANGHAI)


FOREVER = moment_number(datetime.max.replace(tzinfo=SHANGHAI))
"""The `superseded_at` of a row in force: the largest moment (domain.md §3, Two times)."""

BEGINNING = moment_number(datetime.min.replace(tzinfo=UTC))
"""A moment before all that can be recorded."""


def share_text(share: Fraction) -> str:
    """An exact fraction as n/d."""
    return f"{share.numerator}/{share.denominator}"


def day_of(text: str | None) -> date | None:
    """The date written as yyyy-mm-dd, None for none."""
    return None if text is None else date.fromisoformat(text)


def day_text(day: date | None) -> str | None:
    """The date as yyyy-mm-dd, None for none."""
    return None if day is None else day.isoformat()


def period_of(number: int | None) -> Period | None:
    """The period written as yyyymm, None for none."""
    return None if number is None else Period.from_number(number)
