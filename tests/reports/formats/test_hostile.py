"""Names that are markup, formulas or holes, control characters and very long ones are text in every format."""

import io
import zipfile
from collections.abc import Callable
from fractions import Fraction
from html.parser import HTMLParser
from xml.etree import ElementTree

import docx as word
import openpyxl
import pytest

from jytrack.reports.formats import docx, html, markdown, plain, table, xlsx
from jytrack.reports.values.chart import Chart, ChartKind, Series
from jytrack.reports.values.document import (
    Attachment,
    Column,
    Document,
    Field,
    Form,
    Heading,
    Lamp,
    Line,
    Paragraph,
    Table,
)
from jytrack.reports.values.letter import Letter, LetterKind

NAMES = {
    "markup": "<w:p>",
    "closing": "</w:t></w:r></style><script>alert(1)</script>",
    "formula": "=1+1",
    "command": "@SUM(A1)",
    "hole": "{{总体}}",
    "body": "{{正文}}",
    "style": '<w:pStyle w:val="GwTitle"/>',
    "quote": "\"'&amp;&lt;",
    "long": "长" * 300,
    "long word": "x" * 300,
    "control": "甲\x00\x07\x1b[31m乙\ufffe\uffff\u202e",
    "bytes": "甲\udcb2\udce2乙",
    "lines": "甲\n乙\r\n丙\t丁",
    "sheet": "a/b\\c:d*e?[f]'",
    "nothing": "",
    "blank": " 　 ",
}


def named(name: str) -> Document:
    """The name wherever a text stands."""
    chart = Chart(name, ChartKind.BARS, (name, name), (Series(name, (Fraction(1, 2), None)),))
    return Document(
        name,
        (
            Heading(name, 1),
            Heading(name, 3, name),
            Paragraph(name),
            Line((name, Lamp(None, name))),
            chart,
            Table((Column(name), Column(name, shrink=True)), ((name, name), (Lamp(None, name), None))),
            Form((Field(name, name),)),
        ),
        letter=Letter(
            LetterKind.REPORT, name, name, name, name, name, name, contact=True, copies=name, printed_by=name
        ),
        attachments=(Attachment(name, (Paragraph(name),)), Attachment(name, (Paragraph(name),), landscape=True)),
    )


def of_word(document: Document) -> str:
    raw = docx.render(document)
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        for part in package.namelist():
            ElementTree.fromstring(package.read(part))
    found = word.Document(io.BytesIO(raw))
    cells = [cell.text for each in found.tables for row in each.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in found.paragraphs), *cells])


def of_workbook(document: Document) -> str:
    book = openpyxl.load_workbook(io.BytesIO(xlsx.render(document)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    return "\n".join(str(cell.value) for cell in cells)


class Read(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def of_page(document: Document) -> str:
    page = Read()
    page.feed(html.render(document))
    assert not page.tags & {"script", "w:p", "img", "link", "a"}
    return "\n".join(page.texts)


READERS: dict[str, Callable[[Document], str]] = {
    "docx": of_word,
    "xlsx": of_workbook,
    "html": of_page,
    "plain": plain.render,
    "markdown": markdown.render,
    "table": lambda document: table.render(document, width=60, colour=False),
}


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("kind", NAMES)
def test_a_name_is_text(form: str, kind: str) -> None:
    name = NAMES[kind]
    told = READERS[form](named(name))
    assert not {"\x00", "\x07", "\x1b", "\u202e"} & set(told)
    if form != "markdown" and kind in ("markup", "formula", "command", "hole", "body", "style"):
        assert told.replace("\n", "").count(name) >= 8
    if kind.startswith("long"):
        assert sum(map(told.count, "长x")) >= 8 * 300
