"""What is low and high for a unit's month, as the page of its target tells it."""

from jytrack.domain.plan.target import Target, UnitBounds
from jytrack.domain.values.listing import several
from jytrack.domain.values.numerals import plain
from jytrack.reports.values.document import JsonValue
from jytrack.reports.values.json_values import number

SHOWN = 10
"""Of so many units the bounds stand on the page; the JSON object holds all."""


def told(target: Target) -> str:
    """The bounds of the target's units, in one line."""
    words = [_words(each, target.metric.measure_unit) for each in target.bounds]
    return f"单位界限：{several(words, SHOWN)}，超出的列为疑点"


def json_bounds(target: Target) -> list[JsonValue]:
    """All of them for programs."""
    return [
        {"unit": each.unit, "lowest": number(each.low), "highest": number(each.high), "note": each.note or None}
        for each in target.bounds
    ]


def _words(bounds: UnitBounds, unit: str) -> str:
    """What is low and high for one unit."""
    ends = (("不低于", bounds.low), ("不高于", bounds.high))
    return f"{bounds.unit}每月{'且'.join(f'{word}{plain(end)}{unit}' for word, end in ends if end is not None)}"
