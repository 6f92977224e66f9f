"""What formats that can draw draw beside the tables."""

from enum import Enum
from fractions import Fraction

from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Colour


class ChartKind(Enum):
    """How a chart draws its series."""

    BARS = "bars"
    """Lying bars, one a category: many long names."""
    COLUMNS = "columns"
    LINES = "lines"


@valueclass
class Series:
    """One row of values of a chart, as plain ratios or numbers, beside its categories; None draws nothing.

    `colours` are the lights of the single values. `expected` marks what should be: a thin or dashed line.
    """

    name: str
    values: tuple[Fraction | None, ...]
    colours: tuple[Colour, ...] = ()
    expected: bool = False


@valueclass
class Chart:
    """Values to be drawn where a format draws; tables always say the same."""

    title: str
    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    percent: bool = True
