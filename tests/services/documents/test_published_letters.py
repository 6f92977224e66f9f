"""催报单 and 督办函 go out like other documents, and the next one says which time it is."""

import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import docx
import pytest

from jytrack.domain.plan.wording import DocumentKind
from jytrack.errors import InputRefused, NotFound, UsageError
from jytrack.reports.formats.plain import render
from jytrack.services.documents import affected, changing, issued, urging
from jytrack.services.documents.publishing import Order, publish
from jytrack.services.documents.receivers import Asked
from jytrack.services.sheets import submissions
from jytrack.services.supervision import tasks
from jytrack.services.values.desk import Desk
from jytrack.store.keeping import maintenance
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


def urged(desk: Desk, day: int, unit: str = LATE) -> str:
    (paper,) = urging.urge(desk, Asked(unit, date(2023, 7, day)))
    return render(paper.report.document)


def test_the_second_note_says_so_where_something_is_still_missing(at: At) -> None:
    assert "次催报" not in urged(at(3), 3)
    done = publish(at(3), note(3))
    assert done.lines[0].startswith("已发布第 1 号：2023年第1期催报，关于催报2023年6月就业工作数据的函")
    assert "这是第2次催报，上次为7月3日（2023年第1期催报）。" in urged(at(10), 10)
    publish(at(10), note(10))
    assert "这是第3次催报，上次为7月10日（2023年第2期催报）。" in urged(at(18), 18)
    assert "次催报" not in urged(at(3), 3), "on the day of the first nothing was known of later ones"


def test_a_note_that_was_taken_back_was_none(at: At) -> None:
    publish(at(3), note(3))
    issued.withdraw(at(4), 1, "发错单位", None)
    assert "次催报" not in urged(at(10), 10)


def test_a_task_is_supervised_for_the_second_time(at: At) -> None:
    publish(at(3), letter(3))
    told = render(urging.supervise(at(18), FAIRS, date(2023, 7, 18), None).report.document)
    assert "7月3日已予督办（2023年第1期督办），现第2次督办。" in told


def test_the_same_again_is_no_second_letter(at: At) -> None:
    for order in (note(3), letter(3)):
        first, again = publish(at(3), order), publish(at(3), order)
        assert again.number == first.number
        assert again.lines == (f"第 {first.number} 号（2023年第1期{order.kind.label[:2]}）已发布过，内容相同",)


def test_pages_count_what_went_out(at: At) -> None:
    publish(at(3), note(3))
    publish(at(3), letter(3))
    asked = submissions.submissions(at(18), LATE, None, date(2023, 7, 18), None)
    assert "已催 1 次，最近 7月3日" in render(asked.report.document)
    shown = tasks.show(at(18), FAIRS, date(2023, 7, 18), None)
    assert "已催 1 次，最近 7月3日" in render(shown.report.document)


def test_the_final_says_whom_it_is_for(at: At, tmp_path: Path) -> None:
    draft = publish(at(3), Order(DocumentKind.URGE, date(2023, 7, 3), LATE, dry_run=True)).draft
    (tmp_path / "底稿.docx").write_bytes(draft)
    opened = docx.Document(str(tmp_path / "底稿.docx"))
    opened.save(str(tmp_path / "签发.docx"))
    done = publish(at(4), Order(DocumentKind.URGE, files=(tmp_path / "签发.docx",)))
    assert done.number == 1, done
    assert issued.reissue(at(5), 1).content == (tmp_path / "签发.docx").read_bytes()
    assert maintenance.check(at(5).path).sound


def test_letters_are_not_compared_with_later_figures(at: At) -> None:
    publish(at(3), note(3))
    typed(at(4), LATE, 6, 5)
    assert affected.lines(at(4)) == []
    with pytest.raises(UsageError, match="发出以后不再比对"):
        changing.changes(at(4), 1, None, everything=False)
    with pytest.raises(NotFound, match="还没有发布过"):
        changing.changes(at(4), None, None, everything=False)


@pytest.mark.parametrize(
    ("order", "kind", "said"),
    [
        (Order(DocumentKind.URGE), UsageError, "report publish urge --for 单位"),
        (Order(DocumentKind.URGE, date(2023, 7, 28), "各乡镇"), UsageError, "催报单一个单位发一份"),
        (Order(DocumentKind.URGE, date(2023, 6, 20), "香水镇"), InputRefused, "没有到期未报的数"),
        (Order(DocumentKind.SUPERVISE), UsageError, "report publish supervise --for 序号"),
        (Order(DocumentKind.SUPERVISE, about="招聘"), UsageError, "第几项任务"),
        (Order(DocumentKind.SUPERVISE, date(2023, 6, 30), "1"), InputRefused, "不用督办"),
        (Order(DocumentKind.QUARTERLY, date(2023, 6, 30), "香水镇"), UsageError, "不写 --for"),
        (Order(DocumentKind.HANDOUT, about="人社局"), UsageError, "交办单不能发布"),
    ],
)
def test_what_cannot_be_sent_is_one_line(at: At, order: Order, kind: type[Exception], said: str) -> None:
    with pytest.raises(kind, match=said):
        publish(at(3), order)


def test_a_month_keeps_its_workbook(at: At) -> None:
    """月调度 is worked with as a workbook: what went out comes back in both forms, byte for byte."""
    publish(at(3), Order(DocumentKind.MONTHLY, date(2023, 6, 30)))
    words, book = issued.reissue(at(20), 1), issued.reissue(at(20), 1, suffix=".xlsx")
    assert (words.name[-5:], book.name) == (".docx", "2023年第1期调度_月调度_底稿.xlsx")
    typed(at(21), LATE, 6, 5)
    assert issued.reissue(at(22), 1, suffix=".XLSX").content == book.content
    with pytest.raises(NotFound, match=r"没有 \.pdf 文件，存的是：月调度_底稿.docx、月调度_底稿.xlsx"):
        issued.reissue(at(22), 1, suffix=".pdf")
