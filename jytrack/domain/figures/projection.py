"""Projection of the year-end figure, and the honest reason when there is none (domain.md §3, Projection)."""

from fractions import Fraction

from jytrack.domain.figures.variance import Projection
from jytrack.domain.plan.schedule import YEAR
from jytrack.domain.values.numerals import percent
from jytrack.domain.values.valueclass import valueclass

FIRST_MONTH = 3
LEAST_SHARE = Fraction(15, 100)


@valueclass
class Ground:
    """What a projection of an at_least flow stands on: A, m, W(m), v, and last year's share of its result at m."""

    actual: Fraction | None
    closed_months: int
    share: Fraction | None
    pace: Fraction | None
    last_year_share: Fraction | None
    complete: bool


def project(ground: Ground) -> Projection | None:
    """The projection by the official schedule's shape, ranging over the methods available; None when `why_none`."""
    if why_none(ground) or ground.actual is None or not ground.share:
        return None
    foreseen = [ground.actual / ground.share]
    if ground.pace is not None:
        foreseen.append(ground.actual + ground.pace * (YEAR - ground.closed_months))
    if ground.last_year_share is not None and ground.last_year_share >= LEAST_SHARE:
        foreseen.append(ground.actual / ground.last_year_share)
    return Projection(foreseen[0], min(foreseen), max(foreseen))


def why_none(ground: Ground) -> str:
    """Why nothing can be foreseen yet, in Chinese; empty when it can."""
    if ground.closed_months < FIRST_MONTH:
        return f"已结束的月份不足{FIRST_MONTH}个，暂不预测"
    if not ground.complete:
        return "有单位未报，暂不预测"
    if ground.actual is None:
        return "尚无填报数，暂不预测"
    if ground.share is None:
        return "缺上年同期数，时序进度无法计算，暂不预测"
    if ground.share < LEAST_SHARE:
        return f"时序进度{percent(ground.share, LEAST_SHARE)}不足{percent(LEAST_SHARE)}，暂不预测"
    return ""
