"""Every page on screens of 80, 100 and 140 columns: made once, drawn three times, read before it was kept."""

import re
from dataclasses import replace

import pytest
from rich.cells import cell_len

from jytrack.reports.formats import table
from jytrack.reports.values.document import Block, Cell, Document, Paragraph, Table
from tests.cli.answers import ANSWERS, Office
from tests.command import uncoded
from tests.conftest import Golden

WIDTHS = (80, 100, 140)
MOST = 60
"""Lines of a page that are kept."""
LINES = [f"{command} {words}".strip() for command, behind in ANSWERS.items() for words in behind]
UNSTEADY = (
    "plan check",
    "remind contacts",
    "remind channels",
    "remind log",
    "remind --as-of 2026",
    "report issued",
    "db ",
)
"""Pages about the machine and the moment, which are held to their widths alone."""
_FILE = re.compile(r"[^\w.-]+")
_NOW = re.compile(r"20(?:2[5-9]|[3-9][0-9])(?:年[0-9]+月[0-9]+日|-[0-9]{2}-[0-9]{2})(?: ?[0-9]{2}:[0-9:.]+)?")
"""A moment of recording: the demo's own years are earlier."""


@pytest.fixture(scope="module")
def pages(office: Office) -> dict[str, dict[int, str]]:
    """Each page by its command line, at each width."""
    found = {}
    for line in LINES:
        document = still(office.reports()[line][1].paper("table"))
        found[line] = {width: table.render(document, width=width, colour=False) for width in WIDTHS}
    return found


def still(document: Document) -> Document:
    """A document without what differs from run to run, before it is laid out."""
    return replace(document, blocks=tuple(map(_still, document.blocks)))


def _still(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=_NOW.sub("（今天）", uncoded(block.text)))
    if isinstance(block, Table):
        return replace(block, rows=tuple(tuple(map(_timeless, row)) for row in block.rows))
    return block


def _timeless(cell: Cell) -> Cell:
    return _NOW.sub("（今天）", uncoded(cell)) if isinstance(cell, str) else cell


def shortened(page: str) -> str:
    """Of a long page what stands first."""
    lines = page.splitlines()
    rest = len(lines) - MOST
    return "\n".join([*lines[:MOST], *([f"（另有 {rest} 行）"] if rest > 0 else []), ""])


def name(line: str) -> str:
    return _FILE.sub("-", line.replace("--as-of ", "").replace("--", ""))


@pytest.mark.parametrize("line", [line for line in LINES if not line.startswith(UNSTEADY)])
def test_every_page_at_three_widths(pages: dict[str, dict[int, str]], line: str, golden: Golden) -> None:
    drawn = {width: shortened(page) for width, page in pages[line].items()}
    told = "".join(f"═ {width} ═\n{page}" for width, page in drawn.items() if page != drawn.get(_before(width)))
    golden(f"screens/{name(line)}.txt", told)


def _before(width: int) -> int:
    at = WIDTHS.index(width)
    return WIDTHS[at - 1] if at else 0


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_runs_over(pages: dict[str, dict[int, str]], width: int) -> None:
    over = [(line, each) for line, page in pages.items() for each in page[width].splitlines() if cell_len(each) > width]
    assert over == []
