"""What the log says last of each task, asked of the database, because the log itself grows without end.

The law is the replay of the whole log (domain/supervision/lifecycle.py), to which a property test holds these answers.
Each question is one walk over the table as it lies: an index would lead to nearly all rows one by one, which takes
longer.
"""

from collections.abc import Mapping
from datetime import date, datetime

from jytrack.domain.plan.feedback import WRITTEN_BACK
from jytrack.domain.values.log import LastMove
from jytrack.domain.values.period import Period
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import LogAction, TaskStatus
from jytrack.store.database.database import Session
from jytrack.store.values.encoding import date_of, day_text, moment_number, sound, word_of
from jytrack.store.values.grouping import grouped
from jytrack.store.values.listed import words

# The plus keeps the index off.
_KNOWN = "FROM task_log WHERE +plan_id = ? AND recorded_at <= ? AND happened_on <= ?"
_BACK = words(action.value for action in WRITTEN_BACK)
# Who leads a task or a target, and that the office urged, is no news of the work.
_UPDATED = (
    f"SELECT task_no, max(happened_on) {_KNOWN} AND task_no IS NOT NULL "
    f"AND action NOT IN ('task_owner', 'target_owner', 'urged') AND action NOT IN {_BACK} GROUP BY task_no"
)
# What came back on forms may have been taken back since.
_WRITTEN_BACK = f"SELECT task_no, action, happened_on, note {_KNOWN} AND action IN {_BACK} ORDER BY id"
_MOVED = (
    "SELECT moved.task_no, d.name, moved.happened_on, moved.id, moved.to_status FROM ("  # noqa: S608
    "SELECT task_no, department_id, happened_on, id, to_status, row_number() OVER "
    f"(PARTITION BY task_no, department_id ORDER BY happened_on DESC, id DESC) AS place {_KNOWN} "
    "AND to_status IS NOT NULL"
    ") AS moved LEFT JOIN department d ON d.id = moved.department_id WHERE moved.place = 1 "
    "ORDER BY moved.task_no, moved.department_id NULLS FIRST"
)
_MILESTONES = (
    f"SELECT task_no, action, milestone, happened_on, until {_KNOWN} "
    "AND action IN ('milestone_done', 'milestone_reopened', 'milestone_added', 'milestone_dropped') "
    "ORDER BY happened_on, id"
)

_EQUALLY_LONG = 10**12
"""Added to ids, so that they follow one another as texts do."""


@valueclass
class Milestones:
    """What the log says of milestones, by task and name: the day each was done; of those added, since when and due."""

    done: Mapping[tuple[int, str], date]
    added: Mapping[tuple[int, str], tuple[date, date]]


def updates(session: Session, plan: int, as_of: date, known_at: datetime) -> Mapping[int, date]:
    """The last day on which the log tells of the work, by task."""
    asked = plan, moment_number(known_at), day_text(as_of)
    found = {no: date_of(day) for no, day in session.execute(_UPDATED, asked)}
    said = {
        (no, action, Period.of(date_of(day))): (date_of(day), note)
        for no, action, day, note in sound(session.execute(_WRITTEN_BACK, asked))
    }
    for (no, _, _), (day, note) in said.items():
        if note:
            found[no] = max(day, found.get(no, day))
    return found


def last_moves(session: Session, plan: int, as_of: date, known_at: datetime) -> Mapping[int, tuple[LastMove, ...]]:
    """The last move of each department in each task, by task."""
    rows = session.execute(_MOVED, (plan, moment_number(known_at), day_text(as_of)))
    return grouped(
        (no, LastMove(name, word_of(TaskStatus, status), date_of(day), f"{day}{_EQUALLY_LONG + row}"))
        for no, name, day, row, status in sound(rows)
    )


def milestones(session: Session, plan: int, as_of: date, known_at: datetime) -> Milestones:
    """The milestones done and added, without those that were opened again or dropped since."""
    done: dict[tuple[int, str], date] = {}
    added: dict[tuple[int, str], tuple[date, date]] = {}
    rows = session.execute(_MILESTONES, (plan, moment_number(known_at), day_text(as_of)))
    for no, action, name, on, until in sound(rows):
        match action:
            case LogAction.MILESTONE_DONE:
                done[no, name] = date_of(on)
            case LogAction.MILESTONE_REOPENED:
                done.pop((no, name), None)
            case LogAction.MILESTONE_ADDED:
                added[no, name] = date_of(on), date_of(until)
            case LogAction.MILESTONE_DROPPED:
                added.pop((no, name), None)
    return Milestones(done, added)
