"""`task list`: the plan's measures, one a row, also under headings of what they share."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from jytrack.domain.accounts.standing import Standing
from jytrack.domain.plan.plan import Plan, Task
from jytrack.domain.supervision.supervision import TaskStanding
from jytrack.domain.values.words import TaskGrouping, TaskStatus
from jytrack.reports.supervision.tasks import json_row
from jytrack.reports.values.columns import headed
from jytrack.reports.values.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    JsonValue,
    Lamp,
    Paragraph,
    Report,
    Table,
    hinted,
)
from jytrack.reports.values.json_values import JsonObject, header
from jytrack.reports.values.phrases import NO_LEAD, STATE_LABELS, place
from jytrack.reports.values.used import opening

_LIST = (
    Column("序号", right=True),
    Column("亮灯"),
    Column("任务", shrink=True),
    Column("状态"),
    Column("逾期", right=True),
    Column("牵头单位", shrink=True),
    Column("依据", shrink=True),
)
_SHEET = ("任务序号", "任务", "所属", "牵头单位", "责任单位", "状态", "亮灯", "逾期天数", "亮灯依据", "指标代码")
_NONE = "没有符合条件的任务。"

_Groups = Mapping[str, Sequence[TaskStanding]]
"""Tasks under what they share; under nothing where they stand together."""


def list_report(standing: Standing, tasks: Sequence[TaskStanding], by: TaskGrouping | None = None) -> Report:
    """The tasks chosen by the caller in their order, one a row; `by` puts them under headings of what they share."""
    groups = _grouped(standing.plan, tasks, by) if by else {"": list(tasks)}
    return Report(partial(_document, standing, groups), partial(_data, standing, groups))


def _document(standing: Standing, groups: _Groups) -> Document:
    ordered = _ordered(groups)
    return Document(
        title=f"{standing.plan.title}：任务",
        blocks=(
            opening(standing.plan, standing.clock),
            *_listed(groups),
            hinted(f"共{len(ordered)}项", "；一项的全部依据：jytrack task show 序号", quiet=True),
        ),
        sheet=Table(headed(_SHEET), tuple(map(_sheet_row, ordered))),
    )


def _data(standing: Standing, groups: _Groups) -> JsonObject:
    rows: list[JsonValue] = [json_row(item) for item in _ordered(groups)]
    return {**header(standing.plan.code, standing.clock), "rows": rows}


def _ordered(groups: _Groups) -> list[TaskStanding]:
    """The tasks one after another, as they stand under the headings."""
    return [item for found in groups.values() for item in found]


def overdue_first(item: TaskStanding) -> tuple[int, bool, int]:
    """The order of a list by urgency: the longest overdue, then by light; finished and cancelled tasks come last."""
    return -item.days_overdue, not item.open, place(item.light) if item.light else 0


def _grouped(plan: Plan, tasks: Sequence[TaskStanding], by: TaskGrouping) -> dict[str, list[TaskStanding]]:
    """The tasks by what they share: sections as the plan has them, statuses in their order, leads in official order."""
    departments = [each.name for each in sorted(plan.departments, key=lambda department: department.position)]
    headings = {
        TaskGrouping.SECTION: [task.section for task in plan.tasks],
        TaskGrouping.STATUS: [status.label for status in TaskStatus],
        TaskGrouping.DEPARTMENT: [*departments, NO_LEAD],
    }[by]
    found: dict[str, list[TaskStanding]] = {heading: [] for heading in headings}
    for item in tasks:
        found[_heading(item.task, by)].append(item)
    return {heading: items for heading, items in found.items() if items}


def _heading(task: Task, by: TaskGrouping) -> str:
    """The heading that a task stands under."""
    match by:
        case TaskGrouping.SECTION:
            return task.section
        case TaskGrouping.STATUS:
            return task.status.label
        case TaskGrouping.DEPARTMENT:
            return task.lead or NO_LEAD


def _listed(groups: _Groups) -> Iterator[Block]:
    """Each group's tasks, under its heading where it has one."""
    if not groups:
        yield Paragraph(_NONE)
    for heading, items in groups.items():
        if heading:
            yield Heading(f"{heading}：{_counted(items)}")
        yield Table(_LIST, tuple(map(_list_row, items)), empty=_NONE)


def _counted(items: Sequence[TaskStanding]) -> str:
    """How many tasks there are, and of each light those that there are; finished and cancelled ones stand apart."""
    states = Counter(item.state for item in items)
    return "　".join(
        (f"{len(items)}项", *(f"{STATE_LABELS[state]}{states[state]}" for state in STATE_LABELS if states[state]))
    )


def _list_row(item: TaskStanding) -> tuple[Cell, ...]:
    task = item.task
    return (
        task.no,
        Lamp(item.light.colour if item.light else None),
        task.title,
        task.status.label,
        f"{item.days_overdue}天" if item.days_overdue else "",
        "、".join(task.leads) or NO_LEAD,
        _worst_reason(item),
    )


def _worst_reason(item: TaskStanding) -> str:
    """The first reason, and how many there are."""
    first, *others = item.reasons
    return f"{first}（共{len(item.reasons)}条）" if others else first


def _sheet_row(item: TaskStanding) -> tuple[Cell, ...]:
    task = item.task
    return (
        task.no,
        task.title,
        task.section,
        "、".join(task.leads),
        "、".join(task.responsible),
        task.status.label,
        Lamp(item.light.colour if item.light else None),
        item.days_overdue,
        "；".join(item.reasons),
        "、".join(judged.target.code for judged in item.targets),
    )
