"""The object for programs: how values stand in JSON, and what every object begins with (interface.md, JSON)."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.target import Metric, Thresholds
from jytrack.domain.values import numerals
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.quantity import Quantity, exact
from jytrack.reports.values.document import JsonValue

JsonObject = dict[str, JsonValue]


def number(value: Fraction | int | None) -> int | Decimal | None:
    """A JSON number rounded half up to six decimals, as csv has it; whole numbers as integers; unknown is null."""
    if value is None:
        return None
    text = numerals.literal(value)
    return Decimal(text) if "." in text else int(text)


def percentage(ratio: Fraction | None) -> int | Decimal | None:
    """A plain ratio (1 = 100 %) as a percentage."""
    return number(None if ratio is None else ratio * 100)


def quantity(value: Quantity | None) -> int | Decimal | None:
    """A stored quantity."""
    return number(None if value is None else exact(value))


def moment(value: date | datetime | None) -> str | None:
    """A day or a moment in ISO form."""
    return None if value is None else value.isoformat()


def strings(values: Iterable[str]) -> list[JsonValue]:
    """Names or codes as a list."""
    return [str(value) for value in values]


def header(plan: str | None, clock: Clock | None) -> JsonObject:
    """What every object begins with; None where the command is about no plan."""
    return {
        "plan": plan,
        "as_of": moment(clock.as_of) if clock else None,
        "known_at": moment(clock.known_at) if clock else None,
    }


def report_header(name: str, plan: Plan, clock: Clock) -> JsonObject:
    """What every report begins with: the header, its name, the closed months and the rules it used."""
    return {
        **header(plan.code, clock),
        "report": name,
        "closed_months": clock.closed_months,
        "rules": {
            "preset": None,
            "thresholds": _thresholds(plan.thresholds),
            "target_thresholds": {
                target.code: _thresholds(target.thresholds)
                for target in plan.targets
                if target.thresholds != plan.thresholds
            },
        },
    }


def _thresholds(thresholds: Thresholds) -> JsonObject:
    return {field.name: number(getattr(thresholds, field.name)) for field in fields(thresholds)}


def json_definition(metric: Metric) -> JsonObject:
    """What the metric counts, null where nobody has said it, and its name in sentences."""
    return {"definition": metric.definition or None, "prose_name": metric.prose_name}
