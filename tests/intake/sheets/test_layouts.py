"""Headers: which rows they are found in, what their columns mean, which month the sheet is about."""

from datetime import date

import pytest

from jytrack.domain.figures.reading import Entry
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import Quantity, quantity
from jytrack.intake.sheets.sheet import Layout
from jytrack.intake.values.problem import Code, Severity
from tests.intake.sample import Sheet, codes, read

MARCH = Period(2023, 3)
LONG = "乡镇,指标,月份,本月数,累计数,分子,分母,数值\n"


def figures(entry: Entry) -> tuple[int | None, ...]:
    """An entry's five figures as whole numbers."""
    return tuple(None if figure is None else figure // 10_000 for figure in entry[4:9])


def test_layout_1_is_a_row_a_reading() -> None:
    sheet = read(
        LONG
        + "香水镇,城镇新增就业,2023-03,12,30,,,\n"
        + "大湾乡,农村劳动力转移就业,2023-03,,2900,,,\n"
        + "大湾乡,零就业家庭（期末户数）,2023-03,,,,,0\n"
        + "人社局,高校毕业生就业去向落实率,2023-03,,,212,240,88.33%\n"
    )
    assert not sheet.problems
    assert (sheet.layout, sheet.period) == (Layout.LONG, MARCH)
    assert [(e.row, e.unit, e.metric, figures(e)) for e in sheet.entries] == [
        (2, "香水镇", "urban-new-jobs", (12, 30, None, None, None)),
        (3, "大湾乡", "rural-transfer", (None, 2900, None, None, None)),
        (4, "大湾乡", "zero-employment-families", (None, None, 0, None, None)),
        (5, "人社局", "graduate-placement", (None, None, None, 212, 240)),
    ]


def test_layout_2_is_a_row_a_unit_and_reads_each_metric_the_way_it_is_reported() -> None:
    sheet = read(
        "泾源县2023年3月统计表\n乡镇,城镇新增就业,农村劳动力转移就业,零就业家庭（期末户数）\n香水镇,12,2900,0\n大湾乡,0,,1\n"
    )
    assert not sheet.problems
    assert (sheet.layout, sheet.period) == (Layout.SUMMARY, MARCH)
    assert [(e.row, e.unit, e.metric, figures(e)) for e in sheet.entries] == [
        (3, "香水镇", "urban-new-jobs", (12, None, None, None, None)),
        (3, "香水镇", "rural-transfer", (None, 2900, None, None, None)),
        (3, "香水镇", "zero-employment-families", (None, None, 0, None, None)),
        (4, "大湾乡", "urban-new-jobs", (0, None, None, None, None)),
        (4, "大湾乡", "zero-employment-families", (None, None, 1, None, None)),
    ]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("城镇新增就业", (9, None, None, None, None)),
        ("urban-new-jobs", (9, None, None, None, None)),
        ("新增就业", (9, None, None, None, None)),
        ("城镇新增就业（人）", (9, None, None, None, None)),
        ("城镇新增就业*（人）", (9, None, None, None, None)),
        ("（一）城镇新增就业★（人）", (9, None, None, None, None)),
        ("城镇新增就业（单位：人）", (9, None, None, None, None)),
        ("城镇新增就业(本月)", (9, None, None, None, None)),
        ("城镇新增就业（本月、人）", (9, None, None, None, None)),
        ("城镇 新增 就业（人）（累计）", (None, 9, None, None, None)),
        ("本月城镇新增就业", (9, None, None, None, None)),
        ("累计城镇新增就业", (None, 9, None, None, None)),
        ("本年累计城镇新增就业（人）", (None, 9, None, None, None)),
        ("城镇新增就业本月数", (9, None, None, None, None)),
        ("城镇新增就业累计", (None, 9, None, None, None)),
        ("城镇新增就业-当月", (9, None, None, None, None)),
        ("城镇新增就业（万人）", (90_000, None, None, None, None)),
        ("ＵＲＢＡＮ－ＮＥＷ－ＪＯＢＳ", (9, None, None, None, None)),
    ],
)
def test_headings_of_a_summary(header: str, expected: tuple[int | None, ...]) -> None:
    sheet = read(f"2023年3月\n单位,{header}\n香水镇,9\n")
    assert codes(sheet) == []
    assert [figures(entry) for entry in sheet.entries] == [expected]


@pytest.mark.parametrize(
    "header",
    [
        "乡镇,有稳定就业者的家庭占比（分子）,有稳定就业者的家庭占比（分母）",
        "乡镇,有稳定就业者的家庭占比分子,有稳定就业者的家庭占比分母",
        "乡镇,有稳定就业者的家庭占比（分子，户）,有稳定就业者的家庭占比（分母，户）",
        "乡镇,有稳定就业者的家庭占比,\n,分子,分母",
        "乡镇,有稳定就业者的家庭占比（%）,\n,分子（户）,分母（户）",
        "乡镇,分子,分母\n,有稳定就业者的家庭占比,有稳定就业者的家庭占比",
    ],
)
def test_a_rate_takes_two_columns(header: str) -> None:
    sheet = read(f"2023年3月,,\n{header}\n香水镇,9,10\n")
    assert codes(sheet) == []
    assert [figures(entry) for entry in sheet.entries] == [(None, None, None, 9, 10)]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("乡镇,城镇新增就业,\n,本月,累计", [(9, 10, None, None, None)]),
        ("乡镇,本月,累计\n,城镇新增就业,城镇新增就业", [(9, 10, None, None, None)]),
        ("乡镇,城镇新增就业,创造新岗位\n,人,个", [(9, None, None, None, None), (10, None, None, None, None)]),
        (",就业情况,\n乡镇,城镇新增就业,创造新岗位", [(9, None, None, None, None), (10, None, None, None, None)]),
        ("乡镇,就业情况,\n,城镇新增就业,创造新岗位", [(9, None, None, None, None), (10, None, None, None, None)]),
        (",城镇新增就业,\n乡镇,本月,累计", [(9, 10, None, None, None)]),
    ],
)
def test_two_level_headers(header: str, expected: list[tuple[int | None, ...]]) -> None:
    sheet = read(f"2023年3月统计表,,\n填报单位（盖章）：县就业办,,单位：人\n{header}\n香水镇,9,10\n")
    assert codes(sheet) == []
    assert [figures(entry) for entry in sheet.entries] == expected
    assert {entry.row for entry in sheet.entries} == {5}


def test_a_long_sheet_with_two_levels() -> None:
    sheet = read("乡镇,指标,月份,完成情况,\n,,,本月数,累计数\n香水镇,城镇新增就业,2023-03,9,10\n")
    assert codes(sheet) == []
    assert figures(sheet.entries[0]) == (9, 10, None, None, None)


@pytest.mark.parametrize("below", ["", "数值"])
def test_a_level_below_some_columns_only_is_no_header_of_its_own(below: str) -> None:
    head = f",目标任务,零就业家庭（期末户数）\n,零就业家庭（期末户数）,{below}"
    sheet = read(f"1月就业情况统计表,,\n{head}\n香水镇,33,1\n")
    assert noted(sheet) == [("目标任务（零就业家庭（期末户数））", "set-aside")]
    assert [figures(entry) for entry in sheet.entries] == [(None, None, 1, None, None)]


def test_figures_set_aside_are_told_of_where_they_are_all_that_there_is() -> None:
    sheet = read("2023年1月就业情况统计表,,\n乡镇,目标任务,城镇新增就业\n,城镇新增就业,本月数\n香水镇,54,\n")
    assert noted(sheet) == [("目标任务（城镇新增就业）", "set-aside")]
    assert sheet.entries == []


@pytest.mark.parametrize(
    "title", ["2023/1就业情况", "2023.1就业情况", "23年1月就业情况", "2023年度1月就业情况", "202301就业"]
)
def test_a_month_in_the_title_must_agree_with_the_file_s_however_it_is_written(title: str) -> None:
    sheet = read(f"{title},\n乡镇,城镇新增就业\n香水镇,9\n", "2023年2月.csv")
    assert codes(sheet) == ["period-conflict"]


@pytest.mark.parametrize(
    ("title", "month", "refused"),
    [
        ("2023年上年同期情况表", "2023-03", ["wrong-reporting"]),
        ("2023年上年同期情况表", "2022-03", ["wrong-reporting"]),
        ("上年同期情况表", "2023-03", ["period-conflict"]),
        ("上年同期情况表", "2022-03", []),
        ("上年同期情况表", "3月", []),
        ("2022年上年同期情况表", "2023-03", ["period-conflict"]),
    ],
)
def test_last_year_s_figures_are_last_year_s_in_every_row(title: str, month: str, refused: list[str]) -> None:
    sheet = read(f"{title},,,\n乡镇,指标,月份,本月数\n香水镇,城镇新增就业,{month},9\n")
    assert codes(sheet) == refused
    assert refused or [entry.period.year for entry in sheet.entries] == [2022]


def test_a_heading_of_this_year_is_none_of_last_year_s_figures() -> None:
    sheet = read("2022年去年同期城镇新增就业情况表,,\n单位,2022年1月,2023年2月\n香水镇,5,6\n")
    assert "period-conflict" in codes(sheet)


def test_titles_before_the_header_and_signatures_after_it_are_passed_over() -> None:
    sheet = read(
        "附件2,,,\n泾源县2023年3月就业情况统计表,,,\n,,,\n填报单位（盖章）：县就业办,,,单位：人\n"
        "序号,乡镇,城镇新增就业,备注\n1,香水镇,9,\n2,大湾乡,10,好\n,,,\n"
        "制表人：（演示）,审核人：（演示）,电话：13800000000,\n填报日期：2023年4月2日,,,\n备注：本表按月报送,,,\n"
    )
    assert not sheet.problems
    assert [(e.row, e.unit, e.note) for e in sheet.entries] == [(6, "香水镇", ""), (7, "大湾乡", "好")]


def test_signatures_are_none_of_the_names_by_which_a_corner_is_known() -> None:
    sheet = read("2023年3月,\n乡镇\\指标,城镇新增就业\n香水镇,12\n制表人：  审核人：,\n填报人：  负责人：,\n")
    assert not sheet.problems
    assert [entry.unit for entry in sheet.entries] == ["香水镇"]


def test_lines_broken_within_cells_make_no_difference() -> None:
    sheet = read('乡镇,指标,"本\n月数"\n"香水\n镇","城镇\n新增就业",9\n', "2023年3月.csv")
    assert not sheet.problems
    assert sheet.entries == [Entry(2, "香水镇", "urban-new-jobs", MARCH, quantity(9))]


def test_columns_may_stand_in_any_order_among_others() -> None:
    sheet = read("上年同期,本月新增,联系人,报告期,指标名称,单位名称\n7,9,某,2023-03,新增就业,大湾\n")
    assert noted(sheet) == [("上年同期", "set-aside")]
    assert sheet.entries == [Entry(2, "大湾乡", "urban-new-jobs", MARCH, quantity(9))]


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ("2023年3月城镇新增就业情况统计表\n乡镇,本月数,累计数\n香水镇,9,10\n", (9, 10)),
        ("2023年3月城镇新增就业（单位：人）\n单位：人\n乡镇,全年目标,本月,累计,完成率\n香水镇,200,9,10,5%\n", (9, 10)),
        ("附件1：泾源县2023年3月城镇新增就业及进展情况\n乡镇,3月完成数\n香水镇,9\n", (9, None)),
        ("2023年城镇新增就业就业情况表\n乡镇,3月\n香水镇,9\n", (9, None)),
        ("香水镇城镇新增就业月报\n月份,本月数,累计数\n2023年3月,9,10\n", (9, 10)),
        ("城镇新增就业\n乡镇,月份,累计数\n香水镇,2023-03,10\n", (None, 10)),
    ],
)
def test_a_sheet_of_one_metric_which_its_title_names(sheet: str, expected: tuple[int | None, ...]) -> None:
    made = read(sheet)
    assert {problem.code for problem in made.problems} <= {Code.SET_ASIDE, Code.FIXED}
    assert made.layout == Layout.SINGLE
    assert [(e.unit, e.metric, e.period) for e in made.entries] == [("香水镇", "urban-new-jobs", MARCH)]
    assert figures(made.entries[0])[:2] == expected


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ("2023年3月就业情况表\n乡镇,计量单位,城镇新增就业\n香水镇,百人,3\n", [300]),
        ("2023年城镇新增就业情况表\n乡镇,计量单位,2月,3月\n香水镇,百人,1,3\n", [100, 300]),
        ("2023年3月城镇新增就业情况表\n乡镇,计量单位,本月数\n香水镇,百人,3\n", [300]),
        ("2023年3月城镇新增就业情况表\n乡镇,计量单位,本月数\n香水镇,亩,3\n", []),
        ("2023年3月就业情况表\n乡镇,计量单位,城镇新增就业,创造新岗位\n香水镇,百人,3,4\n", [300]),
        ("2023年3月就业情况表\n乡镇,单位,城镇新增就业\n香水镇,香水镇,3\n", [3]),
    ],
)
def test_a_column_of_measure_units_speaks_of_its_row_in_every_layout(sheet: str, expected: list[int]) -> None:
    assert [figures(entry)[0] for entry in read(sheet).entries] == expected


@pytest.mark.parametrize(
    ("title", "columns", "code"),
    [
        ("2023年3月情况表", "本月数", Code.UNKNOWN_METRIC),
        ("2023年3月城镇新增就业、创造新岗位情况表", "本月数", Code.UNKNOWN_METRIC),
        ("2023年3月城镇新增就业和技能培训情况表", "本月数", Code.UNKNOWN_METRIC),
        ("2023年3月技能培训及城镇新增就业情况表", "本月数", Code.UNKNOWN_METRIC),
        ("2023年3月城镇新增就业、创业带动统计表", "本月数", Code.UNKNOWN_METRIC),
        ("2023年3月城镇新增就业，技能培训统计表", "本月数", Code.UNKNOWN_METRIC),
        ("2023年3月城镇新增就业岗位开发情况表", "本月数", Code.UNKNOWN_METRIC),
        ("2023年3月城镇新增就业困难人员情况表", "本月数", Code.WRONG_REPORTING),
        ("2023年3月农村劳动力转移就业情况表", "本月数", Code.WRONG_REPORTING),
        ("2023年3月城镇新增就业目标表", "本月数", Code.WRONG_REPORTING),
        ("2023年3月城镇新增就业情况表", "完成数", Code.NO_HEADER),
        ("2023年3月城镇新增就业情况表", "人数", Code.NO_HEADER),
        ("2023年3月城镇新增就业情况表", "本月数,备忘", Code.NO_HEADER),
    ],
)
def test_a_sheet_of_one_metric_is_refused_where_it_is_half_understood(title: str, columns: str, code: Code) -> None:
    made = read(f"{title}\n乡镇,{columns}\n香水镇,9,8\n")
    assert code in codes(made), made.problems
    assert any(problem.severity is Severity.ERROR for problem in made.problems)


@pytest.mark.parametrize(
    "header", ["月份,备注,本月数据\n", "甲,乙\n1,2\n", "香水镇,城镇新增就业,2023-03,12\n", "一行字\n"]
)
def test_no_header(header: str) -> None:
    sheet = read(header)
    assert codes(sheet) == [Code.NO_HEADER]
    assert sheet.layout == ""


def test_the_header_is_looked_for_in_the_first_twenty_rows() -> None:
    assert codes(read("前言\n" * 19 + LONG + "香水镇,城镇新增就业,2023-03,12\n")) == []
    assert codes(read("前言\n" * 20 + LONG + "香水镇,城镇新增就业,2023-03,12\n")) == [Code.NO_HEADER]


def test_a_column_that_holds_figures_under_an_unknown_heading_is_refused_with_a_hint() -> None:
    sheet = read("2023年3月\n乡镇,城镇新增就业人,创造新岗位\n香水镇,9,1\n大湾乡,8,2\n")
    assert codes(sheet) == [Code.UNKNOWN_METRIC]
    problem = sheet.problems[0]
    assert (problem.row, problem.column, problem.value) == (2, "B", "城镇新增就业人")
    assert "是不是“城镇新增就业”？" in problem.suggestion


@pytest.mark.parametrize(
    "text",
    [
        "乡镇,城镇新增就业人,\n香水镇,9\n",
        "乡镇,城镇新增就业,随便\n香水镇,9,5\n",
        "乡镇,城镇新增就业,\n香水镇,9,5\n",
        "乡镇,城镇新增就业\n香水镇,9,5\n",
        "乡镇,城镇新增就业（户）\n香水镇,9\n",
        "乡镇,城镇新增就业（本月、累计）\n香水镇,9\n",
        "乡镇,城镇新增就业,本月数\n香水镇,9,5\n",
    ],
)
def test_no_figure_of_a_summary_vanishes(text: str) -> None:
    assert codes(read(text, "2023年3月.csv")) == [Code.UNKNOWN_METRIC]


@pytest.mark.parametrize("column", ["序号", "备注", "联系电话", "随便", "上年同期", "完成率（%）"])
def test_columns_of_other_things_are_passed_over(column: str) -> None:
    cell = "5" if column in ("序号", "上年同期", "完成率（%）") else "略"
    sheet = read(f"2023年3月\n乡镇,城镇新增就业,{column}\n香水镇,9,{cell}\n")
    told = [(column, "set-aside")] if column in ("上年同期", "完成率（%）") else []
    assert noted(sheet) == told, "figures that are none of ours are told of, nothing else is"


def test_a_misspelled_figure_column_of_a_long_sheet_is_refused() -> None:
    sheet = read("乡镇,指标,月份,本月数,累记数\n香水镇,城镇新增就业,2023-03,9,30\n")
    assert codes(sheet) == [Code.NO_HEADER]
    assert "累计数" in sheet.problems[0].suggestion
    assert noted(read("乡镇,指标,月份,本月数,随便\n香水镇,城镇新增就业,2023-03,9,30\n")) == [("随便", "set-aside")]


def noted(sheet: Sheet) -> list[tuple[str | None, str]]:
    """What a sheet without any other problem was told of."""
    return [(problem.value, problem.code.value) for problem in sheet.problems]


def test_two_columns_of_one_meaning_are_refused() -> None:
    sheet = read("2023年3月\n乡镇,城镇新增就业,城镇新增就业（本月）\n香水镇,9,9\n")
    assert Code.DUPLICATE_KEY in codes(sheet)
    assert codes(read("2023年3月\n乡镇,城镇新增就业,城镇新增就业（累计）\n香水镇,9,9\n")) == []


@pytest.mark.parametrize(
    ("text", "name", "changes"),
    [
        ("2023年3月\n乡镇,城镇新增就业\n香水镇,9\n", "表.csv", {}),
        ("乡镇,月份,城镇新增就业\n香水镇,3月,9\n", "表.csv", {}),
        ("乡镇,月份,城镇新增就业\n香水镇,,9\n", "2023-03.csv", {}),
        ("乡镇,城镇新增就业\n香水镇,9\n", "香水镇2023年3月.csv", {}),
        ("乡镇,城镇新增就业\n香水镇,9\n", "表.csv", {"period": MARCH}),
        ("2023年3月\n乡镇,月份,城镇新增就业\n香水镇,202303,9\n", "3月.csv", {"period": MARCH}),
        ("2023年3月 填报日期：2023年4月2日\n乡镇,城镇新增就业\n香水镇,9\n", "20230402.csv", {}),
        ("乡镇,指标,本月数\n香水镇,城镇新增就业,9\n", "香水镇2023年3月.csv", {}),
    ],
)
def test_the_month_comes_from_option_column_title_or_name(text: str, name: str, changes: dict[str, Period]) -> None:
    sheet = read(text, name, **changes)
    assert codes(sheet) == []
    assert sheet.period == MARCH
    assert [entry.period for entry in sheet.entries] == [MARCH]


@pytest.mark.parametrize(
    ("text", "name", "changes"),
    [
        ("2023年4月\n乡镇,城镇新增就业\n香水镇,9\n", "2023年3月.csv", {}),
        ("2023年4月\n乡镇,城镇新增就业\n香水镇,9\n", "表.csv", {"period": MARCH}),
        ("乡镇,城镇新增就业\n香水镇,9\n", "2023年4月.csv", {"period": MARCH}),
        ("2023年4月\n乡镇,月份,城镇新增就业\n香水镇,3月,9\n", "表.csv", {}),
        ("乡镇,月份,城镇新增就业\n香水镇,4月,9\n", "表.csv", {"period": MARCH}),
        ("乡镇,指标,月份,本月数\n香水镇,城镇新增就业,4月,9\n", "2023年3月.csv", {}),
    ],
)
def test_months_that_disagree_are_refused(text: str, name: str, changes: dict[str, Period]) -> None:
    assert codes(read(text, name, **changes)) == [Code.PERIOD_CONFLICT]


@pytest.mark.parametrize(
    "text",
    [
        "乡镇,城镇新增就业\n香水镇,9\n",
        "乡镇,月份,城镇新增就业\n香水镇,,9\n",
        "乡镇,月份,城镇新增就业\n香水镇,2023.1,9\n",
        "2023年2月 3月\n乡镇,城镇新增就业\n香水镇,9\n",
    ],
)
def test_no_month(text: str) -> None:
    assert codes(read(text)) == [Code.UNKNOWN_PERIOD]


@pytest.mark.parametrize("heading", ["城镇新增就业", "城镇新增就业（累计）"])
def test_a_summary_from_january_on_holds_running_totals(heading: str) -> None:
    sheet = read(f"2023年1-3月统计表\n乡镇,{heading}\n香水镇,9\n", period=MARCH)
    assert codes(sheet) == []
    assert figures(sheet.entries[0]) == (None, 9, None, None, None)


@pytest.mark.parametrize(
    ("period", "code"),
    [
        ("2021-12", Code.PERIOD_OUTSIDE_PLAN),
        ("2024-01", Code.PERIOD_OUTSIDE_PLAN),
        ("2022-01", None),
        ("2022-12", None),
        ("2023-08", Code.PERIOD_NOT_BEGUN),
        ("2023-07", None),
    ],
)
def test_months_that_no_reading_is_taken_for(period: str, code: Code | None) -> None:
    row = read(f"乡镇,指标,月份,本月数\n香水镇,城镇新增就业,{period},9\n", received_on=date(2023, 7, 1))
    title = read("乡镇,城镇新增就业\n香水镇,9\n", f"{period}.csv", received_on=date(2023, 7, 1))
    assert codes(row) == codes(title) == ([code] if code else [])
    assert len(row.entries) == len(title.entries) == (0 if code else 1)


def test_money_in_yuan_only_where_the_sheet_says_so() -> None:
    def loans(text: str) -> list[Quantity | None]:
        return [entry.month for entry in read(text, "2023年3月.csv").entries]

    assert loans("单位,创业担保贷款发放\n人社局,700\n") == [quantity(700)]
    assert loans("单位,创业担保贷款发放（元）\n人社局,7000000\n") == [quantity(700)]
    assert loans("单位,创业担保贷款发放\n人社局,7000000元\n") == [quantity(700)]
    assert loans("填报单位：人社局 单位：元\n单位,创业担保贷款发放\n人社局,7000000\n") == [quantity(700)]
    assert loans("填报单位：人社局 单位：人、万元\n单位,创业担保贷款发放\n人社局,700\n") == [quantity(700)]
    assert loans("单位,指标,本月数（元）\n人社局,创业担保贷款发放,7000000\n人社局,创业（网络创业）能力培训,30\n") == [
        quantity(700),
        quantity(30),
    ]


def test_a_column_of_measure_units_is_heeded() -> None:
    head = "乡镇,指标,单位,月份,本月数\n"
    sheet = read(head + "人社局,创业担保贷款发放,元,2023-03,7000000\n香水镇,城镇新增就业,人,2023-03,9\n")
    assert codes(sheet) == []
    assert [entry.month for entry in sheet.entries] == [quantity(700), quantity(9)]
    assert codes(read(head + "香水镇,城镇新增就业,户,2023-03,9\n")) == [Code.WRONG_REPORTING]


TOTALS = (
    "2023年3月\n乡镇,城镇新增就业,有稳定就业者的家庭占比（分子）,有稳定就业者的家庭占比（分母）\n"
    "香水镇,9,1,2\n小计,{},,\n大湾乡,10,3,4\n小计,{},,\n合计,{},{},6\n"
)


@pytest.mark.parametrize(
    ("first", "second", "total", "part", "rows"),
    [
        ("9", "10", "19", "4", []),
        ("—", "10", "１９", "4", []),
        ("9", "10", "20", "4", [7]),
        ("9", "19", "19", "4", [6]),
        ("8", "11", "18", "5", [4, 6, 7, 7]),
        ("9", "10", "#REF!", "4", [7]),
    ],
)
def test_totals_are_compared_and_never_imported(
    first: str, second: str, total: str, part: str, rows: list[int]
) -> None:
    sheet = read(TOTALS.format(first, second, total, part))
    assert [p.row for p in sheet.problems if p.code is Code.TOTAL_MISMATCH] == rows
    assert {entry.unit for entry in sheet.entries} == {"香水镇", "大湾乡"}
    assert not sheet.refused


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ("小计,11\n香水镇,5\n泾河源镇,6\n", []),
        ("小计,12\n香水镇,5\n泾河源镇,6\n", [3]),
        ("镇小计,11\n香水镇,5\n泾河源镇,6\n乡小计,7\n大湾乡,7\n合计,18\n", []),
        ("镇小计,11\n香水镇,5\n泾河源镇,6\n乡小计,8\n大湾乡,7\n合计,18\n", [6]),
    ],
)
def test_a_part_may_stand_above_its_rows(rows: str, wrong: list[int]) -> None:
    sheet = read(f"2023年3月\n乡镇,城镇新增就业\n{rows}")
    assert [problem.row for problem in sheet.problems if problem.code is Code.TOTAL_MISMATCH] == wrong
    assert not sheet.refused


def test_a_total_that_does_not_add_up_names_both_numbers() -> None:
    sheet = read("2023年3月\n乡镇,城镇新增就业\n全县,21\n香水镇,9\n大湾乡,10\n")
    assert codes(sheet, Severity.WARNING) == [Code.TOTAL_MISMATCH]
    assert "21" in sheet.problems[0].message
    assert "19" in sheet.problems[0].message


@pytest.mark.parametrize(
    "word", ["合计", "合 计", "总计", "共计", "合计数", "全县", "全县合计", "七乡镇合计", "小计", "乡镇小计"]
)
def test_the_words_for_totals(word: str) -> None:
    sheet = read(f"2023年3月\n乡镇,城镇新增就业\n香水镇,9\n{word},8\n")
    assert codes(sheet, Severity.WARNING, Severity.ERROR) == [Code.TOTAL_MISMATCH]
    assert len(sheet.entries) == 1


def test_a_level_is_never_a_sum() -> None:
    sheet = read("2023年3月\n单位,城镇调查失业率,来源\n社会经济调查队,5.4,月度劳动力调查\n合计,10.8,\n")
    assert sheet.problems == []


def test_totals_of_a_long_sheet_are_compared_by_metric_and_month() -> None:
    rows = "".join(f"{unit},城镇新增就业,2023-0{month},{month}\n" for unit in ("香水镇", "大湾乡") for month in (1, 2))
    totals = "合计,城镇新增就业,2023-01,2\n合计,城镇新增就业,2023-02,5\n合计,城镇新增就业,,6\n"
    sheet = read("乡镇,指标,月份,本月数\n" + rows + totals)
    assert [(p.code, p.row) for p in sheet.problems] == [(Code.TOTAL_MISMATCH, 7)]


@pytest.mark.parametrize("title", ["", "2月就业情况\n", "2022年就业情况\n"])
def test_months_without_a_year_are_of_the_year_of_the_month_given(title: str) -> None:
    text = f"{title}乡镇,2月当月,1—2月累计\n,城镇新增就业,城镇新增就业\n香水镇,9,10\n"
    sheet = read(text, period=Period(2022, 2))
    assert codes(sheet) == []
    assert [(entry.period, *figures(entry)) for entry in sheet.entries] == [(Period(2022, 2), 9, 10, None, None, None)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("乡镇,2月当月\n,城镇新增就业\n香水镇,9\n", 1),
        ("乡镇,2023年3月\n,城镇新增就业\n香水镇,9\n", 1),
        ("2023年就业情况,\n乡镇,城镇新增就业\n香水镇,9\n", 1),
        ("乡镇,1—3月累计\n,城镇新增就业\n香水镇,9\n", 0),
    ],
)
def test_a_month_given_for_the_whole_sheet_must_agree_with_headings_and_years(text: str, told: int) -> None:
    assert codes(read(text, period=Period(2022, 3))) == ["period-conflict"] * told
