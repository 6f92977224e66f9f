"""Number formats: a cell says what it shows, whatever number it holds."""

import pytest

from jytrack.intake.books.formats import as_shown, code_of, is_telling
from jytrack.intake.books.workbook import Workbook, read_workbook
from tests.intake.workbooks import cell, ods, row, table, xlsx


@pytest.mark.parametrize(
    ("number", "code", "shown"),
    [
        ("0.054", "0.0%", "5.4%"),
        ("0.054", "[Red]0.00%;[Red]-0.00%;0%", "5.4%"),
        ("5.4", '0.0"%"', "5.4%"),
        ("5.4", "0.0\\%", "5.4%"),
        ("5", '0"万人"', "5万人"),
        ("2478", '#,##0" 人"', "2478人"),
        ("5", '"约"0', "约5"),
        ("-5", '"增"0;"减"0', "减-5"),
        ("2000", "0‰", "2000‰"),
        ("20000", "0.0,", "20000（显示的数缩小了 1000 倍）"),
        ("20000", "0!.0,", "20000（显示的数缩小了 10000 倍）"),
        ("150000", '0!.0,"万元"', "150000元"),
        ("20000", '[>=10000]0!.0,"万";0', "20000"),
        ("500", '[>=10000]0!.0,"万";0', "500"),
        ("5", ";;;", "5（没有显示）"),
        ("5", "[$$-409]#,##0", "$5"),
        ("香水镇", "0%", "香水镇"),
    ],
)
def test_formats_that_say_more_than_the_number(number: str, code: str, shown: str) -> None:
    assert is_telling(code)
    assert as_shown(number, code) == shown


@pytest.mark.parametrize(
    "code",
    ["General", "0", "#,##0.00", "@", "¥#,##0.00", "[$¥-804]#,##0", "0.00E+00", "# ?/?", "G/通用格式", "[DBNum1]0",
     "#,##0.00_);(#,##0.00)", '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ', 'yyyy"年"m"月"', "h:mm"],
)  # fmt: skip
def test_formats_that_say_nothing(code: str) -> None:
    assert not is_telling(code)


@pytest.mark.parametrize(
    ("shown", "number", "read"),
    [
        ("2.0万人", "2", "2万人"),
        ("15.68", "15.678912", "15.678912"),
        ("2,000", "2000", "2000"),
        ("¥5.00", "5", "5"),
        ("2.0", "20000", "20000（显示的数缩小了 10000 倍）"),
        ("2!.0", "2000", "2000（显示的数缩小了 1000 倍）"),
        ("", "5", "5（没有显示）"),
        ("", "0", "0"),
    ],
)
def test_what_an_ods_shows_is_read_off_its_text(shown: str, number: str, read: str) -> None:
    assert as_shown(number, code_of(shown, number)) == read


def test_workbooks_are_read_as_shown() -> None:
    def fill(book: object, sheet: object) -> None:
        shape = book.add_format({"num_format": '0"万人"'})  # type: ignore[attr-defined]
        sheet.write(0, 0, 2, shape)  # type: ignore[attr-defined]

    shown = cell("2万人", office_value_type="float", office_value="2")
    for raw in (xlsx(fill), ods(table(row(shown)))):
        book = read_workbook(raw)
        assert isinstance(book, Workbook)
        assert book.pages[0].rows == [["2万人"]]


def test_hidden_sheets_are_named() -> None:
    def fill(book: object, sheet: object) -> None:
        sheet.write(0, 0, "香水镇")  # type: ignore[attr-defined]
        book.add_worksheet("4月").hide()  # type: ignore[attr-defined]

    book = read_workbook(xlsx(fill))
    assert isinstance(book, Workbook)
    assert (len(book.pages), book.hidden) == (1, ("4月",))
