"""Total rows: compared with the sum of the rows that they stand for, never imported (intake.md, Layouts)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from jytrack.domain.figures.reading import Entry
from jytrack.domain.values.numerals import plain
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import Quantity, exact
from jytrack.intake.sheets.apart import TotalRow
from jytrack.intake.sheets.sheet import Field
from jytrack.intake.values.cell import is_blank
from jytrack.intake.values.problem import Code, Problem, finding
from jytrack.intake.values.rows import column_letter


class TotalCell(NamedTuple):
    """One cell of a total row; `quantity` None: it could not be read as a number."""

    row: int
    at: int
    title: str
    typed: str
    of: TotalRow
    metric: str
    period: Period | None
    field: Field
    quantity: Quantity | None


_Sums = defaultdict[tuple[str, Period | None, Field], int]


def check_totals(cells: Sequence[TotalCell], entries: Iterable[Entry]) -> list[Problem]:
    """A `total-mismatch` for each cell of a total row that is not the sum of its rows.

    合计 stands for all rows of the sheet, 小计 for those since the 小计 before it, or up to the next one where
    it stands above its rows; both arguments are in row order. A total without a month of its own stands for all months
    of its rows.
    """
    whole = _Sums(int)
    coming = iter(entries)
    entry = next(coming, None)
    parts: list[tuple[list[TotalCell], _Sums]] = []
    for row, of_row in groupby((cell for cell in cells if cell.of is TotalRow.PART), attrgetter("row")):
        part = _Sums(int)
        while entry is not None and entry.row < row:
            _add(entry, whole, part)
            entry = next(coming, None)
        parts.append((list(of_row), part))
    rest = _Sums(int)
    while entry is not None:
        _add(entry, whole, rest)
        entry = next(coming, None)
    if parts and not parts[0][1]:
        sums = [*(part for _, part in parts[1:]), rest]
        parts = [(of_row, part) for (of_row, _), part in zip(parts, sums, strict=True)]
    problems = [problem for of_row, part in parts for problem in _mismatches(of_row, part)]
    return [*problems, *_mismatches((cell for cell in cells if cell.of is TotalRow.ALL), whole)]


def _mismatches(cells: Iterable[TotalCell], sums: _Sums) -> Iterator[Problem]:
    """The warnings about those of `cells` that are not among the sums."""
    for cell in cells:
        total = sums.get((cell.metric, cell.period, cell.field), 0)
        calculated = not cell.typed.lstrip().startswith("=")  # else what it will show is not known yet
        if calculated and not is_blank(cell.typed) and cell.quantity != total:
            yield _mismatch(cell, total)


def _mismatch(cell: TotalCell, total: int) -> Problem:
    """The warning that `cell` is not `total`."""
    message = f"{cell.title}的合计写的是{cell.typed.strip()}，各行相加是{plain(exact(total))}"
    letter = column_letter(cell.at)
    advice = "请核对各行是否有漏报或错报"
    return finding(Code.TOTAL_MISMATCH, message, advice, row=cell.row, column=letter, value=cell.typed)


def _add(entry: Entry, *sums: _Sums) -> None:
    """Add each figure to the sums by metric and month, and by metric over all months (None)."""
    for field, figure in zip(Field, entry[4:9], strict=True):
        if figure is not None:
            for kept in sums:
                kept[entry.metric, entry.period, field] += figure
                kept[entry.metric, None, field] += figure
