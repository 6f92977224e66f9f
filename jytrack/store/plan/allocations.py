"""The split of goals over units: the one in force, and the writing of a new one."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction

from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.quantity import quantity
from jytrack.domain.values.words import Basis
from jytrack.store.database.database import Session
from jytrack.store.database.keys import department_ids, plan_id, target_ids
from jytrack.store.database.moments import next_moment
from jytrack.store.values.encoding import FOREVER, exact_of, moment_number

Allocations = Mapping[str, Mapping[str, Fraction]]
"""Each unit's part of the goal, by target code."""


def load_allocations(session: Session, plan: Plan, clock: Clock) -> Allocations:
    """The splits in force at the as-of day as known at the known moment: of each target the last that had begun.

    A unit that no longer has the duty has no part: what is told of the parts is told of those that are listed.
    """
    moment = moment_number(clock.known_at)
    rows = session.execute(
        "SELECT m.code, d.name, a.valid_from, a.value FROM allocation a JOIN target t ON t.id = a.target_id "
        "JOIN metric m ON m.id = t.metric_id JOIN department d ON d.id = a.unit_id "
        "JOIN plan_department p ON p.plan_id = t.plan_id AND p.department_id = a.unit_id "
        "WHERE t.plan_id = ? AND a.valid_from <= ? AND a.recorded_at <= ? AND a.superseded_at > ? "
        "ORDER BY a.valid_from, p.position, a.target_id",
        (plan_id(session, plan.code), clock.as_of.isoformat(), moment, moment),
    )
    on_duty = {target.code: frozenset(target.units) for target in plan.targets}
    begun: dict[str, str] = {}
    splits: dict[str, dict[str, Fraction]] = defaultdict(dict)
    for code, unit, valid_from, value in rows:
        if begun.get(code) != valid_from:
            begun[code] = valid_from
            splits[code] = {}
        if unit in on_duty.get(code, ()):
            splits[code][unit] = exact_of(value)
    return splits


def allocate(
    session: Session,
    plan: Plan,
    code: str,
    parts: Mapping[str, Fraction],
    valid_from: date,
    reason: str,
    who: str,
    now: datetime,
) -> None:
    """Write the split of the target `code` from a day on; one known from the same day on is closed as a whole."""
    target, moment = target_ids(session, plan_id(session, plan.code))[code], next_moment(session, now)
    units = department_ids(session, plan.region)
    session.execute(
        "UPDATE allocation SET superseded_at = ? WHERE target_id = ? AND valid_from = ? AND superseded_at = ?",
        (moment, target, valid_from.isoformat(), FOREVER),
    )
    session.insert(
        "allocation",
        ("unit_id", "value"),
        [(units[unit], quantity(part)) for unit, part in parts.items()],
        {
            "target_id": target,
            "valid_from": valid_from.isoformat(),
            "superseded_at": FOREVER,
            "basis": Basis.ASSUMED.value,
            "reason": reason,
            "document": "",
            "recorded_at": moment,
            "recorded_by": who,
        },
    )
