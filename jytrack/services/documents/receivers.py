"""Whom a letter goes to: the departments that are asked about, and how a letter addresses one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.words import DepartmentKind
from jytrack.reports.values.json_values import JsonObject, header
from jytrack.services.values.naming import find_department


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose: one `department`'s (of a group: its members'), or everyone's whom it concerns."""

    department: str | None
    as_of: date | None = None
    known_at: datetime | None = None


def receiver_of(plan: Plan, unit: str) -> str:
    """The department as letters address it."""
    township = any(each.name == unit and each.kind is DepartmentKind.TOWNSHIP for each in plan.departments)
    return f"{unit}人民政府" if township else unit


def units_asked(plan: Plan, asked: Asked, every: Sequence[str] | Mapping[str, object]) -> list[str]:
    """The single bodies that are asked about, in official order."""
    if asked.department is None:
        return list(every)
    found = find_department(plan, asked.department)
    return list(found.members) or [found.name]


def named_in_json(plan: Plan, clock: Clock, department: str) -> JsonObject:
    """Which letter it is, for programs; its figures stand in the reports."""
    return {**header(plan.code, clock), "department": department}
