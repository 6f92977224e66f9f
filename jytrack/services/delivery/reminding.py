"""Reminders: what to chase, whom to ask, how often that was done, and when the next message goes."""

from collections.abc import Mapping
from datetime import date, datetime

from jytrack.domain.accounts.reminding import Reminder, ReminderKind, reminders
from jytrack.domain.accounts.standing import of_department
from jytrack.domain.delivery.ledger import Delivery, Urged, urged
from jytrack.domain.delivery.obligations import Obligation
from jytrack.domain.values.words import DepartmentKind
from jytrack.errors import InputRefused
from jytrack.reports.accounts import reminders as report
from jytrack.reports.accounts.first_day import on_first_day
from jytrack.services.accounts.reporting import has_findings
from jytrack.services.delivery.facts import Facts, gather
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import account_name


def remind(desk: Desk, as_of: date | None, known_at: datetime | None, department: str | None = None) -> Answer:
    """Everything to chase at the day asked, of one `department` what it is asked for; NotFound for an unknown one."""
    with desk.database.reading() as session:
        facts = gather(session, desk, as_of, known_at)
    standing, found = facts.standing, reminders(facts.standing)
    if department is not None:
        name = account_name(facts.plan, department)
        standing = of_department(standing, name)
        found = tuple(item for item in found if item.department == name)
        if not found and any(
            each.name == name and each.kind is DepartmentKind.GROUP for each in facts.plan.departments
        ):
            raise InputRefused(f"“{name}”是集合单位，没有直接催它的事，请写具体单位；全部见 jytrack remind")
    sent = _Sent(facts)
    told = [sent.of(item) for item in found]
    page = on_first_day(report.report(standing, found, told), standing)
    return Answer(page, findings=has_findings(standing))


class _Sent:
    """How often each thing was reminded of, and when it is next."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._owed = {_subject(each): each for each in facts.owed}
        self._urged = _by_obligation(facts)

    def of(self, item: Reminder) -> report.Sent:
        """What is known of one reminder; what is never sent by itself has nothing."""
        owed = self._owed.get(_asked(item))
        if owed is None:
            return report.Sent()
        found = self._urged.get(owed.key)
        upcoming = self._facts.routes.following(owed, self._facts.ledger)
        return report.Sent(found.times if found else 0, found.last_on if found else None, upcoming)


Subject = tuple[str, object, object]


def _subject(owed: Obligation) -> Subject:
    """By which a reminder finds the obligation that it is about."""
    match owed.kind.value:
        case "submission":
            return "submission", owed.period, owed.department
        case "target":
            return "target", owed.target, None
        case "answer":
            return "answer", owed.key, None
        case kind:
            return "milestone" if kind == "duty" else kind, owed.task, owed.what


def _asked(item: Reminder) -> Subject:
    """The same of a reminder."""
    match item.kind:
        case ReminderKind.SUBMISSION:
            return "submission", item.period, item.department
        case ReminderKind.TARGET:
            return "target", item.target, None
        case kind:
            return kind.value, item.task, item.what


def _by_obligation(facts: Facts) -> Mapping[str, Urged]:
    """How often each obligation was reminded of."""
    about: dict[str, list[Delivery]] = {}
    for own in facts.ledger.values():
        for delivery in own:
            for item in delivery.items:
                about.setdefault(item.obligation, []).append(delivery)
    found = {}
    for key, deliveries in about.items():
        if (times := urged(deliveries, lambda item: item.obligation == key)) is not None:  # noqa: B023 - called at once
            found[key] = times
    return found
