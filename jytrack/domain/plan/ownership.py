"""What the office decides where the plan leaves it open: who leads a task or a goal, and who belongs to a group.

A decision stands only where the plan itself prints nothing: a lead that it prints, or a task that it prints for a
goal, is changed with the plan. The latest decision by its day holds (issue 4 of 4, 3 and 4).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from jytrack.domain.plan.plan import Department, Task, TaskLink
from jytrack.domain.plan.target import Target
from jytrack.domain.values.log import Decision, LogEntry
from jytrack.domain.values.words import Basis, LogAction, Role

OWNERSHIP = (LogAction.TASK_OWNER, LogAction.TARGET_OWNER, LogAction.MEMBER_ADDED, LogAction.MEMBER_REMOVED)
"""The entries of the log that are decisions."""


def with_members(departments: Sequence[Department], decisions: Iterable[Decision]) -> tuple[Department, ...]:
    """The departments, groups with the members that were added to or taken from those that the plan lists."""
    last: dict[tuple[str | None, str | None], bool] = {
        (each.entry.group, each.entry.department): each.entry.action is LogAction.MEMBER_ADDED
        for each in decisions
        if each.entry.group
    }
    if not last:
        return tuple(departments)
    order = [department.name for department in departments]
    return tuple(replace(each, members=_members(each, last, order)) for each in departments)


def _members(
    group: Department, last: Mapping[tuple[str | None, str | None], bool], order: Sequence[str]
) -> tuple[str, ...]:
    """The members of `group` in official order, where decisions speak of it."""
    decided = {name: belongs for (about, name), belongs in last.items() if about == group.name}
    if not decided:
        return group.members
    return tuple(name for name in order if decided.get(name, name in group.members))


def with_lead(links: Sequence[TaskLink], decision: LogEntry | None) -> tuple[TaskLink, ...]:
    """A task's links with the lead that was decided, where the plan prints none: an assumed one stands back."""
    if decision is None or decision.department is None or has_printed_lead(links):
        return tuple(links)
    assumed = tuple(link for link in links if link.role is Role.LEAD)
    lead = TaskLink(decision.department, Role.LEAD, 1, Basis.ASSUMED, decision, assumed)
    return (lead, *(link for link in links if link.role is not Role.LEAD))


def printed_links(links: Iterable[TaskLink]) -> tuple[TaskLink, ...]:
    """A task's links as the plan itself has them, whatever the office has decided: what `with_lead` was given."""
    return tuple(own for link in links for own in (link.instead_of if link.decision else (link,)))


def lead_after(task: Task, told: Iterable[LogEntry]) -> str | None:
    """Who leads the task after all that was `told`, whatever decision it stands under now; None: nobody."""
    decided = [entry for entry in told if entry.action is LogAction.TASK_OWNER]
    return replace(task, links=with_lead(printed_links(task.links), decided[-1] if decided else None)).lead


def has_printed_lead(links: Iterable[TaskLink]) -> bool:
    """Whether the plan itself prints who leads the task."""
    return any(link.role is Role.LEAD and link.basis is Basis.PRINTED for link in links)


def with_owners(targets: Sequence[Target], decisions: Iterable[Decision]) -> tuple[Target, ...]:
    """The targets, each under the task or the department that was decided, where the plan prints no task for it."""
    last = {each.entry.target: each for each in decisions if each.entry.action is LogAction.TARGET_OWNER}
    return tuple(_with_owner(target, last.get(target.code)) for target in targets)


def _with_owner(target: Target, decision: Decision | None) -> Target:
    """One target; a decision that names nothing leads back to the plan."""
    if decision is None or is_printed(target) or (decision.task is None and decision.entry.department is None):
        return target
    return replace(
        target, task=decision.task, task_basis=None, owner=decision.entry.department, decision=decision.entry
    )


def is_printed(target: Target) -> bool:
    """Whether the plan itself prints the target under its task."""
    return target.task is not None and target.task_basis is Basis.PRINTED


def is_main(target: Target) -> bool:
    """Whether it is one of the plan's main goals: those that it puts under no task, as it prints or as follows."""
    return not (is_printed(target) or (target.decision is None and target.task_basis is Basis.DERIVED))


def last_leads(decisions: Iterable[Decision]) -> Mapping[int | None, LogEntry]:
    """The last decision about each task's lead; one that names nobody leads back to the plan."""
    return {each.task: each.entry for each in decisions if each.entry.action is LogAction.TASK_OWNER}
