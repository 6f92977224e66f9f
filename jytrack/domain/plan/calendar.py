"""Workdays, and due days moved forward to the next one (domain.md §4, Calendar 2023)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Self

from jytrack.domain.plan.plan import CalendarDay
from jytrack.domain.values.valueclass import valueclass


@valueclass
class WorkCalendar:
    """The days that differ from Monday-to-Friday: holidays and make-up workdays."""

    off: frozenset[date]
    worked: frozenset[date]

    @classmethod
    def of(cls, days: Iterable[CalendarDay]) -> Self:
        """The calendar made of a plan's days."""
        listed = tuple(days)
        return cls(frozenset(d.day for d in listed if d.off), frozenset(d.day for d in listed if not d.off))

    def is_workday(self, day: date) -> bool:
        """Whether people work on `day`."""
        return day in self.worked or (day.weekday() < 5 and day not in self.off)

    def moved(self, day: date) -> date:
        """`day` itself when it is a workday, else the next workday."""
        while not self.is_workday(day):
            day += timedelta(days=1)
        return day

    def after(self, day: date, workdays: int) -> date:
        """The day that is so many workdays behind `day`."""
        for _ in range(workdays):
            day = self.moved(day + timedelta(days=1))
        return day

    def moved_back(self, day: date) -> date:
        """`day` itself when it is a workday, else the workday before."""
        while not self.is_workday(day):
            day -= timedelta(days=1)
        return day
