"""The units of a target side by side, on readings at hand: what tables and documents compare."""

from collections.abc import Sequence
from dataclasses import replace

from jytrack.domain.figures.ranking import compare_units, looks_back
from jytrack.domain.figures.reading import Reading
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.target import Target
from jytrack.domain.values.clock import Clock
from jytrack.reports.figures.townships import Compared
from jytrack.store.database.database import Session
from jytrack.store.plan.allocations import Allocations
from jytrack.store.sheets import readings


def all_units(session: Session, plan: Plan, splits: Allocations, clock: Clock) -> list[Compared]:
    """Every unit of the plan's targets, by the rule book."""
    now = readings.readings_until(session, plan, clock)
    back = replace(plan, targets=tuple(filter(looks_back, plan.targets)))
    before = readings.readings_last_year(session, back, clock)
    return [compared(target, splits, now[target.code], clock, before.get(target.code, ())) for target in plan.targets]


def compared(
    target: Target, splits: Allocations, now: Sequence[Reading], clock: Clock, last_year: Sequence[Reading]
) -> Compared:
    """The units of one target, beside its split, on readings at hand."""
    split = splits.get(target.code, {})
    return Compared(target, split, compare_units(target, split, now, clock, last_year))


def several_units(plan: Plan) -> list[Target]:
    """The targets that more than one unit reports, of which units can be compared."""
    return [target for target in plan.targets if len(target.unit_duties) > 1]
