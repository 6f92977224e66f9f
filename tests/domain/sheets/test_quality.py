"""Each detector: a series that fires, one that does not, and the boundary between them."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jytrack.domain.plan.target import UnitBounds
from jytrack.domain.sheets import quality
from jytrack.domain.sheets.quality import Series
from jytrack.domain.values.quantity import SCALE, quantity
from tests.domain import fraction_quality

F = Fraction
Numbers = Sequence[int | str | None]


def series(values: Numbers) -> Series:
    """Values from January on; None is a month that was not reported."""
    known = {month: quantity(F(value)) for month, value in enumerate(values, 1) if value is not None}
    return Series(list(known), list(known.values()))


@pytest.mark.parametrize(
    ("values", "expected"),
    [([3], 3), ([1, 9], 5), ([9, 1, 4], 4), ([1, 2, 4, 100], 3), (["0.1", "0.2"], F(3, 20))],
)
def test_median_is_exact(values: Numbers, expected: Fraction) -> None:
    assert quality.twice_the_median(series(values).values) == 2 * SCALE * expected


@pytest.mark.parametrize(
    ("months", "cumulatives", "low", "high", "found"),
    [
        pytest.param([5, 4, 60, 61], [], 5, 60, [(2, 4, 5), (4, 61, 60)], id="the bounds themselves are within"),
        pytest.param([0, -3], [], 0, None, [(2, -3, 0)], id="nothing is no less than nothing"),
        pytest.param([999], [], 5, None, [], id="no upper bound"),
        pytest.param([1], [], None, 60, [], id="no lower bound"),
        pytest.param([], [8, 10, 75], 5, 60, [(2, 2, 5), (3, 65, 60)], id="what the cumulative grew by"),
        pytest.param([], [None, 90, 95], 5, 60, [], id="growth over a month that is not known is none of a month"),
        pytest.param([7, None, 7], [7, 70, 77], 5, 60, [(2, 63, 60)], id="the month where it is stated"),
        pytest.param([], [50, 30], 5, 60, [(2, -20, 5)], id="a cumulative that falls"),
    ],
)
def test_out_of_bounds(
    months: Numbers, cumulatives: Numbers, low: int | None, high: int | None, found: list[tuple[int, int, int]]
) -> None:
    own = UnitBounds("镇", *(None if each is None else F(each) for each in (low, high)))
    doubts = quality.out_of_bounds(own, series(months), series(cumulatives), series([]))
    assert [(doubt.month, doubt.value, doubt.against) for doubt in doubts] == [
        (month, value * SCALE, bound * SCALE) for month, value, bound in found
    ]


def test_out_of_bounds_at_a_point_in_time() -> None:
    own = UnitBounds("镇", F("3.5"), F(4))
    doubts = quality.out_of_bounds(own, series([]), series([]), series(["3.4", "3.5", "4", "4.0001"]))
    assert [doubt.month for doubt in doubts] == [1, 4]


@pytest.mark.parametrize(
    ("values", "months"),
    [
        ([10, 11, 21], [3]),  # as large as the sum
        ([10, 11, 20], []),  # one less
        ([10, 40], []),  # before March nothing is said
        ([10, 11, 21, 42], [3, 4]),
        ([10, 11, 21, 41], [3]),
        ([9, 10, 19], []),  # small
        ([9, 10, 20], [3]),
        ([0, 0, 50], []),  # a start is no sum
        ([10, None, 50], []),  # the sum is not known
        ([-5, 10, 40], [3]),
    ],
)
def test_looks_cumulative(values: Numbers, months: list[int]) -> None:
    assert [doubt.month for doubt in quality.looks_cumulative(series(values))] == months


@pytest.mark.parametrize(
    ("values", "fires"),
    [
        ([10, 15, 20, 25, 30], True),  # three times the first
        ([10, 15, 20, 25, 29], False),
        ([10, 15, 20, 30], False),  # too short
        ([10, 20, 20, 30, 40], True),
        ([10, 20, 19, 30, 40], False),  # falls
        ([4, 8, 12, 16, 19], False),  # small
        ([0, 8, 12, 16, 50], False),
        ([None, 10, 15, 20, 25, 30], False),  # does not begin in January
    ],
)
def test_always_rising(values: Numbers, fires: bool) -> None:
    assert bool(list(quality.always_rising(series(values)))) is fires


@pytest.mark.parametrize(
    ("values", "months"),
    [
        ([40, 19], [2]),
        ([40, 20], []),  # exactly half
        ([19, 1], []),  # small
        ([40, 50, 12, 60], [3]),
    ],
)
def test_looks_monthly(values: Numbers, months: list[int]) -> None:
    assert [doubt.month for doubt in quality.looks_monthly(series(values))] == months


@pytest.mark.parametrize(
    ("values", "months"),
    [
        ([100, 100, 100, 1_000_000], [4]),
        ([100, 100, 100, 200_000], [4]),  # two thousand times
        ([100, 100, 100, 199_999], []),
        ([100, 100, 100, 5_000_000], [4]),
        ([100, 100, 100, 5_000_001], []),
        ([1800, 1800, 1800, "0.18"], [4]),  # the other way round
        ([100, 100, 1_000_000], []),  # too few
        ([0, 0, 0, 1_000_000], []),  # nothing to compare with
        ([100, 100, 100, 0], []),
    ],
)
def test_unit_slip(values: Numbers, months: list[int]) -> None:
    assert [doubt.month for doubt in quality.unit_slip(series(values))] == months


@pytest.mark.parametrize(
    ("values", "months"),
    [
        ([90, 100, 110, 95, 105, 200], [6]),
        ([90, 100, 110, 95, 200], []),  # five points
        ([100, 100, 100, 100, 100, 900], []),  # MAD 0: what never varies is left to the jump
        ([1, 2, 1, 2, 3, 19], []),  # less than SMALL from the median
        ([90, 100, 110, 95, 105, 0], [6]),
    ],
)
def test_outlier(values: Numbers, months: list[int]) -> None:
    assert [doubt.month for doubt in quality.outlier(series(values))] == months


def test_outlier_score_is_exact_and_its_boundary_is_not_over_it() -> None:
    """Median 0 and MAD 0.6745 give |x| itself as the score: 3.5 is none, the smallest bit more is one."""
    calm = ["-0.6745", "0.6745", "-0.6745", "0.6745", "0"]
    assert list(quality.outlier(series([*calm, 0, "3.5"]), 0)) == []
    (doubt,) = quality.outlier(series([*calm, 0, "3.5001"]), 0)
    assert doubt.degree == F("3.5001")


@pytest.mark.parametrize(
    ("last", "months"), [(200, [6]), (0, []), (33, []), (32, [6]), (10, [6]), (-1, [6]), (-100, [6])]
)
def test_of_what_adds_up_little_is_doubted_only_where_a_digit_or_the_sign_may_be_lost(
    last: int, months: list[int]
) -> None:
    assert [d.month for d in quality.outlier(series([90, 99, 110, 95, 105, last]), adding=True)] == months


@pytest.mark.parametrize(
    ("values", "months"),
    [
        ([100, 100, 100, 131], [4]),
        ([100, 100, 100, 130], []),  # exactly 30 %
        ([100, 100, 131], []),  # too few months before it
        ([20, 20, 20, 39], []),  # 19 more, small
        ([20, 20, 20, 40], [4]),
        ([20, 150, 150, 145], []),  # reached before
        ([0, 0, 0, 400], []),
        ([100, 100, None, 100, 131], [5]),
    ],
)
def test_jump(values: Numbers, months: list[int]) -> None:
    assert [doubt.month for doubt in quality.jump(series(values))] == months


@pytest.mark.parametrize(
    ("values", "fires"),
    [([5, 5, 5, 5], True), ([5, 5, 5], False), ([4, 4, 4, 4], False), ([5, 5, 5, 6], False), ([0, 0, 0, 0], False)],
)
def test_never_changed(values: Numbers, fires: bool) -> None:
    assert bool(list(quality.never_changed(series(values)))) is fires


@given(st.lists(st.integers(0, 19), min_size=1, max_size=12))
def test_small_numbers_are_left_in_peace(values: list[int]) -> None:
    """Whatever small counts a township sends, only a value repeated all year is asked about."""
    own = series(values)
    for detect in (quality.looks_cumulative, quality.always_rising, quality.unit_slip, quality.outlier, quality.jump):
        assert list(detect(own)) == []


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=12), st.integers(2, 1000))
def test_outliers_do_not_depend_on_the_measure_unit(values: list[int], scale: int) -> None:
    own = series(values)
    larger = series([value * scale for value in values])
    here = [(d.month, d.degree) for d in quality.outlier(own, 0)]
    assert here == [(d.month, d.degree) for d in quality.outlier(larger, 0)]


AROUND = st.integers(0, 12_000) | st.sampled_from([0, 1, 19, 20, 21, 100, 130, 131, 200_000, 199_999, 2_000_000])
FIGURE = AROUND | st.integers(-50, 400) | st.builds(F, st.integers(0, 4_000_000), st.just(SCALE))
YEAR = st.lists(st.none() | FIGURE, max_size=12) | st.lists(st.integers(90, 135), min_size=4, max_size=12)
PAIRS = {
    "looks_cumulative": (quality.looks_cumulative, fraction_quality.looks_cumulative),
    "always_rising": (quality.always_rising, fraction_quality.always_rising),
    "looks_monthly": (quality.looks_monthly, fraction_quality.looks_monthly),
    "unit_slip": (quality.unit_slip, fraction_quality.unit_slip),
    "outlier": (quality.outlier, fraction_quality.outlier),
    "jump": (quality.jump, fraction_quality.jump),
    "never_changed": (quality.never_changed, fraction_quality.never_changed),
}


@pytest.mark.parametrize("rule", PAIRS)
@given(values=YEAR)
def test_whole_numbers_say_what_fractions_say(rule: str, values: list[int | Fraction | None]) -> None:
    """To the last digit: the flaw, the month, both figures and the degree."""
    fast, plain = PAIRS[rule]
    own = series(values)  # type: ignore[arg-type]
    slow = {month: F(value) / SCALE for month, value in own}
    told = [(d.flaw, d.month, F(d.value) / SCALE, F(d.against) / (SCALE * d.parts), d.degree) for d in fast(own)]
    assert told == [(d.flaw, d.month, d.value, d.against, d.degree) for d in plain(slow)]


@given(YEAR)
def test_what_is_spared_has_no_doubt(values: list[int | Fraction | None]) -> None:
    """The cheap looks are necessary conditions: what they leave out, the rules of fractions leave out too."""
    own = series(values)  # type: ignore[arg-type]
    slow = {month: F(value) / SCALE for month, value in own}
    if not own.wide:
        for rule in ("looks_cumulative", "always_rising", "looks_monthly", "unit_slip"):
            assert list(PAIRS[rule][1](slow)) == []
    for least in (quality.SMALL, 0):
        if not own.spans(least):
            assert list(fraction_quality.outlier(slow, F(least, SCALE))) == []
            assert list(fraction_quality.jump(slow, (), F(least, SCALE))) == []
