"""Value to date per kind, who has reported, what is stale (domain.md §3, Value to date A, U and S)."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate

import pytest

from jytrack.domain.figures.reading import Reading
from jytrack.domain.figures.value import Total, UnitFigure, course, fold, unit_figures
from jytrack.domain.plan.target import Target
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import Direction, Frequency, Measure, Reporting
from tests.domain.builders import clock, metric, monthly, reading, target

F = Fraction
A, B = "香水镇", "泾河源镇"
ONE = target(units=[A])
CUMULATIVE = target(of=metric(reporting=Reporting.CUMULATIVE_DISTINCT), units=[A])
STOCK = target(of=metric(reporting=Reporting.POINT), units=[A])
LEVEL = target(of=metric(Measure.LEVEL), units=[A], direction=Direction.AT_MOST)
RATE = target(of=metric(Measure.RATE), units=[A])


def figure(of: Target, readings: Sequence[Reading], month: int) -> UnitFigure:
    (found,) = unit_figures(of, readings, clock(month))
    return found


def whole(of: Target, readings: Sequence[Reading], month: int) -> Total:
    return fold(of, unit_figures(of, readings, clock(month)))


@pytest.mark.parametrize(
    ("name", "readings", "month", "value", "reported"),
    [
        ("sum of months", monthly(8, 10, 12), 3, 30, True),
        ("months after m do not count", monthly(8, 10, 12), 2, 18, True),
        ("a reported zero is a report", monthly(8, 0), 2, 8, True),
        ("net of attrition", monthly(8, -10), 2, -2, True),
        ("a missing month", monthly(8, None, 12), 3, 20, False),
        ("nothing sent", [], 3, None, False),
        ("nothing due yet", [], 0, None, True),
        ("golden: Jan 8, Mar cumulative 30", [*monthly(8), reading(3, cumulative=30)], 3, 30, True),
        ("golden: Feb 10 arrives later", [*monthly(8, 10), reading(3, cumulative=30)], 3, 30, True),
        ("before the cumulative, Feb is missing", [*monthly(8), reading(3, cumulative=30)], 2, 8, False),
        ("months after a cumulative add to it", [reading(3, cumulative=30), *monthly(8, None, None, 5)], 4, 35, True),
        ("a month that also has a cumulative", [reading(2, own=10, cumulative=18), *monthly(8, None, 1)], 3, 19, True),
        ("the latest cumulative rules", [reading(2, cumulative=20), reading(4, cumulative=50)], 4, 50, True),
        ("last year's readings never enter", monthly(100, 100, year=2022), 2, None, False),
        ("another unit's readings never enter", monthly(5, 5, unit="别处"), 2, None, False),
    ],
)
def test_increments(name: str, readings: list[Reading], month: int, value: int | None, reported: bool) -> None:
    found = figure(ONE, readings, month)
    assert (found.figure, found.reported, found.stale) == (value, reported, False), name


@pytest.mark.parametrize(
    ("readings", "month", "recent"),
    [
        (monthly(8), 1, 8),
        (monthly(8, 10), 2, 18),
        (monthly(1, 2, 3, 4, 5), 5, 12),
        ([*monthly(8), reading(3, cumulative=30)], 3, 30),
        ([*monthly(8), reading(4, cumulative=38)], 4, 30),
        ([*monthly(8, 10), reading(3, cumulative=30), *monthly(None, None, None, 6)], 4, 10 + 12 + 6),
        ([reading(6, cumulative=60)], 6, 30),
        ([reading(3, cumulative=30), reading(6, cumulative=90)], 6, 60),
        ([reading(3, cumulative=30), reading(6, cumulative=90)], 7, 40),
    ],
)
def test_recent_growth_spreads_a_covered_span_evenly(readings: list[Reading], month: int, recent: int) -> None:
    assert figure(ONE, readings, month).recent == recent


@pytest.mark.parametrize(
    ("values", "month", "value", "recent", "reported", "stale"),
    [
        ({1: 100, 2: 150, 3: 150, 4: 200}, 4, 200, 100, True, False),
        ({1: 100, 2: 150}, 4, 150, None, False, True),
        ({1: 100, 2: 90}, 2, 90, 90, True, False),
        ({4: 80}, 4, 80, 60, True, False),
        ({}, 4, None, None, False, False),
        ({5: 100}, 4, None, None, False, False),
    ],
)
def test_cumulatives_are_read_at_the_latest(
    values: dict[int, int], month: int, value: int | None, recent: int | None, reported: bool, stale: bool
) -> None:
    found = figure(CUMULATIVE, [reading(m, cumulative=v) for m, v in values.items()], month)
    assert (found.figure, found.recent, found.reported, found.stale) == (value, recent, reported, stale)


@pytest.mark.parametrize(
    ("frequency", "since", "month", "reported", "stale"),
    [
        (Frequency.QUARTER, 1, 2, True, False),
        (Frequency.QUARTER, 1, 5, True, False),
        (Frequency.QUARTER, 1, 6, False, True),
        (Frequency.HALF, 1, 5, True, False),
        (Frequency.HALF, 1, 6, False, True),
        (Frequency.YEAR, 1, 11, True, False),
        (Frequency.MONTH, 6, 5, True, False),
        (Frequency.MONTH, 6, 6, False, True),
    ],
)
def test_a_value_is_stale_when_older_than_the_last_due_period(
    frequency: Frequency, since: int, month: int, reported: bool, stale: bool
) -> None:
    of = target(of=metric(Measure.RATE), units=[A], frequency=frequency, since=since)
    found = figure(of, [reading(4, numerator=9, denominator=10)], month)
    expected = None if month < 4 else F(90)
    assert (found.reported, found.stale, found.figure) == (reported, stale, expected)


def test_extra_readings_are_welcome() -> None:
    quarterly = target(of=metric(Measure.RATE), units=[A], frequency=Frequency.QUARTER)
    found = figure(quarterly, [reading(3, numerator=8, denominator=10), reading(4, numerator=9, denominator=10)], 5)
    assert (found.figure, found.latest, found.reported) == (90, Period(2023, 4), True)


def test_quarterly_increments_need_their_quarters_only() -> None:
    quarterly = target(units=[A], frequency=Frequency.QUARTER)
    assert figure(quarterly, [reading(3, own=1)], 5).reported
    assert not figure(quarterly, [reading(3, own=1)], 6).reported


@pytest.mark.parametrize(
    ("stated", "value"),
    [
        ({"numerator": 212, "denominator": 240}, F(2650, 30)),
        ({"numerator": 0, "denominator": 5}, F(0)),
        ({"numerator": 0, "denominator": 0}, None),
    ],
)
def test_a_rate_is_its_latest_parts(stated: dict[str, int], value: F | None) -> None:
    found = figure(RATE, [reading(1, numerator=1, denominator=1), reading(2, **stated)], 2)
    assert (found.figure, found.reported) == (value, True)


def test_a_percentage_without_its_parts_is_no_reading() -> None:
    found = figure(RATE, [reading(1, value=95), reading(1, numerator=9)], 1)
    assert (found.latest, found.reported) == (None, False)


def test_a_level_is_its_latest_value_beside_the_mean() -> None:
    found = whole(LEVEL, [reading(1, value="5.2"), reading(2, value="5.4")], 2)
    assert (found.actual, found.mean, found.months) == (F("5.4"), F("5.3"), 2)


def test_a_stock_is_the_sum_of_latest_values() -> None:
    of = target(of=metric(reporting=Reporting.POINT), units=[A, B])
    found = whole(of, [reading(1, A, value=9), reading(2, A, value=3), reading(2, B, value=4)], 2)
    assert found.actual == 7


def test_counts_add_up_over_units_and_rates_add_their_parts() -> None:
    counts = target(units=[A, B])
    assert whole(counts, [*monthly(3, 4, unit=A), *monthly(5, 6, unit=B)], 2).actual == 18
    rates = target(of=metric(Measure.RATE), units=[A, B])
    parts = [reading(1, A, numerator=1, denominator=2), reading(1, B, numerator=98, denominator=98)]
    found = whole(rates, parts, 1)
    assert (found.actual, found.numerator, found.denominator) == (99, 99, 100)


@pytest.mark.parametrize(("direction", "value"), [(Direction.AT_MOST, 6), (Direction.AT_LEAST, 4)])
def test_a_level_of_several_units_is_the_worst_one(direction: Direction, value: int) -> None:
    of = target(of=metric(Measure.LEVEL), units=[A, B], direction=direction)
    assert whole(of, [reading(1, A, value=6), reading(1, B, value=4)], 1).actual == value


def test_the_whole_is_unknown_when_nobody_has_reported() -> None:
    for of in (ONE, CUMULATIVE, STOCK, LEVEL, RATE):
        assert whole(of, [], 3) == Total()


def test_units_stand_in_official_order() -> None:
    of = target(units=[B, A])
    assert [unit.unit for unit in unit_figures(of, [], clock(1))] == [B, A]


def test_a_year_s_course_is_known_where_every_unit_is() -> None:
    of = target(units=[A, B], since=6)
    last = [*monthly(*range(1, 13), unit=A, year=2022), reading(3, B, 2022, cumulative=30), *monthly(unit=B)]
    assert list(map(course(of, last, 2022), range(1, 13))) == [None, None, F(36), *[None] * 9]


RARE = [
    # Quarterly: the same numbers as months and as cumulatives come to the same pace, and months in between change none.
    (Frequency.QUARTER, {3: 500, 6: 560, 9: 560}, 9, F(560)),
    (Frequency.QUARTER, {3: 500, 6: 560, 9: 560}, 10, F(560)),
    (Frequency.QUARTER, {3: 500, 6: 560, 9: 560}, 11, F(560)),
    (Frequency.HALF, {6: 7}, 6, F(7, 2)),
    (Frequency.HALF, {6: 7}, 9, F(7, 2)),
    (Frequency.HALF, {6: 7, 12: 12}, 12, F(6)),
    (Frequency.YEAR, {12: 12}, 12, F(3)),
    # Nothing was due yet: there is no pace, and none of zero.
    (Frequency.HALF, {3: 7}, 4, None),
    (Frequency.QUARTER, {2: 7}, 2, None),
]


@pytest.mark.parametrize(("frequency", "numbers", "month", "recent"), RARE)
def test_a_rarer_number_is_spread_over_the_months_since_the_due_period_before(
    frequency: Frequency, numbers: dict[int, int], month: int, recent: F | None
) -> None:
    of = target(units=["香水镇"], frequency=frequency)
    sums = dict(zip(numbers, accumulate(numbers.values()), strict=True))
    assert figure(of, [reading(m, own=value) for m, value in numbers.items()], month).recent == recent
    assert figure(of, [reading(m, cumulative=value) for m, value in sums.items()], month).recent == recent
    both = [reading(m, own=numbers[m], cumulative=sums[m]) for m in numbers]
    assert figure(of, both, month).recent == recent


def test_an_extra_number_between_due_periods_is_its_months_alone() -> None:
    of = target(units=["香水镇"], frequency=Frequency.QUARTER)
    told = [reading(2, own=20), reading(3, own=30), reading(4, own=99)]
    assert figure(of, told, 4).recent == 20 + 30
    assert figure(of, told, 4).figure == 20 + 30 + 99


def test_a_monthly_number_is_its_months_alone_whenever_the_duty_began() -> None:
    assert figure(target(units=["香水镇"], since=5), [reading(5, own=60)], 5).recent == 60
