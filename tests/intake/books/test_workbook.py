"""Workbooks as they come: whatever a spreadsheet program saved reads like the CSV of it, or is refused in one line."""

import io
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jytrack.intake.books.outline import MOST_BYTES, MOST_ROWS
from jytrack.intake.books.workbook import Page, Workbook, is_workbook, read_workbook
from jytrack.intake.values.problem import Code, Problem, Severity
from tests.intake.workbooks import blank, cell, number, ods, replaced, row, table, xlsx, xlsx_of, zipped

WORKBOOKS = Path(__file__).parents[2] / "data" / "workbooks"
SHEET = "xl/worksheets/sheet1.xml"
END = (1_048_575, 16_383)


def rows(raw: bytes) -> list[list[str]]:
    """The rows of a workbook's only page."""
    book = read_workbook(raw)
    assert isinstance(book, Workbook), book
    (page,) = book.pages
    return page.rows


def refusal(raw: bytes) -> Problem:
    """The problem for which a workbook is refused: an error that advises."""
    problem = read_workbook(raw)
    assert isinstance(problem, Problem)
    assert problem.severity is Severity.ERROR
    assert problem.suggestion
    return problem


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_every_kind_reads_like_the_csv_of_it(kind: str) -> None:
    raw = (WORKBOOKS / f"合并单元格和公式出错.{kind}").read_bytes()
    book = read_workbook(raw)
    assert isinstance(book, Workbook)
    assert is_workbook(raw[:512])
    assert book.kind == kind
    true = "1" if kind == "ods" else "TRUE"
    month = ["", "香水镇"]
    assert book.pages == [
        Page(
            "3月",
            [
                [],
                ["", "2023年3月就业情况统计表（演示）"],
                ["", "乡镇", "指标", "月份", "本月数", "累计数", "占比", "备注"],
                [*month, "城镇新增就业", "2023-03-31", "12", "30", "40%"],
                [*month, "创造新岗位", "2023-03-31", "0.1", "#DIV/0!"],
                [*month, "零就业家庭（期末户数）", "2023-03-31", "7（合并单元格 E6:E7）", true],
                ["", "大湾乡", "农村劳动力转移就业", "", "", "2900"],
            ],
        ),
        Page("4月", [["乡镇"], ["=香水镇"]]),
    ]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (12, "General", "12"),
        (12.0, '0"人"', "12人"),
        (-3, "General", "-3"),
        (0.1 + 0.2, "General", "0.3"),
        (2.675, "0.0", "2.675"),
        (1e-7, "General", "0.0000001"),
        (1e20, "General", "100000000000000000000"),
        (640424199001011234, "General", "640424199001011000"),
        (0.4, "0.0%", "40%"),
        (0.054, "0%", "5.4%"),
        (0.4, '0.0"%"', "0.4%"),
        (1, "0.00%", "100%"),
        (True, "General", "TRUE"),
        (False, "General", "FALSE"),
        ("=1+1", "General", "=1+1"),
        (" 550人 ", "General", " 550人 "),
        (datetime(2023, 3, 31, tzinfo=UTC), "yyyy-mm-dd", "2023-03-31"),
        (datetime(2023, 3, 31, 16, 5, tzinfo=UTC), 'yyyy"年"m"月"', "2023-03-31"),
        (time(13, 5), "h:mm", "13:05:00"),
        (45016, "m/d", "2023-03-31"),
        (3, '0"月"', "3月"),
    ],
)
def test_a_cell_as_text(value: Any, number_format: str, text: str) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write(0, 0, value, book.add_format({"num_format": number_format}))

    assert rows(xlsx(fill, remove_timezone=True)) == [[text]]


@given(st.decimals(-(10**9), 10**9, places=4, allow_nan=False))
@settings(max_examples=30, deadline=None)
def test_every_figure_of_four_decimals_comes_through_exactly(figure: Any) -> None:
    ((text,),) = rows(xlsx_of([[float(figure)]]))
    assert figure == type(figure)(text)


def test_rows_and_columns_are_numbered_as_the_spreadsheet_shows_them() -> None:
    assert rows(xlsx(lambda _, sheet: sheet.write("C4", "香水镇"))) == [[], [], [], ["", "", "香水镇"]]


def test_formulas_in_error_or_never_calculated_do_not_pass_for_blank() -> None:
    book = openpyxl.Workbook()
    book.active.append(["香水镇", 3, "=B1+1", "#REF!"])
    stream = io.BytesIO()
    book.save(stream)
    assert rows(stream.getvalue()) == [["香水镇", "3", "=B1+1", "#REF!"]]

    def fill(_: Any, sheet: Any) -> None:
        sheet.write_formula("A1", "=1/0", None, "#DIV/0!")
        sheet.write_formula("B1", "=1+1", None, 2)

    assert rows(xlsx(fill)) == [["#DIV/0!", "2"]]
    shows_nothing = '<c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><v>2</v></c>'
    sheet = f'<worksheet><sheetData><row r="1">{shows_nothing}</row></sheetData></worksheet>'
    assert rows(replaced(PLAIN, SHEET, sheet)) == [["", "2"]]
    shown = cell("#REF!", table_formula="of:=B9", office_value_type="float", office_value="0")
    failed = cell("Err:502", table_formula="of:=X", office_value_type="string", calcext_value_type="error")
    assert rows(ods(table(row(shown, failed, cell("", table_formula="of:=1+1"))))) == [["#REF!", "#Err:502", "=1+1"]]


def test_names_merged_over_figures_are_repeated_and_a_merged_figure_says_that_it_is() -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.merge_range("A1:D1", "2023年3月统计表")
        sheet.merge_range("A2:A3", "乡镇")
        sheet.merge_range("B2:C2", "城镇新增就业")
        sheet.merge_range("A4:A5", "香水镇")
        sheet.merge_range("D4:D5", 7)
        for at, text in {"B3": "本月数", "C3": "累计数", "D3": "备注"}.items():
            sheet.write(at, text)
        for at, figure in {"B4": 1, "C4": 2, "B5": 3, "C5": 4}.items():
            sheet.write(at, figure)

    assert rows(xlsx(fill)) == [
        ["2023年3月统计表"],
        ["乡镇", "城镇新增就业"],
        ["", "本月数", "累计数", "备注"],
        ["香水镇", "1", "2", "7（合并单元格 D4:D5）"],
        ["香水镇", "3", "4"],
    ]


def test_what_merged_cells_hide_is_dropped() -> None:
    merged = cell("香水镇", office_value_type="string", table_number_rows_spanned="2")
    hidden = number(99).replace("table:table-cell", "table:covered-table-cell")
    assert rows(ods(table(row(merged, number(1)), row(hidden, number(2))))) == [["香水镇", "1"], ["香水镇", "2"]]


def test_only_sheets_that_anybody_sees_are_read() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write(0, 0, "看得见")
        hidden = book.add_worksheet("隐藏")
        hidden.write(0, 0, "看不见")
        hidden.hide()
        chart = book.add_chartsheet("图")
        column = book.add_chart({"type": "column"})
        column.add_series({"values": "=表!$A$1:$A$2"})
        chart.set_chart(column)
        book.add_worksheet("空")

    book = read_workbook(xlsx(fill))
    assert isinstance(book, Workbook)
    assert [page.name for page in book.pages] == ["表"]
    assert refusal(xlsx(lambda _, sheet: sheet.write_blank(5, 5, None))).code is Code.EMPTY


PLAIN = xlsx_of([["乡镇", 1]])
LOL = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'


@pytest.mark.parametrize(
    ("raw", "code", "words"),
    [
        (PLAIN[:2000], Code.DECODE, "损坏"),
        (PLAIN.replace(b"PK\x01\x02", b"PK\x01\x03"), Code.DECODE, "损坏"),
        (replaced(PLAIN, SHEET, "<worksheet><sheetData>"), Code.DECODE, "损坏"),
        (replaced(PLAIN, SHEET, LOL), Code.DECODE, "损坏"),
        (replaced(PLAIN, SHEET, '<?xml version="1.0" encoding="LTF-8"?><worksheet/>'), Code.DECODE, "损坏"),
        (replaced(PLAIN, "xl/_rels/workbook.xml.rels", "<Relationships/>"), Code.DECODE, "损坏"),
        (zipped({}), Code.DECODE, "压缩包"),
        (zipped({"香水镇.csv": "乡镇"}), Code.DECODE, "压缩包"),
        (zipped({"word/document.xml": "<w/>"}), Code.DECODE, "Word"),
        (zipped({"ppt/presentation.xml": "<p/>"}), Code.DECODE, "演示文稿"),
        (ods(table(row(number(1))), manifest="<manifest:encryption-data/>"), Code.DECODE, "密码"),
        (ods(""), Code.EMPTY, "没有内容"),
        (ods(table()), Code.EMPTY, "没有内容"),
        (b"<html><table><tr><td>1</td></tr></table></html>", Code.DECODE, "网页"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', Code.DECODE, "网页"),
        ("<html xmlns:x='urn'>".encode("utf-16"), Code.DECODE, "网页"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", Code.DECODE, "网页"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Code.DECODE, "损坏"),
        (b"PK\x03\x04" + bytes(MOST_BYTES), Code.TOO_LARGE, "20 MB"),
    ],
)
def test_what_is_no_workbook_is_refused(raw: bytes, code: Code, words: str) -> None:
    assert is_workbook(raw[:512])
    problem = refusal(raw)
    assert problem.code is code
    assert words in problem.message


def binary(old: bytes, new: bytes) -> bytes:
    """The binary workbook with one piece of it replaced."""
    raw = (WORKBOOKS / "合并单元格和公式出错.xls").read_bytes()
    assert raw.count(old) == 1
    return raw.replace(old, new)


def named(stream: str) -> bytes:
    """The entry of a directory that names a stream."""
    name = stream.encode("utf-16-le")
    return name.ljust(64, b"\0") + (len(name) + 2).to_bytes(2, "little")


def test_other_documents_and_passwords() -> None:
    assert "密码" in refusal((WORKBOOKS / "加了密码.xlsx").read_bytes()).message
    code_page, password = b"\x42\x00\x02\x00", b"\x2f\x00\x02\x00"
    assert "密码" in refusal(binary(code_page, password)).message
    assert "Word" in refusal(binary(named("Workbook"), named("WordDocument"))).message


@pytest.mark.parametrize("text", ["乡镇,城镇新增就业\n", "\ufeff乡镇\t1", "", "<5,大湾乡"])
def test_text_is_no_workbook(text: str) -> None:
    assert not is_workbook(text.encode())


def stray(row: int, column: int, value: str | None) -> bytes:
    """A small table, and one cell far from it."""

    def fill(book: Any, sheet: Any) -> None:
        sheet.write(0, 0, "乡镇")
        sheet.write(row, column, value, book.add_format({"bold": True}))

    return xlsx(fill)


@pytest.mark.parametrize(
    ("made", "place"),
    [
        (lambda: stray(*END, "x"), "XFD1048576"),
        (lambda: stray(MOST_ROWS, 0, "x"), f"A{MOST_ROWS + 1}"),
        (lambda: stray(200, 16_383, "x"), "XFD201"),
        (lambda: ods(table(row(number(1)), row(blank(2), repeated=1_048_574), row(number(1)))), "A1048576"),
        (lambda: ods(table(row(number(1, repeated=16_000), repeated=1_000_000))), "WQJ1000000"),
        (lambda: ods(table(row(number(1, repeated=1_000)), row(number(1), repeated=3_000))), "A3001"),
    ],
)
def test_a_cell_far_from_all_others_is_named(made: Callable[[], bytes], place: str) -> None:
    problem = refusal(made())
    assert problem.code is Code.TOO_LARGE
    assert problem.message.startswith(f"{place}格")


@pytest.mark.parametrize(
    "made",
    [
        lambda: stray(*END, None),
        lambda: stray(50, 16_383, None),
        lambda: ods(
            table(row(cell("乡镇", office_value_type="string"), blank(16_383)), row(blank(16_384), repeated=1_048_575))
        ),
    ],
)
def test_blank_cells_far_away_do_not_matter(made: Callable[[], bytes]) -> None:
    assert rows(made()) == [["乡镇"]]


def test_the_sheets_of_a_workbook_share_its_room() -> None:
    wide = table(row(number(1)), row(blank(999), number(1), repeated=1), row(number(1), repeated=1_500))
    assert isinstance(read_workbook(ods(wide)), Workbook)
    assert refusal(ods(wide + wide)).code is Code.TOO_LARGE


def overlapping() -> bytes:
    """A sheet whose merged cells lie over each other thousands of times."""
    cells = "".join(f'<row r="{r}"><c r="A{r}"><v>1</v></c></row>' for r in range(1, 5001))
    merges = '<mergeCell ref="A1:A5000"/>' * 100_000
    return f"<worksheet><sheetData>{cells}</sheetData><mergeCells>{merges}</mergeCells></worksheet>".encode()


def lying(raw: bytes) -> bytes:
    """The zip file `raw`, whose directory claims that every member is one byte long."""
    out = bytearray(raw)
    at = -1
    while (at := out.find(b"PK\x01\x02", at + 1)) >= 0:
        out[at + 24 : at + 28] = (1).to_bytes(4, "little")
    return bytes(out)


BOMBS: dict[str, Callable[[], bytes]] = {
    "spaces": lambda: replaced(PLAIN, SHEET, b"<worksheet>" + b" " * (250 << 20)),
    "strings": lambda: replaced(PLAIN, "xl/sharedStrings.xml", b"<sst>" + b"<si/>" * 8_000_000 + b"</sst>"),
    "lying": lambda: lying(replaced(PLAIN, SHEET, b"<worksheet>" + b" " * (250 << 20))),
    "media": lambda: replaced(PLAIN, "xl/media/image1.png", bytes(250 << 20)),
    "stray": lambda: stray(*END, "x"),
    "stray blank": lambda: stray(*END, None),
    "repeats": lambda: ods(table(row(number(1, repeated=9_000_000), repeated=9_000_000))),
    "merges": lambda: replaced(PLAIN, SHEET, overlapping()),
    "one tag": lambda: replaced(PLAIN, SHEET, b'<worksheet><c r="' + b"A" * (18 << 20)),
    "members": lambda: zipped({f"{n}.xml": "" for n in range(20_000)}),
}
MEASURE = """
import os, re, sys
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
import python_calamine
from jytrack.intake.books.workbook import read_workbook
raw = Path(sys.argv[1]).read_bytes()
begin = sum(os.times()[:4])
read_workbook(raw)
own = re.search(r"VmHWM:\\s+([0-9]+)", Path("/proc/self/status").read_text())
peak = max(int(own[1]), getrusage(RUSAGE_CHILDREN).ru_maxrss)
print(sum(os.times()[:4]) - begin, peak / 1024)
"""


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_costs_neither_memory_nor_time(bomb: str, tmp_path: Path) -> None:
    path = tmp_path / "bomb"
    path.write_bytes(BOMBS[bomb]())
    done = subprocess.run([sys.executable, "-c", MEASURE, path], capture_output=True, check=True, text=True)
    seconds, megabytes = map(float, done.stdout.split())
    assert seconds < 3
    assert megabytes < 150


@pytest.mark.parametrize("at", ["extent", "strings"])
def test_a_damaged_number_that_claims_gigabytes_is_not_believed(at: str) -> None:
    raw = bytearray((WORKBOOKS / "合并单元格和公式出错.xls").read_bytes())
    record = b"\x00\x02\x0e\x00" if at == "extent" else b"\xfc\x00"
    place = raw.index(record) + 4 + 7
    raw[place] = 0x2E
    assert "损坏" in refusal(bytes(raw)).message


def test_a_panic_of_the_library_is_a_problem_and_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    assert "损坏" in refusal((WORKBOOKS / "损坏.xls").read_bytes()).message
    assert capfd.readouterr() == ("", "")


@given(st.sampled_from(["xlsx", "xls", "ods"]), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=8))
@settings(max_examples=60, deadline=None)
def test_no_damage_makes_the_reader_fail(kind: str, damage: list[tuple[float, int]]) -> None:
    raw = bytearray((WORKBOOKS / f"合并单元格和公式出错.{kind}").read_bytes())
    for at, byte in damage:
        raw[int(at * (len(raw) - 1))] = byte
    assert isinstance(read_workbook(bytes(raw)), (Workbook, Problem))
