"""What stands in a unit's sheet, and what the files made of it let a clerk type."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

import openpyxl
import pytest

from jytrack.domain.figures.value import UnitFigure
from jytrack.domain.plan.target import Metric
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import Measure, Reporting
from jytrack.reports.formats import template_csv, template_xlsx
from jytrack.reports.sheets.template_values import Asked, Cell, Choice, Entry, Facts, Item, Template, Words
from jytrack.reports.sheets.templates import template

JULY = Period(2023, 7)
HEADINGS = ("本月数", "累计数", "数值", "分子", "分母")
LONG = ("本月数", "累计数")


def metric(name: str, reporting: Reporting, measure: Measure = Measure.COUNT, unit: str = "人") -> Metric:
    return Metric(f"code-of-{name}", name, unit, measure, reporting)


JOBS = metric("新增就业", Reporting.INCREMENT)
TRANSFER = metric("转移就业", Reporting.CUMULATIVE_DISTINCT)
FAMILIES = metric("零就业家庭", Reporting.POINT, unit="户")
LOANS = metric("担保贷款", Reporting.INCREMENT, Measure.AMOUNT, "万元")
RATE = replace(metric("落实率", Reporting.POINT, Measure.RATE, "%"), share_of_people=True)
PAY = metric("报酬占比", Reporting.POINT, Measure.RATE, "%")
LEVEL = replace(metric("失业率", Reporting.POINT, Measure.LEVEL, "%"), source_required=True)


def item(measured: Metric, headings: Sequence[str], last: object = None, **known: object) -> Item:
    """A metric whose figures are asked for under `headings`, with the unit's figure to date."""
    unit = measured.measure_unit if measured.measure is not Measure.RATE else "人"
    asked = tuple(Asked(heading, unit, unit not in ("万元", "%")) for heading in headings)
    complete = bool(known.pop("complete", False))
    figure = None if last is None else Fraction(str(last))
    return Item(measured, asked, UnitFigure("香水镇", figure=figure, **known), complete)  # type: ignore[arg-type]


def sheet(*items: Item, extra: Sequence[Item] = (), notice: str = "") -> Template:
    return template(Facts("香水镇", JULY, date(2023, 7, 25), HEADINGS, items, tuple(extra), notice))


def row_of(found: Template, at: int = 0) -> dict[str, Cell]:
    return dict(zip(found.columns, found.rows[at], strict=True))


def entry(found: Template, heading: str) -> Entry:
    cell = row_of(found)[heading]
    assert isinstance(cell, Entry)
    return cell


@pytest.mark.parametrize(
    ("items", "columns"),
    [
        ([item(JOBS, LONG)], "本月数 累计数"),
        ([item(FAMILIES, ["数值"])], "数值"),
        ([item(RATE, ["分子", "分母"]), item(TRANSFER, ["累计数"])], "累计数 分子 分母"),
        ([item(LEVEL, ["数值"])], "数值 来源"),
        ([item(JOBS, LONG, 80)], "上月累计 本月数 累计数"),
        ([item(JOBS, LONG, 80), item(FAMILIES, ["数值"], 2)], "上月累计 上月数 本月数 累计数 数值"),
    ],
)
def test_only_columns_that_a_row_needs(items: list[Item], columns: str) -> None:
    rates = ("口径",) if any(one.metric.measure is Measure.RATE for one in items) else ()
    assert sheet(*items).columns == ("填报单位", "指标", "月份", "计量单位", *columns.split(), "备注", *rates)


@pytest.mark.parametrize(
    ("one", "heading", "shown"),
    [
        (item(JOBS, LONG, 80, reported=True, latest=Period(2023, 6), complete=True), "上月累计", Fraction(80)),
        (item(JOBS, LONG, 80, latest=Period(2023, 6)), "上月累计", "有缺报：80"),
        (item(TRANSFER, ["累计数"], 7925, latest=Period(2023, 4)), "上月累计", "4月：7925"),
        (item(FAMILIES, ["数值"], 2, latest=Period(2023, 6)), "上月数", "6月：2"),
        (
            item(RATE, ["分子", "分母"], 90, latest=Period(2023, 6), numerator=Fraction(9), denominator=Fraction(10)),
            "上月数",
            "6月：9/10",
        ),
    ],
)
def test_what_is_on_record_is_shown_as_far_as_it_goes(one: Item, heading: str, shown: Cell) -> None:
    assert row_of(sheet(one))[heading] == shown


def test_cells_that_take_nothing_and_cells_that_take_words() -> None:
    found = sheet(item(TRANSFER, ["累计数"]), item(LEVEL, ["数值"]))
    first, second = row_of(found), row_of(found, 1)
    assert (first["数值"], second["累计数"]) == (None, None)
    assert (first["来源"], second["来源"], second["备注"]) == (Words(), Words(needed=True), Words())
    assert (first["填报单位"], first["指标"], first["月份"], first["计量单位"]) == (
        "香水镇",
        "转移就业",
        "2023-07",
        "人",
    )


@pytest.mark.parametrize("goal", [Fraction(80), "不低于90 %"])
def test_the_goal_stands_beside_the_figures(goal: Fraction | str) -> None:
    found = sheet(replace(item(JOBS, LONG), goal=goal), item(TRANSFER, ["累计数"]))
    assert found.columns[:5] == ("填报单位", "指标", "月份", "计量单位", "年度目标")
    assert (row_of(found)["年度目标"], row_of(found, 1)["年度目标"]) == (goal, None)
    assert ("里的数是本单位的任务数" in found.lines[1]) is isinstance(goal, Fraction)


def test_of_a_rate_it_is_said_which_numbers_are_asked_for() -> None:
    asked = (Asked("分子", "户", whole=True), Asked("分母", "人", whole=True))
    found = row_of(sheet(replace(item(PAY, ["分子", "分母"]), asked=asked), item(JOBS, LONG)))
    assert found["口径"] == "分子按“户”填，分母按“人”填；比率＝分子÷分母，不用填"


def test_what_is_counted_stands_in_the_sheet() -> None:
    told = replace(JOBS, definition="净增的人数")
    rate = replace(PAY, definition="分子：报酬；分母：资金")
    found = sheet(item(told, LONG), item(rate, ["分子", "分母"]), item(TRANSFER, ["累计数"]))
    assert [row_of(found, at)["口径"] for at in range(3)] == [
        "净增的人数",
        "分子：报酬；分母：资金。分子按“人”填，分母按“人”填；比率＝分子÷分母，不用填",
        None,
    ]


def test_a_percentage_may_be_typed_with_its_sign_or_without() -> None:
    found = sheet(item(LEVEL, ["数值"]))
    cell = entry(found, "数值")
    assert cell.percent
    assert "5.4%就填5.4或5.4%，不要填0.054" in cell.hint
    assert "不要填0.054" in cell.refusal
    page = openpyxl.load_workbook(io.BytesIO(template_xlsx.render(found))).worksheets[0]
    (open_cell,) = [c for row in page.iter_rows() for c in row if not c.protection.locked and c.column_letter == "E"][
        :1
    ]
    # A cell of text keeps 5.4% as typed; a spreadsheet would make 0.054 of it in any other.
    assert open_cell.number_format == "@"
    (rule,) = [rule for rule in page.data_validations.dataValidation if str(rule.sqref) == open_cell.coordinate]
    at = open_cell.coordinate
    assert (rule.type, rule.error) == ("custom", cell.refusal)
    assert f"OR(ISTEXT({at}),{at}=0,ABS({at})>=1)" in str(rule.formula1)
    assert f'VALUE(SUBSTITUTE(SUBSTITUTE({at},"%",""),"％",""))<=10000000000000' in str(rule.formula1)


def test_the_unit_of_a_rate_is_that_of_its_parts_when_they_share_one() -> None:
    asked = (Asked("分子", "户", whole=True), Asked("分母", "人", whole=True))
    mixed = replace(item(PAY, ["分子", "分母"]), asked=asked)
    assert row_of(sheet(item(PAY, ["分子", "分母"])))["计量单位"] == "人"
    assert row_of(sheet(mixed))["计量单位"] == "%"


@pytest.mark.parametrize(
    ("one", "heading", "rules"),
    [
        (item(JOBS, LONG), "本月数", {"whole": True, "may_be_negative": False}),
        (item(replace(JOBS, may_be_negative=True), LONG), "本月数", {"may_be_negative": True}),
        (item(LOANS, LONG), "本月数", {"whole": False}),
        (item(RATE, ["分子", "分母"]), "分子", {"not_over": "分母", "not_under": ""}),
        (item(RATE, ["分子", "分母"]), "分母", {"not_over": "", "not_under": "分子"}),
        (item(PAY, ["分子", "分母"]), "分子", {"not_over": ""}),
        (item(JOBS, LONG, 80), "累计数", {"adds_up": (), "not_under": ""}),
        (
            item(JOBS, LONG, 80, latest=Period(2023, 6), complete=True),
            "累计数",
            {"adds_up": ("上月累计", "本月数"), "not_under": "上月累计"},
        ),
        (item(JOBS, LONG, complete=True), "累计数", {"adds_up": ("本月数",), "not_under": ""}),  # January
        (
            item(replace(JOBS, may_be_negative=True), LONG, 80, latest=Period(2023, 6), complete=True),
            "累计数",
            {"adds_up": ("上月累计", "本月数"), "not_under": ""},
        ),
        (
            item(TRANSFER, ["累计数"], 9, latest=Period(2023, 6), complete=True),
            "累计数",
            {"adds_up": (), "not_under": "上月累计"},
        ),
    ],
)
def test_what_a_cell_may_hold(one: Item, heading: str, rules: dict[str, object]) -> None:
    cell = entry(sheet(one), heading)
    assert {name: getattr(cell, name) for name in rules} == rules


def test_spare_rows_take_metrics_that_are_not_due() -> None:
    extra = [item(replace(RATE, name=f"落实率{n}"), ["分子", "分母"]) for n in range(5)]
    found = sheet(item(JOBS, LONG), extra=extra)
    assert len(found.rows) == 4
    spare = row_of(found, 1)
    assert spare["指标"] == Choice()
    assert (spare["填报单位"], spare["月份"], spare["计量单位"]) == ("香水镇", "2023-07", None)
    assert (spare["本月数"], spare["累计数"]) == (None, None)
    parts = spare["分子"], spare["分母"]
    assert [(cell.whole, cell.not_over, cell.not_under) for cell in parts if isinstance(cell, Entry)] == [
        (True, "分母", ""),
        (True, "", "分子"),
    ]
    assert found.choices == tuple(f"落实率{n}" for n in range(5))
    assert len(sheet(item(JOBS, LONG), extra=extra[:1]).rows) == 2


def test_a_spare_cell_takes_any_number_where_metrics_differ() -> None:
    found = row_of(sheet(item(JOBS, LONG), extra=[item(FAMILIES, ["数值"]), item(LEVEL, ["数值"])]), 1)
    cell = found["数值"]
    assert isinstance(cell, Entry)
    assert (cell.whole, cell.may_be_negative, found["来源"]) == (None, True, Words())


def test_text_that_a_spreadsheet_would_compute_stays_text() -> None:
    content = template_csv.render(sheet(item(replace(JOBS, name="=1+1"), LONG)))
    assert ", =1+1," in content.decode()
    book = openpyxl.load_workbook(io.BytesIO(template_xlsx.render(sheet(item(replace(JOBS, name="=1+1"), LONG)))))
    (cell,) = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == "=1+1"]
    assert (cell.data_type, cell.column_letter) == ("s", "B")


def test_the_title_and_the_lines_under_it() -> None:
    found = sheet(item(replace(JOBS, may_be_negative=True), LONG), notice="★ 虚构")
    assert (found.title, found.name) == ("香水镇2023年7月就业情况填报表", "香水镇2023年7月填报表")
    assert found.lines[0] == "填报单位（盖章）：香水镇    报送截止日：2023年7月25日"
    assert "“新增就业”净减少的填负数" in found.lines[1]
    assert "黄色" not in found.lines[1]
    assert "黄色必填" in sheet(item(LEVEL, ["数值"])).lines[1]
    assert found.lines[2] == "★ 虚构"
    assert "报送截止日" not in template(Facts("甲", JULY, None, HEADINGS, (item(JOBS, LONG),))).lines[0]


def test_a_name_fits_a_file_system() -> None:
    assert template(Facts("一/二:三", JULY, None, HEADINGS, (item(JOBS, LONG),))).name == "一_二_三2023年7月填报表"


def test_text_has_no_months_that_a_spreadsheet_would_change() -> None:
    extra = [item(RATE, ["分子", "分母"])]
    content = template_csv.render(sheet(item(JOBS, LONG, 80, complete=True, latest=Period(2023, 6)), extra=extra))
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows == [
        ["香水镇2023年7月就业情况填报表", "", "", "", "", "", ""],
        ["填报单位", "指标", "计量单位", "上月累计", "本月数", "累计数", "备注"],
        ["香水镇", "新增就业", "人", "80", "", "", ""],
    ]


@pytest.mark.parametrize(
    ("name", "count", "hidden"), [("短", 3, False), ("很长很长很长的指标", 40, True), ("有,逗号", 1, True)]
)
def test_a_list_too_long_for_a_cell_stands_on_a_hidden_sheet(name: str, count: int, hidden: bool) -> None:
    extra = [item(replace(RATE, name=f"{name}{n}"), ["分子", "分母"]) for n in range(count)]
    book = openpyxl.load_workbook(io.BytesIO(template_xlsx.render(sheet(item(JOBS, LONG), extra=extra))))
    (rule,) = {r.formula1 for r in book.worksheets[0].data_validations.dataValidation if r.type == "list"}
    if not hidden:
        assert (len(book.worksheets), rule) == (1, '"短0,短1,短2"')
        return
    names = book.worksheets[1]
    assert names.sheet_state == "hidden"
    assert rule == f"指标名单!$A$1:$A${count}"
    assert [cell.value for cell in names["A"]] == [one.metric.name for one in extra]
    assert book.active == book.worksheets[0]
