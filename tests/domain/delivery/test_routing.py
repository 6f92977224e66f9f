"""Who is told what, once: random obligations, clocks that run, stand still and are put back, channels that fail."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jytrack.domain.delivery.ledger import (
    Delivery,
    Outcome,
    Recipient,
    Urged,
    recovered,
    resting,
    to_be_told,
    urged,
)
from jytrack.domain.delivery.notices import notices
from jytrack.domain.delivery.obligations import Obligation, Owed
from jytrack.domain.delivery.routing import Contact, Due, Routes, fired
from jytrack.domain.plan.plan import Department, Plan
from jytrack.domain.plan.stages import ObligationKind, StageRule, Urgency
from jytrack.domain.values.words import DepartmentKind

CHINA = timezone(timedelta(hours=8))
OFFICE, BUREAU, EAST, WEST, GROUP = "就业办", "人社局", "东镇", "西乡", "各乡（镇）"
PLAN = Plan(
    "p", "方案", "县", 2023, date(2023, 3, 7),
    departments=(
        Department(BUREAU, DepartmentKind.BUREAU, 1),
        Department(OFFICE, DepartmentKind.OFFICE, 2),
        Department(EAST, DepartmentKind.TOWNSHIP, 3),
        Department(WEST, DepartmentKind.TOWNSHIP, 4),
        Department(GROUP, DepartmentKind.GROUP, 5, members=(EAST, WEST)),
    ),
)  # fmt: skip
DUE_ON = date(2023, 6, 20)


def mail(department: str) -> Recipient:
    return Recipient(department, "mail", f"{department}@example.cn")


CONTACTS = tuple(Contact(mail(name)) for name in (BUREAU, OFFICE, EAST, WEST))


def owed(department: str = EAST, leads: tuple[str, ...] = (BUREAU,), due_on: date = DUE_ON) -> Obligation:
    missing = tuple(Owed(lead, f"{lead}的指标", lead) for lead in leads)
    kind = ObligationKind.SUBMISSION
    key = f"submission/2023-06/{department}"
    return Obligation(kind, key, department, "6月份报表", due_on, due_on, leads, owed=missing)


def told(
    found: Sequence[Obligation], days: int, contacts: tuple[Contact, ...] = CONTACTS, plan: Plan = PLAN
) -> dict[str, list[tuple[str, int, bool, bool]]]:
    routes = Routes(plan, contacts, DUE_ON + timedelta(days)).of(found)
    return {
        to.department: [(due.obligation.department, due.stage, due.copy, due.relayed) for due in dues]
        for to, dues in routes.items()
    }


def test_escalation() -> None:
    assert told([owed()], -8) == {}
    assert told([owed()], 0) == {EAST: [(EAST, 0, False, False)]}
    assert told([owed()], 1) == {BUREAU: [(EAST, 1, True, False)], EAST: [(EAST, 1, False, False)]}
    late = told([owed()], 7)
    assert late[OFFICE] == [(EAST, 7, True, False)]
    assert list(late) == [BUREAU, EAST, OFFICE]  # the plan's order, the office last


def test_a_lead_sees_of_others_only_what_it_leads() -> None:
    routes = Routes(PLAN, CONTACTS, DUE_ON + timedelta(1)).of([owed(leads=(BUREAU, WEST))])
    shown = {to.department: [each.name for each in dues[0].obligation.owed] for to, dues in routes.items()}
    assert shown == {BUREAU: [f"{BUREAU}的指标"], EAST: [f"{BUREAU}的指标", f"{WEST}的指标"], WEST: [f"{WEST}的指标"]}


def test_who_cannot_be_reached_is_told_to_the_office() -> None:
    contacts = tuple(each for each in CONTACTS if each.recipient.department != EAST)
    assert told([owed()], 0, contacts) == {OFFICE: [(EAST, 0, False, True)]}
    only_above = (*contacts, Contact(mail(EAST), copies=True))
    assert told([owed()], 0, only_above) == {OFFICE: [(EAST, 0, False, True)]}
    assert told([owed()], 7, only_above)[EAST] == [(EAST, 7, True, False)]


def test_without_any_contact_everything_goes_into_the_folder() -> None:
    (to,) = Routes(PLAN, (), DUE_ON).of([owed()])
    assert to == Recipient(EAST, "folder")
    (office,) = Routes(PLAN, CONTACTS[2:], DUE_ON).of([owed(OFFICE, ())])
    assert office == Recipient(OFFICE, "folder")


def test_a_group_is_its_members_unless_it_is_reached_itself() -> None:
    assert set(told([owed(GROUP, ())], 0)) == {EAST, WEST}
    assert set(told([owed(GROUP, ())], 0, (*CONTACTS, Contact(mail(GROUP))))) == {GROUP}


def test_the_plan_may_say_otherwise() -> None:
    own = replace(PLAN, reminders=(StageRule(ObligationKind.SUBMISSION, (0, 2), 0, None, 2),))
    assert told([owed()], -1, plan=own) == {}
    assert told([owed()], 2, plan=own) == {EAST: [(EAST, 2, False, False)], OFFICE: [(EAST, 2, True, False)]}
    assert told([owed()], 90, plan=own)[EAST] == [(EAST, 2, False, False)]


def test_what_does_not_escalate_is_told_once() -> None:
    yellow = replace(owed(BUREAU, (), date(2023, 5, 31)), kind=ObligationKind.TARGET, escalates=False)
    for days in (0, 20):
        (due,) = Routes(PLAN, CONTACTS, DUE_ON + timedelta(days)).of([yellow])[mail(BUREAU)]
        assert (due.stage, due.urgency) == (0, Urgency.BLUE)


def at(hours: float, day: date = DUE_ON) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=CHINA) + timedelta(hours=hours)


def delivery(number: int, dues: Sequence[Due], outcome: Outcome | None, when: datetime, run: int = 1) -> Delivery:
    items = tuple(due.item for due in dues)
    return Delivery(number, run, mail(EAST), when, "办公室", items, outcome=outcome, ended_at=outcome and when)


@pytest.mark.parametrize(
    ("outcome", "again"), [(Outcome.SENT, 0), (Outcome.UNCLEAR, 0), (None, 0), (Outcome.FAILED, 1)]
)
def test_only_a_failure_is_tried_again(outcome: Outcome | None, again: int) -> None:
    dues = Routes(PLAN, CONTACTS, DUE_ON).of([owed()])[mail(EAST)]
    assert len(fired(dues, [delivery(1, dues, outcome, at(0))])) == again


def test_an_extension_moves_the_reminders() -> None:
    dues = Routes(PLAN, CONTACTS, DUE_ON + timedelta(3)).of([owed()])[mail(EAST)]
    sent = [delivery(1, dues, Outcome.SENT, at(72))]
    until = date(2023, 8, 15)
    later = replace(owed(), counted_from=until)
    assert Routes(PLAN, CONTACTS, DUE_ON + timedelta(4)).of([later]) == {}
    moved = Routes(PLAN, CONTACTS, date(2023, 8, 8)).of([later])[mail(EAST)]
    assert [due.stage for due in fired(moved, sent)] == [-7]


def test_a_failure_rests_an_hour_and_is_told_once_a_day() -> None:
    dues = Routes(PLAN, CONTACTS, DUE_ON).of([owed()])[mail(EAST)]
    failed = [delivery(number, dues, Outcome.FAILED, at(hour)) for number, hour in enumerate((0, 12, 24, 36, 49), 1)]
    assert [to_be_told(failed[: count + 1]) for count in range(5)] == [True, False, True, False, True]
    assert resting(failed[:1], at(0.9))
    assert not resting(failed[:1], at(1))
    assert not resting(failed[:1], at(-48))  # a clock that was put back
    assert recovered(failed) is None
    again = [*failed, delivery(6, dues, Outcome.SENT, at(60))]
    assert (found := recovered(again)) is not None
    assert found.number == 6
    assert not resting(again, at(60.5))


def test_notices() -> None:
    dues = Routes(PLAN, CONTACTS, DUE_ON).of([owed()])[mail(EAST)]
    failed = [delivery(1, dues, Outcome.FAILED, at(0))]
    assert [each.key for each in notices(OFFICE, failed, at(1))] == [f"notice/failure/{mail(EAST).key}"]
    assert not list(notices(OFFICE, failed, at(26)))  # nobody tries any more
    sent = [*failed, delivery(2, dues, Outcome.SENT, at(12))]
    assert [each.key for each in notices(OFFICE, sent, at(13))] == ["notice/recovered/2"]
    cut = [delivery(3, dues, None, at(14))]
    assert not list(notices(OFFICE, cut, at(14.1)))  # a run is at work on it
    assert [each.key for each in notices(OFFICE, cut, at(15))] == ["notice/unclear/3"]
    (to,) = Routes(PLAN, CONTACTS, DUE_ON).of(notices(OFFICE, cut, at(15)))
    assert to == mail(OFFICE)


def test_urged_counts_runs_of_its_own() -> None:
    dues = Routes(PLAN, CONTACTS, DUE_ON).of([owed()])[mail(EAST)]
    copies = tuple(replace(due, copy=True) for due in dues)
    history = [
        delivery(1, dues, Outcome.SENT, at(0), 1),
        delivery(2, dues, Outcome.SENT, at(0), 1),  # two addresses, one run
        delivery(3, dues, Outcome.FAILED, at(24), 2),
        delivery(4, dues, Outcome.UNCLEAR, at(48), 3),
        delivery(5, copies, Outcome.SENT, at(72), 4),
        delivery(6, dues, Outcome.SENT, at(96), 5),
    ]
    assert urged(history, lambda item: item.debtor == EAST) == Urged(2, date(2023, 6, 24))
    assert urged(history, lambda item: item.debtor == WEST) is None


ENDS = st.sampled_from((Outcome.SENT, Outcome.SENT, Outcome.FAILED, Outcome.UNCLEAR, None))


@given(
    st.lists(st.tuples(st.integers(-30, 60), st.sampled_from((EAST, WEST, BUREAU))), min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(-10, 30), ENDS), max_size=25),
)
def test_no_stage_arrives_twice_and_none_is_lost(
    things: list[tuple[int, str]], runs: list[tuple[int, Outcome | None]]
) -> None:
    found = [
        replace(owed(name), key=f"{number}", counted_from=DUE_ON + timedelta(due), due_on=DUE_ON + timedelta(due))
        for number, (due, name) in enumerate(things)
    ]
    ledger: dict[Recipient, list[Delivery]] = {}
    today, number = DUE_ON - timedelta(40), 0
    for run, (passed, outcome) in enumerate(runs):
        today += timedelta(passed)  # days of outage, and clocks put back
        for to, dues in Routes(PLAN, CONTACTS, today).of(found).items():
            own = ledger.setdefault(to, [])
            if now := fired(dues, own):
                number += 1
                own.append(replace(delivery(number, now, outcome, at(0, today), run), recipient=to))
            assert not fired(dues, own) or outcome is Outcome.FAILED  # a second run at once sends nothing
            for due in dues:  # what is reached now, or something later, has been told or may have been
                reached = [item.place for each in own if each.outcome is not Outcome.FAILED for item in each.items
                           if item.obligation == due.obligation.key]  # fmt: skip
                assert outcome is Outcome.FAILED or max(reached) >= due.item.place
    for own in ledger.values():
        arrived = Counter(
            (item.obligation, item.place) for each in own if each.outcome is not Outcome.FAILED for item in each.items
        )
        assert all(times == 1 for times in arrived.values())
