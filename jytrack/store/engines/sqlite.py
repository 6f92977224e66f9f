"""A database in a SQLite file: its transactions, and the copies that are made of it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from jytrack.store.engines import copying
from jytrack.store.engines.errors_sqlite import explaining, require_file, writing_files
from jytrack.store.engines.session_sqlite import SqliteSession, connect

_CACHE_KIB = 96 * 1024
"""A large import touches every page of a table again and again; with less room it writes them several times."""


class SqliteEngine:
    """See `engine.Engine`: one file, of which each transaction has a connection of its own."""

    def __init__(self, path: Path, wait: float) -> None:
        """The file at `path`; `wait` is how many seconds to wait for another writer."""
        self._path = path
        self._wait = wait

    @contextmanager
    def reading(self) -> Iterator[SqliteSession]:
        """One state of the file, whatever others write meanwhile."""
        with self._opened() as session:
            session.execute("BEGIN")
            yield session

    @contextmanager
    def writing(self) -> Iterator[SqliteSession]:
        """The one writer's transaction, with references checked."""
        with self._opened() as session:
            session.execute("PRAGMA foreign_keys = ON")
            session.execute("PRAGMA synchronous = FULL")
            session.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            session.execute("BEGIN IMMEDIATE")
            yield session
            session.execute("COMMIT" if session.keep else "ROLLBACK")

    @contextmanager
    def making(self) -> Iterator[SqliteSession]:
        """The writer's transaction for changes of the schema, in a new file where there is none.

        References are not checked in it: tables are made anew under rows that point to them.
        """
        with writing_files(self._path):
            self._path.absolute().parent.mkdir(parents=True, exist_ok=True)
            with closing(connect(self._path, create=True, wait=self._wait)) as session:
                session.execute("BEGIN IMMEDIATE")
                yield session  # closed early, by any exception, it keeps nothing
                session.execute("COMMIT")
                session.execute("PRAGMA journal_mode = WAL")

    def size(self) -> int:
        """The bytes of the file."""
        return self._path.stat().st_size

    def copy_aside(self, what: str, when: datetime) -> Path:
        """Copy the file as it is to one beside it, whose name says what it is and when it was made; its path."""
        copy = copying.stamped(self._path, what, when)
        copying.copy_database(self._path, copy, self._wait)
        return copy

    def copy_to(self, target: Path) -> None:
        """Copy the file, in use or not, to the file `target`, which appears whole or not at all."""
        with writing_files(target):
            copying.copy_database(self._path, target, self._wait)

    def replace_by(self, source: Path, when: datetime) -> Path | None:
        """Put a copy of the file `source` in its place; where what stood there is kept."""
        with writing_files(self._path):
            self._path.absolute().parent.mkdir(parents=True, exist_ok=True)
            return copying.put_in_place(source, self._path, when, self._wait)

    @contextmanager
    def _opened(self) -> Iterator[SqliteSession]:
        require_file(self._path)
        with explaining(self._path):
            session = connect(self._path, wait=self._wait)
            try:
                yield session
            finally:
                session.close()  # what has not been committed is undone
