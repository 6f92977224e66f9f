"""The list of what has to be answered for: late targets, missing reports, overdue milestones, with a blank column."""

from collections.abc import Iterator, Sequence

from jytrack.domain.figures.variance import Assessment
from jytrack.domain.sheets.discipline import Discipline, DueReport
from jytrack.domain.values.words import LightCode
from jytrack.reports.accounts.delays import longest_overdue, month_spans
from jytrack.reports.documents.amounts import short_date
from jytrack.reports.documents.facts import Facts
from jytrack.reports.documents.indicator import sentence
from jytrack.reports.documents.indicator_table import progress
from jytrack.reports.documents.targets import late
from jytrack.reports.values.document import Cell, Column, Table
from jytrack.reports.values.phrases import NO_LEAD, leads

_COLUMNS = (
    Column("序号", right=True),
    Column("事项", shrink=True),
    Column("牵头（填报）单位", shrink=True),
    Column("情况", shrink=True),
    Column("类别"),
    Column("原因、整改措施及完成时限（单位填写）", blank=True),
)


def matter_table(facts: Facts) -> Table | None:
    """One row a matter, the worst first; None where nothing has to be answered for."""
    rows = [*_targets(facts), *_missing(facts), *_overdue(facts)]
    return Table(_COLUMNS, tuple((no, *row, "") for no, row in enumerate(rows, 1))) if rows else None


def _targets(facts: Facts) -> Iterator[tuple[Cell, ...]]:
    """The late targets."""
    for judged in late(facts.standing.assessments):
        told = sentence(judged, facts.named).removeprefix(judged.target.metric.prose_name)
        yield judged.target.metric.name, _lead(facts, judged), told, progress(judged)


def _lead(facts: Facts, judged: Assessment) -> str:
    """Who leads a target."""
    return "、".join(leads(facts.standing.plan, judged.target)) or NO_LEAD


def _missing(facts: Facts) -> Iterator[tuple[Cell, ...]]:
    """The units whose due reports have not come."""
    waiting = {each.target.code for each in facts.standing.assessments if each.light.code is LightCode.AWAITING}
    for unit, discipline in facts.standing.disciplines.items():
        absent = discipline.missing_reports
        if absent:
            yield _what(absent), unit, _since(facts, discipline, absent, waiting), "缺报"


def _what(absent: Sequence[DueReport]) -> str:
    """Which reports: their months and how many targets."""
    months = sorted({report.period.month for report in absent})
    targets = len({report.metric for report in absent})
    return f"{month_spans(months)}数据（{targets}项指标）"


def _since(facts: Facts, discipline: Discipline, absent: Sequence[DueReport], waiting: set[str]) -> str:
    """Since when they have been missing, and what waits for them."""
    first = min(report.due_on for report in absent)
    days = (facts.standing.clock.as_of - first).days
    late_by = f"，已逾期{days}天" if days else ""
    held_up = len({report.metric for report in absent} & waiting)
    waits = f"；有{held_up}项指标因此待补报" if held_up else ""
    return f"应于{short_date(first)}前报送{late_by}，共{discipline.missing}项次{waits}"


def _overdue(facts: Facts) -> Iterator[tuple[Cell, ...]]:
    """The milestones whose day has passed."""
    for each, task in longest_overdue(facts.standing):
        due = short_date(each.milestone.due_on) if each.milestone.due_on else ""
        postponed = each.milestone.postponed_to
        granted = f"，已批准延至{short_date(postponed)}" if postponed else ""
        told = f"应于{due}完成，逾期{each.days_late}天{granted}"
        yield f"任务{task.no}：{each.milestone.name}", "、".join(task.leads) or NO_LEAD, told, "节点逾期"
