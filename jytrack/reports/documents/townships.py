"""What a document says of its units, target by target: who stands first and last."""

from collections.abc import Sequence

from jytrack.domain.figures.ranking import UnitStanding
from jytrack.domain.values.words import DepartmentKind, Measure
from jytrack.reports.documents.facts import CALLED, Facts, numbered
from jytrack.reports.documents.units import places
from jytrack.reports.figures.townships import Compared
from jytrack.reports.values.document import Block

_FIRST = "居"


def townships(facts: Facts) -> tuple[Block, ...]:
    """A paragraph for each target whose units can be ranked; nothing where the document may not name them."""
    if not facts.names_units:
        return ()
    told = [(item, places(item.units, called(facts, item.units))) for item in facts.compared]
    return numbered([f"{_name(item, words)}{words}。" for item, words in told if words])


def called(facts: Facts, units: Sequence[UnitStanding]) -> str:
    """What the units are in prose: 乡镇 or 县区 where all are such."""
    kinds = {each.name: each.kind for each in facts.standing.plan.departments}
    found = {kinds.get(each.unit) for each in units}
    return CALLED.get(found.pop() or DepartmentKind.GROUP, "单位") if len(found) == 1 else "单位"


def _name(item: Compared, words: str) -> str:
    """The target as the places go on from it: by its completion, or its value where that is a rate."""
    name = item.target.metric.prose_name
    if not words.startswith(_FIRST):
        return f"{name}，"
    return name if item.target.metric.measure in (Measure.RATE, Measure.LEVEL) else f"{name}完成率"
