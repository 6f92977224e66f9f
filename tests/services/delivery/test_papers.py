"""What is owed as the rule book sees it, what is said of it, and what leaves on paper and in a calendar."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import icalendar
import pytest

from jytrack.domain.delivery.obligations import obligations
from jytrack.domain.plan.stages import ObligationKind, Urgency
from jytrack.domain.values.words import Act
from jytrack.reports.delivery.digest import digest
from jytrack.reports.formats import docx
from jytrack.services.delivery import papers
from jytrack.services.documents import urging
from jytrack.services.supervision.supervising import Ground, move
from jytrack.store.keeping import backups
from jytrack.store.keeping.maintenance import check
from tests.conftest import Golden
from tests.services.delivery.offices import Office, at
from tests.services.desks import with_demo

DAY = date(2023, 6, 28)
OFFICE = "县就业工作领导小组办公室"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    path, _ = with_demo(tmp_path_factory.mktemp("办") / "台账.db")
    here = Office(path, at(DAY))
    for act, days in ((Act.ASSIGN, -9),):
        move(here.desk, act, Ground(3, (), False, "会议定", DAY + timedelta(days), ()))
    return here


def test_what_is_owed(office: Office) -> None:
    found = obligations(office.facts().standing)
    assert len({each.key for each in found}) == len(found)
    kinds = Counter(each.kind for each in found)
    assert set(kinds) == set(ObligationKind) - {ObligationKind.WINDOW, ObligationKind.NOTICE, ObligationKind.MILESTONE}
    (huanghua,) = [each for each in found if each.key == "submission/2023-06/黄花乡"]
    assert (huanghua.due_on, len(huanghua.owed), huanghua.department) == (date(2023, 6, 25), 12, "黄花乡")
    assert {each.department for each in found if each.kind is ObligationKind.DUTY} == {OFFICE}
    accept = [each for each in found if each.kind is ObligationKind.ANSWER]
    assert {(each.task, each.due_on) for each in accept} == {(3, date(2023, 6, 19))}


def test_keys_are_the_same_tomorrow(office: Office) -> None:
    today = {each.key for each in obligations(office.facts().standing)}
    tomorrow = {each.key for each in obligations(Office(office.path, at(DAY + timedelta(1))).facts().standing)}
    assert today <= tomorrow


@pytest.mark.parametrize("name", ["黄花乡", "人社局", OFFICE])
def test_what_is_said(office: Office, golden: Golden, name: str) -> None:
    facts = office.facts()
    (dues,) = [dues for to, dues in facts.dues.items() if to.department == name]
    made = digest(facts.plan, name, dues, facts.today)
    golden(f"delivery/{name}.txt", f"{made.subject}\n\n{made.text}\n")


def test_the_calendar_is_read_by_others(office: Office) -> None:
    found = icalendar.Calendar.from_ical(papers.calendar(office.desk, None, None))
    events = list(found.walk("VEVENT"))
    assert len(events) > 20
    assert len({str(event["UID"]) for event in events}) == len(events)
    assert min(event.decoded("DTSTART") for event in events) >= DAY
    assert all(list(event.walk("VALARM")) for event in events)
    (july,) = [
        event for event in events if str(event["SUMMARY"]).startswith("7月份报表截止") and "7个" in event["SUMMARY"]
    ]
    assert "香水镇" in str(july["DESCRIPTION"])
    again = icalendar.Calendar.from_ical(papers.calendar(replace(office.desk, now=at(DAY, 16)), None, None))
    assert {str(event["UID"]) for event in again.walk("VEVENT")} == {str(event["UID"]) for event in events}


def test_lines_are_as_long_as_they_may_be(office: Office) -> None:
    lines = papers.calendar(office.desk, None, None).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)


def test_notes_are_one_a_debtor(office: Office) -> None:
    made = papers.handed_over(office.desk, None, None, record=False)
    names = [file.name for file in made]
    assert len(names) == len(set(names))
    assert {"督办单_发改局.docx", "催办单_黄花乡.txt"} <= set(names)


def test_a_text_that_is_gone_is_told_of(office: Office, tmp_path: Path) -> None:
    here = Office(with_demo(tmp_path / "台账.db")[0], at(DAY))
    here.runs()
    assert not check(here.path).lost
    assert not check(here.path).unnamed
    (tmp_path / "evidence" / str(here.ledger()[0].sha256)).unlink()
    assert "第1条消息的原文不在了" in check(here.path).lost[0]


def test_texts_that_were_sent_go_with_the_backup(tmp_path: Path) -> None:
    here = Office(with_demo(tmp_path / "台账.db")[0], at(DAY))
    here.runs()
    texts = {str(each.sha256) for each in here.ledger()}
    backup = tmp_path / "备份.zip"
    assert backups.backup(here.path, backup).evidence == len(texts) > 1
    assert backups.check(backup, (), at(DAY)).sound
    fresh = tmp_path / "新" / "台账.db"
    backups.restore(fresh, backup)
    assert check(fresh).sound
    assert {path.name for path in (fresh.parent / "evidence").iterdir()} == texts
    lost = min(texts)
    (fresh.parent / "evidence" / lost).unlink()
    poor = tmp_path / "缺.zip"
    assert backups.backup(fresh, poor).lost == 1
    assert lost in backups.check(poor, (), at(DAY)).lost[0]


def test_with_what_is_red_goes_the_letter_that_supervises_it(tmp_path: Path) -> None:
    here = Office(with_demo(tmp_path / "台账.db")[0], at(date(2023, 7, 28)))
    here.runs()
    reds = {
        (due.obligation.department, due.obligation.task)
        for dues in here.facts().dues.values()
        for due in dues
        if due.urgency is Urgency.RED and due.obligation.kind in (ObligationKind.TARGET, ObligationKind.MILESTONE)
    }
    letters = sorted((tmp_path / "outbox").glob("*督办函_任务*.docx"))
    assert letters
    for path in letters:
        _, department, _, task = path.stem.split("_")
        assert (department, int(task.removeprefix("任务"))) in reds
    no = int(letters[0].stem.rpartition("任务")[2])
    drawn = docx.render(urging.supervise(here.desk, no, None, None).report.document)
    assert body(letters[0]) == body(BytesIO(drawn))
    for path in (tmp_path / "outbox").glob("*督办单.docx"):
        assert "月份报表" in body(path), "letters tell of tasks, the note of reports"


def body(paper: Path | BytesIO) -> str:
    with ZipFile(paper) as packed:
        return packed.read("word/document.xml").decode()
