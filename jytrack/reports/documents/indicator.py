"""What a document says of one target: one sentence, without its full stop, by the code of its light.

No adjective, no cause that nobody has written down; a target that cannot be judged is neither ahead nor behind, and
nothing of it is called done.
"""

from fractions import Fraction

from jytrack.domain.figures import shown
from jytrack.domain.figures.value import RECENT_MONTHS
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.schedule import YEAR
from jytrack.domain.values.numerals import percent, plain, points
from jytrack.domain.values.words import Direction, LightCode, Measure, ScheduleKind
from jytrack.reports.documents.amounts import Naming, amount, gap, short_date, short_of, units_named

_ZERO = Fraction(0)


def sentence(judged: Assessment, named: Naming = units_named) -> str:
    """What is said of `judged`: its name, its value, and how that stands to the goal and to the schedule.

    Units that have not reported are told of as `named` has it.
    """
    match judged.light.code:
        case LightCode.NO_GOAL:
            return (
                f"{_head(judged, named)}，年度目标尚未确定"
                if judged.actual is not None
                else f"{_name(judged)}年度目标尚未确定"
            )
        case LightCode.NO_REPORT:
            return f"{_name(judged)}尚无单位报送"
        case LightCode.NOT_COMPUTABLE:
            why = "分母为0，比率无法计算" if judged.denominator == 0 else "时序进度无法计算，暂不评价"
            return f"{_name(judged)}{why}"
        case LightCode.NOT_DUE:
            return _not_due(judged, named)
        case LightCode.AWAITING:
            return _awaiting(judged, named)
    return _judged(judged, named)


def _judged(judged: Assessment, named: Naming) -> str:
    """The sentence of a target that has been judged, by what kind of number it is."""
    metric, ceiling = judged.target.metric, judged.target.direction is Direction.AT_MOST
    if metric.measure is Measure.LEVEL:
        return _level(judged)
    if metric.measure is Measure.RATE:
        return _rate_under_ceiling(judged, named) if ceiling else _rate(judged, named)
    if ceiling:
        return _count_under_ceiling(judged, named)
    return _flow(judged, named) + _early_warning(judged) if judged.target.is_flow else _stock(judged, named)


def _flow(judged: Assessment, named: Naming) -> str:
    """What has been achieved of the goal, and how that stands to the time passed."""
    goal, share, more = amount(judged, judged.goal), percent(judged.attainment), ""
    if judged.light.lower_bound:
        more = "以上"
    if judged.light.code is LightCode.DONE:
        passed = judged.actual is not None and judged.goal is not None and judged.actual > judged.goal
        known = judged.attainment is not None and passed
        return f"{_head(judged, named)}，已完成年度目标{goal}" + (f"（{share}{more}）" if known else "")
    done = f"{_head(judged, named)}，完成年度目标{goal}的{share}{more}"
    match judged.light.code:
        case LightCode.NOT_MET:
            return f"{done}，未完成年度目标，差{short_of(judged, judged.remaining or _ZERO)}"
        case LightCode.ON_TRACK:
            return f"{done}，{_ahead(judged)}{more if judged.variance_points else ''}"
    lacking = short_of(judged, -(judged.variance or _ZERO))
    return f"{done}，慢于时序进度{gap(judged)}，比时序少{lacking}；{_pace(judged)}"


def _ahead(judged: Assessment) -> str:
    """By how much a target is ahead of its schedule."""
    return f"快于时序进度{gap(judged)}" if judged.variance_points else "与时序进度持平"


def _pace(judged: Assessment) -> str:
    """What each month left must bring, beside what recent months brought."""
    left = YEAR - judged.closed_months
    required = shown.required(judged) + judged.target.metric.measure_unit
    sentence, recent = f"后续{left}个月月均需完成{required}", judged.pace_per_month
    if recent is None:
        return sentence
    months = min(RECENT_MONTHS, judged.closed_months)
    span = f"近{months}个月"
    if recent <= 0:
        return f"{sentence}，{span}没有新增，按此进度不能完成"
    if judged.target.metric.measure is Measure.COUNT and recent < 1:
        return f"{sentence}，{span}共{amount(judged, recent * months)}"
    average = f"{span}月均{amount(judged, recent, 1)}"
    ratio = judged.pace_ratio
    if ratio is None or ratio <= 1:
        return f"{sentence}，{average}，保持现有进度可如期完成"
    return f"{sentence}，为{average}的{shown.pace_ratio(judged)}倍"


def _early_warning(judged: Assessment) -> str:
    """That the second schedule is not kept, where the official one decides."""
    warning = judged.early_warning
    if warning is None or warning.variance_points >= 0:
        return ""
    return f"（比预警时序慢{points(warning.variance_points).lstrip('-')}个百分点，评价按正式时序）"


def _stock(judged: Assessment, named: Naming) -> str:
    """What there is at the end of the period."""
    short = -(judged.variance or _ZERO)
    if short > 0:
        return f"{_head(judged, named)}，低于目标{short_of(judged, short)}"
    return f"{_head(judged, named)}，不低于目标{amount(judged, judged.goal)}"


def _rate(judged: Assessment, named: Naming) -> str:
    """A share with its two parts, against its goal."""
    ahead = judged.variance or _ZERO
    head = f"{_name(judged)}{shown.share(judged)}%（{_parts(judged, named)}）"
    if ahead > 0:
        return f"{head}，高于目标{gap(judged)}"
    if not ahead:
        return f"{head}，达到{plain(judged.goal)}%的目标"
    unit = judged.target.metric.numerator_unit or ""
    needed = f"，还差{plain(judged.needed)}{unit}" if judged.needed is not None else ""
    return f"{head}，低于目标{gap(judged)}{needed}"


def _rate_under_ceiling(judged: Assessment, named: Naming) -> str:
    """A share with its two parts, against its limit."""
    return f"{_name(judged)}{shown.share(judged)}%（{_parts(judged, named)}），{_against_limit(judged)}"


def _level(judged: Assessment) -> str:
    """The last month's value, against its goal or its limit, with the mean of the months beside it."""
    latest = _latest_month(judged)
    head = f"{_name(judged)}{f'{latest}月' if latest else ''}为{amount(judged, judged.actual)}"
    if judged.target.direction is Direction.AT_MOST:
        return f"{head}，{_against_limit(judged)}{_mean(judged)}"
    short = -(judged.variance or _ZERO)
    against = f"低于目标{_distance(judged, short)}" if short > 0 else f"不低于目标{amount(judged, judged.goal)}"
    return f"{head}，{against}{_mean(judged)}"


def _mean(judged: Assessment) -> str:
    """The mean of the months reported, where there are several of them."""
    months = sum(unit.months for unit in judged.figures)
    if judged.mean is None or months < 2:
        return ""
    whole = len(judged.figures) == 1 and months == _latest_month(judged)
    span = f"1—{months}月平均" if whole else "已报月份平均"
    return f"；{span}{amount(judged, judged.mean, 2)}"


def _against_limit(judged: Assessment) -> str:
    """How far a level or a rate is from what it may not pass."""
    limit, room = amount(judged, judged.goal), judged.headroom or _ZERO
    if judged.light.code is LightCode.OVER_LIMIT:
        return f"超出控制目标{_distance(judged, -room)}"
    told = f"比控制目标{limit}低{_distance(judged, room)}" if room else f"等于控制目标{limit}"
    return f"{told}，已接近控制目标" if judged.light.code is LightCode.NEAR_LIMIT else told


def _distance(judged: Assessment, value: Fraction) -> str:
    """A distance between two values of a level or a rate, exact: in points where they are percentages."""
    unit = judged.target.metric.measure_unit
    return f"{plain(value)}{'个百分点' if unit == '%' else unit}"


def _count_under_ceiling(judged: Assessment, named: Naming) -> str:
    """How many there were of what should not be, over the year or at the end of the period."""
    actual, name, room = judged.actual or _ZERO, _name(judged), judged.headroom or _ZERO
    flow = judged.target.is_flow
    if not actual and not judged.missing_units:
        return f"未发生{name}" if flow else f"期末没有{name}"
    least = "至少" if judged.missing_units else ""
    head = f"{name}{least}{amount(judged, actual)}" if flow else f"期末{name}{least}{amount(judged, actual)}"
    missing = f"（{_uncounted(judged, named)}）" if judged.missing_units else ""
    limit = amount(judged, -room if room < 0 else judged.goal)
    return f"{head}{missing}，{'超出' if room < 0 else '未超出'}控制目标{limit}"


def _not_due(judged: Assessment, named: Naming) -> str:
    """What there is before judging begins, and when it does."""
    schedule, name = judged.target.schedule, _name(judged)
    if schedule.kind is ScheduleKind.CHECKPOINT and schedule.checkpoint is not None:
        when = f"{short_date(schedule.checkpoint)}考核"
        return f"{name}现为{_value(judged, named)}，{when}" if judged.actual is not None else f"{name}{when}"
    return f"{name}未到报送期" if judged.closed_months else f"{name}还没有月份结束，暂不评价"


def _awaiting(judged: Assessment, named: Naming) -> str:
    """What has been reported, who is missing, and what they would have to bring; nothing is called ahead or done."""
    if judged.actual is None:
        return f"{_name(judged)}尚未报送（缺{named(judged.missing_units)}），待补报后评价"
    if judged.target.metric.measure is Measure.RATE:
        return f"{_name(judged)}已报{_value(judged, named)}，待补报后评价"
    month = f"{_latest_month(judged)}月" if judged.target.metric.measure is Measure.LEVEL else ""
    told = f"{_name(judged)}已报{month}{_value(judged, named)}（缺{named(judged.missing_units)}）"
    if judged.target.is_flow and judged.attainment is not None:
        told += f"，相当于年度目标{amount(judged, judged.goal)}的{percent(judged.attainment)}"
    if judged.needed_from_missing:
        reached = "目标" if judged.closed_months == YEAR else "时序"
        told += f"，缺报单位再报{short_of(judged, judged.needed_from_missing)}即达{reached}"
    return f"{told}，待补报后评价"


def _name(judged: Assessment) -> str:
    """The name that sentences use."""
    return judged.target.metric.prose_name


def _head(judged: Assessment, named: Naming) -> str:
    """Name and value; a lower bound says that it is one, and who is missing."""
    if judged.light.lower_bound:
        return f"{_name(judged)}不少于{amount(judged, judged.actual)}（{_uncounted(judged, named)}）"
    return f"{_name(judged)}{_value(judged, named)}"


def _value(judged: Assessment, named: Naming) -> str:
    """The value to date, a rate with its parts."""
    if judged.target.metric.measure is Measure.RATE:
        return f"{shown.share(judged)}%（{_parts(judged, named)}）"
    return amount(judged, judged.actual)


def _parts(judged: Assessment, named: Naming) -> str:
    """A rate's two parts with their units, and which units are missing in them or stand there with an older month."""
    metric = judged.target.metric
    own, whole = metric.numerator_unit or "", metric.denominator_unit or ""
    upper = plain(judged.numerator) + (own if own != whole else "")
    missing = _uncounted(judged, named)
    return f"{upper}/{plain(judged.denominator)}{whole}" + (f"，{missing}" if missing else "")


def _uncounted(judged: Assessment, named: Naming) -> str:
    """Who is missing: with an older month in the value, or not at all."""
    stale = set(judged.stale_units)
    silent = [unit for unit in judged.missing_units if unit not in stale]
    return "，".join(part for part in (_stale(judged, named), f"{named(silent)}未报" if silent else "") if part)


def _stale(judged: Assessment, named: Naming) -> str:
    """Units that stand in the value with an older month, by that month: 黄花乡沿用3月数."""
    months: dict[str, list[str]] = {}
    for unit in judged.figures:
        if unit.unit in judged.stale_units and unit.latest is not None:
            months.setdefault(f"{unit.latest.month}月", []).append(unit.unit)
    return "，".join(f"{named(units)}沿用{month}数" for month, units in months.items())


def _latest_month(judged: Assessment) -> int | None:
    """The month of the value that is told of a level."""
    return max(
        (unit.latest.month for unit in judged.figures if unit.latest and unit.figure == judged.actual), default=None
    )
