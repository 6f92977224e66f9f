"""Which line of the light table decided, with the numbers that met it (domain.md §3, Light)."""

from fractions import Fraction

from jytrack.domain.figures import shown
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.schedule import YEAR
from jytrack.domain.values.numerals import plain
from jytrack.domain.values.words import Colour, Direction, LightCode, Measure, ThresholdItem


def light_rule(judged: Assessment, *, before: bool) -> str:
    """The condition that the target met, naming the threshold where one decided; `before` its checkpoint."""
    code = judged.light.code
    if code is LightCode.NO_GOAL:
        return "没有年度目标，不评价"
    if code is LightCode.NOT_DUE:
        if before:
            return "考核节点未到，且未达目标"
        return "首个报告期未到，没有填报数" if judged.closed_months else "年内尚无已结束的月份"
    if code is LightCode.NO_REPORT:
        return "没有任何单位报过数，不评价"
    if code is LightCode.AWAITING:
        return f"{len(judged.missing_units)}个单位未报齐，已报的还不足以判断，待补报"
    if code is LightCode.NOT_COMPUTABLE:
        return "分母为0，比率不能计算" if judged.denominator == 0 else "时序进度不能计算，且未达目标"
    rule = _by_table(judged)
    if judged.light.lower_bound:
        return f"{rule}；单位未报齐，已报的合计是下限，下限已达要求，仍亮绿"
    return f"{rule}；单位未报齐，但已报的合计已经超限" if judged.missing_units else rule


def _by_table(judged: Assessment) -> str:
    """The row of the table for this kind of target."""
    target = judged.target
    tiered = target.metric.measure in (Measure.RATE, Measure.LEVEL)
    if target.direction is Direction.AT_MOST:
        return _at_most(judged, tiered=tiered)
    if target.is_flow:
        return _flow(judged)
    if tiered and judged.light.code in (LightCode.BEHIND, LightCode.FAR_BEHIND):
        return _near_or_far_below(judged)
    return _reached_or_not(judged)


def _flow(judged: Assessment) -> str:
    """A flow, at_least."""
    limits, code = judged.target.thresholds, judged.light.code
    gap = shown.variance_points(judged)
    if code in (LightCode.DONE, LightCode.NOT_MET):
        return _reached_or_not(judged)
    if code is LightCode.ON_TRACK:
        return f"δ = {gap} ≥ 0"
    red = f"{ThresholdItem.FLOW_RED.label} {plain(limits.flow_red)}"
    if code is LightCode.BEHIND:
        return f"{red} ≤ δ = {gap} < 0"
    if judged.variance_points is not None and judged.variance_points < limits.flow_red:
        return f"δ = {gap} < {red}"
    last = f"{ThresholdItem.LAST_MONTHS.label} {limits.last_months}"
    left = f"δ = {gap} < 0，后续{YEAR - judged.closed_months}个月 ≤ {last}"
    if judged.pace_ratio is None:
        return f"{left}，近期月均 v ≤ 0"
    return f"{left}，κ = {shown.pace_ratio(judged)} > {ThresholdItem.HARD_PACE.label} {plain(limits.hard_pace)}"


def _near_or_far_below(judged: Assessment) -> str:
    """A rate or a level that has not reached its goal, on one or the other side of the red line."""
    line = judged.target.thresholds.rate_red
    goal = judged.goal or Fraction(0)
    red = f"T + {ThresholdItem.RATE_RED.label} {plain(line)} = {plain(goal + line)}"
    actual = shown.actual(judged, judged.actual)
    if judged.light.code is LightCode.BEHIND:
        return f"{red} ≤ {actual} < T = {plain(goal)}"
    return f"{actual} < {red}"


def _reached_or_not(judged: Assessment) -> str:
    """The goal itself decides."""
    end = "，全年已结束" if judged.closed_months == YEAR else ""
    side = "≥" if judged.light.colour is Colour.GREEN else "<"
    return f"{shown.actual(judged, judged.actual)} {side} T = {plain(judged.goal)}{end}"


def _at_most(judged: Assessment, *, tiered: bool) -> str:
    """A ceiling; only levels and rates have a warning zone."""
    goal, line = judged.goal or Fraction(0), judged.target.thresholds.near_limit
    actual = shown.actual(judged, judged.actual)
    if judged.light.code is LightCode.OVER_LIMIT:
        return f"{actual} > T = {plain(goal)}，上限没有容许幅度"
    if not tiered:
        return f"{actual} ≤ T = {plain(goal)}"
    near = f"T - {ThresholdItem.NEAR_LIMIT.label} {plain(line)} = {plain(goal - line)}"
    if judged.light.code is LightCode.NEAR_LIMIT:
        return f"{near} < {actual} ≤ T = {plain(goal)}"
    return f"{actual} ≤ {near}"
