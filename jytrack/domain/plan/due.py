"""When a duty's reports fall due: the periods by frequency, the day by the calendar (domain.md §3, U and S)."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache

from jytrack.domain.plan.calendar import WorkCalendar
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.target import Duty, Target
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import Frequency

WORKDAYS_TO_MEND = 2
"""So many workdays a unit has to mend a sheet whose own due day is over, or not known."""


def due_periods(duty: Duty, year: int, through: int = 12) -> tuple[Period, ...]:
    """The due periods of `year` up to month `through`, none before the duty began."""
    return _periods(duty.frequency, duty.since, year, through)


@cache  # thousands of units have the same duty
def _periods(frequency: Frequency, since: Period, year: int, through: int) -> tuple[Period, ...]:
    periods = (Period(year, month) for month in frequency.due_months if month <= through)
    return tuple(period for period in periods if period >= since)


def due_day(duty: Duty, period: Period, calendar: WorkCalendar) -> date:
    """The day of `period` itself on which the report is due, moved to the next workday; a short month ends earlier."""
    return calendar.moved(period.first_day.replace(day=min(duty.due_day, period.last_day.day)))


def due_days(plan: Plan) -> Callable[[Duty], Sequence[tuple[Period, date]]]:
    """What tells of a duty all due periods of the plan's year, each with its moved due day."""
    calendar = WorkCalendar.of(plan.calendar)

    @cache  # thousands of units may have the same duty
    def days(frequency: Frequency, due_day_of_month: int, since: Period) -> Sequence[tuple[Period, date]]:
        duty = Duty("", frequency, due_day_of_month, since)
        return [(period, due_day(duty, period, calendar)) for period in due_periods(duty, plan.year)]

    return lambda duty: days(duty.frequency, duty.due_day, duty.since)


def falling_due(plan: Plan, first: date, last: date) -> tuple[Target, ...]:
    """The targets of which some unit's report falls due from `first` to `last`."""
    days_of = due_days(plan)
    return tuple(
        target
        for target in plan.targets
        if any(first <= day <= last for duty in target.unit_duties for _, day in days_of(duty))
    )


def answer_by(due_days: Iterable[date], today: date, calendar: WorkCalendar) -> date:
    """Until when a mended sheet is asked back: the first of its due days that has not passed, else in a few workdays.

    What was due before today is asked for in that time, whatever else the sheet holds is due later.
    """
    soon = calendar.after(today, WORKDAYS_TO_MEND)
    return min((day if day >= today else soon for day in due_days), default=soon)
