"""The workbook: figures as numbers in the form in which pages show them, native charts, room to write."""

import io
import warnings
import zipfile
from fractions import Fraction

import openpyxl
import pytest
from openpyxl.cell import Cell as Found
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from jytrack.domain.values.words import Colour
from jytrack.reports.formats.xlsx import render
from jytrack.reports.values.document import (
    Cell,
    Column,
    Document,
    Field,
    Form,
    Heading,
    Lamp,
    Number,
    Paragraph,
    Percent,
    Points,
    Table,
)
from tests.reports.formats import sample

RAW = render(sample.page())


def book(raw: bytes = RAW) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of data bars, which openpyxl does not read
        return openpyxl.load_workbook(io.BytesIO(raw))


def part(name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(RAW)) as package:
        return package.read(name).decode()


def at(sheet: Worksheet, title: str, line: int) -> Found:
    """The cell under a head, so many lines below it."""
    head = next(cell for row in sheet.iter_rows() for cell in row if cell.value == title)
    found = sheet.cell(head.row + line, head.column)
    assert isinstance(found, Found)
    return found


def test_a_sheet_a_table_the_charts_second_and_their_figures_last() -> None:
    names = ["滞后和需关注的指标", "图表", "各乡镇", "没有的", "反馈", "图表数据"]
    assert book().sheetnames == names
    assert {sheet.sheet_state for sheet in book()} == {"visible"}
    assert book()["滞后和需关注的指标"]["A1"].value == "云台县“就业创业促进年”活动2023年上半年进展"


@pytest.mark.parametrize(
    ("cell", "value", "form"),
    [
        (Number(Fraction(26590), least=True), 26590, '"≥"#,##0'),
        (Number(Fraction("183.4"), 1), 183.4, "#,##0.0"),
        (Number(Fraction(1, 3), 4, least=True), 1 / 3, '"≥"#,##0.0000'),
        (Percent(Fraction(1, 2)), 0.5, "0.0%"),
        (Points(Fraction("-11.1")), -11.1, "+0.0;-0.0;0.0"),
        (7, 7, "#,##0"),
        ("=1+1", "=1+1", "General"),
    ],
)
def test_a_figure_is_a_number_in_the_form_of_pages(cell: Cell, value: object, form: str) -> None:
    made = render(Document("表", (Table((Column("甲"),), ((cell,),)),)))
    found = at(book(made).worksheets[0], "甲", 1)
    assert (found.value, found.number_format) == (value, form)


@pytest.mark.parametrize(
    ("colour", "muted", "red"),
    [
        (Colour.RED, False, True),
        (Colour.YELLOW, False, True),
        (Colour.GREEN, False, False),
        (Colour.GREY, False, False),
        (Colour.RED, True, False),
    ],
)
def test_red_is_what_is_judged_and_behind(colour: Colour, muted: bool, red: bool) -> None:
    columns = (Column("差", right=True), Column("差额", right=True), Column("进展"))
    row = (Points(Fraction(-5)), Number(Fraction(-9)), Lamp(colour, "甲"))
    made = render(Document("表", (Table(columns, (row,), muted=frozenset({0} if muted else ())),)))
    for title in ("差", "差额"):
        found = at(book(made).worksheets[0], title, 1)
        assert ("[Red]" in found.number_format) is red
        assert (found.font.color is not None and found.font.color.rgb == "FF8C8C8C") is muted


def test_where_somebody_is_to_write_is_yellow_and_grey_rows_are_not() -> None:
    sheet = book()["滞后和需关注的指标"]
    assert at(sheet, "滞后原因", 1).fill.fgColor.rgb == "FFFFFFD9"
    assert at(sheet, "滞后原因", 3).value == "企业用工推迟到三季度"
    assert at(sheet, "滞后原因", 3).fill.fgColor.rgb != "FFFFFFD9"
    assert at(sheet, "滞后原因", 4).fill.fgColor.rgb != "FFFFFFD9"
    assert at(book()["反馈"], "滞后原因", 0).row < at(book()["反馈"], "赶超措施", 0).row
    answer = book()["反馈"].cell(at(book()["反馈"], "滞后原因", 0).row, 2)
    assert (answer.value, answer.fill.fgColor.rgb) == (None, "FFFFFFD9")


def test_lights_follow_their_words_and_bars_go_from_nothing_to_all() -> None:
    first = part("xl/worksheets/sheet1.xml")
    for colour in Colour:
        assert f'operator="beginsWith" text="{colour.label}"' in first
    assert '<cfvo type="num" val="0"/><cfvo type="num" val="1"/>' in first


def test_a_wide_table_is_printed_on_one_large_sheet_across_its_head_repeated() -> None:
    sheet = book()["滞后和需关注的指标"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (8, "landscape")
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    head = at(sheet, "序号", 0).row
    assert sheet.print_title_rows == f"${head}:${head}"
    assert sheet.freeze_panes == f"C{head + 1}"
    assert sheet.auto_filter.ref == f"A{head}:P{head + 12}"
    assert book()["各乡镇"].page_setup.paperSize == 9


def test_charts_are_native_on_the_primary_axes_and_drawn_from_figures_in_sight() -> None:
    with zipfile.ZipFile(io.BytesIO(RAW)) as package:
        charts = [package.read(name).decode() for name in package.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 4
    for chart in charts:
        assert "图表数据" in chart
        assert chart.count("<c:valAx>") == 1
    data = book()["图表数据"]
    assert data["A1"].value == "各指标完成率与时序进度（1—6月）"
    assert [cell.value or None for cell in data[2][:3]] == [None, "完成率", "时序进度"]
    assert [cell.value for cell in data[3][:3]] == ["城镇新增就业", 0.95, 0.5]
    bars = charts[0]
    assert '<c:barDir val="bar"/>' in bars
    assert bars.count("<c:dPt>") == len(sample.METRICS)


def test_prose_stands_with_the_table_of_its_heading() -> None:
    table = Table((Column("甲"),), (("1",),))
    told = Document(
        "题", (Paragraph("一"), table, Paragraph("二"), Heading("乙"), Paragraph("三"), table, Paragraph("四"))
    )
    first, second = ([cell.value for cell in sheet["A"]] for sheet in book(render(told)))
    assert first == ["题", "一", "甲", "1", "二"]
    assert second == ["【乙】", "三", "甲", "1", "四"]


def test_sheets_of_one_name_are_told_apart() -> None:
    table = Table((Column("甲"),), (("1",),))
    twice = Document("题", (Heading("图表数据"), table, Heading("图表数据"), table, *sample.charts()[:1]))
    assert book(render(twice)).sheetnames == ["图表数据 2", "图表", "图表数据 3", "图表数据"]


def test_a_form_that_closes_a_table_is_printed_with_it() -> None:
    closing = Form((Field("填报单位（盖章）"), Field("负责人（签字）", "张三（虚构）")))
    (sheet,) = book(
        render(Document("题", (Table((Column("甲"), Column("乙")), (("1", "2"),)), Paragraph("说"), closing)))
    )
    assert [cell.value for cell in sheet["A"]] == ["题", "甲", "1", "说", "填报单位（盖章）", "负责人（签字）"]
    assert "张三（虚构）" in [cell.value for cell in sheet[6]]
    alone = Document("题", (Table((Column("甲"),), (("1",),)), Heading("回执"), closing))
    assert len(book(render(alone)).sheetnames) == 2
