"""Many rows in few statements: few as values, more by COPY."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import TYPE_CHECKING

from jytrack.store.engines.session import Value

if TYPE_CHECKING:
    from jytrack.store.engines.session_postgres import PostgresSession

_FEW = 50
_ESCAPED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def insert(
    session: "PostgresSession",
    table: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Value]],
    shared: Mapping[str, Value],
) -> None:
    """Insert the rows."""
    rows, names = list(rows), (*shared, *columns)
    if len(rows) <= _FEW:
        _insert_few(session, table, names, rows, shared)
    else:
        _copy(session, table, names, rows, shared)


def insert_new(
    session: "PostgresSession",
    table: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Value]],
    shared: Mapping[str, Value],
) -> int:
    """Insert those of the rows whose key is still free; how many they were."""
    rows, names = list(rows), (*shared, *columns)
    if len(rows) <= _FEW:
        return _insert_few(session, table, names, rows, shared, "ON CONFLICT DO NOTHING")
    incoming = _incoming(session, table, columns)
    _copy(session, incoming, columns, rows, {})
    own = ", ".join(f'"{name}"' for name in columns)
    common = "".join(f"CAST(%s AS {kind}), " for kind in _kinds(session, table, shared))
    with session.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({_listed(names)}) SELECT {common}{own} FROM {incoming} ON CONFLICT DO NOTHING",
            tuple(shared.values()),
        )
        return cursor.rowcount


def on_record(
    session: "PostgresSession",
    table: str,
    key: Sequence[str],
    columns: Sequence[str],
    rows: Sequence[Sequence[Value]],
    standing: str,
) -> int:
    """How many of the rows agree with what stands in `table` at their key, which each of them is looked up by."""
    if not rows:
        return 0
    names = (*key, *columns)
    incoming = _incoming(session, table, names)
    _copy(session, incoming, names, rows, {})
    at_key = " AND ".join(f"r.{name} = k.{name}" for name in key)
    same = "".join(f" AND (k.{name} IS NULL OR k.{name} = r.{name})" for name in columns)
    found = session.execute(
        f"SELECT count(*) FROM {incoming} k CROSS JOIN LATERAL "
        f"(SELECT 1 FROM {table} r WHERE {at_key} AND {standing}{same} LIMIT 1) AS agreeing"
    )
    return int(found.fetchone()[0])


def _insert_few(
    session: "PostgresSession",
    table: str,
    names: Sequence[str],
    rows: Sequence[Sequence[Value]],
    shared: Mapping[str, Value],
    on_conflict: str = "",
) -> int:
    """Insert the rows by their values, as one statement; how many that made."""
    if not rows:
        return 0
    common = tuple(shared.values())
    row = f"({', '.join(['%s'] * len(names))})"
    with session.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({_listed(names)}) VALUES {', '.join([row] * len(rows))} {on_conflict}",
            [_bound(value) for each in rows for value in (*common, *each)],
        )
        return cursor.rowcount


def _copy(
    session: "PostgresSession",
    table: str,
    names: Sequence[str],
    rows: Iterable[Sequence[Value]],
    shared: Mapping[str, Value],
) -> None:
    """Put the rows into `table` by COPY."""
    common = "".join(f"{_field(value)}\t" for value in shared.values())
    text = StringIO("".join(f"{common}{line}\n" for line in _lines(rows)))
    with session.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} ({_listed(names)}) FROM STDIN", text)


def _bound(value: Value) -> Value:
    """A value as a statement takes it for a column of any type: truth is a number with us, and no number there."""
    return str(int(value)) if isinstance(value, int) else value


def _lines(rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    return ("\t".join(map(_field, row)) for row in rows)


def _field(value: Value) -> str:
    """A value as COPY reads it."""
    if value is None:
        return r"\N"
    if isinstance(value, str):
        return value.translate(_ESCAPED)
    return rf"\\x{value.hex()}" if isinstance(value, bytes) else str(int(value))


def _incoming(session: "PostgresSession", table: str, columns: Sequence[str]) -> str:
    """An empty temporary table for rows of these columns of `table`."""
    place = (table, *columns)
    if place in session.incoming:
        session.execute(f"TRUNCATE {session.incoming[place]}")
    else:
        session.incoming[place] = f"incoming_{len(session.incoming) + 1}"
        session.execute(
            f"CREATE TEMPORARY TABLE {session.incoming[place]} ON COMMIT DROP AS "
            f"SELECT {_listed(columns)} FROM {table} WHERE FALSE"
        )
    return session.incoming[place]


def _kinds(session: "PostgresSession", table: str, columns: Iterable[str]) -> list[str]:
    """The types of these columns of `table`."""
    found = dict(
        session.execute(
            "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = CAST(? AS regclass)",
            (table,),
        )
    )
    return [found[name] for name in columns]


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
