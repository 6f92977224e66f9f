"""The Chinese sentence that says why a target's light has its colour, with the numbers in it."""

from datetime import date
from fractions import Fraction

from jytrack.domain.figures import shown
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.schedule import YEAR, before_checkpoint
from jytrack.domain.values.listing import several
from jytrack.domain.values.numerals import date_text, percent, period_text, plain
from jytrack.domain.values.words import Direction, LightCode, Measure

NAMED = 10
"""More units than this are named in part, with their number."""


def target_reason(judged: Assessment, as_of: date) -> str:
    """The sentence for a target judged on the day `as_of`, by its light's code and its kind."""
    match judged.light.code:
        case LightCode.NO_GOAL:
            return "未设年度目标" + _so_far(judged)
        case LightCode.NOT_DUE:
            return _not_due(judged, as_of) + _so_far(judged)
        case LightCode.NO_REPORT:
            return f"尚无单位填报，应报未报：{several(judged.missing_units, NAMED)}"
        case LightCode.AWAITING:
            return _awaiting(judged)
        case LightCode.NOT_COMPUTABLE:
            return "分母为0，比率无法计算" if judged.denominator == 0 else f"时序进度无法计算{_so_far(judged)}"
    if judged.target.metric.measure is Measure.LEVEL:
        return _level(judged)
    if judged.target.metric.measure is Measure.RATE:
        return _rate(judged)
    if judged.target.direction is Direction.AT_MOST:
        return _count_at_most(judged)
    return _flow(judged) if judged.target.is_flow else _stock(judged)


def _flow(judged: Assessment) -> str:
    """A flow's sentence: done, against the schedule, or not met."""
    goal, done = _amount(judged, judged.goal), _done(judged)
    match judged.light.code:
        case LightCode.DONE:
            rate = f"（{percent(judged.attainment)}）" if judged.attainment is not None else ""
            return f"{done}，已达年度目标{goal}{rate}"
        case LightCode.NOT_MET:
            short = _in_unit(judged, shown.distance(judged))
            return f"全年{done}，年度目标{goal}，差{short}（{percent(judged.attainment)}）"
    sentence = f"{done}，应完成{_in_unit(judged, shown.expected(judged))}，{_against_schedule(judged)}"
    return sentence + (_pace(judged) if judged.light.code is not LightCode.ON_TRACK else "")


def _against_schedule(judged: Assessment) -> str:
    """Ahead of or behind the schedule, in the measure unit and in percentage points."""
    points, distance = shown.variance_points(judged), shown.distance(judged)
    if points == "0.0" and distance == "0":
        return "与时序持平"
    side = "落后" if judged.variance is not None and judged.variance < 0 else "超前"
    return f"{side}{_in_unit(judged, distance)}（{points}个百分点）"


def _pace(judged: Assessment) -> str:
    """What each month left must bring, beside what recent months brought."""
    left = YEAR - judged.closed_months
    sentence = f"；后续{left}个月月均需完成{_in_unit(judged, shown.required(judged))}"
    if judged.pace_per_month is None:
        return sentence
    if judged.pace_ratio is None:
        return f"{sentence}，近期没有进展，按此进度不能完成"
    return f"{sentence}，是近期月均的{shown.pace_ratio(judged)}倍"


def _stock(judged: Assessment) -> str:
    """A stock's sentence at the end of the period."""
    short = judged.variance is not None and judged.variance < 0
    gap = f"，差{_in_unit(judged, shown.distance(judged))}" if short else ""
    return f"期末{_amount(judged, judged.actual)}，目标不低于{_amount(judged, judged.goal)}{gap}"


def _count_at_most(judged: Assessment) -> str:
    """A count under a ceiling, over the year or at the end of the period."""
    head = "累计" if judged.target.is_flow else "期末"
    limit, actual = _amount(judged, judged.goal), _actual(judged)
    if judged.light.code is not LightCode.OVER_LIMIT:
        return f"{head}{actual}，未超过上限{limit}"
    return f"{head}{actual}，超过上限{limit}，多{_in_unit(judged, shown.headroom(judged))}"


def _rate(judged: Assessment) -> str:
    """A rate with its parts, against its goal or its limit."""
    head, goal = f"{_actual(judged)}（{_parts(judged)}）", plain(judged.goal)
    if judged.target.direction is Direction.AT_MOST:
        return f"{head}，{_under_limit(judged)}"
    if (judged.variance or 0) >= 0:
        return f"{head}，达到目标{goal}%"
    unit = judged.target.metric.numerator_unit
    needed = f"，还差{plain(judged.needed)}{unit}" if judged.needed is not None else ""
    return f"{head}，低于目标{goal}%共{shown.distance_points(judged)}个百分点{needed}"


def _level(judged: Assessment) -> str:
    """A level's latest value, against its goal or its limit, with the mean beside it."""
    latest = max((unit.latest for unit in judged.figures if unit.latest and unit.figure == judged.actual), default=None)
    head = f"{period_text(latest)}{_actual(judged)}"
    mean = f"；已报月份平均{_amount(judged, judged.mean)}" if judged.mean is not None else ""
    if judged.target.direction is Direction.AT_MOST:
        return f"{head}，{_under_limit(judged)}{mean}"
    side = "达到" if (judged.variance or 0) >= 0 else "低于"
    return f"{head}，{side}目标{_amount(judged, judged.goal)}{mean}"


def _under_limit(judged: Assessment) -> str:
    """The distance to a ceiling of a level or a rate."""
    limit = _amount(judged, judged.goal)
    unit = "个百分点" if judged.target.metric.measure_unit == "%" else judged.target.metric.measure_unit
    distance = f"{shown.headroom(judged)}{unit}"
    match judged.light.code:
        case LightCode.OVER_LIMIT:
            return f"超过上限{limit}共{distance}"
        case LightCode.NEAR_LIMIT:
            return f"接近上限{limit}，余量{distance}"
    return f"未超过上限{limit}，余量{distance}"


def _not_due(judged: Assessment, as_of: date) -> str:
    """Why judging has not begun."""
    schedule = judged.target.schedule
    if before_checkpoint(schedule, as_of):
        return f"考核节点{date_text(schedule.checkpoint)}，尚未到期"
    return "首个报告期未到，尚无填报数" if judged.closed_months else "年内尚无已结束的月份"


def _awaiting(judged: Assessment) -> str:
    """Why the target cannot be judged yet, and what the missing units would have to bring."""
    sentence = f"{_coverage(judged)}{_so_far(judged)}"
    if judged.needed_from_missing:
        return f"{sentence}，缺报单位合计须达{_in_unit(judged, shown.lacking(judged, judged.needed_from_missing))}"
    return f"{sentence}，补报后评价"


def _done(judged: Assessment) -> str:
    """What was achieved; a lower bound says that it is one, and who is missing."""
    actual = _actual(judged)
    return f"不低于{actual}（{_coverage(judged)}）" if judged.light.lower_bound else f"完成{actual}"


def _so_far(judged: Assessment) -> str:
    """The value so far as an afterthought, where there is one."""
    return f"，目前{_actual(judged)}" if judged.actual is not None else ""


def _coverage(judged: Assessment) -> str:
    """How many of the units have reported, and the names of the others."""
    reported, missing = len(judged.units_reported), judged.missing_units
    return f"已报{reported}/{reported + len(missing)}个单位，缺{several(missing, NAMED)}"


def _parts(judged: Assessment) -> str:
    """A rate's numerator over its denominator, with their units."""
    metric = judged.target.metric
    upper, lower = metric.numerator_unit or "", metric.denominator_unit or ""
    units = upper if upper == lower else f"{upper}/{lower}"
    return f"{plain(judged.numerator)}/{plain(judged.denominator)}{units}".strip("/")


def _actual(judged: Assessment) -> str:
    """The value to date with the target's measure unit."""
    return _in_unit(judged, shown.actual(judged, judged.actual))


def _amount(judged: Assessment, value: Fraction | None) -> str:
    """A value as it was set or typed, with the target's measure unit."""
    return _in_unit(judged, plain(value))


def _in_unit(judged: Assessment, text: str) -> str:
    """A shown value with the target's measure unit."""
    unit = judged.target.metric.measure_unit
    return f"{text}%" if unit == "%" else f"{text}{unit}"
