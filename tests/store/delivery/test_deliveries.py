"""The ledger and the contacts as stored: with two times, never rewritten, and no attempt claimed twice."""

from datetime import date, timedelta

import pytest

from jytrack.domain.delivery.ledger import Delivery, Item, Outcome, Recipient
from jytrack.domain.delivery.routing import Contact
from jytrack.store.database.database import Database, Session
from jytrack.store.delivery import contacts, deliveries
from jytrack.store.keeping.maintenance import check
from tests.store.sample import CLERK, LOADED_AT, PLAN

EAST = Recipient("东镇", "mail", "east@example.cn")
WEST = Recipient("西乡", "mail", "east@example.cn")
OFFICE = Recipient(PLAN.office, "folder")
ITEM = Item("submission/2023-06/东镇", date(2023, 6, 20), 0, "东镇")
DIGEST = "ab" * 32


@pytest.fixture
def office(database: Database) -> Database:
    return database


def claimed(session: Session, to: Recipient = EAST, hours: int = 1, run: int = 1) -> int:
    when = LOADED_AT + timedelta(hours=hours)
    return deliveries.claim(session, PLAN, to, [ITEM], run, CLERK, when, sha256=DIGEST)


def known(office: Database, hours: int, **asked: object) -> list[Delivery]:
    with office.reading() as session:
        return deliveries.load(session, PLAN, LOADED_AT + timedelta(hours=hours), **asked)  # type: ignore[arg-type]


def test_a_message_is_known_from_its_claim_and_its_end_from_then(office: Database) -> None:
    with office.writing() as session:
        number = claimed(session)
    with office.writing() as session:
        when = LOADED_AT + timedelta(hours=2)
        deliveries.end(session, number, Outcome.FAILED, CLERK, when, reason="拒收", code="550")
    assert known(office, 0) == []
    (open_,) = known(office, 1)
    assert (open_.recipient, open_.items, open_.outcome, open_.sha256) == (EAST, (ITEM,), None, DIGEST)
    (ended,) = known(office, 2)
    assert (ended.outcome, ended.reason, ended.code, ended.settled) == (Outcome.FAILED, "拒收", "550", False)
    with office.writing() as session:
        assert claimed(session, hours=3, run=deliveries.next_run(session)) == 2
    assert [each.run for each in known(office, 3)] == [1, 2]
    assert [each.number for each in known(office, 3, to=EAST)] == [1, 2]
    assert known(office, 3, to=WEST) == []
    assert [each.number for each in known(office, 3, debtor="东镇")] == [1, 2]
    assert known(office, 3, debtor="西乡") == []
    assert not check(office.where).wrong


def test_what_was_seen_and_what_was_settled_stand_side_by_side(office: Database, refusal: type[Exception]) -> None:
    when = LOADED_AT + timedelta(hours=2)
    with office.writing() as session:
        claimed(session)
        deliveries.end(session, 1, Outcome.UNCLEAR, CLERK, when)
    with office.writing() as session:
        deliveries.end(session, 1, Outcome.SENT, CLERK, when, settled=True)
    (found,) = known(office, 3)
    assert (found.outcome, found.settled) == (Outcome.SENT, True)
    with pytest.raises(refusal), office.writing() as session:
        deliveries.end(session, 1, Outcome.FAILED, CLERK, when, settled=True)


def test_the_office_need_not_be_a_department(office: Database) -> None:
    with office.writing() as session:
        claimed(session, OFFICE)
    assert known(office, 2)[0].recipient == OFFICE


@pytest.mark.parametrize("table", ["contact", "delivery", "delivery_item", "delivery_end"])
@pytest.mark.parametrize("act", ["DELETE FROM {}", "UPDATE {} SET recorded_by = 'x'"])
def test_nothing_is_rewritten(office: Database, refusal: type[Exception], table: str, act: str) -> None:
    with office.writing() as session:
        claimed(session)
        deliveries.end(session, 1, Outcome.SENT, CLERK, LOADED_AT)
        contacts.write(session, PLAN, [Contact(EAST)], CLERK, LOADED_AT)
    act = act.replace("recorded_by", "recipient") if table == "delivery_item" else act
    with pytest.raises(refusal, match="keeps its history"), office.writing() as session:
        session.execute(act.format(table))


def test_the_last_word_on_an_address_counts(office: Database) -> None:
    def at(hours: int) -> list[Contact]:
        with office.reading() as session:
            return list(contacts.load(session, PLAN, LOADED_AT + timedelta(hours=hours)))

    first, above = Contact(EAST, mobile="13800000000"), Contact(Recipient("东镇", "mail", "b@example.cn"), copies=True)
    with office.writing() as session:
        contacts.write(session, PLAN, [Contact(OFFICE), above, first], CLERK, LOADED_AT + timedelta(hours=1))
    with office.writing() as session:
        contacts.write(session, PLAN, [above], CLERK, LOADED_AT + timedelta(hours=2), dropped=True)
    assert at(0) == []
    assert at(1) == [Contact(OFFICE), above, first]
    assert at(2) == [Contact(OFFICE), first]
    assert check(office.where).sound
