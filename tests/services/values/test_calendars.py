"""A plan without days of its year falls back on the nation's, then on weekends, and says so."""

from dataclasses import replace
from datetime import date

import pytest

from jytrack.domain.plan.calendar import WorkCalendar
from jytrack.domain.plan.plan import CalendarDay, Plan
from jytrack.domain.plan.target import Duty
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import Frequency
from jytrack.services.values.calendars import with_calendar
from tests.domain.builders import target


def plan(year: int, *days: CalendarDay) -> Plan:
    return Plan("p", "方案", "某县", year, date(year, 3, 7), calendar=days)


def test_a_plan_with_days_of_its_year_is_left_alone() -> None:
    own = plan(2023, CalendarDay(date(2023, 1, 1), "元旦", off=True))
    assert with_calendar(own) is own


@pytest.mark.parametrize(
    ("year", "day", "moved", "says"),
    [
        (2024, date(2024, 10, 1), date(2024, 10, 8), "按国家节假日安排"),
        (2024, date(2024, 2, 4), date(2024, 2, 4), "按国家节假日安排"),
        (2099, date(2099, 10, 1), date(2099, 10, 1), "只按周末"),
        (2099, date(2099, 10, 3), date(2099, 10, 5), "只按周末"),
    ],
)
def test_the_nations_days_else_weekends(year: int, day: date, moved: date, says: str) -> None:
    filled = with_calendar(plan(year, CalendarDay(date(year - 1, 12, 31), "元旦", off=True)))
    assert WorkCalendar.of(filled.calendar).moved(day) == moved
    assert says in filled.calendar_note


@pytest.mark.parametrize(
    ("year", "due_day", "moved", "note"),
    [
        # The end of 2023 is a weekend: what is due on the 31st moves into 2024, whose first day is a national holiday.
        (2023, 31, date(2024, 1, 2), "方案没有2024年的日历，顺延到那年的期限按国家节假日安排顺延"),
        (2023, 29, date(2023, 12, 29), ""),
        (2024, 31, date(2024, 12, 31), ""),
    ],
)
def test_a_due_day_that_moves_into_the_next_year_meets_its_holidays(
    year: int, due_day: int, moved: date, note: str
) -> None:
    duty = Duty("香水镇", Frequency.MONTH, due_day, Period(year, 1))
    own = CalendarDay(date(year, 1, 1), "元旦", off=True)
    asked = replace(plan(year, own), targets=(replace(target(), duties=(duty,)),))
    filled = with_calendar(asked)
    assert WorkCalendar.of(filled.calendar).moved(date(year, 12, due_day)) == moved
    assert filled.calendar_note.startswith(note)
    assert bool(filled.calendar_note) == bool(note)
