"""Data quality over what is stored: every figure of a plan that deserves a second look, with what speaks against it."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from jytrack.domain.figures.ranking import Peer
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.target import Metric, Target, UnitBounds
from jytrack.domain.sheets import quality
from jytrack.domain.sheets.proportion import Bounds, bounds_of
from jytrack.domain.sheets.quality import Doubt, Series
from jytrack.domain.sheets.records import Source
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import SCALE, exact, quantity
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Flaw, Measure, Reporting

SUBSETS = (("reemployment", "urban-new-jobs"), ("hardship-employment", "urban-new-jobs"))
"""Metrics whose persons are all among another's (intake.md, `subset`)."""

SAME_LEAST = 3
"""A sheet repeats the month before only when so many of its metrics have a figure that is not 0."""

ALLOCATED_TIMES = 3

PATTERNS = frozenset({Flaw.ALWAYS_RISING, Flaw.NEVER_CHANGED})
"""What speaks of a whole year rather than of one figure; the last month stands for it."""

CONTRADICTIONS = frozenset({Flaw.SUBSET, Flaw.OVER_ALLOCATION})
"""What speaks of a value to date beside another."""

_NONE = Series()


class Figures(NamedTuple):
    """One unit's figures of one metric in one year: as months, as cumulatives, as values at a point in time.

    Of a rate the points are its per cents, in ten-thousandths.
    """

    unit: str
    months: Series = _NONE
    cumulatives: Series = _NONE
    points: Series = _NONE


Allocations = Mapping[str, Mapping[str, Fraction]]
"""Each unit's part of the goal, by metric code and unit."""

Standings = Mapping[str, Mapping[str, Peer]]
"""Each unit's value to date, by metric code and unit."""


@valueclass
class Suspicion:
    """One finding: `value` beside what it was compared with, in the metric's unit.

    `target` None: the unit's whole sheet. `whole` is the target whose part this one is. `degree` as in `Doubt`; for a
    repeated sheet the number of its metrics, whose figures `sheet` stands for. `source` None: typed by hand, or no
    single row.
    """

    flaw: Flaw
    unit: str
    period: Period
    target: Target | None = None
    value: Fraction | None = None
    against: Fraction | None = None
    degree: Fraction | None = None
    whole: Target | None = None
    source: Source | None = None
    sheet: str = ""

    @property
    def figure(self) -> str:
        """What is doubted, as a text: who accepts it accepts exactly this, and another figure is another doubt.

        A single figure with its month; of a whole year what it begins with; of a value to date that and the other, so
        that a month later in which nothing was reported asks nobody again.
        """
        if self.flaw in PATTERNS:
            return f"{self.against}"
        if self.flaw in CONTRADICTIONS:
            return f"{self.value} {self.against}"
        return f"{self.period} {self.sheet or self.value}"


def doubts(
    metric: Metric, figures: Figures, bounds: Bounds | None = None, own: UnitBounds | None = None
) -> list[Doubt]:
    """What is doubtful within one unit's figures of one metric; the first about each month.

    `bounds` are those of their size, `own` those that the office has set for this unit.
    A value that is ten thousand times too large is an outlier as well, which need not be said.
    """
    first: dict[int, Doubt] = {}
    for doubt in _doubts(metric, figures, bounds, own):
        first.setdefault(doubt.month, doubt)
    return list(first.values())


def year_goal_bounds(target: Target, year: int) -> Bounds | None:
    """Between what a figure of `target` is in proportion to the last goal of the year."""
    goal = target.goal_at(date(year, 12, 31))
    return bounds_of(target.metric, quantity(goal.value) if goal is not None and goal.value else None)


def least_distance(metric: Metric) -> int:
    """How far apart two values of `metric` lie before one is an outlier or has jumped, in ten-thousandths."""
    return quality.SMALL if metric.measure in (Measure.COUNT, Measure.AMOUNT) else 0


def suspicion(target: Target, unit: str, year: int, doubt: Doubt, source: Source | None = None) -> Suspicion:
    """The finding that tells of `doubt` about a unit's figure in `year`."""
    period, value = Period(year, doubt.month), Fraction(doubt.value) / SCALE
    against = Fraction(doubt.against) / (SCALE * doubt.parts)
    return Suspicion(doubt.flaw, unit, period, target, value, against, doubt.degree, source=source)


def _doubts(metric: Metric, figures: Figures, bounds: Bounds | None, own: UnitBounds | None) -> Iterator[Doubt]:
    """The doubts that fit the metric's kind, the most telling first.

    Outliers and jumps are looked for where a month's value stands by itself; what runs up over the year has its season.
    Where the office has said what is low and high, no median is asked what is far.
    """
    _, months, cumulatives, points = figures
    if bounds is not None:
        yield from quality.out_of_proportion(bounds, months, cumulatives, points)
    rate = metric.measure is Measure.RATE
    if not rate:
        for series in (months, cumulatives, points):
            if series.wide:
                yield from quality.unit_slip(series)
    if own is not None:
        yield from quality.out_of_bounds(own, months, cumulatives, points)
    if months.wide:
        yield from quality.looks_cumulative(months)
    if cumulatives.wide:
        yield from quality.looks_monthly(cumulatives)
    if months.wide:
        yield from quality.always_rising(months)
    if metric.reporting is not Reporting.POINT:
        yield from quality.never_changed(months or cumulatives)
    single, least = months or points, least_distance(metric)
    if single.spans(least):
        if own is None:
            yield from quality.outlier(single, least, adding=bool(months))
        if not rate:
            yield from quality.jump(single, least)


def contradictions(plan: Plan, standings: Standings, period: Period, allocations: Allocations) -> Iterator[Suspicion]:
    """What a unit's value to date at the end of `period` contradicts: the whole of which it is a part, its allocation.

    `standings` need hold only the metrics of `compared_in`.
    """
    targets = {target.code: target for target in plan.targets if target.code in standings}
    for part, whole in SUBSETS:
        if part in targets and whole in targets:
            yield from _subset(targets[part], targets[whole], standings, period)
    for code, shares in allocations.items():
        for unit, share in shares.items():
            peer = standings.get(code, {}).get(unit)
            if peer is not None and peer.value is not None and 0 < ALLOCATED_TIMES * share < exact(peer.value):
                yield Suspicion(Flaw.OVER_ALLOCATION, unit, period, targets[code], exact(peer.value), share)


def compared_in(plan: Plan, allocations: Allocations) -> list[Target]:
    """The targets whose values to date are compared: counts and amounts that are a part, a whole, or allocated."""
    wanted = {code for pair in SUBSETS for code in pair} | set(allocations)
    counted = (Measure.COUNT, Measure.AMOUNT)
    return [target for target in plan.targets if target.code in wanted and target.metric.measure in counted]


def _subset(part: Target, whole: Target, standings: Standings, period: Period) -> Iterator[Suspicion]:
    """The units whose part exceeds the whole; the whole must have been reported in full."""
    for unit, some in standings[part.code].items():
        everyone = standings[whole.code].get(unit)
        if everyone is None or not everyone.reported or everyone.value is None or some.value is None:
            continue
        if some.value > everyone.value:
            yield Suspicion(Flaw.SUBSET, unit, period, part, exact(some.value), exact(everyone.value), whole=whole)
