"""调度表: a row a target with all that a month's dispatch looks at, and room for the lead of a late one to answer."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from jytrack.domain.figures import shown
from jytrack.domain.figures.comparison import Comparison
from jytrack.domain.figures.value import RECENT_MONTHS
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.schedule import YEAR, before_checkpoint
from jytrack.domain.values.listing import several
from jytrack.domain.values.words import Direction, LightCode
from jytrack.reports.documents.amounts import short_date
from jytrack.reports.documents.facts import Facts
from jytrack.reports.documents.indicator_table import is_grey, progress, value_cell
from jytrack.reports.documents.targets import WORST_FIRST, late
from jytrack.reports.figures.outlook import is_relative
from jytrack.reports.values.cells import text
from jytrack.reports.values.document import Bar, Cell, Column, Lamp, Number, Percent, Points, Table
from jytrack.reports.values.phrases import NO_LEAD, gap_points, goal, leads

TO_ANSWER = (Column("滞后原因", blank=True), Column("下步措施", blank=True), Column("责任人", blank=True))
"""What the lead of a late target writes."""

_NAMED = 10
"""More units than this are named in part."""


def dispatch_table(facts: Facts) -> Table:
    """All targets in the plan's order; last year's columns stand there where last year is known of any."""
    assessments = facts.standing.assessments
    beside = [judged.compared() for judged in assessments]
    last_year = any(found.last_year is not None for found in beside)
    rows = [
        tuple(_row(facts, no, judged, found, last_year=last_year))
        for no, (judged, found) in enumerate(zip(assessments, beside, strict=True), 1)
    ]
    muted = frozenset(at for at, judged in enumerate(assessments) if is_grey(judged))
    return Table(_columns(facts, last_year=last_year), tuple(rows), muted=muted)


def late_list(facts: Facts) -> Table:
    """The late targets, the worst first, in the figures that matter to them, with room for what the lead has to say."""
    columns = (
        Column("序号", right=True),
        Column("指标", shrink=True),
        Column("牵头单位", shrink=True),
        Column("进展"),
        Column("累计/年度目标", right=True),
        Column("完成率", right=True),
        Column("与时序差（百分点）", right=True),
        Column("后续月均需完成", right=True),
        *TO_ANSWER,
    )
    found = late(facts.standing.assessments)
    return Table(columns, tuple(_late_row(facts, no, each) for no, each in enumerate(found, 1)))


def _late_row(facts: Facts, number: int, judged: Assessment) -> tuple[Cell, ...]:
    """One late target; values with their unit, for the table has no column for it."""
    metric = judged.target.metric
    asked = judged.required_per_month is not None and judged.closed_months < YEAR
    return (
        number,
        metric.name,
        "、".join(leads(facts.standing.plan, judged.target)) or NO_LEAD,
        progress(judged),
        f"{text(value_cell(judged))}/{goal(judged)}{metric.measure_unit}",
        Percent(judged.attainment) if judged.attainment is not None else "",
        gap_points(judged),
        f"{shown.required(judged)}{metric.measure_unit}" if asked else "",
        *_answers(facts, judged),
    )


def _columns(facts: Facts, *, last_year: bool) -> tuple[Column, ...]:
    months = facts.standing.clock.closed_months
    return (
        Column("序号", right=True),
        Column("指标", shrink=True),
        Column("单位"),
        Column("牵头单位", shrink=True),
        Column("年度目标", right=True),
        Column(f"{months}月" if months else "本月", right=True),
        Column(f"1—{months}月累计" if months > 1 else "累计", right=True),
        Column("完成率", right=True),
        Column("时序进度", right=True),
        Column("与时序差（百分点）", right=True),
        Column("与时序差额", right=True),
        Column(f"近{min(RECENT_MONTHS, months) or RECENT_MONTHS}月月均", right=True),
        Column("后续月均需完成", right=True),
        *((Column("上年同期", right=True), Column("同比", right=True)) if last_year else ()),
        Column("进展"),
        Column("缺报单位", shrink=True),
        *TO_ANSWER,
    )


def _row(facts: Facts, number: int, judged: Assessment, beside: Comparison, *, last_year: bool) -> Iterator[Cell]:
    """One target."""
    target = judged.target
    yield from (number, target.metric.name, target.metric.measure_unit)
    yield "、".join(leads(facts.standing.plan, target)) or NO_LEAD
    yield goal_cell(judged)
    yield Number(beside.month, 4) if target.is_flow and beside.month is not None else ""
    yield value_cell(judged)
    yield from _against_schedule(facts, judged)
    if last_year:
        yield Number(beside.last_year, 2) if beside.last_year is not None else ""
        yield year_on_year(judged, beside.year_on_year)
    yield Lamp(judged.light.colour, progress(judged))
    yield several(judged.missing_units, _NAMED)
    yield from _answers(facts, judged)


def _answers(facts: Facts, judged: Assessment) -> tuple[Cell, ...]:
    """What the lead of a late target said last, and room for what it has not; nothing to write for others."""
    if judged.light.code not in WORST_FIRST:
        return ("",) * len(TO_ANSWER)
    said = facts.explained.get(judged.target.code, ())
    if not said:
        return (None,) * len(TO_ANSWER)
    last = said[-1]
    earlier = f"（{last.period.month}月填）" if last.period.month != judged.closed_months else ""
    until = f"完成时限{short_date(last.until)}" if last.until else ""
    measures = "，".join(filter(None, (last.measures, until)))
    return tuple(f"{words}{earlier}" if words else None for words in (last.cause, measures, last.person))


def goal_cell(judged: Assessment) -> Cell:
    """The goal as a number; a ceiling with its sign; nothing where none is set."""
    if judged.goal is None:
        return ""
    return goal(judged) if judged.target.direction is Direction.AT_MOST else Number(judged.goal, 4)


def _against_schedule(facts: Facts, judged: Assessment) -> Iterator[Cell]:
    """完成率 to 后续月均需完成; what stands before its checkpoint is not held against any schedule."""
    early = before_checkpoint(judged.target.schedule, facts.standing.clock.as_of)
    due = judged.light.code is not LightCode.NOT_DUE and not early
    flow = judged.target.is_flow and due
    passed = judged.expected_share if due else None
    yield Bar(judged.attainment, passed, judged.light.colour) if judged.attainment is not None else ""
    yield Percent(judged.expected_share) if flow and judged.expected_share is not None else ""
    yield gap_points(judged) if due else ""
    counted = due and judged.target.direction is Direction.AT_LEAST and (flow or judged.target.is_stock)
    yield replace(as_shown(shown.variance(judged)), signed=True) if counted and judged.variance is not None else ""
    yield Number(judged.pace_per_month, 1) if judged.pace_per_month is not None else ""
    asked = judged.required_per_month is not None and judged.closed_months < YEAR
    yield as_shown(shown.required(judged)) if asked else ""


def year_on_year(judged: Assessment, change: Fraction | None) -> Cell:
    """The change against last year: a ratio, or the difference of two rates or levels."""
    if change is None:
        return ""
    return Percent(change, None) if is_relative(judged) else Points(change)


def as_shown(figure: str) -> Number:
    """A figure that is rounded in its own way, as the number that it is shown as."""
    return Number(Fraction(figure), 4)
