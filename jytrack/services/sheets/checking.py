"""Data quality: a second look at what is stored."""

from dataclasses import dataclass
from datetime import date, datetime

from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.checking import Suspicion
from jytrack.domain.sheets.records import KeptFinding
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import Flaw
from jytrack.intake.values.problem import Code
from jytrack.reports.sheets import quality as report
from jytrack.services.sheets.second_look import at_figures
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import find_department, find_target
from jytrack.store.sheets import findings

_FOUND_AGAIN = frozenset({*map(str, Flaw), str(Code.NOT_LISTED)})
"""What is looked for anew in the figures on record; as it was noticed then, it may have been settled since."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What to look at; None is everything."""

    target: str | None = None
    unit: str | None = None


def check(desk: Desk, scope: Scope, as_of: date | None, known_at: datetime | None) -> Answer:
    """Every figure in force that deserves a second look; NotFound for a target or unit that the plan lacks.

    Beside it stands what was noticed at the imports and cannot be found again in the figures, such as a total that did
    not add up.
    """
    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session, as_of, known_at)
        code = find_target(plan, scope.target).code if scope.target else None
        unit = find_department(plan, scope.unit).name if scope.unit else None
        targets = [target for target in plan.targets if code in (None, target.code)]
        found = _in_order(plan, list(at_figures(session, plan, clock, targets, unit)))
        noticed = findings.kept(session, plan, clock.known_at)
    last = Period.of(clock.as_of)
    kept = [
        item
        for item in noticed
        if item.finding.code not in _FOUND_AGAIN
        and (item.period is None or item.period <= last)
        and _about(item, unit, code)
    ]
    return Answer(report.report(plan, clock, found, kept), findings=bool(found or kept))


def _in_order(plan: Plan, found: list[Suspicion]) -> list[Suspicion]:
    """What was found in the plan's order, a unit's whole sheets last."""
    targets = {target.code: place for place, target in enumerate(plan.targets)}
    units = {department.name: department.position for department in plan.departments}
    return sorted(
        found,
        key=lambda item: (
            targets[item.target.code] if item.target else len(targets),
            units.get(item.unit, len(units)),
            item.period,
        ),
    )


def _about(item: KeptFinding, unit: str | None, code: str | None) -> bool:
    """Whether the finding is about what was asked for; a sheet's total is about no unit and no target."""
    if unit is None and code is None:
        return True
    return any(unit in (None, of) and code in (None, metric) for of, metric in item.about)
