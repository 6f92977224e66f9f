"""Which months are locked: as the log says it, for a page and for whoever writes readings."""

from datetime import date, datetime

from jytrack.domain.plan.locks import LOCKING, Locks
from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.valueclass import valueclass
from jytrack.store.database.database import Session
from jytrack.store.database.keys import plan_id
from jytrack.store.plan import ledger
from jytrack.store.values.encoding import FOREVER, moment_of
from jytrack.store.values.grouping import grouped
from jytrack.store.values.listed import words

_LOCKED_PLANS = (
    "SELECT p.id, p.code FROM plan p WHERE p.region = ? AND EXISTS ("  # noqa: S608
    f"SELECT 1 FROM task_log l WHERE l.plan_id = p.id AND l.action IN {words(LOCKING)}) ORDER BY p.id"
)
_METRICS = "SELECT m.code FROM target t JOIN metric m ON m.id = t.metric_id WHERE t.plan_id = ?"


@valueclass
class PlanLocks:
    """The locks of the plan `code`, which are about readings of its `metrics`."""

    code: str
    metrics: frozenset[str]
    locks: Locks


def load(session: Session, plan: Plan, as_of: date, known_at: datetime) -> Locks:
    """What the plan's log says of its months, known at the moment and dated by `as_of`, as it stands on that day."""
    return _locks(ledger.about_months(session, plan_id(session, plan.code), as_of, known_at), as_of)


def of_region(session: Session, region: str, day: date) -> tuple[PlanLocks, ...]:
    """All locks that whoever writes a region's readings on `day` has to heed: readings belong to several plans."""
    plans = session.execute(_LOCKED_PLANS, (region,)).fetchall()
    return tuple(
        PlanLocks(
            code,
            frozenset(metric for (metric,) in session.execute(_METRICS, (row,))),
            # Whatever its day: a clock that was ahead must not open what was locked.
            _locks(ledger.about_months(session, row, date.max, moment_of(FOREVER)), day),
        )
        for row, code in plans
    )


def _locks(entries: tuple[LogEntry, ...], day: date) -> Locks:
    return Locks(grouped((entry.period, entry) for entry in entries if entry.period), day)
