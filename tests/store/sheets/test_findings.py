"""What was noticed at an import is kept with it, and spoken of as long as it speaks of something in force."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from jytrack.domain.figures.reading import Entry
from jytrack.domain.sheets.records import Finding
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import quantity
from jytrack.store.database.database import Database, Session
from jytrack.store.sheets.findings import keep, kept, of_act
from jytrack.store.sheets.imports import Batch, SheetRead, close_file, open_batch, open_file
from jytrack.store.sheets.recording import Recorder, withdraw
from tests.store.sample import CLERK, PLAN

MARCH = Period(2023, 3)
DAY = date(2023, 4, 1)
EAST = Entry(2, "东镇", "jobs", MARCH, quantity(8))
RATE = Finding("warning", "rate-mismatch", "“88%”与分子分母算出的90%不一致", 2, "F", "88%", "请核对")
TOTAL = Finding("warning", "total-mismatch", "合计9，各行相加是8", 9)
FIXED = Finding("fixed", "fixed", "“８”读作8人", 2, "D", "８")
CODES = ("rate-mismatch", "total-mismatch", "fixed")


def a_file(session: Session, batch: Batch) -> int:
    """A sheet of March."""
    file = open_file(session, batch, "三月.csv", "表1", "0f" * 32, 99)
    close_file(session, file, SheetRead("utf-8", "long", MARCH))
    return file


@pytest.fixture
def imported(database: Database, ticks: Iterator[datetime]) -> Batch:
    """An import of two readings, with a warning about a row, one about the total, and a cell put right."""
    with database.writing() as session:
        batch = open_batch(session, PLAN, CLERK, next(ticks), DAY)
        file = a_file(session, batch)
        recorder = Recorder(session, PLAN, batch)
        recorder.begin(file)
        recorder.add([EAST, EAST._replace(unit="西乡", row=3)])
        keep(session, file, [RATE, TOTAL, FIXED])
    return batch


def codes(database: Database, known_at: datetime) -> list[str]:
    with database.reading() as session:
        return [item.finding.code for item in kept(session, PLAN, known_at, CODES)]


def test_kept_whole_and_in_order(database: Database, imported: Batch) -> None:
    with database.reading() as session:
        all_of_it = of_act(session, PLAN, imported.id, imported.recorded_at)
        warnings = kept(session, PLAN, imported.recorded_at, CODES)
        assert of_act(session, PLAN, imported.id + 1, imported.recorded_at) == []
        assert kept(session, PLAN, imported.recorded_at - timedelta(seconds=1), CODES) == []
    assert [item.finding for item in all_of_it] == [RATE, TOTAL, FIXED]
    first = all_of_it[0]
    assert (first.file, first.sheet, first.sha256, first.period) == ("三月.csv", "表1", "0f" * 32, MARCH)
    assert (first.batch, first.recorded_at) == (imported.id, imported.recorded_at)
    assert [item.finding for item in warnings] == [RATE, TOTAL]
    assert [item.about for item in warnings] == [{("东镇", "jobs")}, frozenset()]


def test_a_warning_goes_with_the_reading_it_is_about(
    database: Database, imported: Batch, ticks: Iterator[datetime]
) -> None:
    with database.writing() as session:
        second = open_batch(session, PLAN, CLERK, next(ticks), DAY, "更正")
        recorder = Recorder(session, PLAN, second)
        recorder.begin(None)
        recorder.replace([EAST._replace(row=0, month=quantity(9))])
    assert codes(database, imported.recorded_at) == ["rate-mismatch", "total-mismatch"]
    assert codes(database, second.recorded_at) == ["total-mismatch"]
    with database.writing() as session:
        third = open_batch(session, PLAN, CLERK, next(ticks), DAY, "收回")
        withdraw(session, PLAN, third, ("西乡", "jobs", MARCH))
    assert codes(database, third.recorded_at) == []


def test_an_undone_import_is_not_spoken_of(database: Database, imported: Batch, ticks: Iterator[datetime]) -> None:
    with database.writing() as session:
        undoing = open_batch(session, PLAN, CLERK, next(ticks), DAY, "撤", undoes=imported.id)
    assert codes(database, undoing.recorded_at) == []
    with database.writing() as session:
        redoing = open_batch(session, PLAN, CLERK, next(ticks), DAY, "恢复", undoes=undoing.id)
    assert codes(database, redoing.recorded_at) == ["rate-mismatch", "total-mismatch"]


def test_a_file_that_wrote_nothing_still_warns(database: Database, ticks: Iterator[datetime]) -> None:
    with database.writing() as session:
        batch = open_batch(session, PLAN, CLERK, next(ticks), DAY)
        keep(session, a_file(session, batch), [TOTAL])
    assert codes(database, batch.recorded_at) == ["total-mismatch"]


@pytest.mark.parametrize(
    ("finding", "constraint"),
    [(RATE._replace(severity="error"), "severity"), (RATE._replace(row=0), "row")],
)
def test_the_database_refuses_what_is_no_finding(
    database: Database, imported: Batch, finding: Finding, constraint: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal, match=f"ck_import_problem_{constraint}"), database.writing() as session:
        keep(session, a_file(session, imported), [finding])


@pytest.mark.parametrize("statement", ["UPDATE import_problem SET message = ''", "DELETE FROM import_problem"])
def test_what_was_kept_stays(database: Database, imported: Batch, statement: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal, match="keeps its history"), database.writing() as session:
        session.execute(statement)


def test_the_database_refuses_a_second_undoing(
    database: Database, imported: Batch, ticks: Iterator[datetime], refusal: type[Exception]
) -> None:
    def undo() -> None:
        with database.writing() as session:
            open_batch(session, PLAN, CLERK, next(ticks), DAY, "撤", undoes=imported.id)

    undo()
    with pytest.raises(refusal, match="undoes_id"):
        undo()
