"""How the plan stands, read from one state of the database: what most pages begin with."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from jytrack.domain.accounts.standing import (
    PlanStanding,
    Standing,
    last_day_of_notice,
    owed_soon,
    stand_on,
    stand_tasks_on,
)
from jytrack.domain.figures.assessing import assess, assess_total
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.due import falling_due
from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.discipline import DueReport
from jytrack.domain.sheets.doubting import OpenDoubts
from jytrack.domain.values.clock import Clock
from jytrack.services.values.desk import Desk
from jytrack.store.database.database import Session
from jytrack.store.figures import totals
from jytrack.store.plan.tasks import with_logs
from jytrack.store.sheets import imports, readings, receipts
from jytrack.store.sheets.arrivals import arrivals
from jytrack.store.sheets.doubts import open_doubts


def assess_plan(session: Session, plan: Plan, clock: Clock, doubts: OpenDoubts) -> tuple[Assessment, ...]:
    """The plan's targets judged: on the database's own sums where these suffice, on their readings elsewhere.

    To each it says how many of the open `doubts` are about figures behind it.
    """
    sums = totals.complete_totals(session, plan, clock)
    rest = replace(plan, targets=tuple(target for target in plan.targets if target.code not in sums))
    known, before = readings.readings_of_two_years(session, rest, clock)
    judged = (
        assess_total(target, sums[target.code], clock)
        if target.code in sums
        else assess(target, known[target.code], clock, before[target.code])
        for target in plan.targets
    )
    return with_doubts(judged, doubts)


def with_doubts(assessments: Iterable[Assessment], doubts: OpenDoubts) -> tuple[Assessment, ...]:
    """The targets, each told how many of the open `doubts` are about figures behind it."""
    return tuple(replace(item, open_doubts=doubts.about(item.target)) if len(doubts) else item for item in assessments)


def none(_: Plan, __: Clock) -> Collection[int]:
    """No task at all."""
    return ()


LogsOf = Callable[[Plan, Clock], Collection[int]]
"""Which tasks, by number, a page needs the whole logs of: of a plan and a clock."""


def stand_plan(desk: Desk, as_of: date | None, known_at: datetime | None, logs_of: LogsOf = none) -> PlanStanding:
    """The plan's standing at the clock asked for, from one state of the database; see `stand_in`."""
    with desk.database.reading() as session:
        return stand_in(desk, session, as_of, known_at, logs_of)


def stand_in(
    desk: Desk, session: Session, as_of: date | None, known_at: datetime | None, logs_of: LogsOf = none
) -> PlanStanding:
    """The same inside a transaction, for a page that reads more than the standing.

    Of the tasks that `logs_of` chooses, the logs are read too: judging does without them, and they may be long.
    """
    plan, clock = desk.open_plan(session, as_of, known_at)
    return stand_open(session, with_logs(session, plan, logs_of(plan, clock), clock), clock)


def stand_tasks(
    desk: Desk, session: Session, as_of: date | None, known_at: datetime | None, logs_of: LogsOf = none
) -> Standing:
    """The same for a page that does not tell who has reported: no day on which a reading came is asked for."""
    plan, clock = desk.open_plan(session, as_of, known_at)
    doubts = open_doubts(session, plan, clock)
    judged = assess_plan(session, plan, clock, doubts)
    standing = stand_tasks_on(with_logs(session, plan, logs_of(plan, clock), clock), judged, clock)
    return replace(standing, open_doubts=doubts, is_new=_is_new(session, plan, clock, judged))


def reports_ahead(session: Session, standing: Standing) -> Sequence[DueReport]:
    """The reports that fall due within the days of notice and have not come; where none does, nothing is asked for."""
    plan, clock = standing.plan, standing.clock
    due = replace(plan, targets=falling_due(plan, clock.as_of, last_day_of_notice(plan, clock)))
    if not due.targets:
        return ()
    codes = {target.code for target in due.targets}
    judged = [item for item in standing.assessments if item.target.code in codes]
    return owed_soon(due, judged, arrivals(session, due, clock), clock)


def stand_open(session: Session, plan: Plan, clock: Clock) -> PlanStanding:
    """The standing of a plan that was opened already."""
    doubts = open_doubts(session, plan, clock)
    return stand_judged(session, plan, clock, assess_plan(session, plan, clock, doubts), doubts)


def stand_judged(
    session: Session, plan: Plan, clock: Clock, judged: Sequence[Assessment], doubts: OpenDoubts
) -> PlanStanding:
    """The standing of a plan whose targets were judged already."""
    came = arrivals(session, plan, clock)
    standing = stand_on(plan, judged, came, clock, receipts.load(session, plan, clock.known_at))
    return replace(standing, open_doubts=doubts, is_new=_is_new(session, plan, clock, judged))


def _is_new(session: Session, plan: Plan, clock: Clock, judged: Sequence[Assessment]) -> bool:
    """Whether nothing is on record; the database is asked only where no figure and no entry tells."""
    told = plan.log_head or any(item.actual is not None for item in judged)
    return not told and not imports.has_any(session, plan.code, clock.known_at)
