"""The charts of a month's dispatch: attainment against time, the townships, how main and late targets got on."""

from fractions import Fraction

from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.allocation import can_be_split
from jytrack.domain.plan.schedule import YEAR, before_checkpoint
from jytrack.domain.values.words import LightCode
from jytrack.reports.documents.facts import Facts
from jytrack.reports.documents.targets import late
from jytrack.reports.documents.townships import called
from jytrack.reports.figures.townships import Compared
from jytrack.reports.values.chart import Chart, ChartKind, Series

_LINES = 4
"""More lines than this cannot be told apart."""

_UNITS = 30
"""More units than this cannot be read beside each other."""


def charts(facts: Facts) -> tuple[Chart, ...]:
    """Those of the charts that have something to draw."""
    return (*_attainment(facts), *_units(facts), *_trend(facts))


def _attainment(facts: Facts) -> tuple[Chart, ...]:
    """What is done of each goal beside what should be, the most first."""
    judged = [each for each in facts.standing.assessments if _has_course(each) and each.attainment is not None]
    judged.sort(key=lambda each: -(each.attainment or 0))
    if not judged:
        return ()
    series = (
        Series(
            "完成率",
            tuple(each.attainment for each in judged),
            tuple(each.light.colour for each in judged),
        ),
        Series("时序进度", tuple(_expected(facts, each) for each in judged), expected=True),
    )
    title = f"各指标完成率与时序进度（{_months(facts)}）"
    return (Chart(title, ChartKind.BARS, tuple(map(_named, judged)), series),)


def _units(facts: Facts) -> tuple[Chart, ...]:
    """The units in one target: the first of the plan that is split over them, else the first that could be."""
    split = [item for item in facts.compared if any(unit.judged.attainment is not None for unit in item.units)]
    summed = [item for item in facts.compared if can_be_split(item.target) and _reported(item)]
    item = next(iter(split or summed), None)
    if item is None or len(item.units) > _UNITS:
        return ()
    metric = item.target.metric
    names = tuple(unit.unit + ("" if unit.reported else "（未报齐）") for unit in item.units)
    if not split:
        values = Series("累计", tuple(unit.judged.actual for unit in item.units))
        title = f"各{called(facts, item.units)}{metric.prose_name}（{metric.measure_unit}，{_months(facts)}）"
        return (Chart(title, ChartKind.COLUMNS, names, (values,), percent=False),)
    series = (
        Series(
            "完成率",
            tuple(unit.judged.attainment for unit in item.units),
            tuple(unit.judged.light.colour for unit in item.units),
        ),
        Series("时序进度", tuple(unit.judged.expected_share for unit in item.units), expected=True),
    )
    return (Chart(f"各{called(facts, item.units)}{metric.prose_name}完成率", ChartKind.COLUMNS, names, series),)


def _trend(facts: Facts) -> tuple[Chart, ...]:
    """Month by month what was done of the goal: the worst that are late, then the plan's first."""
    months = facts.standing.clock.closed_months
    drawn = _followed(facts) if months > 1 else []
    if not drawn:
        return ()
    ends = range(1, months + 1)
    lines = [
        Series(_named(each), tuple(judged.attainment for judged in map(facts.at_ends[each.target.code], ends)))
        for each in drawn
    ]
    even = Series("按月均衡的时序进度", tuple(Fraction(month, YEAR) for month in ends), expected=True)
    names = tuple(f"{month}月" for month in ends)
    return (Chart("累计完成率走势", ChartKind.LINES, names, (*lines, even)),)


def _followed(facts: Facts) -> list[Assessment]:
    """The targets whose course is drawn: half of them late where so many are, in the plan's order."""
    able = [each for each in facts.standing.assessments if _has_course(each) and _known(facts, each)]
    worst = [each for each in late(able) if each.light.code in (LightCode.FAR_BEHIND, LightCode.BEHIND)]
    chosen = [*worst[: _LINES // 2], *(each for each in able if each not in worst)][:_LINES]
    return [each for each in able if each in chosen]


def _expected(facts: Facts, judged: Assessment) -> Fraction | None:
    """What should be done by now; nothing before a checkpoint."""
    early = before_checkpoint(judged.target.schedule, facts.standing.clock.as_of)
    return None if early else judged.expected_share


def _has_course(judged: Assessment) -> bool:
    """Whether a target grows towards its goal and is held against a schedule."""
    return judged.target.is_flow and judged.expected_share is not None and judged.light.code is not LightCode.NOT_DUE


def _known(facts: Facts, judged: Assessment) -> bool:
    """Whether at least two months of it can be drawn: that it stands at now, and one before."""
    if judged.attainment is None or judged.target.code not in facts.at_ends:
        return False
    before = map(facts.at_ends[judged.target.code], range(facts.standing.clock.closed_months - 1, 0, -1))
    return any(each.attainment is not None for each in before)


def _reported(item: Compared) -> bool:
    """Whether any unit has sent something."""
    return any(unit.judged.actual is not None for unit in item.units)


def _named(judged: Assessment) -> str:
    """A target in a chart; whether all have reported."""
    return judged.target.metric.prose_name + ("（未报齐）" if judged.missing_units else "")


def _months(facts: Facts) -> str:
    """The months that figures are of."""
    months = facts.standing.clock.closed_months
    return f"1—{months}月" if months > 1 else f"{months}月"
