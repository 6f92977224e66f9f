"""Figures out of all proportion to the year's goal: most likely of another measure unit, or with digits too many."""

from collections.abc import Sequence
from typing import NamedTuple

from jytrack.domain.plan.target import Metric
from jytrack.domain.values.quantity import Quantity
from jytrack.domain.values.words import Measure, Reporting

_WHOLE_YEARS = 10
"""A running total of so many times the year's goal is no over-fulfilment."""

_LEVELS = 5
"""A level so many times off is none: 54 for 5.4 is not quite ten times 5.5."""


class Bounds(NamedTuple):
    """Below and above what a figure at a place of an entry is out of proportion to `goal`; None: nothing is."""

    goal: Quantity
    month: Quantity | None = None
    cumulative: Quantity | None = None
    least: Quantity | None = None
    most: Quantity | None = None

    def crossed(self, values: Sequence[Quantity | None]) -> Quantity | None:
        """The first of an entry's figures (month, cumulative, value …) that is out of proportion."""
        month, cumulative, value = values[:3]
        if self.month is not None and month is not None and month > self.month:
            return month
        if self.cumulative is not None and cumulative is not None and cumulative > self.cumulative:
            return cumulative
        if value is not None and self.most is not None and value > self.most:
            return value
        return value if value and self.least is not None and value < self.least else None


def bounds_of(metric: Metric, goal: Quantity | None) -> Bounds | None:
    """The bounds of figures of `metric` whose goal of the year is `goal`; None where there is none to compare with.

    More than the whole goal in one month is out of proportion from the first month on (intake.md, Size).
    """
    if goal is None or goal <= 0 or metric.measure is Measure.RATE:
        return None
    many = Quantity(goal * _WHOLE_YEARS)
    if metric.measure is Measure.LEVEL:
        return Bounds(goal, least=Quantity(goal // _LEVELS), most=Quantity(goal * _LEVELS))
    if metric.reporting is Reporting.POINT:
        return Bounds(goal, most=many)
    return Bounds(goal, goal, many)
