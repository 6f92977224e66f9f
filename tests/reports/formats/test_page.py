"""The page for a browser: one file, marks beside colours, charts without scripts, cards on a telephone."""

import re
from fractions import Fraction
from xml.etree.ElementTree import Element, fromstring

import pytest

from jytrack.domain.values.words import Colour
from jytrack.reports.formats.html import render
from jytrack.reports.values.chart import Chart, ChartKind, Series
from jytrack.reports.values.document import Column, Document, Lamp, Line, Number, Paragraph, Table
from tests.reports.formats import sample


def tree(document: Document) -> Element:
    """The page as a tree; what HTML leaves open is closed first."""
    made = render(document).removeprefix("<!DOCTYPE html>\n")
    return fromstring(re.sub(r"<meta ([^>]*)>", r"<meta \1/>", made))


def classed(page: Element, name: str) -> list[Element]:
    return [each for each in page.iter() if name in each.get("class", "").split()]


def told(element: Element) -> str:
    return "".join(element.itertext())


PAGE = tree(sample.page())


def test_nothing_is_fetched_or_run() -> None:
    made = render(sample.page())
    assert "default-src 'none'; style-src 'unsafe-inline'" in made
    assert not {each.tag for each in PAGE.iter()} & {"script", "link", "img", "a", "iframe", "image", "use"}
    assert not [each for each in PAGE.iter() if {"src", "href", "onload", "onclick"} & set(each.keys())]
    assert not re.search(r"url\(|@import|https?:", made)


def test_counts_of_lights_are_tiles_with_mark_and_word() -> None:
    assert [told(tile) for tile in classed(PAGE, "tile")] == [
        "● 3项（绿）",
        "△ 6项（黄）",
        "▲ 9项（红）",
        "○ 12项（灰）",
    ]


def test_a_line_of_words_stays_a_line() -> None:
    page = tree(
        Document("题", (Line(("甲", "乙")), Line((Lamp(Colour.RED, "3 项"),)), Line((Lamp(None, "甲"), "2 项"))))
    )
    assert classed(page, "tile") == []
    assert [told(line) for line in classed(page, "line")] == ["甲乙", "▲红 3 项", "— 甲2 项"]


def test_bars_have_their_label_above_and_the_share_that_should_be_marked() -> None:
    (bars,) = classed(PAGE, "bars")
    rows = [each for each in bars if each.get("class") is None]
    assert told(rows[0]) == "●城镇新增就业"
    bar = classed(rows[0], "bar")[0]
    assert [each.get("style") for each in bar] == ["width:95%", "left:50%"]
    assert told(classed(bars, "value")[0]) == "95.0%"


def test_charts_stand_together_columns_with_a_line_and_lines_drawn() -> None:
    (charts,) = classed(PAGE, "charts")
    assert [told(figure[0]) for figure in charts] == [chart.title for chart in sample.charts()]
    columns = classed(charts[1], "col")
    assert len(columns) == len(sample.TOWNS)
    assert {each.get("style") for column in columns for each in column if each.tag == "b"} == {"bottom:56%"}
    assert told(columns[3]) == "—"
    lines = list(charts[2].iter("polyline"))
    assert len(lines) == 5
    assert [line.get("stroke-dasharray") for line in lines] == [None, None, None, None, "7 5"]
    assert "时序进度 50.0%" in told(classed(charts[2], "key")[0])


@pytest.mark.parametrize("kind", ChartKind)
@pytest.mark.parametrize("values", [(), (None,), (Fraction(0),), (Fraction(-1, 2), Fraction(1, 3)), (Fraction(7),)])
def test_any_values_are_drawn_within_the_picture(kind: ChartKind, values: tuple[Fraction | None, ...]) -> None:
    names = tuple(f"项{at}" for at, _ in enumerate(values))
    page = tree(
        Document("题", (Chart("图", kind, names, (Series("甲", values), Series("乙", values, expected=True))),))
    )
    sizes = [
        int(size)
        for each in page.iter()
        for size in re.findall(r"(?:width|height|left|bottom):(-?\d+)%", each.get("style", ""))
    ]
    assert all(0 <= size <= 100 for size in sizes)


def test_a_row_is_a_card_that_its_name_heads_and_nothing_empty_takes_room() -> None:
    row = next(PAGE.iter("tbody"))[0]
    labels = [cell.get("data-label") for cell in row]
    assert labels[:3] == ["序号", "指标", "单位"]
    assert [cell.get("data-label") for cell in classed(row, "first")] == ["指标"]
    assert {cell.get("data-label") for cell in classed(row, "none")} >= {"滞后原因", "下步措施", "责任人"}
    assert told(row[13]) == ""


def test_rows_that_nothing_is_judged_by_are_grey() -> None:
    table = Table((Column("甲"),), (("1",), ("2",)), muted=frozenset({1}))
    assert [told(row) for row in classed(tree(Document("题", (table,))), "muted")] == ["2"]


def test_what_is_unknown_is_a_dash() -> None:
    page = tree(Document("题", (Table((Column("甲"), Column("乙", right=True)), ((None, Number(None)),)),)))
    assert [told(cell) for cell in page.iter("td")] == ["—", "—"]


def test_a_letter_s_prose_and_its_attachments_are_read_through() -> None:
    page = tree(sample.bulletin())
    heads = [told(each) for each in page.iter() if each.tag in ("h1", "h2")]
    assert heads[:2] == ["关于2023年二季度“就业创业促进年”活动进展情况的通报", "一、总体情况"]
    assert "附件3 督办事项办理情况反馈表" in heads
    assert told(next(page.iter("strong"))) == "1."


def test_it_has_looks_for_a_desk_a_telephone_and_paper() -> None:
    made = render(Document("题", (Paragraph("文"),)))
    assert "@media (max-width: 640px)" in made
    assert "size: A4" in made
