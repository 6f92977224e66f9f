"""One reading taken back: recorded with its reason, never erased, and refused when there is nothing to take."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from jytrack.domain.values.period import Period
from jytrack.errors import InputRefused, NotFound, UsageError
from jytrack.reports.formats import plain
from jytrack.services.accounts import reporting
from jytrack.services.figures import targets
from jytrack.services.sheets import importing, submissions
from jytrack.services.sheets.withdrawing import withdraw
from jytrack.services.values.desk import Desk
from tests.conftest import Golden
from tests.services.desks import CHINA, desk_at, loaded, told

JUNE = Period(2023, 6)
DAY = date(2023, 6, 30)
NOW = datetime(2023, 7, 1, 9, tzinfo=CHINA)


def record(desk: Desk, month: str) -> int:
    typed = importing.Typed("new-posts", "香水镇", JUNE, month=month)
    answer = importing.record(desk, typed, importing.Order((), received=desk.today))
    counts: dict[str, int] = told(answer)["files"][0]["counts"]
    return counts["new"]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = desk_at(loaded(tmp_path / "plan.db"), NOW)
    record(desk, "12")
    return desk


def later(desk: Desk, hours: int) -> Desk:
    return desk_at(desk.path, NOW + timedelta(hours=hours))


def in_force(desk: Desk) -> list[float]:
    shown = targets.readings(desk, "new-posts", None, None, None, None, with_history=False)
    return [row["month"] for row in told(shown)["rows"]]


def test_a_withdrawn_reading_no_longer_counts_and_stays_on_record(desk: Desk, golden: Golden) -> None:
    answer = withdraw(later(desk, 1), "创造新岗位", "香水", JUNE, "报错了单位", dry_run=False)
    taken = told(answer)
    assert (taken["written"], taken["reason"], taken["rows"][0]["month"]) == (True, "报错了单位", 12)
    golden("reports/withdrawal.txt", plain.render(answer.report.document))
    assert in_force(later(desk, 2)) == []
    history = targets.readings(later(desk, 2), "new-posts", None, None, None, None, with_history=True)
    rows = told(history)["rows"]
    assert [(row["month"], row["withdrawn"], row["reason"]) for row in rows] == [
        (12, False, ""),
        (None, True, "报错了单位"),
    ]
    assert rows[0]["superseded_at"] == rows[1]["recorded_at"]
    golden("reports/readings-withdrawn.txt", plain.render(history.report.document))
    actual = {row["target"]: row["actual"] for row in told(reporting.variance(later(desk, 2), DAY, None))["rows"]}
    assert actual["new-posts"] is None
    unit = told(submissions.submissions(later(desk, 2), "香水镇", JUNE, DAY, None))["rows"][0]
    assert "new-posts" in [item["target"] for item in unit["missing_items"]]


def test_what_was_known_before_is_still_known(desk: Desk) -> None:
    withdraw(later(desk, 2), "new-posts", "香水镇", JUNE, "报错了单位", dry_run=False)
    then = reporting.variance(later(desk, 3), DAY, NOW + timedelta(hours=1))
    assert {row["target"]: row["actual"] for row in told(then)["rows"]}["new-posts"] == 12


def test_after_a_withdrawal_the_unit_may_report_another_number(desk: Desk) -> None:
    withdraw(later(desk, 1), "new-posts", "香水镇", JUNE, "报错了单位", dry_run=False)
    assert record(later(desk, 2), "9") == 1
    assert in_force(later(desk, 3)) == [9]


def test_a_dry_run_takes_nothing_back(desk: Desk) -> None:
    answer = withdraw(later(desk, 1), "new-posts", "香水镇", JUNE, "报错了单位", dry_run=True)
    assert told(answer)["written"] is False
    assert in_force(later(desk, 2)) == [12]


def test_the_office_clock_put_back_does_not_hide_what_is_in_force(desk: Desk) -> None:
    assert told(withdraw(later(desk, -9), "new-posts", "香水镇", JUNE, "报错", dry_run=False))["written"]
    assert in_force(later(desk, 1)) == []


def test_nothing_in_force_is_refused(desk: Desk) -> None:
    withdraw(later(desk, 1), "new-posts", "香水镇", JUNE, "报错了单位", dry_run=False)
    with pytest.raises(InputRefused, match="jytrack target readings 创造新岗位 --unit 香水镇"):
        withdraw(later(desk, 2), "new-posts", "香水镇", JUNE, "再收一次", dry_run=False)


@pytest.mark.parametrize(
    ("code", "unit", "reason", "error"),
    [
        ("no-such", "香水镇", "报错", NotFound),
        ("new-posts", "无名乡", "报错", NotFound),
        ("new-posts", "大湾乡", "报错", InputRefused),
        ("new-posts", "香水镇", " ", UsageError),
    ],
)
def test_wrong_orders(desk: Desk, code: str, unit: str, reason: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        withdraw(later(desk, 1), code, unit, JUNE, reason, dry_run=False)
    assert in_force(later(desk, 2)) == [12]
