"""One unit among all that report the same: its own readings by their key, the others as the database sums them.

For pages about one unit of a plan with thousands; what is computed here equals what domain.value computes of readings.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from jytrack.domain.figures.ranking import Peer
from jytrack.domain.figures.reading import Reading
from jytrack.domain.plan.due import due_periods
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.target import Duty, Metric, Target
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import Frequency, Measure, Reporting
from jytrack.store.database.database import Session
from jytrack.store.database.keys import department_ids, metric_ids
from jytrack.store.values.encoding import figures_of, moment_number, month_of
from jytrack.store.values.grouping import grouped
from jytrack.store.values.known import in_force
from jytrack.store.values.listed import numbers

# A reading that was taken back states no number: where numbers are asked for, it needs no condition of its own.
_KNOWN = in_force(":moment")
_IN_FORCE = f"period BETWEEN :first AND :last AND {_KNOWN}"

_READINGS = f"""
SELECT metric_id, period, month, cumulative, value, numerator, denominator FROM reading r
WHERE metric_id IN {{metrics}} AND unit_id = :unit AND {_IN_FORCE}
ORDER BY metric_id, period
"""  # noqa: S608

_OF_UNITS = f"""
SELECT unit_id, period, month, cumulative, value, numerator, denominator FROM reading r
WHERE metric_id = :metric AND unit_id IN {{units}} AND {_IN_FORCE}
ORDER BY unit_id, period
"""  # noqa: S608

# The two below give a row a metric and unit: the period up to which a later figure answers for all (0: none), the
# months stated one by one as bits, the value to date and, of rates, what it is divided by.
_INCREMENTS = f"""
SELECT metric_id, unit_id, covered, stated, CASE covered WHEN 0 THEN months ELSE (
    SELECT CAST(sum(CASE period WHEN covered THEN cumulative ELSE month END) AS BIGINT) FROM reading r
    WHERE metric_id = unit.metric_id AND unit_id = unit.unit_id AND {_IN_FORCE} AND period >= covered
) END, NULL
FROM (
    SELECT metric_id, unit_id, coalesce(max(period) FILTER (WHERE cumulative IS NOT NULL), 0) AS covered,
        CAST(coalesce(sum(1 << period % 100) FILTER (WHERE month IS NOT NULL), 0) AS BIGINT) AS stated,
        CAST(sum(month) AS BIGINT) AS months
    FROM reading r WHERE metric_id IN {{metrics}} AND {_IN_FORCE} GROUP BY metric_id, unit_id
) AS unit
"""  # noqa: S608


def _latest(column: str) -> str:
    """The query for what is read at its latest report."""
    return f"""
SELECT metric_id, unit_id, period, 0, {column}, denominator FROM (
    SELECT metric_id AS of_metric, unit_id AS of_unit, max(period) AS latest FROM reading r
    WHERE metric_id IN {{metrics}} AND {_IN_FORCE} AND {column} IS NOT NULL GROUP BY metric_id, unit_id
) AS last CROSS JOIN reading r
WHERE metric_id = last.of_metric AND unit_id = last.of_unit AND period = last.latest AND {_KNOWN}
"""  # noqa: S608


class Peers:
    """The units of a plan, asked for in one state of the database."""

    def __init__(self, session: Session, plan: Plan, together: Iterable[Target] = ()) -> None:
        """Ready to ask; only the rows' keys are read.

        All of `together` will be asked for by `figures`: so they are read at once, and kept.
        """
        self._together = {target.code: _query(target.metric) for target in together}
        self._told: dict[tuple[str, Clock], Mapping[int, Sequence[Any]]] = {}
        self._session = session
        self._metrics = metric_ids(session, plan.region)
        self._units = department_ids(session, plan.region)
        self._read: dict[tuple[str, Clock], Mapping[int, Sequence[Reading]]] = {}

    def readings(self, target: Target, unit: str, clock: Clock) -> Sequence[Reading]:
        """The unit's own readings of the clock's closed months; what was taken back among them states no number."""
        if (unit, clock) not in self._read:
            asked = {**_asked(clock), "unit": self._units[unit]}
            rows = self._session.execute(_READINGS.format(metrics=numbers(self._metrics.values())), asked)
            self._read[unit, clock] = grouped(
                (metric, Reading(unit, month_of(number), *figures_of(figures))) for metric, number, *figures in rows
            )
        return self._read[unit, clock][self._metrics[target.code]]

    def of_units(self, target: Target, units: Collection[str], clock: Clock) -> Mapping[str, Sequence[Reading]]:
        """The same of a few units and one target, by unit."""
        names = {self._units[unit]: unit for unit in units}
        asked = {**_asked(clock), "metric": self._metrics[target.code]}
        rows = self._session.execute(_OF_UNITS.format(units=numbers(names)), asked)
        return grouped(
            (names[unit], Reading(names[unit], month_of(number), *figures_of(figures)))
            for unit, number, *figures in rows
        )

    def figures(self, target: Target, duties: Sequence[Duty], clock: Clock) -> list[Peer]:
        """The value to date of each duty's unit, in the order of the duties."""
        rows = self._of_all(target, clock)
        due: dict[tuple[Frequency, Period], int] = {}
        found = []
        for duty in duties:
            kind = duty.frequency, duty.since
            if kind not in due:
                due[kind] = sum(1 << period.month for period in due_periods(duty, clock.year, clock.closed_months))
            reach, stated, value, denominator = rows.get(self._units[duty.unit], (0, 0, None, None))
            answered = stated | ((2 << reach % 100) - 1)
            found.append(Peer(duty.unit, not due[kind] & ~answered, value, denominator))
        return found

    def _of_all(self, target: Target, clock: Clock) -> Mapping[int, Sequence[Any]]:
        """What `_query` tells of each unit that has reported the target's metric, by unit."""
        if (target.code, clock) in self._told:
            return self._told[target.code, clock]
        query = _query(target.metric)
        alike = {code for code, kind in self._together.items() if kind == query}
        codes = {self._metrics[code]: code for code in (alike if target.code in alike else {target.code})}
        found: dict[str, dict[int, Sequence[Any]]] = {code: {} for code in codes.values()}
        for metric, unit, *told in self._session.execute(query.format(metrics=numbers(codes)), _asked(clock)):
            found[codes[metric]][unit] = told
        if target.code in alike:
            self._told |= {(code, clock): rows for code, rows in found.items()}
        return found[target.code]


def _asked(clock: Clock) -> dict[str, int]:
    """What every query is told: the closed months, the moment."""
    return {
        "first": Period(clock.year, 1).number,
        "last": Period(clock.year, clock.closed_months).number,
        "moment": moment_number(clock.known_at),
    }


def _query(metric: Metric) -> str:
    """The query that gives each unit's value to date, by the metric's kind (domain.md §3, Value to date A)."""
    if metric.measure is Measure.RATE:
        return _latest("numerator")
    match metric.reporting:
        case Reporting.INCREMENT:
            return _INCREMENTS
        case Reporting.POINT:
            return _latest("value")
        case _:
            return _latest("cumulative")
