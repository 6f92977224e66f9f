"""The day by which a task should be done (domain.md §3, Accountability: due by now)."""

from datetime import date

from jytrack.domain.plan.plan import Plan, Task
from jytrack.domain.values.words import MilestoneKind, ScheduleKind


def due_day(plan: Plan, task: Task, told_on: date | None = None) -> date:
    """The day by which a task should be done: its last dated milestone or checkpoint, else the plan's end.

    With `told_on`, without the milestones that were added after that day.
    """
    days = [
        each.due_on
        for each in task.milestones
        if each.kind is MilestoneKind.MILESTONE
        and (told_on is None or each.added_on is None or each.added_on <= told_on)
    ]
    schedules = (target.schedule for target in plan.targets if target.task == task.no)
    days += [schedule.checkpoint for schedule in schedules if schedule.kind is ScheduleKind.CHECKPOINT]
    return max((day for day in days if day is not None), default=plan.ends_on)
