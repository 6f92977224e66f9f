"""What was recorded after a moment, as far as a document of an earlier day may show it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from jytrack.domain.documents.changes import CauseKind
from jytrack.domain.documents.recorded import (
    Any,
    RecordedEntry,
    RecordedGoal,
    RecordedReading,
    RecordedReceipt,
    RecordedSchedule,
    RecordedSetting,
)
from jytrack.domain.figures.reading import Reading
from jytrack.domain.plan.feedback import WRITTEN_BACK
from jytrack.domain.plan.ownership import OWNERSHIP
from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.undoing import ActKind, Chains
from jytrack.domain.supervision.extension import EXTENDING
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import LogAction, ScheduleRole, TaskStatus
from jytrack.store.database.database import Session
from jytrack.store.database.keys import plan_id
from jytrack.store.sheets.acts import chains
from jytrack.store.values.encoding import (
    FOREVER,
    date_of,
    exact_of,
    figures_of,
    moment_number,
    moment_of,
    month_of,
    sound,
    word_of,
)
from jytrack.store.values.listed import words

_TOLD = (
    LogAction.STATUS, LogAction.NOTE, LogAction.MILESTONE_DONE, LogAction.MILESTONE_ADDED,
    LogAction.MILESTONE_REOPENED, LogAction.MILESTONE_DROPPED, *sorted(EXTENDING), *sorted(OWNERSHIP),
    *sorted(WRITTEN_BACK),
)  # fmt: skip
"""The entries by which tasks and owners stand otherwise; a document's own going out changes nothing that it shows."""

_READINGS = """
SELECT w.recorded_at, w.recorded_by, w.reason, b.id, b.undoes_id, m.code, d.name, r.period, w.received_on,
    r.withdrawn, r.month, r.cumulative, r.value, r.numerator, r.denominator,
    coalesce(p.withdrawn, TRUE), p.month, p.cumulative, p.value, p.numerator, p.denominator
FROM reading r
    JOIN writing w ON w.id = r.writing_id
    JOIN import_batch b ON b.id = w.batch_id
    JOIN target t ON t.metric_id = r.metric_id AND t.plan_id = :plan
    JOIN metric m ON m.id = r.metric_id
    JOIN department d ON d.id = r.unit_id
    LEFT JOIN reading p ON p.metric_id = r.metric_id AND p.unit_id = r.unit_id AND p.period = r.period
        AND p.superseded_by = r.writing_id
WHERE r.writing_id IN (SELECT id FROM writing WHERE recorded_at > :after) AND r.period <= :period
ORDER BY w.recorded_at, t.position, r.period, r.unit_id
"""
_GOALS = """
SELECT g.recorded_at, g.recorded_by, g.reason, m.code, '', g.valid_from, g.value, (
    SELECT p.value FROM target_goal p WHERE p.target_id = g.target_id AND p.valid_from <= g.valid_from
        AND p.recorded_at < g.recorded_at AND p.superseded_at >= g.recorded_at ORDER BY p.valid_from DESC LIMIT 1)
FROM target_goal g JOIN target t ON t.id = g.target_id JOIN metric m ON m.id = t.metric_id
WHERE t.plan_id = :plan AND g.recorded_at > :after AND g.valid_from <= :day
UNION ALL
SELECT g.superseded_at, '', '', m.code, '', g.valid_from, NULL, g.value
FROM target_goal g JOIN target t ON t.id = g.target_id JOIN metric m ON m.id = t.metric_id
WHERE t.plan_id = :plan AND g.superseded_at > :after AND g.superseded_at < :forever AND g.valid_from <= :day
    AND NOT EXISTS (SELECT 1 FROM target_goal n WHERE n.target_id = g.target_id AND n.recorded_at = g.superseded_at)
ORDER BY 1, 4, 6
"""
_PARTS = """
SELECT a.recorded_at, a.recorded_by, a.reason, m.code, d.name, a.valid_from, a.value, (
    SELECT p.value FROM allocation p WHERE p.target_id = a.target_id AND p.unit_id = a.unit_id
        AND p.valid_from <= a.valid_from AND p.recorded_at < a.recorded_at AND p.superseded_at >= a.recorded_at
    ORDER BY p.valid_from DESC LIMIT 1)
FROM allocation a JOIN target t ON t.id = a.target_id JOIN metric m ON m.id = t.metric_id
    JOIN department d ON d.id = a.unit_id
WHERE t.plan_id = :plan AND a.recorded_at > :after AND a.valid_from <= :day
UNION ALL
SELECT a.superseded_at, '', '', m.code, d.name, a.valid_from, NULL, a.value
FROM allocation a JOIN target t ON t.id = a.target_id JOIN metric m ON m.id = t.metric_id
    JOIN department d ON d.id = a.unit_id
WHERE t.plan_id = :plan AND a.superseded_at > :after AND a.superseded_at < :forever AND a.valid_from <= :day
    AND NOT EXISTS (
        SELECT 1 FROM allocation n
        WHERE n.target_id = a.target_id AND n.unit_id = a.unit_id AND n.recorded_at = a.superseded_at)
ORDER BY 1, 4, 6, 5
"""
_SCHEDULES = """
SELECT s.recorded_at, s.recorded_by, s.reason, m.code, s.role, 1
FROM schedule s JOIN target t ON t.id = s.target_id JOIN metric m ON m.id = t.metric_id
WHERE t.plan_id = :plan AND s.recorded_at > :after
UNION ALL
SELECT s.superseded_at, '', '', m.code, s.role, 0
FROM schedule s JOIN target t ON t.id = s.target_id JOIN metric m ON m.id = t.metric_id
WHERE t.plan_id = :plan AND s.superseded_at > :after AND s.superseded_at < :forever
    AND NOT EXISTS (
        SELECT 1 FROM schedule n
        WHERE n.target_id = s.target_id AND n.role = s.role AND n.recorded_at = s.superseded_at)
ORDER BY 1, 4, 5
"""
_ENTRIES = f"""
SELECT l.recorded_at, l.recorded_by, l.note, l.action, l.happened_on, l.task_no, l.to_status, coalesce(d.name, ''),
    coalesce(l.milestone, g.name, m.code, '')
FROM task_log l LEFT JOIN department d ON d.id = l.department_id LEFT JOIN department g ON g.id = l.group_id
    LEFT JOIN target t ON t.id = l.target_id LEFT JOIN metric m ON m.id = t.metric_id
WHERE l.plan_id = :plan AND l.recorded_at > :after AND l.happened_on <= :day AND l.action IN {words(_TOLD)}
ORDER BY l.recorded_at
"""  # noqa: S608 - our own vocabulary
_RECEIPTS = """
SELECT recorded_at, recorded_by, '', name, received_on FROM receipt
WHERE plan_id = :plan AND recorded_at > :after AND received_on <= :day
UNION ALL
SELECT c.recorded_at, c.recorded_by, c.reason, coalesce(f.name, ''), c.received_on
FROM received_change c JOIN import_batch b ON b.id = c.batch_id LEFT JOIN import_file f ON f.id = c.import_file_id
WHERE b.plan_id = :plan AND c.recorded_at > :after
ORDER BY 1
"""
_SETTINGS = """
SELECT recorded_at, recorded_by, subject, was, became FROM settings_log
WHERE plan_id = :plan AND recorded_at > :after ORDER BY id
"""


def recorded(session: Session, plan: Plan, as_of: date, after: datetime) -> Sequence[Any]:
    """All that was recorded after the moment and that a document as of the day may show, in order of recording.

    That is readings of its months and of those before, goals and parts that hold by then, schedules, what the log tells
    of days up to it, and when sheets came.
    """
    values: dict[str, str | int | None] = {
        "plan": plan_id(session, plan.code),
        "after": moment_number(after),
        "period": Period(as_of.year, as_of.month).number,
        "day": as_of.isoformat(),
        "forever": FOREVER,
    }
    found: list[Any] = [
        *_readings(session, values),
        *(_goal(row) for row in sound(session.execute(_GOALS, values))),
        *(_goal(row) for row in sound(session.execute(_PARTS, values))),
    ]
    for at, by, reason, code, role, kept in sound(session.execute(_SCHEDULES, values)):
        found.append(RecordedSchedule(moment_of(at), by, reason, code, word_of(ScheduleRole, role), bool(kept)))
    found += map(_entry, sound(session.execute(_ENTRIES, values)))
    for at, by, reason, file, day in sound(session.execute(_RECEIPTS, values)):
        found.append(RecordedReceipt(moment_of(at), by, reason, file, date_of(day)))
    return sorted(found, key=lambda each: each.at)


def settings(session: Session, plan: Plan, after: datetime) -> list[RecordedSetting]:
    """What the plan folder came to say after the moment."""
    rows = session.execute(_SETTINGS, {"plan": plan_id(session, plan.code), "after": moment_number(after)})
    return [RecordedSetting(moment_of(at), by, subject, was, became) for at, by, subject, was, became in sound(rows)]


def _entry(row: tuple[int, str, str, str, str, int | None, str | None, str, str]) -> RecordedEntry:
    """An entry of the log."""
    at, by, note, action, on, task, status, department, about = row
    came_to = word_of(TaskStatus, status) if status else None
    return RecordedEntry(
        moment_of(at), by, note, word_of(LogAction, action), date_of(on), task, came_to, department, about
    )


def _readings(session: Session, values: Mapping[str, str | int | None]) -> Iterator[RecordedReading]:
    """The readings, each with what was in force before."""
    links = chains(session)
    for at, by, reason, act, undoes, code, unit, number, day, *figures in sound(session.execute(_READINGS, values)):
        period, (gone, *now), (none, *before) = month_of(number), figures[:6], figures[6:]
        was = None if none else Reading(unit, period, *figures_of(before))
        became = None if gone else Reading(unit, period, *figures_of(now))
        kind = _kind(links, act, was, became)
        yield RecordedReading(moment_of(at), by, reason, kind, act, undoes, code, was, became, date_of(day))


def _kind(links: Chains, act: int, was: Reading | None, became: Reading | None) -> CauseKind:
    """What was done to the reading."""
    undoing = links.kind(act)
    if undoing:
        return CauseKind.REDONE if undoing is ActKind.REDO else CauseKind.UNDONE
    if became is None:
        return CauseKind.WITHDRAWN
    if was is None:
        return CauseKind.LATE
    pairs = ((getattr(was, name), getattr(became, name)) for name in _FIGURES)
    return CauseKind.CORRECTED if any(a not in (None, b) for a, b in pairs) else CauseKind.COMPLETED


_FIGURES = ("month", "cumulative", "value", "numerator", "denominator")


def _goal(row: tuple[int, str, str, str, str, str, int | None, int | None]) -> RecordedGoal:
    """A goal or a part of one."""
    at, by, reason, code, unit, day, became, was = row
    old, new = (None if value is None else exact_of(value) for value in (was, became))
    return RecordedGoal(moment_of(at), by, reason, code, unit, date_of(day), old, new)
