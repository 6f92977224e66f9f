"""What the office calls low and high: said in the plan folder, told in the settings log, doubted from then on."""

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from jytrack.domain.plan.target import UnitBounds
from jytrack.reports.formats.plain import render as plain
from jytrack.services.figures import targets
from jytrack.services.plan.seeding import init
from jytrack.services.sheets import checking
from jytrack.services.sheets.importing import Order, import_sheets
from jytrack.store.keeping.maintenance import check as db_check
from tests.plan_folder import problems_of, target_of
from tests.plan_text import FOLDER
from tests.services.desks import CHINA, desk_at, loaded, told

UNIT, CODE = "香水镇", "new-posts"
HEADER = "单位,指标,下限,上限,说明\n"
OWN = HEADER + "香水镇,创造新岗位,5,60,照去年月均\n"


def at(hour: int) -> datetime:
    return datetime(2023, 8, 7, hour, tzinfo=CHINA)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "plan"))


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan, and of July and June a figure that no rule doubts."""
    folder = tmp_path_factory.mktemp("方案")
    path = loaded(folder / "x.db")
    sheet = folder / "s.csv"
    sheet.write_text("单位,指标,月份,本月数\n香水镇,创造新岗位,2023-06,61\n香水镇,创造新岗位,2023-07,60\n", "utf-8")
    assert not import_sheets(desk_at(path, at(9)), Order((sheet,))).refused
    return path


@pytest.fixture
def database(base: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(base, tmp_path / "x.db"))


def doubts(path: Path, known_at: datetime | None = None) -> list[dict[str, Any]]:
    rows = told(checking.check(desk_at(path, at(20)), checking.Scope(), date(2023, 12, 31), known_at))["rows"]
    assert isinstance(rows, list)
    return rows


def say(database: Path, folder: Path, hour: int, bounds: str | None) -> Sequence[dict[str, Any]]:
    file = folder / "bounds.csv"
    if bounds is None:
        file.unlink()
    else:
        file.write_text(bounds, encoding="utf-8")
    answer = init(desk_at(database, at(hour)), folder)
    assert not answer.refused
    rows: Sequence[dict[str, Any]] = told(answer)["rows"]
    return rows


def test_the_folder_says_it_and_the_settings_log_tells_it(database: Path, folder: Path) -> None:
    (change,) = say(database, folder, 10, OWN)
    assert change["subject"] == "单位界限 new-posts"
    assert (change["before"], change["after"]) == ("", "香水镇下限5个、上限60个，照去年月均")
    with closing(sqlite3.connect(database)) as connection:
        (became,) = connection.execute("SELECT became FROM settings_log ORDER BY id DESC LIMIT 1").fetchone()
    assert became == change["after"]
    assert db_check(database).sound
    assert say(database, folder, 11, OWN) == []
    assert target_of(folder, CODE).bounds == (UnitBounds(UNIT, Fraction(5), Fraction(60), "照去年月均"),)


def test_a_figure_outside_is_doubted_while_it_is(database: Path, folder: Path) -> None:
    assert doubts(database) == []
    say(database, folder, 10, OWN)
    (doubt,) = doubts(database)
    assert (doubt["code"], doubt["unit"], doubt["target"], doubt["period"]) == ("out-of-bounds", UNIT, CODE, "2023-06")
    assert doubt["message"] == "这个月是61个，高于上限60个（办公室在方案里为本单位定的）"
    assert (doubt["value"], doubt["against"]) == (61, 60)
    assert doubts(database, at(9)) == []

    checking.decide(desk_at(database, at(11)), checking.Decision([doubt["number"]], "集中安置", accepted=True))
    assert doubts(database) == []
    say(database, folder, 12, OWN.replace("60", "59"))
    assert [each["period"] for each in doubts(database)] == ["2023-07"]  # June stays accepted: it is the same figure
    say(database, folder, 13, None)
    assert doubts(database) == []
    assert db_check(database).sound


def test_the_target_s_page_tells_it(database: Path, folder: Path) -> None:
    say(database, folder, 10, OWN + "大湾乡,创造新岗位,,20,\n")
    answer = targets.show(desk_at(database, at(11)), CODE, None, None)
    assert "单位界限：香水镇每月不低于5个且不高于60个、大湾乡每月不高于20个" in plain(answer.report.document)
    assert told(answer)["rows"][0]["unit_bounds"] == [
        {"unit": UNIT, "lowest": 5, "highest": 60, "note": "照去年月均"},
        {"unit": "大湾乡", "lowest": None, "highest": 20, "note": None},
    ]


def test_the_import_says_so_at_the_row(database: Path, folder: Path, tmp_path: Path) -> None:
    say(database, folder, 10, OWN)
    sheet = tmp_path / "8.csv"
    sheet.write_text("单位,指标,月份,本月数\n香水镇,创造新岗位,2023-08,4\n", "utf-8")
    (file,) = told(import_sheets(desk_at(database, at(11)), Order((sheet,))))["files"]
    (problem,) = file["problems"]
    assert (problem["code"], problem["severity"], problem["row"]) == ("out-of-bounds", "warning", 2)
    assert "4个，低于下限5个" in problem["message"]


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        ("香水镇,创造新岗位,70,60,", "下限", "下限比上限大"),
        ("香水镇,创造新岗位,,,", "下限", "下限、上限至少写一个"),
        ("香水镇,创造新岗位,少,,", "下限", "应为数字"),
        ("香水镇,创造新岗位,,1.23456,", "上限", "小数不能多于4位"),
        ("香水乡,创造新岗位,5,,", "单位", "departments.csv中没有这个单位"),
        ("香水镇,没有的指标,5,,", "指标", "targets.csv中没有这个指标的目标"),
        ("财政局,创造新岗位,5,,", "单位", "duties.csv中这个单位不报这个指标"),
        ("香水镇,创造新岗位,5,,\n香水镇,new-posts,6,,", "单位", "“香水镇”这个指标的界限重复"),
    ],
)
def test_what_is_wrong_is_named(folder: Path, row: str, column: str, message: str) -> None:
    (folder / "bounds.csv").write_text(HEADER + row + "\n", encoding="utf-8")
    (problem,) = problems_of(folder)
    assert (problem.file, problem.column) == ("bounds.csv", column)
    assert message in problem.message


def test_a_folder_without_it_is_a_plan(folder: Path) -> None:
    (folder / "bounds.csv").unlink()
    assert problems_of(folder) == ()
