"""Every command's answer as a Word document, a workbook and a page: they open, and say what the text says."""

import io
import re
import warnings
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from jytrack.cli.values.options import Format
from jytrack.cli.values.output import render
from jytrack.reports.formats.docx import render as docx_of
from jytrack.reports.formats.plain import render as text_of
from jytrack.reports.values.document import Report
from tests.cli.answers import Office
from tests.command import Ran

PARAGRAPH, TEXT = qn("w:p"), qn("w:t")


class Read(HTMLParser):
    """What a page says, and what it would fetch or run."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.beyond: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name for name, _ in attrs}
        self.beyond += [tag] if tag in ("script", "link", "img") or named & {"src", "href", "onclick"} else []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def of_word(raw: bytes) -> list[str]:
    body = docx.Document(io.BytesIO(raw)).element.body
    return ["".join(text.text or "" for text in paragraph.iter(TEXT)) for paragraph in body.iter(PARAGRAPH)]


def of_workbook(raw: bytes) -> list[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of data bars, which openpyxl does not read
        book = openpyxl.load_workbook(io.BytesIO(raw))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    return [str(cell.value) for cell in cells]


def of_page(raw: bytes) -> list[str]:
    page = Read()
    page.feed(raw.decode())
    assert page.beyond == []
    return page.texts


READERS: dict[str, Callable[[bytes], list[str]]] = {"docx": of_word, "xlsx": of_workbook, "html": of_page}
CHINESE = re.compile(r"[一-龥]{2,}")


def told_on_paper(plain: Ran, report: Report) -> str:
    """What a terminal shows, without what to type next where the answer parts the two."""
    page = report.document
    return plain.out if page.on_paper() == page else text_of(page.on_paper())


@pytest.mark.parametrize("form", READERS)
def test_every_answer_opens_and_says_what_the_text_says(office: Office, form: str) -> None:
    for line, (plain, report) in office.reports().items():
        if form == "docx" and "accountability" in line and "--department" in line:
            continue  # in Word it is the account to be signed (test_letters)
        if form == "docx" and line.startswith("report changes"):
            continue  # in Word it is the 更正说明 (test_publishing)
        drawn_so = render(report, Format(form))
        told = " ".join(READERS[form](drawn_so if isinstance(drawn_so, bytes) else drawn_so.encode()))
        # Names, titles and sentences; times of recording and drawn bars differ.
        drawn = {"进度"} if form == "docx" else set()  # the head of the column of bars, which paper goes without
        missing = {word for word in CHINESE.findall(told_on_paper(plain, report)) if word not in told} - drawn
        assert not missing, f"{line}: {sorted(missing)}"


PINNED = re.compile("核对.*：jytrack ")
"""By what a page says of itself it can be checked; nothing else on paper is to be typed."""


def test_paper_does_not_tell_what_to_type(office: Office) -> None:
    seen = 0
    for line, (_, report) in office.reports().items():
        if line.startswith(("report", "task list", "task show", "task ledger", "task evidence")):
            told = of_word(docx_of(report.document))
            assert [each for each in told if "jytrack " in each and not PINNED.search(each)] == [], line
            seen += 1
    assert seen > 15


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_the_same_answer_is_the_same_bytes_and_says_nothing_of_when_it_was_made(office: Office, form: str) -> None:
    words = ["report", "--as-of", "2023-06-30", "--known-at", "2026-01-01", "--format", form]
    first, second = office.types(words).raw, office.types(words).raw
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {member.date_time for member in package.infolist()} <= {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "html"])
def test_the_suffix_chooses(office: Office, suffix: str) -> None:
    path = office.folder / f"报告.{suffix}"
    ran = office.types(["report", "variance", "--as-of", "2023-06-30", "-o", str(path)])
    assert (ran.code, ran.out) == (0, "")
    assert "城镇新增就业" in " ".join(READERS[suffix](path.read_bytes()))
