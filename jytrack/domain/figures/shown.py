"""A judged target's figures as text: one rounding for one value on all pages, on the value's side of every line.

The lines are those of the light table (domain.md §3, Light), by the comparisons that decide there. Texts are bare
numbers; who writes a sentence or a column adds unit and sign.
"""

from fractions import Fraction

from jytrack.domain.figures.variance import Assessment
from jytrack.domain.values.numerals import SIGN, Edge, at_least, decimal, lower, more_than, plain, points, signed
from jytrack.domain.values.words import Direction, Measure

PEOPLE = frozenset({"人", "人次", "户", "家", "名"})
"""Units of which there is no half."""


def actual(judged: Assessment, value: Fraction | None) -> str:
    """A value to date, of the whole or of a unit: a rate at two decimals, all else exact as it was typed."""
    if judged.target.metric.measure is Measure.RATE:
        return decimal(value, 2, *_value_lines(judged))
    return plain(value, 4, *_value_lines(judged))


def share(judged: Assessment) -> str:
    """A rate's value to date at one decimal, as prose has it."""
    return decimal(judged.actual, 1, *_value_lines(judged))


def point_lines(judged: Assessment) -> tuple[Edge, ...]:
    """The lines between lights for the distance in percentage points."""
    limits = judged.target.thresholds
    if judged.target.direction is Direction.AT_MOST:
        return more_than(0), more_than(-limits.near_limit)
    return at_least(0), at_least(limits.flow_red if judged.target.is_flow else limits.rate_red)


def variance_points(judged: Assessment) -> str:
    """The distance to schedule or goal in percentage points, signed."""
    return points(judged.variance_points, *point_lines(judged))


def distance_points(judged: Assessment) -> str:
    """The same without its sign, for a sentence that says on which side."""
    return variance_points(judged).lstrip("+-")


def variance(judged: Assessment) -> str:
    """The difference A - E in the measure unit, signed: what is lacking as `lacking` has it, else to one decimal."""
    if judged.variance is not None and judged.variance < 0:
        return f"-{lacking(judged, -judged.variance)}"
    return signed(plain(judged.variance, 1))


def distance(judged: Assessment) -> str:
    """The same without its sign, for a sentence that says on which side; to the goal where the schedule is unknown."""
    away = judged.remaining if judged.variance is None else -judged.variance
    return lacking(judged, away) if away is not None and away > 0 else plain(away, 1).lstrip("-")


def lacking(judged: Assessment, value: Fraction) -> str:
    """What is still to be done, rounded up to what is enough: whole where something is counted, else to a tenth."""
    return lower(value, 0 if judged.target.metric.measure is Measure.COUNT else 1)


def required(judged: Assessment) -> str:
    """What each month left must bring, q, rounded up to what is enough: people whole, all else to a tenth."""
    return lower(judged.required_per_month, 0 if judged.target.metric.measure_unit in PEOPLE else 1)


def expected(judged: Assessment) -> str:
    """What was to be reached, E, never shown on the other side of what was; where it was not, as much as is enough."""
    if judged.expected is not None and judged.variance is not None and judged.variance < 0:
        return lacking(judged, judged.expected)
    lines = SIGN if judged.actual is None else (more_than(judged.actual),)
    return plain(judged.expected, 1, *lines)


def headroom(judged: Assessment) -> str:
    """The room under a ceiling, or by how much it is passed, without a sign."""
    lines = (at_least(0), more_than(0), at_least(judged.target.thresholds.near_limit))
    return plain(judged.headroom, 4, *lines).lstrip("-")


def pace_ratio(judged: Assessment) -> str:
    """How many times the recent pace the required one is, κ: hard above its line, too slow above 1."""
    return decimal(judged.pace_ratio, 2, more_than(judged.target.thresholds.hard_pace), more_than(1))


def per_month(value: Fraction | None) -> str:
    """What a month brings, v."""
    return plain(value, 1)


def foreseen(judged: Assessment, value: Fraction) -> str:
    """A year-end figure foreseen, never shown as the goal that it does not reach."""
    return plain(value, 1, *SIGN, *_value_lines(judged))


def _value_lines(judged: Assessment) -> tuple[Edge, ...]:
    """The lines between lights for the value itself."""
    goal, target = judged.goal, judged.target
    if goal is None:
        return ()
    tiered = target.metric.measure in (Measure.RATE, Measure.LEVEL)
    if target.direction is Direction.AT_MOST:
        return (more_than(goal), more_than(goal - target.thresholds.near_limit)) if tiered else (more_than(goal),)
    return (at_least(goal), at_least(goal + target.thresholds.rate_red)) if tiered else (at_least(goal),)
