"""Units compared: each against its part of the goal, and ranked (domain.md §3, Units compared)."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import NamedTuple

from jytrack.domain.figures.assessing import assess_figures
from jytrack.domain.figures.reading import Reading
from jytrack.domain.figures.value import Total, UnitFigure, course, fold, unit_figures
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.schedule import Course
from jytrack.domain.plan.target import Duty, Goal, Target
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.quantity import SCALE, Quantity, exact
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Direction, Measure, ScheduleKind

MOST_SHARING = 1000
"""Among more units no contribution is told: an even part would be less than the 0.1 % that a page can show."""


@valueclass
class UnitStanding:
    """One unit judged against its own goal: T_k, for rates and levels T itself; `goal` None: nothing is allocated.

    `rank` None: not reported, or nothing to rank by. `contribution` is the plain share of the whole's figure, for rates
    of its numerator; None: not told. `rise` is how many ranks were gained since the month before (negative: lost).
    """

    unit: str
    judged: Assessment
    contribution: Fraction | None = None
    rank: int | None = None
    rise: int | None = None

    @property
    def reported(self) -> bool:
        """Whether the unit has reported all that was due."""
        return not self.judged.missing_units

    @property
    def gap(self) -> Fraction | None:
        """What is still lacking: of the part for counts and amounts, in the numerator for rates."""
        judged = self.judged
        return judged.needed if judged.target.metric.measure is Measure.RATE else judged.remaining


class Peer(NamedTuple):
    """What ranking asks of a unit: whether it has reported, and its value to date, of a rate the two parts.

    `value` None: the unit has sent nothing.
    """

    unit: str
    reported: bool
    value: Quantity | None
    denominator: Quantity | None = None


def compare_units(
    target: Target,
    allocation: Mapping[str, Fraction],
    readings: Sequence[Reading],
    clock: Clock,
    last_year: Sequence[Reading] = (),
) -> tuple[UnitStanding, ...]:
    """The target's units in official order, ranked now and, by the same split, at the end of the month before."""
    now = _judged(target, allocation, readings, clock, last_year)
    places = ranks({item.unit: merit(item) for item in now})
    before, earlier = month_before(clock), dict[str, int]()
    if before:
        earlier = ranks({item.unit: merit(item) for item in _judged(target, allocation, readings, before, last_year)})
    return tuple(
        replace(
            item,
            rank=places.get(item.unit),
            rise=earlier[item.unit] - places[item.unit] if item.unit in earlier and item.unit in places else None,
        )
        for item in now
    )


def month_before(clock: Clock) -> Clock | None:
    """The end of the month before the last closed one, from which ranks rise or fall; None in the year's first."""
    last = clock.last_closed
    return replace(clock, as_of=last.first_day - timedelta(days=1)) if last and clock.closed_months > 1 else None


def ranks(merits: Mapping[str, Fraction | None]) -> dict[str, int]:
    """The rank of each unit whose merit is known, the greatest first; ties share one and the next are passed over."""
    known = {unit: merit for unit, merit in merits.items() if merit is not None}
    field = in_order(known.values())
    return {unit: rank_among(value, field) for unit, value in known.items()}


def in_order(merits: Iterable[Fraction]) -> list[Fraction]:
    """The merits, the least first: by what a float can tell of them, which is quick, exactly where that is equal."""
    return sorted(merits, key=lambda merit: (merit.numerator / merit.denominator, merit))


def rank_among(own: Fraction, field: Sequence[Fraction]) -> int:
    """The rank of a unit whose merit is `own` among all that are ranked, whose merits are given in order."""
    return 1 + len(field) - bisect_right(field, own)


def peer_merit(target: Target, part: Fraction | None, peer: Peer) -> Fraction | None:
    """What the `peer`, to which `part` is allocated, is ranked by, as `merit` says.

    That is so where one unit at least has a goal to be ranked against.
    """
    _, reported, value, denominator = peer
    if not reported or value is None:
        return None
    match target.metric.measure:
        case Measure.RATE if denominator:
            return _signed(target, Fraction(100 * value, denominator))
        case Measure.LEVEL:
            return _signed(target, exact(value))
        case Measure.COUNT | Measure.AMOUNT if part:
            return Fraction(value * part.denominator, SCALE * part.numerator)
    return None


def has_shares(target: Target) -> bool:
    """Whether a unit's contribution to the whole is told: levels do not add up, and see `MOST_SHARING`."""
    return target.metric.measure is not Measure.LEVEL and len(target.unit_duties) <= MOST_SHARING


def looks_back(target: Target) -> bool:
    """Whether the target is held against the shape of last year; without that, last year tells nothing of ranks."""
    schedules = (target.schedule, target.early_warning)
    return target.is_flow and any(
        schedule is not None and schedule.kind is ScheduleKind.LAST_YEAR for schedule in schedules
    )


def stand_unit(
    target: Target,
    duty: Duty,
    part: Fraction | None,
    figure: UnitFigure,
    whole: Fraction | None,
    clock: Clock,
    last_year: Course | None,
) -> UnitStanding:
    """The unit of `duty` against its own goal, by the light and the schedule of the whole; not ranked yet.

    `part` is its allocation; `whole` the figure of all units together, for rates their numerator; None: tell no share.
    """
    own = replace(target, goals=_goals(target, part, clock), unit_duties=(duty,))
    brought = figure.numerator if target.metric.measure is Measure.RATE else figure.figure
    share = brought / whole if brought is not None and whole else None
    return UnitStanding(duty.unit, assess_figures(own, [figure], clock, last_year), share)


def merit(item: UnitStanding) -> Fraction | None:
    """What units are ranked by: r for rates and levels (less is better under a ceiling), attainment otherwise.

    None: the unit has not reported, or there is nothing to rank by.
    """
    judged = item.judged
    if not item.reported or judged.goal is None or judged.actual is None:
        return None
    if judged.target.metric.measure in (Measure.RATE, Measure.LEVEL):
        return _signed(judged.target, judged.actual)
    return judged.attainment


def _judged(
    target: Target,
    allocation: Mapping[str, Fraction],
    readings: Sequence[Reading],
    clock: Clock,
    last_year: Sequence[Reading],
) -> tuple[UnitStanding, ...]:
    """Each unit against its own goal."""
    figures = unit_figures(target, readings, clock)
    shape = course(target, last_year, clock.year - 1) if last_year and looks_back(target) else None
    total = fold(target, figures) if has_shares(target) else Total()
    whole = total.numerator if target.metric.measure is Measure.RATE else total.actual
    return tuple(
        stand_unit(target, duty, allocation.get(duty.unit), figure, whole, clock, shape)
        for duty, figure in zip(target.unit_duties, figures, strict=True)
    )


def _goals(target: Target, part: Fraction | None, clock: Clock) -> tuple[Goal, ...]:
    """The unit's own goal: the whole's for rates and levels, which do not add up; otherwise its part."""
    goal = target.goal_at(clock.as_of)
    if goal is None:
        return ()
    if target.metric.measure in (Measure.RATE, Measure.LEVEL):
        return (goal,)
    return () if part is None else (replace(goal, value=part),)


def _signed(target: Target, value: Fraction) -> Fraction:
    """`value` so that more is better."""
    return -value if target.direction is Direction.AT_MOST else value
