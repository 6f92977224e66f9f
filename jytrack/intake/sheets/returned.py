"""The copy of a refused file that goes back: the bad cells coloured and commented, all else as it was."""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial, reduce
from importlib import import_module
from itertools import chain, islice
from pathlib import PurePath
from typing import NamedTuple

from jytrack.intake.books.confined import WorkStopped, confined
from jytrack.intake.books.outline import MOST_ROWS
from jytrack.intake.books.texts import all_texts
from jytrack.intake.sheets.files import Opened, open_file
from jytrack.intake.sheets.marking import MOST_CELLS, Cell, Noted, marked_copy, new_copy
from jytrack.intake.values.personal import is_personal
from jytrack.intake.values.problem import Code, Problem, Severity

_SUFFIX = re.compile(r"\.(csv|tsv|txt|xlsx|xlsm|xltx|xls|xlt|et|ods|ots)$", re.IGNORECASE)
_RETURNED = re.compile(r"(\.退回( ?[(（][0-9]+[)）])?)+$")
_LETTERS = re.compile(r"[A-Z]{1,3}")
_MOST_SECONDS = 20
"""A copy that takes longer is made anew from the cells alone."""


class Mark(NamedTuple):
    """What to say at a cell: `row` from 1 (None: of the sheet as a whole), `column` a letter (None: the first filled).

    `sheet` "": the first sheet that is shown.
    """

    sheet: str
    row: int | None
    column: str | None
    text: str


def returned_name(name: str) -> str:
    """The name of the copy of the file `name`, the same if that is such a copy itself; macros keep their suffix."""
    stem = _RETURNED.sub("", _SUFFIX.sub("", PurePath(name).name))
    return f"{stem}.退回{'.xlsm' if _has_macros(name) else '.xlsx'}"


def marks_of(problems: Mapping[str, Iterable[Problem]]) -> list[Mark]:
    """The marks that a copy bears for the errors among the `problems` of all sheets of a file, by the sheet's name.

    None at all where personal data stands in any of them: no copy of that may be made.
    """
    errors = [(sheet, each) for sheet, of_sheet in problems.items() for each in of_sheet if _refuses(each)]
    if any(error.code is Code.PERSONAL_DATA for _, error in errors):
        return []
    return [
        Mark(sheet, error.row, column, _sentence(error))
        for sheet, error in errors
        for column in (error.column, *error.also)
    ]


def returned_workbook(raw: bytes, name: str, marks: Sequence[Mark]) -> bytes | None:
    """The copy of the file `name` that holds `raw`, with `marks`; None when it is unreadable or too long.

    An .xlsx keeps its formats, formulas with their results, other sheets, merged cells and validations, but loses what
    openpyxl does not know: charts, pictures and drawn shapes, sparklines, validations and formats by condition that
    refer to other sheets; an .xlsm keeps its macros. Any other file, and an .xlsx that openpyxl cannot read, that hides
    very much, or personal data, becomes a new workbook with the shown cells in the same places.
    """
    opened = open_file(io.BytesIO(raw))
    noted = None if isinstance(opened, Problem) else _noted(opened, marks)
    if isinstance(opened, Problem) or noted is None:
        return None
    if opened.encoding == "xlsx":
        import_module("openpyxl")  # here, so that not each copy's process has to
        # openpyxl checks what spreadsheet programs let pass, each thing in its own way.
        with suppress(WorkStopped):
            return confined(partial(_own_copy, raw, name, noted), seconds=_MOST_SECONDS)
    return new_copy(noted)


def _own_copy(raw: bytes, name: str, noted: Sequence[Noted]) -> bytes:
    """The .xlsx `name` itself with marks put in; any exception where that cannot be, or may not."""
    if any(map(is_personal, all_texts(raw))):
        raise ValueError
    return marked_copy(raw, noted, macros=_has_macros(name))


def _has_macros(name: str) -> bool:
    """Whether a file by this name may hold macros, which spreadsheet programs refuse under another suffix."""
    return name.lower().endswith(".xlsm")


def _refuses(problem: Problem) -> bool:
    """Whether `problem` refuses the file."""
    return problem.severity is Severity.ERROR


def _sentence(problem: Problem) -> str:
    """What is wrong, and what to do."""
    return f"{problem.message}。{problem.suggestion}" if problem.suggestion else problem.message


def _noted(opened: Opened, marks: Iterable[Mark]) -> list[Noted] | None:
    """The tabs of a file with what `marks` say; None for too much in them, broken quotes, personal data."""
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
            if len(rows) > MOST_ROWS or room < 0 or any(map(is_personal, chain.from_iterable(rows))):
                return None
            noted.append(Noted(tab.name, rows, _notes(of_tabs[tab.name], rows)))
    except csv.Error:
        return None
    return noted


def _notes(marks: Iterable[Mark], rows: Sequence[Sequence[str]]) -> dict[Cell, str]:
    """What `marks` say at each cell (row and column from 1), each sentence once."""
    said: dict[Cell, dict[str, None]] = defaultdict(dict)
    for mark in marks:
        row = mark.row or 1
        if mark.column and _LETTERS.fullmatch(mark.column):
            column = reduce(lambda sum_, letter: sum_ * 26 + ord(letter) - ord("A") + 1, mark.column, 0)
        else:
            cells = rows[row - 1] if mark.row and row <= len(rows) else ()
            column = next((at for at, cell in enumerate(cells, 1) if cell.strip()), 1)
        said[row, column][mark.text] = None
    return {cell: "\n".join(texts) for cell, texts in said.items()}
