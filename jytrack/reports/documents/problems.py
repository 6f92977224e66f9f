"""The facts that a document puts under 存在的问题: who is far behind, what passed its limit, who is late with what.

No judgement, no cause: each line says what anybody can count in the attachments.
"""

from collections.abc import Iterator, Sequence

from jytrack.domain.figures import shown
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.values.numerals import plain
from jytrack.domain.values.words import LightCode, Measure
from jytrack.reports.accounts.delays import longest_overdue
from jytrack.reports.documents.amounts import short_of
from jytrack.reports.documents.facts import Facts, numbered
from jytrack.reports.documents.targets import late
from jytrack.reports.documents.tasks import numbers, untold
from jytrack.reports.values.document import Block
from jytrack.reports.values.phrases import NO_LEAD, distance_unit

_MILESTONES = 5
"""So many overdue milestones are told one by one."""


def problems(facts: Facts) -> tuple[Block, ...]:
    """The problems, a paragraph each."""
    return numbered(list(_problems(facts)))


def _problems(facts: Facts) -> Iterator[str]:
    """One line a kind of problem, in the order in which an office looks at them."""
    found = late(facts.standing.assessments)
    yield from _not_met(facts, [each for each in found if each.light.code is LightCode.NOT_MET])
    yield from _far_behind(facts, [each for each in found if each.light.code is LightCode.FAR_BEHIND])
    yield from _over(facts, [each for each in found if each.light.code is LightCode.OVER_LIMIT])
    yield from _unreported(facts)
    yield from _overdue(facts)
    yield from _untold(facts)


def _not_met(facts: Facts, found: Sequence[Assessment]) -> Iterator[str]:
    """The goals that the year has not brought."""
    if found:
        named = "、".join(_of(facts, each, _missed(each)) for each in found)
        yield f"未完成年度目标的{len(found)}项：{named}。"


def _far_behind(facts: Facts, found: Sequence[Assessment]) -> Iterator[str]:
    """What is behind by more than the line, by how much."""
    limits = facts.standing.plan.thresholds
    flows = [each for each in found if each.target.is_flow and _passed(each)]
    rates = [each for each in found if each.target.metric.measure is Measure.RATE]
    rest = [each for each in found if each not in flows and each not in rates]
    for words, line, group in (
        ("慢于时序进度", limits.flow_red, flows),
        ("低于目标", limits.rate_red, rates),
    ):
        if group:
            named = "、".join(_of(facts, each, f"{shown.distance_points(each)}个百分点") for each in group)
            yield f"{words}超过{plain(-line)}个百分点的{len(group)}项：{named}。"
    if rest:
        yield f"按近期进度难以完成的{len(rest)}项：{'、'.join(_of(facts, each, _missed(each)) for each in rest)}。"


def _passed(judged: Assessment) -> bool:
    """Whether it is behind by more than its own line, and not red for its pace alone."""
    return judged.variance_points is not None and judged.variance_points < judged.target.thresholds.flow_red


def _missed(judged: Assessment) -> str:
    """By how much a target is short of its goal."""
    if judged.target.metric.measure is Measure.RATE:
        return f"低{shown.distance_points(judged)}个百分点"
    return f"差{short_of(judged, judged.remaining)}" if judged.remaining else ""


def _over(facts: Facts, found: Sequence[Assessment]) -> Iterator[str]:
    """The limits that were passed."""
    if found:
        named = "、".join(_of(facts, each, f"超{shown.headroom(each)}{distance_unit(each)}") for each in found)
        yield f"超出控制目标的{len(found)}项：{named}。"


def _unreported(facts: Facts) -> Iterator[str]:
    """Reports that have not come, or came late, and whose they are."""
    whole, disciplines = facts.standing.accountability.total.discipline, facts.standing.disciplines
    told = []
    for word, count, units in (
        ("到期未报", whole.missing, [unit for unit, found in disciplines.items() if found.missing]),
        ("迟报", whole.late, [unit for unit, found in disciplines.items() if found.late]),
    ):
        if count:
            told.append(f"{word}{count}项次，涉及{facts.named(units)}")
    if told:
        yield f"{'；'.join(told)}。"


def _overdue(facts: Facts) -> Iterator[str]:
    """The milestones whose day has passed, the longest overdue first."""
    found = longest_overdue(facts.standing)
    if found:
        named = "、".join(
            f"任务{task.no}“{each.milestone.name}”逾期{each.days_late}天（{task.lead or f'牵头单位{NO_LEAD}'}）"
            for each, task in found[:_MILESTONES]
        )
        rest = "等" if len(found) > _MILESTONES else ""
        yield f"逾期节点{len(found)}个：{named}{rest}。"


def _untold(facts: Facts) -> Iterator[str]:
    """The tasks of which nobody has told anything, in documents about more than one quarter."""
    found = untold(facts.standing)
    if found and facts.earlier:
        yield f"没有登记过办理情况的{len(found)}项：{numbers(found)}。"


def _of(facts: Facts, judged: Assessment, told: str) -> str:
    """A target by name with what is told of it and who leads it."""
    owners = facts.owners(judged).strip("（）")
    return f"{judged.target.metric.prose_name}（{'，'.join(filter(None, (told, owners)))}）"
