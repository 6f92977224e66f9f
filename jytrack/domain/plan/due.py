"""When a duty's reports fall due: the periods by frequency, the day by the calendar (domain.md §3, U and S)."""

from datetime import date

from jytrack.domain.plan.calendar import WorkCalendar
from jytrack.domain.plan.target import Duty
from jytrack.domain.values.period import Period


def due_periods(duty: Duty, year: int, through: int = 12) -> tuple[Period, ...]:
    """The due periods of `year` up to month `through`, none before the duty began."""
    periods = (Period(year, month) for month in duty.frequency.due_months if month <= through)
    return tuple(period for period in periods if period >= duty.since)


def due_day(duty: Duty, period: Period, calendar: WorkCalendar) -> date:
    """The day of `period` itself on which the report is due, moved to the next workday; a short month ends earlier."""
    return calendar.moved(period.first_day.replace(day=min(duty.due_day, period.last_day.day)))
