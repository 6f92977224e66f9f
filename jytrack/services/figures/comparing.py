"""Units compared: who stands where against its part of the goal."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from functools import cache

from jytrack.domain.figures.ranking import (
    Peer,
    UnitStanding,
    compare_units,
    has_shares,
    looks_back,
    merit,
    merits,
    month_before,
    rank_among,
    stand_unit,
)
from jytrack.domain.figures.reading import Reading
from jytrack.domain.figures.value import unit_figures
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.schedule import Course
from jytrack.domain.plan.target import Duty, Target
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import exact
from jytrack.domain.values.words import UnitOrder
from jytrack.errors import UsageError
from jytrack.reports.figures import matrix as matrix_report
from jytrack.reports.figures import townships as report
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import find_department, find_target
from jytrack.store.database.database import Session
from jytrack.store.figures.peers import Peers
from jytrack.store.plan.allocations import Allocations, load_allocations
from jytrack.store.sheets import readings
from jytrack.store.sheets.doubts import open_doubts


def townships(
    desk: Desk, code: str | None, unit: str | None, order: UnitOrder, as_of: date | None, known_at: datetime | None
) -> Answer:
    """The units of one target, or of all targets that several units report, in official order or by rank.

    UsageError for a target that only one unit reports.
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
        found = one_unit(session, part, splits, clock, name) if name else all_units(session, part, splits, clock)
        doubts = open_doubts(session, plan, clock).among(chosen, name)
    return Answer(report.report(plan, clock, found, order, name, doubts))


def matrix(desk: Desk, order: UnitOrder, as_of: date | None, known_at: datetime | None) -> Answer:
    """All units over all targets that several units report, in official order or by their mean rank."""
    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session, as_of, known_at)
        chosen = several_units(plan)
        found = all_units(session, replace(plan, targets=tuple(chosen)), load_allocations(session, plan, clock), clock)
        doubts = open_doubts(session, plan, clock).among(chosen)
    return Answer(matrix_report.report(plan, clock, matrix_report.Matrix.of(plan, found, order), order, len(doubts)))


def all_units(session: Session, plan: Plan, splits: Allocations, clock: Clock) -> list[report.Compared]:
    """Every unit of the plan's targets, by the rule book."""
    now = readings.readings_until(session, plan, clock)
    back = replace(plan, targets=tuple(filter(looks_back, plan.targets)))
    before = readings.readings_last_year(session, back, clock)
    return [compared(target, splits, now[target.code], clock, before.get(target.code, ())) for target in plan.targets]


def compared(
    target: Target, splits: Allocations, now: Sequence[Reading], clock: Clock, last_year: Sequence[Reading]
) -> report.Compared:
    """The units of one target, beside its split, on readings at hand."""
    split = splits.get(target.code, {})
    return report.Compared(target, split, compare_units(target, split, now, clock, last_year))


def several_units(plan: Plan) -> list[Target]:
    """The targets that more than one unit reports, of which units can be compared."""
    return [target for target in plan.targets if len(target.unit_duties) > 1]


def one_unit(session: Session, plan: Plan, splits: Allocations, clock: Clock, unit: str) -> list[report.Compared]:
    """The same for one unit, without reading what the others sent: the database sums that where it is asked for."""
    peers = Peers(session, plan)
    found = []
    for target in plan.targets:
        duty = next((duty for duty in target.unit_duties if duty.unit == unit), None)
        if duty is not None:
            split = splits.get(target.code, {})
            found.append(report.Compared(target, split, (_standing(peers, target, split, clock, duty),)))
    return found


def _standing(peers: Peers, target: Target, split: Mapping[str, Fraction], clock: Clock, duty: Duty) -> UnitStanding:
    """The unit of `duty` judged and, where there is something to rank by, ranked now and a month before."""
    own, part = replace(target, unit_duties=(duty,)), split.get(duty.unit)
    sent = peers.readings(target, duty.unit, clock)
    shape = _last_course(peers, target, clock) if looks_back(target) else None

    @cache
    def all_at(moment: Clock) -> list[Peer]:
        """What all units had reported by a clock, read only where it is asked for."""
        return peers.figures(target, target.unit_duties, moment)

    def stand(moment: Clock, whole: Fraction | None) -> UnitStanding:
        """The unit at a clock."""
        (figure,) = unit_figures(own, sent, moment)
        return stand_unit(target, duty, part, figure, whole, moment, shape)

    def rank(standing: UnitStanding, moment: Clock) -> int | None:
        """Its rank among all at that clock."""
        value = merit(standing)
        return None if value is None else rank_among(value, merits(target, split, all_at(moment)))

    whole = exact(sum(peer.value or 0 for peer in all_at(clock))) if sent and has_shares(target) else None
    now, before = stand(clock, whole), month_before(clock)
    place = rank(now, clock)
    earlier = rank(stand(before, None), before) if place and before else None
    return replace(now, rank=place, rise=earlier - place if earlier and place else None)


def _last_course(peers: Peers, target: Target, clock: Clock) -> Course:
    """Last year's, as domain.value.course has it: today's units, each of which owed the whole of that year."""
    year = clock.year - 1
    duties = tuple(replace(duty, since=Period(year, 1)) for duty in target.unit_duties)

    @cache
    def value_at(month: int) -> Fraction | None:
        """The value to date at the end of a month."""
        found = peers.figures(target, duties, Clock(year, Period(year, month).last_day, clock.known_at))
        known = [exact(peer.value) for peer in found if peer.value is not None]
        return sum(known, Fraction(0)) if known and all(peer.reported for peer in found) else None

    return value_at
