"""What is checked on one entry by itself (intake.md, Codes); against the readings on record see `history`."""

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from jytrack.domain.plan.target import Metric
from jytrack.domain.values.numerals import plain
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import Quantity
from jytrack.domain.values.words import Measure, Reporting
from jytrack.intake.sheets.sheet import Field
from jytrack.intake.values.cell import Trouble, narrow
from jytrack.intake.values.problem import Code

_FIELDS = {
    Reporting.INCREMENT: (Field.MONTH, Field.CUMULATIVE),
    Reporting.CUMULATIVE: (Field.CUMULATIVE,),
    Reporting.CUMULATIVE_DISTINCT: (Field.CUMULATIVE,),
    Reporting.POINT: (Field.VALUE,),
}
_PARTS = (Field.NUMERATOR, Field.DENOMINATOR)

_PERCENT = re.compile(r"([0-9]{1,9})(?:\.([0-9]{1,20}))?(%?)")


def fields_of(metric: Metric) -> tuple[Field, ...]:
    """The figures that make up a reading of `metric` (domain.md §2, reporting)."""
    return _PARTS if metric.measure is Measure.RATE else _FIELDS[metric.reporting]


def misplaced(metric: Metric, field: Field) -> Trouble | None:
    """Why the column of `field` takes no number of `metric`; None when it does."""
    fields = fields_of(metric)
    if field in fields:
        return None
    wanted = "和".join(f"“{field.label}”" for field in fields)
    return Trouble(Code.WRONG_REPORTING, f"里不应有“{metric.name}”的数", f"这个指标请填在{wanted}栏，这一格空着")


def check_period(period: Period, year: int, received_on: date) -> Trouble | None:
    """Why no reading is taken for `period`: it lies outside the plan's year and the one before, or has not begun."""
    if period.year not in (year - 1, year):
        return Trouble(
            Code.PERIOD_OUTSIDE_PLAN, f"“{period}”不在方案年度内", f"只收{year - 1}年和{year}年的数，请核对年份"
        )
    if period.first_day > received_on:
        return Trouble(Code.PERIOD_NOT_BEGUN, f"“{period}”在收到日期 {received_on} 时还没开始", "请核对月份")
    return None


def check_rate(
    metric: Metric, numerator: Quantity | None, denominator: Quantity | None, percent: str, *, has_columns: bool
) -> Iterator[Trouble]:
    """What is wrong with a rate's parts, and with the `percent` typed beside them ("" for none).

    `has_columns`: both parts have a column in which they can be filled in.
    """
    if numerator is None or denominator is None:
        message = f"“{metric.name}”要同时有分子和分母"
        advice = "请补上分子、分母两个数，只报百分比不能用"
        yield Trouble(Code.RATE_NEEDS_PARTS, message, advice, beyond=not has_columns)
        return
    if metric.share_of_people and numerator > denominator:
        yield Trouble(Code.NUMERATOR_OVER_DENOMINATOR, f"“{metric.name}”的分子比分母大", "请核对，分子是分母里的一部分")
    elif percent and denominator and not _agrees(percent, Fraction(100 * numerator, denominator)):
        rate = plain(Fraction(100 * numerator, denominator), 2)
        yield Trouble(Code.RATE_MISMATCH, f"“{percent}”与分子分母算出的{rate}%不一致", "以分子分母为准，请核对")


def check_source(metric: Metric, source: str, *, has_column: bool) -> Iterator[Trouble]:
    """Whether a metric that needs a source has one, be there a column for it or not."""
    if metric.source_required and not source:
        advice = "请写明数据出自哪里" if has_column else "请加一列“来源”，写明数据出自哪里"
        yield Trouble(Code.SOURCE_NEEDED, f"“{metric.name}”没有注明数据来源", advice, beyond=not has_column)


def not_on_duty(unit: str) -> Trouble:
    """What to say of a metric that `unit` does not report."""
    message = f"“{unit}”不负责填报这个指标"
    return Trouble(Code.NOT_ON_DUTY, message, "请核对单位和指标；不归本单位报的空着")


def _agrees(percent: str, rate: Fraction) -> bool:
    """Whether `percent` as typed is `rate`, rounded or cut off; without a sign % it may be a plain ratio."""
    match = _PERCENT.fullmatch("".join(narrow(percent).split()))
    if match is None:
        return False
    decimals = match[2] or ""
    step = Fraction(1, 10 ** len(decimals))
    typed = int(match[1] + decimals) * step
    meant = (rate,) if match[3] or not decimals else (rate, rate / 100)
    return any(-step < typed - value <= step / 2 for value in meant)
