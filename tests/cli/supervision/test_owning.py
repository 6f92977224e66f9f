"""Ownership and membership as the office decides them: from a day, with a reason, in the chained log."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Jytrack
from tests.command import uncoded
from tests.conftest import Golden

GROUP = "县就业工作领导小组成员单位"
OFFICE = "县就业工作领导小组办公室"
END = ("--as-of", "2023-12-31")


def done(jytrack: Jytrack, line: str, *more: str | Path) -> str:
    ran = jytrack(*line.split(), *more)
    assert (ran.code, ran.out) == (0, ""), ran.err
    return ran.err


def read(jytrack: Jytrack, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(jytrack(*arguments, "--format", "json").out)
    return found


def account(jytrack: Jytrack, department: str, day: str = "2023-12-31") -> dict[str, Any]:
    rows = read(jytrack, "report", "accountability", "--as-of", day)["rows"]
    return next((row for row in rows if row["department"] == department), {})


def variance(jytrack: Jytrack, code: str, day: str = "2023-12-31") -> dict[str, Any]:
    rows = read(jytrack, "report", "variance", "--as-of", day)["rows"]
    return next(row for row in rows if row["target"] == code)


def decided(jytrack: Jytrack) -> None:
    for line in (
        f"task own 27 --department {OFFICE} --note 领导小组第1次会议明确 --on 2023-03-20",
        "target own urban-new-jobs --department 人社局 --note 领导小组第1次会议明确 --on 2023-03-20",
        "target own rural-transfer --task 9 --note 核对上级文件无误 --on 2023-03-21",
        "target own household-employment --task 10 --note 业务科室分工 --on 2023-04-03",
        f"task members {GROUP} --add 教体局 --add 财政局 --note 领导小组名单 --on 2023-03-20",
        f"task members {GROUP} --remove 教体局 --note 名单调整 --on 2023-05-20",
    ):
        done(jytrack, line)


def test_the_page_of_ownership(jytrack: Jytrack, golden: Golden) -> None:
    decided(jytrack)
    page = jytrack("task", "own", *END).out
    golden("cli/ownership.txt", uncoded(page))
    assert jytrack("target", "own", *END).out == page
    assert jytrack("task", "members", *END).out == page


def test_task_27_has_a_lead_from_the_day_on(jytrack: Jytrack) -> None:
    decided(jytrack)
    tasks = {row["no"]: row["lead"] for row in read(jytrack, "task", "list", *END)["rows"]}
    assert tasks[27] == [OFFICE]
    before, after = (account(jytrack, "牵头单位未明确", day) for day in ("2023-03-19", "2023-03-20"))
    assert (before["lead"]["tasks"], after["lead"]["tasks"]) == (1, 0)
    office = account(jytrack, OFFICE)
    assert office["lead"]["tasks"] == 1
    assert office["milestones_overdue"] > 0  # what the task had before is its lead's now


def test_goals_get_an_owner_or_a_task(jytrack: Jytrack) -> None:
    assert variance(jytrack, "urban-new-jobs")["lead"] == []
    decided(jytrack)
    for code, task, basis, lead in (
        ("urban-new-jobs", None, "decided", ["人社局"]),
        ("rural-transfer", 9, "decided", ["人社局"]),
        ("household-employment", 10, "decided", ["人社局"]),
        ("surveyed-unemployment", 29, "assumed", ["人社局"]),
        ("new-startups", None, None, []),
    ):
        row = variance(jytrack, code)
        assert (row["task"], row["task_basis"], row["lead"][:1]) == (task, basis, lead)
    assert variance(jytrack, "household-employment", "2023-04-02")["task"] == 11
    assert account(jytrack, "牵头单位未明确")["targets"]["grey"] == 2
    page = jytrack("report", "variance", *END).out
    assert "归属由办公室确定：城镇新增就业、农村劳动力转移就业、有稳定就业者的家庭占比" in page
    assert "牵头单位：人社局（办公室确定，2023年3月20日起：领导小组第1次会议明确）" in (
        jytrack("target", "show", "urban-new-jobs", *END).out
    )


def test_members_inherit_what_stands_on_the_group(jytrack: Jytrack) -> None:
    empty = account(jytrack, GROUP)
    assert empty["responsible"]["tasks"] == 3
    assert account(jytrack, "教体局")["via_group"]["tasks"] == 0
    decided(jytrack)
    assert account(jytrack, "教体局", "2023-04-30")["via_group"]["tasks"] > 0
    assert account(jytrack, "教体局")["via_group"]["tasks"] == 0  # taken out in May
    assert account(jytrack, "财政局")["via_group"]["tasks"] == 2  # of three; it leads one
    assert account(jytrack, GROUP)["responsible"] == empty["responsible"]  # the group keeps its row
    said = done(jytrack, f"task assign 27 --department {GROUP} --on 2023-04-01")
    assert said.count("立项 → 交办") == 2  # the office itself was assigned nothing


def test_a_decision_is_taken_back(jytrack: Jytrack) -> None:
    decided(jytrack)
    done(jytrack, "task own 27 --as-printed --note 记错了 --on 2023-06-01")
    done(jytrack, "target own rural-transfer --as-printed --note 记错了 --on 2023-06-01")
    assert account(jytrack, "牵头单位未明确")["lead"]["tasks"] == 1
    assert variance(jytrack, "rural-transfer")["task_basis"] == "assumed"
    assert variance(jytrack, "rural-transfer", "2023-05-31")["task_basis"] == "decided"


def test_init_undoes_no_decision(jytrack: Jytrack) -> None:
    decided(jytrack)
    before = jytrack("task", "own", *END).out
    assert jytrack("init").code == 0
    assert jytrack("task", "own", *END).out == before


def test_decisions_are_chained_and_proved(jytrack: Jytrack, tmp_path: Path) -> None:
    proof = tmp_path / "会议纪要.pdf"
    proof.write_bytes(b"%PDF-1.4")
    head = read(jytrack, "report", "accountability")["log_head"]
    done(jytrack, f"task own 27 --department {OFFICE} --note 会议定 --on 2023-03-20", "--file", proof)
    assert read(jytrack, "report", "accountability")["log_head"] != head
    (entry,) = read(jytrack, "task", "show", "27", *END)["rows"][0]["log"]
    assert (entry["action"], entry["evidence"][0]["name"]) == ("task_owner", "会议纪要.pdf")
    assert jytrack("db", "check").code == 0
    done(jytrack, "target own urban-new-jobs --department 人社局 --note 会议定 --on 2023-03-20", "--file", proof)
    (kept,) = (tmp_path / "evidence").iterdir()
    kept.unlink()
    said = jytrack("db", "check").out
    assert "任务27的材料“会议纪要.pdf”不在了" in said
    assert "归属决定的材料“会议纪要.pdf”不在了" in said


def test_a_refused_change_leaves_no_evidence_behind(jytrack: Jytrack, tmp_path: Path) -> None:
    proof = tmp_path / "名单.pdf"
    proof.write_bytes(b"%PDF-1.4")
    ran = jytrack("task", "members", GROUP, "--add", "人社局", "--add", "人社局", "--note", "名单", "--file", proof)
    assert ran.code == 3
    assert not (tmp_path / "evidence").exists()


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE task_log SET task_no = NULL, department_id = 1 WHERE action = 'target_owner' AND task_no IS NOT NULL",
        "UPDATE task_log SET target_id = target_id + 1 WHERE action = 'target_owner'",
        "UPDATE task_log SET department_id = department_id + 1 WHERE action = 'task_owner'",
        "UPDATE task_log SET group_id = group_id - 1 WHERE action = 'member_added'",
        "UPDATE task_log SET action = 'member_added' WHERE action = 'member_removed'",
    ],
)
def test_a_decision_edited_behind_the_programs_back_is_found(jytrack: Jytrack, database: Path, edit: str) -> None:
    decided(jytrack)
    assert jytrack("db", "check").code == 0
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("DROP TRIGGER tr_task_log_no_update")
        assert connection.execute(edit).rowcount
        connection.commit()
    ran = jytrack("db", "check")
    assert (ran.code, "督办日志" in ran.out) == (5, True)


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        ("task own 4 --department 人社局 --note 依据", 3, "由农业农村局牵头，是方案印明的"),
        ("task own 99 --department 人社局 --note 依据", 4, "没有任务99"),
        ("task own 27 --department 税局 --note 依据", 4, "没有单位“税局”"),
        ("task own 27 --department 人社局、发改局 --note 依据", 4, "是2个单位，一次写一个"),
        ("task own 27 --department 各乡镇 --note 依据", 3, "是集合单位，请写具体单位"),
        ("task own 27 --department 人社局", 2, "要写明依据"),
        ("task own 27 --note 依据", 2, "请写 --department 单位，或 --as-printed"),
        ("task own 27 --department 人社局 --as-printed --note 依据", 2, "请写 --department"),
        ("task own 27 --as-printed --note 依据", 3, "没有作过决定"),
        ("task own 27 --department 人社局 --note 依据 --on 2023-03-06", 2, "太早"),
        ("task own 27 --department 人社局 --note 依据 --on 2999-01-01", 2, "还没到"),
        ("target own project-jobs --task 2 --note 依据", 3, "归任务1，是方案印明的"),
        ("target own urban-new-jobs --task 99 --note 依据", 4, "没有任务99"),
        ("target own urban-new-jobs --task 1 --department 人社局 --note 依据", 2, "只写一个"),
        ("target own urban-new-jobs --note 依据", 2, "请写 --task"),
        ("target own no-such --task 1 --note 依据", 4, "没有指标“no-such”"),
        (f"task members {GROUP} --note 依据", 2, "请写 --add 单位"),
        (f"task members {GROUP} --add 人社局", 2, "要写明依据"),
        (f"task members {GROUP} --remove 人社局 --note 依据", 3, "人社局不是"),
        (f"task members {GROUP} --add 人社局 --add 人社局 --note 依据", 3, "人社局已经是"),
        (f"task members {GROUP} --add {GROUP} --note 依据", 3, "是集合单位"),
        ("task members 各乡镇 --remove 大湾乡 --note 依据", 3, "成员由方案规定"),
        ("task members 人社局 --add 财政局 --note 依据", 3, "“人社局”不是集合单位"),
    ],
)
def test_what_is_refused(jytrack: Jytrack, line: str, code: int, says: str) -> None:
    ran = jytrack(*line.split())
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith("错误：")
    assert ran.err.count("\n") == 1
    assert says in ran.err
    assert "jytrack" in ran.err
    assert read(jytrack, "report", "accountability")["log_head"] is None


def test_the_same_twice_is_refused(jytrack: Jytrack) -> None:
    decided(jytrack)
    for line in (
        f"task own 27 --department {OFFICE} --note 依据 --on 2023-06-01",
        "target own rural-transfer --task 9 --note 依据 --on 2023-06-01",
    ):
        ran = jytrack(*line.split())
        assert (ran.code, "未作改动" in ran.err) == (3, True)
