"""The table of all targets that goes with a document, in the plan's order."""

from collections.abc import Iterator

from jytrack.domain.figures import shown
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.values.numerals import plain
from jytrack.domain.values.words import Direction, LightCode, Measure, ScheduleKind
from jytrack.reports.documents.facts import Facts
from jytrack.reports.documents.targets import WORDS
from jytrack.reports.values.cells import text
from jytrack.reports.values.document import Cell, Column, Lamp, Number, Percent, Table
from jytrack.reports.values.phrases import NO_LEAD, gap, gap_points, goal, is_lower_bound, leads, short_schedule


def indicator_table(facts: Facts) -> Table:
    """A row a target; lights of earlier quarters stand beside the present one where the document has them."""
    months = facts.standing.clock.closed_months
    columns = (
        Column("序号", right=True),
        Column("指标", shrink=True),
        Column("单位"),
        Column("牵头单位", shrink=True),
        Column("年度目标", right=True),
        Column(f"1—{months}月累计" if months > 1 else "累计", right=True),
        Column("完成率", right=True),
        Column("时序进度", right=True),
        Column("与时序差（百分点）", right=True),
        Column("与时序差额", right=True),
        *(Column(name) for name in facts.earlier),
        Column("进展"),
        Column("说明", shrink=True),
    )
    assessments = facts.standing.assessments
    muted = frozenset(at for at, each in enumerate(assessments) if is_grey(each))
    return Table(columns, tuple(_row(facts, no, each) for no, each in enumerate(assessments, 1)), muted=muted)


def is_grey(judged: Assessment) -> bool:
    """Whether nothing is judged by the row."""
    return judged.light.code in (
        LightCode.NO_GOAL,
        LightCode.NOT_DUE,
        LightCode.NO_REPORT,
        LightCode.AWAITING,
        LightCode.NOT_COMPUTABLE,
    )


def progress(judged: Assessment) -> str:
    """How a target stands, in a word."""
    code, target = judged.light.code, judged.target
    if code is LightCode.ON_TRACK:
        if target.direction is Direction.AT_MOST:
            return "未超控制目标"
        return ("快于时序" if judged.variance_points else "与时序持平") if target.is_flow else "达到目标"
    if code is LightCode.NOT_DUE:
        if target.schedule.kind is ScheduleKind.CHECKPOINT:
            return "未到考核节点"
        return "未到报送期" if judged.closed_months else "尚无数据"
    return WORDS[code]


def value_cell(judged: Assessment) -> Cell:
    """The value to date; a rate at one decimal on its own side of every line, nothing where there is none."""
    if judged.actual is None:
        return ""
    if judged.target.metric.measure is Measure.RATE:
        told, number = shown.share(judged), Number(judged.actual, 1, fixed=True)
        return number if text(number) == told else told
    return Number(judged.actual, 4, least=is_lower_bound(judged))


def _row(facts: Facts, number: int, judged: Assessment) -> tuple[Cell, ...]:
    """One target."""
    flow = judged.target.is_flow and judged.light.code is not LightCode.NOT_DUE
    return (
        number,
        judged.target.metric.name,
        judged.target.metric.measure_unit,
        "、".join(leads(facts.standing.plan, judged.target)) or NO_LEAD,
        goal(judged) if judged.goal is not None else "",
        value_cell(judged),
        Percent(judged.attainment) if judged.attainment is not None else "",
        Percent(judged.expected_share) if flow and judged.expected_share is not None else "",
        gap_points(judged),
        gap(judged),
        *(_earlier(facts, name, judged) for name in facts.earlier),
        Lamp(judged.light.colour, progress(judged)),
        "；".join(remarks(facts, judged)),
    )


def _earlier(facts: Facts, quarter: str, judged: Assessment) -> Cell:
    """The target's light at the end of an earlier quarter."""
    light = facts.earlier[quarter].get(judged.target.code)
    return "" if light is None else Lamp(light.colour)


def remarks(facts: Facts, judged: Assessment, *, original: bool = True) -> Iterator[str]:
    """What must be known to read the row: who is missing, a rate's parts, when it is judged, what the goal was."""
    metric = judged.target.metric
    if metric.measure is Measure.RATE and judged.numerator is not None:
        unit = metric.denominator_unit or ""
        yield f"{plain(judged.numerator)}/{plain(judged.denominator)}{unit}"
    stale = set(judged.stale_units)
    silent = [unit for unit in judged.missing_units if unit not in stale]
    if silent:
        yield f"{facts.named(silent)}未报"
    if stale:
        yield f"{facts.named([unit for unit in judged.missing_units if unit in stale])}沿用旧数"
    if judged.light.code is LightCode.NOT_DUE and judged.target.schedule.checkpoint:
        yield short_schedule(judged.target.schedule)
    if original and judged.original_goal not in (None, judged.goal):
        yield f"原目标{plain(judged.original_goal)}"
    if not judged.target.binding:
        yield "不作约束"
