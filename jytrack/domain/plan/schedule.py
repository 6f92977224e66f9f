"""The share W(m) of a goal expected by the end of month m (domain.md §3, Expected E)."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from jytrack.domain.plan.target import Schedule
from jytrack.domain.values.words import ScheduleKind

YEAR = 12

Course = Callable[[int], Fraction | None]
"""A value to date at the end of the month 1–12 that is asked for; None where not every unit was known."""


def share(schedule: Schedule, month: int, as_of: date, last_year: Course | None = None) -> Fraction | None:
    """W for `month` closed months (0–12), as a plain ratio; None for `last_year` without that year's readings.

    A checkpoint looks at the day `as_of`: 0 before it, 1 from it on.
    """
    match schedule.kind:
        case ScheduleKind.LINEAR:
            return Fraction(month, YEAR)
        case ScheduleKind.STEPS:
            return schedule.points[month - 1] if month else Fraction(0)
        case ScheduleKind.CHECKPOINT:
            return Fraction(0 if before_checkpoint(schedule, as_of) else 1)
        case ScheduleKind.LAST_YEAR:
            return shape(last_year, month)


def before_checkpoint(schedule: Schedule, as_of: date) -> bool:
    """Whether `as_of` lies before the day from which the target is judged."""
    return schedule.kind is ScheduleKind.CHECKPOINT and schedule.checkpoint is not None and as_of < schedule.checkpoint


def shape(last_year: Course | None, month: int) -> Fraction | None:
    """The part of last year's result that stood at the end of `month`; None unless both are known and form a share."""
    if not month:
        return Fraction(0)
    if last_year is None:
        return None
    reached, whole = last_year(month), last_year(YEAR)
    if reached is None or whole is None or whole <= 0 or not 0 <= reached <= whole:
        return None
    return reached / whole
