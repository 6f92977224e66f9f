"""The life of a milestone in the log, and what must be done before a task is finished (issue 4 of 4, 1 and 2).

All is read from the whole log, so that what is told of an earlier day fits what is known of the later ones.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from jytrack.domain.plan.ownership import lead_after
from jytrack.domain.plan.plan import Milestone, Task
from jytrack.domain.supervision.lifecycle import replay
from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.words import LogAction, MilestoneKind, TaskStatus

_OPENED = (LogAction.MILESTONE_ADDED, LogAction.MILESTONE_REOPENED)
_LIFE = (*_OPENED, LogAction.MILESTONE_DONE, LogAction.MILESTONE_DROPPED)


def last_said(log: Iterable[LogEntry], name: str) -> LogEntry | None:
    """The entry that says last how the milestone `name` stands; None: nothing was said of one that the plan lists.

    Of one that is dropped, what was told of later days before it was dropped says nothing any more.
    """
    last: LogEntry | None = None
    for entry in log:
        if entry.milestone == name and entry.action in _LIFE:
            gone = last is not None and last.action is LogAction.MILESTONE_DROPPED
            if not gone or entry.action is LogAction.MILESTONE_ADDED:
                last = entry
    return last


def undone(task: Task) -> tuple[Milestone, ...]:
    """The dated milestones that are not done, whether or not their day has come."""
    return tuple(each for each in task.milestones if _is_dated(each) and each.done_on is None)


def opened_later(task: Task, day: date) -> LogEntry | None:
    """The first entry after `day` by which a dated milestone is open again or anew at that day's end."""
    undated = {each.name for each in task.milestones if not _is_dated(each)}
    for entry in task.log:
        if entry.on > day and entry.action in _OPENED and entry.milestone and entry.milestone not in undated:
            said = last_said((each for each in task.log if each.on <= entry.on), entry.milestone)
            if said is not None and said.action in _OPENED:
                return entry
    return None


def finished_over(task: Task, day: date) -> tuple[str, ...]:
    """The dated milestones over which the task is finished at the end of `day` or of a later one; none: it never is."""
    for each, status in statuses(task, day):
        if status.finished and (left := _open_on(task, each)):
            return left
    return ()


def _open_on(task: Task, day: date) -> tuple[str, ...]:
    """The dated milestones that are there and not done at the end of `day`, listed or added."""
    told = [entry for entry in task.log if entry.on <= day]
    names = [each.name for each in task.milestones if _is_dated(each) and each.added_on is None]
    added = dict.fromkeys(e.milestone for e in told if e.milestone and e.action is LogAction.MILESTONE_ADDED)
    said = {name: last_said(told, name) for name in (*names, *(name for name in added if name not in names))}
    return tuple(name for name, last in said.items() if last is None or last.action in _OPENED)


def statuses(task: Task, day: date) -> Iterator[tuple[date, TaskStatus]]:
    """The task's status at the end of `day`, and of each later day that its log tells of."""
    for each in sorted({day, *(entry.on for entry in task.log if entry.on > day)}):
        told = [entry for entry in task.log if entry.on <= each]
        yield each, replay(told, {lead_after(task, told)}, primary=True).status


def _is_dated(milestone: Milestone) -> bool:
    """Whether it falls due on a day; windows and checklist items do not."""
    return milestone.kind is MilestoneKind.MILESTONE and milestone.due_on is not None
