"""One transaction on a SQLite file: a connection of the driver that can do what every session can."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from jytrack.store.engines import bulk_sqlite, guards_sqlite, views_sqlite
from jytrack.store.engines.catalog_sqlite import Catalog
from jytrack.store.engines.references_sqlite import References
from jytrack.store.engines.session import Proof, Value, Wording
from jytrack.store.values.canonical import Digest
from jytrack.store.values.guard import Guard


class SqliteSession(sqlite3.Connection):
    """See `session.Session`; whatever joins in, a SQLModel session or Alembic, cannot commit half of a change."""

    keep = True
    streamed: list[Digest | None]
    plans: dict[str, int]
    named: dict[tuple[str, str], dict[str, int]]
    known: dict[tuple[str, int], list[Any]]
    proof: Proof = None
    references: References | None
    dialect = "sqlite"

    @property
    def says(self) -> Wording:
        """What views say."""
        return views_sqlite

    @property
    def catalog(self) -> Catalog:
        """What the file says of itself."""
        return Catalog(self)

    def commit(self) -> None:
        """Leave the transaction open."""

    def rollback(self) -> None:
        """Leave the transaction open; an exception ends it where it was begun."""

    def now(self, machine: datetime) -> datetime:
        """The moment by the machine's clock."""
        return machine

    def lift_guards(self) -> None:
        """Take away all triggers."""
        for (name,) in self.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            self.execute(f'DROP TRIGGER "{name}"')

    def lay_guards(self, guards: Iterable[Guard], logs: Iterable[str]) -> None:  # noqa: ARG002 - AUTOINCREMENT sees to it
        """Lay the triggers anew."""
        self.lift_guards()
        for guard in guards:
            self.execute(guards_sqlite.statement(guard))

    def lenient(self) -> None:
        """From now on hand out texts that are not UTF-8 as well."""
        self.text_factory = _marked

    def is_refusal(self, error: Exception) -> bool:
        """Whether it has a code of its own: a missing table has the general one, an unreadable text has none."""
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        return isinstance(error, sqlite3.Error) and code != sqlite3.SQLITE_ERROR

    def next_number(self, log: str) -> int:
        """The number after all that were ever given, which AUTOINCREMENT remembers."""
        (last,) = self.execute(f"SELECT coalesce(max(id), 0) FROM {log}").fetchone()  # noqa: S608 - a name of ours
        return max(int(last), self.catalog.given(log)) + 1

    def insert(
        self,
        table: str,
        columns: Sequence[str],
        rows: Iterable[Sequence[Value]],
        shared: Mapping[str, Value] | None = None,
    ) -> None:
        """Insert the rows, twenty with one statement."""
        self._insert(table, columns, rows, shared or {})

    def insert_new(
        self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Value]], shared: Mapping[str, Value]
    ) -> int:
        """Insert those of the rows whose key is still free; how many they were."""
        return self._insert(table, columns, rows, shared, "ON CONFLICT DO NOTHING")

    def _insert(
        self,
        table: str,
        columns: Sequence[str],
        rows: Iterable[Sequence[Value]],
        shared: Mapping[str, Value],
        on_conflict: str = "",
    ) -> int:
        """Insert the rows, and remember what they point at where that is not looked for at each."""
        rows = list(rows)
        if self.references:
            self.references.note(table, columns, rows, shared)
        return bulk_sqlite.insert(self, table, columns, rows, shared, on_conflict)

    def on_record(
        self, table: str, key: Sequence[str], columns: Sequence[str], rows: Sequence[Sequence[Value]], standing: str
    ) -> int:
        """How many of the rows agree with what stands in `table` at their key."""
        return bulk_sqlite.on_record(self, table, key, columns, rows, standing)

    def lay_view(self, statement: str) -> None:
        """Lay a view; the file keeps its statement."""
        self.execute(statement)

    def joined(self, value: str, by: str) -> str:  # noqa: ARG002 - rows come along the key: nothing has to be sorted
        """The SQL for the values of a group as one text."""
        return f"group_concat({value})"


def _marked(text: bytes) -> str:
    """The text, with lone surrogates for what is not UTF-8."""
    return text.decode("utf-8", "surrogateescape")


def connect(path: Path, *, mode: str = "rw", wait: float) -> SqliteSession:
    """A connection to a file that is there, without a transaction, which the caller begins and ends by hand."""
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    session = sqlite3.connect(uri, timeout=wait, isolation_level=None, factory=SqliteSession, uri=True)
    session.streamed, session.plans, session.named, session.known, session.references = [], {}, {}, {}, None
    return session
