"""All rows of one database into a new one of another engine, and the comparison of the two, table by table."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import LargeBinary, Table

from jytrack.drafts import drafted
from jytrack.errors import DatabaseProblem
from jytrack.store.database import chain, contents, recount, schema, views
from jytrack.store.database.tables import Model
from jytrack.store.engines.engine import engine_at, file_engine, server_engine
from jytrack.store.engines.session import Session
from jytrack.store.supervision import evidence
from jytrack.store.values.address import File, Server
from jytrack.store.values.canonical import Digest

_ROWS_AT_A_TIME = 20_000


@contextmanager
def as_file(where: Server, folder: Path) -> Iterator[Path]:
    """The database on the server, as it is now, as a draft of a database file in `folder`.

    DatabaseProblem where it is not sound, for a copy would be no backup.
    """
    with engine_at(where).reading() as source:
        schema.require_head(source, where)
        _require_sound(source, where)
        with drafted(folder) as draft:
            with file_engine(draft).making() as target:
                schema.make(target, made_from_models=False)
                _copy(source, target)
            yield draft


def into_server(where: Server, source: Path, proofs: Path, aside: str) -> bool:
    """Put the database file `source`, sound and of this revision, and its evidence in `proofs` in the place of `where`.

    What stands there is kept as the schema `aside`, all in one transaction; whether anything was.
    """
    with file_engine(source).reading() as file, server_engine(where).renewing(aside) as (target, kept):
        schema.require_head(file, File(source))
        _require_sound(file, File(source))
        schema.make(target, made_from_models=True)
        _copy(file, target)
        _take_in(target, proofs)
        return kept


def _copy(source: Session, target: Session) -> None:
    """Copy all tables in the order of their references, compare them, and lay a link over what stands in the new one.

    RuntimeError, which leaves nothing of the new one, where the two differ.
    """
    for table in Model.metadata.sorted_tables:
        names = table.columns.keys()
        rows = _rows(source, table)
        size = 1 if any(isinstance(column.type, LargeBinary) for column in table.columns) else _ROWS_AT_A_TIME
        while part := list(islice(rows, size)):
            target.insert(table.name, names, part)
        if _digest(source, table) != _digest(target, table):
            raise RuntimeError(f"{table.name} differs after the transfer")
    for child, parent, _ in target.catalog.dangling():
        raise RuntimeError(f"{child} points at a missing {parent}")
    chain.open_chain(target)  # the schema is worded by another engine
    views.lay(target)


def _rows(session: Session, table: Table) -> Iterator[Sequence[Any]]:
    """All rows of a table in the order of its key; of those with bytes one is in memory at a time."""
    names = table.columns.keys()
    fields, key = _quoted(names), _quoted(table.primary_key.columns.keys())
    if not any(isinstance(column.type, LargeBinary) for column in table.columns):
        yield from session.execute(f"SELECT {fields} FROM {table.name} ORDER BY {key}")  # noqa: S608 - names of ours
        return
    for (found,) in session.execute(f"SELECT {key} FROM {table.name} ORDER BY {key}").fetchall():  # noqa: S608
        yield session.execute(f"SELECT {fields} FROM {table.name} WHERE {key} = ?", (found,)).fetchone()  # noqa: S608


def _digest(session: Session, table: Table) -> str:
    """The digest of all rows of a table in the order of its key."""
    return Digest(table.columns.keys()).add_rows(_rows(session, table)).hex


def _take_in(session: Session, folder: Path) -> None:
    """Keep inside what the log and the messages name and `folder` has, as of the last act: the new link covers it."""
    end = chain.end(session).recorded_at
    named = session.execute(
        "SELECT sha256 FROM task_evidence UNION SELECT sha256 FROM delivery WHERE sha256 IS NOT NULL ORDER BY sha256"
    ).fetchall()
    taken = False
    for (sha256,) in named:
        if isinstance(end, datetime) and not contents.is_kept(session, sha256) and evidence.is_kept(sha256, folder):
            contents.keep(session, (folder / sha256).read_bytes(), end)
            taken = True
    if taken:
        chain.open_chain(session)


def _require_sound(session: Session, where: File | Server) -> None:
    """Refuse what is not as its acts wrote it: over the copy a new link is laid, and nobody would find it any more."""
    if next(recount.faults(session), None):
        raise DatabaseProblem(f"数据库 {where} 的内容被改动过，没有复制；详情见 jytrack db check")


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
