"""Tasks with their departments, milestones and policies, and what their log says at a moment."""

from collections.abc import Sequence
from datetime import date, datetime

from jytrack.domain.plan import LogEntry, Milestone, Policy, Task, TaskLink
from jytrack.domain.words import Basis, Frequency, LogAction, MilestoneKind, Role, TaskStatus
from jytrack.store.database import Session
from jytrack.store.encoding import day_of, day_text, moment_number, moment_of
from jytrack.store.grouping import grouped


def load_tasks(session: Session, plan: int, as_of: date, known_at: datetime) -> tuple[Task, ...]:
    """The tasks of the plan by number; status, log and `done_on` as known at `known_at` and dated by `as_of`."""
    links = grouped(_links(session, plan))
    milestones = grouped(_milestones(session, plan))
    policies = grouped(_policies(session, plan))
    log = grouped(_log(session, plan, as_of, known_at))
    rows = session.execute("SELECT no, title, section, summary FROM task WHERE plan_id = ? ORDER BY no", (plan,))
    return tuple(
        Task(
            no=no,
            title=title,
            section=section,
            summary=summary,
            links=links[no],
            milestones=_with_dates(milestones[no], log[no]),
            policies=policies[no],
            status=_status(links[no], log[no]),
            log=log[no],
        )
        for no, title, section, summary in rows
    )


def _status(links: Sequence[TaskLink], log: Sequence[LogEntry]) -> TaskStatus:
    """The last status given to the task itself or to its primary lead, 立项 before the first (interface.md)."""
    lead = links[0].department if links and links[0].role is Role.LEAD else None
    given = [entry.to_status for entry in log if entry.to_status and entry.department in (None, lead)]
    return given[-1] if given else TaskStatus.REGISTERED


def _with_dates(milestones: Sequence[Milestone], log: Sequence[LogEntry]) -> tuple[Milestone, ...]:
    """The milestones with the day on which the log says that each was done."""
    done = {entry.milestone: entry.on for entry in log if entry.action is LogAction.MILESTONE_DONE}
    return tuple(
        Milestone(m.name, m.kind, m.starts_on, m.due_on, m.frequency, m.basis, done.get(m.name)) for m in milestones
    )


def _links(session: Session, plan: int) -> list[tuple[int, TaskLink]]:
    """Departments of each task, leads first, in printed order."""
    rows = session.execute(
        "SELECT t.task_no, d.name, t.role, t.position, t.basis "
        "FROM task_department t JOIN department d ON d.id = t.department_id "
        "WHERE t.plan_id = ? ORDER BY t.task_no, t.role, t.position",
        (plan,),
    )
    return [(no, TaskLink(name, Role(role), position, Basis(basis))) for no, name, role, position, basis in rows]


def _milestones(session: Session, plan: int) -> list[tuple[int, Milestone]]:
    """Milestones of each task as listed."""
    rows = session.execute(
        "SELECT task_no, name, kind, starts_on, due_on, frequency, basis FROM milestone "
        "WHERE plan_id = ? ORDER BY task_no, position",
        (plan,),
    )
    return [
        (
            no,
            Milestone(
                name,
                MilestoneKind(kind),
                day_of(starts_on),
                day_of(due_on),
                Frequency(frequency) if frequency else None,
                Basis(basis),
            ),
        )
        for no, name, kind, starts_on, due_on, frequency, basis in rows
    ]


def _policies(session: Session, plan: int) -> list[tuple[int, Policy]]:
    """Policy figures of each task as listed."""
    rows = session.execute(
        "SELECT task_no, item, figure, condition, basis FROM policy WHERE plan_id = ? ORDER BY task_no, position",
        (plan,),
    )
    return [(no, Policy(item, figure, condition, Basis(basis))) for no, item, figure, condition, basis in rows]


def _log(session: Session, plan: int, as_of: date, known_at: datetime) -> list[tuple[int, LogEntry]]:
    """Log entries of each task by the day they tell of, of one day as they were recorded."""
    rows = session.execute(
        "SELECT l.task_no, l.action, l.happened_on, l.recorded_at, l.recorded_by, l.note, d.name, "
        "l.from_status, l.to_status, l.milestone FROM task_log l LEFT JOIN department d ON d.id = l.department_id "
        "WHERE l.plan_id = ? AND l.recorded_at <= ? AND l.happened_on <= ? ORDER BY l.task_no, l.happened_on, l.id",
        (plan, moment_number(known_at), day_text(as_of)),
    )
    return [
        (
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
            ),
        )
        for no, action, on, recorded_at, recorded_by, note, department, before, after, milestone in rows
    ]
