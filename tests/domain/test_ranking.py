"""Units compared: ranks with ties and gaps, the month before, rates by r."""

from collections.abc import Mapping
from fractions import Fraction

import pytest

from jytrack.domain.ranking import compare_units, ranks
from jytrack.domain.words import Measure
from tests.domain.builders import TOWNS, clock, metric, reading, target

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
