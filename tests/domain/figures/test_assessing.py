"""Expected, variance, pace, projection and what stands beside them (domain.md §3)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from jytrack.domain.figures.assessing import NOT_PROJECTED, assess
from jytrack.domain.figures.reading import Reading
from jytrack.domain.figures.variance import EarlyWarning, Projection
from jytrack.domain.plan.target import Goal, Schedule, Target
from jytrack.domain.values.words import Colour, Direction, LightCode, Measure, Reporting, ScheduleKind
from tests.domain.builders import checkpoint, clock, even, metric, monthly, reading, steps, target

F = Fraction
A, B = "香水镇", "泾河源镇"
AT_MOST = Direction.AT_MOST
FLOW = target(1200, units=[A])
STOCK = target(100, of=metric(reporting=Reporting.POINT), units=[A])
RATE = target(90, of=metric(Measure.RATE), units=[A])
PAY_RATE = target(30, of=metric(Measure.RATE, numerator_unit="万元", denominator_unit="万元"), units=[A])
CAPPED_RATE = target(5, of=metric(Measure.RATE), units=[A], direction=AT_MOST)
CAPPED_FLOW = target(3, units=[A], direction=AT_MOST)
CAPPED_STOCK = target(0, of=metric(reporting=Reporting.POINT), units=[A], direction=AT_MOST)
LEVEL = target("5.5", of=metric(Measure.LEVEL), units=[A], direction=AT_MOST)


@pytest.mark.parametrize(
    ("of", "readings", "fields"),
    [
        (
            FLOW,
            monthly(*[110] * 6),
            {"actual": 660, "expected": 600, "expected_share": F(1, 2), "variance": 60, "variance_points": 5}
            | {"attainment": F(55, 100), "remaining": 540, "required_per_month": 90, "pace_per_month": 110}
            | {"pace_ratio": F(9, 11), "headroom": None, "needed": None, "mean": None},
        ),
        (FLOW, monthly(*[200] * 6, 300)[:6], {"remaining": 0, "required_per_month": 0, "pace_ratio": 0}),
        (FLOW, monthly(*[1] * 6), {"pace_per_month": 1, "pace_ratio": 199}),
        (FLOW, monthly(500, 100, 0, 0, 0, 0), {"pace_per_month": 0, "pace_ratio": None, "required_per_month": 100}),
        (
            STOCK,
            [reading(6, value=80)],
            {"expected": 100, "variance": -20, "attainment": F(4, 5), "variance_points": None, "remaining": None}
            | {"expected_share": None, "pace_per_month": None, "projection_note": NOT_PROJECTED},
        ),
        (
            RATE,
            [reading(6, numerator=212, denominator=240)],
            {"expected": 90, "variance": F(-5, 3), "variance_points": F(-5, 3), "needed": 4, "attainment": None}
            | {"numerator": 212, "denominator": 240, "remaining": None, "headroom": None},
        ),
        (RATE, [reading(6, numerator=9, denominator=10)], {"needed": 0, "variance_points": 0}),
        (RATE, [reading(6, numerator=0, denominator=0)], {"actual": None, "needed": None, "variance": None}),
        (PAY_RATE, [reading(6, numerator=20, denominator=100)], {"needed": None, "variance_points": -10}),
        (
            CAPPED_RATE,
            [reading(6, numerator=6, denominator=100)],
            {"headroom": -1, "variance": 1, "variance_points": 1, "needed": None, "attainment": None},
        ),
        (
            CAPPED_FLOW,
            monthly(1, 0, 0, 0, 0, 1),
            {"expected": 3, "variance": -1, "headroom": 1, "attainment": None, "remaining": None}
            | {"variance_points": None, "pace_per_month": None, "expected_share": None},
        ),
        (CAPPED_STOCK, [reading(6, value=2)], {"headroom": -2, "variance": 2, "attainment": None}),
        (
            LEVEL,
            [reading(m, value=v) for m, v in enumerate(("5.2", "5.4", "5.3", "5.6", "5.5", "5.4"), 1)],
            {"actual": F("5.4"), "headroom": F("0.1"), "mean": F("5.4"), "may_average": F("5.6"), "attainment": None},
        ),
        (FLOW, [], {"actual": None, "variance": None, "expected": 600, "attainment": None, "remaining": None}),
        (target(None, units=[A]), monthly(*[1] * 6), {"actual": 6, "goal": None, "expected": None, "variance": None}),
        (target(0, units=[A]), monthly(*[1] * 6), {"attainment": None, "variance_points": None, "remaining": 0}),
    ],
)
def test_the_figures_of_june(of: Target, readings: Sequence[Reading], fields: dict[str, object]) -> None:
    found = assess(of, readings, clock(6))
    assert {name: getattr(found, name) for name in fields} == fields


@pytest.mark.parametrize("month", range(13))
def test_rates_levels_stocks_and_ceilings_expect_the_goal_at_all_times(month: int) -> None:
    for of in (STOCK, RATE, CAPPED_RATE, CAPPED_FLOW, CAPPED_STOCK, LEVEL):
        assert assess(of, [], clock(month)).expected == of.goals[0].value


@pytest.mark.parametrize(
    ("values", "month", "pace"),
    [((8,), 1, 8), ((8, 10), 2, 9), ((1, 2, 3), 3, 2), ((1, 2, 3, 4), 4, 3), ((1, None, 3), 3, None), ((), 0, None)],
)
def test_pace_is_the_mean_of_three_closed_months_when_all_have_reported(
    values: tuple[int | None, ...], month: int, pace: int | None
) -> None:
    assert assess(FLOW, monthly(*values), clock(month)).pace_per_month == pace


def test_nothing_is_required_a_month_once_the_year_is_over() -> None:
    found = assess(FLOW, monthly(*[90] * 12), clock(12))
    assert (found.remaining, found.required_per_month, found.pace_ratio) == (120, None, None)


def test_a_full_year_of_levels_leaves_nothing_to_average() -> None:
    assert assess(LEVEL, [reading(m, value=5) for m in range(1, 13)], clock(12)).may_average is None


@pytest.mark.parametrize(
    ("month", "goal", "original"), [(6, 550, 550), (7, 600, 550), (12, 600, 550)], ids=["before", "from", "after"]
)
def test_the_goal_in_force_at_the_as_of_date(month: int, goal: int, original: int) -> None:
    goals = (Goal(F(550), date(2023, 1, 1)), Goal(F(600), date(2023, 7, 15)))
    found = assess(target(goals=goals), [], clock(month))
    assert (found.goal, found.original_goal) == (goal, original)


def test_a_second_schedule_warns_and_decides_nothing() -> None:
    early = steps(*[F(min(12, month * 2), 12) for month in range(1, 13)])
    found = assess(replace(FLOW, early_warning=early), monthly(*[100] * 3), clock(3))
    assert found.early_warning == EarlyWarning(early, F(1, 2), F(-25))
    assert (found.variance_points, found.light.code) == (0, LightCode.ON_TRACK)


def test_a_second_schedule_is_silent_without_data() -> None:
    early = Schedule(ScheduleKind.LAST_YEAR)
    assert assess(replace(FLOW, early_warning=early), monthly(*[100] * 3), clock(3)).early_warning is None


LAST_YEAR = monthly(*[200] * 3, *[50] * 9, unit=A, year=2022)


def test_a_second_schedule_is_silent_while_nobody_has_reported() -> None:
    assert assess(replace(FLOW, early_warning=Schedule()), [], clock(3)).early_warning is None


def test_last_year_shapes_the_schedule() -> None:
    seasonal = replace(FLOW, schedule=Schedule(ScheduleKind.LAST_YEAR))
    found = assess(seasonal, monthly(*[200] * 3), clock(3), LAST_YEAR)
    assert (found.expected_share, found.expected) == (F(600, 1050), F(600 * 1200, 1050))
    assert found.light.code is LightCode.BEHIND


def test_without_last_year_a_seasonal_schedule_judges_only_the_goal_itself() -> None:
    seasonal = replace(FLOW, schedule=Schedule(ScheduleKind.LAST_YEAR))
    assert assess(seasonal, monthly(*[100] * 3), clock(3)).light.code is LightCode.NOT_COMPUTABLE
    assert assess(seasonal, monthly(*[500] * 3), clock(3)).light.code is LightCode.DONE
    assert assess(seasonal, monthly(*[50] * 12), clock(12)).light.code is LightCode.NOT_MET


@pytest.mark.parametrize(
    ("values", "month", "last_year", "projection"),
    [
        ([50] * 6, 6, (), (600, 600, 600)),
        ([90, 90, 90, 10, 10, 10], 6, (), (600, 360, 600)),
        ([200] * 3, 3, LAST_YEAR, (2400, 1050, 2400)),
        ([100] * 12, 12, (), (1200, 1200, 1200)),
        ([30] * 3, 3, monthly(5, 5, 5, *[0] * 8, 85, unit=A, year=2022), (360, 360, 600)),
        ([30] * 3, 3, monthly(5, 5, 4, *[0] * 8, 86, unit=A, year=2022), (360, 360, 360)),
        ([-10] * 6, 6, (), (-120, -120, -120)),
    ],
)
def test_projection_ranges_over_the_methods(
    values: list[int], month: int, last_year: Sequence[Reading], projection: tuple[int, int, int]
) -> None:
    found = assess(FLOW, monthly(*values), clock(month), last_year)
    assert found.projection == Projection(*map(F, projection))
    assert found.projection_note == ""


def test_a_share_of_just_15_percent_is_enough() -> None:
    slow = replace(FLOW, schedule=steps(*[F(15, 100)] * 11, 1))
    found = assess(slow, monthly(*[5] * 3), clock(3)).projection
    assert found == Projection(F(100), F(60), F(100))


@pytest.mark.parametrize(
    ("of", "readings", "month", "note"),
    [
        (FLOW, monthly(50, 50), 2, "已结束的月份不足3个，暂不预测"),
        (FLOW, monthly(50, 50, 50, None, 50), 5, "有单位未报，暂不预测"),
        (replace(FLOW, schedule=checkpoint(9, 30)), monthly(*[9] * 5), 5, "时序进度0.0%不足15.0%，暂不预测"),
        (
            replace(FLOW, schedule=steps(*[F(1, 7)] * 11, 1)),
            monthly(*[9] * 5),
            5,
            "时序进度14.3%不足15.0%，暂不预测",
        ),
        (
            replace(FLOW, schedule=Schedule(ScheduleKind.LAST_YEAR)),
            monthly(*[9] * 5),
            5,
            "缺上年同期数，时序进度无法计算，暂不预测",
        ),
        (target(1200, units=[A], since=12), [], 5, "尚无填报数，暂不预测"),
        (RATE, [reading(5, numerator=1, denominator=2)], 5, NOT_PROJECTED),
        (LEVEL, [reading(5, value=5)], 5, NOT_PROJECTED),
        (CAPPED_FLOW, monthly(0, 0, 0, 0, 0), 5, NOT_PROJECTED),
    ],
)
def test_an_honest_reason_for_no_projection(of: Target, readings: list[Reading], month: int, note: str) -> None:
    found = assess(of, readings, clock(month))
    assert found.projection is None
    assert found.projection_note == note


def test_missing_units_are_named_and_told_what_they_would_have_to_bring() -> None:
    found = assess(target(1200), even(50, 6, units=[A]), clock(6))
    assert (found.units_reported, found.missing_units) == ((A,), (B,))
    assert (found.actual, found.needed_from_missing) == (300, 300)
    assert found.light.code is LightCode.AWAITING
    assert (found.pace_per_month, found.projection) == (None, None)
    assert assess(target(1200), [], clock(6)).needed_from_missing == 600
    assert assess(target(1200), even(50, 6), clock(6)).needed_from_missing is None


def test_a_lower_bound_on_schedule_stands_and_says_so() -> None:
    found = assess(target(1200), even(100, 6, units=[A]), clock(6))
    assert (found.light.colour, found.light.lower_bound, found.needed_from_missing) == (Colour.GREEN, True, 0)


def test_stale_units_are_named() -> None:
    of = target(100, of=metric(reporting=Reporting.CUMULATIVE))
    found = assess(of, [reading(2, A, cumulative=40), reading(3, B, cumulative=5)], clock(3))
    assert (found.actual, found.stale_units, found.missing_units) == (45, (A,), (A,))


def test_figures_carry_the_units_behind_the_whole() -> None:
    found = assess(target(1200), even(50, 2), clock(2))
    assert [(unit.unit, unit.figure) for unit in found.figures] == [(A, 100), (B, 100)]


@pytest.mark.parametrize(
    ("numerator", "denominator", "needed"), [(3, 7, 4), (6, 7, 1), (7, 7, 0), (212, 240, 4), (10, 10, 0)]
)
def test_people_still_needed_are_whole_and_enough(numerator: int, denominator: int, needed: int) -> None:
    """90 % of 7 is 6.3: only the seventh person meets it."""
    share = target(90, of=metric(Measure.RATE), units=["人社局"])
    judged = assess(share, [reading(6, "人社局", numerator=numerator, denominator=denominator)], clock(6))
    assert judged.needed == needed
