"""Where one target is heading: pace, projection, room under a ceiling, and how it compares with earlier times."""

from collections.abc import Iterator
from dataclasses import astuple
from fractions import Fraction

from jytrack.domain.figures.comparison import Comparison
from jytrack.domain.figures.shown import actual, foreseen, headroom, pace_ratio, per_month, required
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.schedule import YEAR
from jytrack.domain.values.numerals import decimal, percent, plain, signed, upper
from jytrack.domain.values.words import Direction, LightCode, Measure
from jytrack.reports.values.document import Block, Heading, Paragraph
from jytrack.reports.values.json_values import JsonObject, number, percentage
from jytrack.reports.values.phrases import HOPELESS

_RATIOS = (Measure.COUNT, Measure.AMOUNT)


def blocks(shown: Assessment, compared: Comparison) -> tuple[Block, ...]:
    """The outlook as a section of a page; none before anything can be said."""
    lines = [*_lines(shown), *_comparison(shown, compared)]
    return (Heading("走势"), Paragraph("\n".join(lines))) if lines else ()


def json_comparison(shown: Assessment, compared: Comparison) -> JsonObject:
    """同比 and 环比: in per cent for counts and amounts, in measure units (percentage points) for rates and levels."""
    relative = is_relative(shown)
    written = percentage if relative else number
    return {
        "year_on_year": written(compared.year_on_year),
        "month_on_month": written(compared.month_on_month),
        "in": "percent" if relative else "measure_unit",
    }


def is_relative(shown: Assessment) -> bool:
    """Whether a change is a ratio, as of counts and amounts, and no difference of two rates or levels."""
    return shown.target.metric.measure in _RATIOS


def _pace(shown: Assessment) -> str:
    """What each month left must bring beside what recent months brought; empty where nothing is asked of the months."""
    if shown.required_per_month is None:
        return ""
    if not shown.required_per_month:
        return "已达目标，后续月份不再要求"
    needed = f"后续{YEAR - shown.closed_months}个月月均需完成{_in_unit(shown, required(shown))}"
    if shown.pace_per_month is None:
        return f"{needed}；近期月均：有单位未报，暂不计算" if shown.missing_units else needed
    recent = f"{needed}；近期月均{_in_unit(shown, per_month(shown.pace_per_month))}"
    return f"{recent}，{_feasibility(shown)}"


def _feasibility(shown: Assessment) -> str:
    """κ in words; empty where there is none and nothing is needed (domain.md §3, Pace)."""
    if shown.pace_ratio is not None:
        hard = "，吃紧" if shown.pace_ratio > shown.target.thresholds.hard_pace else ""
        return f"所需为近期的{pace_ratio(shown)}倍{hard}"
    if shown.required_per_month and shown.pace_per_month is not None:
        return HOPELESS
    return ""


def projected(shown: Assessment) -> str:
    """The year-end figure foreseen with its range; empty when there is none."""
    if shown.projection is None:
        return ""
    headline, low, high = (foreseen(shown, value) for value in astuple(shown.projection))
    return headline if low == high else f"{headline}（{low}—{high}）"


def _lines(shown: Assessment) -> Iterator[str]:
    """Pace and projection of a flow; headroom, mean and what is left of it under a ceiling."""
    if line := _pace(shown):
        yield line
    if shown.target.direction is Direction.AT_LEAST and shown.target.is_flow:
        if shown.projection:
            yield f"预测全年{projected(shown)}{shown.target.metric.measure_unit}"
        elif shown.projection_note:
            yield f"预测全年：{shown.projection_note}"
    if shown.headroom is not None and shown.light.code is not LightCode.NOT_DUE:
        yield _headroom(shown)
    if shown.may_average is not None:
        yield f"已报月份平均{_in_unit(shown, plain(shown.mean))}；{_left(shown, shown.may_average)}"


def _headroom(shown: Assessment) -> str:
    """The latest value's distance to a ceiling."""
    unit = "个百分点" if shown.target.metric.measure_unit == "%" else shown.target.metric.measure_unit
    side = "余量" if (shown.headroom or 0) >= 0 else "超出"
    latest, limit = _in_unit(shown, actual(shown, shown.actual)), _in_unit(shown, plain(shown.goal))
    return f"最新{latest}，上限{limit}，{side}{headroom(shown)}{unit}"


def _left(shown: Assessment, average: Fraction) -> str:
    """What the months not yet reported may average."""
    if average < 0:
        return "后续月份无论多低，全年平均都将超过上限"
    unit = shown.target.metric.measure_unit
    return f"后续月份平均不超过{upper(average)}{unit}，全年平均就不超过上限"


def _comparison(shown: Assessment, compared: Comparison) -> Iterator[str]:
    """同比 and 环比, where the data exist."""
    parts = [("同比", compared.year_on_year), ("环比", compared.month_on_month)]
    spoken = [f"{name}{change(shown, value)}" for name, value in parts if value is not None]
    if spoken:
        yield "，".join(spoken)


def change(shown: Assessment, value: Fraction) -> str:
    """A change with its sign and its unit."""
    if is_relative(shown):
        return signed(percent(value, cap=None))
    unit = "个百分点" if shown.target.metric.measure_unit == "%" else shown.target.metric.measure_unit
    return f"{signed(decimal(value, 2))}{unit}"


def _in_unit(shown: Assessment, text: str) -> str:
    """A value with the target's measure unit."""
    unit = shown.target.metric.measure_unit
    return f"{text}{unit}"
