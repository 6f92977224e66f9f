"""What waits for a decision or an act, in words: shared by the board and the weekly summary."""

from jytrack.domain.supervision.waiting import Waiting
from jytrack.domain.values.listing import several
from jytrack.domain.values.words import WaitingFor
from jytrack.reports.values.json_values import JsonObject, moment, strings
from jytrack.reports.values.phrases import NO_LEAD, short_day


def who(item: Waiting) -> str:
    """The departments that it is about, by name or, when they are many, by number."""
    return several([name or NO_LEAD for name in item.departments], 1)


def asked(item: Waiting) -> str:
    """What an extension asks for; the task's title for the rest."""
    if item.what is not WaitingFor.EXTENSION:
        return item.task.title
    until = f"延至{short_day(item.until)}" if item.until else ""
    if item.until and item.until.year != item.since.year:
        until = f"延至{item.until.year}年{short_day(item.until)}"
    return f"{f'节点“{item.milestone}”' if item.milestone else '整项任务'}{until}"


def data(item: Waiting) -> JsonObject:
    """The same for programs."""
    return {
        "what": item.what.value,
        "task": item.task.no,
        "departments": strings(name for name in item.departments if name),
        "since": moment(item.since),
        "days": item.days,
        "milestone": item.milestone,
        "until": moment(item.until),
    }
