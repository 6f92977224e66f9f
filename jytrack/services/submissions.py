"""Who reported what, and when: the reports due by a day, on time, late or missing."""

from collections.abc import Mapping
from datetime import date, datetime

from jytrack.domain.discipline import Discipline
from jytrack.domain.period import Period
from jytrack.domain.standing import PlanStanding
from jytrack.errors import UsageError
from jytrack.reports import submissions as report
from jytrack.services.answer import Answer
from jytrack.services.desk import Desk
from jytrack.services.naming import find_department
from jytrack.services.reporting import stand_plan


def submissions(
    desk: Desk, unit: str | None, period: Period | None, as_of: date | None, known_at: datetime | None
) -> Answer:
    """The reports due by the as-of day, of all units or of one (of a group: its members), for all periods or one.

    UsageError for a period outside the plan's year.
    """
    standing = stand_plan(desk, as_of, known_at)
    if period is not None and period.year != standing.plan.year:
        raise UsageError(
            f"方案是 {standing.plan.year} 年的，没有 {period} 这一期：jytrack report submissions --period 月份"
        )
    name = find_department(standing.plan, unit).name if unit else None
    chosen = _chosen(standing, name, period)
    return Answer(report.report(standing, chosen, name, period), findings=any(unit.missing for unit in chosen.values()))


def _chosen(standing: PlanStanding, unit: str | None, period: Period | None) -> Mapping[str, Discipline]:
    """The disciplines asked for, each with the reports of the period asked for."""
    members = {department.name: department.members for department in standing.plan.departments}
    wanted = {unit, *members[unit]} if unit else set(standing.disciplines)
    return {
        name: Discipline(name, tuple(item for item in found.reports if period in (None, item.period)))
        for name, found in standing.disciplines.items()
        if name in wanted
    }
