"""One table for a spreadsheet: UTF-8 with BOM, bare exact numbers, text that cannot turn into a formula."""

import csv
import io

from jytrack.domain.values.texts import readable
from jytrack.errors import UsageError
from jytrack.reports.values.cells import FORMULA, raw
from jytrack.reports.values.document import Cell, Document, Table
from jytrack.reports.values.ends import sheet_of


def render(document: Document) -> bytes:
    """The document's one table; UsageError when it has several, naming the commands that can be shown flat."""
    table = _flat(document)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(column.title for column in table.columns)
    writer.writerows(map(_guarded, row) for row in table.rows)
    return readable(out.getvalue()).encode("utf-8-sig")


def _flat(document: Document) -> Table:
    if (sheet := sheet_of(document)) is not None:
        return sheet
    tables = [block for block in document.read_through() if isinstance(block, Table)]
    if len(tables) != 1 or document.letter is not None:
        remedy = f"请改用 {document.flat}" if document.flat else "请改用 --format json"
        raise UsageError(f"《{document.title}》不是一张表，不能存成 csv；{remedy}")
    return tables[0]


def _guarded(cell: Cell) -> str:
    """The raw cell; text that a spreadsheet would take for a formula gets an apostrophe in front."""
    value = raw(cell)
    return f"'{value}" if isinstance(cell, str) and value.startswith(FORMULA) else value
