"""`make looks`: documents as LibreOffice and Chromium show them, measured, and left as pictures in build/looks."""

import subprocess
from pathlib import Path

import pytest

from jytrack.reports.formats import docx, html, letterhead, xlsx
from jytrack.reports.values.document import (
    Document,
    Paragraph,
)
from jytrack.reports.values.letter import Letter, LetterKind
from tests.looks.drawn import KEPT, Page, available, converted, keep, pages, red
from tests.reports.formats import sample

pytestmark = [
    pytest.mark.looks,
    pytest.mark.skipif(
        not available("soffice", "pdftotext", "pdftoppm"), reason="LibreOffice and poppler draw the pages"
    ),
]

FULL = Document("题", (Paragraph("国" * 28 * 70),))
LENGTHS = range(1, 23, 3)


def of_length(lines: int) -> Document:
    """A circular whose body has so many lines more."""
    blocks = tuple(Paragraph(f"第{at}段，请各单位按时报送。") for at in range(lines))
    letter = Letter(LetterKind.CIRCULAR, organisation="县就业工作领导小组办公室", dated="2023年7月　日")
    return Document("关于报送情况的通报", blocks, letter=letter)


FILES = {
    "circular.docx": docx.render(sample.bulletin()),
    "report.docx": docx.render(sample.bulletin(LetterKind.REPORT)),
    "letter.docx": docx.render(sample.urging()),
    "page.docx": docx.render(sample.page()),
    "full.docx": docx.render(FULL),
    "workbook.xlsx": xlsx.render(sample.page()),
    **{f"signed{lines}.docx": docx.render(of_length(lines)) for lines in LENGTHS},
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    found = converted(FILES, tmp_path_factory.mktemp("looks"))
    for name in ("circular.docx", "report.docx", "letter.docx", "page.docx", "workbook.xlsx"):
        keep(found[name])
    return found


def test_a_page_has_twenty_two_lines_of_twenty_eight_characters(printed: dict[str, Path]) -> None:
    _, second, *_ = pages(printed["full.docx"])
    lines = [line for line in second.lines if line.text.startswith("国")]
    assert [line.text for line in lines] == ["国" * 28] * 22
    assert lines[0].left == pytest.approx(28, abs=0.5)
    assert lines[0].right == pytest.approx(210 - 26, abs=1)
    assert 297 - 35 - 11 < lines[-1].bottom < 297 - 35 + 1


def test_the_number_stands_seven_millimetres_below_right_on_odd_left_on_even_pages(printed: dict[str, Path]) -> None:
    for number, page in enumerate(pages(printed["full.docx"])[:2], 1):
        found = page.line("—")
        assert found.text == f"—{number}—"
        assert found.top == pytest.approx(297 - 35 + 7, abs=1.5)
        if number % 2:
            assert found.right == pytest.approx(210 - 26 - 5, abs=1)
        else:
            assert found.left == pytest.approx(28 + 5, abs=1)


def test_the_red_head_stands_where_the_standard_has_it(printed: dict[str, Path], tmp_path: Path) -> None:
    mark, rule = red(printed["circular.docx"], 1, tmp_path)
    assert mark[0] == pytest.approx(37 + 35, abs=1.5)
    assert (rule[2], rule[3]) == (pytest.approx(28, abs=0.5), pytest.approx(210 - 26, abs=0.5))
    first = pages(printed["circular.docx"])[0]
    number, title = first.line("云就办"), first.line("关于2023年")
    assert rule[0] - number.bottom == pytest.approx(4, abs=2)
    assert number.top - mark[1] == pytest.approx(2 * 10.2, abs=5)
    assert title.top - rule[1] == pytest.approx(2 * 10.2, abs=4)


def test_a_letter_fits_one_page_between_its_rules(printed: dict[str, Path], tmp_path: Path) -> None:
    (page,) = pages(printed["letter.docx"])
    mark, head, foot = red(printed["letter.docx"], 1, tmp_path)
    assert mark[0] == pytest.approx(30, abs=1)
    for rule in (head, foot):
        assert (rule[2], rule[3]) == (pytest.approx(20, abs=0.5), pytest.approx(190, abs=0.5))
    assert foot[0] == pytest.approx(297 - 20, abs=1)
    assert page.line("2023年7月").bottom < 297 - 35
    assert "—1—" not in page.text


def test_a_turned_page_has_its_number_where_an_upright_one_has_it(printed: dict[str, Path]) -> None:
    turned = [(at, page) for at, page in enumerate(pages(printed["circular.docx"]), 1) if page.width > page.height]
    assert len(turned) >= 2
    for number, page in turned:
        found = next(line for line in page.lines if line.right < 35)
        assert str(number) in found.text
        assert 20 < found.left < 35
        low = found.top > page.height / 2
        assert low is bool(number % 2)


def test_the_imprint_ends_the_last_even_page_at_the_text_s_edge(printed: dict[str, Path]) -> None:
    found = pages(printed["circular.docx"])
    assert len(found) % 2 == 0 or "抄送" in found[-1].text
    last = found[-1]
    assert "抄送" in last.text
    assert max(line.bottom for line in last.lines) == pytest.approx(297 - 35, abs=3)
    assert "—" not in last.text.replace("1—6", "")


@pytest.mark.parametrize("lines", LENGTHS)
def test_a_signature_is_never_alone_on_its_page(printed: dict[str, Path], lines: int) -> None:
    signed = next(page for page in pages(printed[f"signed{lines}.docx"]) if "2023年7月" in page.text)
    assert "县就业工作领导小组办公室" in signed.text
    assert f"第{lines - 1}段" in signed.text


def test_a_letterhead_that_another_program_saved_is_still_the_same_page(tmp_path: Path) -> None:
    again = converted({"公文.docx": letterhead.made()}, tmp_path, "docx")["公文.docx"].read_bytes()
    assert letterhead.problems(again) == []
    filled = tmp_path / "filled"
    filled.mkdir()
    found = pages(converted({"again.docx": docx.render(FULL, again)}, filled)["again.docx"])
    assert [line.text for line in found[1].lines if line.text.startswith("国")] == ["国" * 28] * 22


def test_no_figure_is_torn(printed: dict[str, Path]) -> None:
    """What a table's cell holds of figures stands on one line."""
    turned: list[Page] = [page for page in pages(printed["circular.docx"]) if page.width > page.height]
    texts = {line.text for page in turned for line in page.lines}
    for figure in ("37.0%", "-13.0", "1000", "≥305", "-105"):
        assert any(figure in text for text in texts), figure


def test_a_wide_table_of_a_workbook_is_one_large_sheet_across(printed: dict[str, Path]) -> None:
    first, second, *_ = pages(printed["workbook.xlsx"])
    assert (round(first.width), round(first.height)) == (420, 297)
    assert "责任人" in first.text
    assert "各指标完成率与时序进度" in second.text


@pytest.mark.skipif(not available("chromium"), reason="Chromium shows pages")
def test_the_page_at_two_widths_and_on_paper(tmp_path: Path) -> None:
    KEPT.mkdir(parents=True, exist_ok=True)
    held = tmp_path / "page.html"
    held.write_text(html.render(sample.page()), encoding="utf-8")
    plain = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    for width, height in ((390, 4200), (1280, 2600)):
        shot = KEPT / f"page-{width}.png"
        command = [*plain, f"--screenshot={shot}", f"--window-size={width},{height}", held.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        assert shot.stat().st_size > 50_000
    paper = tmp_path / "page.pdf"
    command = [*plain, "--no-pdf-header-footer", f"--print-to-pdf={paper}", held.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    found = pages(paper)
    assert 1 <= len(found) <= 4
    assert {(round(page.width), round(page.height)) for page in found} == {(210, 297)}
    assert all(line.right <= 210 for page in found for line in page.lines)
