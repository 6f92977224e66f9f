"""What the log says last of each task, asked of the database, because the log itself grows without end.

The law is the replay of the whole log (domain/lifecycle.py), to which a property test holds these answers. Each
question is one walk over the table as it lies: an index would lead to nearly all rows one by one, which takes longer.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from jytrack.domain.words import Basis, LogAction, MilestoneKind, TaskStatus
from jytrack.store.database import Session
from jytrack.store.encoding import day_text, moment_number
from jytrack.store.grouping import grouped

_KNOWN = "FROM task_log NOT INDEXED WHERE plan_id = ? AND recorded_at <= ? AND happened_on <= ?"
_UPDATED = f"SELECT task_no, max(happened_on) {_KNOWN} AND task_no IS NOT NULL GROUP BY task_no"
# Rows of one day are told apart by their ids, which are brought to one length; with max(), SQLite takes the other
# columns from the row that has the maximum.
_MOVED = (
    "SELECT last.task_no, d.name, last.place, last.to_status FROM ("  # noqa: S608
    f"SELECT task_no, department_id, max(happened_on || (1000000000000 + id)) AS place, to_status {_KNOWN} "
    "AND to_status IS NOT NULL GROUP BY task_no, department_id"
    ") last LEFT JOIN department d ON d.id = last.department_id"
)
_MILESTONES = (
    f"SELECT task_no, action, milestone, happened_on, until {_KNOWN} "
    "AND action IN ('milestone_done', 'milestone_added') ORDER BY happened_on, id"
)


@dataclass(frozen=True, slots=True)
class LastMove:
    """The status that a department (None: the task itself) came to last; a later move has a greater `place`."""

    department: str | None
    place: str
    status: TaskStatus


Added = tuple[int, str, MilestoneKind, None, str, None, Basis]
"""A milestone that was added to a task: its row as it would stand in the table of those listed."""


@dataclass(frozen=True, slots=True)
class Milestones:
    """What the log says of milestones: the day each was done, by task and name; those added, as if they were listed."""

    done: Mapping[tuple[int, str], date]
    added: tuple[Added, ...]


def updates(session: Session, plan: int, as_of: date, known_at: datetime) -> Mapping[int, date]:
    """The last day that the log tells of, by task."""
    rows = session.execute(_UPDATED, (plan, moment_number(known_at), day_text(as_of)))
    return {no: date.fromisoformat(day) for no, day in rows}


def last_moves(session: Session, plan: int, as_of: date, known_at: datetime) -> Mapping[int, tuple[LastMove, ...]]:
    """The last move of each department in each task, by task."""
    rows = session.execute(_MOVED, (plan, moment_number(known_at), day_text(as_of)))
    return grouped((no, LastMove(name, place, TaskStatus(status))) for no, name, place, status in rows)


def milestones(session: Session, plan: int, as_of: date, known_at: datetime) -> Milestones:
    """The milestones done and added."""
    done: dict[tuple[int, str], date] = {}
    added: list[Added] = []
    rows: Iterator[tuple[int, str, str, str, str]] = session.execute(
        _MILESTONES, (plan, moment_number(known_at), day_text(as_of))
    )
    for no, action, name, on, until in rows:
        if action == LogAction.MILESTONE_DONE:
            done[no, name] = date.fromisoformat(on)
        else:
            added.append((no, name, MilestoneKind.MILESTONE, None, until, None, Basis.ASSUMED))
    return Milestones(done, tuple(added))
