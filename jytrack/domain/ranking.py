"""Units compared: each against its part of the goal, and ranked (domain.md §3, Units compared)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction

from jytrack.domain.assessing import assess_figures
from jytrack.domain.clock import Clock
from jytrack.domain.plan import Goal, Target
from jytrack.domain.reading import Reading
from jytrack.domain.value import course, fold, unit_figures
from jytrack.domain.variance import Assessment
from jytrack.domain.words import Direction, Measure


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """One unit judged against its own goal: T_k, for rates and levels T itself; `goal` None: nothing is allocated.

    `rank` None: not reported, or nothing to rank by. `contribution` is the plain share of the whole's figure, for rates
    of its numerator. `rise` is how many ranks were gained since the month before (negative: lost).
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


def compare_units(
    target: Target,
    allocation: Mapping[str, Fraction],
    readings: Sequence[Reading],
    clock: Clock,
    last_year: Sequence[Reading] = (),
) -> tuple[UnitStanding, ...]:
    """The target's units in official order, ranked now and, by the same split, at the end of the month before."""
    now = _judged(target, allocation, readings, clock, last_year)
    places = ranks({item.unit: _merit(item) for item in now})
    earlier: dict[str, int] = {}
    if clock.closed_months > 1 and clock.last_closed:
        before = replace(clock, as_of=clock.last_closed.first_day - timedelta(days=1))
        earlier = ranks({item.unit: _merit(item) for item in _judged(target, allocation, readings, before, last_year)})
    return tuple(
        replace(
            item,
            rank=places.get(item.unit),
            rise=earlier[item.unit] - places[item.unit] if item.unit in earlier and item.unit in places else None,
        )
        for item in now
    )


def ranks(merits: Mapping[str, Fraction | None]) -> dict[str, int]:
    """The rank of each unit whose merit is known, the greatest first; ties share one and the next are passed over."""
    known = {unit: merit for unit, merit in merits.items() if merit is not None}
    return {unit: 1 + sum(other > merit for other in known.values()) for unit, merit in known.items()}


def _judged(
    target: Target,
    allocation: Mapping[str, Fraction],
    readings: Sequence[Reading],
    clock: Clock,
    last_year: Sequence[Reading],
) -> tuple[UnitStanding, ...]:
    """Each unit against its own goal, by the light and the schedule of the whole."""
    figures = unit_figures(target, readings, clock)
    shape = course(target, last_year, clock.year - 1) if last_year else None
    whole = fold(target, figures)
    rate = target.metric.measure is Measure.RATE
    judged = []
    for duty, figure in zip(target.unit_duties, figures, strict=True):
        own = replace(target, goals=_goals(target, allocation.get(duty.unit), clock), unit_duties=(duty,))
        part, total = (figure.numerator, whole.numerator) if rate else (figure.figure, whole.actual)
        share = part / total if part is not None and total and target.metric.measure is not Measure.LEVEL else None
        judged.append(UnitStanding(duty.unit, assess_figures(own, [figure], clock, shape), share))
    return tuple(judged)


def _goals(target: Target, part: Fraction | None, clock: Clock) -> tuple[Goal, ...]:
    """The unit's own goal: the whole's for rates and levels, which do not add up; otherwise its part."""
    goal = target.goal_at(clock.as_of)
    if goal is None:
        return ()
    if target.metric.measure in (Measure.RATE, Measure.LEVEL):
        return (goal,)
    return () if part is None else (replace(goal, value=part),)


def _merit(item: UnitStanding) -> Fraction | None:
    """What units are ranked by: r for rates and levels (less is better under a ceiling), attainment otherwise."""
    judged = item.judged
    if not item.reported or judged.goal is None or judged.actual is None:
        return None
    if judged.target.metric.measure in (Measure.RATE, Measure.LEVEL):
        return -judged.actual if judged.target.direction is Direction.AT_MOST else judged.actual
    return judged.attainment
