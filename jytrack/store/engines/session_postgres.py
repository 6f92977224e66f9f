"""One transaction on a server: a connection of the driver that can do what every session can."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import psycopg2
from psycopg2.extensions import connection, cursor, new_type, register_type

from jytrack.store.engines import bulk_postgres, guards_postgres, rights_postgres, tables_postgres, views_postgres
from jytrack.store.engines.catalog_postgres import Catalog
from jytrack.store.engines.marks_postgres import marked
from jytrack.store.engines.session import Proof, Value, Wording
from jytrack.store.values.address import Server
from jytrack.store.values.canonical import Digest
from jytrack.store.values.guard import Guard

_SECONDS_TO_CONNECT = 10
_BOOLEAN, _BYTES, _DAY = 16, 17, 1082
_PROGRAM_FAULT = "42"
"""The class of codes for statements that are wrong themselves."""
_NO_RIGHT = "42501"


class PostgresSession(connection):
    """See `session.Session`; whatever joins in, a SQLModel session or Alembic, cannot commit half of a change."""

    keep = True
    streamed: list[Digest | None]
    plans: dict[str, int]
    named: dict[tuple[str, str], dict[str, int]]
    known: dict[tuple[str, int], list[Any]]
    proof: Proof = None
    incoming: dict[tuple[str, ...], str]
    """The temporary tables of this transaction, by the table and the columns that they take rows for."""
    clock: datetime | None
    granted: dict[str, bool] | None
    where: Server
    schema: str
    dialect = "postgresql+psycopg2"

    @property
    def connection(self) -> "PostgresSession":
        """Itself: the driver takes whatever can execute for one of its cursors, and asks it for its connection."""
        return self

    @property
    def says(self) -> Wording:
        """What views say."""
        return views_postgres

    @property
    def catalog(self) -> Catalog:
        """What the schema says of itself."""
        return Catalog(self)

    def commit(self) -> None:
        """Leave the transaction open."""

    def rollback(self) -> None:
        """Leave the transaction open; an exception ends it where it was begun."""

    def execute(self, sql: str, values: Sequence[Value] | Mapping[str, Value] = (), /) -> Any:
        """The rows that the statement finds."""
        rows = self.cursor()
        rows.execute(marked(sql), values)
        return rows

    def now(self, machine: datetime) -> datetime:  # noqa: ARG002 - the machine's clock is not asked
        """The moment by the server's clock, the same for all that is written in one transaction."""
        if self.clock is None:
            (self.clock,) = self.execute("SELECT clock_timestamp()").fetchone()
        return self.clock

    @property
    def rights(self) -> dict[str, bool]:
        """The logins that may read the schema as it was at the first asking, and whether they may write."""
        if self.granted is None:
            self.granted = rights_postgres.granted(self)
        return self.granted

    def grant(self, login: str, guards: Iterable[Guard], *, writes: bool) -> None:
        """Let `login` read, or also write what `guards` let grow, and no more."""
        rights_postgres.grant(self, login, guards, writes=writes)

    def lift_guards(self) -> None:
        """Take away all triggers, and remember whose rights tables that are made anew will lack."""
        _ = self.rights
        guards_postgres.lift(self)

    def lay_guards(self, guards: Iterable[Guard], logs: Iterable[str]) -> None:
        """Lay the triggers, see to what a server's tables have of their own, and give the rights again."""
        guards = list(guards)
        tables_postgres.fit(self)
        guards_postgres.lay(self, guards, logs)
        rights_postgres.grant_all(self, self.rights, guards)

    def lenient(self) -> None:
        """A server holds no text that is not UTF-8."""

    def is_refusal(self, error: Exception) -> bool:
        """Whether the server refused for another reason than a statement that is wrong itself."""
        code = getattr(error, "pgcode", None) or ""
        return isinstance(error, psycopg2.Error) and (code == _NO_RIGHT or not code.startswith(_PROGRAM_FAULT))

    def next_number(self, log: str) -> int:
        """The number after all that were ever given, which the table `given` remembers."""
        (last,) = self.execute(f"SELECT coalesce(max(id), 0) FROM {log}").fetchone()
        return max(int(last), self.catalog.given(log)) + 1

    def insert(
        self,
        table: str,
        columns: Sequence[str],
        rows: Iterable[Sequence[Value]],
        shared: Mapping[str, Value] | None = None,
    ) -> None:
        """Insert the rows, many of them by COPY."""
        bulk_postgres.insert(self, table, columns, rows, shared or {})

    def insert_new(
        self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Value]], shared: Mapping[str, Value]
    ) -> int:
        """Insert those of the rows whose key is still free; how many they were."""
        return bulk_postgres.insert_new(self, table, columns, rows, shared)

    def on_record(
        self, table: str, key: Sequence[str], columns: Sequence[str], rows: Sequence[Sequence[Value]], standing: str
    ) -> int:
        """How many of the rows agree with what stands in `table` at their key."""
        return bulk_postgres.on_record(self, table, key, columns, rows, standing)

    def lay_view(self, statement: str) -> None:
        """Lay a view, and note its statement beside it: the server tells of it in words of its own."""
        self.execute(statement)
        name = statement.split()[2]
        (told,) = self.execute("SELECT md5(pg_get_viewdef(CAST(? AS regclass)))", (name,)).fetchone()
        self.execute(f"COMMENT ON VIEW {name} IS ?", (f"{told} {statement}",))
        for login in self.rights:
            (who,) = self.execute("SELECT quote_ident(?)", (login,)).fetchone()
            self.execute(f"GRANT SELECT ON {name} TO {who}")

    def joined(self, value: str, by: str) -> str:
        """The SQL for the values of a group as one text."""
        return f"string_agg(CAST({value} AS TEXT), ',' ORDER BY {by})"


def connect(where: Server) -> PostgresSession:
    """A connection to the server, without a transaction, which the caller begins and ends by hand."""
    session: PostgresSession = psycopg2.connect(
        where.dsn,
        connection_factory=PostgresSession,
        application_name="jytrack",
        client_encoding="UTF8",
        connect_timeout=_SECONDS_TO_CONNECT,
        keepalives_idle=30,
        keepalives_interval=10,
        keepalives_count=3,
        options=f"-csearch_path={where.schema},pg_temp -cjit=off -cdatestyle=ISO",
    )
    session.autocommit = True  # the transactions are begun and ended by statements
    for of_kind in _KINDS:
        register_type(of_kind, session)
    session.streamed, session.plans, session.named, session.known = [], {}, {}, {}
    session.incoming, session.clock, session.granted = {}, None, None
    session.where, session.schema = where, where.schema
    return session


def _truth(text: Any, _: cursor) -> int | None:
    return None if text is None else int(text == "t")


def _bytes(text: Any, _: cursor) -> bytes | None:
    return None if text is None else bytes.fromhex(text[2:])


def _day(text: Any, _: cursor) -> Any:
    return text


_KINDS = (
    new_type((_BOOLEAN,), "TRUTH", _truth),
    new_type((_BYTES,), "BYTES", _bytes),
    new_type((_DAY,), "DAY", _day),
)
"""What the driver hands out as a value of its own, as every engine hands it out: 0 and 1, bytes, a day as text."""
