"""Duties that recur: one line of the plan becomes a dated milestone for each of its periods (issue 4 of 4, 2)."""

from collections.abc import Iterator
from dataclasses import replace

from jytrack.domain.plan.calendar import WorkCalendar
from jytrack.domain.plan.plan import Milestone, Plan, Task
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import Frequency, MilestoneKind

_QUARTERS = ("一季度", "二季度", "三季度", "四季度")
_HALVES = ("上半年", "下半年")


def with_recurring(plan: Plan, calendar: WorkCalendar) -> Plan:
    """The plan with each recurring milestone in the place of which stand its occurrences, by date.

    They fall due on the last workday of each period of the plan's year, from the plan's issue on; one that is listed
    under the same name with a date of its own has that date.
    """
    return replace(plan, tasks=tuple(_with_occurrences(plan, task, calendar) for task in plan.tasks))


def without_occurrences(plan: Plan, calendar: WorkCalendar) -> Plan:
    """The plan as its folder has it, where `with_recurring` has laid out its recurring milestones."""
    return replace(plan, tasks=tuple(_gathered(plan, task, calendar) for task in plan.tasks))


def _gathered(plan: Plan, task: Task, calendar: WorkCalendar) -> Task:
    """One task, its milestones in their order: a line in the place of the first of its occurrences.

    One alone of several may have been listed with that very date, and stays.
    """
    lines = [replace(each, name=each.name.partition("（")[0], due_on=None) for each in task.milestones]
    laid_out = [
        line.name
        for line, each in zip(lines, task.milestones, strict=True)
        if recurs(line) and any(each == other for other in _occurrences(plan, line, calendar))
    ]
    found: dict[str, Milestone] = {}
    for line, each in zip(lines, task.milestones, strict=True):
        whole = line.name in laid_out and (each.name == line.name or laid_out.count(line.name) > 1)
        kept = line if whole and any(each == other for other in _occurrences(plan, line, calendar)) else each
        found.setdefault(kept.name, kept)
    return replace(task, milestones=tuple(found.values()))


def recurs(milestone: Milestone) -> bool:
    """Whether the milestone says how often it is due, and not when."""
    return milestone.kind is MilestoneKind.MILESTONE and milestone.frequency is not None and milestone.due_on is None


def _with_occurrences(plan: Plan, task: Task, calendar: WorkCalendar) -> Task:
    """One task; a task without recurring milestones as it is."""
    if not any(map(recurs, task.milestones)):
        return task
    listed = {_spelt(milestone.name) for milestone in task.milestones if not recurs(milestone)}
    found: list[Milestone] = []
    for milestone in task.milestones:
        if recurs(milestone):
            found += (each for each in _occurrences(plan, milestone, calendar) if _spelt(each.name) not in listed)
        else:
            found.append(milestone)
    return replace(task, milestones=tuple(found))


def _spelt(name: str) -> str:
    """A name as it is compared: brackets of both widths are one."""
    return name.replace("(", "（").replace(")", "）")


def _occurrences(plan: Plan, milestone: Milestone, calendar: WorkCalendar) -> Iterator[Milestone]:
    """The milestone once for each of its periods that ends after the plan was issued."""
    frequency = milestone.frequency or Frequency.YEAR
    for number, month in enumerate(frequency.due_months):
        due_on = calendar.moved_back(Period(plan.year, month).last_day)
        if due_on >= plan.issued_on:
            yield replace(milestone, name=f"{milestone.name}{_period(frequency, number)}", due_on=due_on)


def _period(frequency: Frequency, number: int) -> str:
    """How an occurrence is told from the others of its year, by its `number` from 0."""
    match frequency:
        case Frequency.MONTH:
            return f"（{number + 1}月）"
        case Frequency.QUARTER:
            return f"（{_QUARTERS[number]}）"
        case Frequency.HALF:
            return f"（{_HALVES[number]}）"
        case Frequency.YEAR:
            return ""
