"""How a figure came about: each rule of domain.md §3 that applies to a target, with the numbers put in."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from jytrack.domain.figures import shown
from jytrack.domain.figures.light_explained import light_rule
from jytrack.domain.figures.reading import Reading
from jytrack.domain.figures.value import RECENT_MONTHS, UnitFigure
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.schedule import YEAR, Course, before_checkpoint
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.numerals import date_text, percent, plain, points, upper
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import exact
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Direction, Frequency, Measure, Reporting, ScheduleKind

NAMED = 10
"""With more units than this, a sum is told by their number; the table of units lists each."""


@valueclass
class Step:
    """One rule applied: its stable `code`, its Chinese title, the formula with numbers in it, the exact result.

    `result` is in the measure unit, in percentage points or a plain ratio as the Assessment has it; None: no number.
    """

    code: str
    title: str
    formula: str
    result: Fraction | None = None


@valueclass
class UnitSum:
    """How one unit's value to date is made of its readings; `counted` are the periods of those that enter it."""

    figure: UnitFigure
    formula: str
    counted: frozenset[Period]


def unit_sums(judged: Assessment, readings: Sequence[Reading], clock: Clock) -> tuple[UnitSum, ...]:
    """The sum behind the value of each unit on duty, in official order; `readings` as known at the clock."""
    closed: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        if reading.period.year == clock.year and reading.period.month <= clock.closed_months:
            closed[reading.unit].append(reading)
    return tuple(_unit_sum(judged, figure, closed[figure.unit]) for figure in judged.figures)


def explain(judged: Assessment, clock: Clock, last_year: Course | None = None) -> tuple[Step, ...]:
    """The steps from what was reported to the light, in the order in which they are taken.

    `last_year` is the course behind a schedule shaped like last year's (domain.md §3, Expected E).
    """
    steps = [_coverage(judged), _goal(judged, clock), *_actual(judged)]
    if judged.target.direction is Direction.AT_MOST:
        steps += [*_distance(judged), *_ceiling(judged)]
    elif judged.target.is_flow:
        steps += [*_schedule(judged, clock, last_year), *_distance(judged), *_pace(judged), *_outlook(judged)]
    else:
        steps += _distance(judged)
    title = f"亮灯：{judged.light.colour.label} {judged.light.code.label}"
    return (
        *steps,
        Step("light", title, light_rule(judged, before=before_checkpoint(judged.target.schedule, clock.as_of))),
    )


def explain_unit(judged: Assessment, unit: UnitSum) -> tuple[Step, ...]:
    """The steps of one unit alone: whether it has reported, its value, its part of the whole."""
    figure = unit.figure
    latest = f"，最近一期{figure.latest.year}年{figure.latest.month}月" if figure.latest else ""
    state = "到期的已报齐" if figure.reported else "有到期未报" + ("，用的是旧数" if figure.stale else "")
    steps = [Step("reported", "填报情况", state + latest), Step("value", "该单位至今数", unit.formula, figure.figure)]
    adds_up = judged.target.metric.measure in (Measure.COUNT, Measure.AMOUNT)
    if adds_up and figure.figure is not None and judged.actual:
        part = figure.figure / judged.actual
        formula = f"{plain(figure.figure)} ÷ {plain(judged.actual)} = {percent(part)}"
        steps.append(Step("contribution", "占合计的比重", formula, part))
    return tuple(steps)


def _unit_sum(judged: Assessment, figure: UnitFigure, readings: Sequence[Reading]) -> UnitSum:
    """One unit's sum by its metric's kind (domain.md §3, Value to date A)."""
    metric = judged.target.metric
    if figure.latest is None:
        return UnitSum(figure, "尚无填报数", frozenset())
    if metric.measure is Measure.RATE:
        result = f" = {shown.actual(judged, figure.figure)}%" if figure.figure is not None else "，分母为0"
        formula = f"{figure.latest.month}月{plain(figure.numerator)} ÷ {plain(figure.denominator)}{result}"
        return UnitSum(figure, formula, frozenset({figure.latest}))
    if metric.reporting is not Reporting.INCREMENT:
        word = "期末" if metric.reporting is Reporting.POINT else "累计"
        return UnitSum(figure, f"{figure.latest.month}月{word}{plain(figure.figure)}", frozenset({figure.latest}))
    terms = {}
    for reading in sorted(readings, key=lambda reading: reading.period):
        month = reading.period.month
        if month == figure.covered_to and reading.cumulative is not None:
            terms[reading.period] = f"{month}月累计{plain(exact(reading.cumulative))}"
        elif month > figure.covered_to and reading.month is not None:
            terms[reading.period] = f"{month}月{plain(exact(reading.month))}"
    return UnitSum(figure, f"{' + '.join(terms.values())} = {plain(figure.figure)}", frozenset(terms))


def _coverage(judged: Assessment) -> Step:
    """U and S, and who is missing or stale."""
    expected = len(judged.units_reported) + len(judged.missing_units)
    words = f"应报{expected}个单位，已报齐{len(judged.units_reported)}个"
    if judged.missing_units:
        words += f"，未报齐：{'、'.join(judged.missing_units)}"
    if judged.stale_units:
        words += f"；用旧数的：{'、'.join(judged.stale_units)}"
    return Step("coverage", "填报单位", words)


def _goal(judged: Assessment, clock: Clock) -> Step:
    """T, with the goals before it and after it."""
    in_force = judged.target.goal_at(clock.as_of)
    told = [
        f"{date_text(goal.valid_from)}起{plain(goal.value)}" + ("（在用）" if goal is in_force else "")
        for goal in judged.target.goals
    ]
    unit = judged.target.metric.measure_unit
    bound = judged.target.direction.label
    return Step("goal", "年度目标 T", f"{bound}（{unit}）：{'；'.join(told) or '未设'}", judged.goal)


def _actual(judged: Assessment) -> Iterator[Step]:
    """A, folded from the units."""
    metric = judged.target.metric
    known = [unit for unit in judged.figures if unit.latest is not None]
    if judged.actual is None and not known:
        yield Step("actual", "实际值 A", "尚无填报数")
    elif metric.measure is Measure.RATE:
        yield Step("numerator", "分子 N", _sum(known, lambda unit: unit.numerator), judged.numerator)
        yield Step("denominator", "分母 D", _sum(known, lambda unit: unit.denominator), judged.denominator)
        result = f"{shown.actual(judged, judged.actual)}%" if judged.actual is not None else "分母为0，不能计算"
        formula = f"100 × N ÷ D = {_division(judged)} = {result}"
        yield Step("actual", "比率 r", formula, judged.actual)
    elif metric.measure is Measure.LEVEL:
        yield Step("actual", "最近一期 A", f"各月不相加，取最近一期：{plain(judged.actual)}", judged.actual)
        yield Step("mean", "已报月份平均", f"{known[0].months}个月平均{plain(judged.mean)}", judged.mean)
    else:
        yield Step("actual", "实际值 A", _sum(known, lambda unit: unit.figure), judged.actual)


def _division(judged: Assessment) -> str:
    """A rate as the division that it is, for it is shown rounded and goes on exact."""
    return f"100 × {plain(judged.numerator)} ÷ {plain(judged.denominator)}"


def _sum(known: Sequence[UnitFigure], of: Callable[[UnitFigure], Fraction | None]) -> str:
    """The sum over units, term by term while there are few."""
    values = [value for unit in known if (value := of(unit)) is not None]
    total = plain(sum(values, Fraction(0)))
    if len(values) > NAMED:
        return f"{len(values)}个单位之和 = {total}"
    return f"{' + '.join(map(plain, values))} = {total}" if len(values) > 1 else total


def _schedule(judged: Assessment, clock: Clock, last_year: Course | None) -> Iterator[Step]:
    """W and E of an at_least flow, and the second schedule beside them."""
    share = judged.expected_share
    yield Step("share", "时序进度 W", _share(judged, clock, last_year), share)
    if judged.goal is not None and share is not None:
        formula = f"T × W = {plain(judged.goal)} × {_ratio(share)} = {plain(judged.expected)}"
        yield Step("expected", "应完成 E", formula, judged.expected)
    if warning := judged.early_warning:
        formula = (
            f"{warning.schedule.kind.label}{percent(warning.share)}，相差{points(warning.variance_points)}个百分点"
        )
        yield Step("early_warning", "预警时序（不影响亮灯）", formula, warning.variance_points)


def _share(judged: Assessment, clock: Clock, last_year: Course | None) -> str:
    """Where W comes from."""
    schedule, months = judged.target.schedule, clock.closed_months
    part = percent(judged.expected_share)
    match schedule.kind:
        case ScheduleKind.LINEAR:
            return f"按月均衡：{months} ÷ {YEAR} = {part}"
        case ScheduleKind.STEPS:
            return f"分步：第{months}个月末{part}"
        case ScheduleKind.CHECKPOINT:
            side = "未到" if before_checkpoint(schedule, clock.as_of) else "已到"
            return f"考核节点{date_text(schedule.checkpoint)}，{side}：{part}"
        case ScheduleKind.LAST_YEAR:
            if judged.expected_share is None or last_year is None or not months:
                return f"上年同期：{part}"
            return f"上年同期：{plain(last_year(months))} ÷ {plain(last_year(YEAR))} = {part}"


def _ratio(share: Fraction | None) -> str:
    """A share as a factor that a hand calculation comes out with: a short decimal, else the division."""
    text = plain(share)
    return text if share is None or Fraction(text) == share else f"{share.numerator} ÷ {share.denominator}"


def _distance(judged: Assessment) -> Iterator[Step]:
    """The variance A - E, and the same as a ratio or in points."""
    actual, goal, expected = judged.actual, judged.goal, judged.expected
    if actual is None or goal is None or expected is None:
        return
    if not judged.target.is_flow or judged.target.direction is Direction.AT_MOST:
        yield Step("expected", "要求 E", f"不分月，始终为目标值{plain(goal)}", expected)
    formula = _minus(actual, expected, judged.variance)
    if judged.target.metric.measure is Measure.RATE:
        formula = f"{_division(judged)} - {plain(expected)} = {shown.variance_points(judged)}个百分点"
    yield Step("variance", "差额 A - E", formula, judged.variance)
    if judged.attainment is not None:
        formula = f"A ÷ T = {plain(actual)} ÷ {plain(goal)} = {percent(judged.attainment)}"
        yield Step("attainment", "完成率 α", formula, judged.attainment)
    if judged.expected_share is not None and judged.variance_points is not None:
        formula = f"100 × (α - W) = 100 × ({plain(actual)} ÷ {plain(goal)} - {_ratio(judged.expected_share)})"
        result = shown.variance_points(judged)
        yield Step("variance_points", "与时序进度差 δ", f"{formula} = {result}个百分点", judged.variance_points)
    if judged.needed is not None:
        formula = (
            f"T × D ÷ 100，取整进位后减 N，不小于0：{plain(judged.goal)} × {plain(judged.denominator)} ÷ 100"
            f" → {plain(judged.needed)}"
        )
        yield Step("needed", f"还差（{judged.target.metric.numerator_unit}）", formula, judged.needed)


def _ceiling(judged: Assessment) -> Iterator[Step]:
    """The room left under a ceiling."""
    if judged.headroom is not None:
        formula = _minus(judged.goal, judged.actual, judged.headroom)
        if judged.target.metric.measure is Measure.RATE:
            over = "-" if judged.headroom < 0 else ""
            formula = f"{plain(judged.goal)} - {_division(judged)} = {over}{shown.headroom(judged)}个百分点"
        yield Step("headroom", "余量 T - A", formula, judged.headroom)
    if judged.may_average is not None:
        known = [unit for unit in judged.figures if unit.figure == judged.actual]
        months = known[0].months
        formula = (
            f"(12 × {plain(judged.goal)} - {months}个月之和{plain((judged.mean or 0) * months)}) ÷ (12 - {months})"
            f" = {upper(judged.may_average)}"
        )
        yield Step("may_average", "余下月份可平均", formula, judged.may_average)


def _pace(judged: Assessment) -> Iterator[Step]:
    """What is left, q, v, κ, and what the missing units would have to bring."""
    months = judged.closed_months
    if judged.remaining is not None:
        formula = f"T - A，不小于0：{plain(judged.goal)} - {plain(judged.actual)} → {plain(judged.remaining)}"
        yield Step("remaining", "剩余", formula, judged.remaining)
    if judged.required_per_month is not None:
        required = shown.required(judged)
        mark = "=" if plain(judged.required_per_month) == required else "进位 →"
        formula = f"{plain(judged.remaining)} ÷ (12 - {months}) {mark} {required}"
        yield Step("required", "月均需 q", formula, judged.required_per_month)
    if judged.pace_per_month is not None:
        span = min(RECENT_MONTHS, months)
        recent = f"{plain(judged.pace_per_month * span)} ÷ {span}"
        formula = f"{_recent_months(judged)}{span}个月共{recent} = {shown.per_month(judged.pace_per_month)}"
        yield Step("pace", "近期月均 v", formula, judged.pace_per_month)
    elif judged.missing_units:
        yield Step("pace", "近期月均 v", "有单位未报齐，不计算")
    if judged.pace_ratio is not None and judged.pace_per_month is not None:
        span = min(RECENT_MONTHS, months)
        required = f"({plain(judged.remaining)} ÷ {YEAR - months})"
        recent = f"({plain(judged.pace_per_month * span)} ÷ {span})"
        formula = f"q ÷ v = {required} ÷ {recent} = {shown.pace_ratio(judged)}"
        yield Step("pace_ratio", "月均比 κ", formula, judged.pace_ratio)
    if judged.needed_from_missing is not None:
        formula = f"E - A，不小于0 = {plain(judged.needed_from_missing)}"
        yield Step("needed_from_missing", "未报单位合计须报（转绿）", formula, judged.needed_from_missing)


def _recent_months(judged: Assessment) -> str:
    """Which months pace looks at."""
    monthly = all(duty.frequency is Frequency.MONTH for duty in judged.target.unit_duties)
    return "最近" if monthly else "到最近一个报告期为止的"


def _outlook(judged: Assessment) -> Iterator[Step]:
    """The projection with its range, or why there is none."""
    foreseen = judged.projection
    if foreseen is None:
        yield Step("projection", "全年预测", judged.projection_note)
        return
    left = YEAR - judged.closed_months
    methods = [f"按时序 A ÷ W = {shown.foreseen(judged, foreseen.headline)}"]
    if judged.pace_per_month is not None and judged.actual is not None:
        by_pace = judged.actual + judged.pace_per_month * left
        methods.append(f"按近期 A + v × {left} = {shown.foreseen(judged, by_pace)}")
    span = f"范围{shown.foreseen(judged, foreseen.low)}—{shown.foreseen(judged, foreseen.high)}"
    yield Step("projection", "全年预测", "；".join([*methods, span]), foreseen.headline)


def _minus(left: Fraction | None, right: Fraction | None, result: Fraction | None) -> str:
    """A difference written out."""
    return f"{plain(left)} - {plain(right)} = {plain(result)}"
