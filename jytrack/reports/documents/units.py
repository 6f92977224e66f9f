"""What a document says of the units of one target: who stands first, who last, who is not ranked.

Nobody who keeps up with the schedule is called last, and no place is named where too many share it.
"""

from collections.abc import Sequence
from fractions import Fraction

from jytrack.domain.figures import shown
from jytrack.domain.figures.ranking import UnitStanding, merit
from jytrack.domain.values.numerals import percent
from jytrack.domain.values.words import LightCode, Measure
from jytrack.reports.documents.amounts import units_named

FEWEST = 5
"""With fewer units ranked, places say nothing."""

_NAMED = 2
_TIED = 3
"""More units than this share an edge: it is not told."""

_DIGITS = "零一两三"
_LATE = (LightCode.BEHIND, LightCode.FAR_BEHIND, LightCode.NOT_MET, LightCode.OVER_LIMIT)


def places(units: Sequence[UnitStanding], called: str = "乡镇") -> str:
    """Who stands first and last, and who is not ranked, without a full stop; "" where nothing is to be compared.

    `called` is what the units are in prose.
    """
    merits = {unit.unit: value for unit in units if unit.rank is not None and (value := merit(unit)) is not None}
    ranked = sorted((unit for unit in units if unit.unit in merits), key=lambda unit: -merits[unit.unit])
    if len(ranked) < FEWEST or len(set(merits.values())) == 1:
        return ""
    if len(ranked) == len(units) and all(_done(unit) for unit in ranked):
        return f"各{called}均已完成年度分解任务"
    unranked = [unit.unit for unit in units if unit.unit not in merits]
    late = [unit for unit in ranked if unit.judged.light.code in _LATE]
    first = _edge(ranked, merits)
    last = [unit for unit in reversed(_edge(late[::-1], merits)) if unit not in first]
    told = [f"居前{_count(first)}的是{_named(first)}"] if first else []
    if last:
        told.append(f"居后{_count(last)}的是{_named(last)}")
    elif not late:
        told.append(f"{'已报' if unranked else '各'}{called}均达到或快于时序进度")
    rest = f"；{units_named(unranked)}未报，不参加排名" if unranked else ""
    return "，".join(told) + rest if told else ""


def _edge(units: Sequence[UnitStanding], merits: dict[str, Fraction]) -> list[UnitStanding]:
    """The first two of `units`, which stand in order, and who shares the second's place; none when these are many."""
    if len(units) < _NAMED:
        return list(units)
    line = merits[units[_NAMED - 1].unit]
    found = list(units[:_NAMED]) + [unit for unit in units[_NAMED:] if merits[unit.unit] == line]
    return found if len(found) <= _TIED else []


def _count(units: Sequence[UnitStanding]) -> str:
    """How many are named, where they are more than one."""
    return f"{_DIGITS[len(units)]}位" if len(units) > 1 else ""


def _named(units: Sequence[UnitStanding]) -> str:
    """The units with what they are ranked by."""
    return "、".join(f"{unit.unit}（{_ranked_by(unit)}）" for unit in units)


def _ranked_by(unit: UnitStanding) -> str:
    """Its rate or level, else how much of its part is done."""
    judged = unit.judged
    if judged.target.metric.measure in (Measure.RATE, Measure.LEVEL):
        return shown.share(judged) + judged.target.metric.measure_unit
    return percent(judged.attainment)


def _done(unit: UnitStanding) -> bool:
    """Whether its part is fulfilled."""
    return unit.judged.light.code is LightCode.DONE
