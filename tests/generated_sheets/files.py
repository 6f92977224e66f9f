"""Pages of cells become files: texts in several encodings, workbooks by XlsxWriter, .ods out of XML."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple
from xml.sax.saxutils import escape

import xlsxwriter
from openpyxl.utils import get_column_letter

from tests.generated_sheets.truth import Figure
from tests.intake.workbooks import ods


class Num(NamedTuple):
    """A cell that holds a number, shown in a format."""

    value: Decimal
    shape: str = "General"


class Day(NamedTuple):
    """A cell that holds a day, shown as a month."""

    day: date


class Bare(str):
    """A text that goes into a .csv as it is, quotes and all."""

    __slots__ = ()


Cell = str | Num | Day


class Area(NamedTuple):
    """Merged cells, from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Page:
    """A sheet from its first row on; `figures` says in which cell (row, column from 0) each one stands."""

    tab: str = "Sheet1"
    rows: list[list[Cell]] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    figures: dict[Figure, tuple[int, int]] = field(default_factory=dict)

    def shown(self) -> str:
        """The page for whoever looks into a failing test."""
        lines = [f"[{self.tab}]"]
        lines += ["  " + " | ".join(shown(cell) for cell in cells) for cells in self.rows]
        if self.merged:
            lines.append(
                "  merged: "
                + " ".join(f"{letter(a.left)}{a.top + 1}:{letter(a.right)}{a.bottom + 1}" for a in self.merged)
            )
        if self.hidden_rows or self.hidden_columns:
            lines.append(
                f"  hidden: {[row + 1 for row in self.hidden_rows]} {[letter(at) for at in self.hidden_columns]}"
            )
        return "\n".join(lines)


def letter(at: int) -> str:
    """The letter of the column `at`, from 0."""
    return str(get_column_letter(at + 1))


def shown(cell: Cell) -> str:
    """A cell as its text."""
    if isinstance(cell, Day):
        return f"{cell.day.year}年{cell.day.month}月"
    if isinstance(cell, Num):
        if cell.shape.endswith("%"):
            return f"{(cell.value * 100).normalize():f}%"
        return f"{cell.value.normalize():f}"
    return cell


def as_text(page: Page, delimiter: str, encoding: str) -> bytes:
    """A page as a .csv."""
    lines = [delimiter.join(_quoted(cell, delimiter) for cell in cells) for cells in page.rows]
    return "".join(f"{line}\r\n" for line in lines).encode(encoding)


def _quoted(cell: Cell, delimiter: str) -> str:
    if isinstance(cell, Bare):
        return cell
    stream = io.StringIO()
    if len(delimiter) == 1 and delimiter != "，":
        csv.writer(stream, delimiter=delimiter, lineterminator="").writerow(["", shown(cell)])
        return stream.getvalue()[1:]
    return shown(cell)


def as_xlsx(pages: Sequence[Page]) -> bytes:
    """Pages as an .xlsx."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False})
    for page in pages:
        sheet = book.add_worksheet(page.tab)
        covered = {(area.top, area.left): area for area in page.merged}
        for area in page.merged:
            sheet.merge_range(*area, "")
        beneath = {
            (row, at)
            for area in covered.values()
            for row in range(area.top, area.bottom + 1)
            for at in range(area.left, area.right + 1)
        } - covered.keys()
        for row, cells in enumerate(page.rows):
            for at, cell in enumerate(cells):
                if (row, at) not in beneath and cell != "":
                    _fill(book, sheet, row, at, cell)
        for row in page.hidden_rows:
            sheet.set_row(row, None, None, {"hidden": True})
        for at in page.hidden_columns:
            sheet.set_column(at, at, None, None, {"hidden": True})
    book.close()
    return stream.getvalue()


def _fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, row: int, at: int, cell: Cell) -> None:
    if isinstance(cell, Num):
        shape = None if cell.shape == "General" else book.add_format({"num_format": cell.shape})
        sheet.write_number(row, at, float(cell.value), shape)
    elif isinstance(cell, Day):
        when = datetime(cell.day.year, cell.day.month, cell.day.day)  # noqa: DTZ001 - a workbook knows no zones
        sheet.write_datetime(row, at, when, book.add_format({"num_format": 'yyyy"年"m"月"'}))
    else:
        sheet.write_string(row, at, cell)


def as_ods(pages: Sequence[Page]) -> bytes:
    """Pages as an .ods."""
    tables = []
    for page in pages:
        areas = {(area.top, area.left): area for area in page.merged}
        beneath = {
            (row, at)
            for area in page.merged
            for row in range(area.top, area.bottom + 1)
            for at in range(area.left, area.right + 1)
        } - areas.keys()
        rows = [
            "<table:table-row>"
            + "".join(
                "<table:covered-table-cell/>" if (row, at) in beneath else _cell(cell, areas.get((row, at)))
                for at, cell in enumerate(cells)
            )
            + "</table:table-row>"
            for row, cells in enumerate(page.rows)
        ]
        tables.append(f'<table:table table:name="{escape(page.tab)}">{"".join(rows)}</table:table>')
    return ods("".join(tables))


def _cell(cell: Cell, area: Area | None) -> str:
    span = ""
    if area:
        span = (
            f' table:number-columns-spanned="{area.right - area.left + 1}"'
            f' table:number-rows-spanned="{area.bottom - area.top + 1}"'
        )
    text = f"<text:p>{escape(shown(cell))}</text:p>"
    if isinstance(cell, Num):
        kind = "percentage" if cell.shape.endswith("%") else "float"
        value = f'office:value-type="{kind}" office:value="{cell.value:f}"'
        return f"<table:table-cell{span} {value}>{text}</table:table-cell>"
    if isinstance(cell, Day):
        return (
            f'<table:table-cell{span} office:value-type="date" office:date-value="{cell.day}">{text}</table:table-cell>'
        )
    if cell == "":
        return f"<table:table-cell{span}/>"
    return f'<table:table-cell{span} office:value-type="string">{text}</table:table-cell>'
