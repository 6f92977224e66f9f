"""A plan as the beginning of another year's: its days moved to that year, its goals left open."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from jytrack.domain.plan.calendar import WorkCalendar
from jytrack.domain.plan.plan import CalendarDay, Milestone, Plan, Task
from jytrack.domain.plan.target import Goal, Schedule, Target
from jytrack.domain.values.numerals import plain
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import Basis, MilestoneKind


def moved_to(plan: Plan, year: int, days: Sequence[CalendarDay]) -> Plan:
    """The plan of another `year`, whose holidays are `days`: what it says stays, but for days, goals and its document.

    A goal is the old year's, so it is left open and told in its note. What the office has added or decided for the old
    year alone does not go along: milestones of its own, early issues.
    """
    old, new = WorkCalendar.of(plan.calendar), WorkCalendar.of(days)

    def node(milestone: Milestone) -> Milestone:
        return replace(
            milestone,
            starts_on=milestone.starts_on and _same_day(milestone.starts_on, year),
            due_on=milestone.due_on and _due(milestone, milestone.due_on, year, (old, new)),
        )

    def task(each: Task) -> Task:
        return replace(each, milestones=tuple(node(item) for item in each.milestones if item.added_on is None))

    return replace(
        plan,
        code=_renamed(plan.code, plan.year, year) or f"{plan.code}-{year}",
        title=_renamed(plan.title, plan.year, year) or plan.title,
        year=year,
        issued_on=_same_day(plan.issued_on, year),
        document="",
        calendar=tuple(days),
        tasks=tuple(map(task, plan.tasks)),
        targets=tuple(_target(each, plan.year, year) for each in plan.targets),
    )


def _renamed(text: str, old: int, new: int) -> str:
    """The text with the new year in the old one's place; "" where it does not name that."""
    return text.replace(str(old), str(new)) if str(old) in text else ""


def _target(target: Target, old: int, year: int) -> Target:
    goal = target.goal_at(date(old, 12, 31))
    note = f"{old}年目标{plain(goal.value)}{target.metric.measure_unit}" if goal and goal.value is not None else ""
    basis = goal.basis if goal else Basis.PRINTED
    return replace(
        target,
        goals=(Goal(None, date(year, 1, 1), basis, note),),
        schedule=_schedule(target.schedule, year),
        early_warning=target.early_warning and _schedule(target.early_warning, year),
        duties=tuple(
            replace(duty, since=Period(duty.since.year + year - old, duty.since.month)) for duty in target.duties
        ),
    )


def _schedule(schedule: Schedule, year: int) -> Schedule:
    return replace(schedule, checkpoint=schedule.checkpoint and _same_day(schedule.checkpoint, year))


def _same_day(day: date, year: int) -> date:
    """The same day of another year; a month's last day stays its last."""
    last = monthrange(year, day.month)[1]
    ends = day.day == monthrange(day.year, day.month)[1]
    return date(year, day.month, last if ends else min(day.day, last))


def _due(milestone: Milestone, day: date, year: int, calendars: tuple[WorkCalendar, WorkCalendar]) -> date:
    """When a milestone is due in another year: on a workday, as it was; the last one of a month stays that.

    A window ends on the day that its policy says.
    """
    old, new = calendars
    if milestone.kind is MilestoneKind.WINDOW or not old.is_workday(day):
        return _same_day(day, year)
    if day == old.moved_back(Period.of(day).last_day):
        return new.moved_back(Period(year, day.month).last_day)
    return new.moved(_same_day(day, year))
