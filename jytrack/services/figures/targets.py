"""Targets and the readings behind them, looked at."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from jytrack.domain.figures.track import judged_by_month
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.records import ReadingRecord
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.period import Period, closed_months
from jytrack.errors import NotFound
from jytrack.reports.figures import readings as readings_report
from jytrack.reports.figures import targets as report
from jytrack.reports.figures.readings import Found
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import find_department, find_target
from jytrack.services.values.standing import stand_tasks
from jytrack.store.database.database import Session
from jytrack.store.plan import feedback
from jytrack.store.plan.allocations import load_allocations
from jytrack.store.sheets import doubts
from jytrack.store.sheets import readings as store
from jytrack.store.values.encoding import Damaged


def list_targets(
    desk: Desk, department: str | None, task: int | None, as_of: date | None, known_at: datetime | None
) -> Answer:
    """The targets in the plan's order: all, those a department leads or reports, those of a task.

    NotFound for a department or task that the plan does not have.
    """
    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session, as_of, known_at)
    name = find_department(plan, department).name if department else None
    if task is not None and all(task != known.no for known in plan.tasks):
        raise NotFound(f"方案里没有任务{task}，全部任务见 jytrack task list")
    wanted = [
        target
        for target in plan.targets
        if (name is None or name in target.units or name == plan.lead_of(target))
        and (task is None or target.task == task)
    ]
    return Answer(report.list_report(plan, clock, wanted))


def show(desk: Desk, code: str, as_of: date | None, known_at: datetime | None) -> Answer:
    """One target on one page, with the readings behind it; `as_of` leaves later months out."""
    with desk.database.reading() as session:
        standing = stand_tasks(desk, session, as_of, known_at)
        plan, clock = standing.plan, standing.clock
        target = find_target(plan, code)
        walked = store.Walk(target.code, None, _months(plan, None, as_of), with_history=False)
        found = _found(desk, session, plan, clock, walked)
        split = load_allocations(session, plan, clock).get(target.code, {})
        explained = feedback.explanations(session, plan, clock).get(target.code, ())
    shown = next(judged for judged in standing.assessments if judged.target.code == target.code)
    by_month = partial(_judged_by_month, desk, replace(plan, targets=(target,)), clock)
    return Answer(report.show_report(standing, shown, found, split, shown.compared(), by_month, explained))


def _judged_by_month(desk: Desk, alone: Plan, clock: Clock) -> tuple[Assessment, ...]:
    """The one target of a plan, judged at the end of each month."""
    with desk.database.reading() as session:
        known, before = store.readings_of_two_years(session, alone, clock)
    target = alone.targets[0]
    return judged_by_month(target, known[target.code], clock, before[target.code])


def readings(
    desk: Desk,
    code: str | None,
    unit: str | None,
    period: Period | None,
    as_of: date | None,
    known_at: datetime | None,
    *,
    with_history: bool,
) -> Answer:
    """Readings with their provenance: those in force, or all that ever were; `as_of` leaves later months out."""
    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session, as_of, known_at, period)
        walked = store.Walk(
            metric=find_target(plan, code).code if code else None,
            unit=find_department(plan, unit).name if unit else None,
            months=_months(plan, period, as_of),
            with_history=with_history,
        )
        found = _found(desk, session, plan, clock, walked)
        about = doubts.open_doubts(session, plan, clock)
    return Answer(readings_report.report(readings_report.Told(plan, clock, found, about)))


def _found(desk: Desk, session: Session, plan: Plan, clock: Clock, walked: store.Walk) -> Found[store.Row]:
    """The readings to walk along; what was known at a moment is the same at each walk."""
    decoded = store.decoder(session, plan, clock.known_at)

    def rows() -> Iterator[store.Row]:
        with desk.database.reading() as session:
            yield from store.walk(session, plan, clock.known_at, walked)

    def record(row: store.Row) -> ReadingRecord:
        try:
            return decoded(row)
        except Damaged:
            with desk.database.reading():  # where it is told which row is damaged
                raise

    return Found(rows, record)


def _months(plan: Plan, period: Period | None, as_of: date | None) -> tuple[Period, Period]:
    """From which month to which: `period` alone, or all of which the plan knows, each over by `as_of` where given."""
    first, last = (period, period) if period else (Period(plan.year - 1, 1), Period(plan.year, 12))
    if as_of is None:
        return first, last
    this, before = closed_months(plan.year, as_of), closed_months(plan.year - 1, as_of)
    return first, min(last, Period(plan.year, this) if this else Period(plan.year - 1, before))
