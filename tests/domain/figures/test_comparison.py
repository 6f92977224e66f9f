"""同比 and 环比 (issue 2 of 4, part 4)."""

from collections.abc import Sequence
from dataclasses import astuple
from fractions import Fraction

import pytest

from jytrack.domain.figures.comparison import compare
from jytrack.domain.figures.reading import Reading
from jytrack.domain.plan.target import Target
from jytrack.domain.values.words import Direction, Frequency, Measure, Reporting
from tests.domain.builders import YEAR, clock, metric, monthly, reading, target

F = Fraction
A, B = "香水镇", "泾河源镇"
FLOW = target(units=[A])
TWO = target(units=[A, B])
CUMULATIVE = target(of=metric(reporting=Reporting.CUMULATIVE), units=[A])
STOCK = target(of=metric(reporting=Reporting.POINT), units=[A])
LEVEL = target("5.5", of=metric(Measure.LEVEL), units=[A], direction=Direction.AT_MOST)
RATE = target(90, of=metric(Measure.RATE), units=[A])


@pytest.mark.parametrize(
    ("of", "now", "before", "year", "month"),
    [
        (FLOW, monthly(10, 20, 30), monthly(10, 10, 20, year=2022), F(1, 2), F(1, 2)),
        (FLOW, monthly(10, 20, 0), monthly(10, 10, 40, year=2022), F(-1, 2), F(-1)),
        (FLOW, monthly(10, 0, 30), [], None, None),
        (FLOW, monthly(10, None, 30), monthly(10, 10, 20, year=2022), None, None),
        (FLOW, monthly(10, 20, 30), monthly(10, None, 20, year=2022), None, F(1, 2)),
        (FLOW, monthly(10, 20, 30), monthly(0, 0, 0, year=2022), None, F(1, 2)),
        (FLOW, monthly(10), monthly(5, year=2022), None, None),
        (TWO, monthly(10, 20, 30), monthly(10, 10, 20, year=2022), None, None),
        (CUMULATIVE, [reading(m, cumulative=v) for m, v in enumerate((10, 30, 70), 1)], [], None, F(1)),
        (STOCK, [reading(2, value=10), reading(3, value=8)], [reading(3, year=2022, value=16)], F(-1, 2), F(-1, 5)),
        (
            LEVEL,
            [reading(2, value="5.4"), reading(3, value="5.6")],
            [reading(3, year=2022, value="5.1")],
            F("0.5"),
            F("0.2"),
        ),
        (
            RATE,
            [reading(3, numerator=9, denominator=10)],
            [reading(3, year=2022, numerator=4, denominator=5)],
            10,
            None,
        ),
    ],
)
def test_march(of: Target, now: Sequence[Reading], before: Sequence[Reading], year: F | None, month: F | None) -> None:
    found = compare(of, now, before, clock(3))
    assert (found.year_on_year, found.month_on_month) == (year, month)


def test_january_has_no_month_before() -> None:
    found = compare(FLOW, monthly(*[10] * 12), monthly(8, year=2022), clock(1))
    assert (found.year_on_year, found.month_on_month) == (F(1, 4), None)


def test_february_is_compared_with_january_s_own_growth() -> None:
    assert compare(FLOW, monthly(1, 3), [], clock(2)).month_on_month == 2


def test_nothing_to_compare_before_a_month_is_closed() -> None:
    found = compare(FLOW, monthly(10), monthly(8, year=2022), clock(0))
    assert (found.year_on_year, found.month_on_month) == (None, None)


def test_no_month_on_month_of_what_is_reported_by_the_quarter() -> None:
    quarterly = target(of=metric(Measure.RATE), units=[A], frequency=Frequency.QUARTER)
    shares = [reading(month, numerator=month, denominator=10) for month in (3, 6)]
    before = [reading(month, year=YEAR - 1, numerator=1, denominator=10) for month in (3, 6)]
    found = compare(quarterly, shares, before, clock(6))
    assert (found.year_on_year, found.month_on_month) == (Fraction(50), None)


QUARTERLY = target(units=[A], frequency=Frequency.QUARTER)
QUARTERLY_RATE = target(90, of=metric(Measure.RATE), units=[A], frequency=Frequency.QUARTER)


@pytest.mark.parametrize(
    ("of", "now", "before", "month", "told"),
    [
        # month, the same last year, 本月同比, 环比, last year to date, 累计同比
        (FLOW, monthly(10, 20, 30), monthly(10, 10, 20, year=2022), 3, (30, 20, F(1, 2), F(1, 2), 40, F(1, 2))),
        (FLOW, monthly(10, 20, 30), [], 3, (30, None, None, F(1, 2), None, None)),
        # Nothing reported is no zero, a reported zero is one; what is not more than zero divides nothing.
        (FLOW, monthly(10, 20), monthly(10, 10, 20, year=2022), 3, (None, 20, None, None, 40, None)),
        (FLOW, monthly(10, 0, 30), monthly(10, 10, 0, year=2022), 3, (30, 0, None, None, 20, F(1))),
        (FLOW, monthly(10, 20, -6), monthly(10, 10, -2, year=2022), 3, (-6, -2, None, F(-13, 10), 18, F(1, 3))),
        # A year that lacks a month tells of no month after it; a unit that lacks leaves the whole untold.
        (FLOW, monthly(10, 20, 30), monthly(None, 10, 20, year=2022), 3, (30, None, None, F(1, 2), None, None)),
        (TWO, monthly(10, 20, 30), [], 3, (None, None, None, None, None, None)),
        # Under a cumulative the month is what was added, where the month before is known.
        (FLOW, [*monthly(10, 20), reading(3, cumulative=75)], [], 3, (45, None, None, F(5, 4), None, None)),
        (FLOW, [reading(3, cumulative=75)], [], 3, (None, None, None, None, None, None)),
        (FLOW, monthly(10), monthly(8, year=2022), 1, (10, 8, F(1, 4), None, 8, F(1, 4))),
        (FLOW, monthly(10), monthly(8, year=2022), 0, (None,) * 6),
        # What is reported by the quarter is no month's own; a rate is the month's where the month is a due one.
        (QUARTERLY, [reading(3, own=30)], [reading(3, year=2022, own=20)], 3, (None, None, None, None, 20, F(1, 2))),
        (QUARTERLY, [reading(3, own=30)], [reading(3, year=2022, own=20)], 4, (None, None, None, None, 20, F(1, 2))),
        (
            QUARTERLY_RATE,
            [reading(3, numerator=9, denominator=10)],
            [reading(3, year=2022, numerator=4, denominator=5)],
            3,
            (90, 80, 10, None, 80, 10),
        ),
        (
            LEVEL,
            [reading(1, value="5.4"), reading(2, value="5.6")],
            [],
            2,
            (F("5.6"), None, None, F("0.2"), None, None),
        ),
    ],
)
def test_the_month_beside_others(
    of: Target, now: Sequence[Reading], before: Sequence[Reading], month: int, told: tuple[F | int | None, ...]
) -> None:
    assert astuple(compare(of, now, before, clock(month))) == told


def test_a_duty_that_began_in_the_year_is_compared_from_then_on() -> None:
    begun = target(units=[A], since=5)
    found = compare(begun, [reading(5, own=10), reading(6, own=15)], [], clock(6))
    assert (found.month, found.month_on_month) == (15, F(1, 2))
