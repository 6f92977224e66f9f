"""Who is told what: each stage that is reached goes to the debtor's contacts, and from some stage on to others."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from jytrack.domain.delivery.ledger import Delivery, Item, Recipient, told_until
from jytrack.domain.delivery.notices import rule_of
from jytrack.domain.delivery.obligations import Obligation
from jytrack.domain.plan.calendar import WorkCalendar
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.stages import ObligationKind, StageRule, Urgency, rules_of
from jytrack.domain.values.valueclass import valueclass

FOLDER = "folder"
"""The channel that needs no configuration."""


@valueclass
class Contact:
    """Where a department is reached; `copies` alone: it gets escalations only. `mobile` is for an @mention."""

    recipient: Recipient
    copies: bool = False
    mobile: str = ""


@valueclass
class Due:
    """One stage of an obligation, reached, as one recipient is told of it.

    `copy`: it owes nothing here itself. `relayed`: the debtor cannot be reached, so the office is to pass it on.
    """

    obligation: Obligation
    stage: int
    urgency: Urgency
    copy: bool = False
    relayed: bool = False

    @property
    def item(self) -> Item:
        """As the ledger keeps it."""
        owed = self.obligation
        return Item(owed.key, owed.counted_from, self.stage, owed.department, self.copy or self.relayed)


@dataclass(frozen=True)
class Routes:
    """What each recipient is to be told at most, in the plan's order with the office last; and whom nobody reaches."""

    plan: Plan
    contacts: tuple[Contact, ...]
    today: date

    @cached_property
    def _rules(self) -> Mapping[ObligationKind, StageRule]:
        return rules_of(self.plan.reminders)

    @cached_property
    def _calendar(self) -> WorkCalendar:
        return WorkCalendar.of(self.plan.calendar)

    @cached_property
    def _members(self) -> Mapping[str, tuple[str, ...]]:
        return self.plan.members

    @cached_property
    def _addresses(self) -> Mapping[str, tuple[Recipient, ...]]:
        """Where each department is told of its own."""
        found: dict[str, tuple[Recipient, ...]] = {}
        for each in self.contacts:
            if not each.copies:
                found[each.recipient.department] = (*found.get(each.recipient.department, ()), each.recipient)
        return found

    def of(self, found: Iterable[Obligation]) -> Mapping[Recipient, tuple[Due, ...]]:
        """Everything reached, by recipient."""
        told: dict[Recipient, dict[str, Due]] = {}
        for owed in found:
            rule = self._rules[owed.kind]
            stage = latest(owed, rule, self.today, self._calendar)
            if stage is None:
                continue
            for recipient, due in self._told(owed, stage, rule):
                told.setdefault(recipient, {}).setdefault(owed.key, due)
        order = {department.name: department.position for department in self.plan.departments}
        office = self.plan.office
        ranked = sorted(told, key=lambda to: (to.department == office, order.get(to.department, 0)))
        return {recipient: tuple(told[recipient].values()) for recipient in ranked}

    def following(self, owed: Obligation, ledger: Mapping[Recipient, Sequence[Delivery]]) -> date | None:
        """When the debtor is told next: today where a stage waits for the next run; None: never again."""
        rule, calendar = self._rules[owed.kind], self._calendar
        if not owed.escalates:
            rule = replace(rule, stages=(0,), every=0)
        stage = latest(owed, rule, self.today, calendar)
        if stage is not None:
            due = Due(owed, stage, Urgency.BLUE)
            reached = (to for name in self._opened(owed.department) for to in self.reaching(name))
            if any(fired((due,), ledger.get(to, ())) for to in reached):
                return self.today
        then = rule.following(owed.counted_from, stage, calendar)
        return then[1] if then else None

    def _told(self, owed: Obligation, stage: int, rule: StageRule) -> Iterator[tuple[Recipient, Due]]:
        """Who is told of a stage, the debtor first."""
        urgency = rule.urgency(stage) if owed.escalates else Urgency.BLUE
        due = Due(owed, stage, urgency)
        for name in self._opened(owed.department):
            own = self.reaching(name)
            yield from ((recipient, due) for recipient in own)
            if not own:
                yield from ((recipient, replace(due, relayed=True)) for recipient in self._office())
        if not owed.escalates:
            return
        if rule.lead_from is not None and stage >= rule.lead_from:
            yield from self._leads(due)
        if rule.office_from is not None and stage >= rule.office_from:
            copy = replace(due, copy=True)
            above = (each.recipient for each in self.contacts if each.copies)
            yield from ((to, copy) for to in above if to.department in self._opened(owed.department))
            yield from ((to, copy) for to in self._office())

    def _leads(self, due: Due) -> Iterator[tuple[Recipient, Due]]:
        """The lead departments, each with its own part of what is owed."""
        owed = due.obligation
        debtors = self._opened(owed.department)
        for lead in owed.leads:
            own = tuple(each for each in owed.owed if each.lead == lead)
            part = replace(due, obligation=replace(owed, owed=own) if owed.owed else owed, copy=True)
            for name in self._opened(lead):
                if name not in debtors:
                    yield from ((recipient, part) for recipient in self.reaching(name))

    def reaching(self, department: str) -> tuple[Recipient, ...]:
        """Where a department is told of its own; none: nobody knows where.

        Before there are any contacts, all that is sent goes into the folder, and the office's own does always.
        """
        if not self.contacts:
            return (Recipient(department, FOLDER),)
        own = self._addresses.get(department, ())
        return own or ((Recipient(department, FOLDER),) if department == self.plan.office else ())

    def _office(self) -> tuple[Recipient, ...]:
        return self.reaching(self.plan.office)

    def _opened(self, department: str) -> tuple[str, ...]:
        """A group's members, where nobody reaches the group itself; any other department alone."""
        members = self._members.get(department, ())
        return members if members and not (self.contacts and self.reaching(department)) else (department,)


def latest(owed: Obligation, rule: StageRule, today: date, calendar: WorkCalendar) -> int | None:
    """The latest stage of an obligation reached on `today`; of what does not escalate, its due day alone."""
    if owed.kind is ObligationKind.NOTICE:
        rule = rule_of(owed)
    elif not owed.escalates:
        rule = replace(rule, stages=(0,), every=0)
    return rule.latest(owed.counted_from, today, calendar)


def fired(dues: Iterable[Due], deliveries: Iterable[Delivery]) -> tuple[Due, ...]:
    """What is to be sent now to one recipient, of `dues` and after its `deliveries`: what nothing later was sent of."""
    until = told_until(deliveries)
    return tuple(due for due in dues if due.obligation.key not in until or due.item.place > until[due.obligation.key])
