"""`target allocate --file`: all goals split by one sheet, as it is typed."""

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Jytrack

Sheet = Callable[..., Path]
TOWNS = ("香水镇", "泾河源镇", "六盘山镇", "新民乡", "兴盛乡", "黄花乡", "大湾乡")
MATRIX = """乡镇,城镇新增就业,新培育创业实体,创造新岗位
香水镇,140,50,90
泾河源镇,90,40,70
六盘山镇,80,30,60
新民乡,70,20,50
兴盛乡,60,20,40
黄花乡,80,20,45
大湾乡,80,20,45
"""
JUNE = ("--as-of", "2023-06-30", "--format", "json")


def split_of(jytrack: Jytrack, code: str) -> list[int]:
    (row,) = json.loads(jytrack("target", "show", code, *JUNE).out)["rows"]
    return list(row["allocation"].values())


def test_the_whole_matrix_goes_in_with_one_command(jytrack: Jytrack, sheet: Sheet) -> None:
    path = sheet(MATRIX, "分解.csv")
    dry = jytrack("target", "allocate", "--file", path, "--dry-run")
    assert (dry.code, "只试算，没有写入" in dry.out) == (0, True)
    assert split_of(jytrack, "new-posts") == []
    ran = jytrack("target", "allocate", "--file", path, "--reason", "县政府办文件")
    assert (ran.code, "超分解50" in ran.out, "已写入" in ran.out) == (0, True, True)
    assert split_of(jytrack, "urban-new-jobs") == [140, 90, 80, 70, 60, 80, 80]
    assert split_of(jytrack, "new-startups") == [50, 40, 30, 20, 20, 20, 20]
    assert split_of(jytrack, "new-posts") == [90, 70, 60, 50, 40, 45, 45]
    again = jytrack("target", "allocate", "--file", path)
    assert (again.code, "本来就是这样，未作改动" in again.err) == (3, True)


def test_only_what_changes_is_written(jytrack: Jytrack, sheet: Sheet) -> None:
    assert jytrack("target", "allocate", "--file", sheet(MATRIX, "分解.csv")).code == 0
    path = sheet(MATRIX.replace("大湾乡,80,20,45", "大湾乡,80,25,45"), "改.csv")
    found = json.loads(jytrack("target", "allocate", "--file", path, "--format", "json").out)
    assert [(item["target"], item["surplus"], item["changed"]) for item in found["targets"]] == [
        ("urban-new-jobs", 50, False),
        ("new-startups", 5, True),
        ("new-posts", 0, False),
    ]
    assert split_of(jytrack, "new-startups")[-1] == 25


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_a_workbook_with_titles_and_merged_headings(jytrack: Jytrack, tmp_path: Path, suffix: str) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    lines = [line.split(",") for line in MATRIX.splitlines()]
    page.append(["泾源县2023年就业目标任务分解表"])
    page.append(["", "", "", "单位：人、个"])
    page.append(["序号", "乡镇", "就业", "创业", "就业"])
    page.append(["", "", *lines[0][1:]])
    for number, (unit, *parts) in enumerate(lines[1:], 1):
        page.append([number, unit, *map(int, parts)])
    page.append(["合计", "", 600, 200, 400])
    page.append(["", "制表人：张三"])
    for merged in ("A1:E1", "A3:A4", "B3:B4", "A12:B12"):
        page.merge_cells(merged)
    book.create_sheet("说明").append(["填表说明"])
    book.save(tmp_path / "分解.xlsx")
    path = tmp_path / "分解.xlsx"
    if suffix == "csv":  # the content decides, not the suffix
        path = path.rename(tmp_path / "分解.csv")
    assert jytrack("target", "allocate", "--file", path).code == 0
    assert split_of(jytrack, "new-posts") == [90, 70, 60, 50, 40, 45, 45]


def test_one_wrong_cell_refuses_everything(jytrack: Jytrack, sheet: Sheet) -> None:
    wrong = MATRIX.replace("香水镇,140", "香水真,140").replace("90,40,70", "90,4o,70").replace("创造新岗位", "岗位")
    path = sheet(wrong, "分解.csv")
    ran = jytrack("target", "allocate", "--file", path)
    assert ran.code == 3
    for cell in ("分解.csv D1“岗位”", "分解.csv A2“香水真”", "分解.csv C3“4o”", "分解.csv：没有香水镇"):
        assert cell in ran.out
    assert "共4处须改正，改正后再运行 jytrack target allocate --file 分解.csv" in ran.out
    data = json.loads(jytrack("target", "allocate", "--file", path, "--format", "json").out)
    assert (data["written"], [(p["row"], p["column"]) for p in data["problems"]]) == (
        False,
        [(1, "D"), (2, "A"), (3, "C"), (None, None)],
    )
    assert split_of(jytrack, "urban-new-jobs") == []


def test_every_shortfall_is_told_and_may_be_acknowledged(jytrack: Jytrack, sheet: Sheet) -> None:
    path = sheet(MATRIX.replace("香水镇,140,50,90", "香水镇,14,5,90"), "分解.csv")
    ran = jytrack("target", "allocate", "--file", path)
    assert ran.code == 3
    assert "“城镇新增就业”分解合计474，比目标550少76" in ran.out
    assert "“新培育创业实体”分解合计155，比目标200少45" in ran.out
    assert split_of(jytrack, "new-posts") == []
    ran = jytrack("target", "allocate", "--file", path, "--allow-shortfall")
    assert (ran.code, "比目标少76" in ran.out) == (0, True)
    assert split_of(jytrack, "urban-new-jobs")[0] == 14


def test_a_matrix_for_one_indicator_is_read_by_its_heading(jytrack: Jytrack, sheet: Sheet) -> None:
    path = sheet(MATRIX, "分解.csv")
    assert jytrack("target", "allocate", "新培育创业实体", path).code == 0
    assert split_of(jytrack, "new-startups") == [50, 40, 30, 20, 20, 20, 20]
    assert split_of(jytrack, "urban-new-jobs") == []
    assert jytrack("target", "allocate", "new-posts", "--file", path).code == 0
    assert split_of(jytrack, "new-posts") == [90, 70, 60, 50, 40, 45, 45]
    two = sheet("\n".join(",".join(line.split(",")[:2]) for line in MATRIX.splitlines()), "两列.csv")
    ran = jytrack("target", "allocate", "skills-training", two)
    assert (ran.code, "表里的列有：“城镇新增就业”" in ran.err) == (3, True)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("--equal", "请写明指标"),
        ("", "选一种"),
        ("--file 无此文件.csv", "没有文件"),
        ("--file 甲.csv --equal", "选一种"),
        ("new-posts 甲.csv --file 乙.csv", "写了两个"),
        ("--file 甲.csv --from 2024-01-01", "不在方案年度"),
    ],
)
def test_orders_refused(jytrack: Jytrack, arguments: str, says: str) -> None:
    ran = jytrack("target", "allocate", *arguments.split())
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert "jytrack target" in ran.err


def test_files_that_hold_no_split(jytrack: Jytrack, sheet: Sheet, tmp_path: Path) -> None:
    broken = sheet('乡镇,城镇新增就业\n"香水镇,1\n', "坏.csv")
    assert "引号不成对" in jytrack("target", "allocate", "--file", broken).out
    empty = sheet("", "空.csv")
    assert "文件是空的" in jytrack("target", "allocate", "--file", empty).out
    book = openpyxl.Workbook()
    for name in ("甲", "乙"):
        page = book.create_sheet(name)
        for line in MATRIX.splitlines():
            page.append(line.split(","))
    book.save(tmp_path / "两张.xlsx")
    assert "有2张表都写着单位" in jytrack("target", "allocate", "--file", tmp_path / "两张.xlsx").out
