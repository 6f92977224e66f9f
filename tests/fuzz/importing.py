"""What the fuzzer feeds to the whole import: bytes as a file, and a real database that must stay sound."""

import os
import shutil
import sqlite3
import tempfile
from datetime import date, datetime
from functools import cache
from pathlib import Path

from jytrack.services.sheets.importing import Order, import_sheets
from jytrack.services.values.desk import Desk
from tests.services.desks import CHINA, loaded


def service(data: bytes) -> None:
    """Any bytes are a file to import: all of it goes in or nothing, and the database stays sound."""
    base = _base()
    database = base.with_name("一次.db")
    shutil.copy(base, database)
    sheet = base.with_name("香水镇2023年3月.csv")
    sheet.write_bytes(data[1:])
    how = data[0] if data else 0
    desk = Desk(database, None, "测试员", datetime(2023, 7, 3, 9, tzinfo=CHINA))
    order = Order(
        (sheet,),
        received=date(2023, 7, 3),
        correct=how % 2 == 1,
        reason="核对",
        partial=how % 3 == 1,
        dry_run=how % 5 == 1,
    )
    answer = import_sheets(desk, order)
    if order.dry_run or (answer.refused and not order.partial):
        assert _dump(database) == _dump(base), "a refused import has left something behind"
    with sqlite3.connect(database) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


@cache
def _base() -> Path:
    """A database with the 2023 plan, made once in a folder that goes with the process."""
    folder = Path(tempfile.mkdtemp(prefix="jytrack-fuzz-", dir=os.environ.get("JYTRACK_FUZZ_DIR")))
    return loaded(folder / "台账.db")


@cache
def _base_dump() -> tuple[str, ...]:
    return _rows(_base())


_REMEMBERED = ('INSERT INTO "receipt', 'INSERT INTO "chain_', 'INSERT INTO "sqlite_sequence"')


def _dump(path: Path) -> tuple[str, ...]:
    """Every row of the database at `path`, but for the receipts of what was refused and their links."""
    return _base_dump() if path == _base() else _rows(path)


def _rows(path: Path) -> tuple[str, ...]:
    connection = sqlite3.connect(path)
    try:
        return tuple(line for line in connection.iterdump() if not line.startswith(_REMEMBERED))
    finally:
        connection.close()
