"""Readings in: what is on record for the keys of an import, and the bulk writing of what is new or replaced."""

from collections.abc import Iterable, Sequence
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from jytrack.domain.period import Period
from jytrack.domain.plan import Plan
from jytrack.domain.quantity import Quantity
from jytrack.store.database import Session
from jytrack.store.encoding import FOREVER, moment_number
from jytrack.store.imports import Batch
from jytrack.store.keys import department_ids, metric_ids

Key = tuple[str, str, Period]
"""Unit, metric code, period."""

_KEYS_A_QUERY = 50
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


class Statement(NamedTuple):
    """What is stated of one unit, metric and period, with the row of the sheet; None is not stated, never 0.

    Fields and their order are those of an intake entry. A reading taken back states no number.
    """

    row: int | None
    unit: str
    metric: str
    period: Period
    month: Quantity | None = None
    cumulative: Quantity | None = None
    value: Quantity | None = None
    numerator: Quantity | None = None
    denominator: Quantity | None = None
    source: str = ""
    note: str = ""

    @property
    def key(self) -> Key:
        """What the statement is about."""
        return self.unit, self.metric, self.period


def current(session: Session, plan: Plan, keys: Iterable[Key]) -> dict[Key, Statement]:
    """The statement in force now for each key that has one; units and metrics are the plan's."""
    metrics, units = metric_ids(session, plan.region), department_ids(session, plan.region)
    codes, names = {row: code for code, row in metrics.items()}, {row: name for name, row in units.items()}
    wanted = sorted((metrics[metric], units[unit], period.number) for unit, metric, period in keys)
    found = {}
    for start in range(0, len(wanted), _KEYS_A_QUERY):
        some = wanted[start : start + _KEYS_A_QUERY]
        for metric, unit, period, row, *rest in session.execute(_current_sql(len(some)), list(chain(*some))):
            statement = Statement(row, names[unit], codes[metric], Period(*divmod(period, 100)), *rest)
            found[statement.key] = statement
    return found


def on_record(session: Session, plan: Plan, pairs: Iterable[tuple[str, str]]) -> dict[Key, Statement]:
    """What is in force now of each (unit, metric code), for the plan's year and the year before, by key."""
    metrics, units = metric_ids(session, plan.region), department_ids(session, plan.region)
    first, last = Period(plan.year - 1, 1).number, Period(plan.year, 12).number
    found: dict[Key, Statement] = {}
    for unit, metric in pairs:
        for period, row, *rest in session.execute(_ON_RECORD, (metrics[metric], units[unit], first, last)):
            statement = Statement(row, unit, metric, Period(*divmod(period, 100)), *rest)
            found[statement.key] = statement
    return found


def store(
    session: Session,
    plan: Plan,
    batch: Batch,
    file: int | None,
    new: Iterable[Statement],
    replacing: Iterable[Statement] = (),
) -> None:
    """Write the statements of one file (None: typed by hand), all or, by the transaction, none.

    `new` have nothing in force; `replacing` close what is in force at the batch's moment, for the batch's reason, and
    take its place. A statement must hold at least one number; the database refuses what it may not hold.
    """
    metrics, units = metric_ids(session, plan.region), department_ids(session, plan.region)
    moment, received_on = moment_number(batch.recorded_at), batch.received_on.isoformat()
    replaced = list(replacing)
    session.executemany(
        "UPDATE reading SET superseded_at = ? WHERE metric_id = ? AND unit_id = ? AND period = ? AND superseded_at = ?",
        [(moment, metrics[s.metric], units[s.unit], s.period.number, FOREVER) for s in replaced],
    )
    for statements, reason in ((new, ""), (replaced, batch.reason)):
        provenance = received_on, moment, batch.recorded_by, file, reason
        rows = [
            (metrics[metric], units[unit], period.number, FOREVER, row, *stated, *provenance)
            for row, unit, metric, period, *stated in statements
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


def _current_sql(keys: int) -> str:
    """The query for so many keys; each is found in the reading's own key."""
    return (
        f"WITH wanted (metric_id, unit_id, period) AS (VALUES {', '.join(['(?, ?, ?)'] * keys)}) "  # noqa: S608
        "SELECT r.metric_id, r.unit_id, r.period, r.row, r.month, r.cumulative, r.value, r.numerator, r.denominator, "
        "r.source, r.note FROM wanted w CROSS JOIN reading r ON r.metric_id = w.metric_id AND r.unit_id = w.unit_id "
        f"AND r.period = w.period AND r.superseded_at = {FOREVER}"
    )
