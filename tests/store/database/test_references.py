"""Of the one table into which many rows go, references are looked for once, and nothing dangling is ever kept."""

import sqlite3
from typing import Any

import pytest

from jytrack.domain.figures.reading import Entry
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import quantity
from jytrack.store.database.database import Database, Session
from jytrack.store.sheets.imports import open_batch, open_writing
from jytrack.store.sheets.recording import READINGS
from jytrack.store.values.encoding import LAST_WRITING
from tests.store.sample import CLERK, LOADED_AT, PLAN
from tests.store.writing import store

SHARED: dict[str, Any] = {
    "superseded_by": LAST_WRITING,
    "month": 1,
    "source": "",
    "note": "",
}
OWN = ("metric_id", "unit_id", "period", "writing_id")
SOUND = (1, 3, 202301, 1)


def insert(session: Session, row: tuple[Any, ...], *, new: bool) -> None:
    open_writing(session, open_batch(session, PLAN, CLERK, LOADED_AT, LOADED_AT.date()), 1, LOADED_AT.date())
    if new:
        session.insert_new(READINGS, OWN, [SOUND, row], SHARED)
    else:
        session.insert(READINGS, OWN, [SOUND, row], SHARED)


def rows(database: Database) -> int:
    with database.reading() as session:
        return int(session.execute("SELECT count(*) FROM reading").fetchone()[0])


@pytest.mark.parametrize("new", [True, False])
@pytest.mark.parametrize("row", [(99, 3, 202302, 1), (1, 99, 202302, 1), (1, 3, 202302, 99)])
def test_a_reading_of_what_is_not_there_is_refused_before_it_is_kept(
    database: Database, row: tuple[Any, ...], *, new: bool, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal, match=r"(?i)foreign key"), database.writing(bulk=READINGS) as session:
        insert(session, row, new=new)
    assert rows(database) == 0


def test_what_all_rows_have_in_common_is_looked_for_too(database: Database, refusal: type[Exception]) -> None:
    with pytest.raises(refusal, match=r"(?i)foreign key"), database.writing(bulk=READINGS) as session:
        session.insert_new(READINGS, OWN[:3], [SOUND[:3]], {**SHARED, "writing_id": 99})
    assert rows(database) == 0


def test_the_other_tables_are_looked_through(database: Database, refusal: type[Exception]) -> None:
    with pytest.raises(refusal, match=r"(?i)foreign key"), database.writing(bulk=READINGS) as session:
        session.execute("INSERT INTO import_problem VALUES (99, 1, 'note', 'x', NULL, NULL, NULL, '', '')")


def test_sound_readings_are_kept(database: Database) -> None:
    with database.writing(bulk=READINGS) as session:
        batch = open_batch(session, PLAN, CLERK, LOADED_AT, LOADED_AT.date())
        store(session, PLAN, batch, None, [Entry(0, "东镇", "jobs", Period(2023, 3), quantity(8))])
    assert rows(database) == 1


@pytest.mark.file
def test_what_is_not_kept_is_not_looked_through(database: Database) -> None:
    with database.writing(keep=False, bulk=READINGS) as session:
        insert(session, (99, 3, 202302, 1), new=True)
    assert rows(database) == 0


@pytest.mark.file
@pytest.mark.parametrize("change", ["DELETE FROM metric", "UPDATE department SET id = id + 100"])
def test_what_older_rows_point_at_is_not_taken_away(database: Database, change: str) -> None:
    with pytest.raises(sqlite3.DatabaseError, match="not authorized"), database.writing(bulk=READINGS) as session:
        session.execute(change)
