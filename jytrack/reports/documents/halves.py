"""What only the half-year document says: how many targets are half done, and what the second half must bring."""

from collections.abc import Sequence
from fractions import Fraction

from jytrack.domain.figures import shown
from jytrack.domain.figures.value import RECENT_MONTHS
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.values.numerals import percent, plain
from jytrack.domain.values.words import Direction, LightCode, Measure
from jytrack.reports.documents.facts import Facts
from jytrack.reports.values.document import Block, Cell, Column, Number, Paragraph, Table
from jytrack.reports.values.phrases import WAITING, short_schedule

HALF = Fraction(1, 2)

_COLUMNS = (
    Column("指标", shrink=True),
    Column("单位"),
    Column("下半年还需", right=True),
    Column("后续月均需完成", right=True),
    Column("近3月月均", right=True),
    Column("按近3月进度", shrink=True),
)
_HOW = "按已报数计算，还需数和后续月均需完成数进位取整；考核节点未到的不分月，到期考核。"


def half_done(facts: Facts) -> tuple[Block, ...]:
    """时间过半、任务过半: of the targets that grow towards a goal, how many have reached the half of it."""
    flows = _flows(facts)
    waiting = [each for each in flows if each.light.code in WAITING]
    judged = [each for each in flows if each not in waiting and each.attainment is not None]
    if not judged:
        return ()
    below = [each for each in judged if each.attainment is not None and each.attainment < HALF]
    rest = f"，因缺报暂不计{len(waiting)}项" if waiting else ""
    named = "、".join(f"{each.target.metric.prose_name}（{percent(each.attainment)}）" for each in below)
    counts = f"过半{len(judged) - len(below)}项，未过半{len(below)}项{rest}"
    told = f"对照时间过半、任务过半，可计算年度目标完成率的{len(judged) + len(waiting)}项指标中，{counts}。"
    return (Paragraph(told + (f"未过半的是{named}。" if named else "")),)


def second_half(facts: Facts) -> tuple[Block, ...]:
    """What each target must bring in the months left, and whether recent months would carry it."""
    rows = [_row(each) for each in _flows(facts) if each.remaining and each.required_per_month]
    return (Table(_COLUMNS, tuple(rows)), Paragraph(_HOW, quiet=True)) if rows else ()


def _flows(facts: Facts) -> Sequence[Assessment]:
    """The targets that grow over the year towards a goal."""
    return [
        each
        for each in facts.standing.assessments
        if each.target.is_flow and each.target.direction is Direction.AT_LEAST and each.goal
    ]


def _row(judged: Assessment) -> tuple[Cell, ...]:
    """One target; what is needed is rounded up."""
    metric = judged.target.metric
    waits = judged.light.code is LightCode.NOT_DUE and judged.target.schedule.checkpoint is not None
    return (
        metric.prose_name,
        metric.measure_unit,
        shown.lacking(judged, judged.remaining or Fraction(0)),
        "" if waits else shown.required(judged),
        "" if waits else _recent(judged),
        short_schedule(judged.target.schedule) if waits else _carried(judged),
    )


def _recent(judged: Assessment) -> Cell:
    """What recent months brought: less than one of what is counted in all, for a part of one says nothing."""
    recent = judged.pace_per_month
    if recent is None:
        return ""
    if judged.target.metric.measure is Measure.COUNT and 0 < recent < 1:
        return f"共{plain(recent * min(RECENT_MONTHS, judged.closed_months))}"
    return Number(recent, 1)


def _carried(judged: Assessment) -> str:
    """Whether the pace of recent months is enough; units that have not reported leave it open."""
    if judged.pace_per_month is None:
        return "有缺报，暂不计算" if judged.missing_units else ""
    if judged.pace_ratio is None:
        return "不能完成"
    return "可如期完成" if judged.pace_ratio <= 1 else f"要提高到{shown.pace_ratio(judged)}倍"
