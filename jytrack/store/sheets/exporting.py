"""Readings on their way out of the house: those in force, one after the other, as they would come in again."""

from collections.abc import Iterator
from datetime import datetime

from jytrack.domain.figures.reading import Entry
from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.period import Period
from jytrack.store.database.database import Session
from jytrack.store.database.keys import department_ids, metric_ids
from jytrack.store.values.encoding import Rows, moment_number, month_of, sound
from jytrack.store.values.known import in_force as known_in_force

_IN_FORCE = f"""
SELECT unit_id, period, month, cumulative, value, numerator, denominator, source, note FROM reading r
WHERE metric_id = ? AND period BETWEEN ? AND ? AND {known_in_force("?")} AND NOT withdrawn
    AND unit_id = coalesce(?, unit_id)
ORDER BY unit_id, period
"""  # noqa: S608


def in_force(
    session: Session,
    plan: Plan,
    known_at: datetime,
    months: tuple[Period, Period],
    metric: str | None = None,
    unit: str | None = None,
) -> Iterator[Entry]:
    """The readings in force of the months from the first to the last, narrowed to a metric or a unit.

    They come metric by metric in the plan's order, so that no more than a few rows are in memory; their `row` is 0.
    """
    metrics, units = metric_ids(session, plan.region), department_ids(session, plan.region)
    names = Rows((row, name) for name, row in units.items())
    periods: dict[int, Period] = {}
    moment, unit_id = moment_number(known_at), units[unit] if unit else None
    first, last = (month.number for month in months)
    for target in plan.targets:
        if metric not in (None, target.code):
            continue
        asked = metrics[target.code], first, last, moment, moment, unit_id
        for row, number, *stated in sound(session.execute(_IN_FORCE, asked)):
            period = periods.setdefault(number, month_of(number))
            yield Entry(0, names[row], target.code, period, *stated)
