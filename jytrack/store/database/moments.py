"""The one clock of all that is recorded, so that no later write is ever known at an earlier moment."""

from datetime import datetime
from typing import Any

from jytrack.store.engines.session import Session
from jytrack.store.values.encoding import FOREVER, moment_number, moment_of

_SECOND = 1_000_000
_TABLES = (
    "import_batch", "receipt", "received_change", "task_log", "settings_log", "target_goal", "schedule", "allocation",
    "doubt", "doubt_decision", "doubt_found", "contact", "delivery", "delivery_end",
)  # fmt: skip
"""Each act of writing leaves its moment in one of these."""

_EACH = " UNION ALL ".join(
    f"SELECT max(recorded_at) AS moment FROM {table} WHERE recorded_at <= :until"  # noqa: S608 - our own names
    for table in _TABLES
)
# An act after which nothing is doubtful any more may do no more than close what was.
_CLOSED = f"SELECT max(superseded_at) FROM doubt_found WHERE superseded_at < {FOREVER} AND superseded_at <= :until"  # noqa: S608
_LAST = f"SELECT max(moment) FROM ({_EACH} UNION ALL {_CLOSED}) AS recorded"  # noqa: S608


def next_moment(session: Session, now: datetime) -> int:
    """The moment of one act of writing; see `next_moments`."""
    return next_moments(session, now, 1)[0]


def next_moments(session: Session, now: datetime, count: int) -> range:
    """As many moments, as stored, for one act of writing: after all that was ever recorded (domain.md §3, Two times).

    The last is the second of `now`, on a server of its clock, so that a page that names it names it exactly; it is
    later where the clock was put back or another act took that second. To be asked within the writing transaction,
    once for each act of writing.
    """
    session.known.clear()
    last, second = last_moment(session), moment_number(session.now(now)) // _SECOND * _SECOND
    final = second if last is None else max(second, last + count)
    return range(final - count + 1, final + 1)


def as_known(session: Session, statement: str, known_at: datetime) -> list[Any]:
    """What `statement` finds of what was known at a moment, which it is told; asked once, until more is recorded."""
    asked = statement, moment_number(known_at)
    if asked not in session.known:
        session.known[asked] = session.execute(statement, asked[1:]).fetchall()
    return session.known[asked]


def cut(session: Session, asked: datetime | None, now: datetime) -> datetime:
    """The known-at of a reading transaction: the last moment recorded in the state it sees, up to the one `asked`.

    An act still being written has its moment already, but falls after this cut once it is seen, as does all that
    follows it; so what is read at the cut is read there again at any later time. Where nothing was recorded yet, it is
    `asked` or `now`.
    """
    last = last_moment(session, FOREVER if asked is None else moment_number(asked))
    return moment_of(last) if last is not None else asked or now


def ahead(session: Session, now: datetime) -> list[datetime]:
    """The moments recorded that lie after `now`, on a server after its own: some machine's clock was ahead."""
    present = set(session.catalog.tables())
    of_each = (
        f"SELECT recorded_at AS moment FROM {table} WHERE recorded_at > :now"  # noqa: S608 - our own names
        for table in _TABLES
        if table in present
    )
    rows = session.execute(f"{' UNION '.join(of_each)} ORDER BY moment", {"now": moment_number(session.now(now))})
    return [moment_of(moment) for (moment,) in rows if isinstance(moment, int) and moment <= FOREVER]


def last_moment(session: Session, until: int = FOREVER) -> int | None:
    """The last moment recorded up to `until`, as stored; None where nothing was."""
    (last,) = session.execute(_LAST, {"until": until}).fetchone()
    return None if last is None else int(last)
