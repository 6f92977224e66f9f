"""An account opened: behind each count exactly the items that make it up, each with its evidence (domain.md §3)."""

from collections.abc import Iterator, Mapping, Sequence

from jytrack.domain.accounts.accountability import STATES, Account, AccountItem, LateMilestone, Postponement
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.parts import UNASSIGNED
from jytrack.domain.plan.plan import Task
from jytrack.domain.sheets.discipline import DueReport
from jytrack.domain.sheets.receipts import Receipt
from jytrack.domain.supervision.extension import EXTENDING
from jytrack.domain.supervision.lifecycle import holders
from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Colour, ExtensionState, Part, SubmissionState, TaskStatus

RECENT = 3
"""So many of the last entries of a task's log are shown as evidence, beside those with files; its own page has all."""

Opened = AccountItem | Assessment | LateMilestone | Postponement | DueReport | Receipt
"""What a count can be made of."""

EXTENSIONS = {
    ExtensionState.GRANTED: "postponed",
    ExtensionState.PENDING: "extensions_pending",
    ExtensionState.REFUSED: "extensions_refused",
}
"""The counts of extensions."""


def opened(account: Account) -> dict[str, Sequence[Opened]]:
    """The items behind each count of the row, by the count's name; a count in a group is named `group.count`."""
    return {
        **dict(_tasks(account)),
        **dict(_targets(account)),
        "milestones_overdue": account.overdue,
        "milestones_late_done": account.done_late,
        "due.tasks": account.due,
        "due.done": [item for item in account.due if item.standing.task.status.finished],
        **{
            name: [asked for asked in account.postponements if asked.extension.state is state]
            for state, name in EXTENSIONS.items()
        },
        **dict(_reports(account)),
    }


def _tasks(account: Account) -> Iterator[tuple[str, Sequence[Opened]]]:
    """The tasks of each part, all of them and by state."""
    for part in Part:
        items = [item for item in account.items if item.part is part]
        yield f"{part.value}.tasks", items
        for state in STATES:
            yield f"{part.value}.{state}", [item for item in items if item.state == state]


def _targets(account: Account) -> Iterator[tuple[str, Sequence[Opened]]]:
    """The led targets by light, and those whose grey others have to answer for."""
    for colour in Colour:
        yield f"targets.{colour.value}", [judged for judged in account.targets if judged.light.colour is colour]
    yield "targets.grey_not_own_fault", account.blameless


def _reports(account: Account) -> Iterator[tuple[str, Sequence[Opened]]]:
    """The due reports: all of them, by state, and those that were corrected; and the sheets that went back."""
    reports = account.discipline.reports
    yield "reporting.expected", reports
    for state in SubmissionState:
        yield f"reporting.{state.value}", [report for report in reports if report.state is state]
    yield "reporting.corrected", [report for report in reports if report.corrections]
    yield "reporting.returned", account.discipline.returns


@valueclass
class Proof:
    """What stands behind a task in an account: its last entries and those with files, and the department's own status.

    `own` None: a group for which its members answer.
    """

    entries: tuple[LogEntry, ...]
    own: TaskStatus | None


def proof(members: Mapping[str, Sequence[str]], account: Account, task: Task) -> Proof:
    """The evidence for `task`: what was logged of the department, of the task itself and of its primary lead.

    `members` opens the groups. Extensions are left out, for they are counted by themselves.
    """
    name = None if account.department == UNASSIGNED else account.department
    groups = {group for group, names in members.items() if name in names}
    concerned = {None, name, task.lead, *groups}
    told = [entry for entry in task.log if entry.department in concerned and entry.action not in EXTENDING]
    old, recent = told[:-RECENT], told[-RECENT:]
    own = next((holder.state.status for holder in holders(task, members) if holder.name == name), None)
    return Proof((*(entry for entry in old if entry.evidence), *recent), own)
