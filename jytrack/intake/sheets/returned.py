"""The copy of a refused file that goes back: the bad cells coloured and commented, all else as it was."""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from itertools import islice
from typing import NamedTuple

from jytrack.intake.books.confined import WorkStopped, confined
from jytrack.intake.books.looking import looks_of
from jytrack.intake.books.outline import MOST_ROWS
from jytrack.intake.books.texts import holds_personal_data
from jytrack.intake.sheets.drawing import new_copy
from jytrack.intake.sheets.files import Opened, open_file
from jytrack.intake.sheets.leaks import without_numbers
from jytrack.intake.sheets.marking import MOST_CELLS, Cell, Noted, marked_copy
from jytrack.intake.sheets.points import at_letter, cells_of
from jytrack.intake.sheets.returned_names import has_macros
from jytrack.intake.values.mending import asked_of_unit
from jytrack.intake.values.problem import Code, Problem, Severity
from jytrack.intake.values.rows import column_letter

_LETTERS = re.compile(r"[A-Z]{1,3}")
_MOST_SECONDS = 20
"""A copy that takes longer is made anew from the cells alone."""


class Mark(NamedTuple):
    """What to say at a cell: `row` from 1 (None: of the sheet as a whole), `column` a letter (None: the first filled).

    `sheet` "": the first sheet that is shown. `free`: mending takes more than the marked cells, so none is locked.
    """

    sheet: str
    row: int | None
    column: str | None
    text: str
    free: bool = False


def marks_of(problems: Mapping[str, Iterable[Problem]]) -> list[Mark]:
    """The marks that a copy bears for the errors among the `problems` of all sheets of a file, by the sheet's name.

    What only the office can do anything about is not marked. None at all where personal data stands in any of them:
    no copy of that may be made.
    """
    errors = [(sheet, each) for sheet, of_sheet in problems.items() for each in of_sheet if _refuses(each)]
    if any(error.code is Code.PERSONAL_DATA for _, error in errors):
        return []
    return [mark for sheet, error in errors if asked_of_unit(error) for mark in _marks(sheet, error)]


def _marks(sheet: str, error: Problem) -> Iterator[Mark]:
    """The marks of one error."""
    sentence = f"{error.message}。{asked_of_unit(error)}"
    free = error.beyond or error.row is None
    cells = [(row, column_letter(column - 1)) for row, column in cells_of(error)]
    if not cells:
        yield Mark(sheet, error.row, error.column, sentence, free)
    for row, letters in cells:
        yield Mark(sheet, row, letters, sentence, free)


def returned_workbook(raw: bytes, name: str, marks: Sequence[Mark], origin: str = "") -> bytes | None:
    """The copy of the file `name` that holds `raw`, with `marks`; None when it is unreadable or too long.

    `origin` is kept in it as what it is a copy of (see `books.origin`).

    An .xlsx keeps its formats, formulas with their results, other sheets, merged cells, validations and how it is
    printed, but loses what openpyxl does not know: pictures, drawn shapes, sparklines, controls; an .xlsm keeps its
    macros. Any other file, and an .xlsx that openpyxl cannot read, that hides very much, or personal data, becomes a
    new workbook with the shown cells in the same places: of an .xls and .ods with their looks and the results of their
    formulas. Personal data beside the figures is covered with asterisks.
    """
    opened = open_file(io.BytesIO(raw))
    noted = None if isinstance(opened, Problem) else _noted(opened, marks)
    if isinstance(opened, Problem) or noted is None:
        return None
    if opened.encoding == "xlsx":
        import_module("openpyxl")  # here, so that not each copy's process has to
        # openpyxl checks what spreadsheet programs let pass, each thing in its own way.
        with suppress(WorkStopped):
            return confined(partial(_own_copy, raw, name, noted, origin), seconds=_MOST_SECONDS)
    import_module("xlsxwriter")
    with suppress(WorkStopped):
        return confined(lambda: new_copy(noted, looks_of(raw), origin), seconds=_MOST_SECONDS)
    return new_copy(noted, {}, origin)


def _own_copy(raw: bytes, name: str, noted: Sequence[Noted], origin: str) -> bytes:
    """The .xlsx `name` itself with marks put in; any exception where that cannot be, or may not."""
    content = marked_copy(raw, noted, origin, macros=has_macros(name))
    if holds_personal_data(content):
        raise ValueError
    return content


def _refuses(problem: Problem) -> bool:
    """Whether `problem` refuses the file."""
    return problem.severity is Severity.ERROR


def _noted(opened: Opened, marks: Iterable[Mark]) -> list[Noted] | None:
    """The tabs of a file with what `marks` say; None when there is too much in them, or quotes break."""
    names = [tab.name for tab in opened.tabs]
    of_tabs: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        of_tabs[mark.sheet if mark.sheet in names else names[0]].append(mark)
    noted = []
    room = MOST_CELLS
    try:
        for tab in opened.tabs:
            rows = [list(cells) for cells in islice(tab.rows(), MOST_ROWS + 1)]
            room -= sum(map(len, rows))
            if len(rows) > MOST_ROWS or room < 0:
                return None
            shown = list(map(without_numbers, rows))
            own = of_tabs[tab.name]
            locked = not any(mark.free for mark in own)
            noted.append(Noted(tab.name, shown, _notes(own, rows), _covered(rows, shown), locked=locked))
    except csv.Error:
        return None
    return noted


def _covered(rows: Sequence[Sequence[str]], shown: Sequence[Sequence[str]]) -> list[Cell]:
    """Which cells (row and column from 1) are shown otherwise than they stand in `rows`."""
    return [
        (row, column)
        for row, (cells, others) in enumerate(zip(rows, shown, strict=True), 1)
        if cells != others
        for column, (cell, other) in enumerate(zip(cells, others, strict=True), 1)
        if cell != other
    ]


def _notes(marks: Iterable[Mark], rows: Sequence[Sequence[str]]) -> dict[Cell, str]:
    """What `marks` say at each cell (row and column from 1), each sentence once."""
    said: dict[Cell, dict[str, None]] = defaultdict(dict)
    for mark in marks:
        row = mark.row or 1
        if mark.column and _LETTERS.fullmatch(mark.column):
            column = at_letter(mark.column)
        else:
            cells = rows[row - 1] if mark.row and row <= len(rows) else ()
            column = next((at for at, cell in enumerate(cells, 1) if cell.strip()), 1)
        said[row, column][mark.text] = None
    return {cell: "\n".join(texts) for cell, texts in said.items()}
