"""What stands in the way of an entry: a task that is over, milestones that are not done."""

from collections.abc import Collection, Iterable
from datetime import date

from jytrack.domain.plan.plan import Milestone, Task
from jytrack.domain.supervision.lifecycle import State
from jytrack.domain.supervision.nodes import opened_later, statuses, undone
from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.numerals import date_text
from jytrack.domain.values.words import LogAction, TaskStatus
from jytrack.errors import InputRefused
from jytrack.services.values.naming import called

OVER = (TaskStatus.DONE, TaskStatus.CLOSED, TaskStatus.CANCELLED)
"""Where nothing more is told of a task's milestones and extensions."""

BECAME = {
    LogAction.MILESTONE_ADDED: "新增",
    LogAction.MILESTONE_DONE: "登记完成",
    LogAction.MILESTONE_REOPENED: "重开",
    LogAction.MILESTONE_DROPPED: "撤销",
}
"""What a milestone became by an entry, as messages say it."""


def require_open(task: Task, day: date, what: str, *, over: Collection[TaskStatus] = OVER, opens: bool = False) -> None:
    """InputRefused, saying what is possible, where the task is `over` on `day` or by now.

    With `opens`, also where it was finished after `day`: nothing may be open again below a finished task.
    """
    told = list(statuses(task, day))
    (_, then), (_, latest) = told[0], told[-1]
    about = called(task)
    if latest in over:
        ways = "、".join(f"{act.label} jytrack task {act.value} {task.no}" for act in State(latest).possible)
        raise InputRefused(f"{about}现为“{latest.label}”，不能{what}；可以：{ways}")
    seen = f"那时任务是“{then.label}”" if then in over else ""
    if opens and not seen:
        finished = next((each for each, status in told if status.finished), None)
        seen = f"任务在那以后的{date_text(finished)}已经办结" if finished else ""
    if seen:
        raise InputRefused(
            f"{about}不能在{date_text(day)}{what}：{seen}；请用 --on 写晚些的日期，记录见 jytrack task show {task.no}"
        )


def require_done(task: Task, day: date) -> None:
    """InputRefused, naming them, while dated milestones of the task are not done by `day`, or are open again later."""
    about = called(task)
    if left := undone(task):
        raise InputRefused(
            f"{about}到{date_text(day)}还有{len(left)}个节点没有登记完成，不能办结：{named(left)}；"
            f"登记用 jytrack task milestone done {task.no} 节点"
        )
    later = opened_later(task, day)
    if later is not None:
        raise InputRefused(
            f"{about}的节点“{later.milestone}”于{date_text(later.on)}{BECAME[later.action]}，办结日期不能早于那天；"
            f"记录见 jytrack task show {task.no}"
        )


def require_order(task: Task, day: date, said: LogEntry | None) -> None:
    """Refuse a day before that of the milestone's last entry: its log reads the same by days and as recorded."""
    if said is not None and day < said.on:
        raise InputRefused(
            f"节点“{said.milestone}”已于{date_text(said.on)}{BECAME[said.action]}，日期不能早于那天；"
            f"记录见 jytrack task show {task.no}"
        )


def named(milestones: Iterable[Milestone]) -> str:
    """The milestones by name, as messages list them."""
    return "、".join(milestone.name for milestone in milestones)
