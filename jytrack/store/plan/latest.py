"""What the log says last of each task, asked of the database, because the log itself grows without end.

The law is the replay of the whole log (domain/supervision/lifecycle.py), to which a property test holds these answers.
Each question is one walk over the table as it lies: an index would lead to nearly all rows one by one, which takes
longer.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from jytrack.domain.values.log import LastMove
from jytrack.domain.values.words import LogAction, TaskStatus
from jytrack.store.database.database import Session
from jytrack.store.values.encoding import day_text, moment_number
from jytrack.store.values.grouping import grouped

_KNOWN = "FROM task_log NOT INDEXED WHERE plan_id = ? AND recorded_at <= ? AND happened_on <= ?"
# Who leads a task or a target is no news of the work.
_UPDATED = (
    f"SELECT task_no, max(happened_on) {_KNOWN} AND task_no IS NOT NULL "
    "AND action NOT IN ('task_owner', 'target_owner') GROUP BY task_no"
)
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
    "AND action IN ('milestone_done', 'milestone_reopened', 'milestone_added', 'milestone_dropped') "
    "ORDER BY happened_on, id"
)


@dataclass(frozen=True, slots=True)
class Milestones:
    """What the log says of milestones, by task and name: the day each was done; of those added, since when and due."""

    done: Mapping[tuple[int, str], date]
    added: Mapping[tuple[int, str], tuple[date, date]]


def updates(session: Session, plan: int, as_of: date, known_at: datetime) -> Mapping[int, date]:
    """The last day on which the log tells of the work, by task."""
    rows = session.execute(_UPDATED, (plan, moment_number(known_at), day_text(as_of)))
    return {no: date.fromisoformat(day) for no, day in rows}


def last_moves(session: Session, plan: int, as_of: date, known_at: datetime) -> Mapping[int, tuple[LastMove, ...]]:
    """The last move of each department in each task, by task."""
    rows = session.execute(_MOVED, (plan, moment_number(known_at), day_text(as_of)))
    return grouped(
        (no, LastMove(name, TaskStatus(status), date.fromisoformat(place[:10]), place))
        for no, name, place, status in rows
    )


def milestones(session: Session, plan: int, as_of: date, known_at: datetime) -> Milestones:
    """The milestones done and added, without those that were opened again or dropped since."""
    done: dict[tuple[int, str], date] = {}
    added: dict[tuple[int, str], tuple[date, date]] = {}
    rows: Iterator[tuple[int, str, str, str, str]] = session.execute(
        _MILESTONES, (plan, moment_number(known_at), day_text(as_of))
    )
    for no, action, name, on, until in rows:
        match action:
            case LogAction.MILESTONE_DONE:
                done[no, name] = date.fromisoformat(on)
            case LogAction.MILESTONE_REOPENED:
                done.pop((no, name), None)
            case LogAction.MILESTONE_ADDED:
                added[no, name] = date.fromisoformat(on), date.fromisoformat(until)
            case LogAction.MILESTONE_DROPPED:
                added.pop((no, name), None)
    return Milestones(done, added)
