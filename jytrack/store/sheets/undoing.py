"""One act of writing readings taken back as a whole, or brought back: by the database itself, in a few statements.

For each key that the act wrote, the row in force is closed and what is then the last report takes its place: as a copy
that keeps the original's file, row and received day, or as a withdrawal where there is no report left.
"""

from collections import defaultdict
from collections.abc import Iterable

from jytrack.domain.figures.reading import Reading
from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.records import ReadingChange
from jytrack.store.database.database import Session
from jytrack.store.database.keys import department_ids, metric_ids, plan_id
from jytrack.store.engines.session import Value
from jytrack.store.figures.received import received_day
from jytrack.store.sheets.acts import span
from jytrack.store.sheets.imports import Batch
from jytrack.store.sheets.series import Written
from jytrack.store.sheets.streaming import unstreamed
from jytrack.store.sheets.void import is_report
from jytrack.store.values.encoding import FOREVER, Rows, figures_of, moment_number, month_of

_KEY = "metric_id, unit_id, period"
_FIGURES = "month, cumulative, value, numerator, denominator"

# `source` is the moment of the last report of each key that is left, NULL where none is.
_COLLECT = f"""
INSERT INTO undoing SELECT {_KEY}, (
    SELECT max(r.recorded_at) FROM reading r
    WHERE r.metric_id = k.metric_id AND r.unit_id = k.unit_id AND r.period = k.period
        AND r.recorded_at <= :until AND {{is_report}})
FROM reading k WHERE k.recorded_at > :after AND k.recorded_at <= :until GROUP BY {_KEY}
"""  # noqa: S608 - names of ours
_LATER = """
SELECT b.id, p.code, count(*) FROM undoing u
    JOIN reading r ON r.metric_id = u.metric_id AND r.unit_id = u.unit_id AND r.period = u.period
    JOIN import_batch b
        ON b.recorded_at = (SELECT min(recorded_at) FROM import_batch WHERE recorded_at >= r.recorded_at)
    JOIN plan p ON p.id = b.plan_id
WHERE r.recorded_at > :until AND {is_report}
GROUP BY b.id, p.code ORDER BY b.id DESC
"""
_CHANGES = """
SELECT m.code, d.name, u.period,
    n.withdrawn, n.month, n.cumulative, n.value, n.numerator, n.denominator,
    coalesce(s.withdrawn, TRUE), s.month, s.cumulative, s.value, s.numerator, s.denominator
FROM undoing u JOIN metric m ON m.id = u.metric_id JOIN department d ON d.id = u.unit_id
    LEFT JOIN target t ON t.metric_id = u.metric_id AND t.plan_id = :plan
    LEFT JOIN plan_department p ON p.department_id = u.unit_id AND p.plan_id = :plan
    JOIN reading n ON n.metric_id = u.metric_id AND n.unit_id = u.unit_id AND n.period = u.period
        AND n.superseded_at = :forever
    LEFT JOIN reading s ON s.metric_id = u.metric_id AND s.unit_id = u.unit_id AND s.period = u.period
        AND s.recorded_at = u.source
ORDER BY t.position NULLS FIRST, p.position NULLS FIRST, u.metric_id, u.unit_id, u.period
"""
_CLOSE = f"""
UPDATE reading SET superseded_at = :moment
WHERE superseded_at = :forever AND ({_KEY}) IN (SELECT {_KEY} FROM undoing)
"""  # noqa: S608
_RESTORE = f"""
INSERT INTO reading ({_KEY}, superseded_at, {_FIGURES}, withdrawn, source, note, received_on, recorded_at, recorded_by,
    import_file_id, "row", reason)
SELECT u.metric_id, u.unit_id, u.period, :forever, s.month, s.cumulative, s.value, s.numerator, s.denominator,
    coalesce(s.withdrawn, TRUE), coalesce(s.source, ''), coalesce(s.note, ''), coalesce({{received_on}}, :day), :moment,
    :who, s.import_file_id, s."row", :reason
FROM undoing u LEFT JOIN reading s ON s.metric_id = u.metric_id AND s.unit_id = u.unit_id AND s.period = u.period
    AND s.recorded_at = u.source
"""  # noqa: S608
_CUMULATIVE = f"""
SELECT unit_id, period, {_FIGURES} FROM reading
WHERE metric_id = :metric AND superseded_at = :forever AND NOT withdrawn AND unit_id IN (
    SELECT unit_id FROM reading WHERE metric_id = :metric AND superseded_at = :forever AND cumulative IS NOT NULL)
ORDER BY unit_id, period
"""  # noqa: S608


class Undoing:
    """The keys of one act, and what will be in force of each when the acts `void` no longer are reports.

    It lives in a temporary table of the session; one at a time.
    """

    def __init__(self, session: Session, act: int, void: frozenset[int]) -> None:
        """`act` wrote readings of its own (it is no undoing); `void` are the acts that will not count."""
        self._session = session
        after, until = map(moment_number, span(session, act))
        self._span = {"after": after, "until": until}
        self._is_report = is_report(session, void)
        session.execute(
            "CREATE TEMPORARY TABLE undoing (metric_id INTEGER, unit_id INTEGER, period INTEGER, source BIGINT, "
            f"PRIMARY KEY ({_KEY}))"
        )
        session.execute(_COLLECT.format(is_report=self._is_report), self._span)

    def later(self) -> list[tuple[int, str, int]]:
        """The acts in force that changed the same readings later, the last first: number, plan, how many readings."""
        return self._session.execute(_LATER.format(is_report=self._is_report), self._span).fetchall()

    def changes(self, plan: Plan) -> list[ReadingChange]:
        """What is on record now and will be afterwards, in the order of `plan`."""
        metrics = {target.code: target.metric for target in plan.targets}
        row = plan_id(self._session, plan.code)
        rows = self._session.execute(_CHANGES, {"plan": row, "forever": FOREVER})
        return [
            ReadingChange(
                metrics[code],
                unit,
                (period := month_of(number)),
                None if now[0] else Reading(unit, period, *figures_of(now[1:])),
                None if after[0] else Reading(unit, period, *figures_of(after[1:])),
            )
            for code, unit, number, *figures in rows
            for now, after in ((figures[:6], figures[6:]),)
        ]

    def carry_out(self, batch: Batch) -> None:
        """Close what is in force and put in its place what is left, as an act of its own."""
        values: dict[str, Value] = {
            "moment": moment_number(batch.recorded_at),
            "forever": FOREVER,
            "day": batch.received_on.isoformat(),
            "who": batch.recorded_by,
            "reason": batch.reason,
        }
        unstreamed(self._session)
        self._session.execute(_CLOSE, values)
        self._session.execute(_RESTORE.format(received_on=received_day(self._session, row="s")), values)

    def written(self, batch: Batch) -> Written:
        """What the undoing, carried out as `batch`, has written."""
        units: defaultdict[int, set[int]] = defaultdict(set)
        for metric, unit in self._session.execute("SELECT DISTINCT metric_id, unit_id FROM undoing"):
            units[metric].add(unit)
        return Written(moment_number(batch.recorded_at) - 1, batch.recorded_at, units)


def cumulative_readings(session: Session, plan: Plan, codes: Iterable[str]) -> dict[tuple[str, str], list[Reading]]:
    """What is in force now by unit and metric code, of the metrics `codes` and the units that state a cumulative."""
    metrics = metric_ids(session, plan.region)
    units = Rows((row, name) for name, row in department_ids(session, plan.region).items())
    found: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    for code in codes:
        for unit, number, *figures in session.execute(_CUMULATIVE, {"metric": metrics[code], "forever": FOREVER}):
            found[units[unit], code].append(Reading(units[unit], month_of(number), *figures_of(figures)))
    return found
