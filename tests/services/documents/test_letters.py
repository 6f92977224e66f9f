"""What goes to one department, at the demo's days and at the year's end: whole, and every number in its facts."""

import re
import shutil
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest

from jytrack.domain.figures import shown
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.values.numerals import percent, plain
from jytrack.domain.values.words import Part, SubmissionState
from jytrack.errors import InputRefused
from jytrack.reports.documents.indicator import sentence
from jytrack.reports.formats.plain import render
from jytrack.reports.values.document import Document, Form, Table
from jytrack.services.accounts.scoring import find_preset
from jytrack.services.documents import letters, urging
from jytrack.services.documents.letters import Asked
from jytrack.services.supervision import owning
from jytrack.services.values.standing import stand_plan
from tests.conftest import Golden
from tests.services.desks import CHINA, desk_at, with_demo

MARCH, JUNE, YEAR_END = date(2023, 3, 31), date(2023, 6, 30), date(2023, 12, 31)
LATER = datetime(2023, 7, 5, 12, tzinfo=CHINA)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_demo(tmp_path_factory.mktemp("letters") / "demo.db")[0]


def unstamped(page: str) -> str:
    """A page without what any change of the schema makes another."""
    return re.sub(r"[0-9a-f]{12}", "（校验码）", page)


def whole(document: Document) -> str:
    """The document with what only paper shows."""
    letter = document.letter
    around = [letter.addressee, letter.copies, letter.draft, letter.number] if letter else []
    return unstamped(render(document)) + "".join(f"［{line}］\n" for line in around if line)


@pytest.mark.parametrize("day", [MARCH, JUNE, YEAR_END], ids=str)
def test_urging_notes(demo: Path, golden: Golden, day: date) -> None:
    desk = desk_at(demo, LATER)
    if day == MARCH:
        with pytest.raises(InputRefused, match="各单位没有到期未报的数，不用催报"):
            urging.urge(desk, Asked(None, day))
        return
    papers, _ = urging.urge(desk, Asked(None, day))
    golden(f"letters/urge-{day}.txt", "\n".join(whole(paper.report.document) for paper in papers[:2]))
    chats = "\n".join(render(paper.chat.document) for paper in papers[:2] if paper.chat)
    golden(f"letters/urge-chat-{day}.txt", chats)


def test_a_note_lists_exactly_what_is_missing(demo: Path) -> None:
    desk = desk_at(demo, LATER)
    standing = stand_plan(desk, JUNE, None)
    (paper,), _ = urging.urge(desk, Asked("黄花乡", JUNE))
    (table,) = (block for block in paper.report.document.blocks if isinstance(block, Table))
    missing = [each for each in standing.disciplines["黄花乡"].reports if each.state is SubmissionState.MISSING]
    assert len(table.rows) == len(missing) == 12
    assert all(row[-1] == "" for row in table.rows), "the last column is for the unit"
    judged = {each.target.metric.name: each for each in standing.assessments}
    for row in table.rows:
        (own,) = (each for each in judged[str(row[1])].figures if each.unit == "黄花乡")
        told = percent(own.figure / 100) if row[2] == "分子、分母" and own.figure is not None else plain(own.figure)
        assert own.latest is not None
        assert row[5] == f"{told}（{own.latest.month}月）"
    waiting = [
        each for each in standing.assessments if "黄花乡" in each.missing_units and each.light.code == "awaiting"
    ]
    assert f"全县{len(waiting)}项指标" in render(paper.report.document)


def test_a_unit_that_owes_nothing_is_not_urged(demo: Path) -> None:
    with pytest.raises(InputRefused, match="“香水镇”没有到期未报的数"):
        urging.urge(desk_at(demo, LATER), Asked("香水镇", JUNE))


@pytest.mark.parametrize(("no", "day"), [(11, JUNE), (15, JUNE), (20, JUNE), (11, YEAR_END)])
def test_letters_of_supervision(demo: Path, golden: Golden, no: int, day: date) -> None:
    paper = urging.supervise(desk_at(demo, LATER), no, day, None)
    golden(f"letters/supervise-{no}-{day}.txt", whole(paper.report.document))


@pytest.mark.parametrize("day", [MARCH, JUNE, YEAR_END], ids=str)
def test_every_red_task_has_a_letter_whose_numbers_are_its_facts(demo: Path, day: date) -> None:
    """Sentences are the documents' own; what is asked is q, rounded up, and the goal."""
    desk = desk_at(demo, LATER)
    standing = stand_plan(desk, day, None)
    told = 0
    for item in standing.tasks:
        red = any(each.light.colour == "red" and each.target.binding for each in item.targets)
        if not (red or item.overdue) or item.light is None or item.task.lead is None:
            with pytest.raises(InputRefused):
                urging.supervise(desk, item.task.no, day, None)
            continue
        told += 1
        document = urging.supervise(desk, item.task.no, day, None).report.document
        assert strangers_of(document, item.targets) == []
        assert any(isinstance(block, Form) for each in document.attachments for block in each.blocks)
    assert told


def strangers_of(document: Document, targets: Sequence[Assessment]) -> list[str]:
    """The numbers of a letter that are in no fact of its targets: dates, months and numbers of tasks set aside."""
    known = {text for judged in targets for text in _numbers_of(judged)}
    text = re.sub(
        r"[0-9]{4}年|[0-9—]+月[0-9]+日|[0-9]+(?:—|至)?[0-9]*月|第[0-9]+项|任务[0-9]+|近3个月|后续[0-9]+个月",
        "",
        render(document),
    )
    return [number for number in re.findall(r"[0-9]+(?:\.[0-9]+)?", text) if number not in known]


def _numbers_of(judged: Assessment) -> Iterator[str]:
    """What may be said of one target: its sentence, its goal, what each month must bring, how late."""
    yield from re.findall(r"[0-9]+(?:\.[0-9]+)?", sentence(judged))
    yield from (plain(judged.goal), plain(judged.needed), shown.required(judged) if judged.required_per_month else "")


def test_what_has_no_lead_or_nothing_wrong_is_refused_in_one_line(demo: Path) -> None:
    desk = desk_at(demo, LATER)
    with pytest.raises(
        InputRefused, match=r"任务9（.*没有红灯，也没有逾期的节点，不用督办；现状见 jytrack task show 9"
    ):
        urging.supervise(desk, 9, JUNE, None)
    with pytest.raises(InputRefused, match=r"任务27（.*还没有明确牵头单位.*jytrack task own 27"):
        urging.supervise(desk, 27, JUNE, None)


def test_copies_go_to_whoever_shares_the_task(demo: Path) -> None:
    document = urging.supervise(desk_at(demo, LATER), 20, JUNE, None).report.document
    assert document.letter is not None
    assert document.letter.addressee == "人社局："
    assert document.letter.copies.startswith("教体局、发改局")


@pytest.mark.parametrize(("unit", "day"), [("人社局", MARCH), ("人社局", JUNE), ("黄花乡", JUNE), ("发改局", YEAR_END)])
def test_accounts_to_be_signed(demo: Path, golden: Golden, unit: str, day: date) -> None:
    (paper,) = letters.accounts(desk_at(demo, LATER), Asked(unit, day), None)
    golden(f"letters/account-{unit}-{day}.txt", whole(paper.report.document))


@pytest.mark.parametrize("day", [MARCH, JUNE, YEAR_END], ids=str)
def test_an_account_on_paper_counts_what_the_table_counts(demo: Path, day: date) -> None:
    desk = desk_at(demo, LATER)
    accounts = {each.department: each for each in stand_plan(desk, day, None).accountability.accounts}
    for paper in letters.accounts(desk, Asked(None, day), None):
        account = accounts[paper.name.removesuffix("责任台账")]
        text, lead = render(paper.report.document), account.tally(Part.LEAD)
        assert (f"牵头任务{lead.tasks}项" in text) is bool(lead.tasks)
        assert (f"严重滞后{lead.red}项" in text) is bool(lead.red)
        assert (f"牵头指标{len(account.targets)}项" in text) is bool(account.targets)
        assert (f"到期应报{account.discipline.expected}项次" in text) is bool(account.discipline.expected)
        assert (f"缺报{account.discipline.missing}项次" in text) is bool(account.discipline.missing)
        tables = [block for block in paper.report.document.blocks if isinstance(block, Table)]
        rows = [row for table in tables if table.columns[0].title == "指标" for row in table.rows]
        said = {judged.target.metric.name: sentence(judged) for judged in account.targets}
        assert len(rows) == len(said)
        assert all(str(row[2]).removesuffix("（非牵头责任）") in said[str(row[0])] for row in rows)


def test_an_account_with_scores_prints_the_way_of_scoring(demo: Path) -> None:
    (paper,) = letters.accounts(desk_at(demo, LATER), Asked("人社局", JUNE), find_preset("ningxia"))
    text = render(paper.report.document)
    assert "得分" in text
    assert "计分办法 ningxia" in text
    papers = letters.accounts(desk_at(demo, LATER), Asked(None, JUNE), None)
    assert len({each.name for each in papers}) == len(papers) > 20


@pytest.mark.parametrize("unit", ["人社局", "香水镇"])
def test_hand_outs(demo: Path, golden: Golden, unit: str) -> None:
    (paper,) = letters.hand_out(desk_at(demo, LATER), Asked(unit, MARCH))
    golden(f"letters/handout-{unit}.txt", whole(paper.report.document))


def test_nobody_writes_letters_to_itself(demo: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(demo, tmp_path / "台账.db"))
    desk, own = desk_at(path, LATER), "县就业工作领导小组办公室"
    owning.own_task(desk, 27, own, owning.Reason("会议明确", date(2023, 6, 1)))
    with pytest.raises(InputRefused, match=f"由发函的{own}自己牵头，不给自己发督办函"):
        urging.supervise(desk, 27, JUNE, None)
    july = date(2023, 7, 31)
    papers, told = urging.urge(desk, Asked(None, july))
    assert f"{own}催报单" not in [paper.name for paper in papers]
    assert told.startswith(f"发函的{own}自己也有到期未报的数，不给自己发催报单")
    with pytest.raises(InputRefused, match="不给自己发催报单"):
        urging.urge(desk, Asked(own, july))
