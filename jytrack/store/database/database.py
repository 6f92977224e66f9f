"""The database file and its transactions. Daily commands load the driver only, neither SQLModel nor Alembic."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jytrack.store.database.schema import require_head
from jytrack.store.engines.sqlite import WAIT_SECONDS, Session, connect, explaining, require_file

__all__ = ["Database", "Session", "default_path"]


def default_path() -> Path:
    """The database in the user's data directory, used when no other is named."""
    import platformdirs

    return platformdirs.user_data_path("jytrack", appauthor=False) / "jytrack.db"


class Database:
    """One database file; each transaction has a connection of its own and checks the schema with one SELECT.

    Opening raises DatabaseProblem when the file is missing, foreign, damaged, locked, or of another revision;
    OutputProblem when it cannot be written.
    """

    def __init__(self, path: Path, wait: float = WAIT_SECONDS) -> None:
        """The database at `path`; `wait` is how many seconds to wait for another writer."""
        self.path = path
        self._wait = wait

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One state of the database, whatever others write meanwhile."""
        with self._opened() as session:
            session.execute("BEGIN")
            require_head(session, self.path)
            yield session

    @contextmanager
    def writing(self, *, keep: bool = True) -> Iterator[Session]:
        """The one writer's transaction: committed at its end, undone by any exception, or when not to `keep`.

        What is to be kept may be decided on the way: see `Session.keep`.
        """
        with self._opened() as session:
            session.execute("PRAGMA foreign_keys = ON")
            session.execute("PRAGMA synchronous = FULL")
            session.execute("BEGIN IMMEDIATE")
            require_head(session, self.path)
            session.keep = keep
            yield session
            session.execute("COMMIT" if session.keep else "ROLLBACK")

    @contextmanager
    def _opened(self) -> Iterator[Session]:
        require_file(self.path)
        with explaining(self.path):
            session = connect(self.path, wait=self._wait)
            try:
                yield session
            finally:
                session.close()  # what has not been committed is undone
