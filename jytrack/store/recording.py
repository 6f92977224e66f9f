"""Readings in: what is on record for the keys of an import, and the bulk writing of what is new or replaced."""

from collections.abc import Iterable, Sequence
from itertools import chain
from operator import itemgetter

from jytrack.domain.period import Period
from jytrack.domain.plan import Plan
from jytrack.domain.reading import Entry, Key
from jytrack.store.database import Session
from jytrack.store.encoding import FOREVER, moment_number
from jytrack.store.imports import Batch
from jytrack.store.keys import department_ids, metric_ids

_ROWS_AN_INSERT = 20  # measured: fewer and more are slower

_INSERT = (
    "INSERT INTO reading (metric_id, unit_id, period, superseded_at, row, month, cumulative, value, numerator, "
    "denominator, source, note, received_on, recorded_at, recorded_by, import_file_id, reason) VALUES "
)
_ON_RECORD = (
    "SELECT period, row, month, cumulative, value, numerator, denominator, source, note FROM reading "  # noqa: S608
    f"WHERE metric_id = ? AND unit_id = ? AND period BETWEEN ? AND ? AND superseded_at = {FOREVER}"
)
_VALUES = f"({', '.join('?' * 17)})"


def on_record(session: Session, plan: Plan, pairs: Iterable[tuple[str, str]]) -> dict[Key, Entry]:
    """What is in force now of each (unit, metric code), for the plan's year and the year before, by key."""
    metrics, units = metric_ids(session, plan.region), department_ids(session, plan.region)
    first, last = Period(plan.year - 1, 1).number, Period(plan.year, 12).number
    found: dict[Key, Entry] = {}
    for unit, metric in pairs:
        for period, row, *rest in session.execute(_ON_RECORD, (metrics[metric], units[unit], first, last)):
            entry = Entry(row or 0, unit, metric, Period(*divmod(period, 100)), *rest)
            found[entry.key] = entry
    return found


def store(
    session: Session,
    plan: Plan,
    batch: Batch,
    file: int | None,
    new: Iterable[Entry],
    replacing: Iterable[Entry] = (),
) -> None:
    """Write the entries of one file (None: typed by hand), all or, by the transaction, none.

    `new` have nothing in force; `replacing` close what is in force at the batch's moment, for the batch's reason, and
    take its place. An entry must hold at least one number; the database refuses what it may not hold.
    """
    metrics, units = metric_ids(session, plan.region), department_ids(session, plan.region)
    moment, received_on = moment_number(batch.recorded_at), batch.received_on.isoformat()
    replaced = list(replacing)
    session.executemany(
        "UPDATE reading SET superseded_at = ? WHERE metric_id = ? AND unit_id = ? AND period = ? AND superseded_at = ?",
        [(moment, metrics[s.metric], units[s.unit], s.period.number, FOREVER) for s in replaced],
    )
    for entries, reason in ((new, ""), (replaced, batch.reason)):
        provenance = received_on, moment, batch.recorded_by, file, reason
        rows = [
            (metrics[metric], units[unit], period.number, FOREVER, row or None, *stated, *provenance)
            for row, unit, metric, period, *stated in entries
        ]
        rows.sort(key=itemgetter(0, 1, 2))  # in the order of the table
        _insert(session, rows)


def _insert(session: Session, rows: Sequence[tuple[object, ...]]) -> None:
    """Insert the rows, many with one statement."""
    whole = len(rows) - len(rows) % _ROWS_AN_INSERT
    session.executemany(
        _INSERT + ", ".join([_VALUES] * _ROWS_AN_INSERT),
        (tuple(chain(*rows[start : start + _ROWS_AN_INSERT])) for start in range(0, whole, _ROWS_AN_INSERT)),
    )
    session.executemany(_INSERT + _VALUES, rows[whole:])
