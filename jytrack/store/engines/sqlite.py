"""A database in a SQLite file: its transactions, and the copies that are made of it."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from jytrack import outcome
from jytrack.errors import OutputProblem
from jytrack.store.engines import copying, writer_sqlite
from jytrack.store.engines.errors_sqlite import explaining, require_file, writing_files
from jytrack.store.engines.frozen_sqlite import opened_to_read
from jytrack.store.engines.references_sqlite import References
from jytrack.store.engines.session_sqlite import SqliteSession, connect

_CACHE_KIB = 80 * 1024
"""A large import touches every page of a table again and again; with less room it writes them several times."""

_WRITTEN = "改动已写入数据库"


class SqliteEngine:
    """See `engine.Engine`: one file, of which each transaction has a connection of its own."""

    made_from_models = False

    def __init__(self, path: Path, wait: float) -> None:
        """The file at `path`; `wait` is how many seconds to wait for another writer."""
        self._path = path
        self._wait = wait

    @contextmanager
    def reading(self) -> Iterator[SqliteSession]:
        """One state of the file, whatever others write meanwhile."""
        require_file(self._path)
        with explaining(self._path), opened_to_read(self._path, self._wait) as session:
            yield session

    @contextmanager
    def writing(self, bulk: str = "") -> Iterator[SqliteSession]:
        """The one writer's transaction, with references checked at each row, or of the table `bulk` at its end."""
        require_file(self._path)
        with explaining(self._path), closing(connect(self._path, wait=self._wait)) as session:
            session.execute(f"PRAGMA foreign_keys = {'OFF' if bulk else 'ON'}")
            session.execute("PRAGMA synchronous = FULL")
            session.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            # Some builds overwrite with zeros what a page gives away when it is split: nothing here is hidden so.
            session.execute("PRAGMA secure_delete = OFF")
            writer_sqlite.begin(session, self._path, self._wait)
            with writer_sqlite.noted(self._path):
                session.references = References(session, bulk) if bulk else None
                yield session  # closed early, by any exception, it keeps nothing
                if session.keep:
                    if session.references:
                        session.references.require()
                    _commit(session)
                else:
                    session.execute("ROLLBACK")

    @contextmanager
    def making(self) -> Iterator[SqliteSession]:
        """The writer's transaction for changes of the schema, in a new file where there is none.

        References are not checked in it: tables are made anew under rows that point to them.
        """
        with writing_files(self._path):
            self._path.absolute().parent.mkdir(parents=True, exist_ok=True)
            _make(self._path)
            with closing(connect(self._path, wait=self._wait)) as session:
                writer_sqlite.begin(session, self._path, self._wait)
                with writer_sqlite.noted(self._path):
                    yield session
                    _commit(session)
                session.execute("PRAGMA journal_mode = WAL")

    def size(self) -> int:
        """The bytes of the file."""
        return self._path.stat().st_size

    def copy_aside(self, what: str, when: datetime) -> Path:
        """Copy the file as it is to one beside it, whose name says what it is and when it was made; its path."""
        return copying.copy_beside(self._path, what, when, self._wait)

    @contextmanager
    def copied(self, folder: Path) -> Iterator[Path]:
        """A copy of the file, in use or not, as a draft in `folder`."""
        with self.reading() as session, explaining(folder), copying.copied(session, self._path, folder) as draft:
            yield draft

    def copy_to(self, target: Path) -> None:
        """Copy the file, in use or not, to the new file `target`, which appears whole or not at all."""
        with self.reading() as session, writing_files(target):
            try:
                if target.exists():
                    raise FileExistsError
                copying.copy_database(session, self._path, target)
            except FileExistsError:
                raise OutputProblem(f"文件 {target} 已存在，不覆盖；请换个文件名：jytrack db backup 文件") from None

    def replace_by(self, source: Path, when: datetime) -> Path | None:
        """Put a copy of the file `source` in its place; where what stood there is kept."""
        with writing_files(self._path):
            self._path.absolute().parent.mkdir(parents=True, exist_ok=True)
            return copying.put_in_place(source, self._path, when, self._wait)


def _make(path: Path) -> None:
    """An empty file for a new database, which only its owner may read; a file that is there is left."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return


def _commit(session: SqliteSession) -> None:
    with outcome.committing() as commit:
        session.execute("COMMIT")
        commit.told(_WRITTEN)
