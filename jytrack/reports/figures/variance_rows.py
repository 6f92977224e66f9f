"""The variance report for programs: a row of the JSON object, and the flat sheet that csv writes."""

from collections.abc import Sequence

from jytrack.domain.figures.variance import Assessment, EarlyWarning, Projection
from jytrack.domain.plan.plan import Plan
from jytrack.reports.figures import outlook
from jytrack.reports.values import phrases
from jytrack.reports.values.columns import headed
from jytrack.reports.values.document import Cell, Lamp, Number, Percent, Points, Table
from jytrack.reports.values.json_values import JsonObject, number, percentage, strings

_SHEET = (
    "指标代码", "指标", "计量单位", "亮灯", "亮灯代码", "亮灯依据", "目标方向",
    "年度目标", "原目标", "实际", "平均", "分子", "分母", "还差人数", "完成率（%）", "时序", "应完成", "时序进度（%）",
    "差额", "差额（百分点）", "预警时序", "预警进度（%）", "距预警时序（百分点）",
    "余量", "剩余", "月均需", "近期月均", "月均比", "余月可均",
    "预测全年", "预测低值", "预测高值", "预测说明",
    "任务序号", "牵头单位", "应报单位数", "已报单位数", "缺报单位", "数据偏旧的单位", "为下限", "待核对",
    "本月数", "上年同月数", "本月同比", "环比", "上年同期累计", "累计同比", "增减单位",
)  # fmt: skip


def json_row(plan: Plan, item: Assessment) -> JsonObject:
    """One target as interface.md, JSON, `report variance` has it."""
    return {**_identity(plan, item), **_figures(item), **_outlook(item), **_verdict(item), **_months(item)}


def sheet(plan: Plan, assessments: Sequence[Assessment]) -> Table:
    """One row a target with bare numbers, for a spreadsheet."""
    return Table(headed(_SHEET), tuple(_sheet_row(plan, item) for item in assessments))


def _identity(plan: Plan, item: Assessment) -> JsonObject:
    target = item.target
    return {
        "target": target.code,
        "name": target.metric.name,
        "prose_name": target.metric.prose_name,
        "measure_unit": target.metric.measure_unit,
        "numerator_unit": target.metric.numerator_unit,
        "denominator_unit": target.metric.denominator_unit,
        "direction": target.direction.value,
        "measure": target.metric.measure.value,
        "binding": target.binding,
        "task": target.task,
        "task_basis": phrases.task_basis(target),
        "lead": strings(phrases.leads(plan, target)),
        "responsible": strings(phrases.responsible(plan, target)),
    }


def _figures(item: Assessment) -> JsonObject:
    return {
        "goal": number(item.goal),
        "original_goal": number(item.original_goal),
        "actual": number(item.actual),
        "mean": number(item.mean),
        "numerator": number(item.numerator),
        "denominator": number(item.denominator),
        "needed": number(item.needed),
        "attainment_pct": percentage(item.attainment),
        "schedule": item.target.schedule.kind.value,
        "expected": number(item.expected),
        "expected_pct": percentage(item.expected_share),
        "variance": number(item.variance),
        "variance_pp": number(item.variance_points),
        "headroom": number(item.headroom),
        "remaining": number(item.remaining),
    }


def _outlook(item: Assessment) -> JsonObject:
    return {
        "required_per_month": number(item.required_per_month),
        "pace_per_month": number(item.pace_per_month),
        "pace_ratio": number(item.pace_ratio),
        "may_average": number(item.may_average),
        "projection": _projection(item.projection) if item.projection else None,
        "projection_note": item.projection_note,
        "early_warning": _early_warning(item.early_warning) if item.early_warning else None,
    }


def _verdict(item: Assessment) -> JsonObject:
    return {
        "light": item.light.colour.value,
        "light_code": item.light.code.value,
        "light_reason": item.light.reason,
        "lower_bound": phrases.is_lower_bound(item),
        "units_reported": len(item.units_reported),
        "units_expected": len(item.units_reported) + len(item.missing_units),
        "missing_units": strings(item.missing_units),
        "stale_units": strings(item.stale_units),
        "stale_months": {unit.unit: str(unit.latest) for unit in item.figures if unit.stale},
        "needed_from_missing": number(item.needed_from_missing),
        "open_doubts": item.open_doubts,
    }


def _months(item: Assessment) -> JsonObject:
    """The month's own value and the value to date beside last year's, with 同比 and 环比 as `target show` has them."""
    found, relative = item.compared(), outlook.is_relative(item)
    told = outlook.json_comparison(item, found)
    return {
        "month_value": number(found.month),
        "month_value_last_year": number(found.month_last_year),
        "month_year_on_year": (percentage if relative else number)(found.month_year_on_year),
        "month_on_month": told["month_on_month"],
        "actual_last_year": number(found.last_year),
        "year_on_year": told["year_on_year"],
        "change_in": told["in"],
    }


def _projection(projection: Projection) -> JsonObject:
    return {
        "headline": number(projection.headline),
        "low": number(projection.low),
        "high": number(projection.high),
    }


def _early_warning(warning: EarlyWarning) -> JsonObject:
    return {
        "schedule": warning.schedule.kind.value,
        "expected_pct": percentage(warning.share),
        "variance_pp": number(warning.variance_points),
    }


def _foreseen(item: Assessment) -> tuple[Cell, ...]:
    """The projection with its range, or why there is none."""
    projection = item.projection
    if projection is None:
        return Number(None), Number(None), Number(None), item.projection_note
    return Number(projection.headline), Number(projection.low), Number(projection.high), item.projection_note


def _warned(item: Assessment) -> tuple[Cell, ...]:
    """The second schedule of a target that has one, with what it expects and how far the target is from it."""
    schedule, warning = item.target.early_warning, item.early_warning
    if warning is None:
        return phrases.schedule(schedule) if schedule else None, Percent(None), Points(None)
    return phrases.schedule(warning.schedule), Percent(warning.share), Points(warning.variance_points)


def _compared(item: Assessment) -> tuple[Cell, ...]:
    """The month's own value and the value to date beside others, and in what the changes are told."""
    found, relative = item.compared(), outlook.is_relative(item)
    cell = Percent if relative else Number
    return (
        Number(found.month), Number(found.month_last_year),
        cell(found.month_year_on_year), cell(found.month_on_month),
        Number(found.last_year), cell(found.year_on_year), "%" if relative else phrases.distance_unit(item),
    )  # fmt: skip


def _sheet_row(plan: Plan, item: Assessment) -> tuple[Cell, ...]:
    target, light = item.target, item.light
    return (
        target.code, target.metric.name, target.metric.measure_unit,
        Lamp(light.colour), light.code.value, light.reason, target.direction.label,
        Number(item.goal), Number(item.original_goal), Number(item.actual), Number(item.mean),
        Number(item.numerator), Number(item.denominator), Number(item.needed),
        Percent(item.attainment), phrases.schedule(target.schedule),
        Number(item.expected), Percent(item.expected_share),
        Number(item.variance), Points(item.variance_points), *_warned(item),
        Number(item.headroom), Number(item.remaining),
        Number(item.required_per_month), Number(item.pace_per_month), Number(item.pace_ratio),
        Number(item.may_average), *_foreseen(item),
        target.task, "、".join(phrases.leads(plan, target)),
        len(item.units_reported) + len(item.missing_units), len(item.units_reported),
        "、".join(item.missing_units), "、".join(item.stale_units), "是" if phrases.is_lower_bound(item) else "否",
        item.open_doubts, *_compared(item),
    )  # fmt: skip
