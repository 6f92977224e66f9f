"""`report townships`: each unit against its part of the goal, in official order or by rank."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial

from jytrack.domain.figures.ranking import MOST_SHARING, UnitStanding
from jytrack.domain.figures.shown import lacking, variance
from jytrack.domain.plan.allocation import can_be_split
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.target import Target
from jytrack.domain.sheets.doubting import NO_DOUBTS, OpenDoubts
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.listing import several
from jytrack.domain.values.numerals import percent, plain
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Measure, UnitOrder
from jytrack.reports.plan.goals import against
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
    Points,
    Report,
    Table,
    hinted,
)
from jytrack.reports.values.ends import LONG, READ, ends
from jytrack.reports.values.json_values import JsonObject, number, percentage, report_header
from jytrack.reports.values.used import doubts_explained, opening, small_print

NAMED = 2
"""So many of the first and of the last are named in prose (domain.md §3, Units compared)."""
NAMED_ABSENT = 20
"""So many of those that have not reported are named on a short page of thousands."""

_COLUMNS = (
    Column("名次", right=True),
    Column("升降", right=True),
    Column("单位", shrink=True),
    Column("亮灯"),
    Column("实际", right=True),
    Column("目标", right=True),
    Column("完成率", right=True),
    Column("差额", right=True),
    Column("百分点", right=True),
    Column("还差", right=True),
    Column("贡献", right=True),
    Column("说明", shrink=True),
)
_SHEET = (
    "指标代码", "指标", "计量单位", "单位", "名次", "升降", "亮灯", "实际", "年度目标", "完成率（%）",
    "差额", "差额（百分点）", "还差", "贡献（%）", "是否报齐", "待核对",
)  # fmt: skip


@valueclass
class Compared:
    """One target with its split, empty when there is none, and its units in official order."""

    target: Target
    allocation: Mapping[str, Fraction]
    units: tuple[UnitStanding, ...]


@valueclass
class Told:
    """What a page tells of one target's units: the rows that it shows, and of all the units the rest.

    `first` and `last` are named for their rank, or all that are ranked are `tied`; `absent` have not reported; `more`
    says how many rows there are, where not all are shown.
    """

    target: Target
    allocation: Mapping[str, Fraction]
    rows: Sequence[UnitStanding]
    first: Sequence[UnitStanding]
    last: Sequence[UnitStanding]
    tied: bool
    absent: Sequence[str]
    more: tuple[Block, ...] = ()


def told(item: Compared, order: UnitOrder, unit: str | None = None) -> Told:
    """All that is told of a target's units, or of one of them."""
    rows = _ordered(item.units, order, unit)
    if unit is not None:
        return Told(item.target, item.allocation, rows, (), (), tied=False, absent=())
    ranked = sorted((each for each in item.units if each.rank), key=lambda each: each.rank or 0)
    count = min(NAMED, len(ranked) // 2)
    tied = bool(count) and ranked[0].rank == ranked[-1].rank
    absent = [each.unit for each in item.units if not each.reported]
    return Told(item.target, item.allocation, rows, ranked[:count], ranked[len(ranked) - count :], tied, absent)


def report(
    plan: Plan,
    clock: Clock,
    compared: Sequence[Compared],
    order: UnitOrder,
    unit: str | None,
    doubts: OpenDoubts = NO_DOUBTS,
) -> Report:
    """The comparison; with `unit` only its rows, ranked among all. `doubts` are open about the figures shown."""
    found = [told(item, order, unit) for item in compared]
    document = partial(_document, plan, clock, found, unit, doubts)
    papers = dict.fromkeys(READ, partial(document, short=True))
    return Report(document, partial(_data, plan, clock, found, order, doubts), papers)


def short(
    plan: Plan, clock: Clock, found: Sequence[Told], doubts: OpenDoubts, data: Callable[[], JsonObject]
) -> Report:
    """The comparison of thousands of units as it is read on a screen; `data` is the whole of it, where asked for."""
    return Report(partial(_document, plan, clock, found, None, doubts, short=True), data)


def _document(
    plan: Plan, clock: Clock, found: Sequence[Told], unit: str | None, doubts: OpenDoubts, *, short: bool = False
) -> Document:
    blocks: list[Block] = [opening(plan, clock, len(doubts))]
    for item in found:
        if item.rows:
            blocks += _section(item, clock, doubts, short=short)
    return Document(
        title=f"{plan.title}：{unit or '各单位'}进度比较",
        blocks=(*blocks, Paragraph(_note(found), quiet=True), *small_print(plan, clock)),
        sheet=lambda: Table(
            headed(_SHEET), tuple(_sheet_row(item, row, doubts) for item in found for row in item.rows)
        ),
    )


def _data(plan: Plan, clock: Clock, found: Sequence[Told], order: UnitOrder, doubts: OpenDoubts) -> JsonObject:
    rows: list[JsonValue] = [_json_row(item, row, doubts) for item in found for row in item.rows]
    return {
        **report_header("townships", plan, clock),
        "order": order.value,
        "open_doubts": len(doubts),
        "rows": rows,
    }


def _note(found: Sequence[Told]) -> str:
    """What the columns mean."""
    words = (
        "名次按完成率（比率按数值）排，并列同名次，未报齐的不排；升降按同一分解数与上月末相比；"
        "贡献为占各单位已报数合计的份额，比率为占分子合计的份额"
    )
    crowded = any(len(item.target.unit_duties) > MOST_SHARING for item in found)
    return f"{words}；超过{MOST_SHARING}个单位的指标不列贡献" if crowded else words


def _ordered(units: Sequence[UnitStanding], order: UnitOrder, unit: str | None) -> list[UnitStanding]:
    """The units asked for, by rank with the unranked last, or as the plan lists them."""
    chosen = [item for item in units if unit in (None, item.unit)]
    return sorted(chosen, key=lambda item: item.rank or len(units) + 1) if order is UnitOrder.RANK else chosen


def _section(item: Told, clock: Clock, doubts: OpenDoubts, *, short: bool) -> tuple[Block, ...]:
    """One target's units."""
    metric = item.target.metric
    lines = [_split_line(item, clock), *map(Paragraph, _prose(item, short=short))]
    units = item.target.units if item.more else (row.unit for row in item.rows)
    shown, more = ends(item.rows, short=short)
    return (
        Heading(f"{metric.name}（{metric.measure_unit}）"),
        Table(_COLUMNS, tuple(_row(row, doubts.about(item.target, row.unit)) for row in shown)),
        *(item.more or more),
        *doubts_explained(any(doubts.about(item.target, unit) for unit in units)),
        *(line for line in lines if line.text),
    )


def _split_line(item: Told, clock: Clock) -> Paragraph:
    """How the split stands to the goal, or how to make one."""
    if item.target.metric.measure in (Measure.RATE, Measure.LEVEL):
        return Paragraph("")
    if not item.allocation:
        if not can_be_split(item.target):
            return Paragraph("不分解到单位，不排名")
        return hinted("未分解到单位，不排名", f"；分解用 jytrack target allocate {item.target.metric.name} --equal")
    goal = item.target.goal_at(clock.as_of)
    total = sum(item.allocation.values(), Fraction(0))
    words = against(goal.value, total) if goal and goal.value is not None else "目标未设"
    return Paragraph(f"分解合计{plain(total)}，{words}")


def _prose(item: Told, *, short: bool) -> list[str]:
    """The first two and the last two, and who is not ranked."""
    lines = []
    if item.tied:
        lines.append("已排名的单位并列。")
    elif item.first:
        lines.append(f"居前：{_named(item.first)}；居后：{_named(item.last)}。")
    if item.absent:
        most = NAMED_ABSENT if short and len(item.absent) > LONG else len(item.absent)
        lines.append(f"未报齐，不排名：{several(item.absent, most)}。")
    return lines


def _named(units: Sequence[UnitStanding]) -> str:
    return "、".join(f"{unit.unit}{_merit(unit)}" for unit in units)


def _merit(unit: UnitStanding) -> str:
    judged = unit.judged
    if judged.attainment is not None:
        return percent(judged.attainment)
    return f"{phrases.actual(judged)}%"


def _row(unit: UnitStanding, doubts: int) -> tuple[Cell, ...]:
    judged = unit.judged
    return (
        "" if unit.rank is None else unit.rank,
        _rise(unit.rise),
        phrases.doubted(unit.unit, doubts),
        Lamp(judged.light.colour if judged.goal is not None else None),
        phrases.actual(judged),
        phrases.goal(judged),
        Percent(judged.attainment) if judged.attainment is not None else "",
        variance(judged) if judged.variance is not None else "",
        phrases.gap_points(judged),
        lacking(judged, unit.gap) if unit.gap is not None else "",
        Percent(unit.contribution, None) if unit.contribution is not None else "",
        "" if unit.reported else "未报齐",
    )


def _rise(rise: int | None) -> str:
    if rise is None:
        return ""
    if not rise:
        return "平"
    return f"升{rise}" if rise > 0 else f"降{-rise}"


def _sheet_row(item: Told, unit: UnitStanding, doubts: OpenDoubts) -> tuple[Cell, ...]:
    judged, metric = unit.judged, item.target.metric
    return (
        item.target.code, metric.name, metric.measure_unit, unit.unit, unit.rank, unit.rise,
        Lamp(judged.light.colour), Number(judged.actual), Number(judged.goal),
        Percent(judged.attainment), Number(judged.variance), Points(judged.variance_points), Number(unit.gap),
        Percent(unit.contribution, None), "是" if unit.reported else "否", doubts.about(item.target, unit.unit),
    )  # fmt: skip


def _json_row(item: Told, unit: UnitStanding, doubts: OpenDoubts) -> JsonObject:
    return {**json_row(item.target, unit), "open_doubts": doubts.about(item.target, unit.unit)}


def json_row(target: Target, unit: UnitStanding) -> JsonObject:
    """A unit in a target, for programs."""
    judged = unit.judged
    return {
        "unit": unit.unit,
        "target": target.code,
        "goal": number(judged.goal),
        "actual": number(judged.actual),
        "attainment_pct": percentage(judged.attainment),
        "variance": number(judged.variance),
        "variance_pp": number(judged.variance_points),
        "rank": unit.rank,
        "rank_rise": unit.rise,
        "gap": number(unit.gap),
        "contribution_pct": percentage(unit.contribution),
        "light": judged.light.colour.value,
        "light_code": judged.light.code.value,
        "reported": unit.reported,
    }
