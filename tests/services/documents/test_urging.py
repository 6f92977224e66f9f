"""Letters that press a department go out like any document; the next one says how often, and the log tells it."""

import shutil
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from jytrack.domain.documents.publication import Series
from jytrack.domain.plan.wording import DocumentKind
from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.words import LogAction
from jytrack.errors import InputRefused, NotFound, UsageError
from jytrack.reports.formats.docx import render
from jytrack.reports.formats.plain import render as page
from jytrack.services.documents import affected, changing, issued, urging
from jytrack.services.documents.letters import Asked
from jytrack.services.documents.publishing import Order, publish
from jytrack.services.values.desk import Desk
from jytrack.services.values.standing import stand_plan
from jytrack.store.database import contents
from jytrack.store.documents import publications
from jytrack.store.keeping import maintenance
from jytrack.store.plan.tasks import full_log
from tests.services.desks import CHINA, desk_at, with_demo
from tests.services.documents.test_publishing import typed

UNIT = "黄花乡"
NOTE = Order(DocumentKind.URGE, about=UNIT)

pytestmark = pytest.mark.file


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_demo(tmp_path_factory.mktemp("催办") / "台账.db")[0]


@pytest.fixture
def path(demo: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(demo, tmp_path / "台账.db"))


def at(path: Path, day: int) -> Desk:
    """The office's desk on a day of July."""
    return desk_at(path, datetime(2023, 7, day, 9, tzinfo=CHINA))


def note(desk: Desk, unit: str = UNIT) -> str:
    (paper,), _ = urging.urge(desk, Asked(unit))
    assert paper.chat is not None
    first, second = page(paper.report.document), page(paper.chat.document)
    assert ("次催报" in first) is ("次催报" in second)
    return first


def entries(desk: Desk, no: int | None) -> list[LogEntry]:
    with desk.database.reading() as session:
        if no is not None:
            return [each for each in full_log(session, "jingyuan-2023", no) if each.action is LogAction.URGED]
        rows = session.execute(
            "SELECT l.happened_on, l.note, d.name, l.publication_id FROM task_log l "
            "JOIN department d ON d.id = l.department_id WHERE action = 'urged' ORDER BY l.id"
        )
        return [
            LogEntry(LogAction.URGED, date.fromisoformat(on), desk.now, "", told, who, publication=number)
            for on, told, who, number in rows
        ]


def test_the_next_note_says_that_it_is_the_second_and_when_the_first_was(path: Path) -> None:
    assert "次催报" not in note(at(path, 10))
    done = publish(at(path, 10), replace(NOTE, document_no="泾就办〔2023〕7号"))
    assert done.number == 1, done
    assert any(line.startswith("已记入督办日志：黄花乡，第1次催报：6月") for line in done.lines)
    assert "次催报" not in note(at(path, 10)), "the day's own note is the first one"
    said = "这是第2次催报，第1次为2023年7月10日（泾就办〔2023〕7号，2023年第1期催报）。"
    assert said in note(at(path, 12))
    assert publish(at(path, 12), NOTE).number == 2
    assert "这是第3次催报，第1次为2023年7月10日" in note(at(path, 14))
    assert said in page(urging.urge(at(path, 14), Asked(UNIT, date(2023, 7, 12)))[0][0].report.document)
    told = entries(at(path, 14), None)
    assert [(each.on.day, each.department, each.publication, each.note[:5]) for each in told] == [
        (10, UNIT, 1, "第1次催报"),
        (12, UNIT, 2, "第2次催报"),
    ]
    assert "（2023年第2期催报）" in told[1].note
    assert maintenance.check(path).sound


def test_what_was_withdrawn_and_what_asked_for_other_things_does_not_count(path: Path) -> None:
    number = publish(at(path, 10), NOTE).number
    assert number is not None
    issued.withdraw(at(path, 11), number, "发错了", None)
    assert "次催报" not in note(at(path, 12))
    with pytest.raises(InputRefused, match="“香水镇”没有到期未报的数"):
        publish(at(path, 12), replace(NOTE, about="香水镇"))


def test_the_note_that_comes_back_signed_is_the_one_that_was_drafted(path: Path, tmp_path: Path) -> None:
    final = tmp_path / "定稿.docx"
    final.write_bytes(render(urging.urge(at(path, 10), Asked(UNIT))[0][0].report.document))
    typed(at(path, 11), UNIT, 6, 5)
    done = publish(at(path, 12), Order(DocumentKind.URGE, files=(final,)))
    assert done.number is not None
    assert done.lines[0].startswith("定稿上的数据指纹")
    assert issued.reissue(at(path, 13), done.number)[0].content == final.read_bytes()
    with at(path, 13).database.reading() as session:
        (kept,) = publications.load(session)
        assert contents.load(session, kept.files[0].sha256) == final.read_bytes()
    assert (kept.series, kept.about, kept.as_of, kept.kind) == (
        Series.URGING, UNIT, date(2023, 7, 10), DocumentKind.URGE,
    )  # fmt: skip


def test_a_day_has_one_note_for_a_unit(path: Path) -> None:
    publish(at(path, 10), NOTE)
    assert publish(at(path, 10), NOTE).lines == ("第1号（2023年第1期催报）已发布过，内容相同",)
    typed(at(path, 10), UNIT, 6, 5)
    with pytest.raises(InputRefused, match=r"2023年7月10日黄花乡的催报单已发布（第1期）；整份重发加 --replaces 1"):
        publish(at(path, 10), NOTE)
    assert publish(at(path, 10), replace(NOTE, replaces=1, reason="已报一项")).number == 2
    assert "这是第2次催报，第1次为2023年7月10日" in note(at(path, 12)), "one letter, however often it was made anew"


def test_what_answers_a_letter_changes_none(path: Path) -> None:
    publish(at(path, 10), NOTE)
    typed(at(path, 11), UNIT, 6, 5)
    assert affected.lines(at(path, 11)) == []
    with pytest.raises(UsageError, match="第1号是催报单"):
        changing.changes(at(path, 12), 1, None, everything=False)
    with pytest.raises(NotFound, match="还没有发布过"):
        changing.changes(at(path, 12), None, None, everything=False)


def test_a_letter_about_a_task_goes_out_and_stands_in_its_log(path: Path) -> None:
    desk = at(path, 10)
    before = {each.task.no: each.task.updated_on for each in stand_plan(desk, None, None).tasks}
    order = Order(DocumentKind.SUPERVISE, about="20")
    assert publish(desk, order).number == 1
    (entry,) = entries(at(path, 11), 20)
    assert entry.note.startswith("第1次督办：")
    assert entry.publication == 1
    letter = page(urging.supervise(at(path, 20), 20, None, None).report.document)
    assert "现予督办。这是第2次督办，第1次为2023年7月10日（2023年第1期督办）。" in letter
    after = {each.task.no: each.task.updated_on for each in stand_plan(at(path, 11), None, None).tasks}
    assert after == before, "being pressed is no progress"
    assert maintenance.check(path).sound


@pytest.mark.parametrize(
    ("order", "line"),
    [
        (Order(DocumentKind.URGE), "催报单发给哪个单位"),
        (Order(DocumentKind.SUPERVISE), "督办函督办第几项任务"),
        (Order(DocumentKind.SUPERVISE, about="二十"), "督办函督办第几项任务"),
        (Order(DocumentKind.QUARTERLY, about=UNIT), "--for 只用于催报单和督办函"),
    ],
)
def test_for_whom_has_to_be_said_where_it_matters(path: Path, order: Order, line: str) -> None:
    with pytest.raises(UsageError, match=line):
        publish(at(path, 10), order)
