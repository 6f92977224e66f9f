"""A database in a schema of a PostgreSQL server: its transactions."""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta

import psycopg2
import psycopg2.errors

from jytrack import outcome
from jytrack.errors import DatabaseProblem
from jytrack.store.engines.catalog_postgres import TAKE_LOCK
from jytrack.store.engines.errors_postgres import connecting, explaining, is_gone, occupied
from jytrack.store.engines.session import Proof
from jytrack.store.engines.session_postgres import PostgresSession, connect
from jytrack.store.values.address import Server
from jytrack.store.values.encoding import SHANGHAI

_LEAST_VERSION = 120000
_WRITTEN = "改动已写入数据库"
_DAY = timedelta(days=1)
_TIMES_ASKED, _SECONDS_BETWEEN = 10, 0.5
_IDLE_MINUTES = 10
"""So long a writer may think before the server gives its lock to others."""


class PostgresEngine:
    """See `engine.Engine`: one schema, of which each transaction has a connection of its own."""

    made_from_models = True

    def __init__(self, where: Server, wait: float) -> None:
        """The schema at `where`; `wait` is how many seconds to wait for another writer."""
        self._where = where
        self._wait = wait

    @contextmanager
    def reading(self) -> Iterator[PostgresSession]:
        """One state of the schema, whatever others write meanwhile; it may be a standby's."""
        with self._connected() as session, explaining(self._where):
            session.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield session

    @contextmanager
    def writing(self, bulk: str = "") -> Iterator[PostgresSession]:  # noqa: ARG002 - references are looked for at once
        """The one writer's transaction."""
        with self._connected() as session, explaining(self._where):
            self._begin(session)
            yield session  # closed early, by any exception, it keeps nothing
            if session.keep:
                _commit(session)

    @contextmanager
    def making(self) -> Iterator[PostgresSession]:
        """The writer's transaction for changes of the schema, which is made where there is none."""
        with self._connected() as session, explaining(self._where):
            _require_fit(session, self._where)
            self._begin(session)
            if session.execute("SELECT 1 FROM pg_namespace WHERE nspname = ?", (session.schema,)).fetchone() is None:
                session.execute(f"CREATE SCHEMA {session.schema}")
            yield session
            _commit(session)

    @contextmanager
    def renewing(self, aside: str) -> Iterator[tuple[PostgresSession, bool]]:
        """The writer's transaction in a new schema; one that is there is named `aside` in the same transaction."""
        with self._connected() as session, explaining(self._where):
            _require_fit(session, self._where)
            self._begin(session)
            stands, _ = not session.catalog.is_empty(), session.rights  # the new one's tables are granted anew
            if stands:
                session.execute(f"ALTER SCHEMA {session.schema} RENAME TO {aside}")
            session.execute(f"CREATE SCHEMA IF NOT EXISTS {session.schema}")
            yield session, stands
            _commit(session)

    def size(self) -> int:
        """The bytes of all tables with their indexes."""
        with self.reading() as session:
            (size,) = session.execute(
                "SELECT CAST(coalesce(sum(pg_total_relation_size(c.oid)), 0) AS BIGINT) FROM pg_class AS c "
                "JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = ? AND c.relkind IN ('r', 'p')",
                (session.schema,),
            ).fetchone()
            return int(size)

    def copy_aside(self, what: str, when: datetime) -> None:
        """Not made: before a change of the schema, which is one transaction, the administrator keeps a copy."""

    @contextmanager
    def _connected(self) -> Iterator[PostgresSession]:
        """A connection that is closed in the end, whatever became of the server."""
        with connecting(self._where):
            session = connect(self._where)
        with closing(session):
            yield session

    def _begin(self, session: PostgresSession) -> None:
        """Begin to write, once no other does: the lock is the transaction's, so a connection that breaks frees it."""
        wait = max(1, int(self._wait * 1000))
        session.execute(
            f"BEGIN; SET LOCAL lock_timeout = {wait}; SET LOCAL synchronous_commit = on; "
            f"SET LOCAL idle_in_transaction_session_timeout = '{_IDLE_MINUTES}min'"
        )
        try:
            session.execute(TAKE_LOCK, {"schema": session.schema})
        except psycopg2.errors.LockNotAvailable:
            session.execute("ROLLBACK")
            raise occupied(self._where, session.catalog.writer()) from None
        machine = datetime.now(UTC)
        if abs(session.now(machine) - machine) > _DAY:
            raise DatabaseProblem(
                f"本机时间 {machine.astimezone(SHANGHAI):%Y-%m-%d %H:%M} 与服务器 {self._where} 的差一天以上，"
                "未作改动；请校准时钟，再用 jytrack db check 检查"
            )


def _require_fit(session: PostgresSession, where: Server) -> None:
    """Refuse a server in which texts or empty ones would not be kept as they are."""
    (encoding, empty_is_null) = session.execute("SELECT current_setting('server_encoding'), '' IS NULL").fetchone()
    if encoding != "UTF8":
        raise DatabaseProblem(
            f"服务器 {where} 的编码是 {encoding}，不是 UTF8；请管理员另建数据库：createdb -E UTF8 名称"
        )
    if empty_is_null:
        raise DatabaseProblem(f"服务器 {where} 把空文本当作没有（Oracle 兼容模式）；请管理员用 PG 模式另建数据库")
    if session.server_version < _LEAST_VERSION:
        raise DatabaseProblem(f"服务器 {where} 的版本太旧；请管理员升级到 PostgreSQL 15 或更新，见 docs/server.md")


def _commit(session: PostgresSession) -> None:
    (act,) = session.execute("SELECT txid_current()").fetchone()
    with outcome.committing() as commit:
        try:
            done = session.execute("COMMIT").statusmessage == "COMMIT"
        except psycopg2.Error as error:
            if not is_gone(error):
                raise
            done = _became_of(session.where, act, session.proof)
        if not done:  # a statement had failed, and all was taken back
            raise RuntimeError("a transaction in which a statement was refused cannot be kept")
        commit.told(_WRITTEN)


def _became_of(where: Server, act: int, proof: Proof = None) -> bool:
    """Whether the transaction `act`, whose connection broke when it was to be committed, was.

    A server that crashed has forgotten what it had not written down, and gives the number to somebody else's: that a
    number was committed says nothing where the row that is the `proof` is not there.
    """
    for _ in range(_TIMES_ASKED):
        time.sleep(_SECONDS_BETWEEN)
        with suppress(psycopg2.Error), closing(connect(where)) as session:
            became = _status(session, act)
            if became == "committed" and (proof is None or session.execute(*proof).fetchone()):
                return True
            if became not in (None, "in progress"):
                raise DatabaseProblem(f"与服务器 {where} 的连接断了，未作改动；请重试，查看它用 jytrack db info")
    raise DatabaseProblem(
        f"与服务器 {where} 的连接在写入时断了，不知道写没写进；服务器恢复后请先看台账第几次写入：jytrack db info"
    )


def _status(session: PostgresSession, act: int) -> str | None:
    """What the server says of a transaction by its number; one that it has not given yet was lost in a crash."""
    try:
        (became,) = session.execute("SELECT txid_status(?)", (act,)).fetchone()
    except psycopg2.errors.InvalidParameterValue:
        return "lost"
    return None if became is None else str(became)
