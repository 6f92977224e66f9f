"""Task and milestone lights (domain.md §3, Task light)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from jytrack.domain.figures.light import Light, milestone_light
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.plan import Milestone, Plan, Task
from jytrack.domain.values.numerals import date_text
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Colour, LightCode, MilestoneKind, MilestoneState, TaskStatus

SEVERITY = (Colour.RED, Colour.YELLOW, Colour.GREY, Colour.GREEN)
"""Worst first: 红 > 黄 > 灰 > 绿."""


@valueclass
class MilestoneStanding:
    """A milestone's light, the calendar days it is (or was, when done) late, and how it stands in one word."""

    milestone: Milestone
    light: Light
    days_late: int = 0
    state: MilestoneState = MilestoneState.NOT_DUE


@valueclass
class TaskStanding:
    """A task with everything its light was worked out from; `light` is None for a cancelled task.

    `milestones` are the dated ones; windows and undated milestones have no light and stay with `task`.
    """

    task: Task
    light: Light | None
    reasons: tuple[str, ...]
    targets: tuple[Assessment, ...]
    milestones: tuple[MilestoneStanding, ...]

    @property
    def open(self) -> bool:
        """Whether work is still to be done: not finished and not cancelled."""
        return not self.task.status.finished and self.task.status is not TaskStatus.CANCELLED

    @property
    def state(self) -> str:
        """Under which state the task counts: cancelled and done before the colour of its light."""
        if self.light is None:
            return "cancelled"
        return "done" if self.task.status.finished else self.light.colour.value

    @property
    def overdue(self) -> tuple[MilestoneStanding, ...]:
        """The open milestones whose day has passed, the longest overdue first; finishing the task closes none."""
        counted = self.task.status is not TaskStatus.CANCELLED
        late = [each for each in self.milestones if counted and each.light.code is LightCode.OVERDUE]
        return tuple(sorted(late, key=lambda each: -each.days_late))

    @property
    def days_overdue(self) -> int:
        """The calendar days of its longest overdue milestone; 0 when nothing is overdue."""
        return max((each.days_late for each in self.overdue), default=0)


def task_standing(plan: Plan, task: Task, assessments: Sequence[Assessment], as_of: date) -> TaskStanding:
    """`task` judged at `as_of`, with those of the plan's `assessments` that belong to it."""
    targets = tuple(judged for judged in assessments if judged.target.task == task.no)
    milestones = tuple(
        milestone_standing(plan, milestone, as_of)
        for milestone in task.milestones
        if milestone.kind is MilestoneKind.MILESTONE and milestone.due_on is not None
    )
    if task.status is TaskStatus.CANCELLED:
        return TaskStanding(task, None, ("任务已取消",), targets, milestones)
    light, reasons = _task_light(plan, task, targets, milestones, as_of)
    return TaskStanding(task, light, reasons, targets, milestones)


def milestone_standing(plan: Plan, milestone: Milestone, as_of: date) -> MilestoneStanding:
    """A dated milestone judged at `as_of`, with its lateness and a reason."""
    light = milestone_light(milestone, as_of, plan.thresholds)
    due_on, done_on = milestone.due_on or plan.ends_on, milestone.done_on or as_of
    end = done_on if light.code is LightCode.DONE else as_of
    days_late = max(0, (end - due_on).days)
    match light.code:
        case LightCode.DONE:
            reason = f"{date_text(end)}完成" + (f"，迟{days_late}天" if days_late else "")
        case LightCode.OVERDUE:
            reason = f"应于{date_text(due_on)}完成，已逾期{days_late}天"
        case _:
            left = (due_on - as_of).days
            reason = f"{date_text(due_on)}到期，" + (f"还有{left}天" if left else "就在当天")
    postponed_to = milestone.postponed_to
    if postponed_to is not None and light.code is not LightCode.DONE:
        reason += f"；已批准延至{date_text(postponed_to)}"
    return MilestoneStanding(
        milestone, replace(light, reason=reason), days_late, _state(light, days_late, postponed_to, as_of)
    )


def _state(light: Light, days_late: int, postponed_to: date | None, as_of: date) -> MilestoneState:
    """One word for how the milestone stands; a granted postponement is told until it has passed, and lights nothing."""
    if light.code is LightCode.DONE:
        return MilestoneState.DONE_LATE if days_late else MilestoneState.DONE
    if postponed_to is not None and as_of <= postponed_to:
        return MilestoneState.POSTPONED
    return MilestoneState(light.code.value)


def _task_light(
    plan: Plan,
    task: Task,
    targets: Sequence[Assessment],
    milestones: Sequence[MilestoneStanding],
    as_of: date,
) -> tuple[Light, tuple[str, ...]]:
    """The worst of what has started, with the reasons worst first; finished and idle tasks have rules of their own."""
    judged = [(target.light, f"{target.target.metric.name}：{target.light.reason}") for target in _started(targets)]
    if task.status.finished:
        judged = [(light, reason) for light, reason in judged if light.colour is Colour.RED]
        judged.append((Light(Colour.GREEN, LightCode.DONE), f"任务已{task.status.label}"))
    else:
        judged += [
            (standing.light, f"节点“{standing.milestone.name}”：{standing.light.reason}")
            for standing in milestones
            if standing.light.code is not LightCode.NOT_DUE
        ]
    if not judged:
        idle = _idle_light(plan, task, as_of)
        return idle, (idle.reason,)
    judged.sort(key=lambda item: SEVERITY.index(item[0].colour))
    worst, reason = judged[0]
    return Light(worst.colour, worst.code, reason, worst.lower_bound), tuple(reason for _, reason in judged)


def _started(targets: Sequence[Assessment]) -> Iterator[Assessment]:
    """The binding targets that have a goal and are being judged."""
    for judged in targets:
        if judged.target.binding and judged.light.code not in (LightCode.NOT_DUE, LightCode.NO_GOAL):
            yield judged


def _idle_light(plan: Plan, task: Task, as_of: date) -> Light:
    """Nothing has started: the age of the last entry in the log, or of the plan's issue."""
    last = max(plan.issued_on, task.updated_on or plan.issued_on)
    age = (as_of - last).days
    since = "最近一次更新" if task.updated_on else "方案印发"
    if age > plan.thresholds.neglected_days:
        return Light(Colour.YELLOW, LightCode.NEGLECTED, f"{since}（{date_text(last)}）以来{age}天没有更新")
    return Light(Colour.GREY, LightCode.NOT_DUE, "尚无已开始的目标或节点")
