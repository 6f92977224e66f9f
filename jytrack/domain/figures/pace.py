"""Pace: what is left, what each month left must bring, and what recent months brought (domain.md §3, Pace)."""

from fractions import Fraction

from jytrack.domain.figures.value import RECENT_MONTHS
from jytrack.domain.plan.schedule import YEAR
from jytrack.domain.values.valueclass import valueclass


@valueclass
class Pace:
    """In measure units: `remaining`; per month `required` q and `recent` v; `ratio` κ = q/v. None: not defined."""

    remaining: Fraction | None = None
    required: Fraction | None = None
    recent: Fraction | None = None
    ratio: Fraction | None = None


def pace(
    goal: Fraction | None, actual: Fraction | None, growth: Fraction | None, months: int, *, complete: bool
) -> Pace:
    """The pace of an at_least flow after `months` closed months; `growth` is that of the last three of them.

    q has no meaning when the year is over, v none while units are missing, κ none when v ≤ 0.
    """
    remaining = max(Fraction(0), goal - actual) if goal is not None and actual is not None else None
    required = remaining / (YEAR - months) if remaining is not None and months < YEAR else None
    recent = growth / min(RECENT_MONTHS, months) if growth is not None and months and complete else None
    ratio = required / recent if required is not None and recent is not None and recent > 0 else None
    return Pace(remaining, required, recent, ratio)


def may_average(goal: Fraction, mean: Fraction, reported: int) -> Fraction | None:
    """What the months not yet reported may average under a ceiling on the year's mean: (12T − Σa)/(12 − reported)."""
    return (YEAR * goal - mean * reported) / (YEAR - reported) if reported < YEAR else None
