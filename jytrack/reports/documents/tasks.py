"""What a document says of the plan's tasks: how many stand where, what was granted, what nobody has told of."""

from collections import Counter
from collections.abc import Sequence

from jytrack.domain.accounts.standing import PlanStanding
from jytrack.domain.plan.plan import Task
from jytrack.domain.supervision.supervision import TaskStanding
from jytrack.domain.values.words import Colour, ExtensionState, LightCode
from jytrack.reports.documents.amounts import short_date
from jytrack.reports.documents.targets import WORDS
from jytrack.reports.values.document import Block, Lamp, Paragraph

_STATES = {
    "done": "已办结",
    "green": "正常推进",
    "yellow": "滞后或久未更新",
    "red": "严重滞后或节点逾期",
    "grey": "暂不评价",
    "cancelled": "已取消",
}
"""The states of tasks in the order in which they are told."""


def lamp(item: TaskStanding) -> Lamp:
    """A task's light: of what is late or waits for reports in the light's own words, else in those of its state."""
    if item.light is None:
        return Lamp(None, _STATES[item.state])
    plain = item.state == "done" or item.light.colour is Colour.GREEN or item.light.code is LightCode.NOT_DUE
    return Lamp(item.light.colour, _STATES[item.state] if plain else WORDS[item.light.code])


def tasks(standing: PlanStanding) -> tuple[Block, ...]:
    """How many tasks stand where, each counted once, and which extensions were granted."""
    counts = Counter(item.state for item in standing.tasks)
    if not counts:
        return ()
    if counts["done"] == len(standing.tasks):
        return (Paragraph(f"{len(standing.tasks)}项任务均已办结。{_granted(standing)}"),)
    told = "，".join(f"{words}{counts[state]}项" for state, words in _STATES.items() if counts[state])
    return (Paragraph(f"{len(standing.tasks)}项任务中，{told}。{_granted(standing)}"),)


def _granted(standing: PlanStanding) -> str:
    """The extensions that were granted, with the new days; the original day still counts."""
    asked = [each for each in standing.accountability.total.postponements if each.extension.granted]
    if not asked:
        return ""
    named = "、".join(
        f"任务{each.task.no}{f'“{each.extension.milestone}”' if each.extension.milestone else ''}"
        f"延至{short_date(each.extension.granted)}"
        for each in asked
        if each.extension.state is ExtensionState.GRANTED and each.extension.granted
    )
    return f"批准延期{len(asked)}项：{named}，仍按原定期限计。"


def untold(standing: PlanStanding) -> list[Task]:
    """The open tasks of which the log tells nothing at all."""
    return [item.task for item in standing.tasks if item.open and item.task.updated_on is None]


def numbers(found: Sequence[Task]) -> str:
    """Tasks by their numbers: 任务1、3、7."""
    return "任务" + "、".join(str(task.no) for task in found)
