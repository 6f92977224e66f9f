"""`target schedule`: both schedules month by month, last year's shape or why there is none, and how they came about."""

import csv
import shutil
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from jytrack.domain.values.words import ScheduleKind
from jytrack.reports.formats import plain
from jytrack.services.plan.scheduling import Order, schedule
from jytrack.services.plan.seeding import init
from jytrack.services.sheets import importing
from tests.conftest import Golden
from tests.services.desks import CHINA, desk_at, loaded, told

REGION = Path(__file__).parents[2] / "data" / "region-2024"
LAST_YEAR = REGION / "sheets" / "虚构_2023年对比数.csv"
STEPS = "0,0,1/4,1/4,1/4,1/2,1/2,1/2,3/4,3/4,3/4,1"
CODE = "new-posts"
JUNE = date(2023, 6, 30)


def on(month: int, day: int = 1) -> datetime:
    return datetime(2023, month, day, 10, 30, tzinfo=CHINA)


def changed(path: Path) -> None:
    """A year's changes of both schedules, a month apart."""
    for month, order in (
        (4, Order(CODE, ScheduleKind.STEPS, STEPS, early_warning=True, reason="提前提醒")),
        (5, Order(CODE, ScheduleKind.CHECKPOINT, checkpoint=date(2023, 9, 30), reason="改为集中考核")),
        (6, Order(CODE, early_warning=True, remove=True, reason="集中考核期间不提醒")),
        (7, Order(CODE, ScheduleKind.LINEAR, early_warning=True, reason="恢复提醒")),
    ):
        schedule(desk_at(path, on(month)), order, JUNE, None)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = loaded(tmp_path_factory.mktemp("schedules") / "plan.db")
    changed(found)
    return found


def page(path: Path, known_at: datetime) -> dict[str, Any]:
    return told(schedule(desk_at(path, on(8)), Order(CODE), JUNE, known_at))


def brief(changes: Iterable[dict[str, Any]]) -> list[tuple[str, str | None, str, str | None, str]]:
    return [
        (item["role"], item["kind"], item["known_from"][:10], (item["known_to"] or "")[:10] or None, item["reason"])
        for item in changes
    ]


FOREWARNED = ("early_warning", "steps", "2023-04-01")
REMOVED = ("early_warning", None, "2023-06-01")


@pytest.mark.parametrize(
    ("known_at", "history"),
    [
        (on(3, 20), [("official", "linear", "2023-03-07", None, "")]),
        (on(4, 20), [("official", "linear", "2023-03-07", None, ""), (*FOREWARNED, None, "提前提醒")]),
        (
            on(5, 20),
            [
                ("official", "linear", "2023-03-07", "2023-05-01", ""),
                ("official", "checkpoint", "2023-05-01", None, "改为集中考核"),
                (*FOREWARNED, None, "提前提醒"),
            ],
        ),
        (
            on(6, 20),
            [
                ("official", "linear", "2023-03-07", "2023-05-01", ""),
                ("official", "checkpoint", "2023-05-01", None, "改为集中考核"),
                (*FOREWARNED, "2023-06-01", "提前提醒"),
                (*REMOVED, None, "集中考核期间不提醒"),
            ],
        ),
        (
            on(7, 20),
            [
                ("official", "linear", "2023-03-07", "2023-05-01", ""),
                ("official", "checkpoint", "2023-05-01", None, "改为集中考核"),
                (*FOREWARNED, "2023-06-01", "提前提醒"),
                (*REMOVED, "2023-07-01", "集中考核期间不提醒"),
                ("early_warning", "linear", "2023-07-01", None, "恢复提醒"),
            ],
        ),
    ],
    ids=["at first", "warned", "changed", "taken away", "warned again"],
)
def test_the_history_grows_and_an_earlier_known_at_ends_earlier(
    path: Path, known_at: datetime, history: list[tuple[str, ...]]
) -> None:
    found = page(path, known_at)
    assert brief(found["history"]) == history
    assert {item["recorded_by"] for item in found["history"]} == {"办公室"}
    in_force = {item["role"]: item["kind"] for item in found["history"] if not item["known_to"] and item["kind"]}
    assert {row["role"]: row["kind"] for row in found["rows"]} == in_force


def test_the_shares_and_the_day_are_kept(path: Path) -> None:
    history = page(path, on(8))["history"]
    assert history[1]["checkpoint"] == "2023-09-30"
    assert history[2]["points_pct"] == [0, 0, 25, 25, 25, 50, 50, 50, 75, 75, 75, 100]


def test_what_was_known_does_not_change(tmp_path: Path) -> None:
    path = loaded(tmp_path / "plan.db")
    schedule(desk_at(path, on(4)), Order(CODE, ScheduleKind.STEPS, STEPS, early_warning=True, reason="甲"), JUNE, None)
    before = page(path, on(4, 2))
    schedule(desk_at(path, on(5)), Order(CODE, early_warning=True, remove=True, reason="乙"), JUNE, None)
    assert page(path, on(4, 2)) == before


def test_what_people_read(path: Path, golden: Golden) -> None:
    text = plain.render(schedule(desk_at(path, on(8)), Order(CODE), JUNE, on(8)).report.document)
    golden("reports/target-schedule.txt", text)
    assert text.encode("gbk")


def test_a_schedule_that_a_plan_folder_takes_away_is_told_without_a_reason(tmp_path: Path) -> None:
    folder, path = tmp_path / "方案", tmp_path / "plan.db"
    shutil.copytree(REGION, folder)
    now = datetime(2024, 2, 1, 9, tzinfo=CHINA)
    init(desk_at(path, now), folder)
    lines = (folder / "schedules.csv").read_text(encoding="utf-8-sig").splitlines()
    kept = [line for line in lines if not line.startswith("技能等级证书")]
    (folder / "schedules.csv").write_text("\n".join(kept) + "\n", encoding="utf-8-sig")
    init(desk_at(path, now + timedelta(days=9)), folder)
    later = now + timedelta(days=10)
    found = told(schedule(desk_at(path, later), Order("skill-certificates"), date(2024, 6, 30), later))
    assert brief(found["history"])[-2:] == [
        ("early_warning", "steps", "2024-02-01", "2024-02-10", ""),
        ("early_warning", None, "2024-02-10", None, ""),
    ]


def region(path: Path, *sheets: Path) -> Path:
    now = datetime(2024, 2, 1, 9, tzinfo=CHINA)
    init(desk_at(path, now), REGION)
    if sheets:
        assert not importing.import_sheets(desk_at(path, now), importing.Order(sheets)).refused
    return path


def shaped(path: Path) -> tuple[dict[str, Any], str]:
    """The page of the target whose schedule is last year's shape, for programs and for people."""
    now = datetime(2024, 7, 1, 9, tzinfo=CHINA)
    answer = schedule(desk_at(path, now), Order("labour-income"), date(2024, 6, 30), now)
    return told(answer)["rows"][0], plain.render(answer.report.document)


def test_last_years_shape_month_by_month(tmp_path: Path) -> None:
    row, text = shaped(region(tmp_path / "plan.db", LAST_YEAR))
    totals = [Fraction(0)] * 12
    with LAST_YEAR.open(encoding="utf-8-sig", newline="") as lines:
        next(lines)
        for line in csv.DictReader(lines):
            if line["指标"] == "劳务收入":
                totals[int(line["月份"][5:]) - 1] += Fraction(line["累计数"])
    assert row["expected_pct"] == [float(100 * total / totals[-1]) for total in totals]
    assert row["expected_pct"][4] == 37.5
    assert (row["note"], "—" in text, "上年同期：" in text) == ("", False, False)


def test_without_last_year_the_page_says_why(tmp_path: Path) -> None:
    row, text = shaped(region(tmp_path / "plan.db"))
    assert row["expected_pct"] == [None] * 12
    assert "上年同期：没有2023年的填报数，请用 jytrack target import 导入。" in text
    assert row["note"] in text


def test_a_month_that_one_county_left_out_has_no_share_and_the_county_is_named(tmp_path: Path) -> None:
    sheet = tmp_path / "虚构_2023年对比数.csv"
    lines = LAST_YEAR.read_text(encoding="utf-8-sig").splitlines()
    kept = [line for line in lines if not line.startswith("丁河县,劳务收入,2023-03")]
    assert len(kept) == len(lines) - 1
    sheet.write_text("\n".join(kept) + "\n", encoding="utf-8")
    row, text = shaped(region(tmp_path / "plan.db", sheet))
    assert [month for month, share in enumerate(row["expected_pct"], 1) if share is None] == [3]
    assert "上年同期：2023年的填报数不全，有月份未报的：丁河县。" in text


def test_the_note_is_only_about_last_years_shape(path: Path) -> None:
    assert all(row["note"] == "" for row in page(path, on(8))["rows"])
