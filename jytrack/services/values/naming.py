"""What people call things: departments, targets and tasks found by any accepted spelling."""

import re

from jytrack.domain.accounts.accountability import Account
from jytrack.domain.accounts.standing import PlanStanding, Standing
from jytrack.domain.plan.parts import UNASSIGNED
from jytrack.domain.plan.plan import Department, Milestone, Plan, Task
from jytrack.domain.plan.target import Target
from jytrack.domain.supervision.supervision import TaskStanding
from jytrack.domain.values.numerals import date_text, plain
from jytrack.domain.values.spoken import cardinal
from jytrack.errors import NotFound
from jytrack.intake.values.spelling import spelling
from jytrack.services.values.finding import Kind, find

_NUMBERED = re.compile(r"(?:任务|第)*([0-9]{1,4}|[一二三四五六七八九十]{1,3})(?:项任务|项|号|个)?")
_IN_WORDS = {cardinal(number): number for number in range(1, 100)}


def departments_by_spelling(plan: Plan) -> dict[str, Department]:
    """Every accepted spelling of a department's name; a printed name wins over another's alias."""
    found = {spelling(alias): item for item in plan.departments for alias in item.aliases}
    return found | {spelling(item.name): item for item in plan.departments}


def targets_by_spelling(plan: Plan) -> dict[str, Target]:
    """Every accepted spelling of a target: its code, its metric's name and aliases."""
    found = {spelling(alias): item for item in plan.targets for alias in item.metric.aliases}
    return found | {spelling(name): item for item in plan.targets for name in (item.metric.name, item.code)}


def find_department(plan: Plan, text: str) -> Department:
    """The department called `text`; NotFound with those that it may be, or the nearest known one."""
    known = departments_by_spelling(plan)
    if len(names := re.split("[、，,；;]", text)) > 1 and spelling(text) not in known:
        raise NotFound(f"“{text}”是{len(names)}个单位，一次写一个；名单见 jytrack report accountability")
    is_target = spelling(text) in targets_by_spelling(plan)
    return find(known, text, Kind("单位", "jytrack report accountability", lambda each: each.name), "指标" * is_target)


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
    """The target called `text`; NotFound with those that it may be, or the nearest known one."""
    is_unit = spelling(text) in departments_by_spelling(plan)
    return find(targets_by_spelling(plan), text, Kind("指标", "jytrack target list", _with_goal), "单位" * is_unit)


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


def task_number(plan: Plan, text: str) -> int:
    """The number of the task that `text` is: 14, 第14项, 任务十四, or part of its title; NotFound where it is none."""
    key = spelling(text)
    if match := _NUMBERED.fullmatch(key):
        return int(match[1]) if match[1].isdecimal() else _IN_WORDS.get(match[1], 0)
    titles = {spelling(task.title): task for task in plan.tasks}
    return find(titles, text, Kind("任务", "jytrack task list", lambda task: f"{task.no} {task.title}")).no


def find_milestone(task: Task, text: str) -> Milestone:
    """The task's milestone, window or checklist item called `text`; NotFound with those that it may be."""
    known = {spelling(milestone.name): milestone for milestone in task.milestones}
    return find(known, text, Kind("节点", f"jytrack task show {task.no}", _with_day, lambda each: each.name))


def called(task: Task) -> str:
    """A task as messages name it."""
    return f"任务{task.no}（{task.title}）"


def _no_task(no: int) -> NotFound:
    """There is no such task."""
    return NotFound(f"方案里没有任务{no}，全部任务见 jytrack task list")


def _with_goal(target: Target) -> str:
    """A target with what tells it from others of a like name."""
    goal = target.goals[-1].value if target.goals else None
    return f"{target.metric.name}（目标{plain(goal)}{target.metric.measure_unit}）"


def _with_day(milestone: Milestone) -> str:
    """A milestone with the day on which it is due."""
    return milestone.name + (f"（{date_text(milestone.due_on)}）" if milestone.due_on else "")
