"""Readings in: what is on record for the keys of an import, and the bulk writing of what is new or replaced."""

from collections.abc import Iterable, Mapping, Sequence
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

Value = str | int | None

_PLACE = ("metric_id", "unit_id", "period")
_STATED = ("row", "month", "cumulative", "value", "numerator", "denominator", "source", "note")
_PROVENANCE = ("superseded_at", "received_on", "recorded_at", "recorded_by", "import_file_id", "reason")
_ON_RECORD = (
    "SELECT period, row, month, cumulative, value, numerator, denominator, source, note FROM reading "  # noqa: S608
    f"WHERE metric_id = ? AND unit_id = ? AND period BETWEEN ? AND ? AND superseded_at = {FOREVER}"
)


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
        provenance = FOREVER, received_on, moment, batch.recorded_by, file, reason
        _insert(session, list(entries), metrics, units, provenance)


def withdraw(session: Session, plan: Plan, batch: Batch, key: Key) -> None:
    """Close what is in force for `key` and put in its place, for the batch's reason, that it was taken back."""
    unit, metric, period = key
    place = metric_ids(session, plan.region)[metric], department_ids(session, plan.region)[unit], period.number
    moment = moment_number(batch.recorded_at)
    session.execute(
        "UPDATE reading SET superseded_at = ? WHERE metric_id = ? AND unit_id = ? AND period = ? AND superseded_at = ?",
        (moment, *place, FOREVER),
    )
    session.execute(
        "INSERT INTO reading (metric_id, unit_id, period, superseded_at, withdrawn, source, note, received_on, "
        "recorded_at, recorded_by, reason) VALUES (?, ?, ?, ?, 1, '', '', ?, ?, ?, ?)",
        (*place, FOREVER, batch.received_on.isoformat(), moment, batch.recorded_by, batch.reason),
    )


def _insert(
    session: Session,
    entries: Sequence[Entry],
    metrics: Mapping[str, int],
    units: Mapping[str, int],
    provenance: tuple[Value, ...],
) -> None:
    """Insert the entries, many with one statement.

    What all rows have in common is bound once in each statement, which spares a sheet of months most of its values.
    """
    if not entries:
        return
    rows, unit_names, codes, periods, *stated = zip(*entries, strict=True)
    numbers = {period: period.number for period in set(periods)}
    place = [[metrics[c] for c in codes], [units[u] for u in unit_names], [numbers[p] for p in periods]]
    columns = dict(zip(_STATED, ([row or None for row in rows], *stated), strict=True))
    common = {name: values[0] for name, values in columns.items() if values.count(values[0]) == len(values)}
    own = {name: values for name, values in columns.items() if name not in common}
    shared = (*provenance, *common.values())
    ordered = sorted(zip(*place, *own.values(), strict=True), key=itemgetter(0, 1, 2))  # in the order of the table
    names = (*_PROVENANCE, *common, *_PLACE, *own)
    whole = len(ordered) - len(ordered) % _ROWS_AN_INSERT
    session.executemany(
        _insert_sql(names, len(shared), _ROWS_AN_INSERT),
        ((*shared, *chain(*ordered[at : at + _ROWS_AN_INSERT])) for at in range(0, whole, _ROWS_AN_INSERT)),
    )
    session.executemany(_insert_sql(names, len(shared), 1), ((*shared, *row) for row in ordered[whole:]))


def _insert_sql(names: Sequence[str], shared: int, rows: int) -> str:
    """The statement for so many rows: of the columns, the first `shared` have one value for all rows."""
    own = len(names) - shared
    common = ", ".join(f"?{number}" for number in range(1, shared + 1))
    starts = range(shared + 1, shared + 1 + rows * own, own)
    values = (", ".join(f"?{number}" for number in range(start, start + own)) for start in starts)
    return f"INSERT INTO reading ({', '.join(names)}) VALUES " + ", ".join(f"({common}, {v})" for v in values)  # noqa: S608
