"""Who waits for a writer of the same file is told, after a second, who it is."""

import os
from datetime import datetime, time
from pathlib import Path

import pytest

from jytrack import waiting
from jytrack.errors import DatabaseProblem
from jytrack.store.database.database import Database
from jytrack.store.engines.writer_sqlite import SIDE
from jytrack.store.values.encoding import SHANGHAI

pytestmark = pytest.mark.file

GONE = 2**22 + 1
"""A number that no process has: greater than a system gives."""


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is said while somebody waits."""
    lines: list[str] = []
    monkeypatch.setattr(waiting, "PATIENCE_SECONDS", 0.05)
    monkeypatch.setattr(waiting, "_say", [lines.append])
    return lines


def note_of(database: Database) -> Path:
    path = database.where.path
    return path.with_name(path.name + SIDE)


def test_a_waiting_writer_says_who_writes_since_when(database: Database, said: list[str]) -> None:
    before = datetime.now(SHANGHAI)
    with database.writing(), pytest.raises(DatabaseProblem, match="正被另一个程序占用"), database.writing():
        pass
    (line,) = said
    assert f"的进程{os.getpid()}（从 " in line
    assert line.endswith("写入，等它写完；最多再等0秒")
    since = time.fromisoformat(line.split("（从 ")[1][:8])
    assert before.time().replace(microsecond=0) <= since <= datetime.now(SHANGHAI).time()
    assert not note_of(database).exists()


@pytest.mark.parametrize("left", [f"{GONE}\n09:00:00\nwang\n", "", "x\ny\nz\n", None])
def test_what_a_killed_writer_left_tells_of_nobody(database: Database, said: list[str], left: str | None) -> None:
    with database.writing():
        note_of(database).unlink()
        if left is not None:
            note_of(database).write_text(left, encoding="utf-8")
        with pytest.raises(DatabaseProblem), database.writing():
            pass
    assert [line.partition(" 正由")[2] for line in said] == ["另一个程序写入，等它写完；最多再等0秒"]
    with database.writing():
        assert note_of(database).read_text(encoding="utf-8").startswith(f"{os.getpid()}\n")
    assert not note_of(database).exists()


def test_nothing_is_said_where_nobody_waits(database: Database, said: list[str]) -> None:
    with database.writing(keep=False):
        pass
    with pytest.raises(ZeroDivisionError), database.writing():
        raise ZeroDivisionError
    assert said == []
    assert not note_of(database).exists()
