"""`task`: listing, one page, and the log that statuses and milestones are read from."""

import json

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
    assert numbers(jytrack, "--section", "技能培训") == [18, 19]
    assert numbers(jytrack, "--light", "红") == [27]
    assert numbers(jytrack, "--status", "done") == []


def test_a_status_holds_from_its_day_on(jytrack: Jytrack) -> None:
    said = jytrack("task", "update", "3", "--status", "交办", "--on", "2023-04-10", "--note", "已开会布置")
    assert (said.code, said.out) == (0, "")
    assert "立项 → 交办（日期 2023年4月10日，登记日期 " in said.err
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
        ("task show 31", 4, "没有任务 31"),
        ("task note 31 x", 4, "没有任务 31"),
        ("task update 3", 2, "--status"),
        ("task update 3 --status 完了", 2, "不认识"),
        ("task update 3 --status done", 2, "要写明依据"),
        ("task update 3 --status assigned --on 2999-01-01", 2, "还没到"),
        ("task list --department 无此局", 4, "没有单位"),
        ("task list --light 蓝", 2, "不认识"),
        ("target show no-such", 4, "没有指标"),
        ("target show urban-new-job", 4, "是不是“urban-new-jobs”"),
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
