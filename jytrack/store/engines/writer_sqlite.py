"""Who writes into a database file: a note beside it while somebody does, for those who wait.

SQLite itself tells that somebody holds the lock, never who. The note decides nothing: what holds is the lock.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from jytrack import waiting
from jytrack.store.engines.session_sqlite import SqliteSession
from jytrack.store.values.encoding import SHANGHAI

SIDE = "-writer"
"""What the note's name has behind the database's."""


def begin(session: SqliteSession, path: Path, wait: float) -> None:
    """Begin to write into the file at `path`; who waits for another for more than a second says for whom."""
    patience = min(wait, waiting.PATIENCE_SECONDS)
    session.execute(f"PRAGMA busy_timeout = {int(patience * 1000)}")
    try:
        session.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or wait <= patience:
            raise
        left = wait - patience
        waiting.tell(f"数据库 {path} 正由{_writer(path)}写入，等它写完；最多再等{left:.0f}秒")
        session.execute(f"PRAGMA busy_timeout = {int(left * 1000)}")
        session.execute("BEGIN IMMEDIATE")


@contextmanager
def noted(path: Path) -> Iterator[None]:
    """Meanwhile the note beside `path` tells that this process writes; where none can be made, nobody is told."""
    note = path.with_name(path.name + SIDE)
    with suppress(OSError):
        note.unlink(missing_ok=True)
        with os.fdopen(os.open(note, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as told:
            told.write(f"{os.getpid()}\n{datetime.now(SHANGHAI):%H:%M:%S}\n{_user()}\n")
    try:
        yield
    finally:
        with suppress(OSError, ValueError):  # since the commit another may write, and have its own
            said = note.read_text(encoding="utf-8")
            if not said or said.startswith(f"{os.getpid()}\n"):
                note.unlink()


def _user() -> str:
    """The name under which this process runs, empty where the system tells none."""
    with suppress(OSError, KeyError, ImportError):
        from getpass import getuser  # who only reads loads none of it

        return getuser()
    return ""


def _writer(path: Path) -> str:
    """Who writes, as far as the note tells; one that a killed process left tells of nobody."""
    try:
        process, since, user = path.with_name(path.name + SIDE).read_text(encoding="utf-8").splitlines()
        number = int(process)
    except (OSError, ValueError):
        return "另一个程序"
    if not _runs(number):
        return "另一个程序"
    return f"{user or '另一个'} 的进程{number}（从 {since} 起）"


def _runs(process: int) -> bool:
    """Whether the process is there; where that cannot be asked, the note is believed."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it is another user's
        return True
    return True
