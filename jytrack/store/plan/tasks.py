"""Tasks with their departments, milestones and policies, and what their log says at a moment."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from jytrack.domain.plan.ownership import with_lead
from jytrack.domain.plan.plan import Milestone, Plan, Policy, Task, TaskLink
from jytrack.domain.supervision.lifecycle import last_move
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.log import LastMove, LogEntry
from jytrack.domain.values.words import Basis, Frequency, LogAction, MilestoneKind, Role, TaskStatus
from jytrack.store.database.database import Session
from jytrack.store.database.keys import plan_id
from jytrack.store.plan import latest, ledger
from jytrack.store.plan.latest import Milestones
from jytrack.store.values.encoding import FOREVER, day_of, moment_of, sound, word_of
from jytrack.store.values.grouping import grouped


def load_tasks(
    session: Session,
    plan: int,
    as_of: date,
    known_at: datetime,
    leads: Mapping[int | None, LogEntry],
    extensions: Mapping[int, tuple[LogEntry, ...]],
) -> tuple[Task, ...]:
    """The tasks of the plan by number, without their logs; what these say is as known at `known_at`, dated by `as_of`.

    `leads` are the leads that the office decided on, which stand where the plan prints none; `extensions` what the log
    tells of these, by task.
    """
    printed = grouped(_links(session, plan))
    moves = latest.last_moves(session, plan, as_of, known_at)
    updates = latest.updates(session, plan, as_of, known_at)
    milestones = grouped(_milestones(session, plan, latest.milestones(session, plan, as_of, known_at), extensions))
    policies = grouped(_policies(session, plan))
    rows = list(
        sound(session.execute("SELECT no, title, section, summary FROM task WHERE plan_id = ? ORDER BY no", (plan,)))
    )
    links = {no: with_lead(printed[no], leads.get(no)) for no, *_ in rows}
    return tuple(
        Task(
            no=no,
            title=title,
            section=section,
            summary=summary,
            links=links[no],
            milestones=milestones[no],
            policies=policies[no],
            status=_status(links[no], moves[no]),
            updated_on=updates.get(no),
            last_moves=moves[no],
            extension_log=extensions[no],
        )
        for no, title, section, summary in rows
    )


def with_logs(session: Session, plan: Plan, tasks: Collection[int], clock: Clock) -> Plan:
    """The plan with the whole logs of some `tasks`, as known at the clock."""
    if not tasks:
        return plan
    found = ledger.logs(session, plan_id(session, plan.code), tasks, clock.as_of, clock.known_at)
    return replace(plan, tasks=tuple(replace(task, log=found[task.no]) for task in plan.tasks))


def full_log(session: Session, plan: str, no: int) -> tuple[LogEntry, ...]:
    """All that was ever recorded of the task `no` of `plan`, whatever the clock says, by the day it tells of."""
    return full_logs(session, plan, (no,))[no]


def full_logs(session: Session, plan: str, numbers: Collection[int]) -> Mapping[int, tuple[LogEntry, ...]]:
    """The same of several tasks, by number."""
    return ledger.logs(session, plan_id(session, plan), numbers, date.max, moment_of(FOREVER))


def _status(links: Sequence[TaskLink], moves: Iterable[LastMove]) -> TaskStatus:
    """A task's status is its primary lead's (interface.md); a move that names no department is the lead's too."""
    lead = links[0].department if links and links[0].role is Role.LEAD else None
    last = last_move(moves, {lead}, primary=True)
    return last.status if last else TaskStatus.REGISTERED


def _links(session: Session, plan: int) -> list[tuple[int, TaskLink]]:
    """Departments of each task, leads first, in printed order."""
    rows = session.execute(
        "SELECT t.task_no, d.name, t.role, t.position, t.basis "
        "FROM task_department t JOIN department d ON d.id = t.department_id "
        "WHERE t.plan_id = ? ORDER BY t.task_no, t.role, t.position",
        (plan,),
    )
    return [
        (no, TaskLink(name, word_of(Role, role), position, word_of(Basis, basis)))
        for no, name, role, position, basis in sound(rows)
    ]


def _milestones(
    session: Session, plan: int, said: Milestones, extensions: Mapping[int, tuple[LogEntry, ...]]
) -> Iterator[tuple[int, Milestone]]:
    """Milestones of each task, listed and added, with the days on which they were done and postponed to."""
    granted = {
        (no, entry.milestone): entry.until
        for no, entries in extensions.items()
        for entry in entries
        if entry.action is LogAction.EXTENSION_APPROVED
    }
    rows = session.execute(
        "SELECT task_no, name, kind, starts_on, due_on, frequency, basis FROM milestone "
        "WHERE plan_id = ? ORDER BY task_no, position",
        (plan,),
    )
    listed = list(sound(rows))
    for no, name, kind, starts_on, due_on, frequency, basis in listed:
        yield (
            no,
            Milestone(
                name,
                word_of(MilestoneKind, kind),
                day_of(starts_on),
                day_of(due_on),
                word_of(Frequency, frequency) if frequency else None,
                word_of(Basis, basis),
                said.done.get((no, name)),
                granted.get((no, name)),
            ),
        )
    names = {(no, name) for no, name, *_ in listed}  # what the plan lists by now is the plan's own
    for (no, name), (added_on, due_on) in said.added.items():
        if (no, name) not in names:
            yield (
                no,
                Milestone(
                    name,
                    MilestoneKind.MILESTONE,
                    due_on=due_on,
                    basis=Basis.ASSUMED,
                    done_on=said.done.get((no, name)),
                    postponed_to=granted.get((no, name)),
                    added_on=added_on,
                ),
            )


def _policies(session: Session, plan: int) -> list[tuple[int, Policy]]:
    """Policy figures of each task as listed."""
    rows = session.execute(
        "SELECT task_no, item, figure, condition, basis FROM policy WHERE plan_id = ? ORDER BY task_no, position",
        (plan,),
    )
    return [
        (no, Policy(item, figure, condition, word_of(Basis, basis)))
        for no, item, figure, condition, basis in sound(rows)
    ]
