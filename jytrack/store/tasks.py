"""Tasks with their departments, milestones and policies, and what their log says at a moment."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from jytrack.domain.lifecycle import replay
from jytrack.domain.ownership import with_lead
from jytrack.domain.plan import LogEntry, Milestone, Policy, Task, TaskLink
from jytrack.domain.words import Basis, Frequency, LogAction, MilestoneKind, Role, TaskStatus
from jytrack.store import ledger
from jytrack.store.database import Session
from jytrack.store.encoding import FOREVER, day_of, moment_of
from jytrack.store.grouping import grouped
from jytrack.store.keys import plan_id


def load_tasks(
    session: Session, plan: int, as_of: date, known_at: datetime, leads: Mapping[int | None, LogEntry]
) -> tuple[Task, ...]:
    """The tasks of the plan by number; status, log and `done_on` as known at `known_at` and dated by `as_of`.

    `leads` are the leads that the office decided on, which stand where the plan prints none.
    """
    printed = grouped(_links(session, plan))
    milestones = grouped(_milestones(session, plan))
    policies = grouped(_policies(session, plan))
    log = grouped(ledger.entries(session, plan, as_of, known_at))
    rows = session.execute(
        "SELECT no, title, section, summary FROM task WHERE plan_id = ? ORDER BY no", (plan,)
    ).fetchall()
    links = {no: with_lead(printed[no], leads.get(no)) for no, *_ in rows}
    return tuple(
        Task(
            no=no,
            title=title,
            section=section,
            summary=summary,
            links=links[no],
            milestones=_with_log(milestones[no], log[no]),
            policies=policies[no],
            status=_status(links[no], log[no]),
            log=log[no],
        )
        for no, title, section, summary in rows
    )


def full_log(session: Session, plan: str, no: int) -> tuple[LogEntry, ...]:
    """All that was ever recorded of the task `no` of `plan`, whatever the clock says, by the day it tells of."""
    everything = ledger.entries(session, plan_id(session, plan), date.max, moment_of(FOREVER))
    return tuple(entry for task, entry in everything if task == no)


def _status(links: Sequence[TaskLink], log: Sequence[LogEntry]) -> TaskStatus:
    """A task's status is its primary lead's (interface.md)."""
    lead = links[0].department if links and links[0].role is Role.LEAD else None
    return replay(log, {lead}, primary=True).status


def _with_log(milestones: Sequence[Milestone], log: Sequence[LogEntry]) -> tuple[Milestone, ...]:
    """The milestones listed and added, with what the log says of each: the day it was done, the day granted instead."""
    done = {entry.milestone: entry.on for entry in log if entry.action is LogAction.MILESTONE_DONE}
    granted = {entry.milestone: entry.until for entry in log if entry.action is LogAction.EXTENSION_APPROVED}
    added = (
        Milestone(entry.milestone, MilestoneKind.MILESTONE, due_on=entry.until, basis=Basis.ASSUMED)
        for entry in log
        if entry.action is LogAction.MILESTONE_ADDED and entry.milestone
    )
    return tuple(
        replace(each, done_on=done.get(each.name), postponed_to=granted.get(each.name))
        for each in (*milestones, *added)
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
