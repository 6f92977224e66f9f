"""Colour for a terminal: words beside every colour, bars, prose that wraps, figures that stay whole."""

import io
from collections.abc import Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from jytrack.domain.values.texts import one_line
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Colour
from jytrack.reports.formats.narrow import Layout, laid_out
from jytrack.reports.formats.signs import SIGNS, SPELLED
from jytrack.reports.formats.wrapping import wrapped
from jytrack.reports.values.cells import text
from jytrack.reports.values.chart import Chart
from jytrack.reports.values.document import (
    Bar,
    Block,
    Cell,
    Column,
    Document,
    Form,
    Heading,
    Lamp,
    Line,
    Paragraph,
    Table,
)

_BADGES = {
    Colour.GREEN: "black on green",
    Colour.YELLOW: "black on yellow",
    Colour.RED: "bold white on red",
    Colour.GREY: "white on bright_black",
}
_INKS = {Colour.GREEN: "green", Colour.YELLOW: "yellow", Colour.RED: "red", Colour.GREY: "white"}
_ENDLESS = 100_000
"""Cells that no table reaches."""
_ROOMY = 2
_LEADING = 2
"""How many cells stand before the name that a stacked row begins with, at most."""
_INDENT = "    "


@valueclass
class Screen:
    """A terminal `width` cells wide; without `colour` there are no control codes at all.

    On a `wide` one tables stand in full however wide they are. `ascii_signs` are for terminals that draw signs such as
    ≥ and ─ two cells wide, or not at all.
    """

    width: int
    colour: bool = False
    wide: bool = False
    ascii_signs: bool = False


def render(document: Document, *, width: int, colour: bool, wide: bool = False, ascii_signs: bool = False) -> str:
    """The document for a terminal; at its foot stands which columns it had no room for."""
    return _Drawing(Screen(width, colour, wide, ascii_signs)).drawn(document)


class _Drawing:
    """A document while it is drawn on a screen."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._out = io.StringIO()
        self._dropped: dict[str, None] = {}
        self._console = Console(
            file=self._out,
            width=_ENDLESS if screen.wide else screen.width,
            force_terminal=screen.colour,
            color_system="standard" if screen.colour else None,
            highlight=False,
            legacy_windows=False,
        )

    def drawn(self, document: Document) -> str:
        """The text with its control codes."""
        self._prose(document.title, "bold")
        for apart, block in document.spaced():
            if apart:
                self._console.print()
            self._print(block)
        if self._dropped:
            self._console.print()
            self._prose(f"屏幕窄，没有列出：{'、'.join(self._dropped)}；全列加 --wide", "dim")
        lines = "\n".join(line.rstrip() for line in self._out.getvalue().split("\n"))
        return lines.translate(SIGNS) if self._screen.ascii_signs else lines

    def _print(self, block: Block) -> None:
        match block:
            case Heading(title, 0):
                self._prose(f"■ {title}", "bold")
            case Heading(title, _, run_in):
                self._prose(title + run_in, "" if run_in else "bold")
            case Paragraph(words, quiet):
                self._prose(words, "dim" if quiet else "")
            case Line(cells):
                self._console.print(Text("  ").join(map(self._styled, cells)))
            case Table(rows=()):
                self._prose(block.empty, "dim")
            case Table():
                self._table(block)
            case Form(fields):
                for each in fields:
                    self._prose(f"{each.label}：{each.value}", "")
            case Chart():
                pass

    def _prose(self, words: str, style: str) -> None:
        for line in wrapped(self._words(words), self._screen.width):
            self._console.print(Text(line, style))

    def _table(self, table: Table) -> None:
        layout = laid_out(table, self._console.width, self._words)
        self._dropped |= dict.fromkeys(layout.dropped)
        for number, row in enumerate(table.rows if not layout.widths else ()):
            self._stacked(table, layout, row, "dim" if number in table.muted else "")
        if layout.widths:
            self._console.print(self._grid(table, layout))

    def _grid(self, table: Table, layout: Layout) -> Grid:
        """The table with its columns' widths settled here, so that rich neither squeezes nor cuts a figure."""
        padding = (0, layout.gap - 1, 0, 0)
        grid = Grid(box=SIMPLE_HEAD, padding=padding, pad_edge=False, show_edge=False, header_style="bold")
        columns = [(table.columns[at], at, cells) for at, cells in zip(layout.kept, layout.widths, strict=True)]
        for column, _, cells in columns:
            grid.add_column(
                Text("\n".join(_even(self._words(column.title), cells))),
                justify="right" if column.right else "left",
                width=cells,
            )
        for number, row in enumerate(table.rows):
            styled = (self._styled(_held(column, row[at]), cells) for column, at, cells in columns)
            grid.add_row(*styled, style="dim" if number in table.muted else "")
        return grid

    def _stacked(self, table: Table, layout: Layout, row: tuple[Cell, ...], style: str) -> None:
        """A row under one another: what it is about up to its first prose, then each cell behind its column's title."""
        prose = [place for place, at in enumerate(layout.kept) if table.columns[at].shrink]
        first = min(prose[0] if prose else 0, _LEADING) + 1
        leading = [row[at] for at in layout.kept[:first] if row[at] not in (None, "")]
        line = Text("  ").join(map(self._styled, leading))
        if cell_len(line.plain) <= self._console.width and leading:
            self._console.print(line, style=style)
        elif leading:
            self._prose(line.plain, style)
        told = [f"{table.columns[at].title}：{self._spelled(text(row[at]))}" for at in layout.kept[first:]]
        items = [one_line(each) for each in told if not each.endswith(("：", "：·"))]
        for each in _side_by_side(items, self._console.width - len(_INDENT)):
            self._console.print(Text(_INDENT + each, style))

    def _styled(self, cell: Cell, width: int = _ENDLESS) -> Text:
        """A cell's text wrapped to `width`, in its colours."""
        words = Text("\n".join(wrapped(self._words(cell), width, whole=True)))
        match cell:
            case Lamp(Colour() as colour):
                words.stylize(_BADGES[colour], 0, len(_badge(colour)))
            case Bar(_, _, colour):
                words.highlight_regex("[█▌]+", _INKS[colour] if colour else "")
                words.highlight_regex("─+", "dim")
                words.highlight_regex("│", "bold")
        return words

    def _words(self, cell: Cell) -> str:
        """A cell's text; a light's word stands in a badge."""
        words = text(cell)
        if isinstance(cell, Lamp) and cell.colour:
            words = words.replace(cell.colour.label, _badge(cell.colour), 1)
        return self._spelled(words)

    def _spelled(self, words: str) -> str:
        """Words with the signs that the screen draws."""
        return words.translate(SPELLED) if self._screen.ascii_signs else words


def _held(column: Column, cell: Cell) -> Cell:
    """What stands in a table: where somebody is to write, nothing stands instead of —."""
    return "" if cell is None and column.blank else cell


def _even(title: str, width: int) -> list[str]:
    """A title in as few lines as the width needs, none much longer than the others."""
    lines = wrapped(title, width)
    return next((even for cells in range(2, width) if len(even := wrapped(title, cells)) == len(lines)), lines)


def _side_by_side(items: Sequence[str], width: int) -> Iterator[str]:
    """Items in lines of at most `width` cells, none broken that fits on one."""
    line = ""
    for item in items:
        if line and cell_len(line) + _ROOMY + cell_len(item) > width:
            yield line
            line = ""
        line = f"{line}{' ' * _ROOMY}{item}" if line else item
        if cell_len(line) > width:
            *whole, line = wrapped(line, width, whole=True)
            yield from whole
    if line:
        yield line


def _badge(colour: Colour) -> str:
    return f" {colour.label} "
