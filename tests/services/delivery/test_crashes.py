"""A run that is killed between any two statements, two runs at once, and what people then do about it."""

import random
from collections import Counter
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from jytrack import outcome
from jytrack.channels.folder import Folder
from jytrack.channels.message import Message
from jytrack.domain.delivery.ledger import Outcome, Recipient
from jytrack.domain.delivery.routing import Contact
from jytrack.errors import NotFound, Stopped, UsageError
from jytrack.services.delivery import settling
from jytrack.services.delivery.sending import Order
from jytrack.store.keeping.maintenance import check
from tests.forked import started
from tests.killing import Killed, killing
from tests.services.delivery.offices import Office, at
from tests.services.desks import with_demo

DAY = date(2023, 6, 28)
OFFICE = "县就业工作领导小组办公室"
IN_TEST = 5


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("台")
    with_demo(folder / "台账.db")
    return folder


def office(demo: Path, tmp_path: Path, name: str = "试") -> Office:
    return Office(Path(copytree(demo, tmp_path / name)) / "台账.db", at(DAY))


def arrived(here: Office) -> Counter[tuple[str, str]]:
    """What each department but the office found in the folder."""
    files = (here.path.parent / "outbox").glob("*.txt")
    texts = [(path.stem.partition("_")[2], path.read_text(encoding="utf-8")) for path in files]
    return Counter((name, text) for name, text in texts if name != OFFICE)


def test_killed_at_some_statements(demo: Path, tmp_path: Path) -> None:
    whole = office(demo, tmp_path, "全")
    with killing(0) as counted:
        whole.runs()
    expected = arrived(whole)
    assert len(expected) == 3
    moments = random.Random(14).sample(range(1, counted[0] + 1), k=IN_TEST)
    for moment in moments:
        broken(demo, tmp_path / str(moment), moment, expected)


@pytest.mark.slow
def test_killed_at_every_statement(demo: Path, tmp_path: Path) -> None:
    whole = office(demo, tmp_path, "全")
    with killing(0) as counted:
        whole.runs()
    for moment in range(1, counted[0] + 1):
        broken(demo, tmp_path / str(moment), moment, arrived(whole))


def broken(demo: Path, folder: Path, moment: int, expected: Counter[tuple[str, str]]) -> None:
    """Whatever the moment: nothing arrives twice, and what nobody knows of is told to the office."""
    here = office(demo, folder)
    with killing(moment), suppress(Killed):
        here.runs()
    assert check(here.path).sound, moment
    here.later(minutes=20)
    ran = here.runs()
    found, open_ = arrived(here), [each for each in here.ledger() if each.outcome is None]
    assert max(found.values(), default=1) == 1, moment
    assert len(open_) <= 1, moment
    missing = expected - found
    assert {name for name, _ in missing} <= {each.recipient.department for each in open_}, moment
    if open_ and open_[0].recipient.department != OFFICE:
        assert any(f"第{open_[0].number}条" in line for line in ran.told), moment
    here.later(minutes=20)
    assert here.runs().told == (), moment
    assert arrived(here) == found, moment


def test_what_nobody_knows_of_is_settled_by_hand(demo: Path, tmp_path: Path) -> None:
    here = office(demo, tmp_path)
    here.toml = '[slow]\ntype = "command"\nrun = ["/bin/sleep", "9"]\ntimeout = 0\n'
    known = (("香水镇", "folder"), ("黄花乡", "slow"), (OFFICE, "folder"))
    here.reached_by(*(Contact(Recipient(name, channel)) for name, channel in known))
    first = here.runs()
    (unclear,) = [each for each in here.ledger() if each.outcome is Outcome.UNCLEAR]
    assert any("不知是否送达：黄花乡" in line for line in first.told)
    here.later(hours=2)
    assert not here.runs().told  # the office has been told; nothing is sent again
    number = unclear.number
    with pytest.raises(NotFound):
        settling.settle(here.desk, 999, Outcome.SENT, "")
    assert "登记为没有送出" in settling.settle(here.desk, number, Outcome.FAILED, "电话问过")
    with pytest.raises(UsageError, match="已经登记"):
        settling.settle(here.desk, number, Outcome.SENT, "")
    here.toml = here.toml.replace("/bin/sleep", "/bin/true").replace("timeout = 0", "timeout = 5")
    here.later(hours=2)
    here.runs()
    sent = [each for each in here.ledger() if each.recipient.department == "黄花乡" and each.outcome is Outcome.SENT]
    assert [each.items for each in sent] == [unclear.items]


def test_sent_again_when_asked(demo: Path, tmp_path: Path) -> None:
    here = office(demo, tmp_path)
    here.runs()
    (huanghua,) = [each for each in here.ledger() if each.recipient.department == "黄花乡"]
    here.runs(Order(again=huanghua.number))
    again = here.ledger()[-1]
    assert (again.recipient, again.items) == (huanghua.recipient, huanghua.items)
    with pytest.raises(NotFound):
        here.runs(Order(again=99))


def test_a_dry_run_writes_nothing_and_may_ask_of_another_day(demo: Path, tmp_path: Path) -> None:
    here = office(demo, tmp_path)
    before = here.path.read_bytes()
    ran = here.runs(Order(dry_run=True, as_of=DAY - timedelta(9)))
    assert "试看" in ran.answer.report.document.title
    assert here.path.read_bytes() == before
    assert not (here.path.parent / "outbox").exists()
    with pytest.raises(UsageError, match="只有试看"):
        here.runs(Order(as_of=DAY))


def test_clocks_that_are_put_back_send_nothing_twice(demo: Path, tmp_path: Path) -> None:
    here = office(demo, tmp_path)
    found: Counter[tuple[str, str, date]] = Counter()
    for days in (0, -9, 3, -3, 0, 8, 1):
        here.now = at(DAY + timedelta(days))
        here.runs()
    for delivery in here.ledger():
        found.update((delivery.recipient.key, item.obligation, item.place) for item in delivery.items)
    assert max(found.values()) == 1


def test_stopped_by_the_keyboard_it_says_how_to_go_on(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = office(demo, tmp_path)
    sent: list[Path] = []

    def once(self: Any, address: str, message: Message) -> None:
        if sent:
            raise KeyboardInterrupt
        sent.append(here.path)

    monkeypatch.setattr(Folder, "send", once)
    with pytest.raises(Stopped, match="发出的1条都已登记，接着发再运行"):
        here.runs()
    assert outcome.done() == ""


def test_two_runs_at_once_send_once(demo: Path, tmp_path: Path) -> None:
    here = office(demo, tmp_path)
    settings = {"JYTRACK_CHANNELS": str(tmp_path / "channels.toml"), "JYTRACK_ACTOR": "cron"}
    (tmp_path / "channels.toml").touch()
    both = [started(["--db", here.path, "remind", "send"], settings) for _ in range(2)]
    said = [run.communicate() for run in both]
    assert [code for code, _, _ in said] == [0, 0], said
    assert max(arrived(here).values()) == 1
    assert len({name for name, _ in arrived(here)}) == len(arrived(here)) > 5
    assert check(here.path).sound
