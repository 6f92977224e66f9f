"""Data quality: a second look at what is stored."""

from dataclasses import dataclass
from datetime import date, datetime

from jytrack.domain.checking import suspicions
from jytrack.reports import quality as report
from jytrack.services.answer import Answer
from jytrack.services.desk import Desk
from jytrack.services.naming import find_department, find_target
from jytrack.store import readings
from jytrack.store.allocations import load_allocations


@dataclass(frozen=True, slots=True)
class Scope:
    """What to look at; None is everything."""

    target: str | None = None
    unit: str | None = None


def check(desk: Desk, scope: Scope, as_of: date | None, known_at: datetime | None) -> Answer:
    """Every figure in force that deserves a second look; NotFound for a target or unit that the plan lacks.

    All is judged together and chosen from afterwards, because a part is compared with its whole.
    """
    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session, as_of, known_at)
        code = find_target(plan, scope.target).code if scope.target else None
        unit = find_department(plan, scope.unit).name if scope.unit else None
        records = readings.history(session, plan, clock.known_at, unit=unit)
        allocations = load_allocations(session, plan, clock)
    found = [
        item
        for item in suspicions(plan, (record for record in records if record.in_force), clock, allocations)
        if code is None or (item.target is not None and item.target.code == code)
    ]
    return Answer(report.report(plan, clock, found), findings=bool(found))
