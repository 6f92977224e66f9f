"""`task list` and `task show`: the plan's measures, who owns them, how they stand."""

from collections.abc import Sequence

from jytrack.domain.numerals import date_text, plain
from jytrack.domain.plan import LogEntry, Milestone, Policy
from jytrack.domain.standing import PlanStanding
from jytrack.domain.supervision import MilestoneStanding, TaskStanding
from jytrack.domain.words import LogAction, MilestoneState
from jytrack.reports import supervising, variance
from jytrack.reports.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    JsonValue,
    Lamp,
    Line,
    Paragraph,
    Report,
    Table,
)
from jytrack.reports.json_values import JsonObject, header, moment, strings
from jytrack.reports.phrases import NO_LEAD, moment_text
from jytrack.reports.used import opening, small_print

_LIST = (
    Column("序号", right=True),
    Column("亮灯"),
    Column("任务", shrink=True),
    Column("状态"),
    Column("牵头单位", shrink=True),
    Column("依据", shrink=True),
)
_SHEET = ("序号", "任务", "所属", "牵头单位", "责任单位", "状态", "亮灯", "亮灯依据", "指标代码")
_MILESTONES = (Column("亮灯"), Column("类别"), Column("名称", shrink=True), Column("日期"), Column("情况", shrink=True))
_POLICIES = (Column("事项", shrink=True), Column("标准", shrink=True), Column("条件", shrink=True), Column("依据"))
_LOG = (
    Column("日期"),
    Column("事项"),
    Column("内容", shrink=True),
    Column("单位", shrink=True),
    Column("登记人"),
    Column("登记时间"),
)


def list_report(standing: PlanStanding, tasks: Sequence[TaskStanding]) -> Report:
    """The tasks chosen by the caller, one a row."""
    plan, clock = standing.plan, standing.clock
    table = Table(_LIST, tuple(map(_list_row, tasks)), empty="没有符合条件的任务。")
    document = Document(
        title=f"{plan.title}：任务",
        blocks=(opening(plan, clock), table, Paragraph(f"共 {len(tasks)} 项", quiet=True)),
        sheet=Table(tuple(map(Column, _SHEET)), tuple(map(_sheet_row, tasks))),
    )
    rows: list[JsonValue] = [_json_row(item) for item in tasks]
    return Report(document, {**header(plan.code, clock), "rows": rows})


def show_report(standing: PlanStanding, shown: TaskStanding) -> Report:
    """One task on a page: summary, owners, targets, milestones, policy figures, log."""
    plan, clock, task = standing.plan, standing.clock, shown.task
    document = Document(
        title=f"任务 {task.no}　{task.title}",
        blocks=(
            opening(plan, clock),
            Line((_lamp(shown), f"状态：{task.status.label}", task.section)),
            *((Paragraph(task.summary),) if task.summary else ()),
            Paragraph(_owners(shown)),
            Heading("亮灯依据"),
            Paragraph("\n".join(shown.reasons)),
            *(variance.progress(shown.targets) if shown.targets else ()),
            *supervising.handling(plan, task),
            *_section("节点、政策窗口和清单", _MILESTONES, _milestone_rows(shown)),
            *supervising.postponements(task),
            *_section("政策标准", _POLICIES, [_policy_row(policy) for policy in task.policies]),
            *_section("记录", _LOG, [_log_row(entry) for entry in reversed(task.log)]),
            *small_print(plan, clock, shown.targets),
        ),
        flat="jytrack task list",
    )
    details: JsonObject = {
        **_json_row(shown),
        "summary": task.summary,
        "policies": [_json_policy(policy) for policy in task.policies],
        **supervising.data(plan, task),
        "log": [_json_entry(entry) for entry in task.log],
    }
    return Report(document, {**header(plan.code, clock), "rows": [details]})


def _section(title: str, columns: tuple[Column, ...], rows: Sequence[tuple[Cell, ...]]) -> tuple[Block, ...]:
    """A table under its heading; nothing when it would be empty."""
    return (Heading(title), Table(columns, tuple(rows))) if rows else ()


def _lamp(item: TaskStanding) -> Lamp:
    return Lamp(item.light.colour, item.light.code.label) if item.light else Lamp(None, "已取消")


def _owners(item: TaskStanding) -> str:
    lead, *others = item.task.leads or (NO_LEAD,)
    parts = [f"牵头单位：{lead}"]
    parts += [f"共同牵头：{'、'.join(others)}"] if others else []
    parts += [f"责任单位：{'、'.join(item.task.responsible)}"] if item.task.responsible else []
    return "\n".join(parts)


def _list_row(item: TaskStanding) -> tuple[Cell, ...]:
    task = item.task
    return (
        task.no,
        Lamp(item.light.colour if item.light else None),
        task.title,
        task.status.label,
        "、".join(task.leads) or NO_LEAD,
        _worst_reason(item),
    )


def _worst_reason(item: TaskStanding) -> str:
    """The first reason, and how many there are."""
    first, *others = item.reasons
    return f"{first}（共 {len(item.reasons)} 条，见 jytrack task show {item.task.no}）" if others else first


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
        "；".join(item.reasons),
        "、".join(judged.target.code for judged in item.targets),
    )


def _milestone_rows(item: TaskStanding) -> list[tuple[Cell, ...]]:
    """Dated milestones with their lights, windows and checklist items without."""
    judged = {standing.milestone.name: standing for standing in item.milestones}
    return [_milestone_row(milestone, judged.get(milestone.name)) for milestone in item.task.milestones]


def _milestone_row(milestone: Milestone, standing: MilestoneStanding | None) -> tuple[Cell, ...]:
    days = [date_text(day) for day in (milestone.starts_on, milestone.due_on) if day]
    state = f"{date_text(milestone.done_on)} 完成" if milestone.done_on else ""
    return (
        Lamp(standing.light.colour) if standing else "",
        milestone.kind.label,
        milestone.name,
        " 至 ".join(days),
        _situation(standing) if standing else state,
    )


def _situation(standing: MilestoneStanding) -> str:
    """How a dated milestone stands; what its colour cannot tell comes first: done late, postponed."""
    told_by_colour = standing.state not in (MilestoneState.DONE_LATE, MilestoneState.POSTPONED)
    return standing.light.reason if told_by_colour else f"{standing.state.label}：{standing.light.reason}"


def _policy_row(policy: Policy) -> tuple[Cell, ...]:
    return policy.item, policy.figure, policy.condition, policy.basis.label


def _log_row(entry: LogEntry) -> tuple[Cell, ...]:
    return (
        date_text(entry.on),
        entry.action.label,
        "：".join(part for part in (_change(entry), entry.note, _files(entry)) if part),
        entry.department or "",
        entry.recorded_by,
        moment_text(entry.recorded_at),
    )


def _change(entry: LogEntry) -> str:
    """What the entry changed: one status into another, or a milestone."""
    if entry.action is LogAction.STATUS and entry.to_status:
        return f"{entry.from_status.label}→{entry.to_status.label}" if entry.from_status else entry.to_status.label
    until = f"至 {date_text(entry.until)}" if entry.until else ""
    return " ".join(part for part in (entry.milestone, until) if part)


def _files(entry: LogEntry) -> str:
    """The files that prove the entry, by name, size and the beginning of their hash."""
    named = (f"{file.name}（{plain(file.size)} 字节，{file.sha256[:12]}）" for file in entry.evidence)
    return f"材料 {'、'.join(named)}" if entry.evidence else ""


def _json_row(item: TaskStanding) -> JsonObject:
    task = item.task
    judged = {standing.milestone.name: standing for standing in item.milestones}
    return {
        "no": task.no,
        "title": task.title,
        "section": task.section,
        "lead": strings(task.leads),
        "responsible": strings(task.responsible),
        "status": task.status.value,
        "light": item.light.colour.value if item.light else None,
        "light_reasons": strings(item.reasons),
        "targets": strings(assessment.target.code for assessment in item.targets),
        "milestones": [_json_milestone(found, judged.get(found.name)) for found in task.milestones],
    }


def _json_milestone(milestone: Milestone, standing: MilestoneStanding | None) -> JsonObject:
    return {
        "name": milestone.name,
        "kind": milestone.kind.value,
        "starts_on": moment(milestone.starts_on),
        "due_on": moment(milestone.due_on),
        "done_on": moment(milestone.done_on),
        "postponed_to": moment(milestone.postponed_to),
        "state": standing.state.value if standing else None,
        "frequency": milestone.frequency.value if milestone.frequency else None,
        "basis": milestone.basis.value,
        "light": standing.light.colour.value if standing else None,
        "days_late": standing.days_late if standing else None,
    }


def _json_policy(policy: Policy) -> JsonObject:
    return {
        "item": policy.item,
        "figure": policy.figure,
        "condition": policy.condition,
        "basis": policy.basis.value,
    }


def _json_entry(entry: LogEntry) -> JsonObject:
    return {
        "action": entry.action.value,
        "on": moment(entry.on),
        "department": entry.department,
        "from_status": entry.from_status.value if entry.from_status else None,
        "to_status": entry.to_status.value if entry.to_status else None,
        "milestone": entry.milestone,
        "until": moment(entry.until),
        "evidence": [{"name": file.name, "size_bytes": file.size, "sha256": file.sha256} for file in entry.evidence],
        "note": entry.note,
        "recorded_at": moment(entry.recorded_at),
        "recorded_by": entry.recorded_by,
    }
