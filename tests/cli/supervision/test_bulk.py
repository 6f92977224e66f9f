"""Many tasks in one command: all that are named or none, of the whole plan those of which it is possible."""

import json

import pytest

from tests.cli.conftest import Jytrack

ON = ("--on", "2023-03-10", "--note", "按方案交办")


def statuses(jytrack: Jytrack) -> dict[int, str]:
    rows = json.loads(jytrack("task", "list", "--as-of", "2023-12-31", "--format", "json").out)["rows"]
    return {row["no"]: row["status"] for row in rows}


def entries(jytrack: Jytrack, no: int) -> list[str]:
    shown = jytrack("task", "show", str(no), "--as-of", "2999-12-31", "--format", "json")
    return [entry["note"] for entry in json.loads(shown.out)["rows"][0]["log"]]


@pytest.mark.parametrize(
    ("asked", "moved"), [("1-3", {1, 2, 3}), ("1,4,9", {1, 4, 9}), ("第2、3项", {2, 3}), ("7", {7})]
)
def test_the_tasks_named_move_together(jytrack: Jytrack, asked: str, moved: set[int]) -> None:
    assert jytrack("task", "assign", asked, *ON).code == 0
    assert {no for no, status in statuses(jytrack).items() if status == "assigned"} == moved


def test_a_year_is_assigned_in_one_command(jytrack: Jytrack) -> None:
    ran = jytrack("task", "assign", "--all-tasks", "--all", *ON)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("已交办30项任务（1-30），单位212个次")
    assert set(statuses(jytrack).values()) == {"assigned"}


def test_one_that_is_refused_keeps_all_back_and_each_is_named(jytrack: Jytrack) -> None:
    jytrack("task", "assign", "2,4", *ON)
    before = statuses(jytrack)
    ran = jytrack("task", "assign", "1-4", *ON)
    assert ran.code == 3
    assert "4项任务中2项不能交办，一项也没有写入：任务2（" in ran.err
    assert "；任务4（" in ran.err
    assert statuses(jytrack) == before


def test_of_the_whole_plan_those_move_that_can_and_the_others_are_told(jytrack: Jytrack) -> None:
    jytrack("task", "assign", "2,4", *ON)
    ran = jytrack("task", "assign", "--all-tasks", *ON)
    assert ran.code == 0
    assert "已交办28项任务（1、3、5-30）" in ran.err
    assert "不能交办、没有动的：现为“交办”的2项（任务2、4）" in ran.err
    again = jytrack("task", "assign", "--all-tasks", *ON)
    assert (again.code, "没有可以交办的任务" in again.err) == (3, True)


def test_of_the_whole_plan_any_of_the_departments_moves_where_it_has_a_part(jytrack: Jytrack) -> None:
    assert jytrack("task", "assign", "--all-tasks", "--all", *ON).code == 0
    names = ("--department", "司法局", "--department", "财政局")
    assert jytrack("task", "accept", "--all-tasks", *names, "--on", "2023-03-13").code == 0
    rows = json.loads(jytrack("task", "show", "1", "--as-of", "2023-12-31", "--format", "json").out)["rows"]
    found = {each["department"]: each["status"] for each in rows[0]["departments"]}
    assert (found["财政局"], found["发改局"]) == ("accepted", "assigned")


@pytest.mark.parametrize(
    ("arguments", "noted"),
    [
        (("3,5", "已开工"), {3, 5}),
        (("3-4", "--note", "已开工"), {3, 4}),
        (("--all-tasks", "--note", "已开工"), set(range(1, 31))),
    ],
)
def test_one_note_for_many_tasks(jytrack: Jytrack, arguments: tuple[str, ...], noted: set[int]) -> None:
    assert jytrack("task", "note", *arguments, "--on", "2023-03-10").code == 0
    for no in (3, 4, 5, 30):
        assert entries(jytrack, no) == (["已开工"] if no in noted else [])


def under_way(jytrack: Jytrack) -> None:
    """Tasks 1 to 3 are under way, and each asks for a later day, the second for a milestone too."""
    for line in (
        "assign 1-3 --all --on 2023-03-10",
        "milestone add 1-3 中期检查 --due 2023-08-31 --note 会定 --on 2023-03-11",
        "extend 1-3 --until 2024-01-31 --note 雨季 --on 2023-03-12",
        "extend 2 --milestone 中期检查 --until 2023-09-30 --note 雨季 --on 2023-03-12",
    ):
        ran = jytrack("task", *line.split())
        assert ran.code == 0, ran.err


def extensions(jytrack: Jytrack) -> str:
    """How each request in tasks 1 to 3 stands: granted +, refused -, waiting ?."""
    found = ""
    for no in (1, 2, 3):
        shown = jytrack("task", "show", str(no), "--as-of", "2999-12-31", "--format", "json")
        for each in json.loads(shown.out)["rows"][0]["extensions"]:
            found += f"{no}{'?' if each['decided_on'] is None else '+' if each['granted'] else '-'}"
    return found


@pytest.mark.parametrize(
    ("line", "code", "said", "left"),
    [
        ("approve 1-3", 0, "批准延至2024年1月31日", "1+2+2?3+"),
        ("approve --all-tasks", 0, "节点“中期检查”：批准延至", "1+2+2+3+"),
        ("approve --all-tasks --milestone 中期", 0, "节点“中期检查”", "1?2?2+3?"),
        ("approve --all-tasks --department 教体局", 3, "没有可以批准延期的任务", "1?2?2?3?"),
        ("refuse 1,3 --note 不足", 0, "不准延期", "1-2?2?3-"),
        ("refuse 1,3", 2, "jytrack task refuse 1、3 --note", "1?2?2?3?"),
        ("refuse --all-tasks --note 不足", 0, "不准延期", "1-2-2-3-"),
        ("approve 1-4", 3, "4项任务中1项不能批准延期，一项也没有写入", "1?2?2?3?"),
        ("extend 2-4 --until 2024-02-28 --note 雨", 3, "3项不能申请延期", "1?2?2?3?"),
    ],
)
def test_extensions_are_decided_together(jytrack: Jytrack, line: str, code: int, said: str, left: str) -> None:
    under_way(jytrack)
    ran = jytrack("task", *line.split(), "--on", "2023-03-13")
    assert (ran.code, said in ran.err) == (code, True), ran.err
    assert extensions(jytrack) == left


def test_a_milestone_of_several_tasks_is_done_at_once(jytrack: Jytrack) -> None:
    under_way(jytrack)
    done = jytrack("task", "milestone", "done", "1-3", "中期检查", "--on", "2023-09-02")
    assert (done.code, done.err.count("迟2天")) == (0, 3)
    again = jytrack("task", "milestone", "done", "3-4", "中期检查", "--on", "2023-09-02")
    assert again.code == 3
    assert "2项任务中2项不能登记完成，一项也没有写入：任务3（" in again.err
    assert "；任务4（" in again.err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ("assign", 2, "请写任务序号"),
        ("assign 3 --all-tasks", 2, "--all-tasks 中的一个"),
        ("assign 5-1", 2, "“5-1”不是任务序号"),
        ("assign 3,40-41", 4, "方案里没有任务40-41"),
        ("assign --all-tasks --department 无此局", 4, "没有单位“无此局”"),
        ("finish 1-3", 2, "办结要写明依据：jytrack task finish 1-3 --note"),
        ("note 3", 2, "备注是空的"),
        ("note 3 好 --note 好", 2, "备注写了两处"),
        ("note 3 好 --department 人社局", 2, "--department 要和 --all-tasks 合用"),
    ],
)
def test_what_is_not_understood_says_how_to_write_it(jytrack: Jytrack, arguments: str, code: int, said: str) -> None:
    ran = jytrack("task", *arguments.split())
    assert (ran.code, said in ran.err) == (code, True), ran.err
    assert set(statuses(jytrack).values()) == {"registered"}
