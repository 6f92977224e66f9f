"""What every old database holds, however it came up to date."""

from dataclasses import replace
from datetime import date, timedelta

from jytrack.domain.figures.reading import Reading
from jytrack.domain.sheets.undoing import ActKind
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import quantity
from jytrack.domain.values.words import TaskStatus
from jytrack.store.database.database import Database
from jytrack.store.plan.plans import load_plan
from jytrack.store.plan.tasks import with_logs
from jytrack.store.sheets.acts import load_acts
from jytrack.store.sheets.readings import history, readings_until
from tests.store.sample import CLERK, LOADED_AT, PLAN, signed

NOW = LOADED_AT + timedelta(days=1)
MARCH = Period(2023, 3)


def holds_all(database: Database) -> None:
    """The plan, the readings with their correction and the log are what `make.fill` wrote."""
    with database.reading() as session:
        plan = load_plan(session, PLAN.code, date(2023, 3, 31), NOW)
        assert replace(plan, log_head="") == signed(PLAN, CLERK, LOADED_AT)
        clock = Clock(2023, date(2023, 12, 31), NOW)
        task = with_logs(session, load_plan(session, PLAN.code, clock.as_of, NOW), (1,), clock).task(1)
        assert (task.status, [entry.note for entry in task.log]) == (TaskStatus.ASSIGNED, ["开了会", ""])
        readings = readings_until(session, plan, Clock(2023, date(2023, 3, 31), NOW))
        assert readings == {
            "jobs": [Reading("东镇", MARCH, quantity(9)), Reading("西乡", MARCH, quantity(8))],
            "aid": [Reading("人社局", MARCH, numerator=quantity(212), denominator=quantity(240))],
            "fund": [],
        }
        assert [(act.kind, len(act.files), act.undone_by) for act in load_acts(session, plan, NOW)] == [
            (ActKind.IMPORT, 1, None),
            (ActKind.RECORD, 0, None),
        ]
        first, second, *_ = history(session, plan, NOW)
        assert (first.reading.month, first.source.file, first.source.row) == (quantity(8), "三月.csv", 2)
        assert (second.reading.month, second.source, second.reason) == (quantity(9), None, "核实后更正")
