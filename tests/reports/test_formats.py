"""What holds for a format whatever the document says."""

import csv as reader
import re
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from wcwidth import wcswidth

from jytrack.domain.accounts.reminding import reminders
from jytrack.domain.accounts.standing import PlanStanding
from jytrack.domain.values.words import Colour
from jytrack.errors import UsageError
from jytrack.reports.accounts import accountability, board, brief, overview
from jytrack.reports.accounts import reminders as reminding
from jytrack.reports.figures import variance
from jytrack.reports.formats import csv, markdown, plain, table
from jytrack.reports.formats.wrapping import wrapped
from jytrack.reports.supervision import tasklist, tasks
from jytrack.reports.values.document import (
    Cell,
    Column,
    Document,
    Heading,
    Lamp,
    Line,
    Number,
    Paragraph,
    Report,
    Table,
)

ALPHABET = "香水镇，。：（）“”城镇新增就业ab[]|*_=+-@#<>&12.5% \n"
TEXTS = st.text(ALPHABET, max_size=40)


def one_table(*cells: Cell) -> Document:
    columns = tuple(Column(f"列{place}", shrink=True) for place, _ in enumerate(cells))
    return Document("表", (Table(columns, (cells,)),))


def pages(standing: PlanStanding) -> list[Report]:
    return [
        overview.report(standing),
        variance_of(standing),
        accountability.report(standing),
        tasklist.list_report(standing, standing.tasks),
        *(tasks.show_report(standing, task) for task in standing.tasks),
        reminding.report(standing, reminders(standing)),
        board.report(standing, standing.reports_ahead),
        brief.report(standing),
    ]


def test_plain_and_markdown_are_in_gbk_and_free_of_control_codes(standing: PlanStanding) -> None:
    for report in pages(standing):
        for shown in (plain.render(report.document), markdown.render(report.document)):
            shown.encode("gbk")
            assert not [char for char in shown if ord(char) < 32 and char != "\n"]


@pytest.mark.parametrize("width", [80, 100, 120, 140])
def test_a_table_never_runs_over_its_terminal(standing: PlanStanding, width: int) -> None:
    for report in pages(standing):
        lines = table.render(report.document, width=width, colour=False).splitlines()
        assert max(map(wcswidth, lines)) <= width


@pytest.mark.parametrize(("width", "figures"), [(80, 2), (100, 4), (140, 5)])
def test_figures_are_never_cut(standing: PlanStanding, width: int, figures: int) -> None:
    shown = table.render(variance_of(standing).document, width=width, colour=False)
    for figure in (" 12000 ", "≥6215", " -11.1 ", " 113.3% ", "███▌─│─────")[:figures]:
        assert figure in shown


def test_colour_stands_beside_the_word(standing: PlanStanding) -> None:
    document = Document("灯", (Line(tuple(Lamp(colour, "项") for colour in Colour)),))
    coloured = table.render(document, width=100, colour=True)
    assert "\x1b[" in coloured
    assert all(f" {colour.label} " in coloured for colour in Colour)
    assert "\x1b[1;37;41m 红 \x1b[0m 项" in coloured
    assert "\x1b" not in table.render(document, width=100, colour=False)


def test_a_bar_has_the_colour_of_its_light(standing: PlanStanding) -> None:
    coloured = table.render(variance_of(standing).document, width=140, colour=True)
    assert "\x1b[31m███▌\x1b[0m" in coloured


def test_a_notice_stands_under_the_title(standing: PlanStanding) -> None:
    warned = replace(standing, plan=replace(standing.plan, notice="演示数据，纯属虚构。"))
    assert plain.render(overview.report(warned).document).splitlines()[3] == "演示数据，纯属虚构。"


def test_brackets_are_data_and_not_markup() -> None:
    cells = ("[red]香水镇[/red]", "[省]统计公报", ":smile:", "[link=x]")
    for colour in (True, False):
        shown = table.render(one_table(*cells), width=100, colour=colour)
        assert all(cell in shown for cell in cells)


def test_an_escape_in_the_data_does_not_reach_the_terminal() -> None:
    document = one_table("\x1b[2J香水镇\x07")
    assert "\x1b" not in plain.render(document)
    assert "\x1b" not in table.render(document, width=100, colour=False)


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_any_text_fits_any_terminal(cells: list[str]) -> None:
    shown = table.render(one_table(*cells), width=60, colour=False)
    assert max(map(wcswidth, shown.splitlines())) <= 60


@given(TEXTS, st.integers(2, 30))
def test_wrapping_loses_nothing_but_blanks(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(wcswidth(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "").replace("\n", "")


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("城镇新增就业", 8, ["城镇新增", "就业"]),
        ("城镇，新增就业", 4, ["城", "镇，", "新增", "就业"]),
        ("应完成 12000 人", 10, ["应完成", "12000 人"]),
        ("缺（旧）", 6, ["缺", "（旧）"]),
        ("", 5, [""]),
    ],
)
def test_wrapping(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_a_markdown_row_has_as_many_cells_as_columns(cells: list[str]) -> None:
    shown = markdown.render(one_table(*cells))
    rows = [line for line in shown.splitlines() if line.startswith("|")]
    assert len(rows) == 3
    assert {row.replace(r"\\", "").replace(r"\|", "").count("|") for row in rows} == {len(cells) + 1}


def test_markdown_keeps_markup_as_text() -> None:
    shown = markdown.render(one_table("a|b", "*重点*", "[x](y)", "<b>", "上\n下", "&lt;", "`c`"))
    assert r"| a\|b | \*重点\* | \[x\](y) | \<b\> | 上<br>下 | \&lt; | \`c\` |" in re.sub(" +", " ", shown)


def test_markdown_makes_no_address_live() -> None:
    written = ("见https://example.com/a", "WWW.example.com", "虚构@example.com", "@zhang")
    shown = markdown.render(one_table(*written))
    assert r"| 见https\://example.com/a | WWW\.example.com | 虚构@<!-- -->example.com | @<!-- -->zhang |" in re.sub(
        " +", " ", shown
    )
    html = MarkdownIt("commonmark").enable("table").render(shown)
    assert [f'left">{cell}</td>' in html.replace("<!-- -->", "") for cell in written] == [True] * len(written)


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_csv_reads_back_and_holds_no_formula(cells: list[str]) -> None:
    content = csv.render(one_table(*cells))
    assert content.startswith(b"\xef\xbb\xbf")
    _, row = reader.reader(content.decode("utf-8-sig").splitlines(keepends=True))
    assert [cell.removeprefix("'") for cell in row] == cells
    assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_csv_guards_text_but_not_numbers() -> None:
    content = csv.render(one_table("=1+1", "-5", Number(-5), -5, "@甲", "香水镇-1")).decode("utf-8-sig")
    assert content.splitlines()[1] == "'=1+1,'-5,-5,-5,'@甲,香水镇-1"


def test_csv_refuses_two_tables_and_names_the_way_out(standing: PlanStanding) -> None:
    with pytest.raises(UsageError, match=r"jytrack report variance.*jytrack report accountability"):
        csv.render(overview.report(standing).document)


def test_csv_refuses_a_document_without_a_table() -> None:
    with pytest.raises(UsageError, match="--format json"):
        csv.render(Document("空", (Paragraph("没有表"),)))


def test_an_empty_table_says_so() -> None:
    document = Document("空", (Heading("表"), Table((Column("列"),), (), empty="没有要催的事。")))
    for shown in (plain.render(document), markdown.render(document), table.render(document, width=80, colour=False)):
        assert "没有要催的事。" in shown


@pytest.mark.parametrize("name", ["plain", "csv", "json", "markdown"])
def test_only_the_table_format_loads_rich(name: str) -> None:
    code = f"import sys, jytrack.reports.formats.{name}; sys.exit('rich' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def variance_of(standing: PlanStanding) -> Report:
    return variance.report(standing.plan, standing.clock, standing.assessments)
