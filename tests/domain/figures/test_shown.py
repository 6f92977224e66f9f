"""What is still to be done is shown as much as is enough, whoever reads it (documents.md §4)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jytrack.domain.figures import shown
from jytrack.domain.figures.assessing import assess
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.values.words import Measure
from tests.domain.builders import TOWNS, clock, metric, monthly, target

ONE = TOWNS[:1]
JOBS = metric(name="新增就业")
FIRMS = metric(name="实体", measure_unit="个")
LOANS = metric(Measure.AMOUNT, name="贷款")


def judged(of: object, goal: int, *months: int) -> Assessment:
    return assess(target(goal, of, units=ONE), monthly(*months), clock(len(months)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "lacks", "a_month"),
    [
        pytest.param(judged(JOBS, 550, 40, 40, 40), "-18", "48", id="people are whole"),
        pytest.param(judged(FIRMS, 200, 14, 14, 14), "-8", "17.6", id="what is counted lacks whole, a mean may not be"),
        pytest.param(judged(LOANS, 1000, 80, 80, 80), "-10", "84.5", id="money to a tenth"),
        pytest.param(judged(LOANS, 100, 8, 8), "-0.7", "8.4", id="money lacks to a tenth"),
        pytest.param(judged(JOBS, 100, 9, 9), "+1.3", "9", id="what is ahead is not rounded up"),
    ],
)
def test_what_lacks_is_enough(found: Assessment, lacks: str, a_month: str) -> None:
    assert shown.variance(found) == lacks
    assert shown.required(found) == a_month


@given(st.integers(1, 10_000), st.lists(st.integers(0, 500), min_size=1, max_size=11))
def test_what_a_month_must_bring_is_enough(goal: int, months: list[int]) -> None:
    for of in (JOBS, FIRMS, LOANS):
        found = judged(of, goal, *months)
        assert found.remaining is not None
        assert Fraction(shown.required(found)) * (12 - len(months)) >= found.remaining
        if found.variance is not None and found.variance < 0:
            assert Fraction(shown.distance(found)) >= -found.variance
