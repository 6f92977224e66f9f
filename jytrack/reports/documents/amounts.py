"""Figures as prose writes them: no blank between figure and word, what is still to be done rounded up."""

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction

from jytrack.domain.figures import shown
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.values.listing import several
from jytrack.domain.values.numerals import date_text, plain

NAMED = 3
"""More units than this are named in part, with their number."""


def amount(judged: Assessment, value: Fraction | None, places: int = 4) -> str:
    """A value of the target with its measure unit, in its shortest form."""
    return f"{plain(value, places)}{judged.target.metric.measure_unit}"


def short_of(judged: Assessment, value: Fraction) -> str:
    """What is lacking, as much as is enough, with its measure unit."""
    return shown.lacking(judged, value) + judged.target.metric.measure_unit


def gap(judged: Assessment) -> str:
    """How far a target is from its schedule or goal in percentage points; the words say on which side."""
    return f"{shown.distance_points(judged)}个百分点"


def units_named(units: Sequence[str]) -> str:
    """Units one after another, at most three by name."""
    return several(units, NAMED).replace(" ", "")


Naming = Callable[[Sequence[str]], str]
"""How units are told of in prose: by name, or where a document must not name them by their number."""


def day_in(day: date, year: int) -> str:
    """A day as a document of some year names it: without its year where that is the same."""
    return short_date(day) if day.year == year else date_text(day)


def short_date(day: date) -> str:
    """A day of the year spoken of: 6月30日."""
    return f"{day.month}月{day.day}日"


def quoted(title: str) -> str:
    """A title in quotes; those that stand in it are single."""
    return f"“{title.replace('“', '‘').replace('”', '’')}”"
