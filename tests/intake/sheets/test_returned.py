"""What goes back: a copy with the bad cells marked, which comes in once those cells, and nothing else, are mended."""

import io
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation

from jytrack.intake.books.workbook import Workbook, read_workbook
from jytrack.intake.sheets.marking import AUTHOR
from jytrack.intake.sheets.returned import Mark, marks_of, returned_workbook
from jytrack.intake.sheets.returned_names import returned_name
from jytrack.intake.values.problem import Code, finding
from tests.intake.books.test_workbook import END, SHEET, WORKBOOKS, stray
from tests.intake.sample import CONTEXT, Sheet, codes, read_sheet
from tests.intake.workbooks import ods, replaced, row, table, xlsx

YELLOW = "FFFFFF00"
HEADER = "乡镇,指标,月份,本月数,累计数,备注\n"
BAD = HEADER + "香水镇,城镇新增就业,2023-03,同上,30,=SUM(A1)\n香水乡,创造新岗位,2023.3,007,,\n,,,,,\n"
FILES = {
    "utf8.csv": BAD.encode(),
    "gbk.csv": BAD.encode("gb18030"),
    "制表符.txt": BAD.replace(",", "\t").encode("utf-16"),
}


def returned(raw: bytes, name: str) -> tuple[Sheet, bytes]:
    """A refused sheet, and the copy that goes back."""
    sheet = read_sheet(raw, name, CONTEXT)
    assert sheet.refused
    copy = returned_workbook(raw, name, marks_of({"": sheet.problems}))
    assert copy is not None
    return sheet, copy


def comments(copy: bytes, sheet: int = 0) -> dict[str, str]:
    """The comments in a copy by cell; each cell with one is yellow, and no other."""
    page = openpyxl.load_workbook(io.BytesIO(copy)).worksheets[sheet]
    cells = [cell for cells in page.iter_rows() for cell in cells]
    assert all((cell.fill.fgColor.rgb == YELLOW) is (cell.comment is not None) for cell in cells)
    assert {cell.comment.author for cell in cells if cell.comment} <= {AUTHOR}
    return {cell.coordinate: cell.comment.text for cell in cells if cell.comment}


def mended(copy: bytes, **cells: object) -> bytes:
    """The copy with other values in `cells`, saved again as a spreadsheet program would."""
    book = openpyxl.load_workbook(io.BytesIO(copy))
    for at, value in cells.items():
        book.worksheets[0][at] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("name", FILES)
def test_a_text_comes_back_as_a_workbook_and_in_again_once_mended(name: str) -> None:
    sheet, copy = returned(FILES[name], name)
    assert [(problem.row, problem.column) for problem in sheet.problems] == [(2, "D"), (3, "A"), (3, "C")]
    assert comments(copy) == {
        "D2": "本月数“同上”不是数。每一格都请写出数字",
        "A3": "乡镇“香水乡”不在填报单位名单里。是不是“香水镇”？",
    }
    book = read_workbook(copy)
    assert isinstance(book, Workbook)
    assert book.pages[0].rows[1:] == [
        ["香水镇", "城镇新增就业", "2023-03", "同上", "30", "=SUM(A1)"],
        ["香水乡", "创造新岗位", "2023.3", "007"],
    ]
    again = read_sheet(mended(copy, D2=12, A3="香水镇"), returned_name(name), CONTEXT)
    assert codes(again) == []
    assert len(again.entries) == 2


def test_a_formula_like_text_stays_text() -> None:
    _, copy = returned(FILES["utf8.csv"], "表.csv")
    cell = openpyxl.load_workbook(io.BytesIO(copy)).worksheets[0]["F2"]
    assert (cell.value, cell.data_type) == ("=SUM(A1)", "s")
    assert openpyxl.load_workbook(io.BytesIO(copy)).worksheets[0]["E2"].value == 30


def test_the_same_file_gives_the_same_copy() -> None:
    assert returned(FILES["gbk.csv"], "表.csv") == returned(FILES["gbk.csv"], "表.csv")


def township() -> bytes:
    """An .xlsx with all that must survive: formats, formulas, merged cells, a validation, a comment, other sheets."""

    def fill(book: Any, sheet: Any) -> None:
        bold = book.add_format({"bold": True, "num_format": "0.00", "bg_color": "#00FF00"})
        sheet.merge_range("A1:F1", "2023年3月就业情况统计表")
        for column, title in enumerate(("乡镇", "指标", "月份", "本月数", "累计数", "备注")):
            sheet.write(1, column, title, bold)
        sheet.merge_range("A3:A5", "香水乡")
        for at, name in enumerate(("城镇新增就业", "创造新岗位", "零就业家庭（期末户数）"), 2):
            sheet.write(at, 1, name)
        sheet.write_formula("D3", "=5+7", bold, 12)
        sheet.write_formula("E3", '="约"&D3', None, "约12")
        sheet.write_formula("D4", "=1/0", None, "#DIV/0!")
        sheet.write_comment("B3", "乡镇自己的批注", {"author": "张某"})
        sheet.data_validation("D3:D5", {"validate": "integer", "criteria": ">=", "value": 0})
        sheet.set_column("B:B", 33)
        sheet.freeze_panes(2, 1)
        other = book.add_worksheet("说明")
        other.write_formula("A1", "=表!D3*2", None, 24)
        hidden = book.add_worksheet("参数")
        hidden.write_formula("A1", "=1+1", None, 2)
        hidden.hide()

    return xlsx(fill)


def test_a_workbook_comes_back_as_it_was_but_for_the_marks() -> None:
    raw = township()
    _, copy = returned(raw, "香水镇3月.xlsx")
    before, after = read_workbook(raw), read_workbook(copy)
    assert before == after
    book = openpyxl.load_workbook(io.BytesIO(copy))
    results = openpyxl.load_workbook(io.BytesIO(copy), data_only=True)
    sheet = book["表"]
    assert book.sheetnames == ["表", "说明", "参数"]
    assert [page.sheet_state for page in book.worksheets] == ["visible", "visible", "hidden"]
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:F1", "A3:A5"}
    assert (sheet["D3"].value, results["表"]["D3"].value) == ("=5+7", 12)
    assert (book["说明"]["A1"].value, results["说明"]["A1"].value) == ("=表!D3*2", 24)
    assert results["参数"]["A1"].value == 2
    assert (sheet["D2"].font.bold, sheet["D2"].fill.fgColor.rgb, sheet["D3"].number_format) == (
        True,
        "FF00FF00",
        "0.00",
    )
    assert (sheet.column_dimensions["B"].width > 30, sheet.freeze_panes) == (True, "B3")
    (validation,) = sheet.data_validations.dataValidation
    assert isinstance(validation, DataValidation)
    assert str(validation.sqref) == "D3:D5"
    assert sheet["B3"].comment.text == "乡镇自己的批注"
    marked = {cell.coordinate for cells in sheet.iter_rows() for cell in cells if cell.fill.fgColor.rgb == YELLOW}
    assert marked == {"A3", "E3", "D4"}
    assert sheet["A3"].comment.text == "乡镇“香水乡”不在填报单位名单里。是不是“香水镇”？"


def test_how_a_workbook_is_printed_and_shown_is_kept() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write("A1", "香水乡")
        sheet.print_area("A1:C20")
        sheet.repeat_rows(0)
        sheet.set_header("&C页眉")
        sheet.set_footer("&C&P/&N")
        sheet.set_h_pagebreaks([10])
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(0.2, 0.3, 0.4, 0.5)
        sheet.set_zoom(80)
        sheet.hide_gridlines(2)
        sheet.autofilter("A1:C5")
        sheet.set_row(7, 30, None, {"level": 1, "hidden": True})
        sheet.conditional_format("B2:B9", {"type": "cell", "criteria": ">", "value": 5, "format": book.add_format()})
        book.define_name("合计", "=表!$C$2")

    raw = xlsx(fill)
    copy = returned_workbook(raw, "表.xlsx", [Mark("表", 1, "A", "请改")])
    assert copy is not None
    assert shown(copy) == shown(raw)


def shown(raw: bytes) -> list[object]:
    """How a sheet is printed and shown."""
    book = openpyxl.load_workbook(io.BytesIO(raw))
    page = book.worksheets[0]
    printed = page.page_setup.orientation, page.page_setup.paperSize, page.print_area, page.print_title_rows
    around = page.oddHeader.center.text, page.oddFooter.center.text, page.page_margins.left, page.page_margins.bottom
    breaks = [each.id for each in page.row_breaks.brk]
    view = page.sheet_view.zoomScale, page.sheet_view.showGridLines, page.auto_filter.ref
    line = page.row_dimensions[8].height, page.row_dimensions[8].hidden, page.row_dimensions[8].outlineLevel
    formats = [str(each.sqref) for each in page.conditional_formatting]
    return [printed, around, breaks, view, line, formats, book.defined_names["合计"].attr_text]


def test_a_workbook_comes_in_once_only_the_marked_cells_are_mended() -> None:
    _, copy = returned(township(), "香水镇3月.xlsx")
    again = read_sheet(mended(copy, A3="香水镇", D3=12, E3=30, D4=4), returned_name("香水镇3月.xlsx"), CONTEXT)
    assert codes(again) == []
    assert [(entry.unit, entry.row) for entry in again.entries] == [("香水镇", 3), ("香水镇", 4)]


def test_a_file_returned_again_bears_only_the_marks_of_what_is_still_wrong() -> None:
    _, copy = returned(township(), "香水镇3月.xlsx")
    _, second = returned(mended(copy, A3="香水镇", E3=30, D3=12), "香水镇3月.退回.xlsx")
    assert_only_d4_is_marked(second)


def test_marks_are_known_again_when_the_program_has_forgotten_their_author() -> None:
    _, copy = returned(township(), "香水镇3月.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(mended(copy, A3="香水镇", E3=30, D3=12)))
    for cell in (book["表"][at] for at in ("A3", "E3", "D4")):
        cell.comment.author = " "
    stream = io.BytesIO()
    book.save(stream)
    _, second = returned(stream.getvalue(), "香水镇3月.退回.xlsx")
    assert_only_d4_is_marked(second)


def assert_only_d4_is_marked(copy: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(copy))["表"]
    assert [c.coordinate for cells in sheet.iter_rows() for c in cells if c.comment] == ["B3", "D4"]
    assert sheet["A3"].fill.fill_type is None
    assert sheet["B3"].comment.text == "乡镇自己的批注"


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_old_and_open_formats_come_back_as_xlsx_with_the_same_cells(kind: str) -> None:
    raw = (WORKBOOKS / f"合并单元格和公式出错.{kind}").read_bytes()
    copy = returned_workbook(raw, f"表.{kind}", [Mark("3月", 5, "F", "公式出错"), Mark("4月", 2, None, "请写全称")])
    assert copy is not None
    before, after = read_workbook(raw), read_workbook(copy)
    assert isinstance(before, Workbook)
    assert isinstance(after, Workbook)
    assert after.pages == before.pages
    assert comments(copy) == {"F5": "公式出错"}
    assert comments(copy, 1) == {"A2": "请写全称"}


def test_a_formatted_cell_far_away_costs_nothing() -> None:
    copy = returned_workbook(stray(*END, None), "表.xlsx", [Mark("表", 1, "A", "请改")])
    assert copy is not None
    page = openpyxl.load_workbook(io.BytesIO(copy))["表"]
    assert page["A1"].comment.text == "请改"
    assert page.dimensions == "A1:XFD1048576"


def test_a_workbook_that_the_copyist_cannot_read_comes_back_anew() -> None:
    content = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="2">'
        '<c r="B2" t="str"><v>香水乡</v></c></row></sheetData><pageSetup orientation="sideways"/></worksheet>'
    )
    raw = replaced(xlsx(lambda _, sheet: sheet.write("B2", "")), SHEET, content)
    with pytest.raises(ValueError, match="Unable to read workbook"):
        openpyxl.load_workbook(io.BytesIO(raw))
    copy = returned_workbook(raw, "表.xlsx", [Mark("表", 2, "B", "请改")])
    assert copy is not None
    assert comments(copy) == {"B2": "请改"}
    assert read_workbook(copy) == read_workbook(raw)


def test_where_marks_go() -> None:
    raw = ("标题\n" + HEADER + ",香水镇,x\n").encode()
    marks = [
        Mark("", None, None, "整张表：看不出月份"),
        Mark("", 3, None, "整行重复"),
        Mark("没有这张表", 3, "C", "甲"),
        Mark("", 3, "C", "乙"),
        Mark("", 3, "C", "甲"),
        Mark("", 9, "AB", "表外"),
        Mark("", None, "D", "这一列重复"),
    ]
    copy = returned_workbook(raw, "表.csv", marks)
    assert copy is not None
    expected = {"A1": "整张表：看不出月份", "B3": "整行重复", "C3": "甲\n乙", "AB9": "表外", "D1": "这一列重复"}
    assert comments(copy) == expected


def test_sheet_names_that_an_xlsx_cannot_have() -> None:
    pages = "".join(
        table(row('<table:table-cell office:value-type="float" office:value="1"/>')).replace("表", name)
        for name in ("a/b", "长" * 40, "长" * 50)
    )
    copy = returned_workbook(ods(pages), "表.ods", [])
    assert copy is not None
    assert openpyxl.load_workbook(io.BytesIO(copy)).sheetnames == ["a_b", "长" * 31, "Sheet3"]


def test_no_copy_is_made_of_personal_data_in_any_sheet() -> None:
    wrong = finding(Code.FRACTION, "不是整数", "请核对", row=3, column="B")
    fixed = finding(Code.FIXED, "读作1", row=3)
    assert marks_of({"甲": [wrong, fixed], "乙": []}) == [Mark("甲", 3, "B", "不是整数。请核对")]
    assert marks_of({"甲": [wrong], "乙": [finding(Code.PERSONAL_DATA, "含有手机号", row=2, column="C")]}) == []


def test_no_copy_is_made_of_what_is_no_table_or_too_long() -> None:
    assert returned_workbook(b"PK\x03\x04", "坏.xlsx", []) is None
    assert returned_workbook(b'a,b\n"x,1\n', "坏.csv", []) is None
    assert returned_workbook(b"1\n" * 100_001, "长.csv", []) is None


def test_a_workbook_that_hides_very_much_comes_back_without_it() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write("A1", "香水乡")
        hidden = book.add_worksheet("旧账")
        for at in range(2_001):
            hidden.write_row(at, 0, [1] * 100)
        hidden.hide()

    copy = returned_workbook(xlsx(fill), "表.xlsx", [Mark("表", 1, "A", "请改")])
    assert copy is not None
    assert openpyxl.load_workbook(io.BytesIO(copy)).sheetnames == ["表"]
    assert comments(copy) == {"A1": "请改"}


@pytest.mark.parametrize(
    ("name", "copy"),
    [
        ("香水镇3月.csv", "香水镇3月.退回.xlsx"),
        ("香水镇3月.xlsx", "香水镇3月.退回.xlsx"),
        ("香水镇3月.退回.xlsx", "香水镇3月.退回.xlsx"),
        ("香水镇3月.退回 (1).xlsx", "香水镇3月.退回.xlsx"),
        ("香水镇3月.退回.退回.XLS", "香水镇3月.退回.xlsx"),
        ("香水镇3月.退回-2.xlsx", "香水镇3月.退回.xlsx"),
        ("上报/香水镇2023.3月", "香水镇2023.3月.退回.xlsx"),
        ("香水镇.et", "香水镇.退回.xlsx"),
        ("带宏.xlsm", "带宏.退回.xlsm"),
        (".csv", ".退回.xlsx"),
    ],
)
def test_the_name_of_a_copy(name: str, copy: str) -> None:
    assert returned_name(name) == copy
    assert returned_name(copy) == copy
