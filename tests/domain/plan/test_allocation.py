"""Largest remainder: parts are whole, add up, and lie within one step of the exact share."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jytrack.domain.plan.allocation import can_be_split, split, step_of
from jytrack.domain.values.words import Direction, Measure
from tests.domain.builders import metric, target

ONE = Fraction(1)
CENT = Fraction(1, 10_000)
WEIGHTS = st.dictionaries(st.text("甲乙丙丁戊", min_size=1, max_size=3), st.integers(0, 50), min_size=1).filter(
    lambda found: any(found.values())
)


def weighed(**weights: int) -> dict[str, Fraction]:
    return {unit: Fraction(weight) for unit, weight in weights.items()}


@pytest.mark.parametrize(
    ("goal", "weights", "step", "parts"),
    [
        (10, weighed(a=1, b=1, c=1), ONE, (4, 3, 3)),
        (11, weighed(丙=1, 乙=1, 甲=1), ONE, (4, 4, 3)),  # the odd ones by the order given, never by name
        (5, weighed(丙=1, 乙=3, 甲=1, 丁=3), ONE, (1, 2, 0, 2)),  # remainders .625 .875 .625 .875
        (2, weighed(丙=1, 乙=2, 甲=1), ONE, (1, 1, 0)),
        (1, weighed(丙=1, 乙=3, 甲=1, 丁=1), ONE, (0, 1, 0, 0)),
        (4, weighed(丙=1, 乙=3, 甲=4), ONE, (0, 2, 2)),  # remainders ½ ½ 0: the heavier first
        (400, weighed(a=21, b=18, c=16, d=11, e=9, f=11, g=13), ONE, (85, 73, 65, 44, 36, 44, 53)),
        (1, weighed(a=1, b=3), ONE, (0, 1)),
        (1, weighed(a=1, b=1), CENT, (Fraction(1, 2), Fraction(1, 2))),
        (1, weighed(a=1, b=1, c=1), CENT, (Fraction("0.3334"), Fraction("0.3333"), Fraction("0.3333"))),
        (5, weighed(a=0, b=1), ONE, (0, 5)),
        (0, weighed(a=1, b=1), ONE, (0, 0)),
    ],
)
def test_parts(goal: int, weights: Mapping[str, Fraction], step: Fraction, parts: tuple[Fraction, ...]) -> None:
    assert tuple(split(Fraction(goal), weights, step).values()) == parts


@given(st.integers(0, 5000), WEIGHTS)
def test_sum_share_and_order(goal: int, counts: dict[str, int]) -> None:
    weights = {unit: Fraction(count) for unit, count in counts.items()}
    parts = split(Fraction(goal), weights, ONE)
    assert sum(parts.values()) == goal
    assert all(abs(parts[unit] - goal * weights[unit] / sum(weights.values())) < 1 for unit in weights)
    heavier = sorted(weights, key=lambda unit: -weights[unit])
    assert all(parts[unit] >= parts[other] for unit, other in pairwise(heavier))


@pytest.mark.parametrize(
    ("goal", "weights"), [(Fraction(1, 2), weighed(a=1)), (ONE, weighed(a=0)), (ONE, weighed(a=2, b=-1))]
)
def test_what_cannot_be_split(goal: Fraction, weights: Mapping[str, Fraction]) -> None:
    with pytest.raises(ValueError, match="whole number"):
        split(goal, weights, ONE)


def test_which_targets_are_split() -> None:
    assert can_be_split(target())
    assert not can_be_split(target(units=["香水镇"]))
    assert not can_be_split(target(of=metric(Measure.RATE)))
    assert not can_be_split(target(direction=Direction.AT_MOST))
    assert (step_of(target()), step_of(target(of=metric(Measure.AMOUNT)))) == (ONE, CENT)
