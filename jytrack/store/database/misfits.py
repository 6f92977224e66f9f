"""Where in a database values stand that are none of their column's kind: every row read through the domain's types."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Boolean, CheckConstraint, Column, Date, Enum, Integer, LargeBinary, Table, TextClause

from jytrack.store.database.tables import Model
from jytrack.store.engines.session import Session
from jytrack.store.values.columns import Figure, Moment, PeriodNumber, Share
from jytrack.store.values.encoding import Damaged, count_of, date_of, exact_of, moment_of, month_of, share_of, text_of

_ROWS_AT_A_TIME = 4_000
_LARGEST = 2**63 - 1


def missing(session: Session) -> Iterator[str]:
    """The tables and columns that a database of the program's own revision lacks."""
    for table in Model.metadata.sorted_tables:
        present = session.catalog.columns(table.name)
        if not present:
            yield f"缺少表 {table.name}"
        else:
            yield from (f"表 {table.name} 缺少列 {name}" for name in {*table.columns.keys()} - {*present})


def misfits(session: Session) -> Iterator[str]:
    """The values of which no program of ours wrote such ones, each by table, key and column.

    Of an earlier revision, as far as its tables and columns are those of today.
    """
    session.lenient()
    for table in Model.metadata.sorted_tables:
        present = set(session.catalog.columns(table.name))
        columns = [column for column in table.columns if column.name in present]
        # Bytes may be any, and are compared with their hash; four thousand of them would fill the memory.
        if read := [column for column in columns if not isinstance(column.type, LargeBinary)]:
            yield from _of_table(session, table, read)
        if len(columns) == len(table.columns):
            yield from _against_checks(session, table)


def _of_table(session: Session, table: Table, columns: Sequence[Column[Any]]) -> Iterator[str]:
    """The misfits of one table."""
    readers = [_reader(column) for column in columns]
    keys = [place for place, column in enumerate(columns) if column.primary_key]
    key = [columns[place] for place in keys]
    fields = ", ".join(f'"{column.name}"' for column in columns)
    rows = iter(session.execute(f"SELECT {fields} FROM {table.name}"))  # noqa: S608 - names of ours
    while part := list(islice(rows, _ROWS_AT_A_TIME)):
        for place, (column, read, values) in enumerate(zip(columns, readers, zip(*part, strict=True), strict=True)):
            wrong = {value for value in set(values) if not _fits(column, read, value)}
            for row in (row for row in part if wrong and row[place] in wrong):
                named = _key(key, [row[at] for at in keys])
                yield f"表 {table.name} 中 {named} 一行的 {column.name} 是读不懂的内容"


def _against_checks(session: Session, table: Table) -> Iterator[str]:
    """The rows of one table that its own checks refuse."""
    keys = [f'"{column.name}"' for column in table.primary_key]
    for check in table.constraints:
        if not isinstance(check, CheckConstraint) or session.catalog.holds(str(check.name)):
            continue
        if isinstance(check.sqltext, TextClause):
            refused = f"SELECT {', '.join(keys)} FROM {table.name} WHERE NOT ({check.sqltext.text})"  # noqa: S608
            for row in session.execute(refused):
                yield f"表 {table.name} 中 {_key(table.primary_key, row)} 一行不合规定（{check.name}）"


def _key(columns: Iterable[Column[Any]], row: Sequence[Any]) -> str:
    """The values by which a row is found."""
    return "，".join(f"{column.name} {value!r}" for column, value in zip(columns, row, strict=True))


def _fits(column: Column[Any], read: Callable[[Any], object], value: Any) -> bool:
    """Whether a value may stand in the column."""
    if value is None:
        return bool(column.nullable)
    try:
        read(value)
    except Damaged:
        return False
    return True


def _reader(column: Column[Any]) -> Callable[[Any], object]:
    """What takes the stored values of a column, and Damaged what is none of them."""
    match column.type:
        case Figure():
            return exact_of
        case Moment():
            return moment_of
        case PeriodNumber():
            return month_of
        case Share():
            return share_of
        case Boolean():
            return lambda value: count_of(value, 0, 1)
        case Date():
            return date_of
        case Enum(enums=codes):
            return lambda value: _one_of(codes, value)
        case Integer():  # a row's number, or that of the row it belongs to, is never below one
            least = 1 if column.primary_key or column.foreign_keys else -_LARGEST
            return lambda value: count_of(value, least, _LARGEST)
    return text_of


def _one_of(codes: Sequence[str], value: object) -> None:
    """Damaged for what is none of the codes."""
    if value not in codes:
        raise Damaged(f"none of {codes}: {value!r}")
