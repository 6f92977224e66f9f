"""What people add to the ledger: what they did themselves, and what became of messages that nobody is sure of."""

from dataclasses import replace
from datetime import date, datetime

from jytrack.domain.delivery.ledger import HAND, Outcome, Recipient
from jytrack.errors import NotFound, UsageError
from jytrack.intake.values.personal import is_personal
from jytrack.reports.delivery import deliveries as report
from jytrack.services.delivery.facts import gather
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import find_department
from jytrack.store.delivery import deliveries

_LOG = "已发的见 jytrack remind log"


def log(
    desk: Desk, department: str | None, since: date | None, as_of: date | None, known_at: datetime | None
) -> Answer:
    """What was sent to whom, the last first."""
    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session, as_of or desk.today, known_at)
        name = find_department(plan, department).name if department is not None else None
        found = [
            each
            for each in deliveries.load(session, plan, clock.known_at)
            if name in (None, each.recipient.department)
            and (since is None or each.claimed_at.date() >= since)
            and each.claimed_at.date() <= clock.as_of
        ]
    return Answer(report.report(plan, clock, found[::-1], desk.now))


def settle(desk: Desk, number: int, outcome: Outcome, note: str) -> str:
    """Say what became of a message of which nobody is sure; what was done."""
    with desk.database.writing() as session:
        plan, clock = desk.open_plan(session)
        found = {each.number: each for each in deliveries.load(session, plan, clock.known_at)}
        if number not in found:
            raise NotFound(f"没有第{number}条消息；{_LOG}")
        delivery = found[number]
        if delivery.certain and delivery.outcome:
            raise UsageError(f"第{number}条已经登记为{delivery.outcome.label}，没有改动；{_LOG}")
        if not delivery.cut_off(desk.now):
            raise UsageError(f"第{number}条可能正在发送，请过十分钟再登记；{_LOG}")
        deliveries.end(session, number, outcome, desk.actor, desk.now, reason=note, settled=True)
    return f"第{number}条（{delivery.recipient.department}）登记为{outcome.label}" + (
        "，下次运行重发" if outcome is Outcome.FAILED else ""
    )


def record(desk: Desk, department: str, note: str) -> str:
    """Keep that somebody urged a department by hand: it counts for all that is due of it now; what was done."""
    if not note.strip():
        raise UsageError("请写明怎么催的：jytrack remind record --department 单位 --note 电话催，答应27日报")
    if is_personal(note):
        raise UsageError("说明里有手机号或身份证号，没有登记；请去掉再登记，用法见 jytrack remind record --help")
    with desk.database.writing() as session:
        facts = gather(session, desk)
        name = find_department(facts.plan, department).name
        items = {
            due.obligation.key: due.item
            for dues in facts.dues.values()
            for due in dues
            if due.obligation.department == name and not due.copy
        }
        if not items:
            raise UsageError(f"{name} 现在没有到提醒时候的事，不用登记；现状见 jytrack remind")
        run = deliveries.next_run(session)
        own = [replace(item, copy=False) for item in items.values()]
        number = deliveries.claim(
            session, facts.plan, Recipient(name, HAND), own, run, desk.actor, desk.now, note=note.strip()
        )
        deliveries.end(session, number, Outcome.SENT, desk.actor, desk.now, reason=note.strip())
    return f"已登记第{number}条：人工催办 {name}，{len(items)}件"
