"""`task own`, `target own`, `task members`: what the plan leaves open, what is assumed, what the office decided."""

from collections.abc import Sequence
from functools import partial

from jytrack.domain.plan.ownership import has_printed_lead, is_printed
from jytrack.domain.plan.plan import Department, Plan, Task
from jytrack.domain.plan.target import Target
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.log import Decision, LogEntry
from jytrack.domain.values.numerals import date_text
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import DepartmentKind
from jytrack.reports.values import phrases
from jytrack.reports.values.document import Block, Cell, Column, Document, Heading, JsonValue, Paragraph, Report, Table
from jytrack.reports.values.json_values import JsonObject, header, moment, strings
from jytrack.reports.values.phrases import DECIDED, NO_LEAD
from jytrack.reports.values.used import opening, pinned

_TASKS = (
    Column("序号", right=True),
    Column("任务", shrink=True),
    Column("牵头单位"),
    Column("依据"),
    Column("决定", shrink=True),
)
_TARGETS = (
    Column("指标", shrink=True),
    Column("任务", right=True),
    Column("牵头单位"),
    Column("依据"),
    Column("决定", shrink=True),
)
_GROUPS = (Column("集合单位", shrink=True), Column("成员数", right=True), Column("成员", shrink=True))
_DECISIONS = (
    Column("自何日"),
    Column("事项"),
    Column("对象", shrink=True),
    Column("结果"),
    Column("依据", shrink=True),
    Column("登记人"),
)


@valueclass
class _Unprinted:
    """What the plan leaves to the office: tasks without a lead, targets without a task, groups."""

    tasks: Sequence[Task]
    targets: Sequence[Target]
    groups: Sequence[Department]


def report(plan: Plan, clock: Clock) -> Report:
    """Everything about owners and members that is not the plan's own print, as it stands at the clock."""
    tasks = [task for task in plan.tasks if not has_printed_lead(task.links)]
    targets = [target for target in plan.targets if not is_printed(target)]
    groups = [department for department in plan.departments if department.kind is DepartmentKind.GROUP]
    left = _Unprinted(tasks, targets, groups)
    return Report(partial(_document, plan, clock, left), partial(_data, plan, clock, left))


def _document(plan: Plan, clock: Clock, left: _Unprinted) -> Document:
    return Document(
        title=f"{plan.title}：归属",
        blocks=(
            opening(plan, clock),
            Heading("方案没有印明牵头单位的任务"),
            Table(_TASKS, tuple(map(_task_row, left.tasks)), empty="没有。"),
            Heading("方案没有印明归哪项任务的指标"),
            Table(_TARGETS, tuple(_target_row(plan, target) for target in left.targets), empty="没有。"),
            Heading("集合单位"),
            Table(_GROUPS, tuple(map(_group_row, left.groups)), empty="没有。"),
            *_log(plan),
            *_open(plan, left),
            pinned(plan),
        ),
        flat="jytrack target list",
    )


def _data(plan: Plan, clock: Clock, left: _Unprinted) -> JsonObject:
    rows: list[JsonValue] = [
        *map(_json_task, left.tasks),
        *(_json_target(plan, target) for target in left.targets),
        *map(_json_group, left.groups),
    ]
    heads: JsonObject = {"log_head": plan.log_head or None, "chain_head": plan.chain_head or None}
    return {**header(plan.code, clock), **heads, "rows": rows}


def _open(plan: Plan, left: _Unprinted) -> tuple[Block, ...]:
    """What is still to be decided, each kind with the command that does."""
    vacant = [str(task.no) for task in left.tasks if not task.leads]
    homeless = [target for target in left.targets if plan.lead_of(target) is None]
    assumed = [target for target in left.targets if target.task is not None and not target.decision]
    empty = [group.name for group in left.groups if not group.members]
    said = []
    if vacant:
        said.append(f"任务{'、'.join(vacant)}没有牵头单位：jytrack task own {vacant[0]} --department 单位 --note 依据")
    if homeless:
        command = f"jytrack target own {homeless[0].metric.name} --department 单位 --note 依据"
        said.append(f"{len(homeless)}项指标没有牵头单位：{command}")
    if assumed:
        command = f"jytrack target own {assumed[0].metric.name} --task {assumed[0].task} --note 依据"
        said.append(f"{len(assumed)}项指标的归属不是方案原文，确认或改动：{command}")
    if empty:
        said.append(f"{'、'.join(empty)}还没有成员：jytrack task members {empty[0]} --add 单位 --note 依据")
    return (Heading("还要办的"), Paragraph("\n".join(said))) if said else ()


def _log(plan: Plan) -> tuple[Block, ...]:
    """The decisions, the last first."""
    rows = tuple(_decision_row(plan, each) for each in reversed(plan.decisions))
    return (Heading("已作的决定"), Table(_DECISIONS, rows)) if rows else ()


def _task_row(task: Task) -> tuple[Cell, ...]:
    decision = task.lead_decision
    return task.no, task.title, task.lead or NO_LEAD, _basis(task), _said(decision)


def _target_row(plan: Plan, target: Target) -> tuple[Cell, ...]:
    basis = phrases.basis_words(target) or NO_LEAD
    return target.metric.name, target.task, plan.lead_of(target) or NO_LEAD, basis, _said(target.decision)


def _group_row(group: Department) -> tuple[Cell, ...]:
    return group.name, len(group.members), "、".join(group.members) or "未填"


def _decision_row(plan: Plan, decision: Decision) -> tuple[Cell, ...]:
    entry = decision.entry
    about, became = phrases.decided(plan, decision)
    return date_text(entry.on), entry.action.label, about, became, entry.note, entry.recorded_by


def _basis(task: Task) -> str:
    """On what the task's lead rests."""
    if task.lead_decision:
        return DECIDED
    return task.links[0].basis.label if task.leads else NO_LEAD


def _said(decision: LogEntry | None) -> str:
    """Since when, and why."""
    return f"{date_text(decision.on)}起：{decision.note}" if decision else ""


def _json_task(task: Task) -> JsonObject:
    return {
        "kind": "task",
        "task": task.no,
        "title": task.title,
        "lead": strings(task.leads),
        "basis": "decided" if task.lead_decision else task.links[0].basis.value if task.leads else None,
        **_json_decision(task.lead_decision),
    }


def _json_target(plan: Plan, target: Target) -> JsonObject:
    return {
        "kind": "target",
        "target": target.code,
        "name": target.metric.name,
        "task": target.task,
        "lead": strings(plan.leads_of(target)),
        "basis": phrases.task_basis(target),
        **_json_decision(target.decision),
    }


def _json_group(group: Department) -> JsonObject:
    return {"kind": "group", "group": group.name, "members": strings(group.members)}


def _json_decision(decision: LogEntry | None) -> JsonObject:
    return {
        "decided_on": moment(decision.on) if decision else None,
        "note": decision.note if decision else None,
        "recorded_at": moment(decision.recorded_at) if decision else None,
        "recorded_by": decision.recorded_by if decision else None,
    }
