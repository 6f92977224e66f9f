"""Layouts 3 and 4: a unit's monthly return and a year's grid, and where unit, metric and months come from."""

from datetime import date
from typing import Any

import pytest

from jytrack.domain.figures.reading import Entry
from jytrack.domain.values.period import Period
from jytrack.intake.sheets.sheet import Layout
from jytrack.intake.values.problem import Code, Severity
from tests.intake.sample import codes, read

MARCH, APRIL = Period(2023, 3), Period(2023, 4)
RETURN = "指标,本月数,累计数\n城镇新增就业,9,30\n"

Short = tuple[int, str, str, str, tuple[float | None, ...]]


def short(entry: Entry) -> Short:
    """An entry without its remarks: row, unit, metric, month, figures up to the last one stated."""
    figures = [None if figure is None else figure / 10_000 for figure in entry[4:9]]
    while figures[-1] is None:
        figures.pop()
    return entry.row, entry.unit, entry.metric, str(entry.period), tuple(figures)


def test_layout_3_is_a_row_a_metric() -> None:
    sheet = read(
        "香水镇2023年3月就业情况统计表（虚构）,,,,,,,\n填报单位（盖章）：香水镇,,,,,单位：人、个、户,,\n"
        "序号,指标,单位,本月数,累计数,分子,分母,备注\n1,城镇新增就业,人,9,30,,,两家企业\n"
        "2,农村劳动力转移就业,万人,—,0.29,,,\n3,创造新岗位,个,,,,,\n4,有稳定就业者的家庭占比,户,,,9,10,\n"
        "5,合计,,9,2930,,,\n制表人：某,,审核人：某,,电话：13800000000,,,\n"
    )
    assert codes(sheet) == []
    assert (sheet.layout, sheet.period) == (Layout.RETURN, MARCH)
    assert [short(entry) for entry in sheet.entries] == [
        (4, "香水镇", "urban-new-jobs", "2023-03", (9, 30)),
        (5, "香水镇", "rural-transfer", "2023-03", (None, 2900)),
        (7, "香水镇", "household-employment", "2023-03", (None, None, None, 9, 10)),
    ]
    assert sheet.entries[0].note == "两家企业"


@pytest.mark.parametrize(
    ("text", "name", "changes"),
    [
        ("香水镇2023年3月\n" + RETURN, "表.csv", {}),
        ("2023年3月,填报单位：香水镇\n" + RETURN, "表.csv", {}),
        ("填报单位（盖章）：香水镇  单位：人\n" + RETURN, "2023-03.csv", {}),
        ("报送单位：香水\n填报日期：2023年4月2日\n" + RETURN, "3月.csv", {}),
        (RETURN, "香水镇2023年3月.csv", {}),
        (RETURN, "附件2 香水镇就业报表（2023年3月）终稿.csv", {}),
        (RETURN, "表.csv", {"unit": "香水镇", "period": MARCH}),
        ("2023年3月\n" + RETURN, "香水镇.csv", {"unit": "香水镇"}),
        ("香水镇、大湾乡等七乡镇2023年3月\n" + RETURN, "香水镇.csv", {}),
        ("香水镇2023年3月\n指标,完成情况,\n,本月,累计\n城镇新增就业,9,30\n", "表.csv", {}),
        ("香水镇2023年3月\n指标,月份,本月数,累计数\n城镇新增就业,3月,9,30\n", "表.csv", {}),
        ("香水镇\n月份,指标,累计,当月\n2023-03,新增就业,30,9\n", "表.csv", {}),
        ("指标名称,计量单位,本月新增,本年累计\nurban-new-jobs,人,9,30\n", "2023年3月_香水镇.csv", {}),
    ],
)
def test_unit_and_month_of_a_return(text: str, name: str, changes: dict[str, Any]) -> None:
    sheet = read(text, name, **changes)
    assert codes(sheet) == []
    assert sheet.layout == Layout.RETURN
    assert [short(entry)[1:] for entry in sheet.entries] == [("香水镇", "urban-new-jobs", "2023-03", (9, 30))]


@pytest.mark.parametrize(
    ("text", "name", "changes", "code", "says"),
    [
        ("大湾乡2023年3月\n" + RETURN, "香水镇.csv", {}, Code.UNIT_CONFLICT, "标题是大湾乡，文件名是香水镇"),
        ("大湾乡2023年3月\n" + RETURN, "表.csv", {"unit": "香水镇"}, Code.UNIT_CONFLICT, "导入时给的单位是香水镇"),
        ("2023年3月\n" + RETURN, "大湾乡.csv", {"unit": "香水镇"}, Code.UNIT_CONFLICT, "文件名是大湾乡"),
        ("香水镇2023年3月\n" + RETURN, "2023年4月.csv", {}, Code.PERIOD_CONFLICT, "文件名是2023-04"),
        ("香水镇2023年3月\n" + RETURN, "表.csv", {"period": APRIL}, Code.PERIOD_CONFLICT, "导入时给的月份是2023-04"),
        ("2023年3月\n" + RETURN, "表.csv", {}, Code.UNKNOWN_UNIT, "看不出是哪个单位"),
        ("香水镇、大湾乡2023年3月\n" + RETURN, "表.csv", {}, Code.UNKNOWN_UNIT, "看不出是哪个单位"),
        ("香水镇\n" + RETURN, "表.csv", {}, Code.UNKNOWN_PERIOD, "看不出是哪个月"),
        ("香水镇2021年3月\n" + RETURN, "表.csv", {}, Code.PERIOD_OUTSIDE_PLAN, "标题里的“2021-03”不在方案年度内"),
        ("香水镇2023年9月\n" + RETURN, "表.csv", {}, Code.PERIOD_NOT_BEGUN, "标题里的“2023-09”"),
        ("香水镇2023年3月\n指标,月份,本月数\n新增就业,4月,9\n", "表.csv", {}, Code.PERIOD_CONFLICT, "与标题的2023-03"),
    ],
)
def test_returns_that_do_not_say_or_disagree(
    text: str, name: str, changes: dict[str, Any], code: Code, says: str
) -> None:
    sheet = read(text, name, **changes)
    assert codes(sheet) == [code]
    assert says in "".join(problem.message for problem in sheet.problems)


@pytest.mark.parametrize(
    ("row", "code", "suggestion"),
    [
        ("城镇就业新增,人,9,", Code.UNKNOWN_METRIC, "是不是“城镇新增就业”？"),
        ("其中：男,人,9,", Code.UNKNOWN_METRIC, "请按下发的指标名称填写"),
        (",人,9,", Code.UNKNOWN_METRIC, "请按下发的指标名称填写"),
        ("农村劳动力转移就业,人,9,", Code.WRONG_REPORTING, "“累计数”"),
        ("零就业家庭（期末户数）,户,9,", Code.WRONG_REPORTING, "“数值”"),
        ("创造新岗位,人,9,", Code.WRONG_REPORTING, "请核对指标和计量单位"),
        ("创业担保贷款发放,万元,9,", Code.NOT_ON_DUTY, "不归本单位报的空着"),
        ("创造新岗位,个,同上,", Code.DITTO, "每一格都请写出数字"),
        ("创造新岗位,个,=B2+B3,", Code.FORMULA_ERROR, "直接写数字"),
    ],
)
def test_what_refuses_a_row_of_a_return(row: str, code: Code, suggestion: str) -> None:
    sheet = read(f"香水镇2023年3月\n指标,计量单位,本月数,累计数\n城镇新增就业,人,9,30\n{row}\n")
    assert [(p.row, p.code) for p in sheet.problems if p.severity is Severity.ERROR] == [(4, code)]
    assert suggestion in sheet.problems[-1].suggestion
    assert len(sheet.entries) == 1


@pytest.mark.parametrize(
    "row",
    ["合计,9,9", "小计,9,9", "农村劳动力转移就业,,", "农村劳动力转移就业,—,暂无", "以下空白,,", ",,", "备注：无,9,"],
)
def test_rows_of_a_return_that_report_nothing(row: str) -> None:
    sheet = read(f"香水镇2023年3月\n指标,本月数,累计数\n城镇新增就业,9,30\n{row}\n")
    assert sheet.problems == []
    assert len(sheet.entries) == 1


def test_a_summary_of_one_unit_may_have_months_for_rows() -> None:
    sheet = read("香水镇2023年\n月份,城镇新增就业,农村劳动力转移就业\n2023-01,1,200\n2023-02,2,300\n合计,4,\n")
    assert codes(sheet) == []
    assert sheet.layout == Layout.SUMMARY
    assert [short(entry) for entry in sheet.entries] == [
        (3, "香水镇", "urban-new-jobs", "2023-01", (1,)),
        (3, "香水镇", "rural-transfer", "2023-01", (None, 200)),
        (4, "香水镇", "urban-new-jobs", "2023-02", (2,)),
        (4, "香水镇", "rural-transfer", "2023-02", (None, 300)),
    ]


MONTHS = ",".join(f"{month}月" for month in range(1, 13))


def test_layout_4_by_metric() -> None:
    sheet = read(
        f"香水镇2023年就业情况（虚构）\n指标,单位,{MONTHS},合计\n城镇新增就业,人,1,-2,３,,,,,,,,,,2\n"
        "农村劳动力转移就业,人,100,200,0.03万,,,,,,,,,,\n零就业家庭（期末户数）,户,0,0,0,—,—,,,,,,,,\n"
        "合计,,5,6,7,,,,,,,,,,\n"
    )
    assert codes(sheet) == []
    assert codes(sheet, Severity.FIXED) == [Code.FIXED, Code.FIXED]
    assert (sheet.layout, sheet.period) == (Layout.GRID, None)
    assert [short(entry) for entry in sheet.entries] == [
        (3, "香水镇", "urban-new-jobs", "2023-01", (1,)),
        (3, "香水镇", "urban-new-jobs", "2023-02", (-2,)),
        (3, "香水镇", "urban-new-jobs", "2023-03", (3,)),
        (4, "香水镇", "rural-transfer", "2023-01", (None, 100)),
        (4, "香水镇", "rural-transfer", "2023-02", (None, 200)),
        (4, "香水镇", "rural-transfer", "2023-03", (None, 300)),
        (5, "香水镇", "zero-employment-families", "2023-01", (None, None, 0)),
        (5, "香水镇", "zero-employment-families", "2023-02", (None, None, 0)),
        (5, "香水镇", "zero-employment-families", "2023-03", (None, None, 0)),
    ]


def test_layout_4_by_unit_takes_its_metric_from_the_title() -> None:
    sheet = read(
        "2023年城镇新增就业分月统计表（虚构）\n序号,乡镇,1月,2月,全年合计\n1,香水镇,1,2,3\n2,大湾乡,4,,4\n,合计,5,3,7\n"
    )
    assert codes(sheet) == []
    told = [(Code.SET_ASIDE, 2, "E"), (Code.TOTAL_MISMATCH, 5, "D")]
    assert [(p.code, p.row, p.column) for p in sheet.problems] == told
    assert [short(entry) for entry in sheet.entries] == [
        (3, "香水镇", "urban-new-jobs", "2023-01", (1,)),
        (3, "香水镇", "urban-new-jobs", "2023-02", (2,)),
        (4, "大湾乡", "urban-new-jobs", "2023-01", (4,)),
    ]


def test_a_grid_by_unit_and_metric() -> None:
    sheet = read("乡镇,指标,1月,2月\n香水镇,城镇新增就业,1,2\n香水镇,创造新岗位,3,\n合计,城镇新增就业,1,9\n")
    assert [short(entry)[1:4] for entry in sheet.entries] == [
        ("香水镇", "urban-new-jobs", "2023-01"),
        ("香水镇", "urban-new-jobs", "2023-02"),
        ("香水镇", "new-posts", "2023-01"),
    ]
    assert [(p.code, p.row, p.column) for p in sheet.problems] == [(Code.TOTAL_MISMATCH, 4, "D")]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("指标,1月,2月", ["2023-01", "2023-02"]),
        ("指标,01月份,2023年2月", ["2023-01", "2023-02"]),
        ("指标,2022-12,2023.01", ["2022-12", "2023-01"]),
        ("指标,2022/12,1月", ["2022-12", "2023-01"]),
        ("指标,１月,２月", ["2023-01", "2023-02"]),
        ("指标,3月（本月）,4月（人）", ["2023-03", "2023-04"]),
        ("指标,3月,5月", ["2023-03", "2023-05"]),
        ("指标,2022年,2023年\n,12月,1月", ["2022-12", "2023-01"]),
        ("指标,2022年,\n,11月,12月", ["2022-11", "2022-12"]),
        ("指标,2022年度完成情况,\n,11月,12月", ["2022-11", "2022-12"]),
    ],
)
def test_the_months_of_a_grid(header: str, expected: list[str]) -> None:
    sheet = read(f"香水镇\n{header}\n城镇新增就业,1,2\n")
    assert codes(sheet) == []
    assert [str(entry.period) for entry in sheet.entries] == expected


def test_a_month_without_a_year_is_one_of_the_year_in_the_title() -> None:
    grid = "指标,1月,12月,2023年2月\n城镇新增就业,1,2,3\n"
    sheet = read("香水镇2022年就业情况\n" + grid)
    assert codes(sheet) == []
    assert [str(entry.period) for entry in sheet.entries] == ["2022-01", "2022-12", "2023-02"]
    assert codes(read("香水镇2021年就业情况\n" + grid)) == [Code.PERIOD_OUTSIDE_PLAN, Code.PERIOD_OUTSIDE_PLAN]
    assert codes(read("香水镇2022—2023年就业情况\n" + grid)) == [Code.PERIOD_NOT_BEGUN]


def test_months_that_have_not_begun_must_be_blank() -> None:
    header = f"香水镇\n指标,{MONTHS}\n"
    assert codes(read(header + "城镇新增就业,1,2,,,,,,—,/,无,,\n", received_on=date(2023, 2, 1))) == []
    sheet = read(header + "城镇新增就业,1,2,0,,,,,,,,,4\n", received_on=date(2023, 2, 1))
    assert [(p.code, p.row, p.column) for p in sheet.problems] == [
        (Code.PERIOD_NOT_BEGUN, 3, "D"),
        (Code.PERIOD_NOT_BEGUN, 3, "M"),
    ]
    assert [entry.period.month for entry in sheet.entries] == [1, 2]


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        ("指标,3月,,6月,\n,本月,累计,本月,累计", "城镇新增就业,1,4,2,9", [(1, 4), (2, 9)]),
        ("指标,本月,,累计,\n,3月,6月,3月,6月", "城镇新增就业,1,2,4,9", [(1, 4), (2, 9)]),
        ("指标,3月累计,6月累计", "城镇新增就业,4,9", [(None, 4), (None, 9)]),
        ("指标,3月（分子）,3月（分母）,6月（分子）,6月（分母）", "有稳定就业者的家庭占比,1,2,3,4", [(1, 2), (3, 4)]),
        ("指标,3月,,6月,\n,分子,分母,分子,分母", "有稳定就业者的家庭占比,1,2,3,4", [(1, 2), (3, 4)]),
        (
            "指标,3月,,,6月,,\n,分子,分母,占比,分子,分母,占比",
            "有稳定就业者的家庭占比,1,2,50%,3,4,75%",
            [(1, 2), (3, 4)],
        ),
    ],
)
def test_two_levels_over_a_grid(header: str, row: str, expected: list[tuple[int | None, int]]) -> None:
    sheet = read(f"香水镇2023年\n{header}\n{row}\n")
    assert sheet.problems == []
    assert [str(entry.period) for entry in sheet.entries] == ["2023-03", "2023-06"]
    assert [short(entry)[4][-2:] for entry in sheet.entries] == expected


@pytest.mark.parametrize(
    ("text", "name", "changes", "code", "says"),
    [
        ("2023年\n指标,1月,2月\n新增就业,1,2\n", "表.csv", {}, Code.UNKNOWN_UNIT, "看不出是哪个单位"),
        ("香水镇\n指标,1月,2月\n新增就业,1,2\n", "大湾乡.csv", {}, Code.UNIT_CONFLICT, "文件名是大湾乡"),
        ("2023年分月统计表\n乡镇,1月,2月\n香水镇,1,2\n", "表.csv", {}, Code.UNKNOWN_METRIC, "看不出是哪个指标"),
        ("城镇新增就业\n乡镇,1月,2月\n香水镇,1,2\n", "创造新岗位.csv", {}, Code.UNKNOWN_METRIC, "文件名是创造新岗位"),
        ("香水镇\n指标,1月,2月\n新增就业,1,2\n", "表.csv", {"period": MARCH}, Code.PERIOD_CONFLICT, "给了月份 2023-03"),
        ("香水镇\n指标,1月,2月,13月\n新增就业,1,2,3\n", "表.csv", {}, Code.NO_HEADER, "“13月”不认识"),
        ("香水镇\n指标,2023.9,2023.11,2023.1\n新增就业,,,3\n", "表.csv", {}, Code.NO_HEADER, "“2023.1”不认识"),
        ("香水镇\n指标,1月,2月\n新增就业,1,2,3\n", "表.csv", {}, Code.NO_HEADER, "比表头多出一格“3”"),
        ("香水镇\n指标,1月,2月,01月\n新增就业,1,2,\n", "表.csv", {}, Code.DUPLICATE_KEY, "与 B 列“1月”重复"),
        ("香水镇\n指标,1月,2月\n就业新增,1,2\n", "表.csv", {}, Code.UNKNOWN_METRIC, "“就业新增”不在指标名单里"),
        ("香水镇\n指标,单位,1月,2月\n新增就业,户,,2\n", "表.csv", {}, Code.WRONG_REPORTING, "计量单位“户”不是"),
        ("香水镇\n指标,1月,2月\n有稳定就业者的家庭占比,,50%\n", "表.csv", {}, Code.RATE_NEEDS_PARTS, "分子和分母"),
        ("城镇新增就业\n乡镇,1月,2月\n香水乡,1,2\n", "表.csv", {}, Code.UNKNOWN_UNIT, "“香水乡”不在填报单位名单里"),
        ("城镇新增就业\n乡镇,1月,2月\n人社局,1,\n", "表.csv", {}, Code.NOT_ON_DUTY, "人社局"),
    ],
)
def test_what_refuses_a_grid(text: str, name: str, changes: dict[str, Any], code: Code, says: str) -> None:
    sheet = read(text, name, **changes)
    assert codes(sheet) == [code]
    assert says in "".join(problem.message for problem in sheet.problems)


@pytest.mark.parametrize("number", ["", "13800000000"])
def test_a_blank_row_is_none_also_where_the_title_says_the_month(number: str) -> None:
    """With or without a long number in the title, which makes the reader look closer."""
    assert codes(read(f"香水镇2023年3月,{number}\n月份,城镇新增就业\n,\n")) == [Code.EMPTY]


def test_of_two_columns_that_say_the_same_neither_is_taken() -> None:
    sheet = read("2023年3月\n乡镇,城镇新增就业,创造新岗位,新增就业\n香水镇,9,1,\n")
    assert codes(sheet) == [Code.DUPLICATE_KEY]
    assert sheet.entries == []


def test_two_columns_of_a_grid_may_be_one_figure_of_some_metrics_only() -> None:
    grid = "香水镇2023年\n指标,1月,1月累计,2月,2月累计\n城镇新增就业,1,1,2,3\n农村劳动力转移就业,100,,,200\n"
    sheet = read(grid)
    assert sheet.problems == []
    assert [short(entry)[4] for entry in sheet.entries] == [(1, 1), (2, 3), (None, 100), (None, 200)]
    twice = read(grid + "农村劳动力转移就业,,,300,300\n")
    assert [(p.code, p.row, p.column) for p in twice.problems] == [(Code.DUPLICATE_KEY, 5, "E")]
    assert len(twice.entries) == 4


def test_months_of_rows_are_of_the_year_in_the_title() -> None:
    sheet = read("香水镇2022年\n月份,城镇新增就业\n3月,9\n12月,8\n")
    assert codes(sheet) == []
    assert [str(entry.period) for entry in sheet.entries] == ["2022-03", "2022-12"]


def test_of_two_names_in_a_title_the_longer_is_meant() -> None:
    units = {"大湾乡": "大湾乡", "大湾": "大湾社区"}
    assert [e.unit for e in read("大湾乡2023年3月\n" + RETURN, units=units).entries] == ["大湾乡"]
    assert codes(read("大湾乡和大湾2023年3月\n" + RETURN, units=units)) == [Code.UNKNOWN_UNIT]


@pytest.mark.parametrize("heading", ["累计", "本年累计", "合计", "全年", "累计完成"])
def test_totals_beside_the_months_are_passed_over(heading: str) -> None:
    sheet = read(f"香水镇2023年\n指标,1月,2月,{heading}\n城镇新增就业,1,2,99\n")
    assert [(p.severity, p.value) for p in sheet.problems] == [(Severity.NOTE, heading)]
    assert [short(entry)[4] for entry in sheet.entries] == [(1,), (2,)]


@pytest.mark.parametrize(
    ("title", "name", "code"),
    [
        ("大湾乡2023年3月", "表.csv", Code.UNIT_CONFLICT),
        ("2023年3月", "大湾乡.csv", Code.UNIT_CONFLICT),
        ("香水镇2023年3月", "表.csv", None),
        ("香水镇和大湾乡2023年3月", "表.csv", None),
        ("大湾乡2023年3月", "香水镇.csv", None),
    ],
)
def test_a_title_that_names_another_unit_than_all_rows_do(title: str, name: str, code: Code | None) -> None:
    one = f"{title}\n乡镇,城镇新增就业\n香水镇,9\n"
    assert codes(read(one, name)) == ([code] if code else [])
    assert codes(read(one + "大湾乡,8\n", name)) == []
