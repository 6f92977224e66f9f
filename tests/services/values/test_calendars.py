"""A plan without days of its year falls back on the nation's, then on weekends, and says so."""

from datetime import date

import pytest

from jytrack.domain.plan.calendar import WorkCalendar
from jytrack.domain.plan.plan import CalendarDay, Plan
from jytrack.services.values.calendars import with_calendar


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
