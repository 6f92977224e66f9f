"""Pages count the letters that went out as they count messages."""

import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from jytrack.domain.plan.wording import DocumentKind
from jytrack.reports.formats.plain import render
from jytrack.services.documents.publishing import Order, publish
from jytrack.services.sheets import submissions
from jytrack.services.supervision import tasks
from jytrack.services.values.desk import Desk
from tests.services.desks import CHINA, desk_at, with_demo

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
    assert "已催1次，最近7月3日" in render(asked.report.document)
    shown = tasks.show(at(18), FAIRS, date(2023, 7, 18), None)
    assert "已催1次，最近7月3日" in render(shown.report.document)
