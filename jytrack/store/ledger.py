"""The log of tasks and decisions: entries that are only ever added, each chained by hash to all before it."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from jytrack.domain.ownership import OWNERSHIP
from jytrack.domain.plan import Decision, Evidence, LogEntry, Plan
from jytrack.domain.words import LogAction, TaskStatus
from jytrack.store.database import Session
from jytrack.store.encoding import FOREVER, day_of, day_text, moment_number, moment_of
from jytrack.store.grouping import grouped
from jytrack.store.keys import department_ids, plan_id, target_ids
from jytrack.store.moments import next_moment

_COLUMNS = (
    "plan_id", "task_no", "action", "happened_on", "recorded_at", "recorded_by", "note", "department_id",
    "from_status", "to_status", "milestone", "until", "group_id", "target_id",
)  # fmt: skip
_ENTRIES = (
    "SELECT l.id, l.task_no, l.action, l.happened_on, l.recorded_at, l.recorded_by, l.note, d.name, l.from_status, "
    "l.to_status, l.milestone, l.until, g.name, m.code "
    "FROM task_log l LEFT JOIN department d ON d.id = l.department_id LEFT JOIN department g ON g.id = l.group_id "
    "LEFT JOIN target t ON t.id = l.target_id LEFT JOIN metric m ON m.id = t.metric_id "
    "WHERE l.plan_id = ? AND l.recorded_at <= ? AND l.happened_on <= ? {which} ORDER BY l.happened_on, l.id"
)
_ALL = _ENTRIES.format(which="")
_DECISIONS = _ENTRIES.format(which="AND l.action IN ('" + "', '".join(OWNERSHIP) + "')")
_FILES = "SELECT log_id, name, size, sha256 FROM task_evidence ORDER BY log_id, position"


def append(session: Session, plan: Plan, no: int | None, entry: LogEntry) -> datetime:
    """Add `entry` to the log of task `no` (None: a decision about no task), and return when; all are the plan's.

    It is recorded at its own moment, or just after all that was recorded when the clock was put back, so that no
    entry changes what was known at an earlier moment. Its evidence is expected to be kept already.
    """
    moment = next_moment(session, entry.recorded_at)
    row, departments = plan_id(session, plan.code), department_ids(session, plan.region)
    values = (
        row,
        no,
        entry.action.value,
        entry.on.isoformat(),
        moment,
        entry.recorded_by,
        entry.note,
        departments[entry.department] if entry.department else None,
        entry.from_status.value if entry.from_status else None,
        entry.to_status.value if entry.to_status else None,
        entry.milestone,
        day_text(entry.until),
        departments[entry.group] if entry.group else None,
        target_ids(session, row)[entry.target] if entry.target else None,
    )
    digest = _digest(head(session), dict(zip(_COLUMNS, values, strict=True)), entry.evidence)
    marks = ", ".join("?" * (len(values) + 1))
    added = session.execute(
        f"INSERT INTO task_log ({', '.join(_COLUMNS)}, digest) VALUES ({marks})",  # noqa: S608
        (*values, digest),
    )
    session.executemany(
        "INSERT INTO task_evidence (log_id, position, name, size, sha256) VALUES (?, ?, ?, ?, ?)",
        [(added.lastrowid, place, file.name, file.size, file.sha256) for place, file in enumerate(entry.evidence, 1)],
    )
    return moment_of(moment)


def entries(session: Session, plan: int, as_of: date, known_at: datetime) -> list[tuple[int, LogEntry]]:
    """The log of the plan with the row `plan`, each entry with its task, known at `known_at` and dated by `as_of`.

    The entries stand in the order of the days they tell of, those of one day as they were recorded.
    """
    return [(no, entry) for no, entry in _read(session, _ALL, plan, as_of, known_at) if no is not None]


def decisions(session: Session, plan: int, as_of: date, known_at: datetime) -> tuple[Decision, ...]:
    """The decisions about owners and members, in the order of the days that they hold from."""
    return tuple(Decision(entry, no) for no, entry in _read(session, _DECISIONS, plan, as_of, known_at))


def _read(
    session: Session, statement: str, plan: int, as_of: date, known_at: datetime
) -> Iterator[tuple[int | None, LogEntry]]:
    """The entries that `statement` chooses, each with its task's number."""
    evidence = _evidence(session)
    for row, no, action, on, recorded_at, recorded_by, note, department, before, after, *rest in session.execute(
        statement, (plan, moment_number(known_at), day_text(as_of))
    ):
        milestone, until, group, target = rest
        yield (
            no,
            LogEntry(
                action=LogAction(action),
                on=date.fromisoformat(on),
                recorded_at=moment_of(recorded_at),
                recorded_by=recorded_by,
                note=note,
                department=department,
                from_status=TaskStatus(before) if before else None,
                to_status=TaskStatus(after) if after else None,
                milestone=milestone,
                until=day_of(until),
                evidence=evidence[row],
                group=group,
                target=target,
            ),
        )


def head(session: Session, known_at: datetime | None = None) -> str:
    """The hash of the last entry known at `known_at`, which pins all before it; empty for an empty log."""
    known = FOREVER if known_at is None else moment_number(known_at)
    row = session.execute(
        "SELECT digest FROM task_log WHERE recorded_at <= ? ORDER BY id DESC LIMIT 1", (known,)
    ).fetchone()
    return str(row[0]) if row else ""


def broken_entries(session: Session) -> Iterator[int]:
    """The ids of entries that were changed behind the program's back, or before which one is missing.

    A log of an earlier revision is looked through as well, with the columns that it has.
    """
    present = {name for (name,) in session.execute("SELECT name FROM pragma_table_info('task_log')")}
    columns = [column for column in _COLUMNS if column in present]
    evidence = _evidence(session) if "until" in present else grouped(())
    before, expected = "", 1
    for number, digest, *values in session.execute(
        f"SELECT id, digest, {', '.join(columns)} FROM task_log ORDER BY id"  # noqa: S608
    ):
        sound = digest == _digest(before, dict(zip(columns, values, strict=True)), evidence[number])
        if not sound or number != expected:
            yield number
        before, expected = digest, number + 1
    (given,) = session.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'task_log'").fetchone()
    if expected <= given:
        yield expected


def _evidence(session: Session) -> Mapping[int, tuple[Evidence, ...]]:
    """The files behind each entry of the log."""
    return grouped((row, Evidence(*file)) for row, *file in session.execute(_FILES))


def _digest(before: str, entry: Mapping[str, str | int | None], evidence: Sequence[Evidence]) -> str:
    """The hash over the entry before and what this one states; a column that is not stated does not count."""
    stated: dict[str, object] = {column: value for column, value in entry.items() if value is not None}
    if evidence:
        stated["evidence"] = [[file.name, file.size, file.sha256] for file in evidence]
    text = before + json.dumps(stated, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
