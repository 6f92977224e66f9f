"""A figure taken apart: the rules with the numbers put in, and every reading behind it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import takewhile

from jytrack.domain.figures.assessing import assess
from jytrack.domain.figures.explaining import UnitSum, explain, explain_unit, unit_sums
from jytrack.domain.figures.reading import Reading
from jytrack.domain.figures.value import course, unit_figures
from jytrack.domain.plan.target import Target
from jytrack.domain.sheets.records import ReadingRecord
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import Direction
from jytrack.errors import NotFound
from jytrack.reports.figures import explain as report
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import find_department, find_target
from jytrack.services.values.standing import assess_plan
from jytrack.store.sheets import doubts
from jytrack.store.sheets import readings as store


def explanation(desk: Desk, code: str, unit: str | None, as_of: date | None, known_at: datetime | None) -> Answer:
    """How the figure of a target, or one unit's part of it, came about.

    NotFound for an unknown target or unit, and for a unit that does not report the target.
    """
    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session, as_of, known_at)
        target = find_target(plan, code)
        name = find_department(plan, unit).name if unit else None
        if name is not None and name not in target.units:
            raise NotFound(f"“{name}”不填报“{target.metric.name}”，填报单位见 jytrack target show {target.metric.name}")
        records = store.history(session, plan, clock.known_at, metric=target.code, unit=name)
        open_doubts = doubts.open_doubts(session, plan, clock)
        # Of the units that are not asked about, sums are enough where they are the whole truth.
        whole = assess_plan(session, replace(plan, targets=(target,)), clock, open_doubts) if name else ()
    current, before = _known(records, plan.year), _known(records, plan.year - 1)
    if name is None:
        judged = replace(assess(target, current, clock, before), open_doubts=open_doubts.about(target))
        last_course = course(target, before, plan.year - 1) if before else None
        sums, steps = unit_sums(judged, current, clock), explain(judged, clock, last_course)
    else:
        judged, of_unit = whole[0], tuple(duty for duty in target.unit_duties if duty.unit == name)
        figures = unit_figures(replace(target, unit_duties=of_unit), current, clock)
        sums = unit_sums(replace(judged, figures=figures), current, clock)
        steps = explain_unit(judged, sums[0])
    behind, about = _behind(target, clock, records, sums), open_doubts.among([target], name)
    return Answer(report.report(report.Explained(plan, clock, judged, name, steps, sums, behind, about)))


def _known(records: Sequence[ReadingRecord], year: int) -> list[Reading]:
    """The readings of `year` in force."""
    return [record.reading for record in records if record.in_force and record.reading.period.year == year]


def _behind(
    target: Target, clock: Clock, records: Sequence[ReadingRecord], sums: Sequence[UnitSum]
) -> list[report.Behind]:
    """The readings in force of the units in `sums` that any step looks at.

    Those of the closed months and, for a schedule or a projection shaped like last year's, all of last year.
    """
    counted = {item.figure.unit: item.counted for item in sums}
    compared = target.is_flow and target.direction is Direction.AT_LEAST
    places: dict[tuple[str, Period], list[ReadingRecord]] = defaultdict(list)
    for record in records:
        places[record.reading.unit, record.reading.period].append(record)
    first, last = Period(clock.year - 1 if compared else clock.year, 1), Period(clock.year, clock.closed_months)
    return [
        report.Behind(versions[-1], _replaced(versions), period in counted[unit])
        for (unit, period), versions in places.items()
        if versions[-1].in_force and unit in counted and first <= period <= last
    ]


def _replaced(versions: Sequence[ReadingRecord]) -> tuple[ReadingRecord, ...]:
    """What stood in the last version's place before it, the latest first, back to when it was taken back."""
    return tuple(takewhile(lambda version: not version.withdrawn, reversed(versions[:-1])))
