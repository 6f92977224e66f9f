"""Units compared: ranks with ties and gaps, the month before, rates by r."""

from collections.abc import Mapping
from fractions import Fraction

import pytest

from jytrack.domain.figures.ranking import MOST_SHARING, compare_units, in_order, rank_among, ranks
from jytrack.domain.plan.target import Schedule
from jytrack.domain.values.words import LightCode, Measure, ScheduleKind
from tests.domain.builders import TOWNS, YEAR, clock, even, metric, monthly, reading, target

FIRST, SECOND = TOWNS


@pytest.mark.parametrize(
    ("merits", "expected"),
    [
        ({"a": 3, "b": 3, "c": 1}, {"a": 1, "b": 1, "c": 3}),
        ({"a": 1, "b": 2, "c": 2, "d": 3}, {"a": 4, "b": 2, "c": 2, "d": 1}),
        ({"a": 1, "b": None, "c": 0}, {"a": 1, "c": 2}),
        ({"a": None}, {}),
    ],
)
def test_ranks(merits: Mapping[str, int | None], expected: dict[str, int]) -> None:
    exact = {unit: None if merit is None else Fraction(merit) for unit, merit in merits.items()}
    assert ranks(exact) == expected
    known = [merit for merit in exact.values() if merit is not None]
    assert {unit: rank_among(merit, in_order(known)) for unit, merit in exact.items() if merit is not None} == expected


def test_a_month_turns_the_order_round() -> None:
    readings = [
        reading(1, FIRST, own=10), reading(1, SECOND, own=4), reading(2, FIRST, own=0), reading(2, SECOND, own=26),
    ]  # fmt: skip
    first, second = compare_units(target(180), {FIRST: Fraction(120), SECOND: Fraction(60)}, readings, clock(2))
    assert (first.rank, first.rise, second.rank, second.rise) == (2, -1, 1, 1)
    assert (first.judged.attainment, second.judged.attainment) == (Fraction(1, 12), Fraction(1, 2))
    assert [first.judged.variance, second.judged.variance] == [-10, 20]
    assert [first.gap, second.gap] == [110, 30]
    assert (first.contribution, second.contribution) == (Fraction(1, 4), Fraction(3, 4))


def test_a_unit_that_has_not_reported_is_unranked() -> None:
    first, second = compare_units(
        target(100), {FIRST: Fraction(50), SECOND: Fraction(50)}, [reading(1, FIRST, own=1)], clock(1)
    )
    assert (first.rank, first.reported) == (1, True)
    assert (second.rank, second.reported, second.judged.actual) == (None, False, None)


def test_without_a_split_nobody_is_ranked() -> None:
    readings = [reading(1, FIRST, own=1), reading(1, SECOND, own=2)]
    assert [unit.rank for unit in compare_units(target(100), {}, readings, clock(1))] == [None, None]


def test_rates_rank_by_r_against_the_goal_itself() -> None:
    readings = [reading(1, FIRST, numerator=8, denominator=10), reading(1, SECOND, numerator=95, denominator=100)]
    first, second = compare_units(target(90, metric(Measure.RATE)), {}, readings, clock(1))
    assert (first.rank, second.rank) == (2, 1)
    assert [first.gap, first.judged.goal, second.judged.variance_points] == [1, 90, 5]


def test_units_are_ranked_under_the_shape_of_last_year() -> None:
    """The shape is the whole's, here a tenth by February; the rank is by attainment and so is its rise."""
    shaped = target(200, schedule=Schedule(ScheduleKind.LAST_YEAR))
    last_year = [item for unit in TOWNS for item in monthly(1, 1, *[0] * 9, 18, unit=unit, year=YEAR - 1)]
    readings = [*monthly(9, 1, unit=FIRST), *monthly(0, 20, unit=SECOND)]
    first, second = compare_units(shaped, dict.fromkeys(TOWNS, Fraction(100)), readings, clock(2), last_year)
    assert (first.judged.expected, first.judged.variance_points, first.judged.light.code) == (
        Fraction(10),
        Fraction(0),
        LightCode.ON_TRACK,
    )
    assert (first.rank, first.rise, second.rank, second.rise) == (2, -1, 1, 1)
    alone = compare_units(shaped, dict.fromkeys(TOWNS, Fraction(100)), readings, clock(2))
    assert [unit.judged.light.code for unit in alone] == [LightCode.NOT_COMPUTABLE] * 2
    assert [unit.rank for unit in alone] == [2, 1]


@pytest.mark.parametrize(("count", "told"), [(MOST_SHARING, Fraction(1, MOST_SHARING)), (MOST_SHARING + 1, None)])
def test_among_too_many_units_no_contribution_is_told(count: int, told: Fraction | None) -> None:
    units = [f"第{number}乡" for number in range(count)]
    standings = compare_units(target(100, units=units), {}, even(2, 1, units), clock(1))
    assert {unit.contribution for unit in standings} == {told}
