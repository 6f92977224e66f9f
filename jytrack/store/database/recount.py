"""Whether what stands in the database is what its acts wrote: every digest of the chain, counted anew."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from jytrack.domain.values.valueclass import valueclass
from jytrack.store.database.chain import (
    CLOSED,
    Link,
    Part,
    link_digest,
    links,
    part_of,
    present,
    rewritten_parts,
    rows_of,
    schema_part,
    standing_parts,
)
from jytrack.store.database.coverage import GROWN, Cover
from jytrack.store.engines.session import Session
from jytrack.store.values.encoding import FOREVER, LAST_WRITING

CHAINED = "0008"
"""The revision that brought the chain."""

_HISTORIES = (("writing_id", "superseded_by", LAST_WRITING), ("recorded_at", "superseded_at", FOREVER))
"""What tells how readings follow one another, and of what stands at the end: since 0018, and before."""


@valueclass
class Fault:
    """That the rows of `subject` are not those that the act with this number wrote; None: they are of no act.

    `subject` None: the act's link itself was changed, or one before it is missing. `rewritten`: the subject is what the
    plan folder says, or the schema, and should stand as the act left it.
    """

    act: int | None
    recorded_at: int | None = None
    subject: str | None = None
    rewritten: bool = False


def faults(session: Session) -> Iterator[Fault]:
    """All that is not as it was written; where the chain itself was changed, that alone."""
    known = links(session)
    parts: dict[int, dict[str, Part]] = {link.number: {} for link in known}
    for number, *part in session.execute("SELECT link_id, subject, row_count, digest FROM chain_part"):
        parts.setdefault(number, {})[part[0]] = Part(*part)
    torn = list(_torn(known, parts, session.catalog.given("chain_link")))
    yield from torn
    if torn:
        return
    # What a schema was changed over was laid anew as a whole: its earlier links pin what they covered then.
    first = max(place for place, link in enumerate(known) if link.opening)
    counted = known[first:]
    for cover in present(session, GROWN):
        yield from _of_table(session, cover, counted, parts)
    standing, moments = standing_parts(session), {link.number: link.recorded_at for link in known}
    for now in (*rewritten_parts(session), schema_part(session)):
        number, part = standing.get(now.subject, (None, None))
        if now != part:
            yield Fault(number, moments.get(number or 0), now.subject, rewritten=True)


def torn_histories(session: Session) -> int:
    """Of how many readings the next one begins earlier or later than they end, or there is none."""
    columns = session.catalog.columns("reading")
    since, until, last = next(names for names in _HISTORIES if names[0] in columns)
    (count,) = session.execute(
        f"SELECT count(*) FROM (SELECT {until}, lead({since}, 1, {last}) OVER "  # noqa: S608 - our own names
        f"(PARTITION BY metric_id, unit_id, period ORDER BY {until}) AS next FROM reading) AS history "
        f"WHERE next <> {until}"
    ).fetchone()
    return int(count)


def _torn(known: Sequence[Link], parts: dict[int, dict[str, Part]], given: int) -> Iterator[Fault]:
    """The links that were changed, or before which one is missing."""
    before, expected = "", 1
    for link in known:
        own = parts.pop(link.number)
        if link.number != expected or link.digest != link_digest(
            before, link.recorded_at, own.values(), opening=link.opening
        ):
            yield Fault(link.number, link.recorded_at)
        before, expected = link.digest, link.number + 1
        parts[link.number] = own
    if expected <= given or not known or not known[0].opening:
        yield Fault(expected)


def _of_table(
    session: Session, cover: Cover, counted: Sequence[Link], parts: dict[int, dict[str, Part]]
) -> Iterator[Fault]:
    """The acts whose rows of one table, or whose closing of such, is not as it was written."""
    yield from _compared(session, cover, rows_of(session, cover), counted, parts, closed=False)
    if cover.closed:
        rows = rows_of(session, cover, "{moment} <> ?", FOREVER, closed=True)
        yield from _compared(session, cover, rows, counted, parts, closed=True)


def _compared(
    session: Session,
    cover: Cover,
    rows: Iterable[Sequence[Any]],
    counted: Sequence[Link],
    parts: dict[int, dict[str, Part]],
    *,
    closed: bool,
) -> Iterator[Fault]:
    """The acts of which `rows`, in the order of their moments, are not what their parts cover."""
    subject = CLOSED.format(cover.table) if closed else cover.table
    moments = [link.recorded_at for link in counted]

    def place(row: Sequence[Any]) -> int | None:
        """Which of the links covers the row."""
        at = bisect_left(moments, row[0]) if isinstance(row[0], int) else len(moments)
        return at if at < len(moments) else None

    found: dict[int | None, Part] = {}
    for at, own in groupby(rows, place):
        found[at] = part_of(session, cover, own, closed=closed)
    for at, link in enumerate(counted):
        if found.get(at) != parts[link.number].get(subject):
            yield Fault(link.number, link.recorded_at, subject)
    if None in found:
        yield Fault(None, None, subject)
