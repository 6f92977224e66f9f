"""The day by which a task should be done (domain.md §3, Accountability: due by now)."""

from collections.abc import Iterable
from datetime import date

from jytrack.domain.plan import Milestone, Plan, Target, Task
from jytrack.domain.supervision import TaskStanding
from jytrack.domain.words import MilestoneKind, ScheduleKind


def due_by(plan: Plan, standing: TaskStanding) -> date:
    """The day by which a task should be done: its last dated milestone or checkpoint, else the plan's end."""
    return _last_day(
        plan, (each.milestone for each in standing.milestones), (judged.target for judged in standing.targets)
    )


def due_day(plan: Plan, task: Task, told_on: date | None = None) -> date:
    """The same for a task that has not been judged; with `told_on`, without the milestones added after that day."""
    dated = (
        each
        for each in task.milestones
        if each.kind is MilestoneKind.MILESTONE
        and (told_on is None or each.added_on is None or each.added_on <= told_on)
    )
    return _last_day(plan, dated, (target for target in plan.targets if target.task == task.no))


def _last_day(plan: Plan, milestones: Iterable[Milestone], targets: Iterable[Target]) -> date:
    """The last day among milestones and checkpoints, else the plan's end."""
    days = [milestone.due_on for milestone in milestones]
    schedules = (target.schedule for target in targets)
    days += [schedule.checkpoint for schedule in schedules if schedule.kind is ScheduleKind.CHECKPOINT]
    return max((day for day in days if day is not None), default=plan.ends_on)
