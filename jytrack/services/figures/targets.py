"""Targets and the readings behind them, looked at."""

from dataclasses import replace
from datetime import date, datetime

from jytrack.domain.figures.track import judged_by_month
from jytrack.domain.values.period import Period
from jytrack.errors import NotFound
from jytrack.reports.figures import readings as readings_report
from jytrack.reports.figures import targets as report
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import find_department, find_target
from jytrack.services.values.standing import stand_tasks
from jytrack.store.plan import feedback
from jytrack.store.plan.allocations import load_allocations
from jytrack.store.sheets import readings as store


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
        raise NotFound(f"方案里没有任务 {task}，全部任务见 jytrack task list")
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
        plan = standing.plan
        target = find_target(plan, code)
        records = store.history(session, plan, standing.clock.known_at, metric=target.code)
        split = load_allocations(session, plan, standing.clock).get(target.code, {})
        explained = feedback.explanations(session, plan, standing.clock).get(target.code, ())
        alone = replace(plan, targets=(target,))
        known, before = store.readings_of_two_years(session, alone, standing.clock)
    by_month = judged_by_month(target, known[target.code], standing.clock, before[target.code])
    shown = next(judged for judged in standing.assessments if judged.target.code == target.code)
    in_force = [record for record in records if record.in_force]
    listed = [item for item in in_force if as_of is None or item.reading.period.last_day <= as_of]
    return Answer(report.show_report(standing, shown, listed, split, shown.compared(), by_month, explained))


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
        records = store.history(
            session,
            plan,
            clock.known_at,
            metric=find_target(plan, code).code if code else None,
            unit=find_department(plan, unit).name if unit else None,
            period=period,
        )
    shown = [
        item
        for item in records
        if (with_history or item.in_force) and (as_of is None or item.reading.period.last_day <= as_of)
    ]
    return Answer(readings_report.report(plan, clock, shown))
