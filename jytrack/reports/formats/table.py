"""Colour for a terminal: words beside every colour, bars, prose that wraps, figures that stay whole."""

import io
from collections.abc import Sequence
from dataclasses import replace

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from jytrack.domain.values.words import Colour
from jytrack.reports.formats.wrapping import wrapped
from jytrack.reports.values.cells import text
from jytrack.reports.values.document import (
    Bar,
    Block,
    Cell,
    Chart,
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
_NARROWEST = 8
_ROOMY, _TIGHT = 2, 1


def render(document: Document, *, width: int, colour: bool) -> str:
    """The document for a terminal `width` cells wide; without `colour` there are no control codes at all."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        legacy_windows=False,
    )
    _prose(console, document.title, "bold")
    for apart, block in document.spaced():
        if apart:
            console.print()
        _print(console, block)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _print(console: Console, block: Block) -> None:
    match block:
        case Heading(title, 0):
            _prose(console, f"■ {title}", "bold")
        case Heading(title, _, run_in):
            _prose(console, title + run_in, "" if run_in else "bold")
        case Paragraph(words, quiet):
            _prose(console, words, "dim" if quiet else "")
        case Line(cells):
            console.print(Text("  ").join(_styled(cell, console.width) for cell in cells))
        case Table(rows=()):
            _prose(console, block.empty, "dim")
        case Table():
            console.print(_grid(_fit(block, console.width), console.width))
        case Form(fields):
            for each in fields:
                _prose(console, f"{each.label}：{each.value}", "")
        case Chart():
            pass


def _prose(console: Console, words: str, style: str) -> None:
    for line in wrapped(text(words), console.width):
        console.print(Text(line, style))


def _grid(table: Table, width: int) -> Grid:
    """The table with its columns' widths settled here, so that rich neither squeezes nor cuts a figure."""
    widths, gap = _widths(table, width)
    grid = Grid(box=SIMPLE_HEAD, padding=(0, gap - 1, 0, 0), pad_edge=False, show_edge=False, header_style="bold")
    for column, cells in zip(table.columns, widths, strict=True):
        grid.add_column(
            Text("\n".join(wrapped(text(column.title), cells))),
            justify="right" if column.right else "left",
            width=cells,
        )
    for number, row in enumerate(table.rows):
        styled = (_styled(cell, cells) for cell, cells in zip(row, widths, strict=True))
        grid.add_row(*styled, style="dim" if number in table.muted else "")
    return grid


def _fit(table: Table, width: int) -> Table:
    """The table without what a terminal has no use for: empty columns to write in, and bars where they tear figures."""
    held = list(zip(table.columns, *table.rows, strict=True))
    unused = {at for at, (column, *cells) in enumerate(held) if column.blank and not any(cells)}
    bars = {at for at, (_, *cells) in enumerate(held) if any(isinstance(cell, Bar) for cell in cells)}
    least = (
        min(_NARROWEST, natural) if column.shrink else natural
        for at, (column, *cells) in enumerate(held)
        if at not in unused
        for natural in [max(map(_natural, [text(column.title)[: _NARROWEST // 2], *cells]))]
    )
    if sum(least) + len(held) - len(unused) - 1 > width:
        unused |= bars
    kept = [at for at in range(len(held)) if at not in unused]
    columns = tuple(table.columns[at] for at in kept)
    rows = (tuple("" if row[at] is None and table.columns[at].blank else row[at] for at in kept) for row in table.rows)
    return replace(table, columns=columns, rows=tuple(rows))


def _widths(table: Table, width: int) -> tuple[list[int], int]:
    """Each column's width and the gap between two: prose gives way first, the widest before the others."""
    natural = [
        max(map(_natural, [text(column.title), *cells]))
        for column, *cells in zip(table.columns, *table.rows, strict=True)
    ]
    gaps = len(natural) - 1
    gap = _ROOMY if sum(natural) + _ROOMY * gaps <= width else _TIGHT
    prose = [index for index, column in enumerate(table.columns) if column.shrink]
    excess = sum(natural) + gap * gaps - width
    excess = _narrow(natural, prose, excess, _NARROWEST)
    _narrow(natural, range(len(natural)), excess, 2)
    return natural, gap


def _narrow(widths: list[int], which: Sequence[int], excess: int, floor: int) -> int:
    """Take `excess` cells from the columns `which`, one by one from the widest; what could not be taken is left."""
    while excess > 0 and which and widths[widest := max(which, key=widths.__getitem__)] > floor:
        widths[widest] -= 1
        excess -= 1
    return excess


def _natural(cell: Cell) -> int:
    return max(map(cell_len, _words(cell).split("\n")))


def _words(cell: Cell) -> str:
    """A cell's text; a light's word stands in a badge."""
    if isinstance(cell, Lamp) and cell.colour:
        return text(cell).replace(cell.colour.label, _badge(cell.colour), 1)
    return text(cell)


def _badge(colour: Colour) -> str:
    return f" {colour.label} "


def _styled(cell: Cell, width: int) -> Text:
    """A cell's text wrapped to `width`, in its colours."""
    words = Text("\n".join(wrapped(_words(cell), width)))
    match cell:
        case Lamp(Colour() as colour):
            words.stylize(_BADGES[colour], 0, len(_badge(colour)))
        case Bar(_, _, colour):
            words.highlight_regex("[█▌]+", _INKS[colour] if colour else "")
            words.highlight_regex("─+", "dim")
            words.highlight_regex("│", "bold")
    return words
