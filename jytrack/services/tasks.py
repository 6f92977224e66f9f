"""Tasks: looked at, and moved on in the append-only log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from jytrack.domain.accountability import UNASSIGNED, parts
from jytrack.domain.lifecycle import TO_REACH
from jytrack.domain.numerals import date_text
from jytrack.domain.plan import Task
from jytrack.domain.supervision import TaskStanding
from jytrack.domain.words import Colour, LogAction, MilestoneKind, Part, TaskGrouping, TaskOrder, TaskStatus
from jytrack.errors import InputRefused, NotFound, UsageError
from jytrack.reports import board as board_report
from jytrack.reports import tasklist
from jytrack.reports import tasks as report
from jytrack.services import supervising
from jytrack.services.answer import Answer
from jytrack.services.desk import Desk
from jytrack.services.naming import find_department, find_task
from jytrack.services.reporting import open_tasks, stand_plan
from jytrack.services.supervising import Ground


@dataclass(frozen=True, slots=True)
class Filter:
    """Which tasks to list; None lets all pass. `part` asks for the department's own part, or for any one's.

    A department has the part that its account counts (domain.md §3, Accountability): in its strongest only, and as a
    member of its groups.
    """

    department: str | None = None
    part: Part | None = None
    section: str | None = None
    status: TaskStatus | None = None
    light: Colour | None = None
    overdue: bool = False

    def passes(self, standing: TaskStanding, members: Mapping[str, Sequence[str]]) -> bool:
        """Whether the task is wanted; `department` holds the printed name by now, `members` opens the groups."""
        task = standing.task
        return (
            self._has_part(task, members)
            and (self.section is None or self.section in task.section)
            and (self.status is None or task.status is self.status)
            and (self.light is None or (standing.light is not None and standing.light.colour is self.light))
            and not (self.overdue and not standing.overdue)
        )

    def _has_part(self, task: Task, members: Mapping[str, Sequence[str]]) -> bool:
        """Whether the department, or any, has the part asked for, or any."""
        if self.department is None and self.part is None:
            return True
        return any(
            name != UNASSIGNED and self.department in (None, name) and self.part in (None, part)
            for name, part in parts(task, members).items()
        )


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How the tasks are laid out: under which headings, if any, and in which order."""

    by: TaskGrouping | None = None
    order: TaskOrder = TaskOrder.PLAN


def list_tasks(
    desk: Desk, wanted: Filter, laid_out: Arrangement, as_of: date | None, known_at: datetime | None
) -> Answer:
    """The tasks that pass the filter, in the order asked for."""
    standing = stand_plan(desk, as_of, known_at)
    plan = standing.plan
    if wanted.department:
        wanted = replace(wanted, department=find_department(plan, wanted.department).name)
    members = {department.name: department.members for department in plan.departments}
    found = [item for item in standing.tasks if wanted.passes(item, members)]
    if laid_out.order is TaskOrder.OVERDUE:
        found.sort(key=tasklist.overdue_first)
    return Answer(tasklist.list_report(standing, found, laid_out.by))


def board(desk: Desk, as_of: date | None, known_at: datetime | None) -> Answer:
    """The tasks on one screen, for a meeting."""
    return Answer(board_report.report(stand_plan(desk, as_of, known_at, open_tasks)))


def show(desk: Desk, no: int, as_of: date | None, known_at: datetime | None) -> Answer:
    """One task on one page."""
    standing = stand_plan(desk, as_of, known_at, lambda *_: (no,))
    return Answer(report.show_report(standing, find_task(standing, no)))


def note(desk: Desk, ground: Ground) -> str:
    """Put a note into the task's log; what was recorded, for the clerk."""
    if not ground.note.strip():
        raise UsageError(f"备注是空的，写法：jytrack task note {ground.no} 文字")
    with supervising.opened(desk, ground.no, ground.on, all_year=True) as here:
        supervising.log(desk, here, ground, LogAction.NOTE)
    return f"已记入任务 {here.task.no}（{here.task.title}）{supervising.dated(desk, here)}"


def move(desk: Desk, status: TaskStatus, ground: Ground) -> list[str]:
    """Bring the task to `status` by the one act that leads there, where it is legal; as `supervising.move`."""
    if status not in TO_REACH:
        acts = "、".join(reached.label for reached in TO_REACH)
        raise UsageError(f"任务不能改为“{status.label}”，可以改为：{acts}；现状见 jytrack task show {ground.no}")
    return supervising.move(desk, TO_REACH[status], ground)


def finish_milestone(desk: Desk, name: str, ground: Ground) -> str:
    """Record that the task's milestone or checklist item `name` was done; what was recorded, for the clerk."""
    with supervising.opened(desk, ground.no, ground.on, all_year=True) as here:
        milestone = supervising.find_milestone(here.task, name)
        if milestone.kind is MilestoneKind.WINDOW:
            raise NotFound(f"“{name}”是政策窗口，只作提醒，没有完成一说；节点名称见 jytrack task show {ground.no}")
        done = next((e for e in here.task.log if e.action is LogAction.MILESTONE_DONE and e.milestone == name), None)
        if done is not None:
            raise InputRefused(f"节点“{name}”已登记完成（{date_text(done.on)}），见 jytrack task show {ground.no}")
        supervising.log(desk, here, ground, LogAction.MILESTONE_DONE, name)
    late = (here.day - milestone.due_on).days if milestone.due_on else 0
    words = f"，原定 {date_text(milestone.due_on)}，迟 {late} 天" if milestone.due_on and late > 0 else ""
    return f"任务 {here.task.no}（{here.task.title}）：节点“{name}”已完成{words}{supervising.dated(desk, here)}"


def add_milestone(desk: Desk, name: str, due_on: date, ground: Ground) -> str:
    """Add the milestone `name`, due on a day, to the task; what was recorded, for the clerk."""
    name = name.strip()
    if not name or not ground.note.strip():
        raise UsageError(f"新增节点要写名称和依据：jytrack task milestone add {ground.no} 名称 --due 日期 --note 依据")
    with supervising.opened(desk, ground.no, ground.on) as here:
        logged = {entry.milestone for entry in here.task.log if entry.action is LogAction.MILESTONE_ADDED}
        if name in logged | {milestone.name for milestone in here.task.milestones}:
            raise InputRefused(f"任务 {ground.no} 已有节点“{name}”，见 jytrack task show {ground.no}")
        if due_on < here.day:
            raise InputRefused(
                f"节点的日期 {date_text(due_on)} 早于登记它的 {date_text(here.day)}；"
                f"要补记请同时写 --on，现状见 jytrack task show {ground.no}"
            )
        supervising.log(desk, here, ground, LogAction.MILESTONE_ADDED, name, due_on)
    about = f"任务 {here.task.no}（{here.task.title}）"
    return f"{about}：新增节点“{name}”，{date_text(due_on)} 到期{supervising.dated(desk, here)}"
