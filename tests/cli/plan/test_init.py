"""`init`: a database from nothing, edited settings, broken folders, databases that are not ours."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from jytrack.shipped import shipped
from tests.cli.conftest import Jytrack


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the plan folder, to be edited."""
    return Path(shutil.copytree(shipped("seed") / "jingyuan-2023", tmp_path / "plan"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8-sig")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8-sig")


@pytest.fixture
def untouched(database: Path) -> Iterator[None]:
    """Holds that the database file is the same afterwards."""
    with sqlite3.connect(database) as before:
        was = list(before.iterdump())
    yield
    with sqlite3.connect(database) as after:
        assert list(after.iterdump()) == was


def test_makes_the_database_and_loads_the_plan(bare: Jytrack) -> None:
    ran = bare("init")
    assert ran.code == 0
    assert "已装入方案 jingyuan-2023：30项任务、31项指标" in ran.out
    assert ran.err == ""


def test_an_unchanged_folder_changes_nothing(jytrack: Jytrack, database: Path) -> None:
    with sqlite3.connect(database) as connection:
        before = list(connection.iterdump())
    assert "没有变化" in jytrack("init").out
    with sqlite3.connect(database) as connection:
        assert list(connection.iterdump()) == before


def test_edited_settings_are_applied_and_shown(jytrack: Jytrack, folder: Path) -> None:
    edit(folder / "duties.csv", "创造新岗位,各乡（镇）,每月,25", "创造新岗位,各乡（镇）,每月,20")
    ran = jytrack("init", "--seed", folder, "--format", "json")
    assert ran.code == 0
    (change,) = json.loads(ran.out)["rows"]
    assert "new-posts" in change["subject"]
    assert "25" in change["before"]
    assert "20" in change["after"]
    assert "没有变化" in jytrack("init", "--seed", folder).out


def test_a_definition_is_changed_told_and_printed(jytrack: Jytrack, folder: Path) -> None:
    asked = ("--as-of", "2023-06-30", "--format", "json")
    was = "当年新创造的岗位个数，数的是岗位不是人"
    (shown,) = json.loads(jytrack("target", "show", "new-posts", *asked).out)["rows"]
    assert (shown["definition"], shown["prose_name"]) == (was, "创造新岗位")
    edit(folder / "metrics.csv", f"{was},", "经核实的新岗位个数,新岗位")
    (change,) = json.loads(jytrack("init", "--seed", folder, "--format", "json").out)["rows"]
    assert (change["subject"], change["before"]) == ("指标口径 new-posts", was)
    assert change["after"] == "经核实的新岗位个数；行文名：新岗位"
    page = jytrack("target", "show", "new-posts", "--as-of", "2023-06-30").out
    assert "口径：经核实的新岗位个数\n行文名：新岗位" in page
    assert "口径：经核实的新岗位个数" in jytrack("report", "explain", "new-posts", "--as-of", "2023-06-30").out
    explained = json.loads(jytrack("report", "explain", "new-posts", *asked).out)
    assert (explained["definition"], explained["prose_name"]) == ("经核实的新岗位个数", "新岗位")


def test_a_folder_without_definitions_is_what_it_was(jytrack: Jytrack, folder: Path) -> None:
    columns = [line.split(",") for line in (folder / "metrics.csv").read_text(encoding="utf-8-sig").splitlines()]
    text = "\n".join(",".join(cells[:-2]) for cells in columns)
    (folder / "metrics.csv").write_text(text + "\n", encoding="utf-8-sig")
    changes = json.loads(jytrack("init", "--seed", folder, "--format", "json").out)["rows"]
    assert {change["subject"].split()[0] for change in changes} == {"指标口径"}
    assert {change["after"] for change in changes} == {""}
    page = jytrack("target", "show", "zero-employment-families", "--as-of", "2023-06-30", "--format", "json")
    (shown,) = json.loads(page.out)["rows"]
    assert (shown["definition"], shown["prose_name"]) == (None, "零就业家庭")


def test_a_goal_is_changed_by_its_own_command_only(jytrack: Jytrack, folder: Path) -> None:
    edit(folder / "targets.csv", "城镇新增就业,550", "城镇新增就业,600")
    ran = jytrack("init", "--seed", folder)
    assert "jytrack target revise urban-new-jobs" in ran.out
    assert json.loads(jytrack("target", "list", "--format", "json").out)["rows"][0]["goal"] == 550


def test_a_broken_folder_is_refused_with_file_row_and_column(bare: Jytrack, folder: Path, database: Path) -> None:
    edit(folder / "targets.csv", "城镇新增就业,550", "城镇新增就业,五百五")
    edit(folder / "duties.csv", "城镇调查失业率,社会经济调查队", "城镇调查失业率,社会调查队")
    ran = bare("init", "--seed", folder, "--format", "json")
    assert ran.code == 3
    places = {(row["file"], row["row"], row["column"], row["value"]) for row in json.loads(ran.out)["rows"]}
    assert ("targets.csv", 2, "年度目标值", "五百五") in places
    assert ("duties.csv", 7, "填报单位", "社会调查队") in places
    assert not database.exists()


def test_a_folder_that_is_not_there(bare: Jytrack, tmp_path: Path) -> None:
    ran = bare("init", "--seed", tmp_path / "没有")
    assert ran.code == 2
    assert ran.err.startswith("错误：没有方案文件夹")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    "content", [b"not a database at all, but long enough to be looked at" * 40, b"SQLite format 3\x00" + b"\xff" * 5000]
)
def test_a_foreign_file_is_left_alone(bare: Jytrack, database: Path, content: bytes) -> None:
    database.write_bytes(content)
    for command in (("init",), ("report",), ("db", "check"), ("db", "info")):
        ran = bare(*command)
        assert ran.code == 5, command
        assert ran.err.startswith("错误："), command
        assert ran.err.count("\n") == 1, command
    assert database.read_bytes() == content


def test_another_programs_database_is_left_alone(bare: Jytrack, database: Path) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE TABLE mine (id INTEGER)")
    ran = bare("init")
    assert ran.code == 5
    assert "不是 jytrack 的数据库" in ran.err


def test_every_command_before_init_names_init(bare: Jytrack) -> None:
    for command in ("task list", "task show 1", "target list", "report", "report weekly", "remind", "db info"):
        ran = bare(*command.split())
        assert ran.code == 5, command
        assert ran.err.rstrip().endswith("jytrack init"), command


def test_a_milestone_that_the_office_added_and_the_plan_lists_later_stands_once(
    jytrack: Jytrack, tmp_path: Path
) -> None:
    added = ("task", "milestone", "add", "3", "座谈会", "--due", "2023-08-01", "--on", "2023-04-04", "--note", "会议定")
    assert jytrack(*added).code == 0
    folder = tmp_path / "方案"
    shutil.copytree(shipped("seed") / "jingyuan-2023", folder)
    with (folder / "milestones.csv").open("a", encoding="utf-8") as sheet:
        sheet.write("3,座谈会,节点,,2023-09-01,,推定\n")
    assert jytrack("init", "--seed", folder).code == 0
    (row,) = json.loads(jytrack("task", "show", "3", "--as-of", "2023-12-31", "--format", "json").out)["rows"]
    assert [(each["name"], each["due_on"]) for each in row["milestones"]] == [("座谈会", "2023-09-01")]


def test_a_milestone_laid_under_a_finished_task_is_told(jytrack: Jytrack, tmp_path: Path) -> None:
    for act in ("assign", "accept", "start", "report", "finish"):
        assert jytrack("task", act, "3", "--note", "办", "--on", "2023-08-01").code == 0
    folder = tmp_path / "方案"
    shutil.copytree(shipped("seed") / "jingyuan-2023", folder)
    with (folder / "milestones.csv").open("a", encoding="utf-8") as sheet:
        sheet.write("3,座谈会,节点,,2023-09-01,,推定\n")
    said = jytrack("init", "--seed", folder).out
    assert "任务3（发展服务业扩大就业）已办结，节点“座谈会”还没有登记完成，逾期照计" in said
    assert "jytrack task return 3" in said
