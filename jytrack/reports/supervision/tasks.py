"""`task show`: one measure on a page: what it asks, who owns it, how it stands, what was done."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from jytrack.domain.accounts.standing import Standing
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.feedback import Explanation, Key, Told, explanations_of, progress_of
from jytrack.domain.plan.plan import Milestone, Policy, TaskLink
from jytrack.domain.supervision.supervision import MilestoneStanding, TaskStanding
from jytrack.domain.values.numerals import date_text
from jytrack.domain.values.words import LightCode, MilestoneKind, MilestoneState, Role
from jytrack.reports.figures import variance
from jytrack.reports.plan.explained import explained_targets, json_explanations, json_progress
from jytrack.reports.supervision import supervising
from jytrack.reports.supervision.entries import LOG, json_entry, log_rows
from jytrack.reports.values import phrases
from jytrack.reports.values.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Lamp,
    Line,
    Paragraph,
    Report,
    Table,
)
from jytrack.reports.values.json_values import JsonObject, header, moment, strings
from jytrack.reports.values.phrases import NO_LEAD
from jytrack.reports.values.used import opening, small_print

_MILESTONES = (Column("亮灯"), Column("类别"), Column("名称", shrink=True), Column("日期"), Column("情况", shrink=True))
_POLICIES = (Column("事项", shrink=True), Column("标准", shrink=True), Column("条件", shrink=True), Column("依据"))

NOTHING_TOLD: Mapping[Key, Told] = {}
"""No form came back."""


def show_report(standing: Standing, shown: TaskStanding, told: Mapping[Key, Told] = NOTHING_TOLD) -> Report:
    """One task on a page: summary, owners, targets, milestones, policy figures, who has done what, log.

    `told` is what came back on forms.
    """
    return Report(partial(_document, standing, shown, told), partial(_data, standing, shown, told))


def _document(standing: Standing, shown: TaskStanding, told: Mapping[Key, Told]) -> Document:
    plan, clock, task = standing.plan, standing.clock, shown.task
    return Document(
        title=f"任务{task.no}　{task.title}",
        blocks=(
            opening(plan, clock),
            Line((_lamp(shown), f"状态：{task.status.label}", task.section)),
            *((Paragraph(task.summary),) if task.summary else ()),
            Paragraph(_owners(shown, f"（确定用 jytrack task own {task.no}）"), paper=_owners(shown)),
            Heading("亮灯依据"),
            Paragraph("\n".join(shown.reasons)),
            *(variance.progress(shown.targets) if shown.targets else ()),
            *explained_targets((judged.target.metric.name, said) for judged, said in _explained(shown, told)),
            *_section("节点、政策窗口和清单", _MILESTONES, _milestone_rows(shown, clock.as_of)),
            *_section("政策标准", _POLICIES, [_policy_row(policy) for policy in task.policies]),
            *supervising.handling(plan, task, clock.as_of),
            *supervising.postponements(asked for asked in standing.postponements if asked.task.no == task.no),
            *_section("记录", LOG, log_rows(plan, task.log)[::-1]),
            *small_print(plan, clock, shown.targets),
        ),
        flat="jytrack task list",
    )


def _explained(shown: TaskStanding, told: Mapping[Key, Told]) -> Iterator[tuple[Assessment, tuple[Explanation, ...]]]:
    """The task's targets with what was said of each."""
    found = explanations_of(told)
    return ((judged, found.get(judged.target.code, ())) for judged in shown.targets)


def _data(standing: Standing, shown: TaskStanding, told: Mapping[Key, Told]) -> JsonObject:
    task = shown.task
    details: JsonObject = {
        **json_row(shown),
        "summary": task.summary,
        "policies": [_json_policy(policy) for policy in task.policies],
        **supervising.data(standing.plan, task),
        "explanations": {
            judged.target.code: json_explanations(said) for judged, said in _explained(shown, told) if said
        },
        "monthly_progress": json_progress(progress_of(told).get(task.no, ())),
        "log": [json_entry(entry) for entry in task.log],
    }
    return {**header(standing.plan.code, standing.clock), "rows": [details]}


def _section(title: str, columns: tuple[Column, ...], rows: Sequence[tuple[Cell, ...]]) -> tuple[Block, ...]:
    """A table under its heading; nothing when it would be empty."""
    return (Heading(title), Table(columns, tuple(rows))) if rows else ()


def _lamp(item: TaskStanding) -> Lamp:
    """The task's light in words that fit a task: one that is not finished is never called so."""
    if item.light is None:
        return Lamp(None, "已取消")
    words = item.light.code.label
    if item.light.code is LightCode.NOT_DUE:
        words = "还没有可评价的"
    elif item.light.code is LightCode.DONE and not item.task.status.finished:
        words = "已开始的都已完成"
    return Lamp(item.light.colour, words)


def _owners(item: TaskStanding, hint: str = "") -> str:
    """Who answers for the task; whom the office chose is told as its choice. `hint` tells how to choose."""
    leads = sorted((link for link in item.task.links if link.role is Role.LEAD), key=lambda link: link.position)
    lead, *others = map(_named, leads) if leads else (f"{NO_LEAD}{hint}",)
    parts = [f"牵头单位：{lead}"]
    parts += [f"共同牵头：{'、'.join(others)}"] if others else []
    parts += [f"责任单位：{'、'.join(item.task.responsible)}"] if item.task.responsible else []
    return "\n".join(parts)


def _named(link: TaskLink) -> str:
    """A department of the task, with its basis where the plan does not print it."""
    if link.decision:
        return f"{link.department}（办公室确定，自{date_text(link.decision.on)}）"
    return phrases.based(link.department, link.basis)


def _milestone_rows(item: TaskStanding, as_of: date) -> list[tuple[Cell, ...]]:
    """Dated milestones with their lights, windows and checklist items without, by the day that they are due."""
    judged = {standing.milestone.name: standing for standing in item.milestones}
    dated = sorted(item.task.milestones, key=lambda each: each.due_on or date.max)
    return [_milestone_row(milestone, judged.get(milestone.name), as_of) for milestone in dated]


def _milestone_row(milestone: Milestone, standing: MilestoneStanding | None, as_of: date) -> tuple[Cell, ...]:
    days = [date_text(day) for day in (milestone.starts_on, milestone.due_on) if day]
    return (
        Lamp(standing.light.colour) if standing else "",
        milestone.kind.label,
        milestone.name,
        " 至 ".join(days),
        _situation(standing) if standing else _unlit(milestone, as_of),
    )


def _unlit(milestone: Milestone, as_of: date) -> str:
    """How something stands that has no light: a window before, in or after its days; an item done or not."""
    if milestone.kind is not MilestoneKind.WINDOW:
        return f"{date_text(milestone.done_on)}完成" if milestone.done_on else "没有登记完成"
    if milestone.due_on and milestone.due_on < as_of:
        return "已截止"
    if milestone.starts_on and as_of < milestone.starts_on:
        return f"还有{(milestone.starts_on - as_of).days}天开始"
    if milestone.due_on == as_of:
        return "今天截止"
    return f"还有{(milestone.due_on - as_of).days}天截止" if milestone.due_on else ""


def _situation(standing: MilestoneStanding) -> str:
    """How a dated milestone stands; what its colour cannot tell comes first: done late, postponed."""
    told_by_colour = standing.state not in (MilestoneState.DONE_LATE, MilestoneState.POSTPONED)
    reason = standing.light.reason
    return reason if told_by_colour else f"{standing.state.label}：{reason}"


def _policy_row(policy: Policy) -> tuple[Cell, ...]:
    return policy.item, policy.figure, policy.condition, policy.basis.label


def json_row(item: TaskStanding) -> JsonObject:
    """A task as `task list` and `task show` give it to programs (interface.md, JSON)."""
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
        "days_overdue": item.days_overdue,
        "longest_overdue_days": item.days_overdue,
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
