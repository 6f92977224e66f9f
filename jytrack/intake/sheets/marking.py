"""The two ways to make a marked copy: someone's own .xlsx with marks put in, or a new workbook with the same cells."""

import io
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import east_asian_width
from warnings import catch_warnings, simplefilter

from jytrack.intake.books.origin import PROPERTY
from jytrack.intake.books.results import formula_results, with_results

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet as NewWorksheet

AUTHOR = "jytrack"
"""Who writes the comments; what an earlier return of the same file wrote is known by it."""

MOST_CELLS = 200_000
"""Copying more takes longer than anybody waits; so long a list is mended by whoever made it, with the slip alone."""

_COLOUR = "FFFFFF00"
_PLAIN = re.compile(r"-?(0|[1-9][0-9]{0,10})(\.[0-9]{0,3}[1-9])?")

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]|^'|'$")
_LONGEST_TITLE = 31
"""What no sheet's name may hold in an .xlsx, and how long it may be."""

_WIDTHS = (8, 40)
_LONGEST_TEXT = 32_767
_MEASURED = 1000
"""So many rows settle how wide the columns are."""

_BOX_WIDTH, _LINE_HEIGHT, _LINE_LENGTH = 280, 20, 18
"""A comment's box and its lines in pixels, and how many characters fit in a line."""

Cell = tuple[int, int]
"""A row and a column, from 1."""


class Noted(NamedTuple):
    """One sheet that is shown: its name, its rows, what to say at which cell; `locked`: at no other may be typed."""

    name: str
    rows: Sequence[Sequence[str]]
    notes: Mapping[Cell, str]
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
        coloured = cell.fill.fgColor.rgb == _COLOUR
        # LibreOffice forgets who wrote a comment.
        if cell.comment.author == AUTHOR or (coloured and not cell.comment.author.strip()):
            cell.comment = None
            if coloured:
                cell.fill = PatternFill()


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
        cell.fill = PatternFill("solid", fgColor=_COLOUR)
        cell.protection = Protection(locked=False)
        cell.comment = Comment(text, AUTHOR, height=_box_height(text), width=_BOX_WIDTH)


def new_copy(noted: Sequence[Noted], origin: str) -> bytes:
    """A new workbook with the same cells in the same places and the notes on them; the same bytes each time."""
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(stream, options) as book:
        book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})
        if origin:
            book.set_custom_property(PROPERTY, origin)
        bad = book.add_format({"bg_color": f"#{_COLOUR[2:]}", "locked": False})
        for sheet in noted:
            title = _FORBIDDEN.sub("_", sheet.name)[:_LONGEST_TITLE]
            taken = {page.get_name().casefold() for page in book.worksheets()}
            page = book.add_worksheet(None if title.casefold() in taken else title)
            _write(page, sheet.rows, sheet.notes, bad)
            if sheet.locked:
                page.protect(options={"format_columns": True, "format_rows": True})
    return stream.getvalue()


def _write(sheet: "NewWorksheet", rows: Sequence[Sequence[str]], notes: Mapping[Cell, str], bad: "Format") -> None:
    """Write `rows` into the new `sheet`, numbers as numbers, and what `notes` say of them."""
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            form = bad if (row + 1, column + 1) in notes else None
            if _PLAIN.fullmatch(text):
                sheet.write_number(row, column, float(text), form)
            elif text:
                sheet.write_string(row, column, text[:_LONGEST_TEXT], form)
    for (row, column), text in notes.items():
        if not rows[row - 1 : row] or not "".join(rows[row - 1][column - 1 : column]):
            sheet.write_blank(row - 1, column - 1, None, bad)
        box = {"author": AUTHOR, "width": _BOX_WIDTH, "height": _box_height(text)}
        sheet.write_comment(row - 1, column - 1, text, box)
    for column in range(max(map(len, rows), default=0)):
        least, most = _WIDTHS
        widest = max((_width(cells[column]) for cells in rows[:_MEASURED] if column < len(cells)), default=0)
        sheet.set_column(column, column, min(max(widest + 2, least), most))


def _box_height(text: str) -> int:
    """How high a comment's box must be to show all of `text`."""
    lines = sum(-(-len(line) // _LINE_LENGTH) for line in text.split("\n"))
    return _LINE_HEIGHT * (lines + 1)


def _width(text: str) -> int:
    """How many columns the first line of `text` takes, two for a Chinese character."""
    return sum(2 if east_asian_width(character) in "FW" else 1 for character in text.partition("\n")[0])
