"""Who reported what, and when: the reports due by a day, on time, late or missing, and the sheets that went back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from jytrack.domain.figures.assessing import assess
from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.discipline import Discipline, disciplines, due_courses
from jytrack.domain.sheets.receipts import returns
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.period import Period
from jytrack.errors import UsageError
from jytrack.reports.sheets import submissions as report
from jytrack.reports.values.urging import with_urged
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import find_department
from jytrack.services.values.standing import stand_open
from jytrack.store.database.database import Session
from jytrack.store.delivery.deliveries import urged_debtor
from jytrack.store.figures.peers import Peers
from jytrack.store.sheets import receipts
from jytrack.store.sheets.arrivals import arrivals


def submissions(
    desk: Desk, unit: str | None, period: Period | None, as_of: date | None, known_at: datetime | None
) -> Answer:
    """The reports due by the as-of day, of all units or of one (of a group: its members), for all periods or one.

    UsageError for a period outside the plan's year.
    """
    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session, as_of, known_at, period)
        if period is not None and period.year != plan.year:
            raise UsageError(f"方案是{plan.year}年的，没有 {period} 这一期：jytrack report submissions --period 月份")
        asked = find_department(plan, unit) if unit else None
        if asked and not asked.members:
            found = of_one(session, plan, clock, asked.name)
        else:
            found = stand_open(session, plan, clock).disciplines
        until = as_of or desk.today
        urged = urged_debtor(session, plan, clock.known_at, asked.name, until, "submission/") if asked else None
    chosen = {
        name: own if period is None else own.of(period)
        for name, own in found.items()
        if asked is None or name in (asked.name, *asked.members)
    }
    shown = report.report(plan, clock, chosen, asked.name if asked else None, period)
    if asked is not None:
        shown = with_urged(shown, urged)
    return Answer(shown, findings=any(own.missing for own in chosen.values()))


def of_one(session: Session, plan: Plan, clock: Clock, unit: str) -> Mapping[str, Discipline]:
    """The discipline of one unit, without reading what the others sent; none when it has no duty."""
    own = tuple(
        replace(target, unit_duties=duties)
        for target in plan.targets
        if (duties := tuple(duty for duty in target.unit_duties if duty.unit == unit))
    )
    peers = Peers(session, plan)
    judged = [assess(target, peers.readings(target, unit, clock), clock) for target in own]
    returned = returns(receipts.load(session, plan, clock.known_at), clock.as_of)
    came = arrivals(session, plan, clock, unit)
    courses = due_courses(plan, judged, came, clock.as_of, clock.as_of, returned)
    return disciplines(replace(plan, targets=own), courses, returned)
