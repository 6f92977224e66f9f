from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jytrack.intake.values.decode import Decoded, decode
from jytrack.intake.values.problem import Code, Problem
from jytrack.intake.values.rows import TextRows, column_letter

TEXT = "乡镇,指标,月份,本月数\n香水镇,城镇新增就业,2023-03,12\n"


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("gb2312", "gb18030"),
    ],
)
def test_the_encoding_is_found(codec: str, name: str) -> None:
    assert decode(TEXT.encode(codec)) == Decoded(TEXT, name)


def test_utf_16_of_either_byte_order() -> None:
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be")) == Decoded(TEXT, "utf-16")
    assert decode(b"\xff\xfe" + TEXT.encode("utf-16-le")) == Decoded(TEXT, "utf-16")


@pytest.mark.parametrize("char", "香水镇城镇新增就业人湾，（）１２％")
def test_short_gbk_texts_are_not_taken_for_utf_8(char: str) -> None:
    assert decode(f"乡镇,{char}".encode("gb18030")) == Decoded(f"乡镇,{char}", "gb18030")


@pytest.mark.parametrize("raw", [b"", b" \r\n\t\n", "\ufeff".encode(), b"\xff\xfe"])
def test_a_file_with_nothing_in_it_is_empty(raw: bytes) -> None:
    problem = decode(raw)
    assert isinstance(problem, Problem)
    assert problem.code is Code.EMPTY


@pytest.mark.parametrize(
    "raw",
    [
        b"\x00\x01\x02\x03",
        b"a,b\x00c\n",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"PK\x03\x04\x14\x00\x06\x00",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        TEXT.encode("utf-16-le"),
        "\ufeff".encode() + TEXT.encode("gb18030"),
        b"\xff\xff\xff\xff",
        b"\x1b[31mred\x1b[0m",
    ],
)
def test_what_is_not_text_is_said_to_be_so(raw: bytes) -> None:
    problem = decode(raw)
    assert isinstance(problem, Problem)
    assert problem.code is Code.DECODE


def test_a_workbook_renamed_csv_is_named_as_one() -> None:
    problem = decode(b"PK\x03\x04anything")
    assert isinstance(problem, Problem)
    assert "工作簿" in problem.message


MARKS = ["utf-8-sig", "utf-16", "gb18030"]
WORDS = st.text(st.characters(codec="gb18030", exclude_categories=("Cc", "Cs", "Cn", "Co")), min_size=1)


@given(text=WORDS, codec=st.sampled_from([*MARKS, "utf-8"]))
def test_what_is_encoded_decodes_again(text: str, codec: str) -> None:
    decoded = decode(("乡镇" + text).encode(codec))
    assert isinstance(decoded, Decoded)
    if codec == "gb18030":  # a few GB18030 texts are UTF-8 too; headings of real sheets are not
        assert decoded.encoding in ("gb18030", "utf-8")
    else:
        assert decoded == Decoded("乡镇" + text, codec)


@pytest.mark.parametrize("mark", [",", "\t", ";", "，"])
def test_the_delimiter_is_found(mark: str) -> None:
    text = f"2023年3月统计表，全县\n乡镇{mark}指标{mark}备注\n香水镇{mark}新增{mark}“一,二”\n大湾乡{mark}新增{mark}\n"
    rows = list(TextRows(StringIO(text, newline="")))
    assert rows[1] == ["乡镇", "指标", "备注"]


def test_commas_in_every_note_do_not_beat_the_header() -> None:
    rows = list(TextRows(StringIO("乡镇;备注\n香水镇;一,二,三\n大湾乡;四,五,六\n", newline="")))
    assert rows[1] == ["香水镇", "一,二,三"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_are_numbered_as_a_spreadsheet_shows_them(end: str) -> None:
    rows = list(TextRows(StringIO(end.join(["标题", "", "乡镇,备注", '香水镇,"两\n行"', "大湾乡,"]), newline="")))
    assert rows[:5] == [["标题"], [], ["乡镇", "备注"], ["香水镇", "两\n行"], ["大湾乡", ""]]


@pytest.mark.parametrize(("index", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (702, "AAA")])
def test_column_letters(index: int, letter: str) -> None:
    assert column_letter(index) == letter
