"""What waits for somebody: extensions asked for, answers to be looked at, orders not accepted, returned work."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from jytrack.domain.plan.plan import Plan, Task
from jytrack.domain.supervision.extension import extensions
from jytrack.domain.supervision.lifecycle import Stand, stands
from jytrack.domain.supervision.supervision import TaskStanding
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import TaskStatus, WaitingFor

_STATUSES = {
    TaskStatus.REPORTED: WaitingFor.REVIEW,
    TaskStatus.ASSIGNED: WaitingFor.ACCEPTANCE,
    TaskStatus.RETURNED: WaitingFor.REWORK,
}
"""What a department's status waits for; the other statuses wait for nobody."""


@valueclass
class Waiting:
    """One matter of one task, `days` calendar days old at the as-of day; None among `departments`: no lead yet.

    `departments` wait for the same since the same day. An extension names its `milestone` (None: the whole task) and
    the day asked for.
    """

    what: WaitingFor
    task: Task
    departments: tuple[str | None, ...]
    since: date
    days: int
    milestone: str | None = None
    until: date | None = None


def waiting(plan: Plan, tasks: Sequence[TaskStanding], as_of: date) -> tuple[Waiting, ...]:
    """All that waits in tasks that are still open: what the office has to decide first, the longest first."""
    members = plan.members
    found = [each for item in tasks if item.open for each in _of_task(item.task, members, as_of)]
    order = tuple(WaitingFor)
    return tuple(sorted(found, key=lambda each: (order.index(each.what), -each.days)))


def _of_task(task: Task, members: Mapping[str, Sequence[str]], as_of: date) -> Iterator[Waiting]:
    """What waits in one task."""
    known = stands(task, members)
    yield from _extensions(task, known, as_of)
    since: dict[tuple[WaitingFor, date], list[str | None]] = {}
    for each in known:
        what = _STATUSES.get(each.state.status)
        if what is not None and each.since is not None:
            since.setdefault((what, each.since), []).append(each.name)
    for (what, day), names in since.items():
        yield Waiting(what, task, tuple(names), day, (as_of - day).days)


def _extensions(task: Task, known: Sequence[Stand], as_of: date) -> Iterator[Waiting]:
    """The extensions that nobody has decided; moot where the department's work has ended in the meantime."""
    ended = {each.name for each in known if not each.state.under_way}
    for asked in extensions(task.extension_log):
        if asked.decision is None and asked.department not in ended:
            day = asked.request.on
            yield Waiting(
                WaitingFor.EXTENSION, task, (asked.department,), day, (as_of - day).days,
                asked.milestone, asked.request.until,
            )  # fmt: skip
