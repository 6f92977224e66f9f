"""`target imports` and `target undo`, as they are typed."""

import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pexpect
import pytest

from tests.cli.conftest import Jytrack
from tests.conftest import Golden

Sheet = Callable[..., Path]
HEAD = "乡镇,指标,月份,本月数,累计数,备注\n"


@pytest.fixture
def office(jytrack: Jytrack, sheet: Sheet) -> Jytrack:
    """Two imports, of which the second corrects and completes the first, and a value by hand."""
    first = sheet(f"{HEAD}香水镇,创造新岗位,2023-01,12,,一次\n香水镇,创造新岗位,2023-02,10,,\n", "甲.csv")
    second = sheet(f"{HEAD}香水镇,创造新岗位,2023-01,15,15,改\n大湾乡,创造新岗位,2023-01,7,,\n", "更正.csv")
    jytrack("target", "import", first, "--received", "2023-03-10")
    jytrack("target", "import", second, "--received", "2023-03-12", "--correct", "--reason", "核实")
    jytrack("target", "record", "job-fairs", "--unit", "人社局", "--period", "2023-01", "--month", "1")
    return jytrack


def data(jytrack: Jytrack, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(jytrack(*arguments, "--format", "json").out)
    return found


def in_force(jytrack: Jytrack) -> dict[tuple[str, str], tuple[int | None, int | None, str | None, str]]:
    """Month and cumulative, file and received day of what is in force of one metric."""
    rows = data(jytrack, "target", "readings", "new-posts")["rows"]
    return {
        (row["unit"], row["period"]): (
            row["month"],
            row["cumulative"],
            row["source"]["file"] if row["source"] else None,
            row["received_on"],
        )
        for row in rows
    }


FIRST = {
    ("香水镇", "2023-01"): (12, None, "甲.csv", "2023-03-10"),
    ("香水镇", "2023-02"): (10, None, "甲.csv", "2023-03-10"),
}
BOTH = {
    ("香水镇", "2023-01"): (15, 15, "更正.csv", "2023-03-12"),
    ("香水镇", "2023-02"): (10, None, "甲.csv", "2023-03-10"),
    ("大湾乡", "2023-01"): (7, None, "更正.csv", "2023-03-12"),
}


def undated(text: str) -> str:
    """The page without the moments of this run, and without the widths of columns that depend on them."""
    dated = re.sub(r"20(?!23)[0-9]{2}年[0-9]+月[0-9]+日( ?[0-9]{2}:[0-9:.]+)?", "某日", text)
    return re.sub(r"-{3,}", "---", re.sub(r"(?<=\S) {2,}", "  ", dated))


def test_what_was_corrected_comes_back_with_its_source(office: Jytrack) -> None:
    assert in_force(office) == BOTH
    undone = data(office, "target", "undo", "2", "--reason", "报错了", "--yes")
    assert (undone["written"], undone["kind"], undone["recorded_as"], undone["doubts"]) == (True, "undo", 4, [])
    assert [(row["unit"], row["now"]["month"], row["after"] and row["after"]["month"]) for row in undone["rows"]] == [
        ("香水镇", 15, 12),
        ("大湾乡", 7, None),
    ]
    assert in_force(office) == FIRST
    explained = data(office, "report", "explain", "new-posts", "--as-of", "2023-01-31")["rows"]
    assert [(row["source"]["file"], row["source"]["row"]) for row in explained] == [("甲.csv", 2)]
    again = data(office, "target", "undo", "4", "--reason", "没有报错", "--yes")
    assert (again["kind"], again["recorded_as"]) == ("redo", 5)
    assert in_force(office) == BOTH
    history = data(office, "target", "readings", "new-posts", "--history")["rows"]
    assert [row["reason"] for row in history if row["unit"] == "大湾乡"] == ["", "报错了", "没有报错"]


def test_an_undone_unit_is_missing_again(office: Jytrack) -> None:
    def missing() -> list[str]:
        asked = ("report", "submissions", "--unit", "大湾乡", "--period", "2023-01", "--as-of", "2023-06-30")
        return [item["target"] for item in data(office, *asked)["rows"][0]["missing_items"]]

    assert "new-posts" not in missing()
    office("target", "undo", "2", "--reason", "报错了", "--yes")
    assert "new-posts" in missing()


def test_a_later_import_has_to_be_undone_first(office: Jytrack) -> None:
    ran = office("target", "undo", "1", "--reason", "错", "--yes")
    assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)
    assert "第2次（1个）" in ran.err
    assert "jytrack target undo 2 --reason 原因" in ran.err
    assert in_force(office) == BOTH
    for number in ("2", "1"):
        assert office("target", "undo", number, "--reason", "错", "--yes").code == 0
    assert in_force(office) == {}


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("9", "--reason", "错", "--yes"), 4, "jytrack target imports"),
        (("2", "--reason", " ", "--yes"), 2, "写明原因"),
        (("2", "--reason", "错"), 2, "--yes"),
        (("2", "--yes"), 2, "--reason"),
        (("x", "--reason", "错"), 2, "应为数字"),
    ],
)
def test_wrong_orders_write_nothing(office: Jytrack, arguments: tuple[str, ...], code: int, says: str) -> None:
    ran = office("target", "undo", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert says in ran.err
    assert in_force(office) == BOTH
    assert len(data(office, "target", "imports")["rows"]) == 3


def test_undoing_twice_is_refused(office: Jytrack) -> None:
    assert office("target", "undo", "2", "--reason", "错", "--yes").code == 0
    ran = office("target", "undo", "2", "--reason", "错", "--yes")
    assert (ran.code, "jytrack target undo 4 --reason 原因" in ran.err) == (3, True)
    assert len(data(office, "target", "imports")["rows"]) == 4


def test_a_dry_run_writes_nothing(office: Jytrack) -> None:
    shown = data(office, "target", "undo", "2", "--reason", "错", "--dry-run")
    assert (shown["written"], shown["recorded_as"], len(shown["rows"])) == (False, None, 2)
    assert in_force(office) == BOTH


def test_another_plans_import_is_not_taken_for_one_of_this(office: Jytrack) -> None:
    region = Path(__file__).parents[2] / "data" / "region-2024"
    assert office("init", "--seed", region).code == 0
    ran = office("--plan", "region-2024", "target", "undo", "2", "--reason", "错", "--yes")
    assert ran.code == 4
    assert "jytrack --plan jingyuan-2023 target undo 2" in ran.err
    assert office("--plan", "region-2024", "target", "imports", "2").code == 4


def test_a_fall_of_a_cumulative_is_said(jytrack: Jytrack, sheet: Sheet) -> None:
    rows = "乡镇,指标,月份,累计数\n"
    jytrack("target", "import", sheet(f"{rows}香水镇,农村劳动力转移就业,2023-01,50\n", "一.csv"))
    jytrack(
        "target",
        "import",
        sheet(f"{rows}香水镇,农村劳动力转移就业,2023-01,20\n", "二.csv"),
        "--correct",
        "--reason",
        "改",
    )
    jytrack("target", "import", sheet(f"{rows}香水镇,农村劳动力转移就业,2023-02,30\n", "三.csv"))
    shown = jytrack("target", "undo", "2", "--reason", "错", "--yes")
    assert shown.code == 0
    assert "累计数变小了" in shown.out


def test_a_value_by_hand_and_a_withdrawal_are_undone_alike(office: Jytrack) -> None:
    where = ("--unit", "大湾乡", "--period", "2023-01")
    assert office("target", "withdraw", "new-posts", *where, "--reason", "重报").code == 0
    assert ("大湾乡", "2023-01") not in in_force(office)
    assert office("target", "undo", "4", "--reason", "不该收回", "--yes").code == 0
    assert in_force(office) == BOTH
    assert office("target", "undo", "3", "--reason", "错", "--yes").code == 0
    assert data(office, "target", "readings", "job-fairs")["rows"] == []


def test_what_people_read(office: Jytrack, golden: Golden) -> None:
    golden("cli/undo-dry-run.txt", undated(office("target", "undo", "2", "--reason", "报错了", "--dry-run").out))
    golden("cli/undo.txt", undated(office("target", "undo", "2", "--reason", "报错了", "--yes").out))
    golden("cli/imports.txt", undated(office("target", "imports").out))
    golden("cli/import-shown.txt", undated(office("target", "imports", "2").out))


def test_imports_for_programs(office: Jytrack) -> None:
    found = data(office, "target", "imports")["rows"]
    assert [(row["import"], row["kind"], row["received_on"]) for row in found] == [
        (1, "import", "2023-03-10"),
        (2, "import", "2023-03-12"),
        (3, "record", found[2]["received_on"]),
    ]
    (file,) = found[1]["files"]
    assert (file["file"], len(file["sha256"])) == ("更正.csv", 64)
    assert file["counts"] == {"new": 1, "unchanged": 0, "corrected": 1, "rejected": 0}
    moment = found[0]["recorded_at"]
    assert len(data(office, "target", "imports", "--known-at", moment)["rows"]) == 1
    assert office("target", "imports", "--format", "csv").out.count("\n") == 4
    shown = data(office, "target", "imports", "2")
    assert (shown["written"], len(shown["rows"]), shown["problems"]) == (2, 2, [])
    assert office("target", "imports", "8").code == 4


@pytest.mark.parametrize(("answer", "after"), [("y", FIRST), ("n", BOTH)])
def test_in_a_terminal_it_asks(office: Jytrack, database: Path, answer: str, after: object) -> None:
    environment = os.environ | {"JYTRACK_DB": str(database), "NO_COLOR": "1", "COLUMNS": "100", "TERM": "dumb"}
    terminal = pexpect.spawn(
        sys.executable,
        ["-m", "jytrack", "target", "undo", "2", "--reason", "报错了"],
        env=environment,
        encoding="utf-8",
        timeout=20,
    )
    terminal.expect("确定这样改？")
    assert "本月12" in str(terminal.before)
    terminal.sendline(answer)
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == (0 if answer == "y" else 130)
    assert in_force(office) == after
