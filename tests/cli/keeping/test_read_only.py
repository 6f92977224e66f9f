"""A database that one may only read: on a read-only medium, in another's folder, beside a program that writes."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Jytrack
from tests.forked import bound, finished

READING = ("report", "report variance", "task list", "task show 3", "target list", "target readings", "db info")
SIDES = ("-wal", "-shm")


def run(database: Path, *words: str | Path) -> tuple[int, str, str]:
    """Run the program as somebody who is bound."""
    return finished(["--db", database, *words], {"JYTRACK_ACTOR": "测试员"}, bound)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder whose rights are given back at the end."""
    made = tmp_path / "只读"
    made.mkdir()
    yield made
    made.chmod(0o755)


@pytest.fixture
def locked(folder: Path, jytrack: Jytrack, database: Path) -> Path:
    """The database in a folder that nobody may write to."""
    assert jytrack("task", "note", "3", "开了会", "--on", "2023-04-03").code == 0
    path = Path(shutil.copy(database, folder / "台账.db"))
    path.chmod(0o444)
    folder.chmod(0o555)
    if subprocess.run(["touch", folder / "x"], capture_output=True, preexec_fn=bound, check=False).returncode == 0:
        pytest.skip("nobody is bound by rights here")
    return path


def test_all_that_reads_works(locked: Path, tmp_path: Path) -> None:
    for command in (*READING, "db check"):
        code, out, err = run(locked, *command.split())
        assert (code, err, len(out) > 30) == (0, "", True), command
    assert run(locked, "db", "backup", tmp_path / "备份.db")[0] == 0
    assert run(tmp_path / "备份.db", "db", "check")[0] == 0
    assert [path.name for path in locked.parent.iterdir()] == ["台账.db"]


def test_what_writes_is_refused_in_one_line(locked: Path) -> None:
    code, out, err = run(locked, "task", "note", "3", "又开了会", "--on", "2023-04-03")
    assert (code, out, err.count("\n"), "只读" in err) == (6, "", 1, True)


@pytest.mark.parametrize("side", ["-wal", "-journal"])
def test_what_waits_to_be_taken_in_is_told_with_the_remedy(locked: Path, side: str) -> None:
    locked.parent.chmod(0o755)
    waiting = locked.with_name(locked.name + side)
    waiting.write_bytes(b"\0" * 5000)
    waiting.chmod(0o000 if side == "-wal" else 0o444)
    locked.parent.chmod(0o555)
    code, out, err = run(locked, "report")
    if side == "-journal" and code == 0:
        return  # a journal without a heading is none
    assert (code, out, err.count("\n")) == (6, "", 1)
    assert waiting.name in err
    assert "jytrack db backup" in err


def test_beside_a_program_that_writes(locked: Path) -> None:
    locked.parent.chmod(0o755)
    locked.chmod(0o644)
    with closing(sqlite3.connect(locked, isolation_level=None)) as writer:
        writer.execute("CREATE TABLE 旁边 (a)")  # committed, and in the log alone
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO 旁边 VALUES (1)")
        assert locked.with_name(f"{locked.name}-wal").stat().st_size
        for path in locked.parent.iterdir():
            path.chmod(0o444)
        locked.parent.chmod(0o555)
        for command in READING:
            code, out, err = run(locked, *command.split())
            assert (code, err, len(out) > 30) == (0, "", True), command
        assert '"旁边": 0' in run(locked, "db", "info", "--format", "json")[1]
        locked.parent.chmod(0o755)


def test_a_file_changed_while_it_is_read_is_not_taken_for_a_state(
    locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jytrack.errors import DatabaseProblem
    from jytrack.store.engines import frozen_sqlite
    from jytrack.store.engines.engine import engine_at
    from jytrack.store.values.address import File

    def begin(session: sqlite3.Connection) -> None:
        if not begun:
            begun.append(True)
            error = sqlite3.OperationalError("readonly")
            error.sqlite_errorcode = sqlite3.SQLITE_READONLY
            raise error

    begun: list[bool] = []
    monkeypatch.setattr(frozen_sqlite, "_begin", begin)
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(DatabaseProblem, match="再运行一次"), engine_at(File(locked)).reading():
        os.utime(locked, (1, 1))


@pytest.mark.parametrize("command", ["report", "db info", "db check", "db backup {}/b.db", "task note 3 x", "init"])
def test_a_folder_that_may_not_be_entered(locked: Path, tmp_path: Path, command: str) -> None:
    locked.parent.chmod(0o000)
    code, out, err = run(locked, *command.format(tmp_path).split())
    assert (code in (5, 6), out, err.count("\n"), "没有权限" in err) == (True, "", 1, True)


def test_evidence_that_may_not_be_looked_at(locked: Path, tmp_path: Path) -> None:
    locked.parent.chmod(0o755)
    locked.chmod(0o644)
    (locked.parent / "evidence").mkdir(mode=0o000)
    assert run(locked, "db", "backup", tmp_path / "b.db")[0] == 0
    assert run(locked, "db", "check")[0] == 0
    proof = tmp_path / "a.txt"
    proof.write_text("纪要")
    code, _, err = run(locked, "task", "note", "3", "x", "--on", "2023-04-03", "--file", proof)
    assert (code, err.count("\n"), "没有权限" in err) == (6, 1, True)
    (locked.parent / "evidence").chmod(0o755)
