"""The tasks of the played year, and the departments' accounts, worked out by hand from its story."""

from typing import Any

import pytest

from tests.played.conftest import DRAWN, Year


def milestones(year: Year, no: int, *arguments: str) -> dict[str, tuple[str, int]]:
    """State and days late of a task's dated milestones."""
    [task] = year.told(f"task show {no}", *arguments)["rows"]
    return {each["name"]: (each["state"], each["days_late"]) for each in task["milestones"] if each["state"]}


def test_task_27_in_its_rhythm(year: Year) -> None:
    late = {"季通报（一季度）": 2, "月调度（5月）": 5, "月调度（6月）": 2, "月调度（8月）": 4, "全年比成效": 7}
    found = milestones(year, 27, "--as-of", "2024-01-31")
    assert len(found) == 20
    assert found == {name: ("done_late", late[name]) if name in late else ("done", 0) for name in found}


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2023-10-20", ("not_due", 0)),  # asked for
        ("2023-10-24", ("postponed", 0)),  # granted until 15 November
        ("2023-11-05", ("postponed", 5)),  # the original 31 October counts all the same
        ("2023-11-16", ("overdue", 16)),
        ("2023-11-17", ("overdue", 17)),
        ("2023-11-18", ("done_late", 18)),
        ("2023-12-31", ("done_late", 18)),
    ],
)
def test_the_original_day_still_counts(year: Year, day: str, state: tuple[str, int]) -> None:
    assert milestones(year, 3, "--as-of", day) == {"养老托育项目验收": state}


def test_an_extension_refused_changes_nothing(year: Year) -> None:
    [task] = year.told("task show 4", "--as-of", "2023-12-31")["rows"]
    [asked] = task["extensions"]
    assert (asked["until"], asked["granted"], asked["decided_on"]) == ("2024-02-29", None, "2023-12-19")


STATUSES = {
    (3, "2023-06-24"): "reported",
    (3, "2023-06-25"): "returned",
    (3, "2023-07-05"): "in_progress",
    (3, "2023-11-30"): "done",
    (3, "2023-12-01"): "closed",
    (5, "2023-05-15"): "closed",
    (12, "2023-12-31"): "returned",
    (12, "2024-01-07"): "reported",
    (12, "2024-01-08"): "done",
    (12, "2024-01-31"): "closed",
    (14, "2023-03-13"): "assigned",
    (14, "2023-03-09"): "registered",
    (16, "2023-09-04"): "suspended",
    (16, "2023-09-05"): "in_progress",
    (22, "2023-09-12"): "cancelled",
}


@pytest.mark.parametrize(("no", "day"), STATUSES)
def test_where_a_task_stood(year: Year, no: int, day: str) -> None:
    [task] = year.told(f"task show {no}", "--as-of", day)["rows"]
    assert task["status"] == STATUSES[no, day]


def test_what_was_dated_back_was_not_known_before(year: Year) -> None:
    told = ("--as-of", "2023-03-10", "--known-at")
    known = [year.told("task show 14", *told, day)["rows"][0]["status"] for day in ("2023-03-12", "2023-03-13")]
    assert known == ["registered", "assigned"]


def account(year: Year, department: str, *arguments: str) -> dict[str, Any]:
    """A department's row, or the total."""
    told = year.told("report accountability", *arguments)
    rows = {row["department"]: row for row in [*told["rows"], told["total"]]}
    return dict(rows[department])


@pytest.mark.parametrize(
    ("month", "tally"),
    [
        # June. Red: 11 (a family without work), 15 (loans), 20 (fairs). Yellow: 8, 29, and five nobody wrote about.
        # Green: 9, 17, 25. Grey: 10, 18, 23 wait for 黄花乡, 7 has a note. Done: 5, 6.
        (6, {"tasks": 19, "cancelled": 0, "done": 2, "green": 3, "yellow": 7, "red": 3, "grey": 4}),
        # December. Done: 5 6 7 17 18 19 20 21 24 26. Red: 11, 15. Green: 8 9 10 23 25 29. Cancelled: 22.
        (12, {"tasks": 19, "cancelled": 1, "done": 10, "green": 6, "yellow": 0, "red": 2, "grey": 0}),
    ],
)
def test_the_account_of_the_bureau_that_leads_most(year: Year, month: int, tally: dict[str, int]) -> None:
    known = ("--as-of", f"2023-{month:02}", "--known-at", f"{DRAWN[month]:%Y-%m-%dT%H:%M}")
    row = account(year, "人社局", *known)
    assert row["lead"] == tally
    left = tally["tasks"] - tally["cancelled"]
    assert row["done_rate_pct"] == round(100 * tally["done"] / left, 6)


def test_the_account_when_all_is_closed(year: Year) -> None:
    day = ("--as-of", "2024-01-31")
    assert account(year, "合计", *day)["lead"] == {
        "tasks": 30,
        "cancelled": 1,
        "done": 27,
        "green": 0,
        "yellow": 0,
        "red": 2,
        "grey": 0,
    }
    office = account(year, "县就业工作领导小组办公室", *day)
    assert (office["lead"]["tasks"], office["lead"]["done"]) == (1, 1)
    assert (office["milestones_overdue"], office["days_overdue"]) == (0, 0)
    before = account(year, "县就业工作领导小组办公室", "--as-of", "2023-12", "--known-at", "2024-01-02T09:00")
    assert (before["milestones_overdue"], before["days_overdue"]) == (1, 2)  # 全年比成效, due on the 29th
    nobody = account(year, "牵头单位未明确", *day)
    assert nobody["lead"]["tasks"] == 0


def test_what_is_closed_late_was_due_and_not_done(year: Year) -> None:
    found = [account(year, "乡村振兴局", "--as-of", day) for day in ("2023-12-30", "2023-12-31", "2024-01-08")]
    assert [row["due"] for row in found] == [{"tasks": n, "done": done} for n, done in ((0, 0), (1, 0), (1, 1))]
    assert [row["done_of_due_pct"] for row in found] == [None, 0, 100]
    year_end = account(year, "合计", "--as-of", "2023-12-31")
    assert year_end["due"] == {"tasks": 29, "done": 19}  # all but the cancelled one; sixteen done in December


@pytest.mark.parametrize("department", ["人社局", "发改局", "县就业工作领导小组办公室", "兴盛乡"])
def test_a_row_opens_into_what_it_counts(year: Year, department: str) -> None:
    [row] = year.told("report accountability", "--as-of", "2024-01-31", "--department", department)["rows"]
    opened = row["opened"]
    for part in ("lead", "co_lead", "responsible", "via_group", "targets", "due", "reporting"):
        for count, number in row[part].items():
            if count != "completeness_pct":
                assert len(opened[f"{part}.{count}"]) == number, (part, count)
    for count in ("milestones_overdue", "milestones_late_done", "postponed", "extensions_pending"):
        assert len(opened[count]) == row[count]
    assert sum(each["days_late"] for each in opened["milestones_late_done"]) == row["days_late_done"]
    assert {each["state"] for each in opened["reporting.late"]} <= {"late"}


def test_days_late_and_postponements_are_counted_from_the_original_day(year: Year) -> None:
    day = ("--as-of", "2024-01-31")
    office, planners = account(year, "县就业工作领导小组办公室", *day), account(year, "发改局", *day)
    assert (office["milestones_late_done"], office["days_late_done"]) == (5, 2 + 5 + 2 + 4 + 7)
    assert (planners["milestones_late_done"], planners["days_late_done"]) == (1, 18)  # not 3, after the granted day
    assert (planners["postponed"], account(year, "农业农村局", *day)["extensions_refused"]) == (1, 1)


def test_scores_worked_out_by_hand(year: Year) -> None:
    line = "report accountability --score ningxia"
    scores = {row["department"]: row["score"] for row in year.told(line, "--as-of", "2024-01-31")["rows"]}
    # Responsible for task 15 with two goals: loans 1650 of 1800 → 91.67, start-ups 205 of 200 → 102.5.
    assert scores["退役军人事务局"] == 97.09
    assert scores["妇联"] == pytest.approx((91.67 + 102.5 + 110) / 3, abs=0.005)  # and fairs: 11 of 10
    assert scores["税务局"] is None  # a vertical unit
    assert scores["香水镇"] is None  # nothing to be scored
