"""Units compared: who stands where against its part of the goal."""

from datetime import date, datetime

from jytrack.domain.ranking import compare_units
from jytrack.errors import UsageError
from jytrack.reports import townships as report
from jytrack.services.answer import Answer
from jytrack.services.desk import Desk
from jytrack.services.naming import find_department, find_target
from jytrack.store import readings
from jytrack.store.allocations import load_allocations


def townships(
    desk: Desk, code: str | None, unit: str | None, order: str, as_of: date | None, known_at: datetime | None
) -> Answer:
    """The units of one target, or of all targets that several units report, in official order or by rank.

    UsageError for another order, and for a target that only one unit reports.
    """
    if order not in report.ORDERS:
        raise UsageError(f"--order 只能是 {' 或 '.join(report.ORDERS)}；用法见 jytrack report townships --help")
    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session, as_of, known_at)
        chosen = [find_target(plan, code)] if code else [item for item in plan.targets if len(item.units) > 1]
        if code and len(chosen[0].units) < 2:
            raise UsageError(
                f"“{chosen[0].metric.name}”只有一个单位填报，不作比较；见 jytrack target show {chosen[0].code}"
            )
        name = find_department(plan, unit).name if unit else None
        splits = load_allocations(session, plan, clock)
        now = readings.readings_until(session, plan, clock)
        before = readings.readings_last_year(session, plan, clock)
    compared = [
        report.Compared(
            target,
            splits.get(target.code, {}),
            compare_units(target, splits.get(target.code, {}), now[target.code], clock, before[target.code]),
        )
        for target in chosen
    ]
    return Answer(report.report(plan, clock, compared, order, name))
