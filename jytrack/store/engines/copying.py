"""Whole copies of a database file that may be in use, and a copy put in the place of another."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path

from jytrack import outcome
from jytrack.drafts import drafted, put_new, put_over
from jytrack.store.engines.session_sqlite import SqliteSession, connect

_PAGES_A_STEP = 16
"""Fewer than the smallest database of ours has, so that its lock is held before the last of them is written."""


def copy_database(old: SqliteSession, path: Path, target: Path) -> None:
    """Copy what `old` reads, the database at `path`, to the new file `target`; FileExistsError where one stands.

    The copy is one self-contained file (no write-ahead log), fit for a memory stick, for the same readers.
    """
    with copied(old, path, target.parent) as draft:
        put_new(draft, target)


@contextmanager
def copied(old: SqliteSession, path: Path, folder: Path) -> Iterator[Path]:
    """The same copy as a draft in `folder`."""
    with _copied(old, folder, "DELETE") as draft:
        draft.chmod(rights(path))
        yield draft


def copy_beside(path: Path, what: str, when: datetime, wait: float) -> Path:
    """Copy the database at `path` to a new file beside it, whose name says what it is and when it was made."""
    with closing(connect(path, wait=wait)) as old, _copied(old, path.parent, "DELETE") as draft:
        draft.chmod(rights(path))
        return _put_beside(draft, path, what, when)


def put_in_place(source: Path, path: Path, when: datetime, wait: float) -> Path | None:
    """Put a copy of `source` in the place of `path`; where what stood there is kept.

    Where it is a database, its content is replaced by one act of writing, which waits for the writer under way and of
    which others see all or nothing.
    """
    with closing(connect(source, wait=wait)) as new:
        if not path.exists():
            return _place(new, path, when)
        try:
            return _overwrite(new, path, when, wait)
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_NOTADB:
                raise
        return _exchange(new, path, when)


def rights(path: Path) -> int:
    """Who may read what belongs to the database at `path`: those who may read it; its owner may write."""
    return path.stat().st_mode & 0o666 | 0o600


def _overwrite(new: SqliteSession, path: Path, when: datetime, wait: float) -> Path:
    """Write the pages of `new` into the database at `path`, of which a copy is made once it is locked."""
    kept: list[Path] = []

    def watched(status: int, _: int, __: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorcode = status
            raise error
        if status == sqlite3.SQLITE_OK and commit.held:
            raise KeyboardInterrupt
        if not kept:
            kept.append(copy_beside(path, "replaced", when, wait))

    with closing(connect(path, wait=wait)) as here:
        _use_log(here)  # without one, nobody could read what is to be kept
        try:
            with outcome.committing() as commit:
                new.backup(here, pages=_PAGES_A_STEP, progress=watched)
                commit.told(f"已恢复，原来的数据库另存为 {kept[0]}")
        except BaseException:
            for copy in kept if not outcome.done() else ():
                copy.unlink(missing_ok=True)
            raise
    return kept[0]


def _place(new: SqliteSession, path: Path, when: datetime) -> Path | None:
    """Copy `new` to where no database is; a log that lost its own is moved away, lest it be taken for the copy's."""
    kept = _set_aside_log(path, when)
    with _copied(new, path.parent, "WAL") as draft, outcome.committing() as commit:
        put_new(draft, path)
        commit.told("已恢复")
    return kept


def _exchange(new: SqliteSession, path: Path, when: datetime) -> Path:
    """Put a copy of `new` in the place of a file that is no database, of which a copy is kept first."""
    path = path.resolve()
    with _copied(new, path.parent, "WAL") as fresh:
        with drafted(path.parent) as draft:
            shutil.copyfile(path, draft)
            kept = _put_beside(draft, path, "replaced", when)
        _set_aside_log(path, when)
        with outcome.committing() as commit:
            put_over(fresh, path)
            commit.told(f"已恢复，原来的文件另存为 {kept}")
    return kept


def _set_aside_log(path: Path, when: datetime) -> Path | None:
    """Keep the write-ahead log of a database that is not there under a name of its own; which."""
    log, kept = path.with_name(f"{path.name}-wal"), None
    path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
    if log.exists():
        with drafted(path.parent) as draft:
            shutil.copyfile(log, draft)
            kept = _put_beside(draft, log, "replaced", when)
        log.unlink()
    return kept


@contextmanager
def _copied(old: SqliteSession, folder: Path, journal: str) -> Iterator[Path]:
    """A draft in `folder` that holds what `old` reads, as one file."""
    with drafted(folder) as draft:
        with closing(sqlite3.connect(draft, isolation_level=None)) as new:
            old.backup(new)
            new.execute(f"PRAGMA journal_mode = {journal}")
        yield draft


def _put_beside(draft: Path, path: Path, what: str, when: datetime) -> Path:
    """Put the draft beside `path` under the first name that says what it is and is free."""
    for number in count(1):
        again = f"-{number}" if number > 1 else ""
        place = path.with_name(f"{path.stem}-{what}-{when:%Y%m%d-%H%M%S}{again}{path.suffix}")
        try:
            put_new(draft, place)
        except FileExistsError:
            continue
        return place
    raise AssertionError  # names do not run out


def _use_log(here: SqliteSession) -> None:
    """Have the database write ahead, so that it can be read while it is written."""
    if here.execute("PRAGMA journal_mode = WAL").fetchone() != ("wal",):
        error = sqlite3.OperationalError("cannot change into wal mode")
        error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
        raise error
