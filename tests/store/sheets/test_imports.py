"""Imports are recorded with their files, and a file is recognised under another name."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from jytrack.domain.values.period import Period
from jytrack.store.database.database import Database
from jytrack.store.plan.seeding import save_plan
from jytrack.store.sheets.imports import Batch, EarlierImport, find_by_sha256, open_batch
from tests.store.sample import CLERK, LOADED_AT, PLAN
from tests.store.writing import ImportedFile, add_file

FILE = ImportedFile("三月.csv", "0f" * 32, 1234, "utf-8-sig", "summary", Period(2023, 3), "表1", 5, 4, 3, 2)


def test_batch_and_file_are_kept_whole(database: Database, ticks: Iterator[datetime]) -> None:
    now = next(ticks)
    with database.writing() as session:
        batch = open_batch(session, PLAN, CLERK, now, date(2023, 4, 1), "乡镇来函")
        number = add_file(session, batch, FILE)
        assert add_file(session, batch, replace(FILE, period=None)) == number + 1
    assert batch == Batch(1, now, CLERK, date(2023, 4, 1), "乡镇来函")
    with database.reading() as session:
        stored = session.execute(
            "SELECT f.name, f.sha256, f.size, f.encoding, f.layout, f.period, f.sheet, f.new_rows, f.unchanged_rows, "
            "f.corrected_rows, f.rejected_rows, b.recorded_by, b.received_on, b.reason FROM import_file f "
            "JOIN import_batch b ON b.id = f.batch_id WHERE f.id = ?",
            (number,),
        ).fetchone()
    assert stored == (
        *("三月.csv", "0f" * 32, 1234, "utf-8-sig", "summary", 202303, "表1", 5, 4, 3, 2),
        *(CLERK, "2023-04-01", "乡镇来函"),
    )


def test_a_file_is_recognised_by_its_content(database: Database, ticks: Iterator[datetime]) -> None:
    with database.writing() as session:
        assert find_by_sha256(session, PLAN, FILE.sha256) is None
        first = open_batch(session, PLAN, CLERK, next(ticks), date(2023, 4, 1))
        add_file(session, first, FILE)
        second = open_batch(session, PLAN, "小李", next(ticks), date(2023, 4, 1))
        add_file(session, second, replace(FILE, name="又一次.csv"))
        assert find_by_sha256(session, PLAN, FILE.sha256) == EarlierImport(2, "又一次.csv", second.recorded_at, "小李")
        assert find_by_sha256(session, PLAN, "f0" * 32) is None


def test_an_undone_import_does_not_recognise_its_file(database: Database, ticks: Iterator[datetime]) -> None:
    with database.writing() as session:
        first = open_batch(session, PLAN, CLERK, next(ticks), date(2023, 4, 1))
        second = open_batch(session, PLAN, CLERK, next(ticks), date(2023, 4, 1))
        for batch in (first, second):
            add_file(session, batch, FILE)
        undoing = open_batch(session, PLAN, CLERK, next(ticks), date(2023, 4, 1), "撤", undoes=second.id)
        found = find_by_sha256(session, PLAN, FILE.sha256)
        assert found is not None
        assert found.batch == first.id
        open_batch(session, PLAN, CLERK, next(ticks), date(2023, 4, 1), "撤", undoes=first.id)
        assert find_by_sha256(session, PLAN, FILE.sha256) is None
        open_batch(session, PLAN, CLERK, next(ticks), date(2023, 4, 1), "恢复", undoes=undoing.id)
        found = find_by_sha256(session, PLAN, FILE.sha256)
        assert found is not None
        assert found.batch == second.id


def test_another_plans_imports_do_not_count(database: Database, ticks: Iterator[datetime]) -> None:
    other = replace(PLAN, code="xi-2023", region="西县")
    with database.writing() as session:
        save_plan(session, other, CLERK, LOADED_AT)
        add_file(session, open_batch(session, PLAN, CLERK, next(ticks), date(2023, 4, 1)), FILE)
        assert find_by_sha256(session, other, FILE.sha256) is None
        assert find_by_sha256(session, PLAN, FILE.sha256) is not None
