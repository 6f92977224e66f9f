"""What stands behind the figures of targets: how many readings, when the last came in, from which files."""

from collections.abc import Iterable

from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.records import Backing
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.period import Period
from jytrack.store.database.database import Session
from jytrack.store.database.keys import metric_ids
from jytrack.store.values.encoding import day_of, moment_number

_BY_FILE = """
SELECT f.name, count(*), max(r.received_on) FROM reading r LEFT JOIN import_file f ON f.id = r.import_file_id
WHERE r.metric_id = :metric AND r.period BETWEEN :first AND :last
    AND r.recorded_at <= :moment AND r.superseded_at > :moment AND NOT r.withdrawn
GROUP BY f.name, f.sha256 ORDER BY f.name, min(f.id)
"""


def backings(session: Session, plan: Plan, codes: Iterable[str], clock: Clock) -> dict[str, Backing]:
    """The backing of each target by its code: the readings of the closed months, in force at the known moment."""
    metrics = metric_ids(session, plan.region)
    asked = {
        "first": Period(plan.year, 1).number,
        "last": Period(plan.year, clock.closed_months).number,
        "moment": moment_number(clock.known_at),
    }
    found = {}
    for code in codes:
        rows = session.execute(_BY_FILE, asked | {"metric": metrics[code]}).fetchall()
        found[code] = Backing(
            readings=sum(number for _, number, _ in rows),
            by_hand=sum(number for name, number, _ in rows if name is None),
            last_received=day_of(max((day for _, _, day in rows), default=None)),
            files=tuple(name for name, _, _ in rows if name is not None),
        )
    return found
