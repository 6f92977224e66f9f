"""The figures of the played year, worked out from its sheets a second time: targets, and when each report came."""

from collections import Counter
from fractions import Fraction

import pytest

from tests.played.conftest import Year
from tests.played.sheets import reported

TO_JUNE = {
    "城镇新增就业": 38 + 30 + 52 + 49 + 55 + 56,
    "新培育创业实体": 12 + 10 + 20 + 22 + 22 + 21,
    "创造新岗位": 25 + 22 + 38 + 40 + 33 + 34,
    "职业技能培训": 0 + 20 + 60 + 65 + 55 + 45,
}
"""The demo's months added up by hand: with 六盘山镇's April, 大湾乡's May corrected by 3 posts, 黄花乡's June."""

CORRECTED_IN_OCTOBER = {"城镇新增就业": -5}
"""香水镇 had counted five people twice; found in December."""


@pytest.mark.parametrize("month", [7, 8, 9, 10, 11, 12])
def test_increments_are_the_sums_of_the_sheets(year: Year, month: int) -> None:
    stated = {row["name"]: row["actual"] for row in year.month("report variance", month, then=False)["rows"]}
    for name, before in TO_JUNE.items():
        since = sum(int(cells[name]) for (told, _), cells in reported().items() if name in cells and told <= month)
        assert stated[name] == before + since + (CORRECTED_IN_OCTOBER.get(name, 0) if month >= 10 else 0), name


JOBS = {
    3: (120, 550, "behind"),
    4: (163, 550, "awaiting"),  # without 六盘山镇's 6
    5: (224, 550, "behind"),
    6: (274, 550, "awaiting"),  # without 黄花乡's 6
    7: (332, 550, "on_track"),  # 320.83 were due
    8: (382, 600, "behind"),  # the goal was raised: 400 were due
    9: (434, 600, "awaiting"),  # without 兴盛乡's 6
    10: (495, 600, "behind"),
    11: (551, 600, "on_track"),  # 550 were due
    12: (600, 600, "done"),  # exactly, after the correction
}


@pytest.mark.parametrize("month", JOBS)
def test_new_jobs_as_each_month_told_them(year: Year, month: int) -> None:
    actual, goal, code = JOBS[month]
    row = year.target("urban-new-jobs", month)
    assert (row["actual"], row["goal"], row["original_goal"]) == (actual, goal, 550)
    assert row["light_code"] == code
    assert row["variance"] == round(actual - goal * month / 12, 6)
    assert row["variance_pp"] == round(100 * float(Fraction(actual, goal) - Fraction(month, 12)), 6)


def test_a_correction_in_december_changes_october_and_november_now_and_not_then(year: Year) -> None:
    now = [year.target("urban-new-jobs", month, then=False) for month in (9, 10, 11)]
    assert [row["actual"] for row in now] == [440, 490, 546]  # September with what 兴盛乡 brought in October
    assert [row["light_code"] for row in now] == ["behind"] * 3
    [old, new] = year.told("target readings urban-new-jobs --unit 香水镇 --period 2023-10 --history")["rows"]
    assert {old["month"], new["month"]} == {14, 9}


LOANS = {
    3: "behind",  # 330 of 1800, 6.7 points behind
    6: "far_behind",  # 700: 11.1 points
    7: "far_behind",  # 850: 11.1
    8: "far_behind",  # 1010: 10.6
    9: "behind",  # 1175: 9.7; 208.3 a month are needed, 1.32 times the pace of 158.3
    10: "behind",  # 1345: 8.6; 227.5 beside 165, 1.38 times
    11: "far_behind",  # 1505: 8.1; 295 beside 165, 1.79 times
    12: "not_met",  # 1650
}


@pytest.mark.parametrize("month", LOANS)
def test_loans_get_out_of_reach(year: Year, month: int) -> None:
    assert year.target("guaranteed-loans", month)["light_code"] == LOANS[month]


def test_the_year_is_decided(year: Year) -> None:
    rows = year.month("report variance", 12)["rows"]
    assert len(rows) == 31
    assert {row["target"]: row["actual"] for row in rows if row["light"] == "red"} == {
        "new-posts": 396,
        "household-employment": round(100 * 23899 / 23900, 6),  # one family of 23 900 is not 100 %
        "guaranteed-loans": 1650,
    }
    assert Counter(row["light"] for row in rows) == {"green": 28, "red": 3}
    assert sum(row["units_reported"] for row in rows) == 103
    assert all(row["missing_units"] == row["stale_units"] == [] for row in rows)
    found = {row["target"]: row["actual"] for row in rows}
    assert found["rural-transfer"] == 8584 + 3821 + 3834 + 3385 + 3146 + 3668 + 2742
    assert found["sanzhi-recruits"] == 60 + 28 + 2
    assert found["work-relief-pay-share"] == round(100 * 655.5 / 2050, 6)
    assert found["leadership-reviews"] == 1 + 1 + 1 + 1


def test_plans_of_recruiting_at_their_checkpoint(year: Year) -> None:
    lights = [year.target("sanzhi-recruits", month)["light_code"] for month in (8, 9, 10)]
    assert lights == ["not_due", "behind", "done"]  # 60 before September 30; 88 of 90 on it; 90


# ── What was due, and when it came ──

EXPECTED = {
    **dict.fromkeys(("香水镇", "泾河源镇", "六盘山镇", "新民乡", "兴盛乡", "黄花乡", "大湾乡"), 9 * 12 + 3 * 4),
    "发改局": 2 * 12 + 2 * 4,
    "人社局": 8 * 12 + 4,
    "财政局": 12 + 1,
    "退役军人事务局": 1,
    "团委": 12,
    "社会经济调查队": 12,
    "县就业工作领导小组办公室": 12,
}
LATE = {"六盘山镇": 9, "兴盛乡": 12 + 12, "黄花乡": 12, "新民乡": 9, "大湾乡": 9, "人社局": 8}
"""April; June and September; June; July, returned once; August; May. October of 人社局 was in time, the slip undone."""
MISSING = {4: {"六盘山镇": 9}, 5: {"人社局": 8}, 6: {"黄花乡": 12}, 9: {"兴盛乡": 12}}
"""Whose sheets had not come when the month's report was drawn."""


def test_reporting_over_the_year(year: Year) -> None:
    rows = year.month("report submissions", 12, then=False)["rows"]
    assert {row["unit"]: row["expected"] for row in rows} == EXPECTED
    assert {row["unit"]: row["late"] for row in rows if row["late"]} == LATE
    assert {row["unit"]: row["corrected"] for row in rows if row["corrected"]} == {"大湾乡": 1, "香水镇": 1}
    assert all(row["missing"] == 0 and row["on_time"] == row["expected"] - row["late"] for row in rows)


@pytest.mark.parametrize("month", range(3, 13))
def test_who_was_missing_when_a_report_was_drawn(year: Year, month: int) -> None:
    rows = year.month("report submissions", month)["rows"]
    assert {row["unit"]: row["missing"] for row in rows if row["missing"]} == MISSING.get(month, {})


def test_the_refused_sheet_went_back_with_its_slip(year: Year) -> None:
    [slip] = (year.office.folder / "退回" / "2023-07").glob("*新民乡*.txt")
    text = slip.read_text(encoding="utf-8")
    assert "约3" in text
    assert "同上" in text
    assert len(list(slip.parent.iterdir())) == 2  # the marked copy beside it, and nobody else's


def test_an_import_undone_leaves_no_trace_but_is_known(year: Year) -> None:
    at = ("--as-of", "2023-10-30", "--known-at")

    def incidents(moment: str) -> object:
        found = year.told("report variance", *at, moment)["rows"]
        return next((row["actual"], row["light_code"]) for row in found if row["target"] == "mass-incidents")

    assert incidents("2023-10-30T10:30")[0] == 0  # September: October is not closed
    readings = "target readings mass-incidents --period 2023-10"
    assert year.told(readings, "--known-at", "2023-10-30T10:30")["rows"][0]["month"] == 1
    assert year.told(readings)["rows"][0]["month"] == 0
    assert year.target("mass-incidents", 10)["light_code"] == "on_track"
