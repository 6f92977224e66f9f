"""Tasks: looked at, and moved on in the append-only log."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Protocol

from jytrack.domain.numerals import date_text
from jytrack.domain.plan import LogEntry, Task
from jytrack.domain.supervision import TaskStanding
from jytrack.domain.words import Colour, LogAction, MilestoneKind, Role, TaskStatus
from jytrack.errors import InputRefused, NotFound, UsageError
from jytrack.reports import tasks as report
from jytrack.services.answer import Answer
from jytrack.services.desk import Desk
from jytrack.services.naming import find_department, find_task
from jytrack.services.reporting import stand_plan
from jytrack.store import ledger


@dataclass(frozen=True, slots=True)
class Filter:
    """Which tasks to list; None lets all pass. `role` asks for the department's own role, or for any one's."""

    department: str | None = None
    role: Role | None = None
    section: str | None = None
    status: TaskStatus | None = None
    light: Colour | None = None

    def passes(self, standing: TaskStanding) -> bool:
        """Whether the task is wanted; `department` holds the printed name by now."""
        task = standing.task
        roles = (self.role,) if self.role else tuple(Role)
        return (
            (self.department is None or any(self.department in task.departments(role) for role in roles))
            and (self.role is None or bool(task.departments(self.role)))
            and (self.section is None or self.section in task.section)
            and (self.status is None or task.status is self.status)
            and (self.light is None or (standing.light is not None and standing.light.colour is self.light))
        )


def list_tasks(desk: Desk, wanted: Filter, as_of: date | None, known_at: datetime | None) -> Answer:
    """The tasks that pass the filter, in the plan's order."""
    standing = stand_plan(desk, as_of, known_at)
    if wanted.department:
        wanted = replace(wanted, department=find_department(standing.plan, wanted.department).name)
    return Answer(report.list_report(standing, [item for item in standing.tasks if wanted.passes(item)]))


def show(desk: Desk, no: int, as_of: date | None, known_at: datetime | None) -> Answer:
    """One task on one page."""
    standing = stand_plan(desk, as_of, known_at)
    return Answer(report.show_report(standing, find_task(standing, no)))


def note(desk: Desk, no: int, text: str, on: date | None) -> str:
    """Put a note into the task's log; what was recorded, for the clerk."""
    if not text.strip():
        raise UsageError(f"备注是空的，写法：jytrack task note {no} 文字")
    with _task_to_change(desk, no, on) as (task, append):
        append(LogAction.NOTE, text.strip())
    return f"已记入任务 {task.no}（{task.title}）"


def move(desk: Desk, no: int, status: TaskStatus, text: str, on: date | None) -> str:
    """Move the task to `status`; what was recorded, for the clerk."""
    with _task_to_change(desk, no, on) as (task, append):
        if task.status is status:
            raise InputRefused(f"任务 {no} 已经是“{status.label}”，现状见 jytrack task show {no}")
        append(LogAction.STATUS, text, from_status=task.status, to_status=status)
    return f"任务 {no}（{task.title}）：{task.status.label} → {status.label}"


def finish_milestone(desk: Desk, no: int, name: str, text: str, on: date | None) -> str:
    """Record that the task's milestone or checklist item `name` was done; what was recorded, for the clerk."""
    with _task_to_change(desk, no, on) as (task, append):
        milestone = next((m for m in task.milestones if m.name == name and m.kind is not MilestoneKind.WINDOW), None)
        if milestone is None:
            raise NotFound(f"任务 {no} 没有节点“{name}”，节点名称见 jytrack task show {no}")
        if milestone.done_on is not None:
            raise InputRefused(f"节点“{name}”已登记完成（{date_text(milestone.done_on)}），见 jytrack task show {no}")
        append(LogAction.MILESTONE_DONE, text, milestone=name)
    return f"任务 {no}（{task.title}）：节点“{name}”已完成"


class _Append(Protocol):
    def __call__(self, action: LogAction, note: str, **details: TaskStatus | str) -> None: ...


@contextmanager
def _task_to_change(desk: Desk, no: int, on: date | None) -> Iterator[tuple[Task, _Append]]:
    """The task as of the day the change is dated, and how to append to its log, in one transaction."""
    day = on or desk.today
    if day > desk.today:
        raise UsageError(
            f"日期 {date_text(day)} 还没到；请写今天或以前，如 --on {desk.today}，用法见 jytrack task --help"
        )
    with desk.database.writing() as session:
        plan, _ = desk.open_plan(session, day)
        task = next((task for task in plan.tasks if task.no == no), None)
        if task is None:
            raise NotFound(f"方案里没有任务 {no}，全部任务见 jytrack task list")

        def append(action: LogAction, note: str, **details: Any) -> None:
            ledger.append(session, plan, no, LogEntry(action, day, desk.now, desk.actor, note, **details))

        yield task, append
