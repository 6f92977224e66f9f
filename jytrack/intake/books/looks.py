"""How a sheet looks: its fonts, borders, fills and number formats, its widths and heights, as a copy of it is made.

A look is the properties of a cell in the words of XlsxWriter, which writes the copy.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from jytrack.intake.books.outline import Merge

MOST_LOOKS = 200_000
"""So many cells of a sheet are looked at; what is longer goes back without a copy."""

Property = str | int | float | bool
Look = tuple[tuple[str, Property], ...]
"""The properties of a cell, in a fixed order, so that equal looks are equal."""


def look(properties: dict[str, Property]) -> Look:
    """The look with these properties; what is not said of it is left out."""
    return tuple(sorted((name, value) for name, value in properties.items() if value))


class Line(NamedTuple):
    """A row's height in points or a column's width in characters, None for the usual one; `hidden`: it is not shown."""

    size: float | None = None
    hidden: bool = False


@dataclass
class Looks:
    """How one sheet looks; places are from 0, `frozen` is the first row and column that scroll.

    `dropped` names what it holds beside values and looks, which a copy has not.
    """

    cells: dict[tuple[int, int], Look] = field(default_factory=dict)
    rows: dict[int, Line] = field(default_factory=dict)
    columns: dict[int, Line] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    frozen: tuple[int, int] = (0, 0)
    landscape: bool = False
    gridlines: bool = True
    dropped: set[str] = field(default_factory=set)

    def put(self, row: int, column: int, shown: Look) -> None:
        """Note the look of a cell, while there is room."""
        if shown and len(self.cells) < MOST_LOOKS:
            self.cells[row, column] = shown
