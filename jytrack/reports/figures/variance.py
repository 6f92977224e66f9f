"""`report variance`: each target's actual against its goal and its schedule, what is late first."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

from jytrack.domain.figures.shown import actual
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.words import Direction
from jytrack.reports.figures import outlook
from jytrack.reports.figures.variance_rows import json_row, sheet
from jytrack.reports.values import phrases
from jytrack.reports.values.document import (
    Bar,
    Block,
    Cell,
    Column,
    Document,
    Heading,
    JsonValue,
    Lamp,
    Line,
    Paragraph,
    Percent,
    Report,
    Table,
)
from jytrack.reports.values.json_values import JsonObject, report_header
from jytrack.reports.values.used import doubts_explained, opening, small_print

_LATE = (
    Column("亮灯"),
    Column("指标", shrink=True),
    Column("差额", right=True),
    Column("百分点", right=True, spare=1),
    Column("牵头单位", shrink=True),
    Column("后续月均需完成", shrink=True),
    Column("预测全年", spare=2),
)
_ALL = (
    Column("亮灯"),
    Column("指标", shrink=True),
    Column("实际", right=True),
    Column("目标", right=True),
    Column("单位"),
    Column("进度│时序"),
    Column("完成率", right=True, spare=2),
    Column("差额", right=True),
    Column("百分点", right=True, spare=1),
    Column("说明", shrink=True),
)

_MONTHS = (
    Column("指标", shrink=True),
    Column("单位"),
    Column("本月", right=True),
    Column("上年同月", right=True, spare=2),
    Column("本月同比", right=True),
    Column("环比", right=True, spare=1),
    Column("累计同比", right=True),
)
_HOW_COMPARED = (
    "本月：逐月累加的指标为当月新增，其余为当月的数；同比与上年同月（累计同比与上年同期至今数）比，环比与上月比，"
    "比率和水平是相差的数；单位未报齐、上年没有数、不是每月报的，留空"
)


def report(
    plan: Plan,
    clock: Clock,
    assessments: Sequence[Assessment],
    doubts: int = 0,
    *,
    monthly: bool = False,
    chosen: str = "",
) -> Report:
    """The variance report: every target of the plan; `doubts` are open about figures behind them.

    `monthly` adds the month beside others to the page; `chosen` says which targets alone were asked for.
    """
    document = partial(_document, plan, clock, assessments, doubts, monthly=monthly, chosen=chosen)
    return Report(document, partial(data, plan, clock, assessments, doubts))


def _document(
    plan: Plan, clock: Clock, assessments: Sequence[Assessment], doubts: int, *, monthly: bool, chosen: str
) -> Document:
    return Document(
        title=f"{plan.title}：与年度目标的差额{f'（{chosen}）' if chosen else ''}",
        blocks=(
            opening(plan, clock, doubts),
            counts(assessments),
            *late(plan, assessments),
            *progress(assessments, "所选指标" if chosen else "全部指标"),
            *(months(assessments, clock) if monthly else ()),
            *small_print(plan, clock, assessments),
        ),
        sheet=sheet(plan, assessments),
    )


def data(plan: Plan, clock: Clock, assessments: Sequence[Assessment], doubts: int) -> JsonObject:
    """The variance object of interface.md, JSON."""
    rows: list[JsonValue] = [json_row(plan, item) for item in assessments]
    return {**report_header("variance", plan, clock), "open_doubts": doubts, "rows": rows}


def counts(assessments: Sequence[Assessment]) -> Line:
    """How many targets there are of each colour."""
    by_colour = Counter(item.light.colour for item in assessments)
    lamps = (Lamp(colour, f"{by_colour[colour]}项") for colour in phrases.COLOURS)
    return Line((f"{len(assessments)}项指标", *lamps))


def late(plan: Plan, assessments: Sequence[Assessment]) -> tuple[Block, ...]:
    """What is red or yellow, red first: by how much, whose it is, what would make it good."""
    behind = sorted(filter(phrases.late, assessments), key=phrases.urgency)
    rows: list[tuple[Cell, ...]] = [
        (
            Lamp(item.light.colour, item.light.code.label),
            phrases.doubted(item.target.metric.name, item.open_doubts),
            phrases.shortfall(item),
            phrases.gap_points(item),
            phrases.lead(plan, item.target),
            phrases.catch_up(item),
            outlook.projected(item),
        )
        for item in behind
    ]
    return (Heading("落后和超限"), Table(_LATE, tuple(rows), empty="没有落后的指标。"))


def progress(assessments: Sequence[Assessment], title: str = "指标") -> tuple[Block, ...]:
    """The targets' figures in one table, the worst first, then in official order."""
    ordered = sorted(assessments, key=phrases.urgency)
    table = Table(_ALL, tuple(map(_progress_row, ordered)), empty="没有这样的指标。")
    return (Heading(title), table, *doubts_explained(any(item.open_doubts for item in assessments)))


def months(assessments: Sequence[Assessment], clock: Clock) -> tuple[Block, ...]:
    """The last closed month of each target beside the month before and the same month last year, in official order."""
    period = f"{clock.last_closed.month}月" if clock.last_closed else "尚无已结束的月份"
    return (
        Heading(f"本月、同比和环比（{period}）"),
        Table(_MONTHS, tuple(map(_month_row, assessments)), empty="方案没有指标。"),
        Paragraph(_HOW_COMPARED, quiet=True),
    )


def _month_row(item: Assessment) -> tuple[Cell, ...]:
    found = item.compared()
    values = [actual(item, value) if value is not None else "" for value in (found.month, found.month_last_year)]
    changes = (found.month_year_on_year, found.month_on_month, found.year_on_year)
    return (
        item.target.metric.name,
        item.target.metric.measure_unit,
        *values,
        *(outlook.change(item, value) if value is not None else "" for value in changes),
    )


def bar(item: Assessment) -> Bar | str:
    """Progress to the goal; a mark at the expected share for what grows over the year; none for a ceiling."""
    if item.target.direction is Direction.AT_MOST or not item.goal or item.actual is None:
        return ""
    return Bar(item.actual / item.goal, item.expected_share, item.light.colour)


def _progress_row(item: Assessment) -> tuple[Cell, ...]:
    return (
        Lamp(item.light.colour),
        phrases.doubted(item.target.metric.name, item.open_doubts),
        phrases.actual(item),
        phrases.goal(item),
        item.target.metric.measure_unit,
        bar(item),
        Percent(item.attainment) if item.attainment is not None else "",
        phrases.gap(item),
        phrases.gap_points(item),
        phrases.remarks(item),
    )
