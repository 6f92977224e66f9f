"""How a target came to where it stands: judged anew at the end of each closed month, on what is known now."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from jytrack.domain.figures.assessing import assess_figures
from jytrack.domain.figures.reading import Reading
from jytrack.domain.figures.value import course, unit_figures
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.target import Target
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.period import Period

QUARTER = 3
"""Months of a quarter."""


JudgedAt = Callable[[int], Assessment]
"""How a target stood at the end of a closed month of the year."""


def judged_at(target: Target, readings: Sequence[Reading], clock: Clock, last_year: Sequence[Reading] = ()) -> JudgedAt:
    """What judges `target` at the end of a month of the clock's year, once each, against the goal that held then."""
    before = course(target, last_year, clock.year - 1) if last_year else None

    @cache
    def at(month: int) -> Assessment:
        end = replace(clock, as_of=Period(clock.year, month).last_day)
        return assess_figures(target, unit_figures(target, readings, end), end, before)

    return at


def judged_by_month(
    target: Target, readings: Sequence[Reading], clock: Clock, last_year: Sequence[Reading] = ()
) -> tuple[Assessment, ...]:
    """`target` judged so at the end of each closed month."""
    return tuple(map(judged_at(target, readings, clock, last_year), range(1, clock.closed_months + 1)))


def quarter_ends(by_month: Sequence[Assessment]) -> tuple[Assessment, ...]:
    """Of a target judged month by month, how it stood when each quarter closed."""
    return tuple(judged for judged in by_month if judged.closed_months % QUARTER == 0)
