"""Reading a SQLite file, also where nothing can be written beside it: on a read-only medium, in another's folder."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from jytrack.errors import DatabaseProblem, OutputProblem
from jytrack.store.engines.errors_sqlite import UnreadableTables
from jytrack.store.engines.session_sqlite import SqliteSession, connect

_CANNOT_WRITE = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}


@contextmanager
def opened_to_read(path: Path, wait: float) -> Iterator[SqliteSession]:
    """A transaction that reads one state of the file at `path`.

    A database that writes ahead needs files beside it even to be read. Where these cannot be made and no log waits to
    be taken in, the file alone is the whole state, and stays so while nobody changes it.
    """
    path = path.resolve()
    with closing(connect(path, wait=wait)) as session:
        try:
            _begin(session)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in _CANNOT_WRITE or os.access(path.parent, os.W_OK):
                raise
        else:
            yield session
            return
    before = _state(path)
    with closing(connect(path, mode="ro&immutable=1", wait=wait)) as session:
        try:
            _begin(session)
            yield session
        finally:
            if _state(path) != before:
                raise DatabaseProblem(
                    f"数据库 {path} 正被另一个程序改写，读到的不能用；请再运行一次，查看它用 jytrack db info"
                )


def _begin(session: SqliteSession) -> None:
    """Begin to read now: the state is that of this moment, and what stands in the way is met here."""
    session.execute("BEGIN")
    try:
        session.execute("SELECT 1 FROM sqlite_master").fetchone()
    except UnicodeDecodeError as error:  # what SQLite says of a damaged table quotes its name
        raise UnreadableTables from error


def _state(path: Path) -> tuple[int, int, int]:
    """What changes with the file; OutputProblem while a log beside it holds what has to be taken into it or back."""
    for log in (path.with_name(path.name + side) for side in ("-wal", "-journal")):
        if log.exists() and log.stat().st_size:
            raise OutputProblem(
                f"数据库 {path} 还有没并进来的改动（{log.name}），在只读的文件夹里读不了；"
                "请连同它拷到能写的文件夹再打开，或用 jytrack db backup 做的备份"
            )
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns
