"""What a SQLite file says of itself."""

import sqlite3
from collections.abc import Iterable, Iterator

from jytrack.store.engines import guards_sqlite
from jytrack.store.engines.errors_sqlite import UnreadableTables
from jytrack.store.values.guard import Guard


class Catalog:
    """The file behind one open transaction, asked about itself."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Ready to ask."""
        self._connection = connection

    def is_empty(self) -> bool:
        """Whether nothing has been made in it yet."""
        return self._connection.execute("SELECT 1 FROM sqlite_master").fetchone() is None

    def tables(self) -> list[str]:
        """The names of all tables, in their order; those that SQLite makes for itself are its own."""
        try:
            rows = self._connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
            )
        except UnicodeDecodeError as error:
            raise UnreadableTables from error
        return [name for (name,) in rows]

    def views(self) -> dict[str, str]:
        """The statement that laid each view, by its name."""
        return dict(self._connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'"))

    def columns(self, table: str) -> list[str]:
        """The columns of `table` in their order."""
        rows = self._connection.execute("SELECT name FROM pragma_table_info(?) ORDER BY cid", (table,))
        return [name for (name,) in rows]

    def statements(self) -> list[tuple[str, str]]:
        """The names of all tables, indexes and triggers but SQLite's own, and the statements that laid them.

        Views hold nothing, and are laid anew at any time.
        """
        return self._connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%' AND type <> 'view' ORDER BY name"
        ).fetchall()

    def faulty(self, guards: Iterable[Guard]) -> Iterator[tuple[Guard, bool]]:
        """The triggers that are not as they were laid, and whether they are missing."""
        rows = self._connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        found = {name: guards_sqlite.plain(statement) for name, statement in rows}
        for guard in guards:
            if found.get(guard.name) != guards_sqlite.plain(guards_sqlite.statement(guard)):
                yield guard, guard.name not in found

    def given(self, log: str) -> int:
        """The highest number that was ever given to an entry of `log`, a table with AUTOINCREMENT."""
        row = self._connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (log,)).fetchone()
        return int(row[0]) if row else 0

    def writer(self) -> None:
        """A file does not tell."""

    def is_sound(self) -> bool:
        """Whether the file's own structure is undamaged; what its values may be is looked at row by row (`misfits`)."""
        try:
            self._connection.execute("PRAGMA ignore_check_constraints = ON")
            return self._connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
                raise
            return False
        finally:
            self._connection.execute("PRAGMA ignore_check_constraints = OFF")

    def holds(self, check: str) -> bool:  # noqa: ARG002 - a file can be written past all of them
        """Never: a file may have been changed by a program that was told not to look."""
        return False

    def dangling(self) -> list[tuple[str, str, int]]:
        """References to rows that are not there: from which table, to which, how many."""
        return self._connection.execute(
            'SELECT "table", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 1, 2'
        ).fetchall()
