"""A part of a page: the targets of a department, of a light, the main goals; a department's board and reminders."""

import json
from pathlib import Path

import pytest

from tests.cli.answers import Office
from tests.cli.conftest import Jytrack

JUNE = ("--as-of", "2023-06-30", "--format", "json")


def rows(office: Office, *words: str) -> list[dict[str, object]]:
    ran = office.types([*words, *JUNE])
    assert ran.code == 0, ran.err
    found: list[dict[str, object]] = json.loads(ran.out)["rows"]
    return found


def codes(office: Office, *words: str) -> set[object]:
    return {row["target"] for row in rows(office, "report", "variance", *words)}


def test_the_targets_asked_for_are_those_of_the_whole_page(office: Office) -> None:
    everything = rows(office, "report", "variance")
    red = {row["target"] for row in everything if row["light"] == "red"}
    assert red
    assert codes(office, "--light", "red") == codes(office, "--light", "红") == red
    assert len(codes(office, "--main")) == 7
    own = {row["target"] for row in everything if row["lead"] == "人社局"}
    assert own <= codes(office, "--department", "人社局")
    assert codes(office, "--department", "人社局", "--light", "red") == red & codes(office, "--department", "人社局")
    assert codes(office, "--main", "--light", "grey") < codes(office, "--main")
    page = office.types(["report", "variance", "--department", "人社局", "--light", "红", "--as-of", "2023-06-30"])
    assert page.out.splitlines()[0].endswith("与年度目标的差额（人社局，红灯）")
    assert office.types(["report", "variance", "--department", "没有"]).code == 4


def test_a_departments_board_and_reminders(office: Office) -> None:
    board, whole = rows(office, "task", "board", "--department", "发改局"), rows(office, "task", "board")
    assert 0 < len(board) < len(whole)
    listed = {row["no"] for row in rows(office, "task", "list", "--department", "发改局")}
    assert {row["no"] for row in board} == listed
    asked, everything = rows(office, "remind", "--department", "人社局"), rows(office, "remind")
    assert asked == [row for row in everything if row["department"] == "人社局"]
    assert asked
    assert office.types(["remind", "--department", "没有"]).code == 4
    page = office.types(["task", "board", "--department", "发改局", "--as-of", "2023-06-30"])
    assert page.out.splitlines()[0].endswith("任务看板（发改局）")


@pytest.mark.parametrize("page", ["brief", "weekly"])
def test_main_goals_come_first(jytrack: Jytrack, tmp_path: Path, page: str) -> None:
    # both are red; 线上线下招聘活动 is farther behind, but belongs to a task: 创造新岗位 is a main goal
    sheet = tmp_path / "表.csv"
    towns = ("香水镇", "泾河源镇", "六盘山镇", "新民乡", "兴盛乡", "黄花乡", "大湾乡")
    lines = [f"{town},创造新岗位,2023-0{month},1" for town in towns for month in range(1, 6)]
    lines += [f"人社局,线上线下招聘活动,2023-0{month},0" for month in range(1, 6)]
    sheet.write_text("\n".join(("单位,指标,月份,本月数", *lines)) + "\n", encoding="utf-8")
    assert jytrack("target", "import", sheet, "--received", "2023-06-01").code == 0
    text = jytrack("report", page, "--as-of", "2023-05-31").out
    assert 0 < text.index("创造新岗位") < text.index("线上线下招聘活动")
