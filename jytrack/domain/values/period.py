"""Reporting periods (calendar months) and how many of a plan's months are closed."""

from datetime import date, timedelta
from typing import NamedTuple


class Period(NamedTuple):
    """One calendar month, the grain of every reading; orders by time."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> "Period":
        """The period that holds `day`."""
        return cls(day.year, day.month)

    @classmethod
    def from_number(cls, number: int) -> "Period":
        """The period written as yyyymm."""
        return cls(*divmod(number, 100))

    @property
    def number(self) -> int:
        """The period as yyyymm, the form that is stored."""
        return self.year * 100 + self.month

    @property
    def first_day(self) -> date:
        """The day the period begins."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """The day at whose end the period is closed."""
        return date(self.year + self.month // 12, self.month % 12 + 1, 1) - timedelta(days=1)

    def __str__(self) -> str:
        """The period as yyyy-mm, the form in JSON."""
        return f"{self.year:04d}-{self.month:02d}"


def closed_months(year: int, as_of: date) -> int:
    """The number m of months of `year` closed at `as_of`, 0 to 12 (domain.md §3)."""
    if as_of.year != year:
        return 0 if as_of.year < year else 12
    period = Period.of(as_of)
    return period.month if as_of == period.last_day else period.month - 1
