"""Where the rule book says nothing: what was decided, case by case (docs/rules.md, Decided)."""

from datetime import date
from fractions import Fraction

import pytest

from jytrack.domain.accounts.reminding import reminders
from jytrack.domain.accounts.standing import stand
from jytrack.domain.figures.assessing import assess
from jytrack.domain.figures.ranking import compare_units
from jytrack.domain.figures.reading import Reading, Submission
from jytrack.domain.plan.schedule import YEAR as MONTHS
from jytrack.domain.plan.target import Schedule, Target
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import (
    Colour,
    Direction,
    Frequency,
    LightCode,
    Measure,
    Reporting,
    ScheduleKind,
    TaskStatus,
)
from jytrack.services.accounts.reporting import has_findings
from tests.domain.builders import TOWNS, YEAR, clock, metric, monthly, plan, reading, reports_due, target, task

A, B = TOWNS
RATE = target(90, of=metric(Measure.RATE), units=[A], frequency=Frequency.QUARTER)


def test_a_quarterly_rate_of_april_answers_for_march_s_figure_and_not_for_march_s_report() -> None:
    judged = assess(RATE, [reading(4, A, numerator=9, denominator=10)], clock(5))
    assert (judged.missing_units, judged.actual) == ((), 90)
    sent = [Submission(A, "jobs", Period(YEAR, 4), date(YEAR, 4, 20))]
    (march,) = reports_due(plan(targets=[RATE]), [judged], sent, date(YEAR, 5, 31), date(YEAR, 5, 31))
    assert (march.period.month, march.state.value) == (3, "missing")


@pytest.mark.parametrize(
    ("value", "month", "light"),
    [(90, 6, "on_track"), ("89.9", 6, "behind"), (88, 6, "behind"), ("87.9", 6, "far_behind"), ("89.9", 12, "not_met")],
)
def test_a_level_that_may_not_fall_is_lit_as_a_rate(value: int | str, month: int, light: str) -> None:
    level = target(90, of=metric(Measure.LEVEL), units=[A])
    assert assess(level, [reading(month, A, value=value)], clock(month)).light.code.value == light


@pytest.mark.parametrize(("value", "light"), [(10, "on_track"), ("10.0001", "over_limit")])
def test_an_amount_under_a_ceiling_is_lit_as_a_count(value: int | str, light: str) -> None:
    amount = target(10, of=metric(Measure.AMOUNT), direction=Direction.AT_MOST, units=[A])
    assert assess(amount, [reading(1, A, own=value)], clock(1)).light.code.value == light


def test_a_stock_has_an_attainment() -> None:
    stock = target(40, of=metric(reporting=Reporting.POINT), units=[A])
    assert assess(stock, [reading(6, A, value=30)], clock(6)).attainment == Fraction(3, 4)


def test_a_seasonal_projection_needs_fifteen_per_cent_of_last_year() -> None:
    readings = monthly(10, 10, 10, unit=A)
    for first, methods in ((15, 2), (14, 1)):
        before = monthly(first, 0, 0, *[0] * 8, 100 - first, unit=A, year=YEAR - 1)
        found = assess(target(120, units=[A]), readings, clock(3), before).projection
        assert found is not None
        assert (found.high == Fraction(30 * 100, first)) == (methods == 2)


def test_last_year_counts_where_every_unit_had_reported_by_the_month_and_by_the_end() -> None:
    seasonal = target(200, schedule=Schedule(ScheduleKind.LAST_YEAR))
    now = [*monthly(9, 1, 5, unit=A), *monthly(0, 20, 5, unit=B)]
    whole = [item for unit in TOWNS for item in monthly(*[5] * MONTHS, unit=unit, year=YEAR - 1)]
    assert assess(seasonal, now, clock(3), whole).expected_share == Fraction(1, 4)
    lacking = [item for item in whole if (item.unit, item.period.month) != (B, 2)]
    assert assess(seasonal, now, clock(3), lacking).light.code is LightCode.NOT_COMPUTABLE


def test_under_a_ceiling_the_lower_rate_ranks_first_and_counts_are_not_ranked() -> None:
    rate = target("5.5", of=metric(Measure.RATE), direction=Direction.AT_MOST)
    sent = [reading(1, A, numerator=5, denominator=100), reading(1, B, numerator=4, denominator=100)]
    assert [unit.rank for unit in compare_units(rate, {}, sent, clock(1))] == [2, 1]
    count = target(5, direction=Direction.AT_MOST)
    parts = {A: Fraction(3), B: Fraction(2)}
    ranked = compare_units(count, parts, [reading(1, A, own=1), reading(1, B, own=0)], clock(1))
    assert [unit.rank for unit in ranked] == [None, None]


def red(*, binding: bool = True) -> tuple[list[Reading], Target]:
    """A target far behind, all of it reported, under a task that 人社局 leads."""
    return monthly(*[0] * 6, unit=A), target(550, units=[A], task=1, binding=binding)


def test_a_goal_outlives_its_task() -> None:
    readings, asked = red()
    cancelled = task(1, ["人社局"], status=TaskStatus.CANCELLED)
    standing = stand(plan([cancelled], [asked]), {"jobs": readings}, [], clock(6))
    assert standing.assessments[0].light.colour is Colour.RED
    assert standing.tasks[0].light is None
    assert standing.accountability.total.targets == standing.assessments
    assert any("城镇新增就业" in reminder.message for reminder in reminders(standing))


@pytest.mark.parametrize("binding", [True, False])
def test_what_is_not_binding_is_lit_and_asks_nobody_to_act(binding: bool) -> None:
    readings, asked = red(binding=binding)
    sent = [Submission(A, "jobs", Period(YEAR, month), date(YEAR, month, 1)) for month in range(1, 7)]
    standing = stand(plan([task(1, ["人社局"])], [asked]), {"jobs": readings}, sent, clock(6))
    assert standing.assessments[0].light.colour is Colour.RED
    assert has_findings(standing) is binding
    assert any("城镇新增就业" in reminder.message for reminder in reminders(standing)) is binding
