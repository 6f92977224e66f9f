"""`target list` and `target show`: what the plan asks of each metric, and what was reported so far."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import Any, TypeVar

from jytrack.domain.accounts.standing import Standing
from jytrack.domain.figures.comparison import NOT_COMPARED, Comparison
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.feedback import Explanation
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.schedule import YEAR
from jytrack.domain.plan.target import Duty, Goal, Schedule, Target
from jytrack.domain.sheets.doubting import OpenDoubts
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.numerals import date_text, percent, plain
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Direction, ScheduleKind
from jytrack.reports.figures import outlook, readings, variance, variance_rows
from jytrack.reports.figures.readings import Found
from jytrack.reports.figures.target_rows import frequency, json_row
from jytrack.reports.figures.track import json_track
from jytrack.reports.plan import bounds, revisions
from jytrack.reports.plan.explained import explained, json_explanations
from jytrack.reports.plan.goals import split_section
from jytrack.reports.values import phrases
from jytrack.reports.values.columns import headed
from jytrack.reports.values.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    JsonValue,
    Lamp,
    Line,
    Number,
    Paragraph,
    Report,
    Table,
)
from jytrack.reports.values.ends import READ
from jytrack.reports.values.json_values import JsonObject, header, json_definition, number
from jytrack.reports.values.used import BASES, doubts_explained, opening, small_print

T = TypeVar("T")

_LIST = (
    Column("代码"),
    Column("指标", shrink=True),
    Column("目标", right=True),
    Column("单位"),
    Column("依据"),
    Column("任务"),
    Column("牵头单位", shrink=True),
    Column("填报单位", shrink=True),
    Column("频次"),
    Column("时序", shrink=True),
)
_SHEET = (
    "指标代码", "指标", "计量单位", "目标方向", "数据类型", "填报方式", "年度目标", "目标依据", "约束性",
    "任务序号", "任务依据", "牵头单位", "责任单位", "填报单位", "频次", "时序",
)  # fmt: skip
_DUTIES = (Column("填报单位", shrink=True), Column("频次"), Column("截止"), Column("起始"))


def list_report(plan: Plan, clock: Clock, targets: Sequence[Target]) -> Report:
    """The targets chosen by the caller, one a row."""
    return Report(partial(_list_document, plan, clock, targets), partial(_list_data, plan, clock, targets))


def _list_document(plan: Plan, clock: Clock, targets: Sequence[Target]) -> Document:
    table = Table(_LIST, tuple(_list_row(plan, clock, item) for item in targets), empty="没有符合条件的指标。")
    return Document(
        title=f"{plan.title}：指标",
        blocks=(
            opening(plan, clock),
            table,
            Paragraph(
                f"共{len(targets)}项；{BASES}；* 为任务归属推算或推定",
                quiet=True,
            ),
        ),
        sheet=Table(headed(_SHEET), tuple(_sheet_row(plan, clock, item) for item in targets)),
    )


def _list_data(plan: Plan, clock: Clock, targets: Sequence[Target]) -> JsonObject:
    rows: list[JsonValue] = [json_row(plan, clock, item) for item in targets]
    return {**header(plan.code, clock), "rows": rows}


@valueclass
class _Told:
    """What is shown of one target."""

    plan: Plan
    clock: Clock
    shown: Assessment
    found: Found[Any]
    allocation: Mapping[str, Fraction]
    compared: Comparison
    by_month: Callable[[], Sequence[Assessment]]
    doubts: OpenDoubts
    explanations: Sequence[Explanation]


def show_report(
    standing: Standing,
    shown: Assessment,
    found: Found[T],
    allocation: Mapping[str, Fraction],
    compared: Comparison = NOT_COMPARED,
    by_month: Callable[[], Sequence[Assessment]] = tuple,
    explanations: Sequence[Explanation] = (),
) -> Report:
    """One target on a page; `allocation` is each unit's part of the goal, in official order.

    `by_month` judges the target at the end of each closed month, for programs; `explanations` are what its lead said of
    it by month.
    """
    doubts = standing.open_doubts.among([shown.target])
    told = _Told(standing.plan, standing.clock, shown, found, allocation, compared, by_month, doubts, explanations)
    papers = dict.fromkeys(READ, partial(_show_document, told, short=True))
    return Report(partial(_show_document, told), partial(_show_data, told), papers)


def _show_document(told: _Told, *, short: bool = False) -> Document:
    plan, clock, shown, target = told.plan, told.clock, told.shown, told.shown.target
    records, rest = told.found.ends(short=short)
    return Document(
        title=phrases.titled(target),
        blocks=(
            opening(plan, clock, len(told.doubts)),
            Line((Lamp(shown.light.colour, shown.light.code.label),)),
            Paragraph(shown.light.reason),
            Paragraph(_particulars(plan, target)),
            *variance.progress([shown]),
            *outlook.blocks(shown, told.compared),
            *explained(told.explanations),
            *revisions.goals(target.goals),
            *_steps(target.schedule),
            *split_section(shown.goal, target.metric.measure_unit, told.allocation),
            Heading("填报责任"),
            Table(_DUTIES, tuple(map(_duty_row, target.duties)), empty="没有填报单位。"),
            Heading("填报数"),
            Table(
                readings.COLUMNS[1:],
                tuple(readings.row(each, told.doubts.about_record(each))[1:] for each in records),
                empty="尚无填报数。",
            ),
            *rest,
            *doubts_explained(len(told.doubts)),
            *small_print(plan, clock, [shown]),
        ),
        flat=f"jytrack target list 或 jytrack target readings {target.metric.name}",
    )


def _show_data(told: _Told) -> JsonObject:
    plan, clock, shown, parts = told.plan, told.clock, told.shown, told.allocation
    details: JsonObject = {
        **json_row(plan, clock, shown.target),
        **json_definition(shown.target.metric),
        "goals": revisions.json_goals(shown.target.goals),
        "allocation": {unit: number(part) for unit, part in parts.items()},
        "allocation_total": number(sum(parts.values(), Fraction(0))) if parts else None,
        "unit_bounds": bounds.json_bounds(shown.target),
        "assessment": variance_rows.json_row(plan, shown),
        "comparison": outlook.json_comparison(shown, told.compared),
        "open_doubts": len(told.doubts),
        "explanations": json_explanations(told.explanations),
        "readings": [
            {**readings.json_row(record), "open_doubts": told.doubts.about_record(record)}
            for record in told.found.records()
        ],
        **json_track(plan.year, told.by_month()),
    }
    return {**header(plan.code, clock), "rows": [details]}


def _particulars(plan: Plan, target: Target) -> str:
    """Who owns the target and how it is measured."""
    metric = target.metric
    task = f"任务{target.task}（{plan.task(target.task).title}）" if target.task is not None else "未对应任务"
    lines = [
        f"{phrases.based(task, target.task_basis)}；牵头单位：{phrases.lead(plan, target)}{_decided(target)}",
        f"{metric.measure.label}，{metric.reporting.label}，{target.direction.label}目标值；"
        f"时序：{_schedule(target)}；{'约束性' if target.binding else '不作约束'}",
    ]
    if target.early_warning:
        lines.append(f"预警时序：{phrases.schedule(target.early_warning)}，不影响亮灯")
    if target.bounds:
        lines.append(bounds.told(target))
    if metric.definition:
        lines.append(phrases.definition(metric))
    if metric.written_as:
        lines.append(f"行文名：{metric.prose_name}")
    if metric.aliases:
        lines.append(f"别名：{'、'.join(metric.aliases)}")
    return "\n".join(lines)


def _decided(target: Target) -> str:
    """That the office decided who owns the target, since when and why."""
    decision = target.decision
    return f"（办公室确定，{date_text(decision.on)}起：{decision.note}）" if decision else ""


def _schedule(target: Target) -> str:
    """The schedule by name; what does not grow over the year is asked for in full all the time."""
    grows = target.is_flow and target.direction is Direction.AT_LEAST
    if not grows and target.schedule.kind is ScheduleKind.LINEAR:
        return "不分月，始终以目标值为要求"
    return phrases.schedule(target.schedule)


def _steps(schedule: Schedule) -> tuple[Block, ...]:
    """The twelve shares of a schedule by steps."""
    if schedule.kind is not ScheduleKind.STEPS:
        return ()
    columns = tuple(Column(f"{month}月", right=True) for month in range(1, YEAR + 1))
    return (Heading("时序"), Table(columns, (tuple(percent(point) for point in schedule.points),)))


def _duty_row(duty: Duty) -> tuple[Cell, ...]:
    return duty.unit, duty.frequency.label, f"当月{duty.due_day}日", f"{duty.since.year}年{duty.since.month}月"


def _bounded(target: Target, goal: Goal | None) -> str:
    ceiling = target.direction is Direction.AT_MOST and goal is not None
    return f"{'≤' if ceiling else ''}{plain(goal.value if goal else None)}"


def _list_row(plan: Plan, clock: Clock, target: Target) -> tuple[Cell, ...]:
    goal = target.goal_at(clock.as_of)
    return (
        target.code,
        target.metric.name,
        _bounded(target, goal),
        target.metric.measure_unit,
        goal.basis.label if goal else "",
        "" if target.task is None else f"{target.task}{phrases.star(target.task_basis)}",
        phrases.lead(plan, target),
        "、".join(duty.unit for duty in target.duties),
        frequency(target),
        phrases.short_schedule(target.schedule),
    )


def _sheet_row(plan: Plan, clock: Clock, target: Target) -> tuple[Cell, ...]:
    goal, metric = target.goal_at(clock.as_of), target.metric
    return (
        target.code, metric.name, metric.measure_unit, target.direction.label, metric.measure.label,
        metric.reporting.label, Number(goal.value if goal else None), goal.basis.label if goal else None,
        "是" if target.binding else "否", target.task, phrases.basis_words(target),
        "、".join(phrases.leads(plan, target)), "、".join(phrases.responsible(plan, target)), "、".join(target.units),
        frequency(target), phrases.schedule(target.schedule),
    )  # fmt: skip
