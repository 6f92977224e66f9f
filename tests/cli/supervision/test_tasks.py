"""`task`: listing, one page, and the log that statuses and milestones are read from."""

import json
import re

import pytest

from tests.cli.conftest import Jytrack

AS_OF = ("--as-of", "2023-06-30")


def rows(jytrack: Jytrack, *arguments: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(jytrack(*arguments, "--format", "json").out)["rows"]
    return found


def numbers(jytrack: Jytrack, *arguments: str) -> list[object]:
    return [row["no"] for row in rows(jytrack, "task", "list", *AS_OF, *arguments)]


def test_list_and_its_filters(jytrack: Jytrack) -> None:
    assert numbers(jytrack) == list(range(1, 31))
    assert numbers(jytrack, "--department", "发改局", "--role", "lead") == [1, 2, 3]
    assert numbers(jytrack, "--department", "县发展和改革局", "--role", "牵头单位") == [1, 2, 3]
    assert numbers(jytrack, "--department", "妇联") == [15, 20]
    assert numbers(jytrack, "--department", "教体局", "--role", "共同牵头") == [19, 20]
    assert numbers(jytrack, "--department", "香水镇", "--role", "via_group") == numbers(
        jytrack, "--department", "香水镇"
    )
    assert 27 not in numbers(jytrack, "--role", "lead")
    assert numbers(jytrack, "--overdue") == [27]
    assert numbers(jytrack, "--section", "技能培训") == [18, 19]
    assert numbers(jytrack, "--light", "红") == [27]
    assert numbers(jytrack, "--status", "done") == []


def test_a_status_holds_from_its_day_on(jytrack: Jytrack) -> None:
    said = jytrack("task", "update", "3", "--status", "交办", "--on", "2023-04-10", "--note", "已开会布置")
    assert (said.code, said.out) == (0, "")
    assert "立项 → 交办（日期2023年4月10日，登记日期" in said.err
    (task,) = rows(jytrack, "task", "show", "3", "--as-of", "2023-04-09")
    assert task["status"] == "registered"
    (task,) = rows(jytrack, "task", "show", "3", "--as-of", "2023-04-10")
    assert task["status"] == "assigned"
    assert jytrack("task", "update", "3", "--status", "assigned", "--on", "2023-05-01").code == 3
    assert jytrack("task", "update", "3", "--status", "in_progress", "--on", "2023-05-01").code == 3
    assert jytrack("task", "update", "3", "--status", "立项").code == 2


def test_a_note_keeps_a_task_from_being_neglected(jytrack: Jytrack) -> None:
    (task,) = rows(jytrack, "task", "show", "3", *AS_OF)
    assert task["light"] == "yellow"
    assert jytrack("task", "note", "3", "养老托育项目已开工", "--on", "2023-06-20").code == 0
    (task,) = rows(jytrack, "task", "show", "3", *AS_OF)
    assert task["light"] == "grey"


def test_milestones_are_done_once(jytrack: Jytrack) -> None:
    done = ("task", "update", "27", "--milestone", "月调度（3月）", "--on", "2023-04-03")
    assert jytrack(*done).code == 0
    assert jytrack(*done).code == 3
    assert jytrack("task", "update", "27", "--milestone", "月调度（13月）").code == 4
    assert jytrack("task", "update", "20", "--milestone", "春风行动", "--on", "2023-02-20").code == 0
    assert jytrack("task", "update", "6", "--milestone", "一次性扩岗补助延期受理").code == 4
    (account,) = [
        row for row in rows(jytrack, "report", "accountability", *AS_OF) if row["department"] == "牵头单位未明确"
    ]
    assert account["milestones_overdue"] == 5
    assert account["days_late_done"] == 3


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        ("task show 31", 4, "没有任务31"),
        ("task note 31 x", 4, "没有任务31"),
        ("task update 3", 2, "--status"),
        ("task update 3 --status 完了", 2, "不认识"),
        ("task update 3 --status done", 2, "要写明依据"),
        ("task update 3 --status assigned --on 2999-01-01", 2, "还没到"),
        ("task list --department 无此局", 4, "没有单位"),
        ("task list --light 蓝", 2, "不认识"),
        ("target show no-such", 4, "没有指标"),
        ("target show urban-nwe-jobs", 4, "是不是“urban-new-jobs”"),
        ("report --as-of 2023-02-30", 2, "不是日期"),
        ("--plan 2022 report", 4, "没有方案"),
    ],
)
def test_what_is_not_there_is_one_line(jytrack: Jytrack, arguments: str, code: int, says: str) -> None:
    ran = jytrack(*arguments.split())
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith("错误：")
    assert ran.err.count("\n") == 1
    assert says in ran.err
    assert "jytrack" in ran.err


def test_an_empty_note_is_refused(jytrack: Jytrack) -> None:
    assert jytrack("task", "note", "3", "  ").code == 2


@pytest.mark.parametrize(
    ("by", "headings"),
    [
        ("section", ["就业容量扩增行动：4项　黄1　灰3", "保障措施：4项　红1　黄2　灰1"]),
        ("状态", ["交办：1项　灰1", "立项：29项　红1　黄15　灰13"]),
        ("department", ["发改局：3项　灰3", "未明确：1项　红1"]),
    ],
)
def test_groups_with_their_lights(jytrack: Jytrack, by: str, headings: list[str]) -> None:
    assert jytrack("task", "assign", "3", "--on", "2023-06-20").code == 0
    out = jytrack("task", "list", *AS_OF, "--by", by).out
    told = [line.strip("【】") for line in out.splitlines() if line.startswith("【")]
    assert set(headings) <= set(told)
    assert sum(int(line.split("：")[1].split("项")[0]) for line in told) == 30
    assert sorted(str(no) for no in numbers(jytrack, "--by", by)) == sorted(str(no) for no in range(1, 31))


def test_overdue_first_then_by_light(jytrack: Jytrack) -> None:
    for no, due in (("9", "2023-06-10"), ("4", "2023-06-20")):
        added = ("task", "milestone", "add", no, "验收", "--due", due, "--on", "2023-05-01", "--note", "会议定")
        assert jytrack(*added).code == 0
    assert jytrack("task", "cancel", "1", "--on", "2023-05-01", "--note", "并入任务2").code == 0
    listed = rows(jytrack, "task", "list", *AS_OF, "--order", "overdue")
    assert [(row["no"], row["days_overdue"]) for row in listed[:3]] == [(27, 91), (9, 20), (4, 10)]
    lights = [row["light"] for row in listed[3:]]
    assert lights[0] == "yellow"
    assert listed[-1]["no"] == 1
    assert lights.index("grey") > lights.index("yellow")


def test_nothing_to_group(jytrack: Jytrack) -> None:
    assert "没有符合条件的任务" in jytrack("task", "list", "--section", "无此行动", "--by", "section").out


@pytest.mark.parametrize("command", ["task board", "report brief"])
def test_pages_for_a_meeting_in_every_format(jytrack: Jytrack, command: str) -> None:
    for kind in ("table", "plain", "markdown", "csv", "json"):
        ran = jytrack(*command.split(), *AS_OF, "--format", kind)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out


def test_the_board_tells_what_waits_and_for_how_long(jytrack: Jytrack) -> None:
    assert jytrack("task", "assign", "3", "--all", "--on", "2023-06-01").code == 0
    assert jytrack("task", "accept", "3", "--on", "2023-06-05").code == 0
    assert jytrack("task", "extend", "3", "--until", "2024-01-31", "--on", "2023-06-20", "--note", "雨季").code == 0
    out = jytrack("task", "board", *AS_OF).out
    assert re.search(r"延期待批\s+3\s+整项任务延至2024年1月31日\s+发改局\s+10天\n", out)
    assert re.search(r"交办待签收\s+3\s+发展服务业扩大就业\s+民政局等9个单位\s+29天\n", out)
    assert "延期待批1件，交办待签收1件" in jytrack("report", "brief", *AS_OF).out
    weekly = jytrack("report", "weekly", *AS_OF).out
    assert "延期待批 任务3 发改局 整项任务延至2024年1月31日，已10天\n" in weekly


def test_an_empty_department_is_nobody(jytrack: Jytrack) -> None:
    ran = jytrack("task", "list", "--department", "")
    assert (ran.code, ran.out) == (4, "")


def test_an_error_is_one_line_whatever_was_typed(jytrack: Jytrack) -> None:
    ran = jytrack("task", "list", "--department", "甲\n乙")
    assert (ran.code, ran.err.count("\n")) == (4, 1)


def test_a_window_is_told_on_the_board_and_never_lit(jytrack: Jytrack) -> None:
    assert jytrack("task", "note", "3", "开了会", "--on", "2023-03-20").code == 0
    lines = jytrack("task", "board", "--as-of", "2023-03-31").out.splitlines()
    (window,) = (line for line in lines if "一次性扩岗补助" in line)
    (milestone,) = (line for line in lines if "月调度（3月）" in line)
    assert (window.lstrip().startswith("3月31日"), milestone.startswith("黄")) == (True, True)
    assert "今天截止" in jytrack("task", "show", "6", "--as-of", "2023-03-31").out
