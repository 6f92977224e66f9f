"""What stands behind the figures of targets: how many readings, when the last came in, from which files."""

from collections.abc import Iterable, Sequence

from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.records import Backing
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.period import Period
from jytrack.store.database.database import Session
from jytrack.store.database.keys import metric_ids
from jytrack.store.figures.received import received_day
from jytrack.store.values.encoding import day_of, moment_number
from jytrack.store.values.grouping import grouped
from jytrack.store.values.known import in_force
from jytrack.store.values.listed import numbers

_BY_FILE = f"""
SELECT r.metric_id, f.name, count(*), max({{received_on}})
FROM reading r JOIN writing w ON w.id = r.writing_id LEFT JOIN import_file f ON f.id = w.import_file_id
WHERE r.metric_id IN {{metrics}} AND r.period BETWEEN :first AND :last
    AND {in_force(":moment")} AND NOT r.withdrawn
GROUP BY r.metric_id, f.name, f.sha256 ORDER BY r.metric_id, f.name NULLS FIRST, min(f.id)
"""  # noqa: S608


def backings(session: Session, plan: Plan, codes: Iterable[str], clock: Clock) -> dict[str, Backing]:
    """The backing of each target by its code: the readings of the closed months, in force at the known moment."""
    metrics = metric_ids(session, plan.region)
    asked = {
        "first": Period(plan.year, 1).number,
        "last": Period(plan.year, clock.closed_months).number,
        "moment": moment_number(clock.known_at),
    }
    wanted = {code: metrics[code] for code in codes}
    received_on = received_day(session, clock.known_at)
    rows = session.execute(_BY_FILE.format(metrics=numbers(wanted.values()), received_on=received_on), asked)
    files = grouped((metric, tuple(told)) for metric, *told in rows)
    return {code: _backing(files[metric]) for code, metric in wanted.items()}


def _backing(files: Sequence[tuple[str | None, int, str]]) -> Backing:
    """What stands behind one target: of each file its name, how many readings it gave, and when the last came in."""
    return Backing(
        readings=sum(number for _, number, _ in files),
        by_hand=sum(number for name, number, _ in files if name is None),
        last_received=day_of(max((day for _, _, day in files), default=None)),
        files=tuple(name for name, _, _ in files if name is not None),
    )
