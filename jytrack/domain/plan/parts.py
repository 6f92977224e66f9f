"""Who has which part in a task (domain.md §3, Accountability)."""

from collections.abc import Mapping, Sequence

from jytrack.domain.plan.plan import Task
from jytrack.domain.values.words import Part

UNASSIGNED = "牵头单位未明确"
"""Stands for the lead of what the plan leaves without one."""


def parts(task: Task, members: Mapping[str, Sequence[str]]) -> Mapping[str, Part]:
    """Who has a part in `task`, each department in its strongest only; `members` opens the groups."""
    found: dict[str, Part] = {}
    leads = task.leads or (UNASSIGNED,)
    for department, part in (
        (leads[0], Part.LEAD),
        *((name, Part.CO_LEAD) for name in leads[1:]),
        *((name, Part.RESPONSIBLE) for name in task.responsible),
    ):
        found.setdefault(department, part)
    for group in tuple(found):
        for member in members.get(group, ()):
            found.setdefault(member, Part.VIA_GROUP)
    return found
