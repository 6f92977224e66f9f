"""A county's month in the figures that it passes on: one for each target, where its units have reported.

What the region takes in are the same figures as the county's own reports show (domain.md §3, Value to date A). A figure
that lacks a unit is no figure, unless incomplete ones are asked for.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from jytrack.domain.figures.reading import Reading
from jytrack.domain.figures.value import Total, UnitFigure, fold, unit_figures
from jytrack.domain.plan.due import due_periods
from jytrack.domain.plan.target import Target
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import Quantity, exact, quantity
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Measure, Reporting


@valueclass
class Summary:
    """One target's month: the figures of `reading` (None: there is none to pass on), and the units that lack.

    Because of the units `missing` figures were left out, or are incomplete when that was asked for.
    """

    target: Target
    reading: Reading | None
    missing: tuple[str, ...] = ()


def summarise(
    targets: Iterable[Target],
    readings: Mapping[str, Sequence[Reading]],
    clock: Clock,
    unit: str,
    *,
    incomplete: bool = False,
    totals: Mapping[str, Total] | None = None,
) -> tuple[Summary, ...]:
    """The last closed month of `clock` in figures under the name `unit`, in the order of `targets`.

    `totals` are the sums of targets of which every unit has stated each month; their readings are not asked for.
    """
    month, sums = Period(clock.year, clock.closed_months), totals or {}
    return tuple(
        _of_total(target, sums[target.code], month, unit)
        if target.code in sums
        else _summary(target, readings[target.code], clock, month, unit, incomplete=incomplete)
        for target in targets
    )


def _of_total(target: Target, total: Total, month: Period, unit: str) -> Summary:
    """The month of a target of which no unit lacks."""
    return Summary(target, Reading(unit, month, _quantity(total.last_month), _quantity(total.actual)))


def _summary(
    target: Target, readings: Sequence[Reading], clock: Clock, month: Period, unit: str, *, incomplete: bool
) -> Summary:
    """One target's month."""
    figures = unit_figures(target, readings, clock)
    if target.metric.reporting is Reporting.INCREMENT and target.metric.measure is not Measure.RATE:
        return _increment(target, figures, readings, month, unit, incomplete=incomplete)
    of_month = [each for each in figures if each.latest == month]
    missing = tuple(each.unit for each in figures if each.latest != month)
    if not of_month or (missing and not incomplete):
        return Summary(target, None, missing if of_month or _due(target, month) else ())
    total = fold(target, figures)
    if target.metric.measure is Measure.RATE:
        numerator, denominator = _quantity(total.numerator), _quantity(total.denominator)
        return Summary(target, Reading(unit, month, numerator=numerator, denominator=denominator), missing)
    actual = _quantity(total.actual)
    if target.metric.reporting is Reporting.POINT:
        return Summary(target, Reading(unit, month, value=actual), missing)
    return Summary(target, Reading(unit, month, cumulative=actual), missing)


def _increment(
    target: Target,
    figures: Sequence[UnitFigure],
    readings: Sequence[Reading],
    month: Period,
    unit: str,
    *,
    incomplete: bool,
) -> Summary:
    """The month's own value and the value to date, each where all units make it up.

    The month of a unit under a cumulative is not known, so that the sum of the others is no figure of the month: the
    value to date, which holds it, is passed on alone.
    """
    stated = {each.unit: each.month for each in readings if each.period == month and each.month is not None}
    own = [exact(stated[each.unit]) for each in figures if each.unit in stated]
    absent = tuple(each.unit for each in figures if each.unit not in stated and each.covered_to < month.month)
    behind = tuple(each.unit for each in figures if not each.reported)
    missing = tuple(each.unit for each in figures if each.unit in {*absent, *behind})
    known = [each for each in figures if each.figure is not None]
    silent = len(figures) - len(own) - len(absent)
    of_month = sum(own, Fraction(0)) if own and not silent and (incomplete or not absent) else None
    to_date = fold(target, known).actual if known and (incomplete or not behind) else None
    if of_month is None and (to_date is None or all(_silent(each, month) for each in known)):
        return Summary(target, None, missing if known or _due(target, month) else ())
    return Summary(target, Reading(unit, month, _quantity(of_month), _quantity(to_date)), missing)


def _silent(figure: UnitFigure, month: Period) -> bool:
    """Whether a unit has said nothing about the month itself."""
    return figure.latest is None or figure.latest < month


def _due(target: Target, month: Period) -> bool:
    """Whether some unit owes a report of the month."""
    return any(month in due_periods(duty, month.year, month.month) for duty in target.unit_duties)


def _quantity(value: Fraction | None) -> Quantity | None:
    return None if value is None else quantity(value)
