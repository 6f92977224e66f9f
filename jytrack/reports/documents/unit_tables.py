"""The tables that show units beside each other: townships by target, and each unit's tasks, targets and reports."""

from collections.abc import Sequence

from jytrack.domain.accounts.accountability import Account
from jytrack.domain.figures import shown
from jytrack.domain.figures.ranking import UnitStanding
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.values.numerals import percent
from jytrack.domain.values.words import Colour, Measure, Part
from jytrack.reports.documents.facts import Facts
from jytrack.reports.figures.townships import Compared
from jytrack.reports.values.document import Cell, Column, Percent, Table, Under
from jytrack.reports.values.phrases import actual, goal

MOST_ACROSS = 12
"""More units do not fit beside each other: they stand below each other then."""

_LONG = (
    Column("指标", shrink=True),
    Column("单位", shrink=True),
    Column("累计", right=True),
    Column("分解目标", right=True),
    Column("完成率", right=True),
    Column("位次", right=True),
)
_TASKS, _TARGETS, _NODES, _REPORTS = "牵头任务（项）", "牵头指标（项）", "节点（个）", "报送（项次）"
_ACCOUNTS = (
    Column("单位", shrink=True),
    Column("牵头任务", right=True, under=Under(_TASKS, "总数")),
    Column("办结", right=True, under=Under(_TASKS, "办结")),
    Column("正常", right=True, under=Under(_TASKS, "正常")),
    Column("滞后", right=True, under=Under(_TASKS, "滞后")),
    Column("严重滞后", right=True, under=Under(_TASKS, "严重滞后")),
    Column("暂不评价", right=True, under=Under(_TASKS, "暂不评价")),
    Column("滞后指标", right=True, under=Under(_TARGETS, "滞后")),
    Column("严重滞后指标", right=True, under=Under(_TARGETS, "严重滞后")),
    Column("逾期节点", right=True, under=Under(_NODES, "逾期")),
    Column("应报", right=True, under=Under(_REPORTS, "应报")),
    Column("按时", right=True, under=Under(_REPORTS, "按时")),
    Column("迟报", right=True, under=Under(_REPORTS, "迟报")),
    Column("缺报", right=True, under=Under(_REPORTS, "缺报")),
    Column("完整率", right=True, under=Under(_REPORTS, "完整率")),
)


def township_table(facts: Facts) -> Table | None:
    """Targets down, units across: value, part of the goal, completion and place; None where no target has units."""
    units = [each.name for each in facts.standing.plan.departments if each.name in _reporting(facts)]
    if not units:
        return None
    if len(units) > MOST_ACROSS:
        rows = [_long_row(item, unit) for item in facts.compared for unit in item.units]
        return Table(_LONG, tuple(rows))
    judged = {each.target.code: each for each in facts.standing.assessments}
    columns = (
        Column("指标", shrink=True),
        Column(facts.standing.plan.whole, shrink=True),
        *(Column(unit, shrink=True) for unit in units),
    )
    return Table(
        columns,
        tuple(
            (
                f"{item.target.metric.name}（{item.target.metric.measure_unit}）",
                _told(UnitStanding("", judged[item.target.code])),
                *_across(item, units),
            )
            for item in facts.compared
        ),
    )


def account_table(facts: Facts) -> Table:
    """A row a unit that leads something or owes reports, and the total, in which each task counts once."""
    whole = facts.standing.accountability
    told = [each for each in whole.accounts if each.tally(Part.LEAD).tasks or each.targets or each.discipline.expected]
    return Table(_ACCOUNTS, tuple(map(_account_row, (*told, whole.total))))


def value_text(judged: Assessment) -> str:
    """A value without its unit as all tables of a document have it: a rate at one decimal."""
    return shown.share(judged) if judged.target.metric.measure is Measure.RATE else actual(judged)


def _reporting(facts: Facts) -> set[str]:
    """The units that stand in any comparison."""
    return {unit.unit for item in facts.compared for unit in item.units}


def _across(item: Compared, units: Sequence[str]) -> list[Cell]:
    """One target's units in the order of the columns; nothing where a unit has no part in it."""
    found = {unit.unit: unit for unit in item.units}
    return [_told(found[unit]) if unit in found else "" for unit in units]


def _told(unit: UnitStanding) -> str:
    """A unit's value with its part, how much of that is done, and its place."""
    judged = unit.judged
    if judged.actual is None:
        return "未报"
    parted = judged.goal is not None and judged.target.metric.measure not in (Measure.RATE, Measure.LEVEL)
    value = f"{value_text(judged)}/{goal(judged)}" if parted else value_text(judged)
    done = percent(judged.attainment) if judged.attainment is not None else ""
    place = f"第{unit.rank}" if unit.rank else ("未报齐" if unit.unit and not unit.reported else "")
    return " ".join(filter(None, (value, done, place)))


def _long_row(item: Compared, unit: UnitStanding) -> tuple[Cell, ...]:
    """The same as a row of its own."""
    judged = unit.judged
    return (
        item.target.metric.name,
        unit.unit,
        value_text(judged) if judged.actual is not None else "未报",
        goal(judged) if judged.goal is not None else "",
        Percent(judged.attainment) if judged.attainment is not None else "",
        unit.rank if unit.rank else "",
    )


def _account_row(account: Account) -> tuple[Cell, ...]:
    """One unit's counts, nothing for none."""
    lead, reports = account.tally(Part.LEAD), account.discipline
    lights = [judged.light.colour for judged in account.targets]
    counts = (lead.tasks, lead.done, lead.green, lead.yellow, lead.red, lead.grey)
    late = (lights.count(Colour.YELLOW), lights.count(Colour.RED), account.milestones_overdue)
    came = (reports.expected, reports.on_time, reports.late, reports.missing)
    return (
        account.department,
        *(count or "" for count in (*counts, *late, *came)),
        Percent(reports.completeness) if reports.expected else "",
    )
