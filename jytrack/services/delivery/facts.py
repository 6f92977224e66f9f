"""What is owed and what was sent, from one state of the database: what every act of sending begins with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from jytrack.domain.accounts.standing import PlanStanding
from jytrack.domain.delivery.ledger import Delivery, Recipient
from jytrack.domain.delivery.notices import notices
from jytrack.domain.delivery.obligations import Obligation, obligations
from jytrack.domain.delivery.routing import Contact, Due, Routes
from jytrack.domain.plan.plan import Plan
from jytrack.services.values.desk import Desk
from jytrack.services.values.standing import stand_in
from jytrack.store.database.database import Session
from jytrack.store.delivery import contacts, deliveries

Ledger = Mapping[Recipient, list[Delivery]]
"""The deliveries to each recipient, by number."""


@dataclass(frozen=True)
class Facts:
    """One state of the database, and the moment at which it is looked at."""

    standing: PlanStanding
    contacts: tuple[Contact, ...]
    ledger: Ledger
    now: datetime

    @property
    def plan(self) -> Plan:
        """The plan at hand."""
        return self.standing.plan

    @property
    def today(self) -> date:
        """The day judged, by which stages are reached."""
        return self.standing.clock.as_of

    @cached_property
    def routes(self) -> Routes:
        """Who is told what."""
        return Routes(self.plan, self.contacts, self.today)

    @cached_property
    def owed(self) -> tuple[Obligation, ...]:
        """All that is owed."""
        return obligations(self.standing)

    @cached_property
    def dues(self) -> Mapping[Recipient, tuple[Due, ...]]:
        """What each recipient is to be told at most; the office also of what became of messages."""
        every = (delivery for own in self.ledger.values() for delivery in own)
        return self.routes.of((*self.owed, *notices(self.plan.office, every, self.now)))

    def mobiles(self, to: Recipient) -> tuple[str, ...]:
        """Whom a message to the recipient mentions."""
        return tuple(each.mobile for each in self.contacts if each.recipient == to and each.mobile)


def gather(session: Session, desk: Desk, as_of: date | None = None, known_at: datetime | None = None) -> Facts:
    """The facts of the state that the session sees; of a day that is asked for, what was sent by then."""
    standing = stand_in(desk, session, as_of, known_at)
    known = standing.clock.known_at
    sent = deliveries.load(session, standing.plan, known)
    return Facts(
        standing,
        tuple(contacts.load(session, standing.plan, known)),
        by_recipient(each for each in sent if as_of is None or each.claimed_at.date() <= as_of),
        desk.now,
    )


def by_recipient(found: Iterable[Delivery]) -> Ledger:
    """The deliveries to each recipient."""
    ledger: dict[Recipient, list[Delivery]] = {}
    for delivery in found:
        ledger.setdefault(delivery.recipient, []).append(delivery)
    return ledger
