"""A page for a browser: one file without scripts or anything fetched from elsewhere; it prints, and fits a telephone.

Made as a tree of elements, so that text can never become markup.
"""

import re
from collections.abc import Collection
from itertools import groupby
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, tostring

from jytrack.domain.values.texts import one_line
from jytrack.reports.formats.page.charts import chart
from jytrack.reports.formats.page.look import STYLE
from jytrack.reports.formats.page.marks import MARKS
from jytrack.reports.formats.page.tables import of_form, of_table, put
from jytrack.reports.values.cells import text
from jytrack.reports.values.chart import Chart
from jytrack.reports.values.document import Block, Document, Form, Heading, Lamp, Line, Paragraph, Table

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_COUNT = re.compile(r"([0-9]+)\s*(.*)", re.DOTALL)
_HEADINGS = {0: "h2", 1: "h2", 2: "h3", 3: "h3"}


def render(document: Document, files: Collection[str] = ()) -> str:
    """The document as a whole page of HTML; cells that name one of the `files` beside the page lead there."""
    page = Element("html", lang="zh-CN")
    head = SubElement(page, "head")
    SubElement(head, "meta", charset="utf-8")
    SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": _POLICY})
    SubElement(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    SubElement(head, "title").text = one_line(document.title)
    SubElement(head, "style").text = STYLE
    body = SubElement(page, "body")
    SubElement(body, "h1").text = one_line(document.title)
    for drawn, blocks in groupby(document.on_paper().read_through(), lambda block: isinstance(block, Chart)):
        into = SubElement(body, "div", {"class": "charts"}) if drawn else body
        for block in blocks:
            _block(into, block)
    for cell in body.iter("td"):
        if cell.text and cell.text in files:
            SubElement(cell, "a", href=quote(cell.text)).text, cell.text = cell.text, None
    return "<!DOCTYPE html>\n" + tostring(page, encoding="unicode", method="html") + "\n"


def _block(body: Element, block: Block) -> None:
    match block:
        case Heading(title, level, run_in) if run_in:
            paragraph = SubElement(body, "p")
            strong = SubElement(paragraph, "strong")
            strong.text, strong.tail = one_line(title), text(run_in)
        case Heading(title, level):
            SubElement(body, _HEADINGS[level]).text = one_line(title)
        case Paragraph(words, quiet):
            SubElement(body, "p", {"class": "quiet"} if quiet else {}).text = text(words)
        case Line():
            _line(body, block)
        case Table():
            of_table(body, block)
        case Form():
            of_form(body, block)
        case Chart():
            chart(body, block)


def _line(body: Element, line: Line) -> None:
    """Cells side by side; counts of lights as tiles, the count large and what it counts below."""
    counted = [_COUNT.fullmatch(cell.text if isinstance(cell, Lamp) else text(cell)) for cell in line.cells]
    if len(counted) < 2 or not all(counted):
        drawn = SubElement(body, "div", {"class": "line"})
        for cell in line.cells:
            put(SubElement(drawn, "span"), cell)
        return
    tiles = SubElement(body, "div", {"class": "tiles"})
    for cell, found in zip(line.cells, counted, strict=True):
        colour = cell.colour if isinstance(cell, Lamp) else None
        tile, (count, what) = SubElement(tiles, "div", {"class": "tile"}), found.groups() if found else ("", "")
        SubElement(tile, "b", {"class": colour.value} if colour else {}).text = (
            f"{MARKS[colour]} {count}" if colour else count
        )
        SubElement(tile, "span").text = f"{text(what)}（{colour.label}）" if colour else text(what)
