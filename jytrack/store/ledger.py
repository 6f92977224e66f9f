"""The task log: entries that are only ever added, each chained by hash to all before it."""

import hashlib
import json
from collections.abc import Iterator, Mapping

from jytrack.domain.plan import LogEntry, Plan
from jytrack.store.database import Session
from jytrack.store.keys import department_ids, plan_id
from jytrack.store.moments import next_moment

_COLUMNS = (
    "plan_id, task_no, action, happened_on, recorded_at, recorded_by, note, department_id, from_status, to_status, "
    "milestone"
)


def append(session: Session, plan: Plan, no: int, entry: LogEntry) -> None:
    """Add `entry` to the log of task `no`; task and department are the plan's.

    It is recorded at its own moment, or just after all that was recorded when the clock was put back, so that no
    entry changes what was known at an earlier moment.
    """
    row = plan_id(session, plan.code)
    values = (
        row,
        no,
        entry.action.value,
        entry.on.isoformat(),
        next_moment(session, entry.recorded_at),
        entry.recorded_by,
        entry.note,
        department_ids(session, plan.region)[entry.department] if entry.department else None,
        entry.from_status.value if entry.from_status else None,
        entry.to_status.value if entry.to_status else None,
        entry.milestone,
    )
    digest = _digest(head(session), dict(zip(_COLUMNS.split(", "), values, strict=True)))
    marks = ", ".join("?" * (len(values) + 1))
    session.execute(f"INSERT INTO task_log ({_COLUMNS}, digest) VALUES ({marks})", (*values, digest))  # noqa: S608


def head(session: Session) -> str:
    """The hash of the last entry, which pins the whole log behind it; empty for an empty log."""
    row = session.execute("SELECT digest FROM task_log ORDER BY id DESC LIMIT 1").fetchone()
    return str(row[0]) if row else ""


def broken_entries(session: Session) -> Iterator[int]:
    """The ids of entries that were changed behind the program's back, or before which one is missing."""
    before, expected = "", 1
    for number, digest, *values in session.execute(f"SELECT id, digest, {_COLUMNS} FROM task_log ORDER BY id"):  # noqa: S608
        sound = digest == _digest(before, dict(zip(_COLUMNS.split(", "), values, strict=True)))
        if not sound or number != expected:
            yield number
        before, expected = digest, number + 1
    (given,) = session.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'task_log'").fetchone()
    if expected <= given:
        yield expected


def _digest(before: str, entry: Mapping[str, str | int | None]) -> str:
    """The hash over the entry before and what this one states; a column that is not stated does not count."""
    stated = {column: value for column, value in entry.items() if value is not None}
    text = before + json.dumps(stated, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
