"""A document's blocks as sheets to be: a sheet a table or form, one for all charts, prose where its heading stands.

A form that closes what stands above it, no heading between, is on the sheet of that, to be printed with it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from jytrack.domain.values.texts import shown
from jytrack.reports.values.cells import text
from jytrack.reports.values.chart import Chart
from jytrack.reports.values.document import Document, Form, Heading, Line, Paragraph, Table

CHARTS, CHART_DATA = "图表", "图表数据"
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31


@dataclass(slots=True)
class Page:
    """A sheet to be: what stands above its table or form, or its charts, and what stands below."""

    name: str
    above: list[str] = field(default_factory=list)
    content: Table | Form | None = None
    charts: list[Chart] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    closing: Form | None = None


def pages(document: Document) -> list[Page]:
    """The sheets in order; all charts stand together on the second."""
    found: list[Page] = []
    charts = [block for block in document.read_through() if isinstance(block, Chart)]
    name, waiting, parted = document.title, list[str](), False
    for block in document.read_through():
        match block:
            case Heading(title, 0):
                if found:
                    found[-1].below += waiting
                    waiting = []
                name, parted = title, True
                if text(title) not in document.title:  # which stands above the sheet already
                    waiting.append(f"【{text(title)}】")
            case Heading(title, _, run_in):
                waiting.append(text(title + run_in))
            case Paragraph(words):
                waiting += text(words).split("\n")
            case Line(cells):
                waiting.append("  ".join(map(text, cells)))
            case Form() if found and not parted:
                found[-1].below += waiting
                found[-1].closing, waiting = block, []
            case Table() | Form():
                found.append(Page(name, waiting, block))
                waiting, parted = [], False
            case Chart():
                pass
    if found:
        found[-1].below += waiting
    else:
        found.append(Page(name, waiting))
    return [found[0], *([Page(CHARTS, charts=charts)] if charts else []), *found[1:]]


def sheet_names(names: Sequence[str]) -> list[str]:
    """Names that a workbook allows, each another."""
    taken: set[str] = set()
    made = []
    for name in names:
        plain = _FORBIDDEN.sub(" ", shown(name)).strip()[:_LONGEST_NAME] or "表"
        number, found = 1, plain
        while found.casefold() in taken:
            number += 1
            found = f"{plain[: _LONGEST_NAME - len(str(number)) - 1]} {number}"
        taken.add(found.casefold())
        made.append(found)
    return made
