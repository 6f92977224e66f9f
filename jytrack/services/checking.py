"""Data quality: a second look at what is stored."""

from dataclasses import dataclass
from datetime import date, datetime

from jytrack.domain.checking import suspicions
from jytrack.domain.period import Period
from jytrack.domain.records import KeptFinding
from jytrack.domain.words import Flaw
from jytrack.reports import quality as report
from jytrack.services.answer import Answer
from jytrack.services.desk import Desk
from jytrack.services.naming import find_department, find_target
from jytrack.store import findings, readings
from jytrack.store.allocations import load_allocations

_FOUND_AGAIN = frozenset(map(str, Flaw))
"""What is looked for anew in the figures on record; as it was noticed then, it may have been settled since."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What to look at; None is everything."""

    target: str | None = None
    unit: str | None = None


def check(desk: Desk, scope: Scope, as_of: date | None, known_at: datetime | None) -> Answer:
    """Every figure in force that deserves a second look; NotFound for a target or unit that the plan lacks.

    All is judged together and chosen from afterwards, because a part is compared with its whole. Beside it stands what
    was noticed at the imports and cannot be found again in the figures, such as a total that did not add up.
    """
    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session, as_of, known_at)
        code = find_target(plan, scope.target).code if scope.target else None
        unit = find_department(plan, scope.unit).name if scope.unit else None
        records = readings.history(session, plan, clock.known_at, unit=unit)
        allocations = load_allocations(session, plan, clock)
        noticed = findings.kept(session, plan, clock.known_at)
    found = [
        item
        for item in suspicions(plan, (record for record in records if record.in_force), clock, allocations)
        if code is None or (item.target is not None and item.target.code == code)
    ]
    last = Period.of(clock.as_of)
    kept = [
        item
        for item in noticed
        if item.finding.code not in _FOUND_AGAIN
        and (item.period is None or item.period <= last)
        and _about(item, unit, code)
    ]
    return Answer(report.report(plan, clock, found, kept), findings=bool(found or kept))


def _about(item: KeptFinding, unit: str | None, code: str | None) -> bool:
    """Whether the finding is about what was asked for; a sheet's total is about no unit and no target."""
    if unit is None and code is None:
        return True
    return any(unit in (None, of) and code in (None, metric) for of, metric in item.about)
