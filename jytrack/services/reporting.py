"""The reports: facts from the store, judged by the rule book, told by the reports room."""

from dataclasses import replace
from datetime import date, datetime

from jytrack.domain.assessing import assess, assess_total
from jytrack.domain.clock import Clock
from jytrack.domain.plan import Plan
from jytrack.domain.standing import PlanStanding, stand_on
from jytrack.domain.variance import Assessment
from jytrack.domain.words import Colour
from jytrack.reports import accountability as accountability_report
from jytrack.reports import overview as overview_report
from jytrack.reports import variance as variance_report
from jytrack.reports.weekly import Received, week, weekly_text
from jytrack.services.answer import Answer
from jytrack.services.desk import Desk
from jytrack.store import readings, totals
from jytrack.store.database import Session


def overview(desk: Desk, as_of: date | None, known_at: datetime | None) -> Answer:
    """The page the office lives by: variance, then each department's accountability."""
    standing = stand_plan(desk, as_of, known_at)
    return Answer(overview_report.report(standing), findings=has_findings(standing))


def variance(desk: Desk, as_of: date | None, known_at: datetime | None) -> Answer:
    """Variance against the annual goals, a row a target."""
    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session, as_of, known_at)
        assessments = _assess(session, plan, clock)
    findings = any(item.light.colour is Colour.RED or item.missing_units for item in assessments)
    return Answer(variance_report.report(plan, clock, assessments), findings=findings)


def accountability(desk: Desk, as_of: date | None, known_at: datetime | None) -> Answer:
    """Each department's account, a row a department."""
    standing = stand_plan(desk, as_of, known_at)
    return Answer(accountability_report.report(standing), findings=has_findings(standing))


def weekly(desk: Desk, as_of: date | None, known_at: datetime | None) -> str:
    """The week before the as-of day as one chat message of at most 2 048 bytes."""
    with desk.database.reading() as session:
        standing = stand_in(desk, session, as_of, known_at)
        came = readings.history(session, standing.plan, standing.clock.known_at, received=week(standing.clock.as_of))
    return weekly_text(standing, (Received(row.reading.unit, bool(row.reason)) for row in came if not row.withdrawn))


def _assess(session: Session, plan: Plan, clock: Clock) -> tuple[Assessment, ...]:
    """The plan's targets judged: on the database's own sums where these suffice, on their readings elsewhere."""
    sums = totals.complete_totals(session, plan, clock)
    rest = replace(plan, targets=tuple(target for target in plan.targets if target.code not in sums))
    known = readings.readings_until(session, rest, clock)
    before = readings.readings_last_year(session, rest, clock)
    return tuple(
        assess_total(target, sums[target.code], clock)
        if target.code in sums
        else assess(target, known[target.code], clock, before[target.code])
        for target in plan.targets
    )


def stand_plan(desk: Desk, as_of: date | None, known_at: datetime | None) -> PlanStanding:
    """The plan's standing at the clock asked for, from one state of the database."""
    with desk.database.reading() as session:
        return stand_in(desk, session, as_of, known_at)


def stand_in(desk: Desk, session: Session, as_of: date | None, known_at: datetime | None) -> PlanStanding:
    """The same inside a transaction, for a page that reads more than the standing."""
    plan, clock = desk.open_plan(session, as_of, known_at)
    return stand_on(plan, _assess(session, plan, clock), readings.submissions(session, plan, clock), clock)


def has_findings(standing: PlanStanding) -> bool:
    """Whether `--exit-code` should speak: a red light, something overdue, a missing report."""
    total = standing.accountability.total
    red = any(judged.light.colour is Colour.RED for judged in standing.assessments)
    return red or total.milestones_overdue > 0 or total.discipline.missing > 0
