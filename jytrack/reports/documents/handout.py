"""交办单: what a department has to do over the year: its tasks, goals, days and reports, with a receipt to sign."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from jytrack.domain.plan.deadline import due_day
from jytrack.domain.plan.parts import parts
from jytrack.domain.plan.plan import Plan, Task
from jytrack.domain.plan.target import Target
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.numerals import date_text, plain
from jytrack.domain.values.words import Direction, Measure, MilestoneKind, Part, ScheduleKind
from jytrack.reports.documents.amounts import short_date
from jytrack.reports.values import phrases
from jytrack.reports.values.document import Block, Cell, Column, Field, Form, Table

_LED = (
    Column("序号", right=True),
    Column("任务", shrink=True),
    Column("主要内容", shrink=True),
    Column("时限"),
    Column("责任单位", shrink=True),
)
_JOINED = (
    Column("序号", right=True),
    Column("任务", shrink=True),
    Column("牵头单位", shrink=True),
    Column("本单位"),
    Column("时限"),
)
_TARGETS = (
    Column("指标", shrink=True),
    Column("年度目标", right=True),
    Column("任务", right=True),
    Column("时序", shrink=True),
    Column("填报单位", shrink=True),
)
_MILESTONES = (Column("任务", right=True), Column("类别"), Column("名称", shrink=True), Column("日期"))
_DUTIES = (
    Column("指标", shrink=True),
    Column("单位"),
    Column("本单位年度任务", right=True),
    Column("频次"),
    Column("报送时间"),
)
_BLANK_DAY = "　　年　　月　　日"


def led(plan: Plan, unit: str) -> tuple[Block, ...]:
    """The tasks that the department leads, with what each asks and by when."""
    rows = tuple(
        (task.no, task.title, task.summary, short_date(due_day(plan, task)), "、".join(task.responsible))
        for task in plan.tasks
        if task.lead == unit
    )
    return (Table(_LED, rows),) if rows else ()


def joined(plan: Plan, unit: str) -> tuple[Block, ...]:
    """The tasks in which it has another part."""
    members = plan.members
    rows = tuple(
        (task.no, task.title, task.lead or phrases.NO_LEAD, part.label, short_date(due_day(plan, task)))
        for task in plan.tasks
        if (part := _part(task, unit, members)) not in (None, Part.LEAD)
        if part
    )
    return (Table(_JOINED, rows),) if rows else ()


def _part(task: Task, unit: str, members: Mapping[str, Sequence[str]]) -> Part | None:
    """The strongest part that the department has in the task."""
    return parts(task, members).get(unit)


def targets(plan: Plan, clock: Clock, unit: str) -> tuple[Block, ...]:
    """The targets that it answers for."""
    rows = tuple(_target_row(clock, target) for target in plan.targets if plan.lead_of(target) == unit)
    return (Table(_TARGETS, rows),) if rows else ()


def _target_row(clock: Clock, target: Target) -> tuple[Cell, ...]:
    goal = target.goal_at(clock.as_of)
    bound = "不超过" if target.direction is Direction.AT_MOST else ""
    asked = f"{bound}{plain(goal.value)}{target.metric.measure_unit}" if goal and goal.value is not None else "未定"
    return (
        target.metric.name,
        asked,
        target.task if target.task is not None else "",
        _when(target),
        "、".join(duty.unit for duty in target.duties),
    )


def _when(target: Target) -> str:
    """From when it is judged, or how it grows."""
    schedule = target.schedule
    if schedule.kind is ScheduleKind.CHECKPOINT and schedule.checkpoint:
        return f"{short_date(schedule.checkpoint)}考核"
    if not target.is_flow or target.direction is Direction.AT_MOST:
        return "全年各月"
    return phrases.short_schedule(schedule)


def milestones(plan: Plan, unit: str) -> tuple[Block, ...]:
    """The dated milestones and windows of the tasks that it leads, by day."""
    found = [
        (milestone.due_on, task.no, milestone)
        for task in plan.tasks
        if task.lead == unit
        for milestone in task.milestones
        if milestone.due_on is not None and milestone.kind in (MilestoneKind.MILESTONE, MilestoneKind.WINDOW)
    ]
    found.sort(key=lambda each: each[:2])
    rows = tuple((no, each.kind.label, each.name, date_text(day)) for day, no, each in found)
    return (Table(_MILESTONES, rows),) if rows else ()


def duties(plan: Plan, clock: Clock, unit: str, split: Mapping[str, Mapping[str, Fraction]]) -> tuple[Block, ...]:
    """What it reports, how often and by which day; `split` is each unit's part of the goals, by code."""
    rows = tuple(
        (
            target.metric.name,
            "分子、分母" if target.metric.measure is Measure.RATE else target.metric.measure_unit,
            _own_part(clock, target, split.get(target.code, {}).get(unit)),
            duty.frequency.label,
            f"当月{duty.due_day}日前",
        )
        for target in plan.targets
        for duty in target.unit_duties
        if duty.unit == unit
    )
    return (Table(_DUTIES, rows),) if rows else ()


def _own_part(clock: Clock, target: Target, part: Fraction | None) -> str:
    """The unit's part of a goal: its own where it was split, the whole where nobody else reports or none can be split.

    Nothing where the goal is still to be split.
    """
    goal = target.goal_at(clock.as_of)
    if goal is None or goal.value is None:
        return ""
    unit = target.metric.measure_unit
    if target.direction is Direction.AT_MOST or target.metric.measure in (Measure.RATE, Measure.LEVEL):
        bound = "不高于" if target.direction is Direction.AT_MOST else "不低于"
        return f"{bound}{plain(goal.value)}{unit}"
    own = part if len(target.units) > 1 else goal.value
    return f"{plain(own)}{unit}" if own is not None else "待分解"


def receipt() -> tuple[Block, ...]:
    """What the department fills in, signs and seals."""
    return (
        Form(
            (
                Field("核对情况", "□无异议　　□有异议（请写明序号和理由）：", 2),
                Field("分管负责人"),
                Field("具体经办人"),
                Field("签收", f"负责人签字：　　　　　　（公章）　{_BLANK_DAY}", 2),
            )
        ),
    )
