"""Comparison with the same month last year (同比) and with the month before (环比), where the data exist."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from jytrack.domain.figures.reading import Reading
from jytrack.domain.figures.value import course
from jytrack.domain.plan.schedule import Course
from jytrack.domain.plan.target import Target
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.words import Frequency, Measure


@dataclass(frozen=True, slots=True)
class Comparison:
    """Change as a plain ratio (0.1 = 增长 10 %) for counts and amounts, in measure units for rates and levels.

    None where one of the two values is not complete, or is not positive and so cannot be divided by.
    """

    year_on_year: Fraction | None = None
    month_on_month: Fraction | None = None


NOT_COMPARED = Comparison()
"""Nothing to compare with."""


def compare(target: Target, readings: Sequence[Reading], last_year: Sequence[Reading], clock: Clock) -> Comparison:
    """同比 of the value to date, and 环比: of the month's own growth for flows, of the value itself otherwise.

    There is no 环比 of what is not reported every month: the month before has no value of its own.
    """
    month = clock.closed_months
    if not month:
        return NOT_COMPARED
    now, before = course(target, readings, clock.year), course(target, last_year, clock.year - 1)
    own = _growth(now) if target.is_flow else now
    monthly = all(duty.frequency is Frequency.MONTH for duty in target.unit_duties)
    previous = own[month - 2] if month > 1 and monthly else None
    return Comparison(_change(target, now[month - 1], before[month - 1]), _change(target, own[month - 1], previous))


def _growth(values: Course) -> Course:
    """Each month's own growth, from the values to date."""
    earlier = (Fraction(0), *values[:-1])
    return tuple(
        value - before if value is not None and before is not None else None
        for value, before in zip(values, earlier, strict=True)
    )


def _change(target: Target, value: Fraction | None, base: Fraction | None) -> Fraction | None:
    """From `base` to `value`: a ratio for counts and amounts, a difference for rates and levels."""
    if value is None or base is None:
        return None
    if target.metric.measure in (Measure.RATE, Measure.LEVEL):
        return value - base
    return value / base - 1 if base > 0 else None
