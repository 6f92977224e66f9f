"""What people call things: departments, targets and tasks found by any accepted spelling."""

from collections.abc import Mapping
from typing import TypeVar

from jytrack.domain.accounts.accountability import Account
from jytrack.domain.accounts.standing import PlanStanding, Standing
from jytrack.domain.plan.parts import UNASSIGNED
from jytrack.domain.plan.plan import Department, Milestone, Plan, Task
from jytrack.domain.plan.target import Target
from jytrack.domain.supervision.supervision import TaskStanding
from jytrack.errors import NotFound
from jytrack.intake.values.nearest import nearest
from jytrack.intake.values.spelling import spelling

T = TypeVar("T")


def departments_by_spelling(plan: Plan) -> dict[str, Department]:
    """Every accepted spelling of a department's name; a printed name wins over another's alias."""
    found = {spelling(alias): item for item in plan.departments for alias in item.aliases}
    return found | {spelling(item.name): item for item in plan.departments}


def targets_by_spelling(plan: Plan) -> dict[str, Target]:
    """Every accepted spelling of a target: its code, its metric's name and aliases."""
    found = {spelling(alias): item for item in plan.targets for alias in item.metric.aliases}
    return found | {spelling(name): item for item in plan.targets for name in (item.metric.name, item.code)}


def find_department(plan: Plan, text: str) -> Department:
    """The department called `text`; NotFound with the nearest known one."""
    known = departments_by_spelling(plan)
    if len(names := text.split("、")) > 1 and spelling(text) not in known:
        raise NotFound(f"“{text}”是 {len(names)} 个单位，一次写一个；名单见 jytrack report accountability")
    return _find(known, text, "单位", "jytrack report accountability")


def account_name(plan: Plan, text: str) -> str:
    """The printed name of the row called `text`, 牵头单位未明确 among them; NotFound when it is no department."""
    return UNASSIGNED if spelling(text) == spelling(UNASSIGNED) else find_department(plan, text).name


def find_account(standing: PlanStanding, text: str) -> Account:
    """The row of the accountability table called `text`, 牵头单位未明确 among them; NotFound when there is none."""
    known = {account.department: account for account in standing.accountability.accounts}
    name = account_name(standing.plan, text)
    if name not in known:
        raise NotFound(f"“{name}”不承担任务，也不填报；名单见 jytrack report accountability")
    return known[name]


def find_target(plan: Plan, text: str) -> Target:
    """The target called `text`; NotFound with the nearest known one."""
    return _find(targets_by_spelling(plan), text, "指标", "jytrack target list")


def find_task(standing: Standing, no: int) -> TaskStanding:
    """The task numbered `no`; NotFound when the plan has none."""
    for item in standing.tasks:
        if item.task.no == no:
            return item
    raise _no_task(no)


def plan_task(plan: Plan, no: int) -> Task:
    """The plan's task numbered `no`; NotFound when it has none."""
    for task in plan.tasks:
        if task.no == no:
            return task
    raise _no_task(no)


def find_milestone(task: Task, text: str) -> Milestone:
    """The task's milestone, window or checklist item called `text`; NotFound with the nearest one by its name."""
    known = {spelling(milestone.name): milestone for milestone in task.milestones}
    key = spelling(text)
    if key in known:
        return known[key]
    guess = nearest(key, known)
    hint = f"，是不是“{known[guess].name}”" if guess else ""
    raise NotFound(f"任务 {task.no} 没有节点“{text}”{hint}；节点名称见 jytrack task show {task.no}")


def called(task: Task) -> str:
    """A task as messages name it."""
    return f"任务 {task.no}（{task.title}）"


def _no_task(no: int) -> NotFound:
    """There is no such task."""
    return NotFound(f"方案里没有任务 {no}，全部任务见 jytrack task list")


def _find(known: Mapping[str, T], text: str, what: str, command: str) -> T:
    key = spelling(text)
    if key in known:
        return known[key]
    guess = nearest(key, known)
    hint = f"，是不是“{guess}”" if guess else ""
    raise NotFound(f"没有{what}“{text}”{hint}；名单见 {command}")
