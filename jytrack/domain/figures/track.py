"""How a target came to where it stands: judged anew at the end of each closed month, on what is known now."""

from collections.abc import Sequence
from dataclasses import replace

from jytrack.domain.figures.assessing import assess_figures
from jytrack.domain.figures.reading import Reading
from jytrack.domain.figures.value import course, unit_figures
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.target import Target
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.period import Period

QUARTER = 3
"""Months of a quarter."""


def judged_by_month(
    target: Target, readings: Sequence[Reading], clock: Clock, last_year: Sequence[Reading] = ()
) -> tuple[Assessment, ...]:
    """`target` judged at the end of each closed month of the clock's year, against the goal that held then."""
    before = course(target, last_year, clock.year - 1) if last_year else None
    ends = (replace(clock, as_of=Period(clock.year, month).last_day) for month in range(1, clock.closed_months + 1))
    return tuple(assess_figures(target, unit_figures(target, readings, end), end, before) for end in ends)


def quarter_ends(by_month: Sequence[Assessment]) -> tuple[Assessment, ...]:
    """Of a target judged month by month, how it stood when each quarter closed."""
    return tuple(judged for judged in by_month if judged.closed_months % QUARTER == 0)
