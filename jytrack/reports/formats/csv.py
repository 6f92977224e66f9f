"""One table for a spreadsheet: UTF-8 with BOM, bare exact numbers, text that cannot turn into a formula."""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice

from jytrack.domain.values.texts import readable
from jytrack.errors import UsageError
from jytrack.reports.values.cells import FORMULA, raw
from jytrack.reports.values.document import Cell, Document, LongTable, Table
from jytrack.reports.values.ends import sheet_of

_ROWS_A_PIECE = 1000


def render(document: Document) -> bytes:
    """The document's one table; UsageError when it has several, naming the commands that can be shown flat."""
    return b"".join(pieces(document))


def pieces(document: Document) -> Iterator[bytes]:
    """The same piece by piece, so that a long table is never held whole."""
    table = _flat(document)
    yield _lines([[column.title for column in table.columns]]).encode("utf-8-sig")
    rows = iter(table.rows)
    while part := list(islice(rows, _ROWS_A_PIECE)):
        yield _lines(map(_guarded, row) for row in part).encode()


def _lines(rows: Iterable[Iterable[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return readable(out.getvalue())


def _flat(document: Document) -> Table | LongTable:
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
