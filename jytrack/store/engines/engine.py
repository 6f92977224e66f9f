"""What every engine does with the database at one address, and the choice of the engine."""

from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from jytrack.errors import DatabaseProblem
from jytrack.store.engines.session import Session
from jytrack.store.values.address import Address, File, Server

WAIT_SECONDS = 30.0
"""How long to wait while another program writes."""


if TYPE_CHECKING:
    from jytrack.store.engines.session_postgres import PostgresSession


class Engine(Protocol):
    """One database: its transactions, and the copies that are made of it.

    Opening raises DatabaseProblem when it is missing, foreign, damaged or locked; OutputProblem when it cannot be
    written.
    """

    made_from_models: bool
    """Whether a new database is made from the models at once, not by all migrations one after the other."""

    def reading(self) -> AbstractContextManager[Session]:
        """One state of the database, whatever others write meanwhile."""

    def writing(self, bulk: str = "") -> AbstractContextManager[Session]:
        """The one writer's transaction: committed at its end where it is to `keep`, undone by any exception.

        `bulk` is a table into which so many rows go, by `insert` and `insert_new` alone, that what they point at may be
        looked for once, before the commit; in such a transaction nothing is deleted.
        """

    def making(self) -> AbstractContextManager[Session]:
        """The same for changes of the schema, in a new database where there is none yet."""

    def size(self) -> int:
        """How many bytes it takes."""

    def copy_aside(self, what: str, when: datetime) -> Path | None:
        """Copy it as it is to a file whose name says what it is and when it was made; None where others see to that."""


class FileEngine(Engine, Protocol):
    """A database that is one file, which is copied as a whole."""

    def copied(self, folder: Path) -> AbstractContextManager[Path]:
        """A copy of it as it is, as a draft in `folder`, which those may read who may read it."""

    def copy_to(self, target: Path) -> None:
        """Copy it as it is to the file `target`, which appears whole or not at all."""

    def replace_by(self, source: Path, when: datetime) -> Path | None:
        """Put a copy of the file `source` in its place; where what stood there is kept."""


class ServerEngine(Engine, Protocol):
    """A database that is one schema of a server, which is replaced by a new one beside it."""

    def renewing(self, aside: str) -> AbstractContextManager[tuple[Session, bool]]:
        """The writer's transaction in a new, empty schema, and whether one was put aside for it, under that name."""

    def writing(self, bulk: str = "") -> AbstractContextManager["PostgresSession"]:
        """The one writer's transaction, in which its owner may also give rights."""


def engine_at(where: Address, wait: float = WAIT_SECONDS) -> Engine:
    """The engine of the database at `where`, which is loaded only now; it waits so many seconds for another writer.

    DatabaseProblem for a server where its driver is not installed.
    """
    return file_engine(where.path, wait) if isinstance(where, File) else server_engine(where, wait)


def server_engine(where: Server, wait: float = WAIT_SECONDS) -> ServerEngine:
    """The engine of the schema at `where`; DatabaseProblem where the driver is not installed."""
    try:
        from jytrack.store.engines.postgres import PostgresEngine
    except ModuleNotFoundError as error:
        if error.name != "psycopg2":
            raise
        raise DatabaseProblem("连接服务器还缺一个程序包，请先安装：pip install 'jytrack[server]'") from None
    return PostgresEngine(where, wait)


def file_engine(path: Path, wait: float = WAIT_SECONDS) -> FileEngine:
    """The engine of the file at `path`."""
    from jytrack.store.engines.sqlite import SqliteEngine

    return SqliteEngine(path, wait)
