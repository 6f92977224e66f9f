"""Figures as prose writes them: no blank between figure and word, what is still to be done rounded up."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from jytrack.domain.figures import shown
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.values.listing import several
from jytrack.domain.values.numerals import lower, plain
from jytrack.domain.values.words import Measure

PEOPLE = frozenset({"人", "人次", "户", "家", "名"})
"""Units of which there is no half."""

NAMED = 3
"""More units than this are named in part, with their number."""


def amount(judged: Assessment, value: Fraction | None, places: int = 4) -> str:
    """A value of the target with its measure unit, in its shortest form."""
    return f"{plain(value, places)}{judged.target.metric.measure_unit}"


def short_of(judged: Assessment, value: Fraction) -> str:
    """What is lacking, rounded up to what is enough: whole where something is counted, else to a tenth."""
    return lower(value, 0 if judged.target.metric.measure is Measure.COUNT else 1) + judged.target.metric.measure_unit


def a_month(judged: Assessment, value: Fraction) -> str:
    """What each month must bring, rounded up: people whole, all else to a tenth."""
    unit = judged.target.metric.measure_unit
    return lower(value, 0 if unit in PEOPLE else 1) + unit


def gap(judged: Assessment) -> str:
    """How far a target is from its schedule or goal in percentage points; the words say on which side."""
    return f"{shown.distance_points(judged)}个百分点"


def units_named(units: Sequence[str]) -> str:
    """Units one after another, at most three by name."""
    return several(units, NAMED).replace(" ", "")


def short_date(day: date) -> str:
    """A day of the year spoken of: 6月30日."""
    return f"{day.month}月{day.day}日"
