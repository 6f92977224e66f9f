"""`report matrix`: all units beside all targets that they report, on one page: completion, light, mean rank, change."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from functools import partial
from typing import Self

from jytrack.domain.figures import shown
from jytrack.domain.figures.overview import UnitOverview, by_mean_rank, over_targets
from jytrack.domain.figures.ranking import UnitStanding
from jytrack.domain.plan.allocation import can_be_split
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.target import Target
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.listing import several
from jytrack.domain.values.numerals import decimal, percent, signed
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Measure, UnitOrder
from jytrack.reports.figures import townships
from jytrack.reports.figures.townships import Compared
from jytrack.reports.values import phrases
from jytrack.reports.values.columns import headed
from jytrack.reports.values.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    JsonValue,
    Lamp,
    Number,
    Paragraph,
    Percent,
    Report,
    Table,
    hinted,
)
from jytrack.reports.values.json_values import JsonObject, number, report_header
from jytrack.reports.values.used import opening, small_print

_UNITS = (
    Column("单位", shrink=True),
    Column("平均名次", right=True),
    Column("有名次的指标", right=True),
    Column("比上月", right=True),
    *(Column(colour.label, right=True) for colour in phrases.COLOURS),
    Column("未报齐的指标", right=True),
)
_SHEET = (
    "单位", "平均名次", "平均升降", "有名次的指标", "指标代码", "指标", "计量单位", "实际", "年度目标", "完成率（%）",
    "亮灯", "亮灯代码", "名次", "升降", "是否报齐",
)  # fmt: skip
_NOTE = (
    "平均名次为有名次的指标名次的平均，比上月只算上月也有名次的指标（正数为名次提高）；未报齐的指标不排名，"
    "有名次的指标个数不同的单位，平均名次不宜直接相比；格内为亮灯和完成率（比率为数值），没有分解目标的只列数，不亮灯"
)
_NAMED = 5
"""So many targets that are not split are named."""


@valueclass
class Matrix:
    """The targets compared and the units over all of them, in the order in which they are shown."""

    compared: tuple[Compared, ...]
    units: tuple[UnitOverview, ...]

    @classmethod
    def of(cls, plan: Plan, compared: Sequence[Compared], order: UnitOrder = UnitOrder.PLAN) -> Self:
        """The targets with the units over all of them, in official order or by their mean rank."""
        official = [each.name for each in sorted(plan.departments, key=lambda department: department.position)]
        units = over_targets(official, ((item.target.code, item.units) for item in compared))
        return cls(tuple(compared), tuple(by_mean_rank(units) if order is UnitOrder.RANK else units))


def report(plan: Plan, clock: Clock, matrix: Matrix, order: UnitOrder, doubts: int = 0) -> Report:
    """The page; `doubts` are open about the figures shown."""
    return Report(partial(_document, plan, clock, matrix, doubts), partial(_data, plan, clock, matrix, order, doubts))


def _document(plan: Plan, clock: Clock, matrix: Matrix, doubts: int) -> Document:
    return Document(
        title=f"{plan.title}：{phrases.kind_of(plan, [unit.unit for unit in matrix.units])}综合一览",
        blocks=(
            opening(plan, clock, doubts),
            Heading("综合"),
            Table(_UNITS, tuple(map(_unit_row, matrix.units)), empty="没有由几个单位分别填报的指标。"),
            *unsplit(matrix.compared),
            *cells(matrix),
            Paragraph(_NOTE, quiet=True),
            *small_print(plan, clock),
        ),
        sheet=Table(headed(_SHEET), tuple(_sheet_rows(matrix))),
    )


def _data(plan: Plan, clock: Clock, matrix: Matrix, order: UnitOrder, doubts: int) -> JsonObject:
    return {
        **report_header("matrix", plan, clock),
        "order": order.value,
        "open_doubts": doubts,
        "rows": [_json_row(matrix, unit) for unit in matrix.units],
    }


def unsplit(compared: Sequence[Compared]) -> tuple[Block, ...]:
    """Which targets could be split over the units and are not, so that nobody is ranked by them."""
    names = [item.target.metric.name for item in compared if can_be_split(item.target) and not item.allocation]
    if not names:
        return ()
    named = several(names, _NAMED, "项指标")
    return (hinted(f"{named}未分解到单位，不排名", "；分解用 jytrack target allocate 指标 --equal"),)


def cells(matrix: Matrix) -> tuple[Block, ...]:
    """Each unit in each target, the fewer of the two side by side."""
    targets, units = [item.target for item in matrix.compared], matrix.units
    if not targets:
        return ()
    heading = Heading("各指标完成率和亮灯")
    if len(units) <= len(targets):
        columns = (Column("指标", shrink=True), *(Column(unit.unit, shrink=True) for unit in units))
        rows = [(_named(target), *(_cell(target, unit) for unit in units)) for target in targets]
    else:
        columns = (Column("单位", shrink=True), *(Column(_named(target), shrink=True) for target in targets))
        rows = [(unit.unit, *(_cell(target, unit) for target in targets)) for unit in units]
    return (heading, Table(columns, tuple(rows)))


def _named(target: Target) -> str:
    """A target with the unit of its values."""
    return f"{target.metric.prose_name}（{target.metric.measure_unit}）"


def _cell(target: Target, unit: UnitOverview) -> Cell:
    """How a unit stands in a target: its light with what it has achieved; empty where it does not report it."""
    standing = unit.standings.get(target.code)
    if standing is None:
        return ""
    achieved = completion(standing)
    return achieved if standing.judged.goal is None else Lamp(standing.judged.light.colour, achieved)


def completion(standing: UnitStanding) -> str:
    """What a unit is compared by: attainment, of rates and levels the value; without a goal what it has sent."""
    judged = standing.judged
    if judged.target.metric.measure in (Measure.RATE, Measure.LEVEL) and judged.actual is not None:
        return shown.share(judged) + judged.target.metric.measure_unit
    return phrases.actual(judged) if judged.attainment is None else percent(judged.attainment)


def mean_text(value: Fraction | None) -> str:
    """A mean of ranks, or of changes of ranks, with one decimal."""
    return "" if value is None else decimal(value, 1)


def _unit_row(unit: UnitOverview) -> tuple[Cell, ...]:
    lights = Counter(each.judged.light.colour for each in unit.standings.values() if each.judged.goal is not None)
    return (
        unit.unit,
        mean_text(unit.mean_rank),
        f"{len(unit.ranks)}/{len(unit.standings)}",
        signed(mean_text(unit.mean_rise)),
        *(lights[colour] or "·" for colour in phrases.COLOURS),
        unit.incomplete or "·",
    )


def _sheet_rows(matrix: Matrix) -> list[tuple[Cell, ...]]:
    """One row a unit and target."""
    return [
        (
            unit.unit, Number(unit.mean_rank), Number(unit.mean_rise), len(unit.ranks),
            item.target.code, item.target.metric.name, item.target.metric.measure_unit,
            Number(standing.judged.actual), Number(standing.judged.goal), Percent(standing.judged.attainment),
            Lamp(standing.judged.light.colour), standing.judged.light.code.value,
            standing.rank, standing.rise, "是" if standing.reported else "否",
        )
        for unit in matrix.units
        for item in matrix.compared
        if (standing := unit.standings.get(item.target.code)) is not None
    ]  # fmt: skip


def _json_row(matrix: Matrix, unit: UnitOverview) -> JsonObject:
    told: list[JsonValue] = [
        townships.json_row(item.target, standing)
        for item in matrix.compared
        if (standing := unit.standings.get(item.target.code)) is not None
    ]
    return {
        "unit": unit.unit,
        "mean_rank": number(unit.mean_rank),
        "mean_rank_rise": number(unit.mean_rise),
        "ranked": len(unit.ranks),
        "incomplete": unit.incomplete,
        "targets": told,
    }
