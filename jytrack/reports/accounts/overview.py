"""`report`: the page the office looks at every morning, what is late first."""

from functools import partial

from jytrack.domain.accounts.accountability import Account
from jytrack.domain.accounts.standing import PlanStanding
from jytrack.domain.values.words import Part
from jytrack.reports.accounts import accountability
from jytrack.reports.accounts.delays import overdue, unreported
from jytrack.reports.figures import variance
from jytrack.reports.values.document import Block, Cell, Column, Document, Heading, Paragraph, Percent, Report, Table
from jytrack.reports.values.json_values import JsonObject
from jytrack.reports.values.used import opening, pinned, small_print

FLAT = "jytrack report variance 或 jytrack report accountability"
"""The commands whose tables can be shown flat."""

_DEPARTMENTS = (
    Column("单位", shrink=True),
    Column("牵头任务", right=True),
    *accountability.LEAD_COUNTS,
    Column("指标红/黄", right=True),
    Column("逾期节点", right=True),
    Column("应报", right=True, spare=1),
    Column("迟报", right=True),
    Column("缺报", right=True),
    Column("完整率", right=True),
)


def report(standing: PlanStanding) -> Report:
    """What is late, of targets, reports and milestones; then all targets and departments."""
    return Report(partial(_document, standing), partial(_data, standing))


def _document(standing: PlanStanding) -> Document:
    plan, clock = standing.plan, standing.clock
    return Document(
        title=f"{plan.title}：进度与责任",
        blocks=(
            opening(plan, clock, len(standing.open_doubts)),
            variance.counts(standing.assessments),
            accountability.counts(standing.accountability.total.tally(Part.LEAD)),
            *variance.late(plan, standing.assessments),
            *unreported(standing),
            *overdue(standing),
            *variance.progress(standing.assessments, "全部指标"),
            *departments(standing),
            *small_print(plan, clock, standing.assessments, standing.accountability.total.discipline),
            pinned(plan),
        ),
        flat=FLAT,
    )


def _data(standing: PlanStanding) -> JsonObject:
    figures = variance.data(standing.plan, standing.clock, standing.assessments, len(standing.open_doubts))
    return {**figures, "accountability": accountability.data(standing)}


def departments(standing: PlanStanding) -> tuple[Block, ...]:
    """The departments that lead or owe reports, with their leads' lights; the others are only counted."""
    shown = [account for account in standing.accountability.accounts if _concerned(account)]
    others = len(standing.accountability.accounts) - len(shown)
    table = Table(_DEPARTMENTS, tuple(map(_row, shown)), empty="没有牵头或填报的单位。")
    rest = f"另有{others}个单位只承担责任或集合任务" if others else ""
    notes = [f"{rest}，见 jytrack report accountability"] * bool(others) + [accountability.OPEN_A_ROW]
    return (Heading("单位责任"), table, Paragraph("\n".join(notes), quiet=True, paper=rest))


def _concerned(account: Account) -> bool:
    """Whether the department leads something or owes reports."""
    return bool(account.tally(Part.LEAD).tasks or account.targets or account.discipline.expected)


def _row(account: Account) -> tuple[Cell, ...]:
    lead, discipline = account.tally(Part.LEAD), account.discipline
    count = accountability.count
    return (
        account.department,
        count(lead.tasks),
        *accountability.lead_counts(lead),
        accountability.late_targets(account),
        accountability.overdue_words(account),
        *map(count, (discipline.expected, discipline.late, discipline.missing)),
        Percent(discipline.completeness) if discipline.expected else "",
    )
