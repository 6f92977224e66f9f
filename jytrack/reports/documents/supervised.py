"""督办函: a task with a red light or an overdue milestone: basis, how it stands, what is asked, the form to reply."""

from collections.abc import Iterator, Mapping, Sequence

from jytrack.domain.accounts.standing import PlanStanding
from jytrack.domain.documents.publication import Publication
from jytrack.domain.figures import shown
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.feedback import Explanation
from jytrack.domain.plan.schedule import YEAR
from jytrack.domain.supervision.supervision import MilestoneStanding, TaskStanding
from jytrack.domain.values.numerals import date_text, plain
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Colour, Direction, LightCode, Measure
from jytrack.reports.documents.amounts import amount, quoted, short_date, short_of
from jytrack.reports.documents.indicator import sentence
from jytrack.reports.documents.urging import again
from jytrack.reports.values.document import Block, Field, Form, JsonValue, Paragraph
from jytrack.reports.values.json_values import JsonObject

_FAULTS = {
    LightCode.FAR_BEHIND: "严重滞后",
    LightCode.NOT_MET: "未完成年度目标",
    LightCode.OVER_LIMIT: "超出控制目标",
}
"""What is said of a task by the code of a red light."""

_BLANK_DAY = "年　　月　　日"
_SIGNED = f"负责人签字：　　　　　　（公章）　　　{_BLANK_DAY}"


@valueclass
class Supervised:
    """What one letter is about: a task, its red targets, its overdue milestones, and what its lead said of these.

    `before` are the letters about the same task that went out earlier.
    """

    task: TaskStanding
    targets: tuple[Assessment, ...]
    milestones: tuple[MilestoneStanding, ...]
    explanations: Mapping[str, Sequence[Explanation]]
    months: int
    before: tuple[Publication, ...] = ()


def supervised(
    standing: PlanStanding, task: TaskStanding, explanations: Mapping[str, Sequence[Explanation]]
) -> Supervised | None:
    """What the task is to be supervised for; None where there is nothing."""
    red = tuple(each for each in task.targets if each.light.colour is Colour.RED and each.target.binding)
    if not (red or task.overdue) or task.light is None:
        return None
    return Supervised(task, red, task.overdue, explanations, standing.clock.closed_months)


def matter(found: Supervised) -> str:
    """What the title says: the one target or milestone, or the task."""
    if len(found.targets) == 1 and not found.milestones:
        return _aim(found.targets[0])
    if not found.targets and len(found.milestones) == 1:
        return f"抓紧完成{quoted(found.milestones[0].milestone.name)}"
    return f"加快{quoted(found.task.task.title)}任务进度"


def basis(found: Supervised) -> tuple[Block, ...]:
    """The task's number and title, and what is wrong with it."""
    task = found.task.task
    faults = [_FAULTS[each.light.code] for each in found.targets] + ["节点逾期"] * bool(found.milestones)
    why = "、".join(dict.fromkeys(faults))
    told = f"第{task.no}项任务{quoted(task.title)}由你单位牵头，{why}，现予督办。"
    return (Paragraph(told + again(found.before, "督办")),)


def facts(found: Supervised) -> tuple[Block, ...]:
    """How each target and milestone stands, and what the lead said of it."""
    return tuple(Paragraph(line) for line in _facts(found))


def _facts(found: Supervised) -> Iterator[str]:
    for judged in found.targets:
        yield f"{_span(judged, found.months)}{sentence(judged)}。"
        if said := found.explanations.get(judged.target.code):
            yield f"你单位{said[-1].period.month}月报告，{_said(said[-1])}。"
    for late in found.milestones:
        milestone = late.milestone
        until = f"（已批准延至{date_text(milestone.postponed_to)}，原定日期照计）" if milestone.postponed_to else ""
        yield f"节点{quoted(milestone.name)}应于{date_text(milestone.due_on)}完成{until}，已逾期{late.days_late}天。"


def stated(found: Supervised, lead: str) -> JsonObject:
    """What the letter says, as it is kept when it goes out."""
    sentences: list[JsonValue] = list(_facts(found))
    wishes: list[JsonValue] = [each.text for each in asked(found) if isinstance(each, Paragraph)]
    before: list[JsonValue] = [each.number for each in found.before]
    return {"task": found.task.task.no, "lead": lead, "standing": sentences, "asked": wishes, "before": before}


def asked(found: Supervised) -> tuple[Block, ...]:
    """What the months left must bring, and which milestones are to be finished."""
    wishes = [_wish(judged, found.months) for judged in found.targets]
    wishes += [f"{quoted(late.milestone.name)}抓紧办结，附佐证材料" for late in found.milestones]
    return (Paragraph("；".join(wishes) + "。"),)


def reply(found: Supervised, lead: str) -> tuple[Block, ...]:
    """The form that the lead fills in, signs and seals."""
    task = found.task.task
    names = "、".join([*map(_name, found.targets), *(each.milestone.name for each in found.milestones)])
    said = [told[-1] for each in found.targets if (told := found.explanations.get(each.target.code))]
    return (
        Form(
            (
                Field("督办事项", f"{names}（任务{task.no}）"),
                Field("牵头单位", lead),
                *(Field("年度目标", _goals(found)) for _ in found.targets[:1]),
                Field("完成情况", "；".join(line.rstrip("。") for line in _standing(found))),
                Field("滞后原因", "；".join(each.cause for each in said if each.cause), 2),
                Field("赶超措施", "；".join(each.measures for each in said if each.measures), 2),
                *_plans(found),
                Field("需协调解决的问题", "", 2),
                Field("完成时限"),
                Field("单位意见", _SIGNED, 2),
                Field("复核意见", f"领导小组办公室：　　　　　　　　　{_BLANK_DAY}", 2),
            )
        ),
    )


def _standing(found: Supervised) -> Iterator[str]:
    """How each target and milestone stands, in a cell."""
    for judged in found.targets:
        yield f"{_span(judged, found.months)}{sentence(judged).partition('；')[0]}"
    for late in found.milestones:
        yield f"{quoted(late.milestone.name)}逾期{late.days_late}天"


def _goals(found: Supervised) -> str:
    """The goals of the targets; a single one without its name."""
    if len(found.targets) == 1:
        return _goal(found.targets[0])
    return "；".join(f"{_name(each)}{_goal(each)}" for each in found.targets)


def _plans(found: Supervised) -> Iterator[Field]:
    """A row of the months left for each target that grows month by month."""
    months = "　　　".join(f"{month}月" for month in range(found.months + 1, YEAR + 1))
    growing = [each for each in found.targets if _grows(each)]
    for judged in growing if months else ():
        name = f"{_name(judged)}" if len(growing) > 1 else ""
        yield Field(f"分月计划（{name}{judged.target.metric.measure_unit}）", months, 2)


def _wish(judged: Assessment, months: int) -> str:
    """What is asked about one target."""
    name, goal, metric = _name(judged), amount(judged, judged.goal), judged.target.metric
    if months == YEAR:
        return f"{name}的补救措施和完成时间请在反馈表中写明"
    if judged.target.direction is Direction.AT_MOST:
        return _limit(judged)
    if _grows(judged) and judged.required_per_month is not None:
        first = months + 1
        required = shown.required(judged)
        # Nobody holds a fifth of a fair: what is counted and does not come out even is a mean.
        each = "月均" if "." in required and metric.measure is Measure.COUNT else "每月"
        left = f"{first}至{YEAR}月{each}" if first < YEAR else f"{YEAR}月"
        return f"{name}{left}不少于{required}{metric.measure_unit}，年底前完成{goal}"
    if judged.needed:
        return f"{name}再增加{plain(judged.needed)}{metric.numerator_unit or ''}，达到{goal}"
    short = -judged.variance if judged.variance is not None and judged.variance < 0 else None
    return f"{name}再增加{short_of(judged, short)}，达到{goal}" if short else f"{name}达到{goal}"


def _limit(judged: Assessment) -> str:
    """What is asked about a target that may not pass its limit."""
    name, goal = _name(judged), amount(judged, judged.goal)
    if judged.goal:
        return f"{name}控制在{goal}以内"
    return f"不再发生{name}" if judged.target.is_flow else f"尽快将{name}降至{goal}"


def _aim(judged: Assessment) -> str:
    """What the title says of one target."""
    if judged.target.direction is Direction.AT_MOST:
        return f"控制{_name(judged)}"
    return f"加快{_name(judged)}进度" if _grows(judged) else f"提高{_name(judged)}"


def _span(judged: Assessment, months: int) -> str:
    """The months of a target that grows over the year."""
    if not _grows(judged) or not months:
        return ""
    return f"1—{months}月，" if months > 1 else "1月，"


def _grows(judged: Assessment) -> bool:
    """Whether it adds up over the year towards a goal."""
    flows = judged.target.is_flow and judged.target.metric.measure in (Measure.COUNT, Measure.AMOUNT)
    return flows and judged.target.direction is Direction.AT_LEAST


def _said(said: Explanation) -> str:
    """What the lead wrote, item by item."""
    told = (
        ("滞后原因：", said.cause),
        ("下步措施：", said.measures),
        ("责任人：", said.person),
        ("完成时限：", short_date(said.until) if said.until else ""),
    )
    return "；".join(f"{label}{text.rstrip('。；')}" for label, text in told if text)


def _goal(judged: Assessment) -> str:
    """The goal with its bound."""
    bound = "不超过" if judged.target.direction is Direction.AT_MOST else ""
    return f"{bound}{amount(judged, judged.goal)}"


def _name(judged: Assessment) -> str:
    """The name that sentences use."""
    return judged.target.metric.prose_name
