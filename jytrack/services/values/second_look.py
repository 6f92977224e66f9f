"""A second look at figures on record: all that is doubtful about them, or about those that one act has touched.

What is found belongs to the state that is looked at, whatever day a page asks for; it is kept with the act that brought
the state about (`take_note`), so that pages need not look again.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from typing import NamedTuple

from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.checking import (
    Suspicion,
    compared_in,
    contradictions,
    doubts,
    suspicion,
    year_goal_bounds,
)
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.words import Flaw
from jytrack.services.values.desk import Desk
from jytrack.store.database.database import Session
from jytrack.store.database.moments import next_moment
from jytrack.store.figures.peers import Peers
from jytrack.store.plan import plans
from jytrack.store.plan.allocations import load_allocations
from jytrack.store.sheets.doubts import number_kept, settle
from jytrack.store.sheets.series import Place, Written, YearOfFigures, whole_series
from jytrack.store.values.encoding import moment_of

OF_A_SHEET = ("rate-mismatch", "total-mismatch")
"""What an import noticed about a sheet as it was sent, which cannot be found again in the figures on record."""


class Doubtful(NamedTuple):
    """A doubt, and where the figure stands that it is about; `place` None: in no reading of its month."""

    suspicion: Suspicion
    place: Place | None


def take_note(session: Session, plan: Plan, written: Written) -> list[Doubtful]:
    """Keep what is doubtful about `plan` after the act that has `written`; to be called at the end of each such act.

    Another plan of the region that the same readings belong to is looked at too.
    """
    for code in plans.sharing(session, plan):
        other = plans.load_plan(session, code, date(plan.year, 12, 31), written.until)
        settle(session, other, written.until, look(session, other, written.until, written), written.units)
    found = list(look(session, plan, written.until, written))
    settle(session, plan, written.until, found, written.units)
    return found


def take_note_of_plan(session: Session, desk: Desk, codes: Collection[str] = ()) -> None:
    """The same after an act about the plan, its goals or its splits, whose targets with these `codes` it measures anew.

    What values to date contradict is looked for in any case.
    """
    plan, clock = desk.open_plan(session)
    take_note(session, plan, whole_series(session, plan, clock.known_at, codes))


def take_stock(session: Session, desk: Desk) -> None:
    """Keep what is doubtful about all figures of every plan, from now on: after the plan or the rules have changed."""
    for code in plans.plan_codes(session):
        moment = moment_of(next_moment(session, desk.now))
        plan, _ = replace(desk, plan=code).open_plan(session)
        settle(session, plan, moment, look(session, plan, moment), None)
        number_kept(session, plan, OF_A_SHEET, moment)


def look(session: Session, plan: Plan, moment: datetime, written: Written | None = None) -> Iterator[Doubtful]:
    """All that is doubtful in the plan's year as it is on record at `moment`; of an act, in the series it touched.

    What values to date contradict is always looked for among all units.
    """
    figures = YearOfFigures(session, plan, moment, written)
    yield from _in_series(figures, plan)
    for sheet in figures.repeated_sheets():
        degree, source = Fraction(sheet.metrics), figures.source(sheet.place)
        found = Suspicion(
            Flaw.SAME_AS_LAST_MONTH, sheet.unit, sheet.period, degree=degree, source=source, sheet=sheet.digest
        )
        yield Doubtful(found, sheet.place)
    for item in _contradictions(session, plan, moment, figures):
        yield Doubtful(item, _place(figures, item))


def _in_series(figures: YearOfFigures, plan: Plan) -> Iterator[Doubtful]:
    """What is doubtful in the figures of each unit and metric."""
    for target in plan.targets:
        metric, bounds = target.metric, year_goal_bounds(target, plan.year)
        own = {each.unit: each for each in target.bounds}
        found = [
            (each.unit, doubt)
            for each in figures.of(metric, bounds, own)
            for doubt in doubts(metric, each, bounds, own.get(each.unit))
        ]
        places = figures.places(metric, [(unit, doubt.month) for unit, doubt in found]) if found else {}
        for unit, doubt in found:
            place = places[unit, doubt.month]
            # A note says why a figure has jumped; it says nothing about the other flaws.
            if not (place.noted and doubt.flaw is Flaw.JUMP):
                yield Doubtful(suspicion(target, unit, plan.year, doubt, figures.source(place)), place)


def _contradictions(session: Session, plan: Plan, moment: datetime, figures: YearOfFigures) -> Iterator[Suspicion]:
    """What values to date contradict, each unit's at the end of the last month that it has told of."""
    peers = Peers(session, plan)
    compared = compared_in(plan, load_allocations(session, plan, Clock(plan.year, date(plan.year, 12, 31), moment)))
    told = figures.last_months([target.code for target in compared])
    for period in sorted(set(told.values())):
        clock = Clock(plan.year, period.last_day, moment)
        allocations = load_allocations(session, plan, clock)
        standings = {
            target.code: {peer.unit: peer for peer in peers.figures(target, target.unit_duties, clock)}
            for target in compared_in(plan, allocations)
        }
        for item in contradictions(plan, standings, period, allocations):
            if told.get(item.unit) == period:
                yield item


def _place(figures: YearOfFigures, item: Suspicion) -> Place | None:
    """Where the last figure stands of the two that contradict each other."""
    for target in filter(None, (item.target, item.whole)):
        month = item.unit, item.period.month
        if place := figures.places(target.metric, [month]).get(month):
            return place
    return None
