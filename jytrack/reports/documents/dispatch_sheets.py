"""What stands beside the targets in a month's dispatch: townships, tasks that lag, late targets in words."""

from collections.abc import Iterator, Sequence

from jytrack.domain.figures.ranking import UnitStanding
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.supervision.supervision import SEVERITY, TaskStanding
from jytrack.domain.values.words import Colour, Measure
from jytrack.reports.documents.amounts import short_date
from jytrack.reports.documents.facts import Facts
from jytrack.reports.documents.indicator import sentence
from jytrack.reports.documents.indicator_table import progress, value_cell
from jytrack.reports.documents.targets import WORST_FIRST, late
from jytrack.reports.documents.tasks import lamp
from jytrack.reports.documents.unit_tables import MOST_ACROSS
from jytrack.reports.figures.townships import Compared
from jytrack.reports.values.document import Cell, Column, Lamp, Number, Percent, Table
from jytrack.reports.values.phrases import NO_LEAD, leads

_LONG = (
    Column("指标", shrink=True),
    Column("计量单位"),
    Column("单位", shrink=True),
    Column("累计", right=True),
    Column("分解目标", right=True),
    Column("完成率", right=True),
    Column("位次", right=True),
)
_TASKS = (
    Column("亮灯"),
    Column("序号", right=True),
    Column("任务", shrink=True),
    Column("牵头单位", shrink=True),
    Column("状态"),
    Column("情况", shrink=True),
    Column("逾期天数", right=True),
    Column("最近更新"),
)
_TO_READ = (
    Column("指标", shrink=True),
    Column("进展"),
    Column("情况", shrink=True),
    Column("牵头单位", shrink=True),
)


def township_sheet(facts: Facts) -> Table:
    """Targets down, units across, a line each for value, completion and place; many units stand below each other."""
    units = _units(facts)
    if len(units) > MOST_ACROSS:
        return Table(_LONG, tuple(_long_row(item, unit) for item in facts.compared for unit in item.units))
    columns = (
        Column("指标", shrink=True),
        Column("计量单位"),
        Column("项目"),
        *(Column(unit, right=True) for unit in units),
    )
    rows = tuple(row for item in facts.compared for row in _lines(item, units))
    return Table(columns, rows, empty="没有由几个单位分别填报的指标。")


def task_sheet(facts: Facts) -> Table:
    """The tasks that are red or yellow, neglected ones among them, or have something overdue, the worst first."""
    lagging = [each for each in facts.standing.tasks if each.state in ("red", "yellow") or each.overdue]
    lagging.sort(key=lambda each: (_severity(each), -each.days_overdue))
    return Table(_TASKS, tuple(_task_row(facts, each) for each in lagging), empty="没有滞后、逾期和久未更新的任务。")


def late_table(facts: Facts) -> Table:
    """The late targets to be read, the worst first: how each stands, and whose it is."""
    rows = [
        (
            judged.target.metric.name,
            Lamp(judged.light.colour, progress(judged)),
            sentence(judged, facts.named),
            _lead(facts, judged),
        )
        for judged in late(facts.standing.assessments)
    ]
    return Table(_TO_READ, tuple(rows), empty="没有滞后和需关注的指标。")


def _lead(facts: Facts, judged: Assessment) -> str:
    """Who leads a target."""
    return "、".join(leads(facts.standing.plan, judged.target)) or NO_LEAD


def _units(facts: Facts) -> list[str]:
    """The units of any comparison in official order."""
    found = {unit.unit for item in facts.compared for unit in item.units}
    order = sorted(facts.standing.plan.departments, key=lambda department: department.position)
    return [department.name for department in order if department.name in found]


def _lines(item: Compared, units: Sequence[str]) -> Iterator[tuple[Cell, ...]]:
    """One target's lines: its values, and what there is of completion and places."""
    found = {unit.unit: unit for unit in item.units}
    across = [found.get(unit) for unit in units]
    metric = item.target.metric
    head = metric.name, metric.measure_unit
    share = metric.measure in (Measure.RATE, Measure.LEVEL)
    yield *head, "数值" if share else "累计", *(value_cell(each.judged) if each else "" for each in across)
    if any(each and each.judged.attainment is not None for each in across):
        yield *head, "完成率", *(_completion(each) for each in across)
    if any(each and each.rank for each in across):
        yield *head, "位次", *(_place(each) for each in across)


def _completion(unit: UnitStanding | None) -> Cell:
    """How much of its part a unit has done."""
    return Percent(unit.judged.attainment) if unit and unit.judged.attainment is not None else ""


def _place(unit: UnitStanding | None) -> Cell:
    """A unit's place, or why it has none."""
    if unit is None:
        return ""
    return unit.rank or ("" if unit.reported else "未报齐")


def _long_row(item: Compared, unit: UnitStanding) -> tuple[Cell, ...]:
    """One unit in one target."""
    metric, judged = item.target.metric, unit.judged
    part = item.allocation.get(unit.unit)
    return (
        metric.name,
        metric.measure_unit,
        unit.unit,
        value_cell(judged),
        Number(part, 4) if part is not None else "",
        _completion(unit),
        _place(unit),
    )


def _severity(standing: TaskStanding) -> int:
    """Where a task stands in the list by its light."""
    return SEVERITY.index(standing.light.colour if standing.light else Colour.GREEN)


def _task_row(facts: Facts, standing: TaskStanding) -> tuple[Cell, ...]:
    """One task, with all that lights it."""
    task = standing.task
    return (
        lamp(standing),
        task.no,
        task.title,
        "、".join(task.leads) or NO_LEAD,
        task.status.label,
        "；".join(_reasons(facts, standing)),
        standing.days_overdue or "",
        short_date(task.updated_on) if task.updated_on else "没有记录",
    )


def _reasons(facts: Facts, standing: TaskStanding) -> list[str]:
    """What lights a task: its late targets, its milestones that are overdue; else what its light says."""
    told = [sentence(each, facts.named) for each in standing.targets if each.light.code in WORST_FIRST]
    for each in standing.overdue:
        due = each.milestone.due_on
        told.append(f"“{each.milestone.name}”应于{short_date(due) if due else ''}完成，逾期{each.days_late}天")
    return told or [standing.light.reason] if standing.light else told
