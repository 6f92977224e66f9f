"""The accountability table of a generated plan with five years of log equals SQL by hand over the same database."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from jytrack.services.accounts import reporting
from jytrack.services.values.desk import Desk
from tests.bench.supervision import AS_OF, COUNTS, built
from tests.services.desks import LOADED, told

TASKS, DEPARTMENTS = 80, 12
PART = ("tasks", "cancelled", "done", "green", "yellow", "red", "grey")
LED = ("milestones_overdue", "days_overdue", "days_late_done")


def test_the_table_equals_sql_by_hand(tmp_path: Path) -> None:
    """What speed is measured beside counts the same; and no state is missing from what is compared."""
    database, _ = built(tmp_path, TASKS, DEPARTMENTS)
    desk = Desk(database, None, "测试员", LOADED.replace(year=2024))
    rows = {
        row["department"]: row for row in told(reporting.accountability(desk, date.fromisoformat(AS_OF), None))["rows"]
    }
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        by_hand = connection.execute(COUNTS).fetchall()
    for expected in by_hand:
        row, part = rows[expected["name"]], expected["part"]
        assert {name: row[part][name] for name in PART} == {name: expected[name] for name in PART}
        if part == "lead":
            assert [row[name] for name in LED] + [row["due"]["tasks"]] == [
                *(expected[name] for name in LED),
                expected["due"],
            ]
    assert sum(row["tasks"] for row in by_hand if row["part"] == "lead") == TASKS
    assert all(sum(row[state] for row in by_hand) for state in ("cancelled", "done", "green", "red"))
