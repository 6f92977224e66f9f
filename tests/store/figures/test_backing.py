"""What stands behind a target's figure: the readings in force, the last day, the files."""

from collections.abc import Iterator
from datetime import date, datetime

from jytrack.domain.figures.reading import Entry
from jytrack.domain.sheets.records import Backing
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import quantity
from jytrack.store.database.database import Database
from jytrack.store.figures.backing import backings
from jytrack.store.sheets.imports import open_batch
from jytrack.store.sheets.recording import withdraw
from tests.store.sample import CLERK, PLAN
from tests.store.writing import ImportedFile, add_file, store

MARCH, APRIL, MAY = (Period(2023, month) for month in (3, 4, 5))
APRIL_END = date(2023, 4, 30)


def jobs(unit: str, period: Period, month: int) -> Entry:
    return Entry(2, unit, "jobs", period, quantity(month))


def write(
    database: Database,
    now: datetime,
    received_on: date,
    file: str | None,
    new: tuple[Entry, ...] = (),
    replacing: tuple[Entry, ...] = (),
    sha256: str = "",
) -> datetime:
    """Write one file, or what was typed by hand, and return its moment."""
    with database.writing() as session:
        batch = open_batch(session, PLAN, CLERK, now, received_on, "更正")
        row = add_file(session, batch, ImportedFile(file, sha256 or file[0] * 64, 9, "UTF-8", "long")) if file else None
        store(session, PLAN, batch, row, new, replacing)
    return batch.recorded_at


def seen(database: Database, known_at: datetime, as_of: date = APRIL_END) -> Backing:
    with database.reading() as session:
        return backings(session, PLAN, ["jobs"], Clock(2023, as_of, known_at))["jobs"]


def test_readings_files_and_what_was_typed(database: Database, ticks: Iterator[datetime]) -> None:
    nothing = seen(database, next(ticks))
    write(database, next(ticks), date(2023, 4, 20), "乙.csv", (jobs("东镇", MARCH, 8), jobs("西乡", MARCH, 3)))
    first = write(database, next(ticks), date(2023, 4, 25), "甲.csv", (jobs("东镇", APRIL, 9),))
    typed = write(database, next(ticks), date(2023, 4, 28), None, (jobs("西乡", APRIL, 4), jobs("西乡", MAY, 4)))
    assert nothing == Backing()
    assert seen(database, first) == Backing(3, 0, date(2023, 4, 25), ("乙.csv", "甲.csv"))
    assert seen(database, typed) == Backing(4, 1, date(2023, 4, 28), ("乙.csv", "甲.csv"))
    assert seen(database, typed, date(2023, 3, 31)) == Backing(2, 0, date(2023, 4, 20), ("乙.csv",))
    assert seen(database, typed, date(2023, 5, 31)).readings == 5


def test_what_was_corrected_or_taken_back_no_longer_stands_behind_it(
    database: Database, ticks: Iterator[datetime]
) -> None:
    before = write(database, next(ticks), date(2023, 4, 20), "乙.csv", (jobs("东镇", MARCH, 8),))
    put_right = write(database, next(ticks), date(2023, 4, 25), "丙.csv", replacing=(jobs("东镇", MARCH, 7),))
    with database.writing() as session:
        batch = open_batch(session, PLAN, CLERK, next(ticks), date(2023, 4, 26), "报错了")
        withdraw(session, PLAN, batch, ("东镇", "jobs", MARCH))
    assert seen(database, before) == Backing(1, 0, date(2023, 4, 20), ("乙.csv",))
    assert seen(database, put_right) == Backing(1, 0, date(2023, 4, 25), ("丙.csv",))
    assert seen(database, batch.recorded_at) == Backing()


def test_files_of_one_name_are_told_apart_by_what_is_in_them(database: Database, ticks: Iterator[datetime]) -> None:
    write(database, next(ticks), date(2023, 4, 20), "东镇.csv", (jobs("东镇", MARCH, 8),), sha256="a" * 64)
    last = write(database, next(ticks), date(2023, 4, 25), "东镇.csv", (jobs("东镇", APRIL, 9),), sha256="b" * 64)
    assert seen(database, last).files == ("东镇.csv", "东镇.csv")
