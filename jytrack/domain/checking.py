"""Data quality over what is stored: every figure of a plan that deserves a second look, with what speaks against it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from jytrack.domain import quality
from jytrack.domain.clock import Clock
from jytrack.domain.period import Period
from jytrack.domain.plan import Metric, Plan, Target
from jytrack.domain.quality import Doubt, Series
from jytrack.domain.quantity import exact
from jytrack.domain.reading import Reading
from jytrack.domain.records import ReadingRecord, Source
from jytrack.domain.value import UnitFigure, unit_figures
from jytrack.domain.words import Flaw, Measure, Reporting

SUBSETS = (("reemployment", "urban-new-jobs"), ("hardship-employment", "urban-new-jobs"))
"""Metrics whose persons are all among another's (intake.md, `subset`)."""

SAME_LEAST = 3
"""A sheet repeats the month before only when so many of its metrics have a figure that is not 0."""

ALLOCATED_TIMES = 3

Allocations = Mapping[str, Mapping[str, Fraction]]
"""Each unit's part of the goal, by metric code and unit."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """One finding: `value` beside what it was compared with, in the metric's unit.

    `target` None: the unit's whole sheet. `whole` is the target whose part this one is. `degree` as in `Doubt`; for a
    repeated sheet the number of its metrics. `source` None: typed by hand, or no single row.
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


def suspicions(
    plan: Plan, records: Iterable[ReadingRecord], clock: Clock, allocations: Allocations
) -> tuple[Suspicion, ...]:
    """Everything doubtful in `records`, those in force, of the plan's year up to the as-of month; in the plan's order.

    Sums to date (subset, over-allocation) are taken over the closed months, like every report's.
    """
    last = min(Period.of(clock.as_of), Period(plan.year, 12))
    kept = [record for record in records if Period(plan.year, 1) <= record.reading.period <= last]
    found = [*_by_metric(plan, kept), *_repeated_sheets(kept), *_sums(plan, kept, clock, allocations)]
    targets = {target.code: place for place, target in enumerate(plan.targets)}
    units = {department.name: department.position for department in plan.departments}
    return tuple(
        sorted(
            found,
            key=lambda item: (
                targets[item.target.code] if item.target else len(targets),
                units.get(item.unit, len(units)),
                item.period,
            ),
        )
    )


def _by_metric(plan: Plan, records: Sequence[ReadingRecord]) -> Iterator[Suspicion]:
    """What is doubtful within one unit's figures of one metric."""
    targets = {target.code: target for target in plan.targets}
    grouped: dict[tuple[str, str], list[ReadingRecord]] = defaultdict(list)
    for record in records:
        grouped[record.metric.code, record.reading.unit].append(record)
    for (code, unit), own in grouped.items():
        target, by_month = targets[code], {record.reading.period.month: record for record in own}
        for doubt in _once_a_month(_doubts(target.metric, own)):
            record = by_month[doubt.month]
            yield Suspicion(
                doubt.flaw,
                unit,
                record.reading.period,
                target,
                doubt.value,
                doubt.against,
                doubt.degree,
                source=record.source,
            )


def _doubts(metric: Metric, records: Sequence[ReadingRecord]) -> Iterator[Doubt]:
    """The doubts that fit the metric's kind, the most telling first.

    Outliers and jumps are looked for where a month's value stands by itself; what runs up over the year has its season.
    """
    noted = {record.reading.period.month for record in records if record.note}
    readings = [record.reading for record in records]
    months = {r.period.month: exact(r.month) for r in readings if r.month is not None}
    cumulatives = {r.period.month: exact(r.cumulative) for r in readings if r.cumulative is not None}
    points = _points(metric, readings)
    least = quality.SMALL if metric.measure in (Measure.COUNT, Measure.AMOUNT) else Fraction(0)
    if metric.measure is not Measure.RATE:
        for series in (months, cumulatives, points):
            yield from quality.unit_slip(series)
    yield from quality.looks_cumulative(months)
    yield from quality.looks_monthly(cumulatives)
    yield from quality.always_rising(months)
    if metric.reporting is not Reporting.POINT:
        yield from quality.never_changed(months or cumulatives)
    yield from quality.outlier(months or points, least, upwards=bool(months))
    if metric.measure is not Measure.RATE:
        yield from quality.jump(months or points, noted, least)


def _points(metric: Metric, readings: Iterable[Reading]) -> Series:
    """The values of a stock or a level; of a rate its per cent, where there is a denominator."""
    if metric.measure is Measure.RATE:
        return {
            r.period.month: Fraction(100 * r.numerator, r.denominator)
            for r in readings
            if r.numerator is not None and r.denominator
        }
    return {r.period.month: exact(r.value) for r in readings if r.value is not None}


def _once_a_month(doubts: Iterable[Doubt]) -> Iterator[Doubt]:
    """The first doubt about each month: a value that is ten thousand times too large is an outlier as well."""
    seen = set()
    for doubt in doubts:
        if doubt.month not in seen:
            seen.add(doubt.month)
            yield doubt


def _repeated_sheets(records: Sequence[ReadingRecord]) -> Iterator[Suspicion]:
    """Units all of whose figures of a month equal those of the month before."""
    sheets: dict[tuple[str, Period], dict[str, ReadingRecord]] = defaultdict(dict)
    for record in records:
        sheets[record.reading.unit, record.reading.period][record.metric.code] = record
    for (unit, period), sheet in sheets.items():
        before = sheets.get((unit, Period(period.year, period.month - 1)), {})
        same = all(code in before and _typed(record) == _typed(before[code]) for code, record in sheet.items())
        stated = sum(1 for record in sheet.values() if any(_typed(record)))
        if same and stated >= SAME_LEAST:
            sources = {record.source.file: record.source for record in sheet.values() if record.source}
            source = next(iter(sources.values())) if len(sources) == 1 else None
            yield Suspicion(
                Flaw.SAME_AS_LAST_MONTH,
                unit,
                period,
                degree=Fraction(len(sheet)),
                source=Source(source.file, source.sha256, None, source.sheet) if source else None,
            )


def _typed(record: ReadingRecord) -> tuple[int | None, ...]:
    """The figures as typed."""
    reading = record.reading
    return reading.month, reading.cumulative, reading.value, reading.numerator, reading.denominator


def _sums(plan: Plan, records: Sequence[ReadingRecord], clock: Clock, allocations: Allocations) -> Iterator[Suspicion]:
    """What a unit's value to date contradicts: the whole of which it is a part, its own share of the goal."""
    if clock.last_closed is None:
        return
    wanted = {code for pair in SUBSETS for code in pair} | set(allocations)
    readings: dict[str, list[Reading]] = defaultdict(list)
    for record in records:
        if record.metric.code in wanted:
            readings[record.metric.code].append(record.reading)
    targets = {target.code: target for target in plan.targets if target.code in wanted}
    figures = {
        code: {unit.unit: unit for unit in unit_figures(target, readings[code], clock)}
        for code, target in targets.items()
    }
    for part, whole in SUBSETS:
        if part in targets and whole in targets:
            yield from _subset(targets[part], targets[whole], figures, clock.last_closed)
    for code, shares in allocations.items():
        for unit, share in shares.items():
            figure = figures[code][unit].figure if unit in figures.get(code, {}) else None
            if figure is not None and share > 0 and figure > ALLOCATED_TIMES * share:
                yield Suspicion(Flaw.OVER_ALLOCATION, unit, clock.last_closed, targets[code], figure, share)


def _subset(
    part: Target, whole: Target, figures: Mapping[str, Mapping[str, UnitFigure]], period: Period
) -> Iterator[Suspicion]:
    """The units whose part exceeds the whole; the whole must have been reported in full."""
    for unit, figure in figures[part.code].items():
        all_of_it = figures[whole.code].get(unit)
        if figure.figure is None or all_of_it is None or all_of_it.figure is None or not all_of_it.reported:
            continue
        if figure.figure > all_of_it.figure:
            yield Suspicion(Flaw.SUBSET, unit, period, part, figure.figure, all_of_it.figure, whole=whole)
