"""Whole files: whatever is sent is answered with entries and problems, and nothing makes the reader fail."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import quantity
from jytrack.intake.sheets.sheet import Layout
from jytrack.intake.values.problem import Code, Severity
from tests.intake.sample import CONTEXT, METRICS, TOWNSHIPS, codes, read, read_sheet, read_table

SHEETS = Path(__file__).parents[2] / "data" / "sheets"

GOOD = "乡镇,指标,月份,本月数,累计数\n香水镇,城镇新增就业,2023-03,12,\n大湾乡,农村劳动力转移就业,2023-03,,2900\n"


@pytest.mark.parametrize(
    ("file", "encoding", "layout", "entries", "fixed"),
    [
        ("GB18030带标题合计和落款.csv", "gb18030", Layout.SUMMARY, 14, 4),
        ("UTF-16制表符分隔.csv", "utf-16", Layout.LONG, 3, 1),
        ("UTF-8带BOM分号分隔.csv", "utf-8-sig", Layout.LONG, 3, 2),
        ("全角逗号分隔.csv", "utf-8", Layout.LONG, 2, 2),
        ("两级表头.csv", "gb18030", Layout.SUMMARY, 6, 0),
    ],
)
def test_real_looking_files_come_in_whole(file: str, encoding: str, layout: Layout, entries: int, fixed: int) -> None:
    sheet = read_sheet((SHEETS / file).read_bytes(), file, CONTEXT)
    assert codes(sheet) == []
    assert (sheet.encoding, sheet.layout, sheet.period) == (encoding, layout, Period(2023, 3))
    assert len(sheet.entries) == entries
    assert len(codes(sheet, Severity.FIXED)) == fixed


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("二进制改名.csv", Code.DECODE),
        ("空文件.csv", Code.EMPTY),
        ("没有表头.csv", Code.NO_HEADER),
        ("引号不成对.csv", Code.DECODE),
        ("含手机号.csv", Code.PERSONAL_DATA),
    ],
)
def test_ugly_files_are_refused(file: str, code: Code) -> None:
    sheet = read_sheet((SHEETS / file).read_bytes(), file, CONTEXT)
    assert codes(sheet) == [code]
    assert sheet.refused


def test_every_problem_of_a_file_is_listed_at_once() -> None:
    sheet = read(
        GOOD + "香水乡,城镇就业新增,2023.1,1e5,\n大湾乡,城镇新增就业,2023-03,同上,3.5\n香水镇,创造新岗位,2023-09,,\n"
    )
    assert [(p.row, p.column, p.code) for p in sheet.problems] == [
        (4, "B", Code.UNKNOWN_METRIC),
        (4, "A", Code.UNKNOWN_UNIT),
        (4, "C", Code.UNKNOWN_PERIOD),
        (5, "D", Code.DITTO),
        (5, "E", Code.FRACTION),
    ]
    assert len(sheet.entries) == 2


def test_a_header_over_nothing_is_empty() -> None:
    assert codes(read("2023年3月\n乡镇,城镇新增就业\n,\n制表人：（演示）,\n")) == [Code.EMPTY]
    assert codes(read("2023年3月\n乡镇,城镇新增就业\n香水镇,\n")) == []


def test_rows_that_report_nothing_give_no_entry_and_no_problem() -> None:
    sheet = read(GOOD + "新民乡,城镇新增就业,2023-03,—,暂无\n,,,,\n以下空白,,,,\n")
    assert sheet.problems == []
    assert len(sheet.entries) == 2


def test_short_rows_are_filled_and_longer_ones_than_the_header_refused() -> None:
    head = "乡镇,指标,月份,本月数,累计数,备注\n香水镇,城镇新增就业,2023-03,12\n"
    sheet = read(f"{head}大湾乡,城镇新增就业,2023-03,9,,好,,\n")
    assert sheet.problems == []
    assert [(entry.month, entry.note) for entry in sheet.entries] == [(quantity(12), ""), (quantity(9), "好")]
    (problem,) = read(f"{head}大湾乡,城镇新增就业,2023-03,1,234,,好\n").problems
    assert (problem.row, problem.column, problem.value) == (3, "G", "好")
    assert "“1,234”像是一个数" in problem.suggestion


def test_a_row_wider_than_any_spreadsheet_is_refused() -> None:
    head, row = GOOD.splitlines()[:2]
    for columns in (16_384, 16_385):
        wide = f"{head}{',' * (columns - 5)}\n{row}\n"
        assert codes(read(wide)) == ([Code.TOO_LARGE] if columns > 16_384 else [])


def test_quotes_that_break_late_keep_what_was_found_before() -> None:
    rows = "".join(f"{unit},城镇新增就业,2023-0{month},约9,\n" for unit in TOWNSHIPS for month in range(1, 5))
    sheet = read(
        "乡镇,指标,月份,本月数,备注\n" + rows + '香水镇,城镇新增就业,2023-05,9,"半个\n大湾乡,城镇新增就业,2023-05,9,\n'
    )
    assert codes(sheet) == [Code.NOT_A_NUMBER] * 28 + [Code.DECODE]
    assert sheet.problems[-1].row == 30


def test_one_row_of_typed_figures_is_checked_like_a_sheet() -> None:
    head = ["unit", "metric", "period", "month"]
    sheet = read_table([head, ["香水镇", "urban-new-jobs", "2023-03", "12"]], "", CONTEXT)
    assert sheet.problems == []
    assert sheet.entries[0].month == quantity(12)
    assert codes(read_table([head, ["香水镇", "urban-new-jobs", "2023-03", "1.2"]], "", CONTEXT)) == [Code.FRACTION]


CELLS = st.sampled_from(
    [
        *(
            "",
            " ",
            "—",
            "合计",
            "小计",
            "同上",
            "#REF!",
            "2.9万",
            "１２",
            "-3",
            "5%",
            "13800000000",
            '"',
            "制表人：",
            "2023-03",
            "3月",
        ),
        *(
            "乡镇",
            "单位",
            "指标",
            "月份",
            "本月数",
            "累计数",
            "分子",
            "分母",
            "数值",
            "来源",
            "备注",
            "（人）",
            "2023年3月",
        ),
        *TOWNSHIPS,
        *(metric.name for metric in METRICS),
    ]
)
TABLES = st.lists(st.lists(CELLS | st.text(max_size=6), max_size=8), max_size=12)


def written(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


@given(st.binary(max_size=200))
def test_no_bytes_make_the_reader_fail(raw: bytes) -> None:
    sheet = read_sheet(raw, "表.csv", CONTEXT)
    assert sheet.entries == []
    assert sheet.refused


@given(rows=TABLES)
def test_no_table_makes_the_reader_fail(rows: list[list[str]]) -> None:
    read_sheet(written(rows).encode("utf-8", "replace"), "表.csv", CONTEXT)


@given(rows=st.lists(st.lists(CELLS, min_size=5, max_size=5), max_size=8))
def test_no_rows_under_a_good_header_make_the_reader_fail(rows: list[list[str]]) -> None:
    sheet = read(GOOD + written(rows))
    assert sheet.layout == Layout.LONG
    assert all(problem.row is not None and problem.row <= 3 + len(rows) for problem in sheet.problems)


@given(
    at=st.integers(0, len(GOOD)),
    drop=st.integers(0, 3),
    put=st.text(max_size=3),
    encoding=st.sampled_from(["utf-8", "gb18030"]),
)
def test_no_slip_of_the_finger_makes_the_reader_fail(at: int, drop: int, put: str, encoding: str) -> None:
    raw = (GOOD[:at] + put + GOOD[at + drop :]).encode(encoding, "replace")
    assert len(read_sheet(raw, "表.csv", CONTEXT).entries) <= 3


@given(encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]), mark=st.sampled_from(",\t;，"))
def test_neither_encoding_nor_delimiter_changes_what_is_read(encoding: str, mark: str) -> None:
    sheet = read(GOOD.replace(",", mark), encoding=encoding)
    assert (sheet.encoding, sheet.entries, sheet.problems) == (encoding, read(GOOD).entries, [])
