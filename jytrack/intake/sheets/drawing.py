"""The marked copy of a file that is no .xlsx: a new workbook with the same cells, drawn as the old one looks."""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from wcwidth import wcswidth

from jytrack.intake.books.formats import is_percentage
from jytrack.intake.books.looks import MOST_LOOKS, Look, Looks, look
from jytrack.intake.books.origin import PROPERTY
from jytrack.intake.books.outline import Merge
from jytrack.intake.sheets.marking import AUTHOR, BOX_WIDTH, COLOUR, Cell, Noted, box_height
from jytrack.intake.values.cell import MERGED

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_PLAIN = re.compile(r"-?(0|[1-9][0-9]{0,10})(\.[0-9]{0,3}[1-9])?")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_BUILT_IN_PERCENTAGES = (9, 10)
_BUILT_IN_DAYS = (*range(14, 23), *range(27, 37), *range(50, 59))

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]|^'|'$")
_LONGEST_TITLE = 31
"""What no sheet's name may hold in an .xlsx, and how long it may be."""

_WIDTHS = (8, 40)
_WIDEST, _HIGHEST = 255, 409
_LONGEST_TEXT = 32_767
_MEASURED = 1000
"""So many rows settle how wide the columns are where nothing says so."""

_ROWS_BELOW, _COLUMNS_BESIDE = 50, 10
"""So far beyond the last value the looks of blank cells are kept: lines for what is still to come, a signature."""

_MARK: Look = look({"bg_color": f"#{COLOUR[2:]}", "pattern": 1})
_A4 = 9


class _Sheet(NamedTuple):
    """A sheet on its way into the copy: what is written, how it looks, which areas are merged; ends of its extent."""

    noted: Noted
    looks: Looks
    merges: Sequence[Merge]
    rows: int
    columns: int


def new_copy(noted: Sequence[Noted], looks: Mapping[str, Looks], origin: str) -> bytes:
    """A new workbook with the same cells in the same places and the notes on them; the same bytes each time.

    `looks` are those of the original by the names of its sheets, where its format tells them.
    """
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(stream, options) as book:
        book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})
        if origin:
            book.set_custom_property(PROPERTY, origin)
        formats = _Formats(book)
        for each in noted:
            title = _FORBIDDEN.sub("_", each.name)[:_LONGEST_TITLE]
            taken = {page.get_name().casefold() for page in book.worksheets()}
            page = book.add_worksheet(None if title.casefold() in taken else title)
            _draw(page, _laid_out(each, looks.get(each.name, Looks())), formats)
    return stream.getvalue()


class _Formats(dict[tuple[Look, bool], "Format"]):
    """The formats of the new workbook by look, marked or not, each made once."""

    def __init__(self, book: "Workbook") -> None:
        super().__init__()
        self._book = book

    def __missing__(self, key: tuple[Look, bool]) -> "Format":
        """The format of a look, made now."""
        shown, bad = key
        properties = {**dict(shown), **(dict(_MARK) if bad else {}), "locked": not bad}
        self[key] = made = self._book.add_format(properties)
        return made


def _laid_out(noted: Noted, looks: Looks) -> _Sheet:
    """The sheet within bounds: a look or a merged area that reaches to the end of a sheet costs no more than others."""
    rows = max([len(noted.rows), *(row for row, _ in noted.notes)]) + _ROWS_BELOW
    widest = max(map(len, noted.rows), default=0)
    columns = max([widest, *(column for _, column in noted.notes)]) + _COLUMNS_BESIDE
    merges: list[Merge] = []
    covered: set[Cell] = set()
    for area in looks.merges:
        clipped = Merge(area.top, area.left, min(area.bottom, rows - 1), min(area.right, columns - 1))
        inside = set(_cells(clipped)) if clipped.top < rows and clipped.left < columns else set()
        if len(inside) > 1 and not inside & covered and len(covered) + len(inside) <= MOST_LOOKS:
            merges.append(clipped)
            covered |= inside
    return _Sheet(noted, looks, merges, rows, columns)


def _cells(area: Merge) -> Iterator[Cell]:
    """The cells of an area, from 0."""
    return product(range(area.top, area.bottom + 1), range(area.left, area.right + 1))


def _draw(page: "Worksheet", sheet: _Sheet, formats: _Formats) -> None:
    """Write a sheet: its cells, the merged ones over them, what the notes say, and the page around them."""
    noted, looks = sheet.noted, sheet.looks
    corners = {cell: (area.top, area.left) for area in sheet.merges for cell in _cells(area)}
    notes: dict[Cell, list[str]] = {}
    for (row, column), text in noted.notes.items():
        notes.setdefault(corners.get((row - 1, column - 1), (row - 1, column - 1)), []).append(text)
    for area in sheet.merges:
        corner = area.top, area.left
        page.merge_range(*area, "", formats[looks.cells.get(corner, ()), corner in notes])
    filled = {(row, column) for row, cells in enumerate(noted.rows) for column in range(len(cells))}
    shown = {cell for cell in looks.cells if cell[0] < sheet.rows and cell[1] < sheet.columns}
    for cell in sorted(filled | shown | notes.keys()):
        if corners.get(cell, cell) == cell:
            form = formats[looks.cells.get(cell, ()), cell in notes]
            text = "".join(noted.rows[cell[0]][cell[1] : cell[1] + 1]) if cell in filled else ""
            _write(page, cell, text.partition(MERGED)[0] if cell in corners else text, form)
    for cell, texts in notes.items():
        text = "\n".join(texts)
        page.write_comment(*cell, text, {"author": AUTHOR, "width": BOX_WIDTH, "height": box_height(text)})
    _frame(page, sheet)
    if noted.locked:
        page.protect(options={"format_columns": True, "format_rows": True})


def _write(page: "Worksheet", cell: Cell, text: str, form: "Format") -> None:
    """Write the text of a cell as what it stands for: a number, a percentage or a day where it is shown as such."""
    code = form.num_format
    if _PLAIN.fullmatch(text):
        page.write_number(*cell, float(text), form)
    elif text.endswith("%") and _NUMBER.fullmatch(text[:-1]) and _shows_percent(code):
        page.write_number(*cell, float(Decimal(text[:-1]) / 100), form)
    elif _DAY.fullmatch(text) and _shows_day(code):
        page.write_datetime(*cell, date.fromisoformat(text), form)
    elif text:
        page.write_string(*cell, text[:_LONGEST_TEXT], form)
    else:
        page.write_blank(*cell, None, form)


def _shows_percent(code: str | int) -> bool:
    """Whether a number format shows percentages."""
    return code in _BUILT_IN_PERCENTAGES if isinstance(code, int) else is_percentage(code)


def _shows_day(code: str | int) -> bool:
    """Whether a number format shows days."""
    if isinstance(code, int):
        return code in _BUILT_IN_DAYS
    bare = _QUOTED.sub("", code).lower()
    return ("y" in bare or "d" in bare) and not set("0#") & set(bare)


def _frame(page: "Worksheet", sheet: _Sheet) -> None:
    """Set what stands around the cells: widths, heights, what is hidden, frozen or printed across."""
    looks, rows = sheet.looks, sheet.noted.rows
    for row, line in looks.rows.items():
        if row < sheet.rows:
            height = None if line.size is None else min(line.size, _HIGHEST)
            page.set_row(row, height, None, {"hidden": line.hidden})
    for column in range(sheet.columns):
        if column in looks.columns:
            line = looks.columns[column]
            width = None if line.size is None else min(line.size, _WIDEST)
            page.set_column(column, column, width, None, {"hidden": line.hidden})
        elif column < sheet.columns - _COLUMNS_BESIDE:
            least, most = _WIDTHS
            texts = (cells[column].partition("\n")[0] for cells in rows[:_MEASURED] if column < len(cells))
            widest = max(map(wcswidth, texts), default=0)
            page.set_column(column, column, min(max(widest + 2, least), most))
    if any(looks.frozen):
        page.freeze_panes(*looks.frozen)
    if looks.cells:
        page.set_paper(_A4)
    if looks.landscape:
        page.set_landscape()
    if not looks.gridlines:
        page.hide_gridlines(2)
