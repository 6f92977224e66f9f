"""What goes back looks like what came, and holds no personal data: files of LibreOffice, workbooks made here."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from jytrack.intake.books.looking import looks_of
from jytrack.intake.books.looks import MOST_LOOKS, Looks
from jytrack.intake.books.origin import origin_of
from jytrack.intake.books.outline import Merge
from jytrack.intake.sheets.copies import marked
from jytrack.intake.sheets.drawing import new_copy
from jytrack.intake.sheets.marking import Noted
from jytrack.intake.sheets.returned import Mark
from tests.intake.workbooks import ods, replaced, row, table, xlsx

DATA = Path(__file__).parents[2] / "data" / "returned"
MARK = [Mark("3月", 3, "D", "请核对")]
PHONE, IDENTITY = "13800001234", "64042419900101000X"


def page_of(content: bytes | None) -> Any:
    """The first sheet of a copy."""
    assert content is not None
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]


@pytest.mark.parametrize("kind", ["xls", "ods", "xlsx"])
def test_a_copy_looks_like_its_original(kind: str) -> None:
    name = f"大湾乡3月.{kind}"
    page = page_of(marked((DATA / name).read_bytes(), name, "0" * 64, MARK).content)
    title, heading, figure, signed = page["A1"], page["B2"], page["E4"], page["A9"]
    assert (title.font.sz, title.font.b, title.font.color.rgb, title.alignment.horizontal) == (
        *(16, True, "FF1F4E79"),
        "center",
    )
    assert (heading.fill.fgColor.rgb, heading.font.color.rgb, heading.border.left.style) == (
        *("FF4472C4", "FFFFFFFF"),
        "thin",
    )
    assert heading.alignment.wrap_text
    assert (figure.value, figure.number_format, figure.alignment.horizontal) == (2800, "#,##0", "right")
    assert {figure.border.left.style, figure.border.top.style, figure.border.bottom.style} == {"thin"}
    assert (page["E4"].fill.fill_type, page["E5"].fill.fgColor.rgb) == (None, "FFDDEBF7")
    assert page["G7"].border.right.style == "thin"  # a blank cell
    assert (signed.font.i, signed.font.sz) == (True, 10)
    assert [str(area) for area in page.merged_cells.ranges] == ["A1:G1"]
    assert page.row_dimensions[1].height == pytest.approx(36, abs=0.5)
    assert page.row_dimensions[5].height == pytest.approx(24, abs=0.5)
    widths = [page.column_dimensions[letter].width for letter in "BCE"]
    assert widths[0] / widths[1] == pytest.approx(30 / 11, rel=0.1)
    assert widths[2] / widths[1] == pytest.approx(13 / 11, rel=0.1)
    assert page.page_setup.orientation == "landscape"
    assert page["D3"].fill.fgColor.rgb == "FFFFFF00"
    assert page["D3"].number_format == "#,##0"


def test_percentages_and_days_stay_numbers_as_they_are_shown() -> None:
    cells = (
        '<table:table-cell office:value-type="percentage" office:value="0.885" table:style-name="p"/>',
        '<table:table-cell office:value-type="date" office:date-value="2023-03-28" table:style-name="d"/>',
    )
    styles = (
        '<number:percentage-style style:name="N1"><number:number number:decimal-places="1"/>'
        "<number:text>%</number:text></number:percentage-style>"
        '<number:date-style style:name="N2"><number:year number:style="long"/><number:text>年</number:text>'
        "<number:month/><number:text>月</number:text></number:date-style>"
        '<style:style style:name="p" style:family="table-cell" style:data-style-name="N1"/>'
        '<style:style style:name="d" style:family="table-cell" style:data-style-name="N2"/>'
    )
    raw = ods(styles + table(row(*cells)))
    page = page_of(marked(raw, "表.ods", "", []).content)
    assert (page["A1"].value, page["A1"].number_format) == (0.885, "0.0%")
    assert (page["B1"].value.date().isoformat(), page["B1"].number_format) == ("2023-03-28", 'yyyy"年"m"月"')


def test_looks_that_reach_to_the_end_of_a_sheet_cost_nothing() -> None:
    looks = Looks(merges=[Merge(0, 0, 2**20 - 1, 0), Merge(0, 2, 5, 2), Merge(3, 1, 4, 3)])
    looks.cells[2**20 - 1, 2**14 - 1] = (("bold", True),)
    page = page_of(new_copy([Noted("表", [["a", "", "b"]], {(1, 3): "改"})], {"表": looks}, ""))
    assert (page.max_row, page.max_column) == (51, 3)
    assert sorted(str(area) for area in page.merged_cells.ranges) == ["A1:A51", "C1:C6"]
    full = Looks()
    for at in range(MOST_LOOKS + 5):
        full.put(at, 0, (("bold", True),))
    assert len(full.cells) == MOST_LOOKS


@pytest.mark.parametrize("cut", range(0, 7168, 512))
def test_broken_looks_cost_the_looks_alone(cut: int) -> None:
    raw = bytearray((DATA / "大湾乡3月.xls").read_bytes())
    raw[cut : cut + 64] = b"\xff" * 64
    assert isinstance(looks_of(bytes(raw)), dict)


def test_a_copy_knows_its_original_and_a_copy_of_it_the_same() -> None:
    first = marked((DATA / "大湾乡3月.xls").read_bytes(), "大湾乡3月.xls", "a" * 64, MARK).content
    assert first is not None
    second = marked(first, "大湾乡3月.退回.xlsx", "b" * 64, MARK).content
    assert second is not None
    found = [origin_of(io.BytesIO(each)) for each in (first, second, b"PK\3\4", b"a,b", ods(""))]
    assert found == ["a" * 64, "a" * 64, "", "", ""]
    as_ods = replaced(ods(""), "meta.xml", f'<meta:user-defined meta:name="jytrack-original">{"a" * 64}</x>')
    assert origin_of(io.BytesIO(as_ods)) == "a" * 64


def test_what_a_copy_lacks_is_named() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write("A1", "约9")
        sheet.insert_textbox("C3", "图形")
        sheet.add_sparkline("D2", {"range": "表!A2:C2"})

    assert marked(xlsx(fill), "表.xlsx", "", [Mark("表", 1, "A", "改")]).lacking == "图形、迷你图"
    formula = row('<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>')
    assert marked(ods(table(formula)), "表.ods", "", [Mark("表", 1, "A", "改")]).lacking == "公式"


Fill = Callable[[Any, Any], object]


def refused(also: Fill) -> bytes:
    """A workbook with a wrong figure in B3, to which `also` adds."""

    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row("A2", ["乡镇", "城镇新增就业"], book.add_format({"italic": True}))
        sheet.write_row("A3", ["香水镇", "约9"])
        also(book, sheet)

    return xlsx(fill)


COVERED: dict[str, tuple[Fill, str, str]] = {
    "above": (lambda _, sheet: sheet.write("A1", f"联系电话 {PHONE}"), "A1", "联系电话 ***********"),
    "signed": (lambda _, sheet: sheet.write("A9", f"制表人：王某 {PHONE}"), "A9", "制表人：王某 ***********"),
    "beside": (lambda _, sheet: sheet.write_row("A9", ["制表人", "王某", int(PHONE)]), "C9", "***********"),
    "labelled": (lambda _, sheet: sheet.write_row("A1", ["手机", int(PHONE)]), "B1", "***********"),
    "formula": (
        lambda _, sheet: sheet.write_formula("A9", f'="电话{PHONE}"', None, f"电话{PHONE}"),
        "A9",
        "电话***********",
    ),
    "merged": (lambda _, sheet: sheet.merge_range("A9:B9", f"填表人 {IDENTITY}"), "A9", "填表人 ******************"),
    "rich": (
        lambda book, sheet: sheet.write_rich_string("A9", book.add_format({"bold": 1}), "王某138", "00001234"),
        *("A9", "王某***********"),
    ),
}


@pytest.mark.parametrize("place", COVERED)
def test_personal_data_beside_the_figures_is_covered_in_the_copy(place: str) -> None:
    also, cell, shown = COVERED[place]
    copy = marked(refused(also), "表.xlsx", "", [Mark("表", 3, "B", "改")])
    page = page_of(copy.content)
    assert (page[cell].value, page["B3"].value, copy.personal) == (shown, "约9", False)
    assert page["A2"].font.i, "it is still their own workbook"
    assert page["B3"].comment.text == "改"


LEFT_OUT: dict[str, Fill] = {
    "comment": lambda _, sheet: sheet.write_comment("A3", PHONE),
    "footer": lambda _, sheet: sheet.set_footer(f"&C{PHONE}"),
    "tab": lambda book, _: book.add_worksheet("花名册").write("A1", IDENTITY),
    "hidden": lambda book, _: (page := book.add_worksheet("旧")).write("A1", IDENTITY) or page.hide(),
    "hidden number": lambda book, _: (page := book.add_worksheet("旧")).write("A1", int(PHONE)) or page.hide(),
    "name": lambda book, _: book.add_worksheet(f"王某{PHONE}").write("A1", "甲"),
    "validation": lambda _, sheet: sheet.data_validation("B3", {"validate": "any", "input_message": PHONE}),
    "link": lambda _, sheet: sheet.write_url("A9", f"mailto:{PHONE}@example.org", string="邮箱"),
    "property": lambda book, _: book.set_properties({"comments": PHONE}),
}


@pytest.mark.parametrize("place", LEFT_OUT)
def test_no_copy_goes_out_with_personal_data_anywhere(place: str) -> None:
    copy = marked(refused(LEFT_OUT[place]), "表.xlsx", "", [Mark("表", 3, "B", "改")])
    assert page_of(copy.content)["B3"].comment.text == "改"
    assert copy.content is not None
    with zipfile.ZipFile(io.BytesIO(copy.content)) as archive:
        written = b"".join(map(archive.read, archive.namelist())).decode(errors="replace")
    assert PHONE not in written
    assert IDENTITY not in written


def test_no_copy_goes_out_where_a_number_may_be_a_figure_or_a_telephone_s() -> None:
    raw = refused(lambda book, _: book.add_worksheet("花名册").write("A1", int(PHONE)))
    copy = marked(raw, "表.xlsx", "", [Mark("表", 3, "B", "改")])
    assert (copy.content, copy.personal) == (None, True)


def test_figures_are_no_personal_data() -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.write_row("A1", [0.13912345678, 138, 1391234567.8, 2478, "约9"])

    copy = marked(xlsx(fill), "表.xlsx", "a" * 64, [Mark("表", 1, "E", "改")])
    assert copy.content is not None
    assert not copy.personal
