"""A month beside the month before (环比) and beside the same month last year (同比), where the data exist."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from jytrack.domain.figures.reading import Reading
from jytrack.domain.figures.value import Total, fold, unit_figures, value_at
from jytrack.domain.plan.target import Target
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.period import Period
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Frequency, Measure


@valueclass
class Comparison:
    """The last closed month's own value and the value to date, each beside last year's; None where not complete.

    Changes are plain ratios (0.1 = 增长 10 %) for counts and amounts, None where the base is not positive and cannot
    be divided by; for rates and levels they are differences in measure units (percentage points).
    """

    month: Fraction | None = None
    month_last_year: Fraction | None = None
    month_year_on_year: Fraction | None = None
    month_on_month: Fraction | None = None
    last_year: Fraction | None = None
    year_on_year: Fraction | None = None


NOT_COMPARED = Comparison()
"""Nothing to compare with."""


def not_compared() -> Comparison:
    """Nothing to compare with, where nobody looked."""
    return NOT_COMPARED


def compare(target: Target, readings: Sequence[Reading], last_year: Sequence[Reading], clock: Clock) -> Comparison:
    """The comparison on the readings of this year and of the last."""
    month = clock.closed_months
    if not month:
        return NOT_COMPARED
    now = [_reached(target, readings, clock, month - back) for back in range(3)]
    before = [_reached_last_year(target, last_year, clock, month - back) for back in range(2)]
    return _compared(target, month, now, before)


def compare_total(target: Target, total: Total, clock: Clock) -> Comparison:
    """The comparison on the database's own sums, which it makes where last year sent nothing."""
    month, now = clock.closed_months, [total.actual]
    for own in (total.last_month, total.month_before):
        now.append(now[-1] - own if now[-1] is not None and own is not None else None)
    return _compared(target, month, now, (None, None))


def _compared(
    target: Target, month: int, now: Sequence[Fraction | None], before: Sequence[Fraction | None]
) -> Comparison:
    """The comparison of the values to date at the end of `month` and of the months before it, of both years."""
    frequencies = {duty.frequency for duty in target.unit_duties}
    monthly = frequencies <= {Frequency.MONTH}
    if target.is_flow:
        own = [_less(now[0], now[1]), _less(now[1], now[2]), _less(before[0], before[1])]
        told = monthly  # what is reported less often is no month's own
    else:
        own = [now[0], now[1], before[0]]
        told = all(month in frequency.due_months for frequency in frequencies)
    this, previous, same = own if told else (None, None, None)
    return Comparison(
        month=this,
        month_last_year=same,
        month_year_on_year=_change(target, this, same),
        month_on_month=_change(target, this, previous if monthly and month > 1 else None),
        last_year=before[0],
        year_on_year=_change(target, now[0], before[0]),
    )


def _reached(target: Target, readings: Sequence[Reading], clock: Clock, month: int) -> Fraction | None:
    """The value to date at the end of `month`: nothing yet before duties begin, None while a report is missing."""
    if month < 1 or all(duty.since > Period(clock.year, month) for duty in target.unit_duties):
        return Fraction(0)
    figures = unit_figures(target, readings, replace(clock, as_of=Period(clock.year, month).last_day))
    return fold(target, figures).actual if all(unit.reported for unit in figures) else None


def _reached_last_year(target: Target, readings: Sequence[Reading], clock: Clock, month: int) -> Fraction | None:
    """The same of the year before, in which today's units are taken to have been on duty from its beginning."""
    if month < 1:
        return Fraction(0)
    return value_at(target, readings, clock.year - 1, month) if readings else None


def _less(value: Fraction | None, before: Fraction | None) -> Fraction | None:
    """What was added, where both ends are known."""
    return value - before if value is not None and before is not None else None


def _change(target: Target, value: Fraction | None, base: Fraction | None) -> Fraction | None:
    """From `base` to `value`: a ratio for counts and amounts, a difference for rates and levels."""
    if value is None or base is None:
        return None
    if target.metric.measure in (Measure.RATE, Measure.LEVEL):
        return value - base
    return value / base - 1 if base > 0 else None
