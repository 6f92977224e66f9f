"""A report as a value: headings, paragraphs and tables of typed cells, which every format renders."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from jytrack.domain.values.numerals import Edge
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Colour
from jytrack.reports.values.chart import Chart
from jytrack.reports.values.letter import Letter


@valueclass
class Number:
    """A quantity shown with at most `places` decimals; None is shown as — and is never 0.

    `least` marks a lower bound: some have not reported, and it can only grow. `fixed`: with all its decimals, as the
    other figures of its kind have them. `signed`: with a plus where it is more than nothing.
    """

    value: Fraction | None
    places: int = 0
    least: bool = False
    fixed: bool = False
    signed: bool = False


@valueclass
class Percent:
    """A plain ratio (1 = 100 %) shown with one decimal and a sign %; a `cap` that it has not reached is not shown."""

    value: Fraction | None
    cap: Fraction | None = Fraction(1)


@valueclass
class Points:
    """Percentage points, signed, on their own side of `lines`."""

    value: Fraction | None
    lines: tuple[Edge, ...] = ()


@valueclass
class Lamp:
    """A light: its colour's word always stands beside the colour. `text` follows the word."""

    colour: Colour | None
    text: str = ""


@valueclass
class Bar:
    """Progress as a ratio with the expected share marked; both plain ratios."""

    value: Fraction | None
    expected: Fraction | None = None
    colour: Colour | None = None


Cell = str | int | Number | Percent | Points | Lamp | Bar | None


@valueclass
class Under:
    """The head that a column shares with its neighbours on paper, and its own below that."""

    head: str
    title: str


@valueclass
class Column:
    """A column's heading; numbers stand right, prose may wrap (`shrink`), what is `blank` is filled in by hand.

    A narrow terminal leaves out the most `spare` first, never what is not. On paper neighbours may stand together
    `under` one head.
    """

    title: str
    right: bool = False
    shrink: bool = False
    blank: bool = False
    spare: int = 0
    under: Under | None = None


@valueclass
class Heading:
    """A section's title.

    Level 0 stands above tables of a page; 1, 2 and 3 are an official document's 一、 （一） and 1. , whose marks stand
    in `text`. `run_in` is prose that goes on behind the title, on its line.
    """

    text: str
    level: int = 0
    run_in: str = ""


@valueclass
class Paragraph:
    """One paragraph of prose; `quiet` is small print, which a terminal shows dim.

    `paper` is what stands there where nobody can type a command: "" for nothing, None for the same.
    """

    text: str
    quiet: bool = False
    paper: str | None = None


def hinted(words: str, hint: str, *, quiet: bool = False) -> Paragraph:
    """A paragraph that ends in what to type next, of which paper says nothing."""
    return Paragraph(words + hint, quiet, words)


@valueclass
class Line:
    """Cells side by side on one line, such as a count of lights."""

    cells: tuple[Cell, ...]


@valueclass
class Table:
    """Rows of cells under columns; `empty` is said instead when there are no rows."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = "（无）"
    muted: frozenset[int] = frozenset()
    """Rows, from 0, that nothing is judged by: grey, and never a figure in red."""


@valueclass
class LongTable:
    """A table that may be too long to be held: its rows are made while csv writes them."""

    columns: tuple[Column, ...]
    rows: Iterable[tuple[Cell, ...]]


@valueclass
class Field:
    """One row of a form: what is asked, what is known of it, and how many lines are left to write on."""

    label: str
    value: str = ""
    lines: int = 1


@valueclass
class Form:
    """What people fill in by hand, label beside blank."""

    fields: tuple[Field, ...]


Block = Heading | Paragraph | Line | Table | Form | Chart


@valueclass
class Attachment:
    """What is attached to a document, on pages of its own; its number is its place. Wide tables turn its pages."""

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False


@valueclass
class Document:
    """A titled report.

    `sheet` is what csv writes instead, a long one made when asked for (`ends.sheet_of`); `flat` names commands to be
    shown flat where it cannot. A `letter` with `attachments` is an official one; programs read its file's `marks`.
    """

    title: str
    blocks: tuple[Block, ...]
    flat: str = ""
    sheet: Table | Callable[[], Table | LongTable] | None = None
    letter: Letter | None = None
    attachments: tuple[Attachment, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)

    def read_through(self) -> Iterator[Block]:
        """The body and then each attachment under its title, for formats without pages.

        Of a letter they show the mark of a draft, whom it goes to, who signs and when.
        """
        if self.letter:
            yield from (Paragraph(line) for line in (self.letter.draft, self.letter.addressee) if line)
        yield from self.blocks
        if self.letter and self.letter.organisation:
            yield Paragraph(f"{self.letter.organisation}\n{self.letter.dated}")
        for number, attachment in enumerate(self.attachments, 1):
            mark = f"附件{number}" if len(self.attachments) > 1 else "附件"
            yield Heading(f"{mark} {attachment.title}")
            yield from attachment.blocks

    def on_paper(self) -> "Document":
        """The same for those who read it on paper, or on a page that was sent to them."""
        told = (
            replace(block, text=block.paper) if isinstance(block, Paragraph) and block.paper is not None else block
            for block in self.blocks
        )
        return replace(self, blocks=tuple(each for each in told if not isinstance(each, Paragraph) or each.text))

    def spaced(self) -> Iterator[tuple[bool, Block]]:
        """Each block with whether a blank line parts it from what stands above, for formats made of lines."""
        above: Block | None = None
        for block in self.read_through():
            if isinstance(block, Chart):
                continue
            titled = isinstance(above, Heading) and not above.run_in
            close = titled or (isinstance(above, Line) and isinstance(block, Line))
            yield not close, block
            above = block


@valueclass
class LongList:
    """A list of the object for programs that may be too long to be held: its items are made while they are written."""

    items: Callable[[], Iterable["JsonValue"]]


JsonValue = dict[str, "JsonValue"] | list["JsonValue"] | LongList | str | int | Decimal | bool | None
"""What stands in the object for programs; a number that is not whole is an exact decimal and never a float.

Only values of the object itself are long lists.
"""


class Report:
    """What a command answers: the document for people and the object for programs.

    Only one of them is written out, so each is made when it is first asked for. What the functions need they have in
    hand, at rest: nothing that can be read once only, or only while a database session is open; a long list opens one
    of its own while it is written.

    `papers` are documents of their own for formats in which people do something else with them, by the format's name.
    """

    def __init__(
        self,
        document: Callable[[], Document],
        data: Callable[[], dict[str, JsonValue]],
        papers: Mapping[str, Callable[[], Document]] | None = None,
    ) -> None:
        self._document = document
        self._data = data
        self._papers = papers or {}

    def paper(self, form: str) -> Document:
        """The page for people in one format."""
        return self._papers[form]() if form in self._papers else self.document

    @cached_property
    def document(self) -> Document:
        """The page for people."""
        return self._document()

    @cached_property
    def data(self) -> dict[str, JsonValue]:
        """The object for programs."""
        return self._data()
