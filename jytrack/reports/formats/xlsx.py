"""A workbook: a sheet a table, numbers as numbers in the form in which pages show them, text never a formula."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from wcwidth import wcswidth
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from jytrack.domain.values.numerals import half_up
from jytrack.domain.values.texts import one_line
from jytrack.domain.values.words import Colour
from jytrack.reports.formats.sealing import MADE
from jytrack.reports.values.cells import text
from jytrack.reports.values.document import (
    Bar,
    Cell,
    Chart,
    Column,
    Document,
    Form,
    Heading,
    Lamp,
    Line,
    Number,
    Paragraph,
    Percent,
    Points,
    Table,
)

_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
_WIDEST, _NARROWEST = 48, 6
_LINE = 15
"""Points that a line of text takes."""

_LANDSCAPE_FROM = 84
"""Characters of a row from which on a page is turned."""

_EXACT = 10**15
"""From here on a spreadsheet's numbers lose digits: such a figure goes in as text."""

_FILLS = {Colour.RED: "#F8CBAD", Colour.YELLOW: "#FFF2CC", Colour.GREEN: "#E2EFDA", Colour.GREY: "#EDEDED"}
_FRAMED = {"border": 1, "border_color": "#7F7F7F", "valign": "vcenter", "font_name": "宋体", "font_size": 10}
_HEAD = {**_FRAMED, "bold": True, "align": "center", "text_wrap": True, "bg_color": "#DDE6F3"}
_TITLE = {"font_name": "宋体", "font_size": 16, "bold": True, "valign": "vcenter"}
_PROSE = {"font_name": "宋体", "font_size": 10, "text_wrap": True, "valign": "top"}


@dataclass(slots=True)
class _Page:
    """A sheet to be: what stands above its table, the table, and what stands below it."""

    name: str
    above: list[str]
    table: Table | None = None
    below: list[str] = field(default_factory=list)


def render(document: Document) -> bytes:
    """The document as the bytes of an .xlsx file."""
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": one_line(document.title), "created": MADE})
    taken: set[str] = set()
    for place, page in enumerate(_pages(document)):
        title = text(document.title) if not place else ""
        _Sheet(book, book.add_worksheet(_sheet_name(page.name, taken)), page).write(title)
    book.close()
    return out.getvalue()


def _pages(document: Document) -> list[_Page]:
    """The document's blocks, a sheet a table: prose stands above the next table, behind the last one below it."""
    pages: list[_Page] = []
    name, waiting = document.title, list[str]()
    for block in document.read_through():
        match block:
            case Heading(title, 0):
                name = title
                waiting.append(f"【{text(title)}】")
            case Heading(title, _, run_in):
                waiting.append(text(title + run_in))
            case Paragraph(words):
                waiting += text(words).split("\n")
            case Line(cells):
                waiting.append("  ".join(map(text, cells)))
            case Table():
                pages.append(_Page(name, waiting, block))
                waiting = []
            case Form(fields):
                waiting += [f"{text(each.label)}：{text(each.value)}" for each in fields]
            case Chart():
                pass
    if not pages:
        return [_Page(name, waiting)]
    pages[-1].below = waiting
    return pages


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that a workbook allows and that no other sheet of it has."""
    plain = _FORBIDDEN.sub(" ", one_line(name)).strip()[:_LONGEST_NAME] or "表"
    number, found = 1, plain
    while found.casefold() in taken:
        number += 1
        found = f"{plain[: _LONGEST_NAME - len(str(number)) - 1]} {number}"
    taken.add(found.casefold())
    return found


class _Sheet:
    """Writes one page into its sheet."""

    def __init__(self, book: Workbook, sheet: Worksheet, page: _Page) -> None:
        self._book, self._sheet, self._page = book, sheet, page
        self._columns: tuple[Column, ...] = page.table.columns if page.table else (Column("", shrink=True),)
        self._rows = page.table.rows if page.table else ()
        self._widths = [_width(column, [row[at] for row in self._rows]) for at, column in enumerate(self._columns)]
        self._forms: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._at = 0

    def write(self, title: str) -> None:
        """The title, if there is one, the prose above, the table, the prose below; and how it is printed."""
        for at, width in enumerate(self._widths):
            self._sheet.set_column(at, at, width)
        if title:
            self._prose(title, _TITLE, 28)
        for line in self._page.above:
            self._prose(line, _PROSE)
        if self._page.table is not None:
            self._table(self._page.table)
        for line in self._page.below:
            self._prose(line, _PROSE)
        self._printed()

    def _printed(self) -> None:
        """As wide as a page, the number of the page below."""
        if sum(self._widths) >= _LANDSCAPE_FROM:
            self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_margins(0.5, 0.5, 0.6, 0.6)
        self._sheet.set_footer("&C第 &P 页，共 &N 页")

    def _prose(self, line: str, form: dict[str, Any], height: float = 0) -> None:
        """A line over the width of the table, as high as it needs."""
        room = max(_NARROWEST, sum(self._widths))
        lines = -(-max(1, wcswidth(line)) // max(1, int(room * 0.95)))
        self._sheet.set_row(self._at, height or _LINE * lines)
        last = len(self._columns) - 1
        if last:
            self._sheet.merge_range(self._at, 0, self._at, last, "", self._form(form))
        self._sheet.write_string(self._at, 0, line, self._form(form))
        self._at += 1

    def _table(self, table: Table) -> None:
        """The heads, which are repeated on every page and stay in sight, and the rows."""
        head = self._at
        for at, column in enumerate(table.columns):
            self._sheet.write_string(head, at, one_line(column.title), self._form(_HEAD))
        for number, row in enumerate(table.rows, head + 1):
            self._sheet.set_row(number, _LINE * max(1, *(self._lines(at, cell) for at, cell in enumerate(row))))
            for at, cell in enumerate(row):
                self._cell(number, at, cell)
        self._at = head + 1 + len(table.rows)
        if not table.rows:
            self._prose(table.empty, _PROSE)
            return
        self._sheet.repeat_rows(head)
        self._sheet.freeze_panes(head + 1, 0)
        self._sheet.autofilter(head, 0, head + len(table.rows), len(table.columns) - 1)

    def _cell(self, row: int, at: int, cell: Cell) -> None:
        """One cell: a figure as a number in the form in which it is shown, all else as text."""
        form: dict[str, Any] = {**_FRAMED, "align": "right" if self._columns[at].right else "left"}
        if self._columns[at].shrink:
            form["text_wrap"] = True
        value = _figure(cell)
        if cell is None or (value is None and isinstance(cell, Number | Percent | Points | Bar)):
            self._sheet.write_blank(row, at, None, self._form(form))
        elif value is not None:
            form["num_format"] = _number_format(cell, value)
            self._sheet.write_number(row, at, float(value), self._form(form))
            if isinstance(cell, Bar):
                bar = {"type": "data_bar", "min_type": "num", "min_value": 0, "max_type": "num", "max_value": 1}
                self._sheet.conditional_format(row, at, row, at, {**bar, "bar_solid": True, "bar_color": "#9DC3E6"})
        else:
            if isinstance(cell, Lamp) and cell.colour is not None:
                form |= {"bg_color": _FILLS[cell.colour], "align": "center"}
            self._sheet.write_string(row, at, one_line(text(cell)), self._form(form))

    def _lines(self, at: int, cell: Cell) -> int:
        """How many lines a cell takes: prose wraps, nothing else does."""
        if not self._columns[at].shrink:
            return 1
        return -(-max(1, wcswidth(one_line(text(cell)))) // int(self._widths[at] - 1))

    def _form(self, wanted: dict[str, Any]) -> Any:
        """The workbook's format of these properties, made once."""
        key = tuple(sorted(wanted.items()))
        if key not in self._forms:
            self._forms[key] = self._book.add_format(wanted)
        return self._forms[key]


def _figure(cell: Cell) -> Fraction | None:
    """The number of a cell that is one, a percentage as a plain ratio; None: it goes in as text."""
    match cell:
        case bool() | str() | None | Lamp():
            return None
        case int():
            value: Fraction | None = Fraction(cell)
        case Number(value) | Percent(value) | Points(value) | Bar(value):
            pass
    return value if value is not None and abs(value) < _EXACT else None


def _number_format(cell: Cell, value: Fraction) -> str:
    """A format under which a spreadsheet shows what pages show.

    Where its own rounding would cross a line that the value has not crossed, more decimals are shown.
    """
    match cell:
        case Percent() | Bar():
            shown = text(Percent(value, cell.cap) if isinstance(cell, Percent) else Percent(value)).rstrip("%")
            return f"0.{'0' * _decimals(value * 100, shown)}%"
        case Points():
            places = "0" * _decimals(value, text(cell))
            return f"+0.{places};-0.{places};0.{places}"
        case Number():
            decimals = _decimals(value, text(cell).lstrip("≥"))
            return ('"≥"' if cell.least else "") + "#,##0" + (f".{'0' * decimals}" if decimals else "")
        case _:
            return "#,##0"


def _decimals(value: Fraction, shown: str) -> int:
    """How many decimals show `value` as `shown` does; more where rounding to as many would show something else."""
    places = len(shown.partition(".")[2])
    scale: int = 10**places
    return places if Fraction(half_up(value * scale), scale) == Fraction(shown) else places + 3


def _width(column: Column, cells: Sequence[Cell]) -> float:
    """How wide a column is: as its texts, within bounds; its head may break into two lines."""
    longest = max((wcswidth(one_line(text(cell))) for cell in cells), default=0)
    return min(_WIDEST, max(_NARROWEST, longest + 2, -(-wcswidth(column.title) // 2) + 2))
