"""`target import` and `target record`: what goes in, what is refused, what is left untouched."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from jytrack.intake.values.problem import MOST_LISTED
from tests.cli.conftest import Jytrack, Ran

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
        (("{empty}",), 2, "没有表格"),
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
    path = Path(sheet(LONG + "香水镇,城镇新增就业,2023-01,12\n"))
    (path.parent / "空").mkdir()
    ran = jytrack("target", "import", *(item.format(sheet=path, empty=path.parent / "空") for item in arguments))
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


def problems(ran: Ran) -> list[tuple[str, int | None, str]]:
    """The errors of an import told as JSON: file, row, code."""
    rows = json.loads(ran.out)["rows"]
    return [(row["file"], row["row"], row["code"]) for row in rows if row["severity"] == "error"]


def test_a_second_row_for_the_same_is_refused_and_names_the_first(jytrack: Jytrack, sheet: Sheet) -> None:
    rows = "香水镇,城镇新增就业,2023-03,9\n大湾乡,城镇新增就业,2023-03,9\n香水镇,urban-new-jobs,3月,10\n"
    ran = jytrack("target", "import", sheet(LONG + rows), *ON, "--format", "json")
    assert problems(ran) == [("香水镇.csv", 4, "duplicate-key")]
    assert "第2行" in ran.out
    assert json.loads(ran.out)["files"][0]["counts"] == {"new": 1, "unchanged": 0, "corrected": 0, "rejected": 2}
    assert jytrack("target", "import", sheet(LONG + rows), *ON, "--partial").code == 3
    assert on_record(jytrack) == [("大湾乡", "2023-03", 9)]


def test_a_third_row_for_the_same_is_refused_too(jytrack: Jytrack, sheet: Sheet) -> None:
    row = "香水镇,城镇新增就业,2023-03,9\n"
    ran = jytrack("target", "import", sheet(LONG + row + row + row), *ON, "--format", "json")
    assert problems(ran) == [("香水镇.csv", 3, "duplicate-key"), ("香水镇.csv", 4, "duplicate-key")]


def test_a_repeated_row_of_a_summary_is_said_once(jytrack: Jytrack, sheet: Sheet) -> None:
    text = "2023年3月\n乡镇,城镇新增就业,创造新岗位\n香水镇,9,1\n香水镇,8,2\n"
    assert problems(jytrack("target", "import", sheet(text), *ON, "--format", "json")) == [
        ("香水镇.csv", 4, "duplicate-key")
    ]


def test_a_contradiction_names_the_other_sheet(jytrack: Jytrack, sheet: Sheet) -> None:
    month = sheet(LONG + "香水镇,创造新岗位,2023-01,9\n", "本月.csv")
    total = sheet("单位,指标,月份,累计数\n香水镇,创造新岗位,2023-01,9\n", "累计.csv")
    other = sheet(LONG + "香水镇,创造新岗位,2023-01,8\n", "另一.csv")
    ran = jytrack("target", "import", month, total, other, *ON, "--format", "json")
    assert problems(ran) == [("另一.csv", 2, "duplicate-key")]
    assert "《累计.csv》第2行" in ran.out
    assert jytrack("target", "import", month, total, month, *ON).code == 0
    (row,) = json.loads(jytrack("target", "readings", "--format", "json").out)["rows"]
    assert (row["month"], row["cumulative"]) == (9, 9)
    assert jytrack("target", "import", month, total, *ON).code == 0


def test_what_leans_on_a_refused_row_is_judged_without_it(jytrack: Jytrack, sheet: Sheet) -> None:
    """The February of 40 is refused for being twice there; then March, 30 in all, contradicts nothing."""
    head = "单位,指标,月份,累计数\n"
    rows = "香水镇,创造新岗位,2023-02,40\n香水镇,创造新岗位,2023-02,41\n香水镇,创造新岗位,2023-03,30\n"
    ran = jytrack("target", "import", sheet(head + rows), *ON, "--partial", "--format", "json")
    assert problems(ran) == [("香水镇.csv", 3, "duplicate-key")]
    assert json.loads(ran.out)["files"][0]["counts"] == {"new": 1, "unchanged": 0, "corrected": 0, "rejected": 2}
    (row,) = json.loads(jytrack("target", "readings", "--format", "json").out)["rows"]
    assert (row["period"], row["cumulative"]) == ("2023-03", 30)


def test_a_folder_is_its_sheets(jytrack: Jytrack, sheet: Sheet, tmp_path: Path) -> None:
    folder = tmp_path / "三月"
    folder.mkdir()
    for unit in ("香水镇", "大湾乡"):
        sheet(LONG + f"{unit},城镇新增就业,2023-03,9\n", f"三月/{unit}.csv")
    (folder / "说明.docx").write_bytes(b"PK")
    (folder / ".~lock.csv").write_bytes(b"")
    ran = jytrack("target", "import", folder, *ON, "--format", "json")
    assert [file["file"] for file in json.loads(ran.out)["files"]] == ["大湾乡.csv", "香水镇.csv"]


def test_every_sheet_of_a_workbook_counts_apart(jytrack: Jytrack, tmp_path: Path) -> None:
    book = Workbook()
    for number, (name, unit) in enumerate((("三月", "香水镇"), ("四月", "大湾乡"))):
        page = book.create_sheet(name, number)
        page.append(["乡镇", "城镇新增就业"])
        page.append([f"2023年{number + 3}月"])
        page.append([unit, 9 + number])
        page.insert_rows(1)
        page["A1"] = f"2023年{number + 3}月"
        page.delete_rows(3)
    book.remove(book["Sheet"])
    path = tmp_path / "两月.xlsx"
    book.save(path)
    ran = jytrack("target", "import", path, *ON, "--format", "json")
    files = json.loads(ran.out)["files"]
    assert [(file["file"], file["sheet"], file["encoding"], file["period"]) for file in files] == [
        ("两月.xlsx", "三月", "xlsx", "2023-03"),
        ("两月.xlsx", "四月", "xlsx", "2023-04"),
    ]
    (reading, _) = json.loads(jytrack("report", "explain", "城镇新增就业", "--format", "json").out)["rows"]
    assert (reading["source"]["file"], reading["source"]["sheet"], reading["source"]["row"]) == ("两月.xlsx", "三月", 3)


def test_the_same_file_is_known_again_under_another_name(jytrack: Jytrack, sheet: Sheet) -> None:
    text = LONG + "香水镇,城镇新增就业,2023-01,12\n"
    jytrack("target", "import", sheet(text, "一月.csv"), *ON)
    ran = jytrack("target", "import", sheet(text, "一月(1).csv"), *ON)
    assert ran.code == 0
    assert "与第1次导入的《一月.csv》是同一份" in ran.out


def test_who_is_still_missing_for_the_month(jytrack: Jytrack, sheet: Sheet) -> None:
    ran = jytrack("target", "import", sheet(LONG + "香水镇,城镇新增就业,2023-01,12\n"), *ON, "--format", "json")
    missing = json.loads(ran.out)["still_missing"]
    lacking = {row["unit"]: row["metrics"] for row in missing["units"]}
    assert missing["period"] == "2023-01"
    assert "城镇新增就业" not in lacking["香水镇"]
    assert "城镇新增就业" in lacking["大湾乡"]
    # Quarterly metrics are not due in January.
    assert "有稳定就业者的家庭占比" not in lacking["大湾乡"]


def test_warnings_are_kept_with_the_import(jytrack: Jytrack, sheet: Sheet) -> None:
    text = "2023年3月\n乡镇,城镇新增就业\n香水镇,９\n大湾乡,5\n合计,15\n"
    assert jytrack("target", "import", sheet(text), *ON).code == 0
    kept = json.loads(jytrack("target", "imports", "1", "--format", "json").out)
    assert [row["code"] for row in kept["problems"]] == ["fixed", "total-mismatch"]
    assert "total-mismatch" in jytrack("target", "check", "--format", "json").out


def test_what_goes_back_mends_the_import(jytrack: Jytrack, sheet: Sheet, tmp_path: Path) -> None:
    bad = sheet(LONG + "香水镇,城镇新增就业,2023-01,约12\n大湾乡,城镇新增就业,2023-01,5\n", "一月.csv")
    ran = jytrack("target", "import", bad, *ON, "--slips", tmp_path / "退回")
    assert ran.code == 3
    assert "约12" in (tmp_path / "退回" / "一月.退回单.txt").read_text(encoding="utf-8")
    back = tmp_path / "退回" / "一月.退回.xlsx"
    book = load_workbook(back)
    assert [cell.coordinate for row in book.active for cell in row if cell.comment] == ["D2"]
    assert jytrack("target", "import", back, *ON).code == 3
    book.active["D2"] = 12
    book.save(back)
    assert jytrack("target", "import", back, *ON).code == 0
    assert on_record(jytrack) == [("香水镇", "2023-01", 12), ("大湾乡", "2023-01", 5)]


def test_personal_data_does_not_go_back_in_a_copy(jytrack: Jytrack, sheet: Sheet, tmp_path: Path) -> None:
    bad = sheet(LONG.replace("本月数", "本月数,备注") + "香水镇,城镇新增就业,2023-01,12,13900000000\n", "一月.csv")
    ran = jytrack("target", "import", bad, *ON, "--slips", tmp_path / "退回")
    assert [path.name for path in (tmp_path / "退回").iterdir()] == ["一月.退回单.txt"]
    assert "13900000000" not in ran.out + ran.err + (tmp_path / "退回" / "一月.退回单.txt").read_text(encoding="utf-8")


def test_a_second_row_is_refused_also_where_the_first_is_on_record(jytrack: Jytrack, sheet: Sheet) -> None:
    row = "香水镇,城镇新增就业,2023-03,9\n"
    other = "大湾乡,城镇新增就业,2023-03,9\n"
    assert jytrack("target", "import", sheet(LONG + row + other), *ON).code == 0
    for text in (row + other + row, other + row + row.replace("9\n", "8\n"), row.replace("9\n", "8\n") + other + row):
        correcting = (*ON, "--correct", "--reason", "核实", "--format", "json")
        ran = jytrack("target", "import", sheet(LONG + text), *correcting)
        assert problems(ran) == [("香水镇.csv", 4, "duplicate-key")]
        assert json.loads(ran.out)["files"][0]["counts"]["rejected"] == 2


def test_more_errors_than_anybody_reads_are_counted_and_refuse_the_sheet(jytrack: Jytrack, sheet: Sheet) -> None:
    rows = "".join(f"香水镇,城镇新增就业,2023-01,约{number}\n" for number in range(MOST_LISTED + 5))
    bad = sheet(LONG + "大湾乡,城镇新增就业,2023-01,7\n" + rows)
    ran = jytrack("target", "import", bad, *ON, "--partial", "--format", "json")
    listed = json.loads(ran.out)["files"][0]["problems"]
    assert len(listed) == MOST_LISTED + 1
    assert (listed[0]["code"], listed[0]["row"]) == ("not-listed", None)
    assert "还有5处错误" in listed[0]["message"]
    assert on_record(jytrack) == []


def test_cells_put_right_beyond_those_listed_go_in_all_the_same(jytrack: Jytrack, sheet: Sheet) -> None:
    units = ("香水镇", "泾河源镇", "六盘山镇", "新民乡", "兴盛乡", "黄花乡", "大湾乡")
    codes = ("城镇新增就业", "新培育创业实体", "创造新岗位", "城镇失业人员再就业", "城乡公益性岗位开发", "职业技能培训")
    rows = [f"{u},{c},{y}年{m}月,１０\n" for u in units for c in codes for y in (2022, 2023) for m in range(1, 13)]
    received = ("--received", "2023-12-31")
    ran = jytrack("target", "import", sheet(LONG + "".join(rows)), *received, "--format", "json")
    (file,) = json.loads(ran.out)["files"]
    assert (ran.code, file["counts"]["new"]) == (0, len(rows))
    assert len([p for p in file["problems"] if p["severity"] == "fixed"]) == MOST_LISTED + 1


def test_what_somebody_may_have_mended_is_not_overwritten(jytrack: Jytrack, sheet: Sheet, tmp_path: Path) -> None:
    bad = sheet(LONG + "香水镇,城镇新增就业,2023-01,约12\n", "一月.csv")
    jytrack("target", "import", bad, *ON, "--slips", tmp_path / "退回")
    (tmp_path / "退回" / "一月.退回.xlsx").write_bytes(b"mended")
    ran = jytrack("target", "import", bad, *ON, "--slips", tmp_path / "退回")
    assert "没有覆盖" in ran.err
    assert (tmp_path / "退回" / "一月.退回.xlsx").read_bytes() == b"mended"


def test_by_hand_a_missing_source_names_the_option(jytrack: Jytrack) -> None:
    where = ("--unit", "社会经济调查队", "--period", "2023-03", "--value", "5.2")
    ran = jytrack("target", "record", "surveyed-unemployment", *where)
    assert (ran.code, "--source" in ran.out, "加一列" in ran.out) == (3, True, False)
