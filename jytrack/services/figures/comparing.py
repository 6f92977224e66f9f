"""Units compared: who stands where against its part of the goal."""

from dataclasses import replace
from datetime import date, datetime
from functools import partial

from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.words import UnitOrder
from jytrack.errors import UsageError
from jytrack.reports.figures import matrix as matrix_report
from jytrack.reports.figures import townships as report
from jytrack.reports.values.ends import LONG
from jytrack.services.figures.among import ends_of, one_unit
from jytrack.services.figures.units import all_units, several_units
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import find_department, find_target
from jytrack.store.database.database import Session
from jytrack.store.figures.peers import Peers
from jytrack.store.plan.allocations import Allocations, load_allocations
from jytrack.store.sheets.doubts import open_doubts


def townships(
    desk: Desk,
    code: str | None,
    unit: str | None,
    order: UnitOrder,
    as_of: date | None,
    known_at: datetime | None,
    *,
    short: bool = False,
) -> Answer:
    """The units of one target, or of all targets that several units report, in official order or by rank.

    `short`: its page is read on a screen, and no more is read for it than it shows. UsageError for a target that only
    one unit reports.
    """
    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session, as_of, known_at)
        chosen = [find_target(plan, code)] if code else several_units(plan)
        if code and len(chosen[0].unit_duties) < 2:
            raise UsageError(
                f"“{chosen[0].metric.name}”只有一个单位填报，不作比较；见 jytrack target show {chosen[0].metric.name}"
            )
        name = find_department(plan, unit).name if unit else None
        splits = load_allocations(session, plan, clock)
        part = replace(plan, targets=tuple(chosen))
        doubts = open_doubts(session, plan, clock).among(chosen, name)
        if short and not name and any(len(target.unit_duties) > LONG for target in chosen):
            told = _told(session, part, splits, clock, order)
            whole = partial(townships, desk, code, unit, order, as_of, known_at)
            return Answer(report.short(plan, clock, told, doubts, lambda: whole().report.data))
        found = one_unit(session, part, splits, clock, name) if name else all_units(session, part, splits, clock)
    return Answer(report.report(plan, clock, found, order, name, doubts))


def matrix(desk: Desk, order: UnitOrder, as_of: date | None, known_at: datetime | None) -> Answer:
    """All units over all targets that several units report, in official order or by their mean rank."""
    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session, as_of, known_at)
        chosen = several_units(plan)
        found = all_units(session, replace(plan, targets=tuple(chosen)), load_allocations(session, plan, clock), clock)
        doubts = open_doubts(session, plan, clock).among(chosen)
    return Answer(matrix_report.report(plan, clock, matrix_report.Matrix.of(plan, found, order), order, len(doubts)))


def _told(session: Session, plan: Plan, splits: Allocations, clock: Clock, order: UnitOrder) -> list[report.Told]:
    """What a page that is read on a screen tells of the units of each target."""
    peers, few = Peers(session, plan), [target for target in plan.targets if len(target.unit_duties) <= LONG]
    found = {item.target.code: item for item in all_units(session, replace(plan, targets=tuple(few)), splits, clock)}
    return [
        report.told(found[target.code], order) if target.code in found else ends_of(peers, target, splits, clock, order)
        for target in plan.targets
    ]
