"""Corrections: each is listed, written or not, and an older sheet does not overwrite a later correction unseen."""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from xlsxwriter import Workbook

from jytrack.domain.values.period import Period
from jytrack.intake.books.origin import saved_at
from jytrack.reports.formats.csv import render as csv
from jytrack.reports.formats.plain import render as plain
from jytrack.services.sheets.importing import Order, Typed, import_sheets, record
from jytrack.services.sheets.overtaking import written_at
from jytrack.services.sheets.submissions import submissions
from jytrack.services.sheets.undoing import Order as Undo
from jytrack.services.sheets.undoing import undo
from jytrack.services.sheets.withdrawing import withdraw
from jytrack.services.values.answer import Answer
from tests.services.desks import CHINA, desk_at, loaded, told

UNIT, CODE = "香水镇", "new-posts"
TOWNS = ("香水镇", "泾河源镇", "六盘山镇", "新民乡", "兴盛乡", "黄花乡", "大湾乡")
CORRECT = Order((), correct=True, reason="核实")


def at(day: int, hour: int = 10) -> datetime:
    return datetime(2023, 8, day, hour, tzinfo=CHINA)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan alone."""
    return loaded(tmp_path_factory.mktemp("方案") / "x.db")


@pytest.fixture
def database(base: Path, tmp_path: Path) -> Path:
    """On the 7th of August 30 came in, on the 10th at ten 李四 corrected it to 32."""
    path = tmp_path / "x.db"
    shutil.copy(base, path)
    assert not take(path, at(7), sheet(tmp_path / "first.csv", at(7, 8), 30), Order(())).refused
    second = sheet(tmp_path / "second.csv", at(10, 8), 32)
    assert not take(path, at(10), second, replace(CORRECT, reason="重复登记"), who="李四").refused
    return path


def sheet(path: Path, written: datetime, *figures: int) -> Path:
    """A sheet of July's new posts, one figure a township, written at that moment."""
    rows = "".join(f"{town},创造新岗位,2023-07,{figure}\n" for town, figure in zip(TOWNS, figures, strict=False))
    path.parent.mkdir(exist_ok=True)
    path.write_text("单位,指标,月份,本月数\n" + rows, encoding="utf-8")
    os.utime(path, (written.timestamp(), written.timestamp()))
    return path


def take(database: Path, now: datetime, file: Path, order: Order, who: str = "办公室") -> Answer:
    return import_sheets(replace(desk_at(database, now), actor=who), replace(order, files=(file,)))


def codes(answer: Answer) -> list[str]:
    return [problem["code"] for problem in told(answer)["files"][0]["problems"]]


def saved(path: Path, moment: datetime) -> Path:
    """A workbook saved at that moment, as its properties say, and copied today."""
    with Workbook(path) as book:
        book.set_properties({"created": moment.astimezone(UTC).replace(tzinfo=None)})
        rows = (("单位", "指标", "月份", "本月数"), (UNIT, "创造新岗位", "2023-07", 31))
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    os.utime(path, (at(12).timestamp(), at(12).timestamp()))
    return path


@pytest.mark.parametrize(
    ("make", "received", "older"),
    [
        pytest.param(lambda folder: sheet(folder / "s.csv", at(12, 9), 31), None, None, id="a new sheet"),
        pytest.param(lambda folder: sheet(folder / "s.csv", at(9), 31), None, "modified", id="written before"),
        pytest.param(lambda folder: sheet(folder / "s.csv", at(12, 9), 31), 9, "received", id="received before"),
        pytest.param(
            lambda folder: sheet(folder / "2023-08-09收" / "s.csv", at(12, 9), 31), None, "received", id="its folder"
        ),
        pytest.param(lambda folder: saved(folder / "s.xlsx", at(9)), None, "saved", id="saved before"),
        pytest.param(lambda folder: saved(folder / "s.xlsx", at(11)), None, None, id="saved afterwards"),
        pytest.param(
            lambda folder: sheet(folder / "s.csv", at(12, 9), 30), None, "imported", id="the first sheet again"
        ),
        pytest.param(lambda folder: sheet(folder / "s.csv", at(9), 31), 11, "modified", id="came later, but was there"),
    ],
)
def test_an_older_sheet_asks(
    database: Path, tmp_path: Path, make: Callable[[Path], Path], received: int | None, older: str | None
) -> None:
    file = make(tmp_path)
    order = replace(CORRECT, received=date(2023, 8, received) if received else None)
    answer = take(database, at(12), file, order)
    (correction,) = told(answer)["corrected_figures"]
    assert correction["older_by"] == older
    assert answer.refused is (older is not None)
    assert told(answer)["written"] is (older is None)
    assert bool(answer.question) is (older is not None)
    assert codes(answer).count("older-sheet") == (older is not None)


def test_what_it_says_and_what_a_yes_does(database: Path, tmp_path: Path) -> None:
    file = sheet(tmp_path / "s.csv", at(9), 31, 5)
    asked = take(database, at(12), file, CORRECT)
    page = plain(asked.report.document)
    assert "要更正（1个数）" in page
    assert "本月数：32 → 31" in page
    assert "李四 2023年8月10日10:00更正（重复登记）；这份表更早（文件的修改时间）" in page
    assert "导入时加 --confirm" in page
    assert "更早" in asked.question

    done = take(database, at(12, 11), file, replace(CORRECT, confirm=True))
    assert told(done)["written"] is True
    assert "已更正（1个数）" in plain(done.report.document)
    assert codes(done).count("older-confirmed") == 1
    assert "已照它改成31" in told(done)["files"][0]["problems"][-1]["message"]
    # What was confirmed is now the later correction; the sheet of before it asks in its turn.
    assert take(database, at(13), tmp_path / "second.csv", CORRECT).refused


def test_a_first_report_is_corrected_without_a_question(base: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    shutil.copy(base, path)
    take(path, at(10), sheet(tmp_path / "a.csv", at(9), 30), Order(()))
    answer = take(path, at(10, 11), sheet(tmp_path / "b.csv", at(8), 31), CORRECT)
    assert not answer.refused
    assert told(answer)["corrected_figures"][0]["corrected_before"] is None


def test_with_partial_the_rest_goes_in_and_the_list_says_which(database: Path, tmp_path: Path) -> None:
    take(database, at(11), sheet(tmp_path / "others.csv", at(11), 32, 5, 6), Order(()))
    answer = take(database, at(12), sheet(tmp_path / "s.csv", at(9), 31, 4, 6), replace(CORRECT, partial=True))
    data = told(answer)
    assert data["written"] is True
    assert data["files"][0]["counts"] == {"new": 0, "unchanged": 1, "corrected": 1, "rejected": 1}
    assert [(each["unit"], each["before"], each["after"], each["older_by"]) for each in data["corrected_figures"]] == [
        ("香水镇", 32, 31, "modified"),
        ("泾河源镇", 5, 4, None),
    ]


def test_a_dry_run_lists_all_and_writes_nothing(database: Path, tmp_path: Path) -> None:
    file = sheet(tmp_path / "s.csv", at(12), 31)
    dry = told(take(database, at(12), file, replace(CORRECT, dry_run=True)))
    assert not dry["written"]
    wet = told(take(database, at(12), file, CORRECT))
    assert dry["corrected_figures"] == wet["corrected_figures"] == [expected(wet)]


def expected(answer: dict[str, Any]) -> dict[str, Any]:
    return {
        "file": "s.csv",
        "row": 2,
        "unit": UNIT,
        "target": CODE,
        "period": "2023-07",
        "field": "month",
        "before": 32,
        "after": 31,
        "corrected_before": {
            "recorded_by": "李四",
            "recorded_at": at(10).isoformat(),
            "received_on": "2023-08-10",
            "reason": "重复登记",
        },
        "older_by": None,
    }


def test_a_long_list_is_shortened_on_the_page_alone(base: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    shutil.copy(base, path)

    def months(name: str, more: int) -> Path:
        rows = (f"{town},创造新岗位,2023-0{month},{month + more}\n" for town in TOWNS for month in range(1, 4))
        (tmp_path / name).write_text("单位,指标,月份,本月数\n" + "".join(rows), encoding="utf-8")
        return tmp_path / name

    take(path, at(10), months("a.csv", 0), Order(()))
    answer = take(path, at(11), months("b.csv", 1), CORRECT)
    page = plain(answer.report.document)
    assert "已更正（21个数）" in page
    assert "只列前20个，共21个；全部见 --format csv 或 --format json" in page
    assert page.count(" → ") == 21  # 20 rows and the heading of their column
    assert len(told(answer)["corrected_figures"]) == 21
    rows = [row for row in csv(answer.report.paper("csv")).decode().splitlines() if ",更正,correction," in row]
    assert len(rows) == 21
    assert "大湾乡 创造新岗位 2023年3月 本月数：3 → 4" in rows[-1]


@pytest.mark.parametrize(("received", "refused"), [(None, False), (9, True)])
def test_what_is_typed_by_hand_asks_by_its_received_day(database: Path, received: int | None, refused: bool) -> None:
    typed = Typed(CODE, UNIT, Period(2023, 7), month="31")
    order = replace(CORRECT, received=date(2023, 8, received) if received else None)
    desk = desk_at(database, at(12))
    answer = record(desk, typed, order)
    assert answer.refused is refused
    assert told(answer)["corrected_figures"][0]["before"] == 32
    assert not record(desk, typed, replace(order, confirm=True)).refused


def test_it_is_no_return_to_the_unit(database: Path, tmp_path: Path) -> None:
    """Only the office can settle it: no slip, and nothing counted against the unit."""
    answer = take(database, at(12), sheet(tmp_path / "s.csv", at(9), 31), replace(CORRECT, slips=True))
    assert answer.refused
    assert not answer.returnable
    assert not answer.attachments
    page = submissions(desk_at(database, at(13)), UNIT, None, date(2023, 8, 31), None)
    (row,) = told(page)["rows"]
    assert row["returned"] == 0


def test_an_old_sheet_does_not_bring_back_what_was_withdrawn(base: Path, tmp_path: Path) -> None:
    database = shutil.copy(base, tmp_path / "w.db")
    old = sheet(tmp_path / "old.csv", at(7, 8), 30, 5)
    assert not take(database, at(7), old, Order(())).refused
    withdraw(desk_at(database, at(10)), CODE, UNIT, Period(2023, 7), "数不实", dry_run=False)
    asked = take(database, at(12), old, Order(()))
    assert asked.refused
    assert codes(asked).count("older-sheet") == 1
    page = plain(asked.report.document)
    assert "本月数：收回 → 30" in page
    assert "收回（数不实）；这份表更早" in page
    (correction,) = told(asked)["corrected_figures"]
    assert (correction["before"], correction["after"], correction["older_by"]) == (None, 30, "modified")
    confirmed = take(database, at(13), old, Order((), confirm=True))
    assert told(confirmed)["written"]
    assert codes(confirmed).count("older-confirmed") == 1


def test_a_sheet_made_after_the_withdrawal_reports_anew(base: Path, tmp_path: Path) -> None:
    database = shutil.copy(base, tmp_path / "w.db")
    assert not take(database, at(7), sheet(tmp_path / "old.csv", at(7, 8), 30), Order(())).refused
    withdraw(desk_at(database, at(10)), CODE, UNIT, Period(2023, 7), "数不实", dry_run=False)
    answer = take(database, at(12), sheet(tmp_path / "new.csv", at(11), 28), Order(()))
    assert not answer.refused
    assert told(answer)["corrected_figures"] == []


def test_what_was_undone_may_come_again(base: Path, tmp_path: Path) -> None:
    database = shutil.copy(base, tmp_path / "w.db")
    old = sheet(tmp_path / "old.csv", at(7, 8), 30)
    assert not take(database, at(7), old, Order(())).refused
    undo(desk_at(database, at(8)), Undo(1, "试"))
    assert not take(database, at(9), old, Order(())).refused


@pytest.mark.parametrize("modified", [1e13, -1e13, 1e300, float("nan")])
def test_a_moment_of_no_calendar_shows_nothing(modified: float) -> None:
    assert written_at(modified, CHINA) is None


@pytest.mark.parametrize(
    ("told", "moment"),
    [
        ("<dcterms:modified xsi:type='dcterms:W3CDTF'>2023-08-09T02:00:00Z</dcterms:modified>", at(9)),
        ("<dcterms:modified>2023-08-09T10:00:00</dcterms:modified>", at(9)),
        ("<dc:date>2023-08-09T10:00:00.000000000</dc:date>", at(9)),
        ("<dcterms:modified>2023-13-09T02:00:00Z</dcterms:modified>", None),
        ("<dcterms:modified>昨天</dcterms:modified>", None),
        ("", None),
    ],
)
@pytest.mark.parametrize("member", ["docProps/core.xml", "meta.xml"])
def test_when_a_workbook_says_that_it_was_saved(member: str, told: str, moment: datetime | None) -> None:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr(member, f"<cp:coreProperties>{told}</cp:coreProperties>")
    assert saved_at(stream, CHINA) == moment


def test_what_is_no_workbook_says_nothing() -> None:
    assert saved_at(BytesIO("单位,指标".encode()), CHINA) is None
