"""Due periods and due days (domain.md §2 due days, §3 due periods, §4 calendar)."""

from datetime import date, timedelta

import pytest

from jytrack.domain.plan.calendar import WorkCalendar
from jytrack.domain.plan.due import answer_by, due_day, due_periods
from jytrack.domain.plan.plan import CalendarDay
from jytrack.domain.plan.target import Duty
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import Frequency

OFF = (
    *("01-01", "01-02", "01-21", "01-22", "01-23", "01-24", "01-25", "01-26", "01-27", "04-05"),
    *("04-29", "04-30", "05-01", "05-02", "05-03", "06-22", "06-23", "06-24", "09-29", "09-30"),
    *("10-01", "10-02", "10-03", "10-04", "10-05", "10-06"),
)
WORKED = ("01-28", "01-29", "04-23", "05-06", "06-25", "10-07", "10-08")
EID = ("06-29", "06-30")


def calendar_of(*off: str) -> WorkCalendar:
    days = [CalendarDay(date.fromisoformat(f"2023-{day}"), "假期", off=True) for day in off]
    days += [CalendarDay(date.fromisoformat(f"2023-{day}"), "调休", off=False) for day in WORKED]
    return WorkCalendar.of(days)


@pytest.mark.parametrize(("off", "workdays"), [(OFF, 249), ((*OFF, *EID), 247)])
def test_workdays_of_2023(off: tuple[str, ...], workdays: int) -> None:
    calendar = calendar_of(*off)
    year = [date(2023, 1, 1) + timedelta(days=day) for day in range(365)]
    assert sum(calendar.is_workday(day) for day in year) == workdays


@pytest.mark.parametrize(
    ("month", "due", "moved"),
    [
        (2, 25, "02-27"),
        (3, 25, "03-27"),
        (11, 25, "11-27"),
        (10, 5, "10-07"),
        (6, 25, "06-25"),
        (5, 25, "05-25"),
        (2, 31, "02-28"),
        (4, 31, "05-04"),
    ],
)
def test_due_days_move_to_the_next_workday_and_stay_in_a_short_month(month: int, due: int, moved: str) -> None:
    duty = Duty("香水镇", Frequency.MONTH, due, Period(2023, 1))
    assert due_day(duty, Period(2023, month), calendar_of(*OFF, *EID)) == date.fromisoformat(f"2023-{moved}")


@pytest.mark.parametrize(
    ("frequency", "since", "through", "months"),
    [
        (Frequency.MONTH, Period(2023, 1), 3, [1, 2, 3]),
        (Frequency.MONTH, Period(2023, 3), 5, [3, 4, 5]),
        (Frequency.MONTH, Period(2022, 5), 2, [1, 2]),
        (Frequency.QUARTER, Period(2023, 1), 12, [3, 6, 9, 12]),
        (Frequency.QUARTER, Period(2023, 4), 6, [6]),
        (Frequency.HALF, Period(2023, 1), 11, [6]),
        (Frequency.YEAR, Period(2023, 1), 11, []),
        (Frequency.YEAR, Period(2023, 1), 12, [12]),
    ],
)
def test_due_periods_follow_frequency_and_begin_with_the_duty(
    frequency: Frequency, since: Period, through: int, months: list[int]
) -> None:
    duty = Duty("香水镇", frequency, 25, since)
    assert [period.month for period in due_periods(duty, 2023, through)] == months


@pytest.mark.parametrize(
    ("today", "due", "until"),
    [
        ("03-20", ["03-27"], "03-27"),  # its own day is ahead
        ("03-27", ["03-27"], "03-27"),  # today is still in time
        ("03-28", ["03-27"], "03-30"),  # it is over: two workdays
        ("03-28", [], "03-30"),
        ("03-20", ["02-27", "03-27"], "03-22"),  # what is overdue is asked for first
        ("03-20", ["03-27", "03-28"], "03-27"),
        ("04-28", [], "05-05"),  # over a holiday, to the two workdays behind it
    ],
)
def test_until_when_a_mended_sheet_is_asked_back(today: str, due: list[str], until: str) -> None:
    days = [date.fromisoformat(f"2023-{day}") for day in due]
    asked = answer_by(days, date.fromisoformat(f"2023-{today}"), calendar_of(*OFF))
    assert asked == date.fromisoformat(f"2023-{until}")
