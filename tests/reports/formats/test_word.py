"""The page of an official document: valid, measured, and with all that stands around its body."""

import io
import random
import re
import zipfile
from dataclasses import replace
from fractions import Fraction
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
from docx.document import Document as Package

from jytrack.domain.plan.wording import Stationery
from jytrack.reports.documents.look import look_of
from jytrack.reports.formats import letterhead
from jytrack.reports.formats.docx import render
from jytrack.reports.formats.word.breaking import broken
from jytrack.reports.formats.word.measure import WIDE, widest
from jytrack.reports.formats.word.xml import CELL_MARGIN
from jytrack.reports.values.document import (
    Attachment,
    Column,
    Document,
    Field,
    Form,
    Heading,
    Paragraph,
    Table,
    Under,
)
from jytrack.reports.values.letter import Letter, LetterKind, Look
from tests.reports.formats import sample
from tests.reports.formats.schema import W, disorders

SAMPLES = {
    "circular": sample.bulletin(),
    "report": sample.bulletin(LetterKind.REPORT),
    "without a mark": sample.bulletin(mark=""),
    "letter": sample.urging(),
    "plain page": sample.page(),
}
MILLIMETRE = 36000


def opened(document: Document) -> Package:
    return docx.Document(io.BytesIO(render(document)))


def words(package: Package) -> list[str]:
    return [paragraph.text for paragraph in package.paragraphs]


def styled(package: Package, style: str) -> list[str]:
    return [paragraph.text for paragraph in package.paragraphs if paragraph.style and paragraph.style.name == style]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_part_has_the_order_of_the_schema(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(render(SAMPLES[name]))) as package:
        parts = [member for member in package.namelist() if member.startswith("word/") and member.endswith(".xml")]
        assert len(parts) >= 6
        for part in parts:
            assert disorders(ElementTree.fromstring(package.read(part))) == [], part


def test_the_validator_sees_what_is_out_of_order() -> None:
    wrong = ElementTree.fromstring(
        f'<p xmlns="{W[1:-1]}"><pPr><jc/><keepNext/></pPr><r><t/><rPr/></r><pPr/></p>',
    )
    assert len(disorders(wrong)) == 3


def test_twenty_two_lines_of_twenty_eight_characters() -> None:
    package = opened(sample.bulletin())
    section, normal = package.sections[0], package.styles["Normal"]
    margins = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert [round((margin or 0) / MILLIMETRE) for margin in margins] == [37, 26, 35, 28]
    text = normal.element.xml
    assert '<w:spacing w:before="0" w:after="0" w:line="579" w:lineRule="exact"/>' in text
    assert '<w:spacing w:val="-5"/>' in text
    assert '<w:sz w:val="32"/>' in text
    assert "docGrid" not in package.element.xml
    everything = package.styles.element.xml
    assert 'w:lang w:val="en-US" w:eastAsia="zh-CN"' in everything
    assert '<w:widowControl w:val="0"/>' in everything


def test_every_font_is_named_for_chinese_and_has_one_that_stands_in() -> None:
    with zipfile.ZipFile(io.BytesIO(render(sample.bulletin()))) as package:
        styles, fonts = (ElementTree.fromstring(package.read(f"word/{part}.xml")) for part in ("styles", "fontTable"))
    named = [element.get(f"{W}eastAsia") for element in styles.iter(f"{W}rFonts")]
    assert None not in named
    assert set(named) == {font.get(f"{W}name") for font in fonts} == {
        "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体",
    }  # fmt: skip
    assert all(font.find(f"{W}altName") is not None for font in fonts)


def test_a_circular_from_its_red_head_to_its_imprint() -> None:
    package = opened(sample.bulletin())
    assert styled(package, "发文机关标志") == [sample.OFFICE]
    assert styled(package, "发文字号") == ["云就办〔2023〕　　号"]
    assert styled(package, "公文标题") == ["关于2023年二季度“就业创业促进年”\n活动进展情况的通报"]
    assert styled(package, "稿本标注") == ["（代拟稿　含演示数据，纯属虚构）"]
    assert styled(package, "主送机关") == ["各乡（镇）人民政府，县就业工作领导小组各成员单位："]
    assert styled(package, "一级标题")[:2] == ["一、总体情况", "二、滞后和需关注的指标"]
    assert styled(package, "附件说明")[1:] == [
        "附件：1.2023年1—6月主要指标完成情况表",
        "2.2023年1—6月各乡镇主要指标完成情况表",
        "3.督办事项办理情况反馈表",
    ]
    assert styled(package, "署名") == ["县就业工作领导小组办公室"]
    assert styled(package, "成文日期") == ["2023年7月　日"]
    assert [text for text in styled(package, "附件标识") if text] == ["附件1", "附件2", "附件3"]
    last = package.sections[-1]
    assert last.start_type is not None
    assert last.start_type.name == "EVEN_PAGE"
    told = [cell.text for table in last.even_page_footer.tables for row in table.rows for cell in row.cells]
    assert told == [
        "抄送：县委办公室，县人大常委会办公室，县政府办公室，县政协办公室。",
        f"{sample.OFFICE}\t2023年7月　日印发",
    ]


def test_a_report_upward_names_who_signs_on_the_right() -> None:
    assert styled(opened(sample.bulletin(LetterKind.REPORT)), "发文字号") == ["　云就办〔2023〕　　号\t签发人："]


def test_without_a_mark_there_is_no_red_head_and_no_imprint() -> None:
    package = opened(sample.bulletin(mark=""))
    assert words(package)[0].startswith("关于2023年二季度")
    assert "FF0000" not in package.element.xml
    assert [section.start_type.name for section in package.sections if section.start_type] == ["NEW_PAGE"] * 4


def test_a_letter_has_its_rules_on_the_first_page_alone_and_no_number_there() -> None:
    package = opened(sample.urging())
    section = package.sections[0]
    assert section.different_first_page_header_footer
    assert [paragraph.text for paragraph in section.first_page_header.paragraphs] == [sample.OFFICE]
    head, foot = section.first_page_header._element.xml, section.first_page_footer._element.xml
    assert 'w:val="thickThinSmallGap"' in head
    assert 'w:val="thinThickSmallGap"' in foot
    assert "PAGE" not in foot
    assert "PAGE" in section.footer._element.xml
    assert styled(package, "附注") == ["（联系人：　　　　　联系电话：　　　　　　　）"]


def test_a_letter_without_a_mark_is_a_plain_one() -> None:
    letter = sample.urging().letter
    assert letter is not None
    package = opened(replace(sample.urging(), letter=replace(letter, mark="")))
    assert words(package)[0] == "关于催报2023年6月就业工作数据的函"
    assert not package.sections[0].different_first_page_header_footer


def test_a_signature_never_stands_alone() -> None:
    """From the last paragraph of the body on, each is kept with the next, up to the date."""
    package = opened(sample.bulletin())
    found = package.paragraphs
    last = next(at for at, each in enumerate(found) if each.text.startswith("请各牵头单位"))
    date = next(at for at, each in enumerate(found) if each.text == "2023年7月　日")
    for each in found[last:date]:
        assert each.paragraph_format.keep_with_next or (each.style and each.style.paragraph_format.keep_with_next)


def test_a_table_that_ends_the_body_is_kept_with_the_signature() -> None:
    table = Table((Column("甲"),), (("1",), ("2",)))
    document = Document("函", (table,), letter=Letter(LetterKind.NOTE, organisation="办公室", dated="2023年7月　日"))
    first, last = opened(document).tables[0].rows[1:]
    assert not first.cells[0].paragraphs[0].paragraph_format.keep_with_next
    assert last.cells[0].paragraphs[0].paragraph_format.keep_with_next


def test_wide_attachments_lie_on_turned_sheets_with_the_number_where_it_was() -> None:
    package = opened(sample.bulletin())
    turned = [section.orientation.name for section in package.sections]
    assert turned == ["PORTRAIT", "LANDSCAPE", "LANDSCAPE", "PORTRAIT", "PORTRAIT"]
    section = package.sections[1]
    margins = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert [round((margin or 0) / MILLIMETRE) for margin in margins] == [28, 37, 26, 35]
    for footer in (section.footer, section.even_page_footer):
        assert len(footer.tables) == 1
        assert "tbRl" in footer._element.xml
    assert package.sections[3].footer.tables == []
    assert package.settings.odd_and_even_pages_header_footer


def test_a_number_by_itself_counts_no_attachments() -> None:
    document = replace(sample.bulletin(), attachments=(Attachment("反馈表", (sample.FEEDBACK,)),))
    package = opened(document)
    assert styled(package, "附件说明")[1:] == ["附件：反馈表"]
    assert [text for text in styled(package, "附件标识") if text] == ["附件"]


def test_prose_runs_on_behind_a_heading_in_the_body_s_type() -> None:
    package = opened(Document("题", (Heading("（一）进展。", 2, "已完成。"), Heading("1.", 3, "甲。"))))
    for paragraph, (title, prose) in zip(
        package.paragraphs[2:4], (("（一）进展。", "已完成。"), ("1.", "甲。")), strict=True
    ):
        first, second = paragraph.runs
        assert (first.text, second.text) == (title, prose)
        assert second.style.name == "标题后正文"
        assert paragraph.paragraph_format.keep_with_next is False


def test_heads_are_repeated_no_row_is_torn_and_room_is_left_to_write() -> None:
    table = opened(sample.bulletin()).tables[1]
    assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in table.rows)
    titles = [cell.text for cell in table.rows[0].cells]
    assert "进度" not in titles  # bars are for screens
    reason = titles.index("滞后原因")
    assert [row.cells[reason].text for row in table.rows[1:4]] == ["", "", "企业用工推迟到三季度"]
    assert (table.rows[1].cells[reason].width or 0) >= 15 * MILLIMETRE
    grey = table.rows[4].cells[1].paragraphs[0].runs[0]
    assert grey.font.color.rgb is None  # black on paper: a copier loses grey


def kept(row: Any) -> list[bool | None]:
    return [cell.paragraphs[0].paragraph_format.keep_with_next for cell in row.cells]


def test_small_print_has_the_end_of_its_table_and_a_form_its_rows_on_one_page() -> None:
    note = Paragraph("说明：" + "甲" * 200, quiet=True)
    table = Table((Column("甲"), Column("乙")), (("1", "2"), ("3", "4")))
    form = Form((Field("单位意见", lines=3), Field("复核意见"), Field("签收")))
    package = opened(Document("题", (table, note, Heading("三、回执", 1), Paragraph("请签收。"), form)))
    drawn, receipt = package.tables
    assert [kept(row) for row in drawn.rows[1:]] == [[None, None], [True, True]]
    (small,) = (each for each in package.paragraphs if each.text.startswith("说明"))
    assert small.paragraph_format.keep_together
    (asked,) = (each for each in package.paragraphs if each.text == "请签收。")
    assert asked.paragraph_format.keep_with_next
    assert [kept(row)[0] for row in receipt.rows] == [True, True, None]


def test_columns_stand_under_a_head_that_they_share() -> None:
    tasks = (
        Column("任务", right=True, under=Under("任务（项）", "总数")),
        Column("办结", under=Under("任务（项）", "办结")),
    )
    rows = (("发改局", "3", "1", "100.0%"),)
    (drawn,) = opened(Document("题", (Table((Column("单位"), *tasks, Column("完整率")), rows),))).tables
    assert [[cell.text for cell in row.cells] for row in drawn.rows] == [
        ["单位", "任务（项）", "任务（项）", "完整率"],
        ["单位", "总数", "办结", "完整率"],
        [*rows[0]],
    ]
    assert all(row._tr.xpath("./w:trPr/w:tblHeader") for row in drawn.rows[:2])


@pytest.mark.parametrize("narrow", [4, 8])
def test_no_figure_is_torn_and_heads_are_broken_between_words(narrow: int) -> None:
    title, cell = "与时序差（百分点）", "≥26590/29000 91.7%"
    columns = tuple(Column(title, shrink=True) for _ in range(narrow))
    (drawn,) = opened(Document("题", (Table(columns, ((cell,) * narrow,)),))).tables
    head = drawn.rows[0].cells[0]
    assert head.paragraphs[0].text in (title, "与时序差\n（百分点）")
    size = head.paragraphs[0].runs[0].font.size
    room = (head.width or 0) - 2 * CELL_MARGIN * 635
    assert room >= widest("≥26590/29000") * (size.pt if size else 10) * 12700 / WIDE


@pytest.mark.parametrize("columns", [1, 3, 12, 30])
@pytest.mark.parametrize("long", [1, 40])
def test_columns_fill_the_text_exactly(columns: int, long: int) -> None:
    table = Table(tuple(Column(f"列{at}", shrink=at == 1) for at in range(columns)), (("很长" * long,) * columns,))
    package = opened(Document("题", (table,)))
    drawn = package.tables[0]
    section = package.sections[0]
    widths = [int(each.get(f"{W}w")) for each in drawn._tbl.iter(f"{W}gridCol")]
    total = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    assert sum(widths) == round(total / 635)
    assert min(widths) > 0


def test_a_form_has_as_much_room_as_lines() -> None:
    table = opened(sample.bulletin()).tables[-1]
    heights = [row.height or 0 for row in table.rows]
    assert heights[3] > 2 * heights[0]
    assert table.rows[0].cells[1].text == "创业担保贷款发放（任务15）"


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("2023年3月“就业创业促进年”活动调度情况", ["2023年3月“就业创业促进年”", "活动调度情况"]),
        ("关于催报2023年6月就业工作数据的函", ["关于催报2023年6月就业工作数据的函"]),
        (
            "关于2023年二季度“就业创业促进年”活动进展情况的通报",
            ["关于2023年二季度“就业创业促进年”", "活动进展情况的通报"],
        ),
        (
            "关于2023年第2期通报有关数据的更正说明及有关情况的报告",
            ["关于2023年第2期通报有关数据的", "更正说明及有关情况的报告"],
        ),
        ("甲" * 30, ["甲" * 15, "甲" * 15]),
        ("a" * 60, ["a" * 30, "a" * 30]),
    ],
)
def test_a_title_is_broken_where_its_words_allow(title: str, lines: list[str]) -> None:
    assert broken(title, 1950) == lines


def test_the_office_s_margins_lines_and_type_are_kept() -> None:
    look = look_of(Stationery(margins=(30, 28, 30, 28), line="30", size="15"))
    assert (look.line, look.size) == (Fraction(30), Fraction(15))
    letter = sample.bulletin().letter
    assert letter is not None
    package = opened(replace(sample.bulletin(), letter=replace(letter, look=look)))
    section, normal = package.sections[0], package.styles["Normal"].element.xml
    assert round((section.top_margin or 0) / MILLIMETRE) == 30
    assert 'w:line="600"' in normal
    assert '<w:sz w:val="30"/>' in normal
    assert look_of(Stationery()) == Look()


def test_nothing_says_when_it_was_made() -> None:
    with zipfile.ZipFile(io.BytesIO(render(sample.bulletin()))) as package:
        core = package.read("docProps/core.xml").decode()
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[^<]*", core)) == {"1980-01-01T00:00:00Z"}


# The office's own letterhead


def renamed(raw: bytes, changed: dict[str, str]) -> bytes:
    """A letterhead as another program saves it: each text of the keys replaced, in whatever part it stands."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            text = source.read(name).decode()
            for old, new in changed.items():
                text = text.replace(old, new)
            target.writestr(name, text)
    return out.getvalue()


TORN = {
    "{{正文}}</w:t></w:r>": "{{正</w:t></w:r><w:r><w:t>文}}</w:t></w:r>",
    '"GwTitle"': '"Style16"',
    '"GwTableText"': '"17"',
    '"Normal"': '"a"',
    'w:val="a"/><w:qFormat/>': 'w:val="Normal"/><w:qFormat/>',
}
ABOVE = {"<w:body>": "<w:body><w:p><w:r><w:t>云台县就业局文件</w:t></w:r></w:p>"}


def test_what_is_handed_out_is_fit() -> None:
    assert letterhead.problems(letterhead.made()) == []


def test_a_letterhead_saved_by_another_program_is_found_by_the_names_of_its_styles() -> None:
    template = renamed(letterhead.made(), TORN)
    assert letterhead.problems(template) == []
    package = docx.Document(io.BytesIO(render(sample.bulletin(), template)))
    assert styled(package, "公文标题") == ["关于2023年二季度“就业创业促进年”\n活动进展情况的通报"]
    assert package.tables[0].rows[1].cells[0].paragraphs[0].style.name == "表格文字"  # type: ignore[union-attr]
    assert not [text for text in words(package) if "正文" in text]


def test_the_office_s_own_lines_stand_in_the_place_of_the_red_head() -> None:
    template = renamed(letterhead.made(), ABOVE)
    package = docx.Document(io.BytesIO(render(sample.bulletin(), template)))
    assert words(package)[0] == "云台县就业局文件"
    assert styled(package, "发文机关标志") == []


def test_a_letterhead_comes_with_the_letter_and_its_footers_are_repeated() -> None:
    template = renamed(letterhead.made(), {"— </w:t>": "第 </w:t>"})
    letter = sample.bulletin().letter
    assert letter is not None
    document = replace(sample.bulletin(), letter=replace(letter, look=Look(letterhead=template)))
    package = docx.Document(io.BytesIO(render(document)))
    feet = [section.footer.paragraphs[0].text[:1] for section in package.sections if not section.footer.tables]
    assert feet[:-1] == ["第", "第"]
    assert len(package.sections[1].footer.tables) == 1


def test_a_letter_keeps_its_rules_in_a_letterhead_that_has_no_lines_of_its_own() -> None:
    template = renamed(
        letterhead.made(), {'<w:cols w:space="720"/>': '<w:cols w:space="720"/><w:docGrid w:linePitch="312"/>'}
    )
    raw = render(sample.urging(), template)
    section = docx.Document(io.BytesIO(raw)).sections[0]
    assert section.first_page_header.paragraphs[0].text == sample.OFFICE
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        assert disorders(ElementTree.fromstring(package.read("word/document.xml"))) == []
    section = docx.Document(io.BytesIO(render(sample.urging(), renamed(template, ABOVE)))).sections[0]
    assert not section.different_first_page_header_footer


def a_package(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return out.getvalue()


ANEW = "重新取一份：jytrack report looks -o 公文.docx"
DAMAGED = [f"版式文件打不开，不是 .docx 文件或已损坏；{ANEW}"]
REACHES_OUT = [f"版式文件里有宏、嵌入的对象或指向别处的内容；请去掉，或{ANEW}"]
MADE = letterhead.made()
LINKED = '<Relationship Id="x" Type="http://x/{}" Target="file:///c:/x" TargetMode="{}"/></Relationships>'


@pytest.mark.parametrize(
    ("raw", "lines"),
    [
        (b"", DAMAGED),
        (b"not a package", DAMAGED),
        (MADE[: len(MADE) // 2], DAMAGED),
        (a_package({"a.xml": b"<a/>"}), DAMAGED),
        (a_package({"[Content_Types].xml": b"<broken"}), DAMAGED),
        (renamed(MADE, {"w:document ": "w:other "}), DAMAGED),
        (renamed(MADE, {"<w:body>": "<!DOCTYPE", "</w:body>": ""}), DAMAGED),
        (renamed(MADE, {"<w:document": '<!DOCTYPE x [<!ENTITY a "b">]><w:document'}), DAMAGED),
        (renamed(MADE, {"w:pgSz ": "w:pgSize "}), DAMAGED),
        (renamed(MADE, {"正文}}": "正 文}"}), ["版式文件里没有{{正文}}一行"]),
        (renamed(MADE, {'"表格文字"': '"别的"'}), [f"版式文件少了样式：表格文字；{ANEW}"]),
        (
            renamed(MADE, {'"表格文字"': '"别的"', '"署名"': '"别的二"', "{{正文}}": "正文"}),
            ["版式文件里没有{{正文}}一行", f"版式文件少了样式：署名、表格文字；{ANEW}"],
        ),
        (renamed(MADE, {"</Relationships>": LINKED.format("image", "External")}), REACHES_OUT),
        (renamed(MADE, {"</Relationships>": LINKED.format("oleObject", "Internal")}), REACHES_OUT),
        (renamed(MADE, {" PAGE ": ' INCLUDETEXT "x" '}), REACHES_OUT),
        (a_package({"big.xml": b" " * (21 * 2**20)}), [f"版式文件太大，超过20 MB；请去掉大图片，或{ANEW}"]),
    ],
    ids=lambda value: None if isinstance(value, bytes) else value[0][:14],
)
def test_a_letterhead_that_is_not_fit_is_refused_in_a_line(raw: bytes, lines: list[str]) -> None:
    assert letterhead.problems(raw) == lines


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_damaged_is_refused_or_can_be_filled(seed: int) -> None:
    """Parts taken away, elements and values changed: never an error of another kind, and what is fit is filled."""
    chance = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(MADE)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    for _ in range(12):
        name = chance.choice(sorted(parts))
        text = parts[name]
        spot = chance.choice(list(re.finditer(r'<[^<>]*/>|="[^"]*"| [\w:]+="[^"]*"', text)))
        put = chance.choice(["", '=""', '="-1"', '="x"', '="999999999999"', '="rId9"', "<"])
        broken = text[: spot.start()] + put + text[spot.end() :]
        raw = a_package({each: (broken if each == name else kept).encode() for each, kept in parts.items()})
        if not letterhead.problems(raw):
            render(sample.urging(), raw)


def test_full_width_braces_are_braces() -> None:
    assert letterhead.problems(renamed(MADE, {"{{正文}}": "｛｛正文｝｝"})) == []


def test_a_long_paragraph_of_the_body_is_not_lost() -> None:
    letter = Letter(LetterKind.CIRCULAR, mark=sample.OFFICE)
    assert "国" * 5000 in words(opened(Document("题", (Paragraph("国" * 5000),), letter=letter)))
