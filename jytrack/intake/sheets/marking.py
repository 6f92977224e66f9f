"""The marked copy of an .xlsx: the workbook as it is, with marks put in."""

import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple
from warnings import catch_warnings, simplefilter

from jytrack.intake.books.origin import PROPERTY
from jytrack.intake.books.results import formula_results, with_results

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

AUTHOR = "jytrack"
"""Who writes the comments; what an earlier return of the same file wrote is known by it."""

MOST_CELLS = 200_000
"""Copying more takes longer than anybody waits; so long a list is mended by whoever made it, with the slip alone."""

COLOUR = "FFFFFF00"
"""What a marked cell is filled with."""

BOX_WIDTH, _LINE_HEIGHT, _LINE_LENGTH = 280, 20, 18
"""A comment's box and its lines in pixels, and how many characters fit in a line."""

Cell = tuple[int, int]
"""A row and a column, from 1."""


class Noted(NamedTuple):
    """One sheet that is shown: its name, its rows, what to say at which cell; `locked`: at no other may be typed.

    The `covered` cells are not as they stand in the file.
    """

    name: str
    rows: Sequence[Sequence[str]]
    notes: Mapping[Cell, str]
    covered: Sequence[Cell] = ()
    locked: bool = True


def marked_copy(raw: bytes, noted: Sequence[Noted], origin: str, *, macros: bool) -> bytes:
    """The .xlsx workbook `raw` with the notes on its shown sheets, and the mark of what it is a copy of.

    Unreadable when it has too many cells, hidden ones counted; openpyxl raises many kinds of errors of its own.
    """
    from openpyxl import load_workbook
    from openpyxl.packaging.custom import StringProperty

    results = formula_results(raw, MOST_CELLS)
    with catch_warnings():
        simplefilter("ignore")
        book = load_workbook(io.BytesIO(raw), keep_vba=macros, rich_text=True)
    book.template = False
    for page in book.worksheets:
        _wipe(page)
    for sheet in noted:
        _cover(book[sheet.name], sheet)
        _lock(book[sheet.name], locked=sheet.locked)
        _mark(book[sheet.name], sheet.notes)
    properties = book.custom_doc_props  # type: ignore[attr-defined]  # the stubs do not know of it
    if origin and PROPERTY not in properties.names:
        properties.append(StringProperty(name=PROPERTY, value=origin))
    stream = io.BytesIO()
    book.save(stream)
    return with_results(stream.getvalue(), results)


def _wipe(sheet: "Worksheet") -> None:
    """Take away what an earlier return of the file left behind."""
    from openpyxl.styles import PatternFill

    # Not iter_rows, which makes every cell up to the last formatted one.
    for cell in sheet._cells.values():
        if cell.comment is None:
            continue
        coloured = cell.fill.fgColor.rgb == COLOUR
        # LibreOffice forgets who wrote a comment.
        if cell.comment.author == AUTHOR or (coloured and not cell.comment.author.strip()):
            cell.comment = None
            if coloured:
                cell.fill = PatternFill()


def _cover(sheet: "Worksheet", noted: Noted) -> None:
    """Put what is shown of covered cells into them."""
    for row, column in noted.covered:
        cell = sheet._cells.get((row, column))
        if cell is not None and cell.value is not None:
            cell.value, cell.hyperlink = noted.rows[row - 1][column - 1], None


def _lock(sheet: "Worksheet", *, locked: bool) -> None:
    """Lock all cells of `sheet` without a password, or take a lock without one away."""
    from openpyxl.styles import Protection
    from openpyxl.worksheet.protection import SheetProtection

    if not locked:
        if not (sheet.protection.password or sheet.protection.hashValue):
            sheet.protection.sheet = False
        return
    for part in (*sheet._cells.values(), *sheet.column_dimensions.values(), *sheet.row_dimensions.values()):
        if not part.protection.locked:
            part.protection = Protection(locked=True, hidden=part.protection.hidden)
    # False allows: whoever mends a cell may widen its column to read it.
    sheet.protection = SheetProtection(sheet=True, formatColumns=False, formatRows=False)


def _mark(sheet: "Worksheet", notes: Mapping[Cell, str]) -> None:
    """Colour the cells of `sheet` that `notes` name, and comment on each; an older comment stays above."""
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill, Protection

    said: dict[Cell, dict[str, None]] = defaultdict(dict)
    for (row, column), text in notes.items():
        areas = (a.bounds for a in sheet.merged_cells.ranges)
        corner = ((top, left) for left, top, right, bottom in areas if left <= column <= right and top <= row <= bottom)
        said[next(corner, (row, column))][text] = None
    for place, texts in said.items():
        cell = sheet.cell(*place)
        text = "\n".join([cell.comment.text, *texts] if cell.comment else texts)
        cell.fill = PatternFill("solid", fgColor=COLOUR)
        cell.protection = Protection(locked=False)
        cell.comment = Comment(text, AUTHOR, height=box_height(text), width=BOX_WIDTH)


def box_height(text: str) -> int:
    """How high a comment's box must be to show all of `text`."""
    lines = sum(-(-len(line) // _LINE_LENGTH) for line in text.split("\n"))
    return _LINE_HEIGHT * (lines + 1)
