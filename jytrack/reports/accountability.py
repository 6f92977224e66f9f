"""`report accountability`: each department's tasks by light, its targets, its lateness, its reporting."""

from collections import Counter
from collections.abc import Iterator, Sequence

from jytrack.domain.accountability import STATES, Account, AccountItem, Tally
from jytrack.domain.discipline import Discipline
from jytrack.domain.standing import PlanStanding
from jytrack.domain.variance import Assessment
from jytrack.domain.words import Colour, Part
from jytrack.reports.delays import overdue, unreported
from jytrack.reports.document import Cell, Column, Document, Lamp, Line, Paragraph, Percent, Report, Table
from jytrack.reports.json_values import JsonObject, percentage, report_header, strings
from jytrack.reports.phrases import COLOURS
from jytrack.reports.used import opening, pinned, small_print

_TABLE = (
    Column("单位", shrink=True),
    Column("牵头", right=True),
    Column("红", right=True),
    Column("黄", right=True),
    Column("绿", right=True),
    Column("灰", right=True),
    Column("办结", right=True),
    Column("取消", right=True),
    Column("共牵", right=True),
    Column("责任", right=True),
    Column("集合", right=True),
    Column("指标红/黄", right=True),
    Column("逾期", right=True),
    Column("应报", right=True),
    Column("迟报", right=True),
    Column("缺报", right=True),
    Column("完整率", right=True),
)
_SHEET = (
    "单位", "类别", "牵头任务", "取消", "办结", "绿", "黄", "红", "灰", "共同牵头任务", "责任任务", "集合任务",
    "红灯指标", "黄灯指标", "绿灯指标", "灰灯指标", "逾期节点", "逾期天数", "迟完成天数",
    "办结率（%）", "到期办结率（%）", "应报", "按时", "迟报", "缺报", "更正", "完整率（%）",
)  # fmt: skip
_HOW_COUNTED = (
    "每项任务计在第一牵头单位名下；共牵（共同牵头）、责任、集合（作为集合单位的成员）分列，不重复计数。"
    "逾期为未完成节点的个数和天数。“·”为没有。"
)


def report(standing: PlanStanding) -> Report:
    """The accountability report: a row a department with a role, in official order."""
    accounts, total = standing.accountability.accounts, standing.accountability.total
    document = Document(
        title=f"{standing.plan.title}：单位责任",
        blocks=(
            opening(standing.plan, standing.clock),
            counts(total),
            Table(_TABLE, tuple(map(_row, accounts)), empty="没有单位承担任务。"),
            Paragraph(_HOW_COUNTED, quiet=True),
            *_blameless(accounts),
            *overdue(standing),
            *unreported(standing),
            *small_print(standing.plan, standing.clock, standing.assessments, total.discipline),
            pinned(standing.plan),
        ),
        sheet=Table(tuple(map(Column, _SHEET)), tuple(map(_sheet_row, accounts))),
    )
    return Report(document, data(standing))


def data(standing: PlanStanding) -> JsonObject:
    """The accountability object of interface.md, JSON."""
    return {
        **report_header("accountability", standing.plan, standing.clock),
        "log_head": standing.plan.log_head or None,
        "rows": [_json_row(account) for account in standing.accountability.accounts],
        "total": _json_row(standing.accountability.total),
    }


def counts(total: Account) -> Line:
    """How many tasks of the plan there are of each colour, each counted once."""
    tally = total.tally(Part.LEAD)
    lamps = (Lamp(colour, f"{getattr(tally, colour.value)} 项") for colour in COLOURS)
    settled = [f"{words} {count} 项" for words, count in (("办结", tally.done), ("取消", tally.cancelled)) if count]
    return Line((f"{tally.tasks} 项任务", *lamps, *settled))


def count(number: int) -> str:
    """A count for a crowded table, where a dot for nothing lets the rest be seen."""
    return str(number) if number else "·"


def lead_counts(lead: Tally) -> Iterator[str]:
    """The led tasks by state, the worst first."""
    return map(count, (lead.red, lead.yellow, lead.green, lead.grey, lead.done, lead.cancelled))


def late_targets(account: Account) -> str:
    """How many of the led targets are red and yellow."""
    red, yellow, *_ = lights(account.targets).values()
    return f"{red}/{yellow}" if red or yellow else count(0)


def overdue_words(account: Account) -> str:
    """An account's overdue milestones and their days."""
    return f"{account.milestones_overdue}个{account.days_overdue}天" if account.milestones_overdue else count(0)


def lights(targets: Sequence[Assessment]) -> dict[Colour, int]:
    """How many targets of each colour, the worst colour first."""
    found = Counter(item.light.colour for item in targets)
    return {colour: found[colour] for colour in COLOURS}


def _blameless(accounts: Sequence[Account]) -> tuple[Paragraph, ...]:
    """The led targets that are grey because other units have not reported."""
    named = [
        f"{item.target.metric.name}（{account.department}）"
        for account in accounts
        for item in account.targets
        if account.kind and account.not_its_fault(item)
    ]
    return (Paragraph(f"因填报单位缺报而灰，非牵头责任：{'、'.join(named)}"),) if named else ()


def _row(account: Account) -> tuple[Cell, ...]:
    lead, discipline = account.tally(Part.LEAD), account.discipline
    others = (account.tally(part).tasks for part in (Part.CO_LEAD, Part.RESPONSIBLE, Part.VIA_GROUP))
    return (
        account.department,
        count(lead.tasks),
        *lead_counts(lead),
        *map(count, others),
        late_targets(account),
        overdue_words(account),
        *map(count, (discipline.expected, discipline.late, discipline.missing)),
        Percent(discipline.completeness) if discipline.expected else "",
    )


def _sheet_row(account: Account) -> tuple[Cell, ...]:
    lead, discipline = account.tally(Part.LEAD), account.discipline
    others = (account.tally(part).tasks for part in (Part.CO_LEAD, Part.RESPONSIBLE, Part.VIA_GROUP))
    return (
        account.department, account.kind.label if account.kind else None,
        lead.tasks, lead.cancelled, lead.done, lead.green, lead.yellow, lead.red, lead.grey, *others,
        *lights(account.targets).values(),
        account.milestones_overdue, account.days_overdue, account.days_late_done,
        Percent(account.done_rate), Percent(account.done_of_due),
        discipline.expected, discipline.on_time, discipline.late, discipline.missing, discipline.corrected,
        Percent(discipline.completeness),
    )  # fmt: skip


def _json_row(account: Account) -> JsonObject:
    return {
        "department": account.department,
        "kind": account.kind.value if account.kind else None,
        **{part.value: _json_tally(account.tally(part)) for part in Part},
        "targets": {
            **{colour.value: found for colour, found in lights(account.targets).items()},
            "grey_not_own_fault": sum(map(account.not_its_fault, account.targets)),
        },
        "milestones_overdue": account.milestones_overdue,
        "days_overdue": account.days_overdue,
        "days_late_done": account.days_late_done,
        "done_rate_pct": percentage(account.done_rate),
        "done_of_due_pct": percentage(account.done_of_due),
        "reporting": _json_reporting(account.discipline),
        "score": None,
        "items": [_json_item(item) for item in account.items],
    }


def _json_tally(tally: Tally) -> JsonObject:
    return {"tasks": tally.tasks, **{state: getattr(tally, state) for state in STATES}}


def _json_reporting(discipline: Discipline) -> JsonObject:
    return {
        "expected": discipline.expected,
        "on_time": discipline.on_time,
        "late": discipline.late,
        "missing": discipline.missing,
        "corrected": discipline.corrected,
        "completeness_pct": percentage(discipline.completeness),
    }


def _json_item(item: AccountItem) -> JsonObject:
    light = item.standing.light
    return {
        "task": item.standing.task.no,
        "title": item.standing.task.title,
        "role": item.part.value,
        "status": item.standing.task.status.value,
        "light": light.colour.value if light else None,
        "reasons": strings(item.standing.reasons),
    }
