"""W(m) of every kind of schedule (domain.md §3, Expected E; §4)."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import pytest

from jytrack.domain.plan.schedule import Course, before_checkpoint, share
from jytrack.domain.plan.target import Schedule
from jytrack.domain.values.period import closed_months
from jytrack.domain.values.words import ScheduleKind
from tests.domain.builders import checkpoint, steps

F = Fraction
REVIEWS = steps(0, 0, "1/4", "1/4", "1/4", "1/2", "1/2", "1/2", "3/4", "3/4", "3/4", 1)


def w(schedule: Schedule, as_of: date, last_year: Course | None = None) -> F | None:
    return share(schedule, closed_months(2023, as_of), as_of, last_year)


@pytest.mark.parametrize(
    ("month", "day", "percent"),
    [(1, 30, "0"), (3, 31, "25.00"), (5, 31, "41.67"), (6, 29, "41.67"), (6, 30, "50.00"), (9, 30, "75.00")],
)
def test_linear_counts_closed_months(month: int, day: int, percent: str) -> None:
    found = w(Schedule(), date(2023, month, day))
    assert found is not None
    assert round(100 * found, 2) == F(percent)


@pytest.mark.parametrize(("day", "expected"), [(date(2022, 12, 31), 0), (date(2023, 12, 31), 1), (date(2024, 3, 1), 1)])
def test_nothing_is_expected_before_the_year_and_all_after_it(day: date, expected: int) -> None:
    assert w(Schedule(), day) == expected


@pytest.mark.parametrize(
    ("month", "expected"), [(0, "0"), (1, "0"), (3, "1/4"), (5, "1/4"), (6, "1/2"), (11, "3/4"), (12, "1")]
)
def test_steps_are_read_at_the_last_closed_month(month: int, expected: str) -> None:
    assert share(REVIEWS, month, date(2023, 12, 31)) == F(expected)


@pytest.mark.parametrize(
    ("day", "expected", "waiting"),
    [(date(2023, 9, 29), 0, True), (date(2023, 9, 30), 1, False), (date(2023, 12, 31), 1, False)],
)
def test_a_checkpoint_asks_for_all_from_its_day_on(day: date, expected: int, waiting: bool) -> None:
    assert w(checkpoint(9, 30), day) == expected
    assert before_checkpoint(checkpoint(9, 30), day) is waiting


LAST_YEAR = tuple(map(F, (10, 20, 50, 60, 70, 80, 90, 100, 120, 150, 180, 200)))


@pytest.mark.parametrize(
    ("month", "ends", "expected"),
    [
        (3, LAST_YEAR, F(1, 4)),
        (12, LAST_YEAR, F(1)),
        (0, LAST_YEAR, F(0)),
        (3, None, None),
        (3, (F(10), F(20), None, *LAST_YEAR[3:]), None),
        (3, (*LAST_YEAR[:11], None), None),
        (3, (*LAST_YEAR[:11], F(0)), None),
        (3, (F(0),) * 12, None),
        (3, (F(0),) * 11 + (F(9),), F(0)),
        (3, (F(9),) * 12, F(1)),
        (3, (F(-5), F(-5), F(-5), *LAST_YEAR[3:]), None),
        (11, (*LAST_YEAR[:10], F(201), F(200)), None),
    ],
)
def test_last_year_gives_its_shape_where_it_has_one(
    month: int, ends: Sequence[F | None] | None, expected: F | None
) -> None:
    course: Course | None = None if ends is None else lambda month: ends[month - 1]
    assert share(Schedule(ScheduleKind.LAST_YEAR), month, date(2023, 12, 31), course) == expected
