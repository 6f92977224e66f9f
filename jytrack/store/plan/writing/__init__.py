"""What a plan folder says goes into the tables a kind at a time, and each kind whole."""

from collections.abc import Callable, Mapping

from jytrack.store.plan.settings import Kind
from jytrack.store.plan.writing import bodies, targets
from jytrack.store.plan.writing.bodies import Owners
from jytrack.store.plan.writing.rows import Rows

__all__ = ["Rows", "write_kinds"]

_WRITERS: Mapping[Kind, Callable[[Rows, Owners], None]] = {
    Kind.PLAN: bodies.write_plan,
    Kind.DEPARTMENT: bodies.write_departments,
    Kind.DEPARTMENT_ALIASES: bodies.write_department_aliases,
    Kind.MEMBERS: bodies.write_members,
    Kind.TASK: bodies.write_tasks,
    Kind.LINKS: bodies.write_links,
    Kind.MILESTONES: bodies.write_milestones,
    Kind.POLICIES: bodies.write_policies,
    Kind.TARGET: targets.write_targets,
    Kind.DEFINITION: targets.write_targets,
    Kind.METRIC_ALIASES: targets.write_metric_aliases,
    Kind.GOALS: targets.write_goals,
    Kind.SCHEDULES: targets.write_schedules,
    Kind.DUTIES: targets.write_duties,
    Kind.THRESHOLDS: targets.write_thresholds,
    Kind.BOUNDS: targets.write_bounds,
    Kind.CALENDAR: bodies.write_calendar,
    Kind.PAPERS: bodies.write_papers,
    Kind.REMINDERS: bodies.write_reminders,
}
"""In the order in which rows refer to each other."""


def write_kinds(rows: Rows, changed: Mapping[Kind, Owners]) -> None:
    """Write each kind that changed; the owners of the changed pieces matter where a kind keeps its history."""
    for kind, write in _WRITERS.items():
        if kind in changed:
            write(rows, changed[kind])
