"""Readings as a sheet of layout 1, which another jytrack imports without an error and without a correction.

A spreadsheet must not take a text for a formula, and the text must come in again as it was: a workbook says which cells
are text; in CSV such a text gets a space in front, which imports drop.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice
from tempfile import TemporaryDirectory
from traceback import clear_frames
from typing import IO

from jytrack.domain.figures.reading import Entry
from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.numerals import plain
from jytrack.domain.values.quantity import SCALE, exact
from jytrack.errors import OutputProblem, os_reason
from jytrack.reports.values.cells import kept_as_text
from jytrack.reports.values.phrases import metric_names

HEADER = ("单位", "指标", "月份", "本月数", "累计数", "数值", "分子", "分母", "来源", "备注")

SHEET_NAME = "填报数"

SHEET_ROWS = 1_048_576
"""So many rows has a sheet of a workbook, the heading's among them."""

_EXACT_DIGITS = 15
"""Spreadsheets keep so many digits of a number; a longer one is written as text."""
_CHUNK = 5_000
_NAMES, _FIGURES = 3, 5
_WIDTHS = ((0, 1, 24), (2, 7, 11), (8, 9, 30))


def write_csv(plan: Plan, entries: Iterable[Entry], file: IO[bytes]) -> int:
    """Write the entries as CSV, UTF-8 with BOM, a part at a time; how many there were."""
    texts = _Texts()
    rows = (
        (*map(kept_as_text, names), *(texts[figure] for figure in figures), *map(kept_as_text, words))
        for names, figures, words in _rows(plan, entries)
    )
    file.write("\ufeff".encode())
    count = -1
    out: Iterable[tuple[str, ...]] = [HEADER]
    while out:
        part = io.StringIO(newline="")
        csv.writer(part, lineterminator="\r\n").writerows(out)
        file.write(part.getvalue().encode())
        count += len(list(out))
        out = list(islice(rows, _CHUNK))
    return count


def write_xlsx(plan: Plan, entries: Iterable[Entry], file: IO[bytes]) -> int:
    """Write the entries as a workbook, row by row; how many there were. OutputProblem when a sheet cannot hold them."""
    from xlsxwriter.exceptions import FileCreateError

    held = io.BytesIO()  # the library, ending after a write that failed, would write again and fail aloud
    try:
        with TemporaryDirectory(prefix="jytrack-", ignore_cleanup_errors=True) as scratch:
            rows = _write_book(plan, entries, held, scratch)
    except (OSError, FileCreateError) as error:
        for each in (error, error.__context__):  # what the library has left open ends now, while it can
            clear_frames(each.__traceback__ if each else None)
        cause = error if isinstance(error, OSError) else error.args[0]
        raise OutputProblem(
            f"导出用的临时文件写不了（{os_reason(cause)}）；请腾出空间后重试，或改用 -o {SHEET_NAME}.csv"
        ) from None
    file.write(held.getbuffer())
    return rows


def _write_book(plan: Plan, entries: Iterable[Entry], file: IO[bytes], scratch: str) -> int:
    """The workbook itself, whose rows are laid down in the folder `scratch` before it is packed."""
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "tmpdir": scratch}
    book = xlsxwriter.Workbook(file, options)
    sheet = book.add_worksheet(SHEET_NAME)
    for first, last, width in _WIDTHS:
        sheet.set_column(first, last, width)
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, HEADER, book.add_format({"bold": True}))
    row = 0
    for row, (names, figures, words) in enumerate(_rows(plan, entries), 1):
        if row >= SHEET_ROWS:
            raise OutputProblem(f"超过{SHEET_ROWS - 1}条，一张电子表格放不下；请改用 .csv，如 -o {SHEET_NAME}.csv")
        for column, text in enumerate(names):
            sheet.write_string(row, column, text)
        for column, figure in enumerate(figures, _NAMES):
            if figure is None:
                continue
            if len(str(abs(figure))) > _EXACT_DIGITS:
                sheet.write_string(row, column, plain(exact(figure)))
            else:
                sheet.write_number(row, column, Decimal(figure) / SCALE)
        for column, text in enumerate(words, _NAMES + _FIGURES):
            if text:
                sheet.write_string(row, column, text)
    book.close()
    return row


def _rows(
    plan: Plan, entries: Iterable[Entry]
) -> Iterator[tuple[tuple[str, str, str], tuple[int | None, ...], tuple[str, str]]]:
    """The cells of each entry: its names, its figures, its words."""
    names = metric_names(plan)
    for entry in entries:
        yield (entry.unit, names[entry.metric], str(entry.period)), entry[4:9], (entry.source, entry.note)


class _Texts(dict[int | None, str]):
    """Figures as text; equal ones are made once."""

    def __missing__(self, figure: int | None) -> str:
        """The figure in its shortest exact form, nothing for what was not stated."""
        text = self[figure] = "" if figure is None else plain(exact(figure))
        return text
