"""`db`: backup, restore, check, and what a damaged or interrupted database says."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Jytrack


def test_backup_then_restore_brings_back_what_was(jytrack: Jytrack, tmp_path: Path, sheet: Callable[..., Path]) -> None:
    copy = tmp_path / "备份.db"
    assert jytrack("db", "backup", copy).code == 0
    path = sheet("单位,指标,月份,本月数\n香水镇,城镇新增就业,2023-01,12\n")
    assert jytrack("target", "import", path).code == 0
    assert jytrack("db", "restore", copy, "--yes").code == 0
    assert "没有填报数" in jytrack("target", "readings").out
    assert jytrack("db", "check").code == 0


def test_backup_never_overwrites(jytrack: Jytrack, tmp_path: Path) -> None:
    copy = tmp_path / "备份.db"
    copy.write_bytes(b"precious")
    ran = jytrack("db", "backup", copy)
    assert ran.code == 6
    assert copy.read_bytes() == b"precious"


def test_restore_asks_first(jytrack: Jytrack, tmp_path: Path) -> None:
    copy = tmp_path / "备份.db"
    jytrack("db", "backup", copy)
    ran = jytrack("db", "restore", copy)
    assert ran.code == 130
    assert "没有写入" in ran.err


def test_damage_is_found_and_named(jytrack: Jytrack, database: Path) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw = bytearray(database.read_bytes())
    for at in range(40_000, len(raw) - 4096, 4096):
        raw[at : at + 2000] = b"\xff" * 2000
    database.write_bytes(raw)
    for command in ("report", "db check", "db info", "task list"):
        ran = jytrack(*command.split())
        assert ran.code in (0, 5), command
        assert ran.err.count("\n") <= 1, command
    ran = jytrack("db", "check")
    assert ran.code == 5
    assert "db restore" in ran.out + ran.err
