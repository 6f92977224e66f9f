"""Where departments are reached: each entry says what holds of one address from then on."""

from collections.abc import Sequence
from datetime import datetime

from jytrack.domain.delivery.ledger import Recipient
from jytrack.domain.delivery.routing import Contact
from jytrack.domain.plan.plan import Plan
from jytrack.store.database.database import Session
from jytrack.store.database.keys import department_ids, next_row
from jytrack.store.database.moments import next_moment
from jytrack.store.values.encoding import moment_number, moment_of, sound

_KNOWN = """
SELECT d.name, c.channel, c.address, c.copies, c.mobile, c.dropped, c.recorded_at, c.recorded_by
FROM contact c LEFT JOIN department d ON d.id = c.department_id
WHERE c.region = ? AND c.recorded_at <= ? ORDER BY c.id
"""


def load(session: Session, plan: Plan, known_at: datetime) -> dict[Contact, tuple[datetime, str]]:
    """The contacts of the plan's region that were known at the moment, in its order, with when and who said so."""
    found: dict[Recipient, tuple[Contact, datetime, str] | None] = {}
    for name, channel, address, copies, mobile, dropped, at, by in sound(
        session.execute(_KNOWN, (plan.region, moment_number(known_at)))
    ):
        to = Recipient(plan.office if name is None else name, channel, address)
        found.pop(to, None)
        found[to] = None if dropped else (Contact(to, bool(copies), mobile), moment_of(at), by)
    order = {department.name: department.position for department in plan.departments}
    standing = sorted(filter(None, found.values()), key=lambda each: order.get(each[0].recipient.department, 0))
    return {contact: (at, by) for contact, at, by in standing}


def write(
    session: Session, plan: Plan, contacts: Sequence[Contact], who: str, now: datetime, *, dropped: bool = False
) -> None:
    """What holds of these addresses from now on, as one act."""
    ids = department_ids(session, plan.region)
    session.insert(
        "contact",
        ("id", "department_id", "channel", "address", "copies", "mobile"),
        [
            (row, ids.get(to.department), to.channel, to.address, each.copies, each.mobile)
            for row, each in enumerate(contacts, next_row(session, "contact"))
            for to in (each.recipient,)
        ],
        {
            "region": plan.region,
            "dropped": dropped,
            "recorded_at": next_moment(session, now),
            "recorded_by": who,
        },
    )
