"""Who has not reported yet for a month: what the clerk asks after each import."""

from jytrack.domain.plan.due import due_periods
from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.period import Period
from jytrack.store.database.database import Session
from jytrack.store.sheets import readings


def still_missing(session: Session, plan: Plan, period: Period) -> dict[str, list[str]]:
    """The names of the metrics that each unit owes for `period` and has not reported, in the plan's order."""
    came = readings.reported(session, plan, period)
    missing: dict[str, list[str]] = {}
    for target in plan.targets:
        if came[target.code].issuperset(target.units):
            continue
        for duty in target.unit_duties:
            if duty.unit not in came[target.code] and period in due_periods(duty, plan.year):
                missing.setdefault(duty.unit, []).append(target.metric.name)
    order = {department.name: place for place, department in enumerate(plan.departments)}
    return dict(sorted(missing.items(), key=lambda item: order.get(item[0], len(order))))
