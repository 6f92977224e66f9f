"""A workbook's bytes become the rows of its sheets, every cell as the text that a CSV of it would hold.

The values come from python-calamine; what that leaves out (errors, an .ods's merged cells) or would pay for with memory
(a cell far from all others, a zip bomb, a false count) is found beforehand, in `books`. All of it is done in a process
of its own, for what a library does with a hostile file nobody knows.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING

from jytrack.intake.books.archive import Archive
from jytrack.intake.books.confined import WorkStopped, confined
from jytrack.intake.books.foreign import foreign
from jytrack.intake.books.formats import as_shown
from jytrack.intake.books.ods import is_ods, ods_outlines
from jytrack.intake.books.outline import MOST_BYTES, Merge, Outline, Unreadable, damaged, encrypted, refuse
from jytrack.intake.books.xls import SIGNATURE, xls_outlines
from jytrack.intake.books.xlsx import is_xlsx, main_part, xlsx_outlines
from jytrack.intake.values.cell import MERGED, is_amount, is_blank
from jytrack.intake.values.problem import Code, Problem, finding
from jytrack.intake.values.rows import column_letter

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_ZIPPED = (b"PK\x03\x04", b"PK\x05\x06")
_HEAD = 4096

# What XML cannot hold and no sheet shows; binary workbooks may have it.
_UNSEEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127, 0xFFFE, 0xFFFF))

_DOCUMENTS = {"word/document.xml": "Word 文档", "ppt/presentation.xml": "演示文稿"}


@dataclass(frozen=True)
class Page:
    """One sheet: its rows from row 1 and column A on, blank at their ends cut off.

    `hidden` are what it holds and does not show: rows by number, columns by letter.
    """

    name: str
    rows: list[list[str]]
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True)
class Workbook:
    """A workbook read: its `kind` (xlsx, xls or ods, kept as the file's encoding) and the pages that anybody sees.

    `hidden` are the names of its sheets that nobody sees.
    """

    kind: str
    pages: list[Page]
    hidden: tuple[str, ...] = ()


def is_workbook(head: bytes) -> bool:
    """Whether a file that begins with `head` is for `read_workbook`: a workbook, or what is sent in its place."""
    return head.startswith((*_ZIPPED, SIGNATURE)) or foreign(head) is not None


def read_workbook(raw: bytes) -> Workbook | Problem:
    """The visible sheets of the workbook `raw` that hold anything; the problem why it cannot be read.

    Merged cells are one cell to who reads them: what they hide is dropped, and a text (a unit, a month) merged over
    rows with figures stands in each of them. A figure never does. Dates lose their time of day.
    """
    try:
        if len(raw) > MOST_BYTES:
            message = f"文件超过{MOST_BYTES // 1024**2} MB"
            raise refuse(Code.TOO_LARGE, message, "请把填报的数复制到一张新表，保存后再发；或另存为 CSV")
        if unreadable := foreign(raw[:_HEAD]):
            raise unreadable
        import_module("python_calamine")  # here, so that not each workbook's process has to
        return confined(lambda: _read_confined(raw))
    except Unreadable as refusal:
        return refusal.problem
    except WorkStopped:
        message = "读这个文件要的内存或时间太多，没有读"
        return finding(Code.TOO_LARGE, message, "请把填报的数复制到一张新表，保存后再发")


def _read_confined(raw: bytes) -> Workbook | Problem:
    """The workbook `raw`, or why it cannot be read."""
    try:
        kind, raw, outlines = _outlines(raw)
        pages, hidden = _pages(raw, outlines)
        if not pages:
            raise refuse(Code.EMPTY, "工作簿里没有内容（隐藏的表不读）", "请发填好的表")
    except Unreadable as unreadable:
        return unreadable.problem
    return Workbook(kind, pages, hidden)


def _outlines(raw: bytes) -> tuple[str, bytes, list[Outline]]:
    """What kind of workbook `raw` is, its bytes as they are to be read on, and the outlines of its sheets."""
    if raw.startswith(SIGNATURE):
        return "xls", *xls_outlines(raw)
    archive = Archive(raw)
    part = main_part(archive)
    if is_xlsx(archive, part):
        return "xlsx", raw, xlsx_outlines(archive)
    if is_ods(archive):
        return "ods", raw, ods_outlines(archive)
    if part.endswith(".bin"):
        message = "这是 .xlsb（二进制工作簿），读不了"
        raise refuse(Code.DECODE, message, "请在 WPS 或 Excel 里打开，另存为 .xlsx 后再发")
    for member, document in _DOCUMENTS.items():
        if member in archive:
            raise refuse(Code.DECODE, f"这是 {document}，不是表格", "请把数填进表格，另存为 .xlsx 后再发")
    raise refuse(Code.DECODE, "这是压缩包或别的文件，不是表格", "请解压后把表格逐个发来；不是压缩包的请另存为 .xlsx")


def _pages(raw: bytes, outlines: Sequence[Outline]) -> tuple[list[Page], tuple[str, ...]]:
    """The visible pages of the workbook `raw` that hold anything, and the names of its hidden sheets."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        with CalamineWorkbook.from_object(io.BytesIO(raw)) as book:
            return _read(book, outlines), _unseen(book)
    except PasswordError as error:
        raise encrypted() from error
    except CalamineError as error:
        raise damaged() from error
    except BaseException as error:
        # A panic of the library is no Exception, and its class cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise damaged() from None


def _read(book: "CalamineWorkbook", outlines: Sequence[Outline]) -> list[Page]:
    """The pages of `book`, whose sheets have `outlines`."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    sheets = book.sheets_metadata
    if len(sheets) != len(outlines):
        raise damaged()
    pages = []
    for sheet, outline in zip(sheets, outlines, strict=True):
        if sheet.visible != SheetVisibleEnum.Visible or sheet.typ != SheetTypeEnum.WorkSheet or not outline.rows:
            continue
        content = book.get_sheet_by_name(sheet.name)
        rows = list(_rows(content))
        _show_as_shown(rows, outline)
        _put_errors(rows, outline)
        merges = content.merged_cell_ranges
        _unmerge(rows, outline.merges if merges is None else [Merge(*first, *last) for first, last in merges])
        _trim(rows)
        if rows:
            pages.append(Page(sheet.name, rows, _hidden(rows, outline)))
    return pages


def _unseen(book: "CalamineWorkbook") -> tuple[str, ...]:
    """The names of the sheets of `book` that it does not show."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    sheets = (sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet)
    return tuple(sheet.name for sheet in sheets if sheet.visible != SheetVisibleEnum.Visible)


def _rows(sheet: "CalamineSheet") -> Iterator[list[str]]:
    """The rows of `sheet` from row 1; the library gives them from there on, but cuts blank columns off on the left."""
    before = [""] * sheet.start[1] if sheet.start else []
    for values in sheet.iter_rows():
        yield before + [_text(value) for value in values]


def _text(value: object) -> str:
    """What a cell holds, as it would be typed: numbers to the 15 digits that Excel keeps, never with an exponent."""
    if isinstance(value, str):
        return value.translate(_UNSEEN)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        if value.is_integer() and abs(value) < 10**15:
            return str(int(value))
        return format(Decimal(f"{value:.15g}"), "f")
    if isinstance(value, datetime):
        value = value.date()
    return value.isoformat() if isinstance(value, date) else str(value)


def _show_as_shown(rows: list[list[str]], outline: Outline) -> None:
    """Put what cells show in the place of the numbers that they hold."""
    for (row, column), code in outline.formats.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = as_shown(rows[row][column], code)


def _hidden(rows: list[list[str]], outline: Outline) -> tuple[str, ...]:
    """The rows and columns that hold something and are not shown."""
    down = [f"第{row + 1}行" for row in sorted(outline.hidden_rows) if row < len(rows) and any(rows[row])]
    across = [column for column in sorted(outline.hidden_columns) if any(column < len(r) and r[column] for r in rows)]
    return (*down, *(f"{column_letter(column)} 列" for column in across))


def _put_errors(rows: list[list[str]], outline: Outline) -> None:
    """Put what cells in error show into `rows`, which have them blank."""
    rows += [[] for _ in range(outline.rows - len(rows))]
    for (row, column), text in outline.errors.items():
        cells = rows[row]
        cells += [""] * (column + 1 - len(cells))
        cells[column] = text


def _unmerge(rows: list[list[str]], merges: Sequence[Merge]) -> None:
    """Blank what merged cells hide, and repeat a text merged over rows with figures in each of them.

    Rows of headings hold no figure, so a heading merged over two rows is left to the reader of headers. A figure over
    several cells belongs to none of them alone: it says where it stands, which no reader of numbers takes.
    """
    room = sum(map(len, rows))
    holding: dict[int, bool] = {}
    for top, left, bottom, right in merges:
        covered = range(top, min(bottom + 1, len(rows)))
        text = "".join(rows[top][left : left + 1]) if covered else ""
        room -= sum(len(rows[row][left : right + 1]) for row in covered)
        if room < 0:
            raise damaged()
        for row in covered:
            rows[row][left : right + 1] = [""] * len(rows[row][left : right + 1])
        if len(covered) > 1 and _is_name(text):
            holding |= {row: any(map(is_amount, rows[row])) for row in covered if row not in holding}
            repeated = any(holding[row] for row in covered)
        else:
            repeated = False
        if is_amount(text) and (len(covered) > 1 or right > left):
            first, last = f"{column_letter(left)}{top + 1}", f"{column_letter(right)}{bottom + 1}"
            text = f"{text}{MERGED}{first}:{last}）"
        for row in covered if repeated else covered[:1]:
            rows[row][left : left + 1] = [text] if left < len(rows[row]) else []


def _is_name(text: str) -> bool:
    """Whether `text` names something, rather than being a figure or the word for none."""
    return not is_blank(text) and not is_amount(text)


def _trim(rows: list[list[str]]) -> None:
    """Cut off the blank cells at the end of each row, and the blank rows at the end."""
    for cells in rows:
        while cells and not cells[-1]:
            cells.pop()
    while rows and not rows[-1]:
        rows.pop()
