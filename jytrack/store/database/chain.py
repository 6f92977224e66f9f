"""The chain of all acts of writing: each leaves a link with digests of all that it wrote and closed.

Whoever writes need not know of it: the one place that opens transactions closes the act (`database.Database.writing`).
A chain without a secret cannot show that it was hashed anew as a whole, or that the whole file was replaced by an
earlier one; a printed head can.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from jytrack.domain.sheets.records import ChainEnd
from jytrack.domain.values.valueclass import valueclass
from jytrack.store.database.coverage import BEFORE_WRITINGS, GROWN, REWRITTEN, WITHIN, Cover
from jytrack.store.database.moments import last_moment
from jytrack.store.engines.session import Session
from jytrack.store.values.canonical import Digest
from jytrack.store.values.encoding import BEGINNING, FOREVER, moment_number, moment_of, told_moment
from jytrack.store.values.listed import words

SCHEMA = "schema"
"""The part that covers tables, indexes and triggers as they were laid."""

CLOSED = "{}:closed"
"""The name of the part that covers which rows of a table were closed."""

_STANDING = (*(cover.table for cover in REWRITTEN), SCHEMA)


@valueclass
class Part:
    """What an act wrote or closed of one subject."""

    subject: str
    rows: int
    digest: str


@valueclass
class Link:
    """One act of writing as the chain knows it."""

    number: int
    opening: bool
    recorded_at: int
    digest: str


def close_act(session: Session) -> None:
    """Lay the link of what was recorded since the last one; nothing when nothing was."""
    last = links(session, newest=True)[0]
    until = last_moment(session)
    if until is None or until <= last.recorded_at:
        return
    parts = list(_written(session, last.recorded_at, until))
    if any(part.subject == "settings_log" for part in parts):
        standing = standing_parts(session)
        parts += [part for part in rewritten_parts(session) if part != standing[part.subject][1]]
    _lay(session, last.digest, parts, until, opening=False)


def open_chain(session: Session) -> None:
    """Lay a link over everything that is there: the first of a new database, or the next after its schema changed."""
    until = last_moment(session)
    before = "".join(link.digest for link in links(session, newest=True))
    parts = [*_written(session, BEGINNING - 1, FOREVER), *rewritten_parts(session), schema_part(session)]
    _lay(session, before, parts, BEGINNING if until is None else until, opening=True)


def head(session: Session, known_at: datetime) -> str:
    """The digest of the last link known at `known_at`; empty before the chain was begun.

    Of two of one moment the first: what was laid over it again when the schema changed would be another on old pages.
    """
    row = session.execute(
        "SELECT digest FROM chain_link WHERE recorded_at <= ? ORDER BY recorded_at DESC, id LIMIT 1",
        (moment_number(known_at),),
    ).fetchone()
    return str(row[0]) if row else ""


def end(session: Session) -> ChainEnd:
    """How many links there are, and the last."""
    (count,) = session.execute("SELECT count(*) FROM chain_link").fetchone()
    for last in links(session, newest=True):
        return ChainEnd(count, told_moment(last.recorded_at), last.digest)
    return ChainEnd(0)


def printed(session: Session, code: str) -> tuple[int, datetime | None, int] | None:
    """The link whose digest begins with `code`: its number, when it was recorded, how many follow; None without one."""
    found = session.execute(
        "SELECT id, recorded_at, (SELECT count(*) FROM chain_link AS later WHERE later.id > link.id) "
        "FROM chain_link AS link WHERE substr(digest, 1, ?) = ? ORDER BY id LIMIT 1",
        (len(code), code),
    ).fetchone()
    return (found[0], told_moment(found[1]), found[2]) if found else None


def links(session: Session, *, newest: bool = False) -> list[Link]:
    """All links in their order, or the last alone."""
    order = "id DESC LIMIT 1" if newest else "id"
    rows = session.execute(f"SELECT id, opening, recorded_at, digest FROM chain_link ORDER BY {order}")  # noqa: S608
    return [Link(number, bool(opening), moment, digest) for number, opening, moment, digest in rows]


def last_act(session: Session) -> tuple[datetime, datetime]:
    """The moments between which the last act wrote: after the first, up to the second."""
    rows = session.execute("SELECT recorded_at FROM chain_link ORDER BY id DESC LIMIT 2").fetchall()
    until, after = ([moment for (moment,) in rows] + [0, 0])[:2]
    return moment_of(min(after, until)), moment_of(until)


def link_digest(before: str, recorded_at: int, parts: Iterable[Part], *, opening: bool) -> str:
    """The digest of a link, which pins its parts and, through the digest `before`, all links before it."""
    told = (f"{part.subject} {part.rows} {part.digest}" for part in sorted(parts, key=lambda part: part.subject))
    text = "\n".join((before, str(recorded_at), str(int(opening)), *told))
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def schema_part(session: Session) -> Part:
    """The part that covers the schema as it is now."""
    found = Digest(("name", "statement")).add_rows(session.catalog.statements())
    return Part(SCHEMA, found.rows, found.hex)


def rows_of(session: Session, cover: Cover, within: str = "TRUE", *values: int, closed: bool = False) -> Iterator[Any]:
    """The rows that `cover` covers, as far as `within` holds, in their order, each behind the moment of its act.

    With `closed` those that were closed, behind the moment at which they were. What the plan folder writes has none.
    """
    recorded = "t.superseded_at" if closed else cover.moment
    moment = recorded or "NULL"
    fields = ", ".join(f't."{column}"' for column in columns_of(session, cover, closed=closed))
    keys = [recorded] * bool(recorded) + [f't."{column}"' for column in cover.key]
    order = ", ".join(f"{each} NULLS FIRST" for each in keys)
    joins = "" if closed else cover.joins
    condition = within.format(moment=moment)
    return iter(
        session.execute(
            f"SELECT {moment}, {fields} FROM {cover.table} t {joins} WHERE {condition} ORDER BY {order}",  # noqa: S608
            values,
        )
    )


def columns_of(session: Session, cover: Cover, *, closed: bool = False) -> list[str]:
    """The covered columns that the table has; a database of an earlier revision lacks some."""
    present = set(session.catalog.columns(cover.table))
    return [column for column in (cover.closed if closed else cover.columns) if column in present]


def present(session: Session, covers: Iterable[Cover]) -> list[Cover]:
    """Those whose table is there, as it counts there; a database of an earlier revision lacks some."""
    tables = set(session.catalog.tables())
    earlier = {} if "writing" in tables else {BEFORE_WRITINGS.table: BEFORE_WRITINGS}
    return [earlier.get(cover.table, cover) for cover in covers if cover.table in tables]


def part_of(session: Session, cover: Cover, rows: Iterable[Sequence[Any]], *, closed: bool = False) -> Part:
    """The part over `rows` of `rows_of`."""
    found = Digest(columns_of(session, cover, closed=closed)).add_rows(row[1:] for row in rows)
    return Part(CLOSED.format(cover.table) if closed else cover.table, found.rows, found.hex)


def rewritten_parts(session: Session) -> Iterator[Part]:
    """The parts over what the plan folder wrote, as it is now."""
    for cover in present(session, REWRITTEN):
        yield part_of(session, cover, rows_of(session, cover))


def standing_parts(session: Session) -> dict[str, tuple[int, Part]]:
    """By subject the last part over what the plan folder writes and over the schema, with its link's number.

    That is what should be there now.
    """
    rows = session.execute(
        "SELECT link_id, subject, row_count, digest FROM chain_part "  # noqa: S608
        f"WHERE subject IN {words(_STANDING)} ORDER BY link_id"
    )
    return {subject: (number, Part(subject, count, digest)) for number, subject, count, digest in rows}


def _written(session: Session, after: int, until: int) -> Iterator[Part]:
    """The parts over what was recorded, and closed, after one moment up to another; none where there is nothing."""
    acts = False
    for cover in present(session, GROWN):
        if cover.table == "reading" and not acts:
            continue  # every act that writes readings is a row of import_batch; there may be millions to look through
        part = _streamed(session, cover) or part_of(session, cover, rows_of(session, cover, cover.within, after, until))
        acts = acts or (cover.table == "import_batch" and part.rows > 0)
        closed = rows_of(session, cover, WITHIN, after, min(until, FOREVER - 1), closed=True) if cover.closed else ()
        parts = part, part_of(session, cover, closed, closed=True)
        yield from (each for each in parts if each.rows)


def _streamed(session: Session, cover: Cover) -> Part | None:
    """The part over readings that was made while they were written, where one writer wrote them all."""
    if cover.table != "reading" or len(session.streamed) != 1 or session.streamed[0] is None:
        return None
    return Part(cover.table, session.streamed[0].rows, session.streamed[0].hex)


def _lay(session: Session, before: str, parts: Sequence[Part], recorded_at: int, *, opening: bool) -> None:
    """Write a link with its parts."""
    number = session.next_number("chain_link")
    digest = link_digest(before, recorded_at, parts, opening=opening)
    session.execute(
        "INSERT INTO chain_link (id, opening, recorded_at, digest) VALUES (?, ?, ?, ?)",
        (number, opening, recorded_at, digest),
    )
    session.proof = "SELECT 1 FROM chain_link WHERE id = ? AND digest = ?", (number, digest)
    rows = [(part.subject, part.rows, part.digest) for part in parts]
    session.insert("chain_part", ("subject", "row_count", "digest"), rows, {"link_id": number})
