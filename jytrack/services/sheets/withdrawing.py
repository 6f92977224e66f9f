"""One reading taken back: recorded, with its reason, and never erased."""

from jytrack.domain.values.numerals import period_text
from jytrack.domain.values.period import Period
from jytrack.errors import InputRefused, UsageError
from jytrack.reports.sheets import withdrawal as report
from jytrack.services.plan.locked import Locked
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import find_department, find_target
from jytrack.services.values.second_look import take_note
from jytrack.store.sheets import imports, readings, recording


def withdraw(desk: Desk, code: str, unit: str, period: Period, reason: str, *, dry_run: bool) -> Answer:
    """Take back what `unit` reported of `code` for `period`, and show what that was.

    UsageError without a reason, NotFound for an unknown target or unit, InputRefused when nothing is in force.
    """
    if not reason.strip():
        raise UsageError("收回要写明原因：jytrack target withdraw 指标 --unit 单位 --period 月份 --reason 原因")
    with desk.database.writing(keep=not dry_run) as session:
        plan, clock = desk.open_plan(session, period=period)
        target, name = find_target(plan, code), find_department(plan, unit).name
        batch = imports.open_batch(session, plan, desk.actor, desk.now, desk.today, reason.strip())
        # Asked at the batch's own moment, which is later than every recording even when the clock was put back.
        records = readings.history(session, plan, batch.recorded_at, metric=target.code, unit=name, period=period)
        taken = next((record for record in records if record.in_force), None)
        if taken is None:
            raise InputRefused(
                f"“{name}”{period_text(period)}没有登记在用的“{target.metric.name}”，无数可收回；"
                f"已登记的见 jytrack target readings {target.metric.name} --unit {name}"
            )
        Locked(session, plan, desk.today).require_open([(name, target.code, period)], "收回")
        take_note(session, plan, recording.withdraw(session, plan, batch, (name, target.code, period)))
    return Answer(report.report(plan, clock, taken, reason.strip(), written=not dry_run))
