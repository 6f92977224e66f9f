"""Value to date: what each unit has reported so far, and the whole folded from it (domain.md §3, Value to date A).

`UnitFigure` is the seam: it is made from readings here, or by a store from aggregates; nothing later sees readings.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache, partial

from jytrack.domain.figures.reading import Reading
from jytrack.domain.plan.due import due_periods
from jytrack.domain.plan.schedule import Course
from jytrack.domain.plan.target import Duty, Metric, Target
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import SCALE, Quantity, exact
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Direction, Measure, Reporting

RECENT_MONTHS = 3
"""Pace looks at the three months that end with the last due period, at all of them while there are fewer.

For a monthly duty these are the last three closed months (domain.md §3, Pace). A number of a rarer duty is that of the
months since the due period before it, and is spread over them evenly, in whichever column it was typed.
"""

ByMonth = Mapping[int, Quantity]


@valueclass
class UnitFigure:
    """One unit's value to date of one metric, with all that the rules ask about the unit.

    `figure` is in the measure unit, for a rate in per cent, None when the unit has sent nothing (or its D is 0).
    `reported`: the unit is in S. `stale`: its latest value is older than the last due period (not for increments).
    `latest`: the last period reported on. `covered_to`: the month to which a cumulative answers for increments, else 0.
    `recent`: what the value grew by in the months that pace looks at, None when nothing was due.
    `mean` over `months` reported months, for levels.
    """

    unit: str
    reported: bool = False
    figure: Fraction | None = None
    stale: bool = False
    latest: Period | None = None
    covered_to: int = 0
    recent: Fraction | None = None
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    mean: Fraction | None = None
    months: int = 0


@valueclass
class Total:
    """The value to date A of the whole, folded from its units; the fields are those of `UnitFigure`.

    `last_month` and `month_before` are what the last two closed months brought, where a database summed them.
    """

    actual: Fraction | None = None
    recent: Fraction | None = None
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    mean: Fraction | None = None
    months: int = 0
    last_month: Fraction | None = None
    month_before: Fraction | None = None


def unit_figures(target: Target, readings: Sequence[Reading], clock: Clock) -> tuple[UnitFigure, ...]:
    """The figure of each unit that has the duty, in official order; readings of other units do not count."""
    return _figures(target, target.unit_duties, readings, Period(clock.year, clock.closed_months))


def course(target: Target, readings: Sequence[Reading], year: int) -> Course:
    """A at the end of a month of `year`, None where a report due by then is missing; today's units, whole year.

    Worked out once for each month that is asked for: a share looks at two.
    """
    return cache(partial(value_at, target, readings, year))


def value_at(target: Target, readings: Sequence[Reading], year: int, month: int) -> Fraction | None:
    """A at the end of one `month` of `year`, as in `course`."""
    figures = month_end(target, readings, year, month)
    return fold(target, figures).actual if all(unit.reported for unit in figures) else None


def month_end(target: Target, readings: Sequence[Reading], year: int, month: int) -> tuple[UnitFigure, ...]:
    """The figures of today's units, on duty the whole year, at the end of `month` of `year`."""
    duties = tuple(replace(duty, since=Period(year, 1)) for duty in target.unit_duties)
    return _figures(target, duties, readings, Period(year, month))


def fold(target: Target, figures: Sequence[UnitFigure]) -> Total:
    """The whole made of its units: counts and amounts add up, rates add their parts, a level is the worst unit's."""
    known = [unit for unit in figures if unit.latest is not None]
    match target.metric.measure:
        case Measure.RATE:
            numerator, denominator = _sum(u.numerator for u in known), _sum(u.denominator for u in known)
            return Total(actual=_rate(numerator, denominator), numerator=numerator, denominator=denominator)
        case Measure.LEVEL:
            return _level(target, known)
        case Measure.COUNT | Measure.AMOUNT:
            return Total(actual=_sum(u.figure for u in known), recent=_whole_sum([u.recent for u in figures]))


def _figures(
    target: Target, duties: Sequence[Duty], readings: Sequence[Reading], through: Period
) -> tuple[UnitFigure, ...]:
    """The figure of each duty's unit from its readings of the year up to the month `through`."""
    of_unit: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        if reading.period.year == through.year and reading.period.month <= through.month:
            of_unit[reading.unit].append(reading)
    return tuple(_unit_figure(target.metric, duty, of_unit.get(duty.unit, ()), through) for duty in duties)


def _unit_figure(metric: Metric, duty: Duty, readings: Sequence[Reading], through: Period) -> UnitFigure:
    """One unit's figure by its metric's kind."""
    due = due_periods(duty, through.year, through.month)
    if metric.measure is Measure.RATE:
        figure = _share_of_latest(duty.unit, readings)
    elif metric.reporting is Reporting.INCREMENT:
        return _increments(duty, readings, due)
    elif metric.reporting is Reporting.POINT:
        figure = _latest_value(duty.unit, readings)
    else:
        figure = _latest_cumulative(duty.unit, readings, due)
    reported = not due or (figure.latest is not None and figure.latest >= due[-1])
    return replace(figure, reported=reported, stale=figure.latest is not None and not reported)


def _increments(duty: Duty, readings: Sequence[Reading], due: Sequence[Period]) -> UnitFigure:
    """The latest cumulative and the months after it; each due month needs a number or a cumulative above it."""
    months = {r.period.month: r.month for r in readings if r.month is not None}
    cumulatives = {r.period.month: r.cumulative for r in readings if r.cumulative is not None}
    covered = max(cumulatives, default=0)
    reported = all(period.month <= covered or period.month in months for period in due)
    if not months and not cumulatives:
        return UnitFigure(duty.unit, reported)
    total = cumulatives.get(covered, 0) + sum(value for month, value in months.items() if month > covered)
    recent = None
    if due:
        end, series = due[-1].month, _spread(months, cumulatives, duty.frequency.due_months)
        recent = Fraction(sum(v for month, v in series.items() if end - RECENT_MONTHS < month <= end), SCALE)
    latest = Period(readings[0].period.year, max(covered, *months) if months else covered)
    return UnitFigure(duty.unit, reported, figure=exact(total), latest=latest, covered_to=covered, recent=recent)


def _spread(months: ByMonth, cumulatives: ByMonth, due: Iterable[int]) -> dict[int, Quantity | Fraction]:
    """Month by month what is known, with what is left of each covered span spread evenly over its unknown months.

    A number stands for the months since the one before it or since the `due` month before it, whichever is later.
    In ten-thousandths, a fraction of one only where a number is spread: most stand for their month alone.
    """
    series: dict[int, Quantity | Fraction] = {}
    ends = sorted({*months, *due})
    starts = dict(zip(ends, [0, *ends[:-1]], strict=True))
    for month, value in months.items():
        start = starts[month]
        if start == month - 1:
            series[month] = value
        else:
            series |= dict.fromkeys(range(start + 1, month + 1), Fraction(value, month - start))
    start, before = 0, 0
    for end in sorted(cumulatives):
        span = range(start + 1, end + 1)
        unknown = [month for month in span if month not in series]
        rest = cumulatives[end] - before - sum(months[month] for month in span if month in months)
        series |= {month: Fraction(rest, len(unknown)) for month in unknown}
        start, before = end, cumulatives[end]
    return series


def _latest_cumulative(unit: str, readings: Sequence[Reading], due: Sequence[Period]) -> UnitFigure:
    """The latest cumulative, and what it grew by up to the one that answers for the last due period.

    Before the first one the growth is taken as even.
    """
    cumulatives = {r.period.month: r.cumulative for r in readings if r.cumulative is not None}
    if not cumulatives:
        return UnitFigure(unit)
    latest, first = max(cumulatives), min(cumulatives)
    figure = UnitFigure(unit, figure=exact(cumulatives[latest]), latest=Period(readings[0].period.year, latest))
    answering = [month for month in sorted(cumulatives) if due and month >= due[-1].month]
    if not answering:
        return figure
    end, earlier = answering[0], max(0, answering[0] - RECENT_MONTHS)
    if earlier >= first:
        start = exact(cumulatives[max(month for month in cumulatives if month <= earlier)])
    else:
        start = exact(cumulatives[first]) * Fraction(earlier, first)
    return replace(figure, recent=exact(cumulatives[end]) - start)


def _latest_value(unit: str, readings: Sequence[Reading]) -> UnitFigure:
    """The latest value of a stock or a level, and the mean over the months that have one."""
    values = {r.period: r.value for r in readings if r.value is not None}
    if not values:
        return UnitFigure(unit)
    latest = max(values)
    mean = Fraction(sum(values.values()), SCALE * len(values))
    return UnitFigure(unit, figure=exact(values[latest]), latest=latest, mean=mean, months=len(values))


def _share_of_latest(unit: str, readings: Sequence[Reading]) -> UnitFigure:
    """The latest numerator and denominator; a percentage without both is no reading."""
    parts = {
        r.period: (exact(r.numerator), exact(r.denominator))
        for r in readings
        if r.numerator is not None and r.denominator is not None
    }
    if not parts:
        return UnitFigure(unit)
    latest = max(parts)
    numerator, denominator = parts[latest]
    rate = _rate(numerator, denominator)
    return UnitFigure(unit, figure=rate, latest=latest, numerator=numerator, denominator=denominator)


def _level(target: Target, known: Sequence[UnitFigure]) -> Total:
    """A level is never summed or averaged over units: one unit's value, and of several the worst."""
    worst = max if target.direction is Direction.AT_MOST else min
    unit = worst(known, key=lambda unit: unit.figure or 0, default=None)
    return Total() if unit is None else Total(actual=unit.figure, mean=unit.mean, months=unit.months)


def _rate(numerator: Fraction | None, denominator: Fraction | None) -> Fraction | None:
    """The rate r = 100·N/D in per cent; None while a part is unknown or D is 0."""
    return 100 * numerator / denominator if numerator is not None and denominator else None


def _whole_sum(values: Sequence[Fraction | None]) -> Fraction | None:
    """The sum where every value is known."""
    return None if None in values else _sum(values)


def _sum(values: Iterable[Fraction | None]) -> Fraction | None:
    """The sum of what is known; None when nothing is."""
    known = [value for value in values if value is not None]
    return sum(known, Fraction(0)) if known else None
