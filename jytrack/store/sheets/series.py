"""A year's figures as series, a unit at a time, and where single figures stand: for a second look at them.

The database hands over the months of each unit as one text, for a million rows are too many to take one by one.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from fractions import Fraction
from hashlib import sha256
from typing import Any, NamedTuple

from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.target import Metric
from jytrack.domain.sheets import quality
from jytrack.domain.sheets.checking import SAME_LEAST, Figures, least_distance
from jytrack.domain.sheets.proportion import Bounds
from jytrack.domain.sheets.quality import Series
from jytrack.domain.sheets.records import Source
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import SCALE
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Measure, Reporting
from jytrack.store.database.database import Session
from jytrack.store.database.keys import department_ids, metric_ids
from jytrack.store.values.encoding import Rows, moment_number, month_of
from jytrack.store.values.known import in_force
from jytrack.store.values.listed import in_parts, keyed, numbers

_FIGURES = ("month", "cumulative", "value", "numerator", "denominator")
_IN_FORCE = f"{in_force(':moment')} AND NOT r.withdrawn"
_ROWS = f"r.metric_id = :metric AND {{of_units}} AND r.period BETWEEN :first AND :last AND {_IN_FORCE}"


def _doubtful(column: str) -> str:
    """The SQL for whether a doubt about one of the values in `column` is possible: most are spared with this alone.

    What each rule of `domain.quality` needs at least: a few values that lie far apart, or one a multiple of another; or
    all the same.
    """
    several = f"count(r.{column}) >= {min(quality.FIRST_SUM, quality.SLIP_POINTS, quality.JUMP_POINTS + 1)}"
    low, high = f"min(r.{column})", f"max(r.{column})"
    slip = f"{low} <= 0 OR {quality.SLIP_WITHIN} * {high} >= {quality.SLIP} * {low}"
    multiple = f"{high} >= 2 * {low} AND ({high} >= {quality.SMALL} OR {slip})"
    same = f"{high} = {low} AND {high} >= {quality.UNCHANGED_LEAST}"
    return f"({several} AND ({high} - {low} >= :least OR {same} OR {multiple}))"


# Rows come in the order of the table's key, which is that of the months; nothing is sorted. `packed_…` stands for the
# values of a unit in a column, as one text.
_FLOWS = f"""
SELECT r.unit_id, {{packed_month}}, {{packed_cumulative}} FROM reading r WHERE {_ROWS} GROUP BY r.unit_id
HAVING {_doubtful("month")} OR max(r.month) > :month OR count(r.cumulative) > 0 OR r.unit_id IN {{bounded}}
ORDER BY r.unit_id
"""  # noqa: S608
_POINTS = f"""
SELECT r.unit_id, {{packed_value}} FROM reading r WHERE {_ROWS}
GROUP BY r.unit_id HAVING {_doubtful("value")} OR max(r.value) > :most OR min(r.value) < :low
    OR r.unit_id IN {{bounded}}
ORDER BY r.unit_id
"""  # noqa: S608
_RATES = f"""
SELECT r.unit_id, {{packed_numerator}}, {{denominators}} FROM reading r
WHERE {_ROWS} AND r.numerator IS NOT NULL AND r.denominator <> 0 GROUP BY r.unit_id ORDER BY r.unit_id
"""  # noqa: S608
_PLACES = f"""
SELECT r.unit_id, r.period, w.import_file_id, r."row", r.note <> '', w.recorded_at > :after
FROM k CROSS JOIN reading r CROSS JOIN writing w
WHERE w.id = r.writing_id AND r.metric_id = :metric AND r.unit_id = k.unit_id AND r.period = k.period AND {_IN_FORCE}
"""  # noqa: S608
_ALIKE = " AND ".join(f"(r.{name} = b.{name} OR (r.{name} IS NULL AND b.{name} IS NULL))" for name in _FIGURES)
_DIFFERING = f"""
SELECT r.unit_id, r.period FROM reading r LEFT JOIN reading b ON b.metric_id = r.metric_id AND b.unit_id = r.unit_id
    AND b.period = r.period - 1 AND {in_force(":moment", "b")} AND NOT b.withdrawn
WHERE {_ROWS} AND (b.metric_id IS NULL OR ({_ALIKE}) IS NOT TRUE)
"""  # noqa: S608
_STATED = f"""
SELECT r.unit_id, r.period, w.recorded_at > :after, w.import_file_id, {", ".join(f"r.{name}" for name in _FIGURES)}
FROM reading r JOIN writing w ON w.id = r.writing_id WHERE {_ROWS}
"""  # noqa: S608
_TOLD = f"""
FROM reading r
WHERE r.metric_id IN {{metrics}} AND {{of_units}} AND r.period BETWEEN :first AND :last AND {_IN_FORCE}
"""
_LAST_MONTHS = f"SELECT r.unit_id, max(r.period) {_TOLD} GROUP BY r.unit_id"
_LAST_MONTH = """
SELECT max(r.period) FROM reading r WHERE r.metric_id IN {metrics} AND r.period BETWEEN :first AND :last
"""


def _with_series(session: Session, statement: str, of_units: str, bounded: Collection[int]) -> str:
    """One of the statements for series, for the units `of_units`, of which none of the `bounded` is spared.

    Each value has its month in the last four bits.
    """
    packed = {
        f"packed_{column}": session.joined(f"r.{column} * 16 + r.period % 100", by="r.period")
        for column in ("month", "cumulative", "value", "numerator")
    }
    denominators = session.joined("r.denominator", by="r.period")
    return statement.format(of_units=of_units, bounded=numbers(bounded), denominators=denominators, **packed)


@valueclass
class Written:
    """What an act wrote after the moment `after`, a number as stored, up to the moment `until`.

    `units` are row ids by those of metrics, perhaps more than it touched.
    """

    after: int
    until: datetime
    units: Mapping[int, AbstractSet[int]]


def whole_series(session: Session, plan: Plan, moment: datetime, codes: Collection[str]) -> Written:
    """All series of the metrics `codes`, as if an act had written at `moment` to each of them."""
    metrics, units = metric_ids(session, plan.region), frozenset(department_ids(session, plan.region).values())
    return Written(moment_number(moment), moment, {metrics[code]: units for code in codes})


class Place(NamedTuple):
    """Where a figure stands, by the id of its file (None: typed by hand), and whether a note explains it.

    `ours`: the act that is looked at wrote it.
    """

    file: int | None
    row: int | None = None
    noted: int = 0
    ours: int = 0


@valueclass
class RepeatedSheet:
    """A unit's figures of a month, of so many `metrics`, which all equal those of the month before.

    `digest` stands for all these figures.
    """

    unit: str
    period: Period
    metrics: int
    digest: str
    place: Place


class YearOfFigures:
    """The figures of a plan's year that are in force at one moment: all, or of the units that one act touched."""

    def __init__(
        self,
        session: Session,
        plan: Plan,
        known_at: datetime,
        written: Written | None = None,
    ) -> None:
        """Ready to ask; only the rows' keys are read. Of a series that `written` touched, all months are told."""
        self._session = session
        self._year = plan.year
        self._metrics = metric_ids(session, plan.region)
        self._ids = department_ids(session, plan.region)
        self._names = Rows((row, name) for name, row in self._ids.items())
        self._written = written
        self._codes = [target.code for target in plan.targets]
        self._files: dict[int, tuple[str, str, str]] = {}
        self._asked = {
            "first": Period(plan.year, 1).number,
            "last": Period(plan.year, 12).number,
            "moment": moment_number(known_at),
            "after": written.after if written else -1,
        }

    def of(self, metric: Metric, bounds: Bounds | None = None, bounded: Collection[str] = ()) -> Iterator[Figures]:
        """The figures of `metric` of each unit of which a doubt is possible; `bounds` are those of its size.

        `bounded` are the units that have bounds of their own, by which any figure may be doubtful.
        """
        if metric.measure is Measure.RATE:
            for unit, numerators, denominators in self._rows(_RATES, metric, bounds, bounded):
                yield Figures(self._names[unit], points=_per_cents(numerators, denominators))
        elif metric.reporting is Reporting.POINT:
            for unit, values in self._rows(_POINTS, metric, bounds, bounded):
                yield Figures(self._names[unit], points=_series(values))
        else:
            for unit, months, cumulatives in self._rows(_FLOWS, metric, bounds, bounded):
                yield Figures(self._names[unit], _series(months), _series(cumulatives))

    def places(self, metric: Metric, keys: Collection[tuple[str, int]]) -> dict[tuple[str, int], Place]:
        """Where the figures of `metric` stand, by unit and month."""
        wanted = [(self._ids[unit], Period(self._year, month).number) for unit, month in keys]
        return {
            (self._names[unit], period % 100): Place(*place)
            for part in in_parts(wanted)
            for unit, period, *place in self._session.execute(
                keyed(("unit_id", "period"), part) + _PLACES, self._about(metric.code)
            )
        }

    def source(self, place: Place) -> Source | None:
        """The row of the file that `place` is in, None for what was typed by hand."""
        if place.file is None:
            return None
        if place.file not in self._files:
            sql = "SELECT name, sha256, sheet FROM import_file WHERE id = ?"
            self._files[place.file] = self._session.execute(sql, (place.file,)).fetchone()
        name, sha256, sheet = self._files[place.file]
        return Source(name, sha256, place.row, sheet or None)

    def last_months(self, codes: Collection[str]) -> dict[str, Period]:
        """The last month of which each unit has stated anything of the metrics `codes`."""
        metrics = numbers(self._metrics[code] for code in codes)
        told = self._session.execute(_LAST_MONTHS.format(metrics=metrics, of_units=self._of(self._names)), self._asked)
        return {self._names[unit]: Period.from_number(last) for unit, last in told}

    def repeated_sheets(self) -> Iterator[RepeatedSheet]:
        """The units and months all of whose figures equal those of the month before."""
        units: AbstractSet[int] = self._names.keys()
        if self._written:
            units = {unit for touched in self._written.units.values() for unit in touched}
        metrics = numbers(self._metrics[code] for code in self._codes)
        told = self._session.execute(_LAST_MONTH.format(metrics=metrics), self._asked)
        # Up to the last month that was ever reported: a later one would stay alike, for nothing stated could differ.
        months = range(self._asked["first"] + 1, (told.fetchone()[0] or 0) + 1)
        alike = {unit: set(months) for unit in units} if months else {}
        for code in self._codes if alike else ():
            for unit, period in self._session.execute(_DIFFERING.format(of_units=self._of(alike)), self._about(code)):
                if unit in alike:
                    alike[unit].discard(period)
            alike = {unit: left for unit, left in alike.items() if left}
        sheets: dict[tuple[int, int], list[tuple[int, int | None, str, tuple[int | None, ...]]]] = defaultdict(list)
        for code in self._codes:
            for unit, period, ours, file, *stated in self._session.execute(
                _STATED.format(of_units=self._of(alike)), self._about(code)
            ):
                if period in alike.get(unit, ()):
                    sheets[period, unit].append((ours, file, code, tuple(stated)))
        for (period, unit), rows in sorted(sheets.items()):
            ours_of, files, codes, figures = zip(*rows, strict=True)
            if sum(map(any, figures)) >= SAME_LEAST:
                place = Place(files[0] if len(set(files)) == 1 else None, ours=any(ours_of))
                digest = sha256(repr(sorted(zip(codes, figures, strict=True))).encode()).hexdigest()
                yield RepeatedSheet(self._names[unit], month_of(period), len(rows), digest, place)

    def _of(self, units: Collection[int]) -> str:
        """The SQL that keeps a query to these units; where they are most of all, the others are passed over later."""
        return "TRUE" if 2 * len(units) >= len(self._names) else f"r.unit_id IN {numbers(units)}"

    def _rows(
        self, sql: str, metric: Metric, bounds: Bounds | None, bounded: Collection[str]
    ) -> Iterator[Sequence[Any]]:
        """The rows of one of the queries for series, for the units whose figures of `metric` are asked for."""
        units: AbstractSet[int] = self._names.keys()
        if self._written is not None:
            units = self._written.units.get(self._metrics[metric.code], frozenset())
        asked = {**self._about(metric.code), "least": least_distance(metric), **_size(bounds)}
        own = [self._ids[unit] for unit in bounded]
        rows = self._session.execute(_with_series(self._session, sql, self._of(units), own), asked)
        return (row for row in rows if row[0] in units)

    def _about(self, code: str) -> dict[str, int]:
        """What a query about one metric is told."""
        return {**self._asked, "metric": self._metrics[code]}


def _size(bounds: Bounds | None) -> dict[str, int]:
    """What a query is told of the size that figures may have; without bounds none is out of proportion."""
    month, most, least = (bounds.month, bounds.most, bounds.least) if bounds else (None, None, None)
    return {
        "month": _BEYOND if month is None else month,
        "most": _BEYOND if most is None else most,
        "low": -_BEYOND if least is None else least,
    }


def _series(packed: str | None) -> Series:
    """The packed values as a series."""
    if packed is None:
        return _EMPTY
    values = list(map(int, packed.split(",")))
    return Series([value & 15 for value in values], [value >> 4 for value in values])


def _per_cents(numerators: str, denominators: str) -> Series:
    """The packed parts of a rate as its per cents."""
    parts = zip(map(int, numerators.split(",")), map(int, denominators.split(",")), strict=True)
    months, values = zip(
        *((part & 15, Fraction(100 * SCALE * (part >> 4), whole)) for part, whole in parts), strict=True
    )
    return Series(months, values)


_BEYOND = 1 << 62
_EMPTY = Series()
