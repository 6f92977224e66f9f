"""Data quality: what is doubtful about the figures on record, and what the office decides of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.doubting import Standing
from jytrack.domain.sheets.records import KeptFinding
from jytrack.domain.values.chosen import numbered
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.period import Period
from jytrack.domain.values.valueclass import valueclass
from jytrack.errors import InputRefused, NotFound, UsageError
from jytrack.reports.sheets import quality as report
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import find_department, find_target
from jytrack.services.values.second_look import OF_A_SHEET
from jytrack.store.database.database import Session
from jytrack.store.sheets import doubts, findings


@valueclass
class Scope:
    """What to look at; None is everything. `accepted`: what was accepted is listed too."""

    target: str | None = None
    unit: str | None = None
    accepted: bool = False


@valueclass
class Decision:
    """What the office says of the doubts with these numbers: that they are settled, or open again."""

    numbers: Sequence[int]
    note: str
    accepted: bool


def check(desk: Desk, scope: Scope, as_of: date | None, known_at: datetime | None) -> Answer:
    """Every figure up to the as-of month that deserves a second look; NotFound for an unknown target or unit.

    Beside it stands what was noticed about sheets as they were sent, such as a total that did not add up.
    """
    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session, as_of, known_at)
        code = find_target(plan, scope.target).code if scope.target else None
        unit = find_department(plan, scope.unit).name if scope.unit else None
        standing = doubts.standing(session, plan, clock)
        noticed = _noticed(session, plan, clock)
    found = report.Found(
        [
            item
            for item in _in_order(plan, standing)
            if unit in (None, item.suspicion.unit)
            and (code is None or (item.suspicion.target is not None and item.suspicion.target.code == code))
        ],
        [item for item in noticed if _about(item.finding, unit, code)],
    )
    return Answer(report.report(plan, clock, found, accepted=scope.accepted), findings=found.open > 0)


def decide(desk: Desk, asked: Decision) -> list[str]:
    """Record the decision about all the numbers or none; what was recorded, line by line, for the clerk.

    UsageError without a note; NotFound for a number that no doubt has; InputRefused where there is nothing to decide.
    """
    option = "--accept" if asked.accepted else "--reopen"
    if not asked.note.strip():
        raise UsageError(f"请写明依据：jytrack target check {option} {asked.numbers[0]} --note 依据")
    numbers = list(dict.fromkeys(asked.numbers))
    with desk.database.writing() as session:
        plan, now = desk.open_plan(session)
        clock = replace(now, as_of=plan.ends_on)
        known: dict[int, Standing | report.Noticed] = {
            item.number: item for item in doubts.standing(session, plan, clock)
        }
        known |= {item.finding.number: item for item in _noticed(session, plan, clock) if item.finding.number}
        for number in numbers:
            _require(session, plan, number, known.get(number), accepted=asked.accepted)
        doubts.decide(session, numbers, desk.actor, desk.now, asked.note.strip(), accepted=asked.accepted)
    said = [report.told(known[number]) for number in numbers]
    if asked.accepted:
        undo = f"jytrack target check --reopen {numbered(numbers)} --note 原因"
        return [*said, f"以上{len(numbers)}个已记为核实（{asked.note.strip()}）；要重新列为疑点：{undo}"]
    return [*said, f"以上{len(numbers)}个重新列为疑点（{asked.note.strip()}）"]


def _require(
    session: Session, plan: Plan, number: int, known: Standing | report.Noticed | None, *, accepted: bool
) -> None:
    """Refuse a number about which there is nothing to decide."""
    if known is None and doubts.exists(session, plan, number):
        raise InputRefused(f"疑点{number}说的数已经更正或收回，不必处理；还在的见 jytrack target check")
    if known is None:
        raise NotFound(f"没有编号为{number}的疑点；编号见 jytrack target check")
    if known.open is not accepted:
        state = "已经核实过" if accepted else "没有核实过，本来就待核对"
        raise InputRefused(f"疑点{number}{state}；见 jytrack target check --accepted")


def _noticed(session: Session, plan: Plan, clock: Clock) -> list[report.Noticed]:
    """What was noticed about sheets of which something is in force, up to the as-of month."""
    decisions, last = doubts.decided(session, plan, clock.known_at), Period.of(clock.as_of)
    return [
        report.Noticed(item, decisions.get(item.number or 0))
        for item in findings.kept(session, plan, clock.known_at, OF_A_SHEET)
        if item.period is None or item.period <= last
    ]


def _in_order(plan: Plan, found: Sequence[Standing]) -> list[Standing]:
    """What was found in the plan's order, a unit's whole sheets last."""
    targets = {target.code: place for place, target in enumerate(plan.targets)}
    units = {department.name: department.position for department in plan.departments}
    return sorted(
        found,
        key=lambda item: (
            targets[item.suspicion.target.code] if item.suspicion.target else len(targets),
            units.get(item.suspicion.unit, len(units)),
            item.suspicion.period,
            item.number,
        ),
    )


def _about(item: KeptFinding, unit: str | None, code: str | None) -> bool:
    """Whether the finding is about what was asked for; a sheet's total is about no unit and no target."""
    if unit is None and code is None:
        return True
    return any(unit in (None, of) and code in (None, metric) for of, metric in item.about)
