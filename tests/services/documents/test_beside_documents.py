"""Besides the document: pages count the letters that went out, and a month keeps its workbook."""

import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from jytrack.domain.plan.wording import DocumentKind
from jytrack.errors import NotFound
from jytrack.reports.formats.plain import render
from jytrack.services.documents import issued
from jytrack.services.documents.publishing import Order, publish
from jytrack.services.sheets import submissions
from jytrack.services.supervision import tasks
from jytrack.services.values.desk import Desk
from tests.services.desks import CHINA, desk_at, with_demo
from tests.services.documents.test_publishing import typed

pytestmark = pytest.mark.file

LATE, FAIRS = "黄花乡", 20
"""A township that has not reported June, and a task with a red target."""

At = Callable[[int], Desk]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_demo(tmp_path_factory.mktemp("演示") / "台账.db")[0]


@pytest.fixture
def at(demo: Path, tmp_path: Path) -> At:
    """The office's desk on a day of July."""
    path = Path(shutil.copy(demo, tmp_path / "台账.db"))
    return lambda day: desk_at(path, datetime(2023, 7, day, 9, tzinfo=CHINA))


def note(day: int) -> Order:
    return Order(DocumentKind.URGE, date(2023, 7, day), LATE)


def letter(day: int, no: int = FAIRS) -> Order:
    return Order(DocumentKind.SUPERVISE, date(2023, 7, day), str(no))


def test_pages_count_what_went_out(at: At) -> None:
    publish(at(3), note(3))
    publish(at(3), letter(3))
    asked = submissions.submissions(at(18), LATE, None, date(2023, 7, 18), None)
    assert "已催 1 次，最近 7月3日" in render(asked.report.document)
    shown = tasks.show(at(18), FAIRS, date(2023, 7, 18), None)
    assert "已催 1 次，最近 7月3日" in render(shown.report.document)


def test_a_month_keeps_its_workbook(at: At) -> None:
    """月调度 is worked with as a workbook: what went out comes back in both forms, byte for byte."""
    publish(at(3), Order(DocumentKind.MONTHLY, date(2023, 6, 30)))
    words, book = issued.reissue(at(20), 1), issued.reissue(at(20), 1, suffix=".xlsx")
    assert (words.name[-5:], book.name) == (".docx", "2023年第1期调度_月调度_底稿.xlsx")
    typed(at(21), LATE, 6, 5)
    assert issued.reissue(at(22), 1, suffix=".XLSX").content == book.content
    with pytest.raises(NotFound, match=r"没有 \.pdf 文件，存的是：月调度_底稿.docx、月调度_底稿.xlsx"):
        issued.reissue(at(22), 1, suffix=".pdf")
