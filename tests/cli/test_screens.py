"""Every page on screens of 80, 100 and 140 columns: made once, drawn three times, read before it was kept."""

import re

import pytest
from rich.cells import cell_len

from jytrack.cli.values import output
from jytrack.reports.formats import table
from jytrack.reports.values.document import Report
from tests.cli.answers import ANSWERS, Office
from tests.command import uncoded, undated
from tests.conftest import Golden

WIDTHS = (80, 100, 140)
LINES = [f"{command} {words}".strip() for command, behind in ANSWERS.items() for words in behind]
_FILE = re.compile(r"[^\w.-]+")
_DIFFERS = re.compile(r"/\S*/|[0-9a-f]{64}")


class Spy:
    """Sees what is drawn, and lets it be drawn."""

    def __init__(self) -> None:
        self.seen: Report | None = None

    def __call__(self, report: Report, *given: object) -> str:
        self.seen = report
        return ""


@pytest.fixture(scope="module")
def pages(office: Office) -> dict[str, dict[int, str]]:
    """Each page by its command line, at each width."""
    spy, found = Spy(), {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(output, "render", spy)
        for line in LINES:
            office.types(line.split())
            assert spy.seen is not None
            document = spy.seen.paper("table")
            found[line] = {width: table.render(document, width=width, colour=False) for width in WIDTHS}
    return found


def steady(page: str) -> str:
    return uncoded(undated(page))


def name(line: str) -> str:
    return _FILE.sub("-", line.replace("--as-of ", "").replace("--", ""))


@pytest.mark.parametrize("line", LINES)
def test_every_page_at_three_widths(pages: dict[str, dict[int, str]], line: str, golden: Golden) -> None:
    drawn = {width: steady(page) for width, page in pages[line].items()}
    told = "".join(f"═ {width} ═\n{page}" for width, page in drawn.items() if page != drawn.get(_before(width)))
    golden(f"screens/{name(line)}.txt", told)


def _before(width: int) -> int:
    at = WIDTHS.index(width)
    return WIDTHS[at - 1] if at else 0


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_runs_over(pages: dict[str, dict[int, str]], width: int) -> None:
    over = [(line, each) for line, page in pages.items() for each in page[width].splitlines() if cell_len(each) > width]
    assert over == []
