"""Totals in the sheet of a split, down and across: compared with the sums, never taken."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from jytrack.domain.sheets.records import FileProblem
from jytrack.domain.values.numerals import plain
from jytrack.domain.values.quantity import exact
from jytrack.intake.plan.outlines import Sheet
from jytrack.intake.plan.split_heads import Kind
from jytrack.intake.values.cell import Cells, Form, is_blank

Lines = Mapping[int, Kind]
"""Rows or columns by what they hold; those that are no total may be left out."""


class Figures(dict[tuple[int, int], Fraction | None]):
    """The figures of a sheet by row and column; None where one could not be read or does not belong."""


_CELLS = Cells(Form("", whole=False, may_be_negative=True))


def check_down(sheet: Sheet, rows: Lines, at: int, figures: Figures) -> Iterator[FileProblem]:
    """The problem of each total row that is not the sum of the column `at`."""
    column = {row: figure for (row, place), figure in figures.items() if place == at}
    for row, expected in _expected(rows, column):
        yield from _compared(sheet, row, at, expected)


def check_across(sheet: Sheet, columns: Lines, figures: Figures) -> Iterator[FileProblem]:
    """The problem of each cell of a total column that is not the sum of its row."""
    for row in sorted({row for row, _ in figures}):
        cells = {at: figure for (place, at), figure in figures.items() if place == row}
        for at, expected in _expected(columns, cells):
            yield from _compared(sheet, row, at, expected)


def _expected(lines: Lines, figures: Mapping[int, Fraction | None]) -> Iterator[tuple[int, Fraction]]:
    """What each total must be: 合计 all, 小计 those since the 小计 before; nothing is known where a figure is not."""
    if None in figures.values():
        return
    known = {line: figure for line, figure in figures.items() if figure is not None}
    begins = -1
    for line, kind in sorted(lines.items()):
        if kind is Kind.TOTAL:
            yield line, sum(known.values(), Fraction(0))
        elif kind is Kind.SUBTOTAL:
            yield line, sum((figure for at, figure in known.items() if begins < at < line), Fraction(0))
            begins = line


def _compared(sheet: Sheet, row: int, at: int, expected: Fraction) -> Iterator[FileProblem]:
    """The problem when the total in a cell is another than `expected`; a blank one says nothing."""
    text = sheet.text(row, at)
    found = _CELLS[text].quantity
    if not is_blank(text) and (found is None or exact(found) != expected):
        yield sheet.problem(f"合计写的是“{text}”，相加是{plain(expected)}", row, at)
