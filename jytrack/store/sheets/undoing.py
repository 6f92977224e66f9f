"""One act of writing readings taken back as a whole, or brought back: by the database itself, in a few statements.

For each key that the act wrote, the row in force is closed and what is then the last report takes its place: as a copy
that keeps the original's file, row and received day, or as a withdrawal where there is no report left.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from jytrack.domain.figures.reading import Reading
from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.records import ReadingChange
from jytrack.store.database.database import Session
from jytrack.store.database.keys import department_ids, metric_ids, plan_id
from jytrack.store.figures.received import received_day
from jytrack.store.sheets.imports import Batch, open_writing
from jytrack.store.sheets.series import Written
from jytrack.store.sheets.streaming import unstreamed
from jytrack.store.sheets.void import is_report
from jytrack.store.values.encoding import LAST_WRITING, Rows, figures_of, moment_number, month_of
from jytrack.store.values.listed import numbers

_KEY = "metric_id, unit_id, period"
_FIGURES = "month, cumulative, value, numerator, denominator"

# `source` is the writing of the last report of each key that is left, NULL where none is. Between the writings of the
# act none is another's.
_COLLECT = f"""
INSERT INTO undoing SELECT {_KEY}, (
    SELECT max(r.writing_id) FROM reading r
    WHERE r.metric_id = k.metric_id AND r.unit_id = k.unit_id AND r.period = k.period
        AND r.writing_id <= :last AND {{is_report}}), NULL
FROM reading k WHERE k.writing_id BETWEEN :first AND :last GROUP BY {_KEY}
"""  # noqa: S608 - names of ours
_LATER = """
SELECT b.id, p.code, count(*) FROM undoing u
    JOIN reading r ON r.metric_id = u.metric_id AND r.unit_id = u.unit_id AND r.period = u.period
    JOIN writing w ON w.id = r.writing_id JOIN import_batch b ON b.id = w.batch_id JOIN plan p ON p.id = b.plan_id
WHERE r.writing_id > :last AND {is_report}
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
        AND n.superseded_by = :standing
    LEFT JOIN reading s ON s.metric_id = u.metric_id AND s.unit_id = u.unit_id AND s.period = u.period
        AND s.writing_id = u.source
ORDER BY t.position NULLS FIRST, p.position NULLS FIRST, u.metric_id, u.unit_id, u.period
"""
# What is copied keeps its sheet and its day; where nothing is left there is no sheet, and the day is the undoing's.
_SOURCES = """
SELECT DISTINCT coalesce(u.source, 0) AS source, w.import_file_id, coalesce({received_on}, ?)
FROM undoing u LEFT JOIN writing w ON w.id = u.source ORDER BY source
"""
_ASSIGN = "UPDATE undoing SET writing = ? WHERE coalesce(source, 0) IN {sources}"
_CLOSE = f"""
UPDATE reading SET superseded_by = (
    SELECT u.writing FROM undoing u
    WHERE u.metric_id = reading.metric_id AND u.unit_id = reading.unit_id AND u.period = reading.period)
WHERE superseded_by = :standing AND ({_KEY}) IN (SELECT {_KEY} FROM undoing)
"""  # noqa: S608
_RESTORE = f"""
INSERT INTO reading ({_KEY}, superseded_by, {_FIGURES}, withdrawn, source, note, writing_id, "row")
SELECT u.metric_id, u.unit_id, u.period, :standing, s.month, s.cumulative, s.value, s.numerator, s.denominator,
    coalesce(s.withdrawn, TRUE), coalesce(s.source, ''), coalesce(s.note, ''), u.writing, s."row"
FROM undoing u LEFT JOIN reading s ON s.metric_id = u.metric_id AND s.unit_id = u.unit_id AND s.period = u.period
    AND s.writing_id = u.source
"""  # noqa: S608
_CUMULATIVE = f"""
SELECT unit_id, period, {_FIGURES} FROM reading
WHERE metric_id = :metric AND superseded_by = :standing AND NOT withdrawn AND unit_id IN (
    SELECT unit_id FROM reading WHERE metric_id = :metric AND superseded_by = :standing AND cumulative IS NOT NULL)
ORDER BY unit_id, period
"""  # noqa: S608


class Undoing:
    """The keys of one act, and what will be in force of each when the acts `void` no longer are reports.

    It lives in a temporary table of the session; one at a time.
    """

    def __init__(self, session: Session, act: int, void: frozenset[int]) -> None:
        """`act` wrote readings of its own (it is no undoing); `void` are the acts that will not count."""
        self._session = session
        first, last = session.execute("SELECT min(id), max(id) FROM writing WHERE batch_id = ?", (act,)).fetchone()
        self._span = {"first": first, "last": last}
        self._is_report = is_report(void)
        session.execute(
            "CREATE TEMPORARY TABLE undoing (metric_id INTEGER, unit_id INTEGER, period INTEGER, source INTEGER, "
            "writing INTEGER, "
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
        rows = self._session.execute(_CHANGES, {"plan": row, "standing": LAST_WRITING})
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
        unstreamed(self._session)
        self._assign(batch)
        self._session.execute(_CLOSE, {"standing": LAST_WRITING})
        self._session.execute(_RESTORE, {"standing": LAST_WRITING})

    def _assign(self, batch: Batch) -> None:
        """Give what is written back its writings, one for each sheet and day that are copied."""
        asked, today = _SOURCES.format(received_on=received_day(self._session)), batch.received_on.isoformat()
        copied: defaultdict[tuple[int | None, str], list[int]] = defaultdict(list)
        for source, file, day in self._session.execute(asked, (today,)):
            copied[file, day].append(source)
        moment = moment_number(batch.recorded_at)
        for (file, day), sources in copied.items():
            writing = open_writing(self._session, batch, moment, date.fromisoformat(day), file, batch.reason)
            self._session.execute(_ASSIGN.format(sources=numbers(sources)), (writing,))

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
        for unit, number, *figures in session.execute(_CUMULATIVE, {"metric": metrics[code], "standing": LAST_WRITING}):
            found[units[unit], code].append(Reading(units[unit], month_of(number), *figures_of(figures)))
    return found
