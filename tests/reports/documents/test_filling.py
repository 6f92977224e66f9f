"""A document out of wording and facts: what says nothing is left out, and numbers close up."""

from dataclasses import replace
from fractions import Fraction

import pytest

from jytrack.domain.plan.wording import FIELDS, DocumentKind, Stationery, Wording
from jytrack.intake.plan.wording import read_wording
from jytrack.reports.documents.filling import Occasion, filled
from jytrack.reports.documents.material import Material
from jytrack.reports.values.document import (
    Block,
    Document,
    Heading,
    Paragraph,
)
from jytrack.reports.values.letter import Letter, LetterKind, Look

TEXT = """标题：关于{{年度}}年{{时段}}的通报
主送：{{收文单位}}各单位：
附件：第一{{指标表}}
附件：第二{{清单表}}
{{总体}}前后{{任务}}
# 甲
## 子一
{{进展正常}}
## 子二
{{主要目标}}
# 乙
{{问题}}
# 丙
请于{{补报期限}}前报。
## 子三
{{报送}}
"""
OCCASION = Occasion(2023, "2023年7月　日", "（代拟稿）", letterhead=b"PK")
GIVEN = dict.fromkeys(FIELDS, "某")


def wording(kind: DocumentKind = DocumentKind.QUARTERLY, text: str = TEXT) -> Wording:
    return read_wording(kind, text, [])


def made(fields: dict[str, str] | None = None, **holes: tuple[Block, ...]) -> Document:
    tables = {name: holes.pop(name) for name in ("指标表", "清单表") if name in holes}
    return filled(wording(), Stationery(), Material(GIVEN | (fields or {}), holes, tables), OCCASION)


def outline(document: Document) -> list[str]:
    return [
        each.text + each.run_in if isinstance(each, Heading) else each.text
        for each in document.blocks
        if isinstance(each, (Heading, Paragraph))
    ]


def words(*texts: str) -> tuple[Block, ...]:
    return tuple(map(Paragraph, texts))


@pytest.mark.parametrize(
    ("holes", "told"),
    [
        pytest.param({}, ["一、丙", "请于某前报。"], id="what says nothing is dropped, headings with it"),
        pytest.param({"总体": words("总。")}, ["总。前后", "一、丙", "请于某前报。"], id="one of two keeps the line"),
        pytest.param(
            {"主要目标": words("1.一。", "2.二。"), "问题": words("问。")},
            ["一、甲", "子二", "1.一。", "2.二。", "二、乙", "问。", "三、丙", "请于某前报。"],
            id="numbers close up",
        ),
        pytest.param(
            {"进展正常": words("好。"), "报送": words("齐。")},
            ["一、甲", "子一。好。", "二、丙", "请于某前报。", "子三。齐。"],
            id="a second heading with one paragraph runs into it",
        ),
    ],
)  # fmt: skip
def test_what_is_left_and_how_it_is_numbered(holes: dict[str, tuple[Block, ...]], told: list[str]) -> None:
    assert outline(made(**holes)) == told


def test_a_paragraph_that_names_what_is_not_there_is_dropped() -> None:
    assert outline(made({"补报期限": ""}, 报送=words("齐。"))) == ["一、丙", "子三。齐。"]


def test_what_fills_a_hole_is_never_searched_for_holes() -> None:
    document = made({"年度": "{{总体}}"}, 总体=words("{{任务}}<w:p>"), 任务=words("=1+1"))
    assert document.title == "关于{{总体}}年某的通报"
    assert outline(document)[0] == "{{任务}}<w:p>前后=1+1"


def test_attachments_without_content_are_dropped() -> None:
    document = made(清单表=words("表"))
    assert [(each.title, each.landscape) for each in document.attachments] == [("第二", True)]


def test_the_letter_is_the_office_s() -> None:
    own = Stationery(
        organisation="甲办", mark="甲办文件", code="甲就办", addressee="另有主送", copies="抄", printed_by="印",
        margins=(30, 28, 30, 28), line="30", size="15",
    )  # fmt: skip
    document = filled(wording(), own, Material(GIVEN | {"署名": "甲办"}), OCCASION)
    assert document.letter == Letter(
        kind=LetterKind.CIRCULAR, mark="甲办文件", number="甲就办〔2023〕　　号", draft="（代拟稿）",
        addressee="某各单位：", organisation="甲办", dated="2023年7月　日", copies="抄", printed_by="印",
        look=Look((30, 28, 30, 28), Fraction(30), Fraction(15), b"PK"),
    )  # fmt: skip
    bare = replace(wording(), addressee="")
    letter = filled(bare, own, Material(GIVEN), OCCASION).letter
    assert letter is not None
    assert letter.addressee == "另有主送"


@pytest.mark.parametrize(
    ("kind", "letter"),
    [
        (DocumentKind.QUARTERLY, LetterKind.CIRCULAR),
        (DocumentKind.SPECIAL, LetterKind.REPORT),
        (DocumentKind.URGE, LetterKind.NOTE),
        (DocumentKind.SUPERVISE, LetterKind.NOTE),
    ],
)
def test_which_page_a_kind_is_written_on(kind: DocumentKind, letter: LetterKind) -> None:
    found = filled(wording(kind), Stationery(), Material(GIVEN), OCCASION).letter
    assert found is not None
    assert found.kind is letter
