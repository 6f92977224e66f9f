"""Units over several targets: mean ranks, and what they gained since the month before."""

from fractions import Fraction

import pytest

from jytrack.domain.figures.overview import UnitOverview, by_mean_rank, over_targets
from jytrack.domain.figures.ranking import UnitStanding, stand_unit
from jytrack.domain.figures.value import UnitFigure
from tests.domain.builders import TOWNS, clock, target

FIRST, SECOND = TOWNS


def standing(unit: str, rank: int | None, rise: int | None = None, *, reported: bool = True) -> UnitStanding:
    own = target(100)
    (duty,) = [duty for duty in own.unit_duties if duty.unit == unit]
    judged = stand_unit(own, duty, None, UnitFigure(unit, reported), None, clock(2), None).judged
    return UnitStanding(unit, judged, rank=rank, rise=rise)


@pytest.mark.parametrize(
    ("ranked", "mean", "risen"),
    [
        ([(1, 0), (2, 3)], Fraction(3, 2), Fraction(3, 2)),
        ([(1, None), (4, -1), (None, None)], Fraction(5, 2), Fraction(-1)),
        ([(None, None)], None, None),
        ([(3, None)], 3, None),
    ],
)
def test_mean_rank(ranked: list[tuple[int | None, int | None]], mean: Fraction | None, risen: Fraction | None) -> None:
    unit = UnitOverview(FIRST, {str(no): standing(FIRST, *each) for no, each in enumerate(ranked)})
    assert (unit.mean_rank, unit.mean_rise) == (mean, risen)


def test_units_stand_in_the_order_asked_and_only_where_they_report() -> None:
    found = over_targets(
        ["没有的乡", FIRST, SECOND], [("a", [standing(FIRST, 2), standing(SECOND, 1)]), ("b", [standing(FIRST, 1)])]
    )
    assert [(unit.unit, list(unit.standings)) for unit in found] == [(FIRST, ["a", "b"]), (SECOND, ["a"])]
    assert [unit.unit for unit in by_mean_rank(found)] == [SECOND, FIRST]


def test_a_unit_without_a_rank_stands_last_and_is_counted_as_incomplete() -> None:
    found = over_targets([FIRST, SECOND], [("a", [standing(FIRST, None, reported=False), standing(SECOND, 1)])])
    assert [(unit.unit, unit.incomplete) for unit in by_mean_rank(found)] == [(SECOND, 0), (FIRST, 1)]
