"""References of a table into which very many rows go: looked for once before the commit, not at each row."""

import sqlite3
from collections.abc import Mapping, Sequence
from operator import itemgetter

from jytrack.store.engines.session import Value

_ROWS_A_LOOK = 1_000


class References:
    """What the rows of `table` point at that one transaction writes, by its bulk methods alone.

    The driver checks no references in such a transaction. Before it is committed all other tables are looked through,
    and of this one what the new rows point at; that nothing is taken away that older rows point at is seen to
    beforehand: it may not delete, nor give a row another number.
    """

    def __init__(self, connection: sqlite3.Connection, table: str) -> None:
        """Of nothing yet."""
        self._connection = connection
        self._table = table
        keys = connection.execute('SELECT "from", "table", "to" FROM pragma_foreign_key_list(?)', (table,))
        self._pointed: dict[tuple[str, str, str], set[Value]] = {key: set() for key in keys}
        connection.set_authorizer(_keeping)

    def note(
        self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Value]], shared: Mapping[str, Value]
    ) -> None:
        """Rows are written."""
        if table == self._table:
            for (column, _, _), pointed in self._pointed.items():
                if column in shared:
                    pointed.add(shared[column])
                elif column in columns:
                    pointed.update(map(itemgetter(columns.index(column)), rows))

    def require(self) -> None:
        """sqlite3.IntegrityError, as the driver would have raised, where something is pointed at that is not there."""
        tables = self._connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> ?",
            (self._table,),
        ).fetchall()
        for (table,) in tables:
            if self._connection.execute("SELECT 1 FROM pragma_foreign_key_check(?)", (table,)).fetchone():
                raise sqlite3.IntegrityError(f"FOREIGN KEY constraint failed: {table}")
        for (column, parent, key), pointed in self._pointed.items():
            if not self._all_there(parent, key, list(pointed - {None})):
                raise sqlite3.IntegrityError(f"FOREIGN KEY constraint failed: {self._table}.{column}")

    def _all_there(self, parent: str, key: str, values: Sequence[Value]) -> bool:
        """Whether each of these different values is the key of a row."""
        found = 0
        for at in range(0, len(values), _ROWS_A_LOOK):
            part = values[at : at + _ROWS_A_LOOK]
            marks = ", ".join("?" * len(part))
            asked = f'SELECT count(*) FROM "{parent}" WHERE "{key}" IN ({marks})'  # noqa: S608 - names of the schema
            found += self._connection.execute(asked, part).fetchone()[0]
        return found == len(values)


def _keeping(action: int, _: str | None, column: str | None, database: str | None, __: str | None) -> int:
    """Refuse to take away, or to number anew, what rows may point at; temporary tables are one's own."""
    taken = action == sqlite3.SQLITE_DELETE or (action == sqlite3.SQLITE_UPDATE and column == "id")
    return sqlite3.SQLITE_DENY if taken and database == "main" else sqlite3.SQLITE_OK
