"""`target import` and `target record`: what goes in, what is refused, what is left untouched."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Jytrack

Sheet = Callable[..., Path]
LONG = "单位,指标,月份,本月数\n"
ON = ("--received", "2023-07-01")


def counts(jytrack: Jytrack, *arguments: str | Path) -> tuple[int, dict[str, int]]:
    """The exit code and the counts of the first file."""
    ran = jytrack("target", "import", *arguments, "--format", "json")
    return ran.code, json.loads(ran.out)["files"][0]["counts"]


def on_record(jytrack: Jytrack) -> list[tuple[str, str, float]]:
    rows = json.loads(jytrack("target", "readings", "--format", "json").out)["rows"]
    return [(row["unit"], row["period"], row["month"]) for row in rows]


def test_new_then_unchanged_then_conflict_then_corrected(jytrack: Jytrack, sheet: Sheet) -> None:
    first = sheet(LONG + "香水镇,城镇新增就业,2023-01,12\n新民乡,城镇新增就业,2023-01,５\n")
    assert counts(jytrack, first, *ON) == (0, {"new": 2, "unchanged": 0, "corrected": 0, "rejected": 0})
    assert counts(jytrack, first, *ON) == (0, {"new": 0, "unchanged": 2, "corrected": 0, "rejected": 0})
    second = sheet(LONG + "香水镇,城镇新增就业,2023-01,13\n", "更正.csv")
    assert counts(jytrack, second, *ON) == (3, {"new": 0, "unchanged": 0, "corrected": 0, "rejected": 1})
    assert on_record(jytrack)[0] == ("香水镇", "2023-01", 12)
    corrected = counts(jytrack, second, *ON, "--correct", "--reason", "漏登一人")
    assert corrected == (0, {"new": 0, "unchanged": 0, "corrected": 1, "rejected": 0})
    assert on_record(jytrack) == [("香水镇", "2023-01", 13), ("新民乡", "2023-01", 5)]
    history = json.loads(jytrack("target", "readings", "--history", "--format", "json").out)["rows"]
    assert [row["month"] for row in history if row["unit"] == "香水镇"] == [12, 13]


def test_all_or_nothing_over_all_files(jytrack: Jytrack, sheet: Sheet) -> None:
    good = sheet(LONG + "香水镇,城镇新增就业,2023-01,12\n", "好.csv")
    bad = sheet(LONG + "香水乡,城镇新增就业,2023-01,12\n新民乡,城镇新增就业,2023-01,约5\n", "坏.csv")
    ran = jytrack("target", "import", good, bad, *ON, "--format", "json")
    assert ran.code == 3
    answer = json.loads(ran.out)
    assert answer["written"] is False
    assert [file["counts"]["new"] for file in answer["files"]] == [1, 0]
    assert {problem["code"] for problem in answer["files"][1]["problems"]} == {"unknown-unit", "not-a-number"}
    assert on_record(jytrack) == []


def test_partial_writes_the_good_rows(jytrack: Jytrack, sheet: Sheet) -> None:
    mixed = sheet(LONG + "香水镇,城镇新增就业,2023-01,12\n新民乡,城镇新增就业,2023-01,约5\n")
    ran = jytrack("target", "import", mixed, *ON, "--partial", "--format", "json")
    assert ran.code == 3
    assert json.loads(ran.out)["written"] is True
    assert on_record(jytrack) == [("香水镇", "2023-01", 12)]


def test_dry_run_writes_nothing_and_says_the_same(jytrack: Jytrack, sheet: Sheet) -> None:
    path = sheet(LONG + "香水镇,城镇新增就业,2023-01,12\n")
    dry = json.loads(jytrack("target", "import", path, *ON, "--dry-run", "--format", "json").out)
    assert on_record(jytrack) == []
    wet = json.loads(jytrack("target", "import", path, *ON, "--format", "json").out)
    assert (dry["written"], wet["written"]) == (False, True)
    assert dry["files"] == wet["files"]


def test_two_sheets_may_complete_but_not_contradict_each_other(jytrack: Jytrack, sheet: Sheet) -> None:
    months = sheet(LONG + "香水镇,城镇新增就业,2023-01,12\n", "当月.csv")
    totals = sheet("单位,指标,月份,累计数\n香水镇,城镇新增就业,2023-01,12\n", "累计.csv")
    assert jytrack("target", "import", months, totals, *ON).code == 0
    other = sheet(LONG + "新民乡,城镇新增就业,2023-01,1\n", "甲.csv")
    another = sheet(LONG + "新民乡,城镇新增就业,2023-01,2\n", "乙.csv")
    ran = jytrack("target", "import", other, another, *ON, "--format", "json")
    assert ran.code == 3
    (problem,) = json.loads(ran.out)["files"][1]["problems"]
    assert problem["code"] == "duplicate-key"
    assert "甲.csv" in problem["message"]


def test_a_cumulative_that_falls_needs_a_correction(jytrack: Jytrack, sheet: Sheet) -> None:
    head = "单位,指标,月份,累计数\n"
    assert jytrack("target", "import", sheet(head + "香水镇,创造新岗位,2023-03,30\n"), *ON).code == 0
    later = sheet(head + "香水镇,创造新岗位,2023-04,29\n", "四月.csv")
    ran = jytrack("target", "import", later, *ON, "--format", "json")
    assert (ran.code, json.loads(ran.out)["files"][0]["problems"][0]["code"]) == (3, "cumulative-falls")
    assert jytrack("target", "import", later, *ON, "--correct", "--reason", "核减重复").code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("没有这个.csv",), 2, "没有文件"),
        ((".",), 2, "是文件夹"),
        (("{sheet}", "--correct"), 2, "--reason"),
        (("{sheet}", "--received", "2999-01-01"), 2, "还没到"),
        (("{sheet}", "--unit", "香水县"), 4, "没有单位"),
        (("{sheet}", "--period", "2023-13"), 2, "不是月份"),
        ((), 2, "缺少参数"),
    ],
)
def test_wrong_orders_are_one_line(
    jytrack: Jytrack, sheet: Sheet, arguments: tuple[str, ...], code: int, says: str
) -> None:
    path = sheet(LONG + "香水镇,城镇新增就业,2023-01,12\n")
    ran = jytrack("target", "import", *(item.format(sheet=path) for item in arguments))
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith("错误：")
    assert ran.err.count("\n") == 1
    assert says in ran.err


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\n\n\n", "empty"),
        (b"PK\x03\x04" + bytes(range(256)) * 8, "decode"),
        ("没有表头,的,表\n1,2,3\n".encode(), "no-header"),
        (LONG.encode(), "empty"),
    ],
)
def test_files_that_are_no_sheets(jytrack: Jytrack, tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "坏表.csv"
    path.write_bytes(content)
    ran = jytrack("target", "import", path, *ON, "--format", "json")
    assert ran.code == 3
    assert [problem["code"] for problem in json.loads(ran.out)["files"][0]["problems"]] == [code]


def test_a_value_by_hand_is_checked_like_a_sheet(jytrack: Jytrack) -> None:
    def record(code: str, unit: str, *figures: str) -> int:
        return jytrack("target", "record", code, "--unit", unit, "--period", "2023-01", *figures, *ON).code

    assert record("urban-new-jobs", "香水", "--month", "12") == 0
    assert record("城镇新增就业", "新民乡", "--month", "１０") == 0
    assert record("urban-new-jobs", "大湾乡", "--month", "1.5") == 3
    assert record("urban-new-jobs", "人社局", "--month", "1") == 3
    assert record("surveyed-unemployment", "社会经济调查队", "--value", "5.2") == 3
    assert record("surveyed-unemployment", "社会经济调查队", "--value", "5.2", "--source", "国家统计局公报") == 0
    assert record("village-staff", "大湾乡", "--numerator", "13", "--denominator", "13") == 0
    assert record("no-such-code", "大湾乡", "--month", "1") == 4
    assert record("urban-new-jobs", "无名乡", "--month", "1") == 4
    rows = json.loads(jytrack("target", "readings", "--format", "json").out)["rows"]
    assert len(rows) == 4
    assert all(row["source"] is None and row["recorded_by"] == "测试员" for row in rows)
