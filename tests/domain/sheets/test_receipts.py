"""On which day a sheet counts as received, and which sheets went back (docs/rules.md, Reporting discipline)."""

from datetime import date, datetime

import pytest

from jytrack.domain.sheets.receipts import DayFrom, Item, Receipt, Received, not_after, received_on, returns
from jytrack.domain.values.period import Period
from tests.services.desks import CHINA

TODAY = date(2023, 8, 1)


def july(number: int) -> date:
    return date(2023, 7, number)


@pytest.mark.parametrize(
    ("asked", "modified", "folder", "day", "by"),
    [
        (july(28), july(27), july(26), july(28), DayFrom.OPTION),
        (None, july(27), july(26), july(27), DayFrom.FILE),
        (None, None, july(26), july(26), DayFrom.FOLDER),
        (None, None, None, TODAY, DayFrom.TODAY),
    ],
)
def test_the_first_that_says_a_day_decides(
    asked: date | None, modified: date | None, folder: date | None, day: date, by: DayFrom
) -> None:
    assert received_on(TODAY, asked, modified, folder) == Received(day, by)


@pytest.mark.parametrize(
    ("own", "first", "day", "by"),
    [
        (july(28), None, july(28), DayFrom.OPTION),
        (july(28), july(25), july(25), DayFrom.FIRST),
        (july(25), july(25), july(25), DayFrom.OPTION),
        (july(20), july(25), july(20), DayFrom.OPTION),
    ],
)
def test_what_came_before_is_no_later_than_then(own: date, first: date | None, day: date, by: DayFrom) -> None:
    assert not_after(Received(own, DayFrom.OPTION), first) == Received(day, by)


def sheet(sha: str, day: int, *, refused: bool = True, taken_in: bool = False, tab: str = "") -> Receipt:
    at = datetime(2023, 7, 31, 9, day, tzinfo=CHINA)
    items = (Item("香水镇", "jobs", Period(2023, 7)),)
    return Receipt("七月.csv", tab, sha, refused, july(day), at, "办公室", items, (("ditto", 1),), taken_in)


@pytest.mark.parametrize(
    ("receipts", "days"),
    [
        ([sheet("a", 25)], [25]),
        ([sheet("a", 26), sheet("a", 25)], [25]),
        ([sheet("a", 25), sheet("b", 26)], [25, 26]),
        ([sheet("a", 25, tab="一"), sheet("a", 25, tab="二")], [25, 25]),
        ([sheet("a", 25, refused=False)], []),
        ([sheet("a", 25, taken_in=True)], []),
        ([sheet("a", 29)], []),
    ],
)
def test_each_content_goes_back_once_and_by_the_day(receipts: list[Receipt], days: list[int]) -> None:
    assert [each.received_on.day for each in returns(receipts, july(28))] == days
