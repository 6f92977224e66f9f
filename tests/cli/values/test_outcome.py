"""What is said after an interruption is what was done, at whatever moment it comes."""

import os
import shutil
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from jytrack import outcome
from jytrack.cli.values.shell import fail
from jytrack.store.engines import copying
from jytrack.store.engines.session_sqlite import SqliteSession
from tests.cli.conftest import Jytrack

NOTE = ("task", "note", "3", "开了会", "--on", "2023-04-03")


@pytest.fixture(autouse=True)
def heeded() -> Iterator[None]:
    """Ctrl-C is heeded where the tests run in the background too, for which a shell has it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def interrupt(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGINT)


def entries(database: Path) -> int:
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute("SELECT count(*) FROM task_log").fetchone()[0])


def interrupting(patch: pytest.MonkeyPatch, step: str, *, after: bool) -> None:
    """Ctrl-C before or after each statement that begins so."""

    def execute(session: SqliteSession, sql: str, values: object = (), /) -> object:
        here = sql.startswith(step)
        if here and not after:
            interrupt()
        found = sqlite3.Connection.execute(session, sql, values)  # type: ignore[arg-type]
        if here and after:
            interrupt()
        return found

    patch.setattr(SqliteSession, "execute", execute)


@pytest.mark.parametrize(
    ("step", "after", "written"),
    [("BEGIN IMMEDIATE", True, 0), ("INSERT INTO", True, 0), ("COMMIT", False, 1), ("COMMIT", True, 1)],
)
def test_an_interrupted_act(
    jytrack: Jytrack, database: Path, monkeypatch: pytest.MonkeyPatch, step: str, after: bool, written: int
) -> None:
    with monkeypatch.context() as patch:
        interrupting(patch, step, after=after)
        ran = jytrack(*NOTE)
    assert (ran.code, entries(database)) == (130, written)
    assert ran.err == (
        "错误：改动已写入数据库，不要重做；只是显示结果时被中断；核对用 jytrack db info\n"
        if written
        else "错误：已中断，没有写入任何内容\n"
    )


@pytest.mark.parametrize("where", ["copy", "end"])
def test_an_interrupted_restoring(
    jytrack: Jytrack, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    backup = Path(shutil.copy(database, tmp_path / "备份.db"))
    assert jytrack(*NOTE).code == 0
    with monkeypatch.context() as patch:
        if where == "copy":
            made = copying.copy_beside
            patch.setattr(copying, "copy_beside", lambda *given: (interrupt(), made(*given))[1])
        else:
            told = outcome.Commit.told
            patch.setattr(outcome.Commit, "told", lambda commit, what: (interrupt(), told(commit, what)))
        ran = jytrack("db", "restore", backup, "--yes")
    kept = list(tmp_path.glob("*-replaced-*"))
    assert ran.code == 130
    if where == "copy":
        assert (ran.err, entries(database), kept) == ("错误：已中断，没有写入任何内容\n", 1, [])
    else:
        assert (entries(database), len(kept)) == (0, 1)
        assert ran.err.startswith(f"错误：已恢复，原来的数据库另存为 {kept[0]}，不要重做")


def test_making_a_database_is_one_act(bare: Jytrack, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Interrupted while the plan goes in, there is no schema without a plan."""
    with monkeypatch.context() as patch:
        patch.setattr("jytrack.services.plan.seeding.save_plan", interrupt)
        ran = bare("init")
    assert (ran.code, ran.err) == (130, "错误：已中断，没有写入任何内容\n")
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    assert "还是空的" in bare("report").err
    assert bare("init").code == 0
    assert bare("db", "check").code == 0


def test_what_failed_after_writing_does_not_say_that_nothing_was_written(capsys: pytest.CaptureFixture[str]) -> None:
    outcome.begin()
    with outcome.committing() as commit:
        commit.told("改动已写入数据库")
    fail("与服务器 postgresql://甲/乙 的连接断了，未作改动；请重试，查看它用 jytrack db info", 5)
    outcome.begin()
    assert capsys.readouterr().err == (
        "错误：改动已写入数据库，不要重做；只是与服务器 postgresql://甲/乙 的连接断了；核对用 jytrack db info\n"
    )
