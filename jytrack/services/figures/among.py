"""Units among all that report the same target: those that a page shows are judged, the others the database sums."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache

from jytrack.domain.figures.ranking import (
    Peer,
    UnitStanding,
    has_shares,
    in_order,
    looks_back,
    merit,
    month_before,
    peer_merit,
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
from jytrack.reports.figures import townships as report
from jytrack.reports.values.ends import ends
from jytrack.store.database.database import Session
from jytrack.store.figures.peers import Peers
from jytrack.store.plan.allocations import Allocations


def one_unit(session: Session, plan: Plan, splits: Allocations, clock: Clock, unit: str) -> list[report.Compared]:
    """One unit's rows of the page that compares all."""
    owed = [(target, duty) for target in plan.targets for duty in target.unit_duties if duty.unit == unit]
    peers = Peers(session, plan, together=(target for target, _ in owed if has_shares(target)))
    found = []
    for target, duty in owed:
        split = splits.get(target.code, {})
        among = _Among(peers, target, split, clock)
        standing = among.standing(duty, peers.readings(target, unit, clock))
        found.append(report.Compared(target, split, (standing,)))
    return found


def ends_of(peers: Peers, target: Target, splits: Allocations, clock: Clock, order: UnitOrder) -> report.Told:
    """What a page that is read on a screen tells of the target's units: of thousands the first and the last."""
    split = splits.get(target.code, {})
    among = _Among(peers, target, split, clock)
    merits = {
        place: value
        for place, (duty, peer) in enumerate(zip(target.unit_duties, among.all_at(clock), strict=True))
        if (value := peer_merit(target, split.get(duty.unit), peer)) is not None
    }
    field = in_order(merits.values())
    ranked = sorted(merits, key=lambda place: rank_among(merits[place], field))
    places = list(range(len(target.unit_duties)))
    if ranked and among.of([ranked[0]])[0].rank is None:  # there is no goal to be ranked against
        ranked = []
    if order is UnitOrder.RANK:
        places = [*ranked, *(place for place in places if place not in merits or not ranked)]
    shown, rest = ends(places, short=True)
    count = min(report.NAMED, len(ranked) // 2)
    rows, first, last = map(among.of, (shown, ranked[:count], ranked[len(ranked) - count :]))
    tied = bool(count) and merits[ranked[0]] == merits[ranked[-1]]
    absent = [peer.unit for peer in among.all_at(clock) if not peer.reported]
    return report.Told(target, split, rows, first, last, tied, absent, rest)


class _Among:
    """The units of one target in one state of the database."""

    def __init__(self, peers: Peers, target: Target, split: Mapping[str, Fraction], clock: Clock) -> None:
        self._peers = peers
        self._target = target
        self._split = split
        self._clock = clock
        self._shape = _last_course(peers, target, clock) if looks_back(target) else None
        self.all_at = cache(self._all_at)
        self._merits = cache(self._merits_at)

    def of(self, places: Sequence[int]) -> Sequence[UnitStanding]:
        """The units of the duties at these places, judged and ranked."""
        duties = [self._target.unit_duties[place] for place in places]
        sent = self._peers.of_units(self._target, [duty.unit for duty in duties], self._clock)
        return [self.standing(duty, sent.get(duty.unit, ())) for duty in duties]

    def standing(self, duty: Duty, sent: Sequence[Reading]) -> UnitStanding:
        """The unit of `duty`, which has `sent` these, judged and, where there is something to rank by, ranked.

        Now, and a month before by the same split.
        """
        shares = sent and has_shares(self._target)
        whole = exact(sum(peer.value or 0 for peer in self.all_at(self._clock))) if shares else None
        now, before = self._stand(duty, sent, self._clock, whole), month_before(self._clock)
        place = self._rank(now, self._clock)
        earlier = self._rank(self._stand(duty, sent, before, None), before) if place and before else None
        return replace(now, rank=place, rise=earlier - place if earlier and place else None)

    def _stand(self, duty: Duty, sent: Sequence[Reading], moment: Clock, whole: Fraction | None) -> UnitStanding:
        """The unit at a clock."""
        (figure,) = unit_figures(replace(self._target, unit_duties=(duty,)), sent, moment)
        return stand_unit(self._target, duty, self._split.get(duty.unit), figure, whole, moment, self._shape)

    def _rank(self, standing: UnitStanding, moment: Clock) -> int | None:
        """Its rank among all at that clock."""
        value = merit(standing)
        return None if value is None else rank_among(value, self._merits(moment))

    def _all_at(self, moment: Clock) -> list[Peer]:
        """What all units had reported by a clock, read only where it is asked for."""
        return self._peers.figures(self._target, self._target.unit_duties, moment)

    def _merits_at(self, moment: Clock) -> list[Fraction]:
        """What they are ranked by then, in order."""
        found = (peer_merit(self._target, self._split.get(peer.unit), peer) for peer in self.all_at(moment))
        return in_order(value for value in found if value is not None)


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
