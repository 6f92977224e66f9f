"""Tasks: looked at, and moved on in the append-only log."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from jytrack.domain.lifecycle import TO_REACH
from jytrack.domain.numerals import date_text
from jytrack.domain.supervision import TaskStanding
from jytrack.domain.words import Colour, LogAction, MilestoneKind, Role, TaskStatus
from jytrack.errors import InputRefused, NotFound, UsageError
from jytrack.reports import tasks as report
from jytrack.services import supervising
from jytrack.services.answer import Answer
from jytrack.services.desk import Desk
from jytrack.services.naming import find_department, find_task
from jytrack.services.reporting import stand_plan
from jytrack.services.supervising import Ground


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
