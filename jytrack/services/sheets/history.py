"""Imports and values by hand, looked at: all of them, or one with its files, what was noticed, and what it wrote."""

from datetime import datetime

from jytrack.errors import NotFound
from jytrack.intake.values.problem import Code
from jytrack.reports.sheets import acts as report
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.store.sheets import acts, findings, readings, receipts

READINGS_SHOWN = 20
"""So many of the readings that an act wrote are shown with it."""


def imports(desk: Desk, known_at: datetime | None) -> Answer:
    """Every act of writing readings of the plan, the first one first, and the sheets that were not taken in."""
    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session, None, known_at)
        known = acts.load_acts(session, plan, clock.known_at)
        left = receipts.load(session, plan, clock.known_at)
    return Answer(report.list_report(plan, clock, report.Listed(known, left, {str(code): code.label for code in Code})))


def show(desk: Desk, number: int, known_at: datetime | None) -> Answer:
    """One act in detail; NotFound when the plan has no such act, or had none at the moment."""
    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session, None, known_at)
        act = next((act for act in acts.load_acts(session, plan, clock.known_at) if act.id == number), None)
        if act is None:
            owner = acts.plan_of(session, number)
            other = owner is not None and owner != plan.code
            hint = f"它属于方案 {owner}，见 jytrack --plan {owner}" if other else "全部见 jytrack"
            raise NotFound(f"方案 {plan.code} 没有第{number}次导入或登记；{hint} target imports")
        shown = report.Shown(
            act,
            findings.of_act(session, plan, number, clock.known_at),
            readings.history(session, plan, clock.known_at, written=acts.span(session, number), most=READINGS_SHOWN),
            acts.written(session, number),
        )
    return Answer(report.show_report(plan, clock, shown))
