"""A second look at figures on record: all that is doubtful about them, or about those that one act has written."""

from collections.abc import Callable, Collection, Iterable, Iterator, Set
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.target import Target
from jytrack.domain.sheets.checking import PATTERNS, Suspicion, compared_in, contradictions, doubts, suspicion
from jytrack.domain.sheets.quality import Doubt
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import Flaw
from jytrack.store.database.database import Session
from jytrack.store.figures.peers import Peers
from jytrack.store.plan.allocations import load_allocations
from jytrack.store.sheets.series import Place, RepeatedSheet, Written, YearOfFigures


class Doubtful(NamedTuple):
    """A doubt about what an act wrote: the id of its file (None: none in particular), and what tells of it."""

    file: int | None
    tell: Callable[[], Suspicion]


def at_figures(
    session: Session, plan: Plan, clock: Clock, targets: Collection[Target], unit: str | None = None
) -> Iterator[Suspicion]:
    """All that is doubtful in the plan's year up to the as-of month about `targets`, of all units or of one.

    Values to date are judged in the month that is running and, like every report's, at the last closed one; each is
    told once. Whole sheets are looked at where all targets are.
    """
    last = min(Period.of(clock.as_of), Period(plan.year, 12))
    figures = YearOfFigures(session, plan, clock.known_at, last, unit=unit)
    for found in _in_series(figures, targets):
        yield _suspicion(figures, plan, *found)
    if len(targets) == len(plan.targets):
        for sheet in figures.repeated_sheets(Period(plan.year, month) for month in range(1, last.month + 1)):
            yield _repeated(figures, sheet)
    told = set()
    for period in dict.fromkeys(filter(None, (last, clock.last_closed))):
        for item in _contradictions(session, plan, clock.known_at, period):
            known = item.flaw, item.target, item.unit
            if known not in told and item.target in targets and unit in (None, item.unit):
                told.add(known)
                yield item


def at_written(session: Session, plan: Plan, written: Written, periods: Iterable[Period]) -> Iterator[Doubtful]:
    """What is doubtful about the rows of the plan's year that an act wrote, which speaks of `periods`.

    Values to date are judged at the last of these. What only a whole year shows is left to the check.
    """
    figures = YearOfFigures(session, plan, written.until, Period(plan.year, 12), written=written)
    for found in _in_series(figures, plan.targets, PATTERNS):
        yield Doubtful(found.place.file, partial(_suspicion, figures, plan, *found))
    spoken_of = set(periods)
    for sheet in figures.repeated_sheets(spoken_of):
        yield Doubtful(sheet.place.file, partial(_repeated, figures, sheet))
    last = max((period for period in spoken_of if period.year == plan.year), default=None)
    for item in _contradictions(session, plan, written.until, last) if last else ():
        for target in filter(None, (item.target, item.whole)):
            place = figures.places(target.metric, [(item.unit, item.period.month)]).get((item.unit, item.period.month))
            if place:
                yield Doubtful(place.file, partial(replace, item, source=figures.source(place)))
                break


class _Found(NamedTuple):
    """A doubt about a unit's figure, and where that stands."""

    target: Target
    unit: str
    doubt: Doubt
    place: Place


def _in_series(figures: YearOfFigures, targets: Iterable[Target], spared: Set[Flaw] = frozenset()) -> Iterator[_Found]:
    """What is doubtful in the figures of each unit and metric, except flaws that are `spared`."""
    for target in targets:
        metric = target.metric
        found = [(each.unit, doubt) for each in figures.of(metric) for doubt in doubts(metric, each, spared)]
        places = figures.places(metric, [(unit, doubt.month) for unit, doubt in found]) if found else {}
        for unit, doubt in found:
            place = places.get((unit, doubt.month))
            # A note says why a figure has jumped; it says nothing about the other flaws.
            if place and not (place.noted and doubt.flaw is Flaw.JUMP):
                yield _Found(target, unit, doubt, place)


def _suspicion(figures: YearOfFigures, plan: Plan, target: Target, unit: str, doubt: Doubt, place: Place) -> Suspicion:
    """The doubt about a unit's figure as a finding."""
    return suspicion(target, unit, plan.year, doubt, figures.source(place))


def _repeated(figures: YearOfFigures, sheet: RepeatedSheet) -> Suspicion:
    """The same sheet in two months running as a finding."""
    degree, source = Fraction(sheet.metrics), figures.source(sheet.place)
    return Suspicion(Flaw.SAME_AS_LAST_MONTH, sheet.unit, sheet.period, degree=degree, source=source)


def _contradictions(session: Session, plan: Plan, known_at: datetime, period: Period) -> Iterator[Suspicion]:
    """What values to date at the end of `period` contradict."""
    clock = Clock(plan.year, period.last_day, known_at)
    allocations, peers = load_allocations(session, plan, clock), Peers(session, plan)
    standings = {
        target.code: {peer.unit: peer for peer in peers.figures(target, target.unit_duties, clock)}
        for target in compared_in(plan, allocations)
    }
    return contradictions(plan, standings, period, allocations)
