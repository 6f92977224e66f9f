"""Writes tests/old_databases/REVISION.sql, a database of this revision as text, for later revisions to upgrade.

Run once for each revision, before the next one is made: python -m tests.old_databases.make
"""

import sqlite3
import tempfile
from contextlib import closing
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from jytrack.domain.figures.reading import Entry
from jytrack.domain.values.log import Evidence, LogEntry
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import quantity
from jytrack.domain.values.words import LogAction, TaskStatus
from jytrack.store.database.database import Database
from jytrack.store.database.schema import upgrade
from jytrack.store.plan import ledger
from jytrack.store.plan.seeding import save_plan
from jytrack.store.sheets.imports import open_batch
from tests.store.sample import CLERK, LOADED_AT, PLAN
from tests.store.writing import ImportedFile, add_file, store

FOLDER = Path(__file__).parent
PROOF = b"%PDF-1.4"
"""A file that proves an entry, from revision 0003 on."""


def fill(database: Database) -> None:
    """The sample plan with readings, a correction, and a log."""

    def at(hours: int) -> datetime:
        return LOADED_AT + timedelta(hours=hours)

    march, day = Period(2023, 3), date(2023, 4, 25)
    rate = Entry(3, "人社局", "aid", march, numerator=quantity(212), denominator=quantity(240), note="注")
    with database.writing() as session:
        save_plan(session, PLAN, CLERK, LOADED_AT)
        first = open_batch(session, PLAN, CLERK, at(1), day)
        file = add_file(session, first, ImportedFile("三月.csv", "ab" * 32, 99, "gb18030", "long", march, new=3))
        east = Entry(2, "东镇", "jobs", march, quantity(8))
        store(session, PLAN, first, file, [east, east._replace(unit="西乡", row=4), rate])
        second = open_batch(session, PLAN, CLERK, at(2), day, "核实后更正")
        store(session, PLAN, second, None, [], [east._replace(row=0, month=quantity(9))])
        note = LogEntry(LogAction.NOTE, day, at(3), CLERK, "开了会", "团委")
        ledger.append(session, PLAN, 1, note)
        ledger.append(session, PLAN, 1, LogEntry(LogAction.STATUS, day, at(4), CLERK, to_status=TaskStatus.ASSIGNED))
        proof = (Evidence("会议纪要.pdf", len(PROOF), sha256(PROOF).hexdigest()),)
        ledger.append(session, PLAN, 2, LogEntry(LogAction.NOTE, day, at(5), CLERK, "附材料", evidence=proof))
        asked = LogEntry(LogAction.EXTENSION_REQUESTED, day, at(6), CLERK, "雨季", until=date(2024, 1, 31))
        ledger.append(session, PLAN, 2, asked)


def main() -> None:
    """Write the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "jytrack.db"
        revision = upgrade(path).after
        fill(Database(path))
        with closing(sqlite3.connect(path)) as connection:
            (FOLDER / f"{revision}.sql").write_text("\n".join(connection.iterdump()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
