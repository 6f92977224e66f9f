"""A report as a value: headings, paragraphs and tables of typed cells, which every format renders."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from jytrack.domain.values.numerals import Edge
from jytrack.domain.values.words import Colour


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity shown with at most `places` decimals; None is shown as — and is never 0."""

    value: Fraction | None
    places: int = 0


@dataclass(frozen=True, slots=True)
class Percent:
    """A plain ratio (1 = 100 %) shown with one decimal and a sign %; a `cap` that it has not reached is not shown."""

    value: Fraction | None
    cap: Fraction | None = Fraction(1)


@dataclass(frozen=True, slots=True)
class Points:
    """Percentage points, signed, on their own side of `lines`."""

    value: Fraction | None
    lines: tuple[Edge, ...] = ()


@dataclass(frozen=True, slots=True)
class Lamp:
    """A light: its colour's word always stands beside the colour. `text` follows the word."""

    colour: Colour | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """Progress as a ratio with the expected share marked; both plain ratios."""

    value: Fraction | None
    expected: Fraction | None = None
    colour: Colour | None = None


Cell = str | int | Number | Percent | Points | Lamp | Bar | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading; numbers stand right. `shrink` marks prose that may wrap in a narrow terminal."""

    title: str
    right: bool = False
    shrink: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's title."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of prose; `quiet` is small print, which a terminal shows dim."""

    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Cells side by side on one line, such as a count of lights."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under columns; `empty` is said instead when there are no rows."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = "（无）"


Block = Heading | Paragraph | Line | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A titled report.

    `sheet` is the table that csv writes where the page for people shows less, or more than one table; without it csv
    takes the page's only table. `flat` names the commands that can be shown flat when this one cannot.
    """

    title: str
    blocks: tuple[Block, ...]
    flat: str = ""
    sheet: Table | None = None

    def spaced(self) -> Iterator[tuple[bool, Block]]:
        """Each block with whether a blank line parts it from what stands above, for formats made of lines."""
        above: Block | None = None
        for block in self.blocks:
            close = isinstance(above, Heading) or (isinstance(above, Line) and isinstance(block, Line))
            yield not close, block
            above = block


JsonValue = dict[str, "JsonValue"] | list["JsonValue"] | str | int | Decimal | bool | None
"""What stands in the object for programs; a number that is not whole is an exact decimal and never a float."""


class Report:
    """What a command answers: the document for people and the object for programs.

    Only one of them is written out, so each is made when it is first asked for. What the two functions need they have
    in hand, at rest: nothing that can be read once only, or only while a database session is open.
    """

    def __init__(self, document: Callable[[], Document], data: Callable[[], dict[str, JsonValue]]) -> None:
        self._document = document
        self._data = data

    @cached_property
    def document(self) -> Document:
        """The page for people."""
        return self._document()

    @cached_property
    def data(self) -> dict[str, JsonValue]:
        """The object for programs."""
        return self._data()
