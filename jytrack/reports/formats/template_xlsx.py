"""A unit's sheet as a workbook: entry cells open and checked as they are typed, everything else locked."""

import io
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil

from wcwidth import wcswidth
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from jytrack.domain.values.quantity import LARGEST
from jytrack.reports.sheets.template_values import (
    CHOICES,
    MEANING,
    METRIC,
    NOTE,
    SOURCE,
    Cell,
    Choice,
    Entry,
    Template,
    Words,
)

SHEET = "填报表"

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_MOST_CHARACTERS = 255
"""A spreadsheet takes no more in a message, nor in a drop-down that holds its own list."""

_A4 = 9
_WIDTHS = {NOTE: 24, SOURCE: 24, MEANING: 48}
_NARROWEST, _WIDEST = 11, 40
"""Widths of columns in characters, of which a Chinese one takes two."""
_LINE_HEIGHT, _ROW_HEIGHT = 16, 22

_BASE = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
_GIVEN = _BASE | {"border": 1, "bg_color": "#EDEDED"}
_OPEN = _BASE | {"border": 1, "locked": False}
_WHOLE, _DECIMAL, _WORDS = {"num_format": "#,##0"}, {"num_format": "#,##0.00##"}, {"num_format": "@", "text_wrap": True}
_STYLES = {
    "title": _BASE | {"font_size": 16, "bold": True, "align": "center"},
    "line": _BASE | {"text_wrap": True},
    "header": _GIVEN | {"bold": True, "align": "center", "text_wrap": True, "bg_color": "#D9E2F3"},
    "given": _GIVEN | {"text_wrap": True},
    "given_whole": _GIVEN | _WHOLE,
    "given_decimal": _GIVEN | _DECIMAL,
    "nothing": _GIVEN | {"bg_color": "#BFBFBF"},
    "whole": _OPEN | _WHOLE,
    "decimal": _OPEN | _DECIMAL,
    "number": _OPEN,
    # What is typed stays as typed: 5.4% is not made 0.054.
    "percent": _OPEN | {"num_format": "@", "align": "right"},
    "words": _OPEN | _WORDS,
    "needed": _OPEN | _WORDS | {"bg_color": "#FFF2CC"},
    "signature": _BASE | {"locked": False},
}


def render(template: Template) -> bytes:
    """The template as the bytes of an .xlsx file."""
    out = io.BytesIO()
    with Workbook(out, _OPTIONS) as book:
        styles: dict[str, Format] = {name: book.add_format(style) for name, style in _STYLES.items()}
        sheet: Worksheet = book.add_worksheet(SHEET)
        source = _choices(book, template.choices)
        header = _above(sheet, template, styles)
        widths = _widths(template)
        for row, cells in enumerate(template.rows, start=header + 1):
            sheet.set_row(row, _height(cells, widths))
            for at, cell in enumerate(cells):
                _write(sheet, row, at, cell, template.columns, source, styles)
        _sign(sheet, header + len(template.rows) + 2, template, styles)
        _page(sheet, template, header)
    return out.getvalue()


def _choices(book: Workbook, choices: Sequence[str]) -> list[str] | str:
    """Where the drop-downs find their words: a short list goes with the cell, a long one on a sheet of its own."""
    if len(",".join(choices)) <= _MOST_CHARACTERS and not any("," in choice for choice in choices):
        return list(choices)
    hidden: Worksheet = book.add_worksheet(CHOICES)
    hidden.hide()
    hidden.write_column(0, 0, choices)
    return f"={CHOICES}!$A$1:$A${len(choices)}"


def _above(sheet: Worksheet, template: Template, styles: Mapping[str, Format]) -> int:
    """Write the title, the lines under it and the headings; the row of the headings."""
    last, widths = len(template.columns) - 1, _widths(template)
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    sheet.merge_range(0, 0, 0, last, template.title, styles["title"])
    sheet.set_row(0, 2 * _LINE_HEIGHT)
    for row, line in enumerate(template.lines, start=1):
        sheet.merge_range(row, 0, row, last, line, styles["line"])
        # Rows do not grow with merged cells by themselves.
        sheet.set_row(row, _LINE_HEIGHT * ceil(wcswidth(line) / (sum(widths) * 0.9)))
    header = 1 + len(template.lines)
    sheet.write_row(header, 0, template.columns, styles["header"])
    sheet.set_row(header, _ROW_HEIGHT)
    return header


def _write(
    sheet: Worksheet,
    row: int,
    at: int,
    cell: Cell,
    columns: Sequence[str],
    source: list[str] | str,
    styles: Mapping[str, Format],
) -> None:
    """Write one cell of the table, with what may be entered in it."""
    match cell:
        case str():
            sheet.write_string(row, at, cell, styles["given"])
        case Fraction():
            style = "given_whole" if cell.denominator == 1 else "given_decimal"
            sheet.write_number(row, at, float(cell), styles[style])
        case None:
            sheet.write_blank(row, at, None, styles["nothing"])
        case Words():
            sheet.write_blank(row, at, None, styles["needed" if cell.needed else "words"])
        case Choice():
            sheet.write_blank(row, at, None, styles["words"])
            sheet.data_validation(row, at, row, at, _from_list(source))
        case Entry():
            style = "percent" if cell.percent else {True: "whole", False: "decimal", None: "number"}[cell.whole]
            sheet.write_blank(row, at, None, styles[style])
            sheet.data_validation(row, at, row, at, _figure(cell, row, at, columns))


def _from_list(source: list[str] | str) -> dict[str, object]:
    """The rule of a cell in which a metric is chosen."""
    return {
        "validate": "list",
        "source": source,
        "input_message": "点右边的箭头选指标",
        "error_title": "请从名单里选",
        "error_message": f"{METRIC}只能从名单里选，名单里没有的不用报",
    }


def _figure(entry: Entry, row: int, at: int, columns: Sequence[str]) -> dict[str, object]:
    """The rule of a cell for a figure."""
    said = {
        "input_message": entry.hint[:_MOST_CHARACTERS],
        "error_title": "请核对",
        "error_message": entry.refusal[:_MOST_CHARACTERS],
    }
    least = -LARGEST if entry.may_be_negative else 0
    if entry.whole and not (entry.not_over or entry.not_under or entry.adds_up):
        return {"validate": "integer", "criteria": "between", "minimum": least, "maximum": LARGEST, **said}
    cell = me = str(xl_rowcol_to_cell(row, at))
    conditions = []
    if entry.percent:
        me = f'VALUE(SUBSTITUTE(SUBSTITUTE({cell},"%",""),"％",""))'
        # A number below 1 that is no text was pasted, or typed where the format is lost: it is a 5.4% become 0.054.
        conditions.append(f"OR(ISTEXT({cell}),{cell}=0,ABS({cell})>=1)")
    conditions += [f"ISNUMBER({me})", f"{me}>={least}", f"{me}<={LARGEST}"]
    conditions.append(f"INT({me})={me}" if entry.whole else f"ROUND({me},4)={me}")

    def place(heading: str) -> str:
        return str(xl_rowcol_to_cell(row, columns.index(heading)))

    if entry.not_over:
        conditions.append(f'OR({place(entry.not_over)}="",{me}<={place(entry.not_over)})')
    if entry.not_under:
        conditions.append(f'OR({place(entry.not_under)}="",{me}>={place(entry.not_under)})')
    if entry.adds_up:
        parts = ",".join(map(place, entry.adds_up))
        conditions.append(f"OR(COUNT({parts})<{len(entry.adds_up)},ROUND({me}-SUM({parts}),4)=0)")
    return {"validate": "custom", "value": f"=AND({','.join(conditions)})", **said}


def _sign(sheet: Worksheet, row: int, template: Template, styles: Mapping[str, Format]) -> None:
    """Write the line of signatures, which the reader drops whatever is written behind."""
    apart = max(1, len(template.columns) // len(template.signatures))
    for at in range(len(template.columns)):
        place, rest = divmod(at, apart)
        word = template.signatures[place] if not rest and place < len(template.signatures) else None
        sheet.write(row, at, word, styles["signature"])
    sheet.set_row(row, _ROW_HEIGHT)


def _page(sheet: Worksheet, template: Template, header: int) -> None:
    """Protect what is locked, keep the headings in sight, and print on one A4 page across."""
    percents = [
        xl_rowcol_to_cell(row, at)
        for row, cells in enumerate(template.rows, start=header + 1)
        for at, cell in enumerate(cells)
        if isinstance(cell, Entry) and cell.percent
    ]
    if percents:
        sheet.ignore_errors({"number_stored_as_text": " ".join(percents)})
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.freeze_panes(header + 1, template.columns.index(METRIC) + 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(header)
    sheet.center_horizontally()
    sheet.set_footer("&C第 &P 页，共 &N 页")
    for row, cells in enumerate(template.rows, start=header + 1):
        for at, cell in enumerate(cells):
            if isinstance(cell, Entry):
                sheet.set_selection(row, at, row, at)
                return


def _height(cells: Sequence[Cell], widths: Sequence[int]) -> int:
    """The height of a row in which every given text shows whole."""
    lines = (
        ceil(wcswidth(cell) / (width * 0.9)) for cell, width in zip(cells, widths, strict=True) if isinstance(cell, str)
    )
    return max(_ROW_HEIGHT, _LINE_HEIGHT * max(lines, default=1))


def _widths(template: Template) -> list[int]:
    """The width of each column: as its words need, within bounds."""
    found = []
    for at, heading in enumerate(template.columns):
        words = [heading, *(cell for row in template.rows if isinstance(cell := row[at], str))]
        found.append(_WIDTHS.get(heading, min(_WIDEST, max(_NARROWEST, *(wcswidth(word) + 2 for word in words)))))
    return found
