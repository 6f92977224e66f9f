"""The plan's standing at one clock: the one call that services make."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date, timedelta
from typing import TypeVar

from jytrack.domain.accounts.accountability import Accountability, Postponement, accountability, postponements
from jytrack.domain.figures.assessing import assess
from jytrack.domain.figures.reading import Arrivals, Reading, Submission, arrived
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.parts import UNASSIGNED, parts
from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.discipline import Discipline, DueReport, disciplines, due_courses, in_part, owed_after
from jytrack.domain.sheets.doubting import NO_DOUBTS, OpenDoubts
from jytrack.domain.sheets.receipts import Receipt, returns
from jytrack.domain.supervision.supervision import TaskStanding, task_standing
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.valueclass import valueclass

S = TypeVar("S", bound="Standing")

ReadingsByMetric = Mapping[str, Sequence[Reading]]
"""Readings by metric code, as known at the clock's known-at."""


@valueclass
class Standing:
    """What the rule book says about a plan's targets and tasks at one clock, in the plan's order.

    All that pages need which do not tell who has reported: that is the dearest to find out. `open_doubts` are those
    about all figures. `is_new`: nothing was ever reported or told of it.
    """

    plan: Plan
    clock: Clock
    assessments: tuple[Assessment, ...]
    tasks: tuple[TaskStanding, ...]
    open_doubts: OpenDoubts = field(default=NO_DOUBTS, kw_only=True)
    is_new: bool = field(default=False, kw_only=True)

    @property
    def postponements(self) -> tuple[Postponement, ...]:
        """Every extension that was asked for, those of one department together."""
        return tuple(asked for of_one in postponements(self.plan, self.tasks).values() for asked in of_one)


@valueclass
class PlanStanding(Standing):
    """Everything the rule book says about a plan at one clock, in the plan's order.

    `reports_due_soon` are those that fall due within the plan's days of notice and have not come yet.
    """

    disciplines: Mapping[str, Discipline]
    accountability: Accountability
    reports_due_soon: tuple[DueReport, ...]

    @property
    def reports_ahead(self) -> tuple[DueReport, ...]:
        """Those that are due on the as-of day itself and have not come, and those due soon."""
        missing = (report for unit in self.disciplines.values() for report in unit.missing_reports)
        return (*(report for report in missing if report.due_on == self.clock.as_of), *self.reports_due_soon)


def stand(
    plan: Plan,
    readings: ReadingsByMetric,
    submissions: Iterable[Submission],
    clock: Clock,
    last_year: ReadingsByMetric | None = None,
    receipts: Iterable[Receipt] = (),
) -> PlanStanding:
    """`plan` judged at `clock`; `last_year` holds the readings of the year before, for comparison only."""
    before = last_year or {}
    assessments = tuple(
        assess(target, readings.get(target.code, ()), clock, before.get(target.code, ())) for target in plan.targets
    )
    return stand_on(plan, assessments, arrived(submissions), clock, receipts)


def stand_on(
    plan: Plan,
    assessments: Sequence[Assessment],
    came: Arrivals,
    clock: Clock,
    receipts: Iterable[Receipt] = (),
) -> PlanStanding:
    """The same from targets that are judged already; `receipts` are the sheets that came and were not taken in."""
    soon = last_day_of_notice(plan, clock)
    returned = returns(receipts, clock.as_of)
    courses = list(due_courses(plan, assessments, came, clock.as_of, soon, returned))
    of_units = disciplines(plan, in_part(courses, lambda course: course.until(clock.as_of)), returned)
    tasks = stand_tasks_on(plan, assessments, clock).tasks
    return PlanStanding(
        plan=plan,
        clock=clock,
        assessments=tuple(assessments),
        tasks=tasks,
        disciplines=of_units,
        accountability=accountability(plan, tasks, assessments, of_units, clock.as_of),
        reports_due_soon=owed_after(courses, clock.as_of),
    )


def owed_soon(plan: Plan, assessments: Sequence[Assessment], came: Arrivals, clock: Clock) -> tuple[DueReport, ...]:
    """What `PlanStanding.reports_ahead` tells, of those targets of a `plan` alone of which reports `came`."""
    soon = last_day_of_notice(plan, clock)
    courses = list(due_courses(plan, assessments, came, clock.as_of, soon))
    return owed_after(courses, clock.as_of - timedelta(days=1))


def last_day_of_notice(plan: Plan, clock: Clock) -> date:
    """The last day that counts as soon."""
    return clock.as_of + timedelta(days=plan.thresholds.due_soon_days)


def stand_tasks_on(plan: Plan, assessments: Sequence[Assessment], clock: Clock) -> Standing:
    """The same without the reporting, which is not asked about."""
    tasks = tuple(task_standing(plan, task, assessments, clock.as_of) for task in plan.tasks)
    return Standing(plan, clock, tuple(assessments), tasks)


def tasks_of_department(standing: S, name: str) -> S:
    """The `standing` with the tasks in which the department has a part, and the targets that it leads, alone."""
    plan, members = standing.plan, standing.plan.members
    tasks = tuple(item for item in standing.tasks if name in parts(item.task, members))
    judged = tuple(item for item in standing.assessments if name in (plan.leads_of(item.target) or (UNASSIGNED,)))
    return replace(standing, assessments=judged, tasks=tasks)


def of_department(standing: PlanStanding, name: str) -> PlanStanding:
    """What of it is the department's: its tasks and targets, and its own reports."""
    theirs = tasks_of_department(standing, name)
    own = {unit: found for unit, found in standing.disciplines.items() if unit == name}
    return replace(
        theirs,
        disciplines=own,
        accountability=accountability(theirs.plan, theirs.tasks, theirs.assessments, own, standing.clock.as_of),
        reports_due_soon=tuple(report for report in standing.reports_due_soon if report.unit == name),
    )
