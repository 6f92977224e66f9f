"""What falls due soon, is late, missing or behind, and whom to ask."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from jytrack.domain.accounts.standing import PlanStanding, Standing, last_day_of_notice
from jytrack.domain.figures.light import Light
from jytrack.domain.plan.parts import UNASSIGNED
from jytrack.domain.plan.plan import Task
from jytrack.domain.plan.target import Target
from jytrack.domain.sheets.discipline import DueReport
from jytrack.domain.values.numerals import date_text, period_text
from jytrack.domain.values.period import Period
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Colour, LightCode, MilestoneKind


class ReminderKind(StrEnum):
    """What a reminder is about; the codes are those of the JSON."""

    MILESTONE = "milestone"
    WINDOW = "window"
    SUBMISSION = "submission"
    TARGET = "target"
    STALE_TASK = "stale_task"


@valueclass
class Reminder:
    """One thing to chase: `days` to go until `due_on` (negative: days late)."""

    kind: ReminderKind
    what: str
    department: str
    message: str
    due_on: date | None = None
    days: int | None = None
    light: Light | None = None
    task: int | None = None
    target: str | None = None
    period: Period | None = None


def reminders(standing: PlanStanding) -> tuple[Reminder, ...]:
    """Everything to chase at the standing's as-of day: milestones, windows, submissions, targets, neglected tasks.

    By kind, within a kind the longest overdue first. Finished and cancelled tasks remind of nothing but their targets.
    """
    return (
        *_by_day(milestones(standing)),
        *_by_day(windows(standing)),
        *_by_day(_submissions(standing)),
        *_targets(standing),
        *_stale_tasks(standing),
    )


def _by_day(found: Iterator[Reminder]) -> list[Reminder]:
    """The longest overdue first."""
    return sorted(found, key=lambda reminder: reminder.days or 0)


def milestones(standing: Standing) -> Iterator[Reminder]:
    """Open milestones within their days of notice, or overdue."""
    for task in standing.tasks:
        for judged in task.milestones:
            due_on = judged.milestone.due_on
            if not task.open or due_on is None or judged.light.colour is Colour.GREEN:
                continue
            yield Reminder(
                ReminderKind.MILESTONE,
                what=judged.milestone.name,
                department=_lead(task.task),
                message=f"任务{task.task.no}节点“{judged.milestone.name}”{judged.light.reason}",
                due_on=due_on,
                days=(due_on - standing.clock.as_of).days,
                light=judged.light,
                task=task.task.no,
            )


def windows(standing: Standing) -> Iterator[Reminder]:
    """Policy windows that close within the days of notice; they are never lit."""
    as_of = standing.clock.as_of
    last = last_day_of_notice(standing.plan, standing.clock)
    for task in standing.tasks:
        for window in task.task.milestones:
            due_on = window.due_on
            if window.kind is not MilestoneKind.WINDOW or not task.open or due_on is None:
                continue
            if as_of <= due_on <= last:
                yield Reminder(
                    ReminderKind.WINDOW,
                    what=window.name,
                    department=_lead(task.task),
                    message=f"任务{task.task.no}政策窗口“{window.name}”{_until(due_on, as_of, '截止')}",
                    due_on=due_on,
                    days=(due_on - as_of).days,
                    task=task.task.no,
                )


def _submissions(standing: PlanStanding) -> Iterator[Reminder]:
    """Reports that are missing or fall due within the days of notice; late ones have come and need no chasing."""
    targets = {target.code: target for target in standing.plan.targets}
    missing = (report for discipline in standing.disciplines.values() for report in discipline.missing_reports)
    for report in (*missing, *standing.reports_due_soon):
        target = targets[report.metric]
        yield Reminder(
            ReminderKind.SUBMISSION,
            what=target.metric.name,
            department=report.unit,
            message=_submission_message(report, target, standing.clock.as_of),
            due_on=report.due_on,
            days=(report.due_on - standing.clock.as_of).days,
            task=target.task,
            target=report.metric,
            period=report.period,
        )


def _submission_message(report: DueReport, target: Target, as_of: date) -> str:
    """What to send, until when, and how late it is."""
    return f"{period_text(report.period)}{target.metric.name}应于{_until(report.due_on, as_of, '报送')}"


def _targets(standing: PlanStanding) -> Iterator[Reminder]:
    """Binding targets that are red, then those that are yellow."""
    for colour in (Colour.RED, Colour.YELLOW):
        for judged in standing.assessments:
            if judged.light.colour is colour and judged.target.binding:
                yield Reminder(
                    ReminderKind.TARGET,
                    what=judged.target.metric.name,
                    department=standing.plan.lead_of(judged.target) or UNASSIGNED,
                    message=f"{judged.target.metric.name}：{judged.light.reason}",
                    light=judged.light,
                    task=judged.target.task,
                    target=judged.target.code,
                )


def _stale_tasks(standing: PlanStanding) -> Iterator[Reminder]:
    """Tasks that nobody has written about for too long."""
    for task in standing.tasks:
        if task.light is not None and task.light.code is LightCode.NEGLECTED:
            yield Reminder(
                ReminderKind.STALE_TASK,
                what=task.task.title,
                department=_lead(task.task),
                message=f"任务{task.task.no}“{task.task.title}”{task.light.reason}",
                light=task.light,
                task=task.task.no,
            )


def _lead(task: Task) -> str:
    """Whom to ask about a task: its primary lead."""
    return task.lead or UNASSIGNED


def _until(due_on: date, as_of: date, what: str) -> str:
    """The day by which something is to be done, and how long there is still time or how late it is."""
    days = (due_on - as_of).days
    if days < 0:
        return f"{date_text(due_on)}{what}，已逾期{-days}天"
    return f"{date_text(due_on)}{what}，" + (f"还有{days}天" if days else "就在当天")
