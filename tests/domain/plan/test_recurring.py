"""Duties that recur become dated milestones: the last workday of each period, after the plan was issued."""

from dataclasses import replace
from datetime import date

import pytest

from jytrack.domain.plan.calendar import WorkCalendar
from jytrack.domain.plan.plan import CalendarDay, Milestone
from jytrack.domain.plan.recurring import with_recurring
from jytrack.domain.values.words import Frequency, MilestoneKind
from tests.domain.builders import milestone, plan, task

CALENDAR = WorkCalendar.of(
    [CalendarDay(date(2023, 6, 30), "古尔邦节", True), CalendarDay(date(2023, 9, 30), "班", False)]
)


def recurring(name: str, frequency: Frequency) -> Milestone:
    return Milestone(name, MilestoneKind.MILESTONE, frequency=frequency)


def dated(*listed: Milestone) -> list[tuple[str, str]]:
    """Names and days of what the listed milestones of a task become; the plan was issued on 2023-03-07."""
    subject = plan([task(27, milestones=listed)], [])
    (found,) = with_recurring(subject, CALENDAR).tasks
    return [(each.name, str(each.due_on)) for each in found.milestones]


@pytest.mark.parametrize(
    ("frequency", "days"),
    [
        (
            Frequency.QUARTER,
            {"一季度": "2023-03-31", "二季度": "2023-06-29", "三季度": "2023-09-30", "四季度": "2023-12-29"},
        ),
        (Frequency.HALF, {"上半年": "2023-06-29", "下半年": "2023-12-29"}),
    ],
)
def test_last_workday_of_each_period(frequency: Frequency, days: dict[str, str]) -> None:
    assert dated(recurring("通报", frequency)) == [(f"通报（{period}）", day) for period, day in days.items()]


def test_months_begin_with_the_plans_issue() -> None:
    found = dated(recurring("月调度", Frequency.MONTH))
    assert found[0] == ("月调度（3月）", "2023-03-31")
    assert [name for name, _ in found] == [f"月调度（{month}月）" for month in range(3, 13)]


def test_a_period_that_ends_on_the_day_of_issue_counts() -> None:
    subject = replace(plan([task(27, milestones=(recurring("月调度", Frequency.MONTH),))]), issued_on=date(2023, 3, 31))
    (found,) = with_recurring(subject, CALENDAR).tasks
    assert found.milestones[0].name == "月调度（3月）"
    (later,) = with_recurring(replace(subject, issued_on=date(2023, 4, 1)), CALENDAR).tasks
    assert later.milestones[0].name == "月调度（4月）"


def test_a_year_needs_no_number() -> None:
    assert dated(recurring("全年比成效", Frequency.YEAR)) == [("全年比成效", "2023-12-29")]


def test_what_is_listed_with_a_date_stands_and_keeps_its_place() -> None:
    special = milestone("通报（二季度）", date(2023, 7, 10))
    found = dated(special, recurring("通报", Frequency.HALF), recurring("通报", Frequency.QUARTER))
    assert found[0] == ("通报（二季度）", "2023-07-10")
    assert [name for name, _ in found].count("通报（二季度）") == 1
    assert len(found) == 1 + 2 + 3


def test_windows_checklists_and_dated_milestones_stay_as_they_are() -> None:
    listed = (
        Milestone("窗口", MilestoneKind.WINDOW, due_on=date(2023, 4, 30), frequency=Frequency.YEAR),
        Milestone("清单", MilestoneKind.CHECKLIST, frequency=Frequency.MONTH),
        Milestone("节点", MilestoneKind.MILESTONE, due_on=date(2023, 7, 1), frequency=Frequency.MONTH),
    )
    subject = plan([task(27, milestones=listed)], [])
    assert with_recurring(subject, CALENDAR) == subject


def test_brackets_of_both_widths_are_one() -> None:
    special = milestone("通报(二季度)", date(2023, 7, 10))
    assert [day for name, day in dated(special, recurring("通报", Frequency.QUARTER)) if "二季度" in name] == [
        "2023-07-10"
    ]
