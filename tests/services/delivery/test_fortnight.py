"""A fortnight of the demo, hour by hour: cron twice a day, two days dead, one bot down, one address refused."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from jytrack.domain.delivery.ledger import Outcome, Recipient, told_until
from jytrack.domain.delivery.routing import Contact
from jytrack.domain.plan.plan import Plan
from jytrack.services.delivery.sending import Ran
from jytrack.store.keeping.maintenance import check
from tests.channels.servers import BotServer, MailServer, bot_server, mail_server
from tests.services.delivery.offices import Office, at, mail
from tests.services.desks import with_demo

FIRST = date(2023, 6, 29)
DAYS = 14
DEAD = (date(2023, 7, 6), date(2023, 7, 7))
BOT_DOWN = (at(date(2023, 7, 3), 0), at(date(2023, 7, 5), 12))
REFUSED = (at(FIRST, 0), at(date(2023, 7, 2), 0))
OFFICE, BUREAU, UNREACHED = "县就业工作领导小组办公室", "人社局", "发改局"
IN_GROUP = "黄花乡"
BY_MAIL = {OFFICE: "jyb", BUREAU: "rsj", "香水镇": "xsz", "大湾乡": "dwx", "财政局": "czj", "团委": "tw"}


class Played:
    """What happened: each run with its moment, and the servers as they stand at the end."""

    def __init__(self, office: Office, mails: MailServer, bot: BotServer) -> None:
        self.office, self.mails, self.bot = office, mails, bot
        self.runs: list[tuple[datetime, Ran]] = []

    def play(self) -> None:
        hour = at(FIRST, 0, 0)
        while hour < at(FIRST + timedelta(DAYS), 0, 0):
            self.office.now = hour
            self.bot.usual = (503, b"", {}) if BOT_DOWN[0] <= hour < BOT_DOWN[1] else (200, b'{"errcode":0}', {})
            refused = REFUSED[0] <= hour < REFUSED[1]
            self.mails.refused = {"rsj@example.gov.cn": "550 no such user"} if refused else {}
            if hour.hour in (9, 16) and hour.date() not in DEAD:
                self.runs.append((hour, self.office.runs()))
            hour += timedelta(hours=1)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    path, _ = with_demo(tmp_path_factory.mktemp("两周") / "台账.db")
    with mail_server() as mails, bot_server() as bot:
        toml = (
            f'[mail]\nhost = "127.0.0.1"\nport = {mails.port}\nsecurity = "none"\nfrom = "jyb@example.gov.cn"\n'
            f'["乡镇群"]\ntype = "wecom"\nurl = "{bot.url}/send?key=k3y"\nper_minute = 6000\n'
        )
        office = Office(path, at(FIRST, 0), toml)
        office.reached_by(
            *(mail(name, address) for name, address in BY_MAIL.items()),
            Contact(Recipient(IN_GROUP, "乡镇群")),
            Contact(Recipient(IN_GROUP, "mail", "above@example.gov.cn"), copies=True),
        )
        found = Played(office, mails, bot)
        found.play()
        yield found


def test_everybody_got_each_thing_once(played: Played) -> None:
    arrived = Counter(
        (delivery.recipient.key, item.obligation, item.place)
        for delivery in played.office.ledger()
        if delivery.outcome is Outcome.SENT
        for item in delivery.items
    )
    assert len(arrived) > 50
    assert max(arrived.values()) == 1


def test_nothing_that_was_reached_is_left_untold(played: Played) -> None:
    facts = played.office.facts()
    assert facts.dues
    for to, dues in facts.dues.items():
        until = told_until(facts.ledger.get(to, []))
        assert all(until[due.obligation.key] >= due.item.place for due in dues), to


def test_what_arrived_is_what_the_ledger_says(played: Played) -> None:
    ledger = [each for each in played.office.ledger() if each.outcome is Outcome.SENT]
    by_mail = Counter(each.recipient.address for each in ledger if each.recipient.channel == "mail")
    assert by_mail == Counter(to for to, _ in played.mails.mails)
    in_group = [each for each in played.office.ledger() if each.recipient.channel == "乡镇群"]
    assert len(played.bot.posts) == len(in_group)


def test_the_office_hears_of_each_failure_once_a_day_and_of_the_recovery_once(played: Played) -> None:
    told = [(when, line) for when, ran in played.runs for line in ran.told]
    assert [when.date() for when, line in told if BUREAU in line] == [FIRST + timedelta(days) for days in range(3)]
    assert [when.date() for when, line in told if IN_GROUP in line] == [date(2023, 7, day) for day in (3, 4, 5)]
    assert len(told) == 6
    texts = [mail.get_body(("plain",)).get_content() for mail in played.mails.to("jyb@example.gov.cn")]  # type: ignore[union-attr]
    for name in (BUREAU, IN_GROUP):
        assert sum(f"{name}：已恢复" in text for text in texts) == 1
        assert sum(f"{name}：" in text and "次没有送出" in text for text in texts) >= 1


def test_who_cannot_be_reached_is_passed_on_by_the_office(played: Played) -> None:
    texts = [mail.get_body(("plain",)).get_content() for mail in played.mails.to("jyb@example.gov.cn")]  # type: ignore[union-attr]
    assert any("没有联系方式，请办公室转告" in text and f"{UNREACHED}：" in text for text in texts)
    assert not [each for each in played.office.ledger() if each.recipient.department == UNREACHED]


def test_two_dead_days_bring_one_message_not_three(played: Played) -> None:
    day = date(2023, 7, 8)
    of_that_day = [each for each in played.office.ledger() if each.claimed_at.date() == day]
    assert of_that_day
    assert max(Counter(each.recipient for each in of_that_day).values()) == 1
    assert not [each for each in played.office.ledger() if each.claimed_at.date() in DEAD]


def test_no_message_speaks_of_others_but_in_copies(played: Played) -> None:
    plan: Plan = played.office.facts().plan
    units = {each.name for each in plan.departments if not each.members} - {OFFICE}
    for address, mail_ in played.mails.mails:
        name = next((name for name, own in BY_MAIL.items() if address.startswith(own)), None)
        if name in (None, OFFICE):
            continue
        text = mail_.get_body(("plain",)).get_content()  # type: ignore[union-attr]
        own = text.partition("抄送知悉")[0]
        assert not [unit for unit in units - {name} if f"{unit}：" in own]


def test_the_log_tells_it_all_and_nothing_was_rewritten(played: Played) -> None:
    ledger = played.office.ledger()
    assert [each.number for each in ledger] == list(range(1, len(ledger) + 1))
    assert {each.outcome for each in ledger} == {Outcome.SENT, Outcome.FAILED}
    assert not check(played.office.path).wrong
    assert not check(played.office.path).lost
