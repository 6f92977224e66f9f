"""What was done in a document's months, out of the task log: material for whoever writes the paper, not its text."""

from collections.abc import Iterator, Sequence
from datetime import date

from jytrack.domain.plan.feedback import standing_entries
from jytrack.domain.plan.plan import Task
from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.words import LogAction, TaskStatus
from jytrack.reports.documents.amounts import short_date
from jytrack.reports.documents.facts import Facts
from jytrack.reports.supervision.entries import alike
from jytrack.reports.values.document import Block, Paragraph

MARK = "【素材】"
_SAID = (LogAction.NOTE, LogAction.PROGRESS)
_TOLD = (TaskStatus.IN_PROGRESS, TaskStatus.REPORTED, TaskStatus.DONE, TaskStatus.CLOSED)
"""Moves that tell of work; handing out and receipts are the office's own."""


def diary(facts: Facts, since: date) -> tuple[Block, ...]:
    """The entries from `since` on that tell of work, a marked line each, by task and day."""
    return tuple(Paragraph(f"{MARK}{line}") for line in _lines(facts, since))


def _lines(facts: Facts, since: date) -> Iterator[str]:
    """Each entry in words; what several departments did alike is told once."""
    for standing in facts.standing.tasks:
        task = standing.task
        for same in alike([entry for entry in standing_entries(task.log) if entry.on >= since and _tells(entry)]):
            yield _line(facts, task, same)


def _tells(entry: LogEntry) -> bool:
    """Whether the entry is about work done."""
    if entry.action is LogAction.STATUS:
        return entry.to_status in _TOLD and bool(entry.note)
    return entry.action is LogAction.MILESTONE_DONE or (entry.action in _SAID and bool(entry.note))


def _line(facts: Facts, task: Task, same: Sequence[LogEntry]) -> str:
    """One entry: when, who, what, of which task."""
    entry = same[0]
    names = list(dict.fromkeys(each.department for each in same if each.department)) or list(task.leads[:1])
    who = facts.named(names) if names else ""
    what = f"完成“{entry.milestone}”" if entry.action is LogAction.MILESTONE_DONE else ""
    told = "，".join(filter(None, (what, entry.note.rstrip("。；"))))
    return f"{short_date(entry.on)}，{who}{'：' if who else ''}{told}（任务{task.no}{task.title}）。"
