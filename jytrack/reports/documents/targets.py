"""What a document says of its targets in groups: the main goals, what goes well, what is late, what waits."""

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction

from jytrack.domain.figures import shown
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.values.numerals import percent
from jytrack.domain.values.words import Direction, LightCode, Measure
from jytrack.reports.documents.facts import Facts, numbered
from jytrack.reports.documents.indicator import sentence
from jytrack.reports.values.document import Block, Paragraph
from jytrack.reports.values.phrases import WAITING

WORDS = {
    LightCode.DONE: "已完成",
    LightCode.BEHIND: "滞后",
    LightCode.FAR_BEHIND: "严重滞后",
    LightCode.NOT_MET: "未完成",
    LightCode.NEAR_LIMIT: "接近控制目标",
    LightCode.OVER_LIMIT: "超出控制目标",
    LightCode.NO_GOAL: "目标未定",
    LightCode.NO_REPORT: "待补报",
    LightCode.AWAITING: "待补报",
    LightCode.NOT_COMPUTABLE: "无法计算",
    LightCode.OVERDUE: "节点逾期",
    LightCode.DUE_SOON: "节点临期",
    LightCode.NEGLECTED: "久未更新",
}
"""What a light is called in documents; what is missing here depends on more than the light."""

WORST_FIRST = (
    LightCode.OVER_LIMIT,
    LightCode.NOT_MET,
    LightCode.FAR_BEHIND,
    LightCode.BEHIND,
    LightCode.NEAR_LIMIT,
)
"""The lights that a document tells of as late, in its order."""

_ALL_NAMED = 100


def late(assessments: Sequence[Assessment]) -> list[Assessment]:
    """Those that are late, the worst first, then by their distance in percentage points."""
    found = [judged for judged in assessments if judged.light.code in WORST_FIRST]
    return sorted(found, key=lambda each: (WORST_FIRST.index(each.light.code), each.variance_points or Fraction(0)))


def all_late(facts: Facts, first: LightCode | None = None) -> tuple[Block, ...]:
    """All late targets, the main goals among them, a paragraph each, the worst first; those lit `first` before all."""
    found = sorted(late(facts.standing.assessments), key=lambda judged: judged.light.code is not first)
    return numbered([_with_owner(facts, judged) for judged in found])


def late_listed(facts: Facts) -> tuple[Block, ...]:
    """The late targets by name, those of one kind together, in one paragraph."""
    of: dict[LightCode, list[Assessment]] = defaultdict(list)
    for judged in late(facts.standing.assessments):
        of[judged.light.code].append(judged)
    told = [f"{WORDS[code]}的有{listed(found)}" for code, found in of.items()]
    return (Paragraph(f"{'；'.join(told)}。"),) if told else ()


def main_goals(facts: Facts, *, late: bool = True) -> tuple[Block, ...]:
    """The main goals, a paragraph each, in the plan's order; who leads stands behind those that are late.

    Without the `late` ones where the document has told of them before.
    """
    shown = [judged for judged in facts.main if late or judged.light.code not in WORST_FIRST]
    return numbered([_with_owner(facts, judged) for judged in shown])


def going_well(facts: Facts) -> tuple[Block, ...]:
    """The other targets that are done or on time, by name with how much of them is done."""
    of: dict[LightCode, list[Assessment]] = defaultdict(list)
    for judged in facts.others:
        of[judged.light.code].append(judged)
    over = [each for each in of[LightCode.ON_TRACK] if each.target.direction is Direction.AT_MOST]
    kept = [each for each in of[LightCode.ON_TRACK] if each.target.direction is Direction.AT_LEAST]
    also = "还" if of[LightCode.DONE] else ""
    told = [
        f"已完成年度目标的有{listed(of[LightCode.DONE])}" if of[LightCode.DONE] else "",
        f"达到时序或目标要求的{also}有{listed(kept)}" if kept else "",
        *(sentence(each, facts.named) for each in over),
    ]
    words = "；".join(filter(None, told))
    return (Paragraph(f"{words}。"),) if words else ()


def behind(facts: Facts) -> tuple[Block, ...]:
    """The late targets, a paragraph each, the worst first, with their leads; main goals are named, told of above."""
    told = [f"{sentence(judged, facts.named)}{facts.owners(judged)}。" for judged in late(facts.others)]
    main = late(facts.main)
    if main:
        names = "、".join(judged.target.metric.prose_name for judged in main)
        told.append(f"主要目标中{'同属此类的有' if told else '滞后和需关注的有'}{names}，情况见前。")
    return numbered(told)


def awaiting(facts: Facts) -> tuple[Block, ...]:
    """The targets that cannot be judged before the missing units have reported, and which units these are."""
    waiting = [judged for judged in facts.standing.assessments if judged.light.code in WAITING]
    if not waiting:
        return ()
    missing = dict.fromkeys(unit for judged in waiting for unit in judged.missing_units)
    names = "、".join(judged.target.metric.prose_name for judged in waiting)
    return (Paragraph(f"{names}等{len(waiting)}项，缺{facts.named(tuple(missing))}的数，补报后评价。"),)


def _with_owner(facts: Facts, judged: Assessment) -> str:
    """One main goal; its lead where it is late."""
    owner = facts.owners(judged) if judged.light.code in WORST_FIRST else ""
    return f"{sentence(judged, facts.named)}{owner}。"


def listed(assessments: Sequence[Assessment]) -> str:
    """Targets by name with how much of them is done."""
    return "、".join(f"{judged.target.metric.prose_name}（{_share(judged)}）" for judged in assessments)


def _share(judged: Assessment) -> str:
    """What a target is told by: a rate's value, a level's or a stock's, else how much of the goal is done."""
    metric = judged.target.metric
    if metric.measure is Measure.RATE:
        return f"{shown.share(judged)}%"
    if not judged.target.is_flow:
        return f"{shown.actual(judged, judged.actual)}{metric.measure_unit}"
    return percent(judged.attainment) + ("以上" if judged.light.lower_bound else "")
