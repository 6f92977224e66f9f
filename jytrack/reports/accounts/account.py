"""`report accountability --department`: one department's row, every count of it opened into what it is made of."""

from collections.abc import Iterator, Mapping
from functools import partial

from jytrack.domain.accounts.accountability import Account
from jytrack.domain.accounts.opened import Proof, proof
from jytrack.domain.accounts.standing import PlanStanding
from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.records import Backing
from jytrack.domain.values.numerals import percent
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import DepartmentKind, Part, UnitOrder
from jytrack.reports.accounts import account_items
from jytrack.reports.accounts.account_lateness import due, duties, extension_counts, extensions, milestones
from jytrack.reports.accounts.account_sections import records, targets, task_words, tasks
from jytrack.reports.accounts.accountability import counts, head, ranks_asked
from jytrack.reports.accounts.accountability_rows import Ranks, json_row
from jytrack.reports.sheets.submissions import counted
from jytrack.reports.values.document import Document, Report, hinted
from jytrack.reports.values.json_values import JsonObject
from jytrack.reports.values.used import opening, pinned, small_print


@valueclass
class _Opened:
    """An account, with what proves its tasks by number and what stands behind its targets by code."""

    account: Account
    proofs: Mapping[int, Proof]
    backings: Mapping[str, Backing]


def report(
    standing: PlanStanding,
    account: Account,
    backings: Mapping[str, Backing],
    order: UnitOrder = UnitOrder.PLAN,
) -> Report:
    """The page of one account, `backings` telling what stands behind its targets, by code.

    The object for programs is the accountability object with this one row, opened.
    """
    members = standing.plan.members
    proofs = {item.standing.task.no: proof(members, account, item.standing.task) for item in account.items}
    opened = _Opened(account, proofs, backings)
    return Report(partial(_document, standing, opened, order), partial(_data, standing, opened, order))


def _document(standing: PlanStanding, opened: _Opened, order: UnitOrder) -> Document:
    plan, clock, account, proofs = standing.plan, standing.clock, opened.account, opened.proofs
    note, hint = _note(plan, account)
    return Document(
        title=f"{plan.title}：单位责任（{account.department}）",
        blocks=(
            opening(plan, clock, len(standing.open_doubts.among(judged.target for judged in account.targets))),
            *((counts(lead),) if (lead := account.tally(Part.LEAD)).tasks else ()),
            hinted("\n".join(filter(None, (*_summary(account, ranks_asked(standing, order)), note))), hint),
            *tasks(plan, account, proofs),
            *targets(account, opened.backings),
            *milestones(account),
            *due(plan, account),
            *extensions(account),
            *duties(plan, account),
            *records(plan, account, proofs),
            *small_print(plan, clock, account.targets, account.discipline),
            pinned(plan),
        ),
        sheet=account_items.sheet(plan, account, proofs, opened.backings),
    )


def _data(standing: PlanStanding, opened: _Opened, order: UnitOrder) -> JsonObject:
    account = opened.account
    items = account_items.json_opened(standing.plan, account, opened.proofs, opened.backings)
    row = json_row(account, ranks_asked(standing, order)) | {"opened": items}
    total = json_row(standing.accountability.total, None)
    return {**head(standing, order), "department": account.department, "rows": [row], "total": total}


def _summary(account: Account, ranks: Ranks) -> Iterator[str]:
    """The row in words: the counts that the sections below open; what the department has no part in is left out."""
    lead, reports = account.tally(Part.LEAD), account.discipline
    yield "；".join(f"{task_words(account, part)}{account.tally(part).tasks}项" for part in Part)
    if lead.tasks:
        yield (
            f"办结率{percent(account.done_rate)}（{lead.done}/{lead.tasks - lead.cancelled}，不含取消）；"
            f"到期应办结{len(account.due)}项，已办结{account.due_done}项，到期办结率{percent(account.done_of_due)}"
        )
    if lead.tasks or account.postponements:
        yield (
            f"逾期节点{account.milestones_overdue}个、{account.days_overdue}天；"
            f"迟完成节点{len(account.done_late)}个、{account.days_late_done}天；延期：{extension_counts(account)}"
        )
    if reports.expected:
        yield counted(reports) + (f"；退回过{reports.returned}张表" if reports.returned else "")
    if ranks is not None:
        yield f"名次（按到期办结率，{len(ranks)}个单位有名次）：{ranks.get(account.department, '不排名')}"


def _note(plan: Plan, account: Account) -> tuple[str, str]:
    """What must be known of a row that is not one ordinary body's, and what to type about it."""
    match account.kind:
        case None if account.items or account.targets:
            return "还没有明确由谁牵头", "；确定用 jytrack task own（任务）、jytrack target own（指标）。"
        case None:
            return "任务和指标都已明确由谁牵头。", ""
        case DepartmentKind.VERTICAL:
            return "垂直单位：只列出情况，不评分、不排名。", ""
        case DepartmentKind.GROUP:
            members = plan.members[account.department]
            if members:
                return f"集合单位，成员{len(members)}个：{'、'.join(members)}，各自的“集合”栏另列。", ""
            return "集合单位，成员还没有填写", f"；填写用 jytrack task members {account.department}。"
        case _:
            return "", ""
