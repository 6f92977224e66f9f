"""The accountability report for programs: a row of the JSON object, and the flat sheet that csv writes."""

from collections import Counter
from collections.abc import Mapping, Sequence

from jytrack.domain.accounts.accountability import STATES, Account, AccountItem, Tally
from jytrack.domain.accounts.opened import EXTENSIONS
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.values.words import Colour, Part
from jytrack.reports.sheets.submissions import json_counts
from jytrack.reports.values.columns import headed
from jytrack.reports.values.document import Cell, Column, Percent, Table
from jytrack.reports.values.json_values import JsonObject, percentage, strings
from jytrack.reports.values.phrases import COLOURS

Ranks = Mapping[str, int] | None
"""Departments by rank, where ranks were asked for."""

PLACE = Column("名次", right=True)
_SHEET = (
    "单位", "单位类别", "牵头任务", "取消任务", "办结任务", "绿灯任务", "黄灯任务", "红灯任务", "灰灯任务",
    "共同牵头任务", "责任任务", "集合任务",
    "红灯指标", "黄灯指标", "绿灯指标", "灰灯指标", "灰灯非牵头责任",
    "逾期节点", "逾期天数", "迟完成节点", "迟完成天数",
    "办结率（%）", "到期任务", "到期已办结", "到期办结率（%）", "批准延期", "待批延期", "不准延期",
    "应报", "按时", "迟报", "缺报", "更正", "完整率（%）", "退回",
)  # fmt: skip


def sheet(accounts: Sequence[Account], ranks: Ranks) -> Table:
    """One row a department with bare numbers, for a spreadsheet."""
    if ranks is None:
        return Table(headed(_SHEET), tuple(map(_sheet_row, accounts)))
    columns = (PLACE, *headed(_SHEET))
    return Table(columns, tuple((ranks.get(account.department), *_sheet_row(account)) for account in accounts))


def _sheet_row(account: Account) -> tuple[Cell, ...]:
    lead, discipline = account.tally(Part.LEAD), account.discipline
    others = (account.tally(part).tasks for part in (Part.CO_LEAD, Part.RESPONSIBLE, Part.VIA_GROUP))
    return (
        account.department, account.kind.label if account.kind else None,
        lead.tasks, lead.cancelled, lead.done, lead.green, lead.yellow, lead.red, lead.grey, *others,
        *lights(account.targets).values(), len(account.blameless),
        account.milestones_overdue, account.days_overdue, len(account.done_late), account.days_late_done,
        Percent(account.done_rate), len(account.due), account.due_done, Percent(account.done_of_due),
        *map(account.extended, EXTENSIONS),
        discipline.expected, discipline.on_time, discipline.late, discipline.missing, discipline.corrected,
        Percent(discipline.completeness), discipline.returned,
    )  # fmt: skip


def json_row(account: Account, ranks: Ranks) -> JsonObject:
    """One department as interface.md, JSON, `report accountability` has it."""
    return {
        "department": account.department,
        "kind": account.kind.value if account.kind else None,
        **{part.value: _json_tally(account.tally(part)) for part in Part},
        "targets": {
            **{colour.value: found for colour, found in lights(account.targets).items()},
            "grey_not_own_fault": len(account.blameless),
        },
        "milestones_overdue": account.milestones_overdue,
        "days_overdue": account.days_overdue,
        "milestones_late_done": len(account.done_late),
        "days_late_done": account.days_late_done,
        "due": {"tasks": len(account.due), "done": account.due_done},
        "done_rate_pct": percentage(account.done_rate),
        "done_of_due_pct": percentage(account.done_of_due),
        **{name: account.extended(state) for state, name in EXTENSIONS.items()},
        "reporting": json_counts(account.discipline),
        "rank": ranks.get(account.department) if ranks else None,
        "score": None,
        "items": [json_item(item) for item in account.items],
    }


def _json_tally(tally: Tally) -> JsonObject:
    return {"tasks": tally.tasks, **{state: getattr(tally, state) for state in STATES}}


def json_item(item: AccountItem) -> JsonObject:
    """One task in a department's account."""
    light = item.standing.light
    return {
        "task": item.standing.task.no,
        "title": item.standing.task.title,
        "role": item.part.value,
        "status": item.standing.task.status.value,
        "light": light.colour.value if light else None,
        "reasons": strings(item.standing.reasons),
    }


def lights(targets: Sequence[Assessment]) -> dict[Colour, int]:
    """How many targets of each colour, the worst colour first."""
    found = Counter(item.light.colour for item in targets)
    return {colour: found[colour] for colour in COLOURS}
