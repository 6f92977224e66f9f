"""`db restore` and `db backup` among others: nothing is lost, whoever writes, reads, restores at the same time."""

import os
import shutil
import sqlite3
import stat
import threading
import time
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from jytrack.errors import DatabaseProblem
from jytrack.store.engines.engine import file_engine
from jytrack.store.values.encoding import SHANGHAI
from tests.cli.conftest import Jytrack

NOW = datetime(2023, 7, 3, 9, 30, tzinfo=SHANGHAI)


def noted(jytrack: Jytrack, *notes: str) -> None:
    for note in notes:
        assert jytrack("task", "note", "3", note, "--on", "2023-04-03").code == 0


def notes(database: Path) -> list[str]:
    """The notes in the log."""
    with closing(sqlite3.connect(database)) as connection:
        return [note for (note,) in connection.execute("SELECT note FROM task_log ORDER BY id")]


@pytest.fixture
def backup(jytrack: Jytrack, tmp_path: Path) -> Path:
    """A backup with one note in it; the database has another one since."""
    noted(jytrack, "先")
    path = tmp_path / "备份.db"
    assert jytrack("db", "backup", path).code == 0
    noted(jytrack, "后")
    return path


def replaced(database: Path) -> list[Path]:
    """What restoring has kept."""
    return sorted(database.parent.glob("*-replaced-*"))


def test_what_is_replaced_is_kept_to_the_last_entry(jytrack: Jytrack, database: Path, backup: Path) -> None:
    ran = jytrack("db", "restore", backup, "--yes")
    (kept,) = replaced(database)
    assert (ran.code, str(kept) in ran.err) == (0, True)
    assert (notes(database), notes(kept), notes(backup)) == (["先"], ["先", "后"], ["先"])
    assert sorted(path.name for path in database.parent.iterdir()) == sorted([database.name, kept.name, backup.name])


def test_two_in_one_second_keep_both(database: Path, backup: Path) -> None:
    engine = file_engine(database)
    first = engine.replace_by(backup, NOW)
    second = engine.replace_by(backup, NOW)
    assert first is not None
    assert second is not None
    assert (first.name, second.name) == ("台账-replaced-20230703-093000.db", "台账-replaced-20230703-093000-2.db")
    assert (notes(first), notes(second)) == (["先", "后"], ["先"])


def test_whoever_writes_is_waited_for(jytrack: Jytrack, database: Path, backup: Path) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO alembic_version SELECT '9999' WHERE 0")
        with pytest.raises(DatabaseProblem, match="正被另一个程序占用"):
            file_engine(database, wait=0.2).replace_by(backup, NOW)
        assert not replaced(database)
        waiting = threading.Thread(target=lambda: file_engine(database).replace_by(backup, NOW))
        waiting.start()
        time.sleep(0.3)
        assert waiting.is_alive()
        assert notes(database) == ["先", "后"]
        writer.execute("COMMIT")
        waiting.join(timeout=20)
    assert notes(database) == ["先"]
    noted(jytrack, "又")
    assert notes(database) == ["先", "又"]
    assert jytrack("db", "check").code == 0


def test_whoever_reads_sees_one_state(database: Path, backup: Path) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        ask = "SELECT count(*) FROM task_log"
        assert reader.execute(ask).fetchone() == (2,)
        file_engine(database).replace_by(backup, NOW)
        assert reader.execute(ask).fetchone() == (2,)
        reader.execute("COMMIT")
        assert reader.execute(ask).fetchone() == (1,)


def test_a_backup_used_as_the_database_is_replaced_too(jytrack: Jytrack, database: Path, backup: Path) -> None:
    """A copy writes no log ahead, and can be read and restored over all the same."""
    for side in ("-wal", "-shm"):
        database.with_name(database.name + side).unlink(missing_ok=True)
    shutil.copy(backup, database)
    noted(jytrack, "丙")
    assert jytrack("db", "restore", backup, "--yes").code == 0
    (kept,) = replaced(database)
    assert (notes(database), notes(kept)) == (["先"], ["先", "丙"])


def test_behind_a_link_the_file_is_replaced(jytrack: Jytrack, database: Path, backup: Path, tmp_path: Path) -> None:
    link = tmp_path / "链接.db"
    link.symlink_to(database)
    assert jytrack("--db", link, "db", "restore", backup, "--yes").code == 0
    assert link.is_symlink()
    assert notes(database) == ["先"]


@pytest.mark.parametrize("left", [b"", b"garbage" * 1000])
def test_the_log_of_another_database_never_meets_the_new_one(
    jytrack: Jytrack, database: Path, backup: Path, tmp_path: Path, left: bytes
) -> None:
    """A database lost without its log, and one that is no database any more: the log is kept apart."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("INSERT INTO alembic_version SELECT '9999' WHERE 0")
        connection.execute("UPDATE import_batch SET id = id")
        connection.execute("CREATE TABLE 另一个 (a)")
        connection.commit()
        log = database.with_name(f"{database.name}-wal").read_bytes()
    assert len(log) > 1000
    database.unlink()
    if left:
        database.write_bytes(left)
    database.with_name(f"{database.name}-wal").write_bytes(log)
    if left:  # page 1 is in the log: without it, this is a database
        database.with_name(f"{database.name}-wal").write_bytes(b"\0" * len(log))
    assert jytrack("db", "restore", backup, "--yes").code == 0
    assert notes(database) == ["先"]
    assert jytrack("db", "check").code == 0
    kept = {path.suffix: path for path in replaced(database)}
    assert (kept[".db"].read_bytes() == left) if left else (kept[".db-wal"].read_bytes() == log)


def test_without_a_database_what_was_replaced_is_named(jytrack: Jytrack, database: Path, backup: Path) -> None:
    """Old programs could be killed between two steps of restoring: nobody is to make an empty one then."""
    kept = database.rename(database.with_name("台账-replaced-20230703-093000.db"))
    ran = jytrack("report")
    assert (ran.code, f"jytrack db restore {kept}" in ran.err, "jytrack init" in ran.err) == (5, True, False)


def test_nothing_of_the_user_s_is_in_the_way(jytrack: Jytrack, database: Path, tmp_path: Path) -> None:
    other, mine = tmp_path / "另一个.db", tmp_path / "b.db.part"
    shutil.copy(database, other)
    before = other.read_bytes()
    mine.symlink_to(other)
    (tmp_path / "台账.db.new").write_text("我的")
    noted(jytrack, "只在这里")
    assert jytrack("db", "backup", tmp_path / "b.db").code == 0
    assert jytrack("db", "restore", tmp_path / "b.db", "--yes").code == 0
    assert (other.read_bytes(), mine.is_symlink(), (tmp_path / "台账.db.new").read_text()) == (before, True, "我的")
    (tmp_path / "悬空.db").symlink_to(tmp_path / "没有")
    assert jytrack("db", "backup", tmp_path / "悬空.db").code == 6
    assert not (tmp_path / "没有").exists()


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_who_may_read_the_database_may_read_what_belongs_to_it(bare: Jytrack, database: Path, tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        assert bare("init").code == 0
        assert rights(database) == 0o600
        proof = tmp_path / "纪要.txt"
        proof.write_text("纪要")
        for mode, folder, copy, kept in ((0o600, 0o700, 0o600, 0o400), (0o640, 0o750, 0o640, 0o440)):
            database.chmod(mode)
            shutil.rmtree(tmp_path / "evidence", ignore_errors=True)
            assert bare("task", "note", "3", "开了会", "--on", "2023-04-03", "--file", proof).code == 0
            assert bare("db", "backup", tmp_path / f"{mode}.db").code == 0
            assert bare("db", "restore", tmp_path / f"{mode}.db", "--yes").code == 0
            assert rights(tmp_path / "evidence") == folder
            assert {rights(path) for path in (tmp_path / "evidence").iterdir()} == {kept}
            assert rights(tmp_path / f"{mode}.db") == copy
            assert rights(database) == mode
            assert {rights(path) for path in replaced(database)} == {copy}
            for path in replaced(database):
                path.unlink()
    finally:
        os.umask(before)


def test_a_moment_ahead_of_the_clock_is_told_and_counts(jytrack: Jytrack) -> None:
    reading = ("target", "record", "urban-new-jobs", "--unit", "香水镇", "--month", "5", "--period")
    assert "时钟" not in jytrack("db", "check").out
    with time_machine.travel(datetime.now(SHANGHAI) + timedelta(days=400)):
        assert jytrack(*reading, "2023-01").code == 0
    ran = jytrack("db", "check")
    assert (ran.code, "有1个登记时间比现在还晚" in ran.out) == (0, True)
    assert jytrack(*reading, "2023-02").code == 0
    shown = jytrack("target", "readings", "urban-new-jobs", "--unit", "香水镇", "--format", "csv").out
    assert shown.count("\n") == 3


def test_what_a_killed_program_left_is_told_and_removed(jytrack: Jytrack, database: Path, tmp_path: Path) -> None:
    proof = tmp_path / "纪要.txt"
    proof.write_text("纪要")
    assert jytrack("task", "note", "3", "开了会", "--on", "2023-04-03", "--file", proof).code == 0
    old, new, orphan = tmp_path / "evidence" / ".jytrack-a.tmp", tmp_path / ".jytrack-b.tmp", "0" * 64
    for path in (old, new, tmp_path / "evidence" / orphan):
        path.write_text("残")
    os.utime(old, (0, 0))
    ran = jytrack("db", "check")
    assert (ran.code, "有2个临时文件" in ran.out, "--tidy" in ran.out) == (0, True, True)
    assert f"{orphan}" in ran.out
    ran = jytrack("db", "check", "--tidy")
    assert ("已删掉1个临时文件" in ran.err, old.exists(), new.exists()) == (True, False, True)
    assert (tmp_path / "evidence" / orphan).exists()
