"""Many rows in few statements: SQLite runs a statement of twenty rows faster than twenty of one."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from jytrack.store.engines.session import Value

_ROWS_AN_INSERT = 20  # measured: fewer and more are slower
_ROWS_A_LOOK = 200


def insert(
    connection: sqlite3.Connection,
    table: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Value]],
    shared: Mapping[str, Value],
    on_conflict: str = "",
) -> int:
    """Insert the rows; how many that made.

    What all rows have in common is bound once in each statement, which spares a sheet of months most of its values.
    """
    names, common = (*shared, *columns), tuple(shared.values())
    before = connection.total_changes
    whole = len(rows) - len(rows) % _ROWS_AN_INSERT
    for rows_each, part in ((_ROWS_AN_INSERT, rows[:whole]), (1, rows[whole:])):
        values = chain.from_iterable(part)
        statements = zip(*[values] * (rows_each * len(columns)), strict=True)  # so many values each
        sql = _insert_sql(table, names, len(common), rows_each, on_conflict)
        connection.executemany(sql, map(common.__add__, statements))
    return connection.total_changes - before


def on_record(
    connection: sqlite3.Connection,
    table: str,
    key: Sequence[str],
    columns: Sequence[str],
    rows: Sequence[Sequence[Value]],
    standing: str,
) -> int:
    """How many of the rows agree with what stands in `table` at their key."""
    counts = (
        connection.execute(
            _on_record_sql(table, key, columns, len(part), standing), list(chain.from_iterable(part))
        ).fetchone()[0]
        for part in _parts(rows, _ROWS_A_LOOK)
    )
    return sum(counts)


def _parts(rows: Sequence[Sequence[Value]], size: int) -> Iterator[Sequence[Sequence[Value]]]:
    """The rows, so many at a time."""
    for at in range(0, len(rows), size):
        yield rows[at : at + size]


def _insert_sql(table: str, names: Sequence[str], shared: int, rows: int, on_conflict: str) -> str:
    """The statement for so many rows: of the columns, the first `shared` have one value for all rows."""
    own = len(names) - shared
    common = "".join(f"?{number}, " for number in range(1, shared + 1))
    starts = range(shared + 1, shared + 1 + rows * own, own)
    values = (", ".join(f"?{number}" for number in range(start, start + own)) for start in starts)
    rows_of_values = ", ".join(f"({common}{row})" for row in values)
    columns = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table} ({columns}) VALUES {rows_of_values} {on_conflict}"  # noqa: S608 - names of ours


def _on_record_sql(table: str, key: Sequence[str], columns: Sequence[str], rows: int, standing: str) -> str:
    """The statement that counts, of so many rows of values (of the key, then the columns), those that agree."""
    names = (*key, *columns)
    row = f"({', '.join('?' * len(names))})"
    at_key = " AND ".join(f"r.{name} = k.{name}" for name in key)
    same = "".join(f" AND (k.{name} IS NULL OR k.{name} = r.{name})" for name in columns)
    return (
        f"WITH k({', '.join(names)}) AS (VALUES {', '.join([row] * rows)}) "  # noqa: S608 - names of ours
        f"SELECT count(*) FROM k CROSS JOIN {table} r WHERE {at_key} AND {standing}{same}"
    )
