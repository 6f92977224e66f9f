"""Readings are stored as typed, with two times, and no later write changes what was known before."""

from collections.abc import Iterator
from dataclasses import astuple
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jytrack.domain.figures.reading import Entry, Reading, Submission
from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.records import Source
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import Quantity, quantity
from jytrack.store.database.database import Database, Session
from jytrack.store.sheets.arrivals import arrivals
from jytrack.store.sheets.imports import Batch, open_batch, open_writing
from jytrack.store.sheets.readings import (
    came_in,
    history,
    readings_last_year,
    readings_of_two_years,
    readings_until,
)
from jytrack.store.values.encoding import LAST_WRITING, moment_number
from tests.store.sample import CLERK, LOADED_AT, PLAN
from tests.store.writing import ImportedFile, add_file, on_record, store

MARCH, APRIL = Period(2023, 3), Period(2023, 4)
SHA = "ab" * 32


def jobs(unit: str, period: Period, month: int | None = None, cumulative: int | None = None) -> Entry:
    return Entry(
        2,
        unit,
        "jobs",
        period,
        None if month is None else quantity(month),
        None if cumulative is None else quantity(cumulative),
    )


def write(
    database: Database,
    now: datetime,
    new: tuple[Entry, ...] = (),
    replacing: tuple[Entry, ...] = (),
    received_on: date = date(2023, 4, 25),
) -> datetime:
    """Write in one batch and return its moment."""
    with database.writing() as session:
        batch = open_batch(session, PLAN, CLERK, now, received_on, "更正")
        store(session, PLAN, batch, None, new, replacing)
    return batch.recorded_at


def withdraw(session: Session, unit: str, period: Period, moment: datetime) -> None:
    """Take a reading of jobs back, as the schema provides for."""
    ((act, unit_id),) = session.execute(
        "SELECT (SELECT max(id) FROM import_batch), id FROM department WHERE name = ?", (unit,)
    )
    day = date(2023, 5, 1)
    writing = open_writing(session, Batch(act, moment, "x", day), moment_number(moment), day, reason="报错了")
    session.execute(
        "UPDATE reading SET superseded_by = ? WHERE metric_id = 1 AND unit_id = ? AND period = ? AND superseded_by = ?",
        (writing, unit_id, period.number, LAST_WRITING),
    )
    session.execute(
        "INSERT INTO reading (metric_id, unit_id, period, superseded_by, withdrawn, source, note, writing_id) "
        "VALUES (1, ?, ?, ?, TRUE, '', '', ?)",
        (unit_id, period.number, LAST_WRITING, writing),
    )


def seen(database: Database, known_at: datetime, as_of: date = date(2023, 12, 31)) -> dict[str, list[Reading]]:
    with database.reading() as session:
        return readings_until(session, PLAN, Clock(2023, as_of, known_at))


def test_stored_as_typed(database: Database, ticks: Iterator[datetime]) -> None:
    rate = Entry(7, "人社局", "aid", MARCH, numerator=quantity(212), denominator=quantity(240), source="年报")
    stock = Entry(5, "团委", "fund", APRIL, value=Quantity(123_456), note="备注")
    both = jobs("东镇", MARCH, -8, 30)
    moment = write(database, next(ticks), (rate, stock, both))
    assert seen(database, moment) == {
        "jobs": [Reading("东镇", MARCH, quantity(-8), quantity(30))],
        "aid": [Reading("人社局", MARCH, numerator=quantity(212), denominator=quantity(240))],
        "fund": [Reading("团委", APRIL, value=Quantity(123_456))],
    }
    with database.reading() as session:
        pairs = [("人社局", "aid"), ("团委", "fund"), ("东镇", "jobs"), ("西乡", "jobs")]
        assert on_record(session, PLAN, pairs) == {each.key: each for each in (rate, stock, both)}
        assert on_record(session, PLAN, pairs[:1]) == {rate.key: rate}


def test_months_asked_for(database: Database, ticks: Iterator[datetime]) -> None:
    months = tuple(Period(year, month) for year in (2022, 2023, 2024) for month in range(1, 13))
    moment = write(database, next(ticks), tuple(jobs("东镇", period, period.month) for period in months))

    def periods(as_of: date) -> list[Period]:
        return [reading.period for reading in seen(database, moment, as_of)["jobs"]]

    assert periods(date(2023, 1, 30)) == []
    assert periods(date(2023, 1, 31)) == [Period(2023, 1)]
    assert periods(date(2023, 7, 30)) == [Period(2023, month) for month in range(1, 7)]
    assert periods(date(2024, 5, 1)) == [Period(2023, month) for month in range(1, 13)]
    with database.reading() as session:
        before = readings_last_year(session, PLAN, Clock(2023, date(2023, 1, 1), moment))
        for day in (date(2023, 1, 1), date(2023, 6, 30)):
            clock = Clock(2023, day, moment)
            assert readings_of_two_years(session, PLAN, clock) == (readings_until(session, PLAN, clock), before)
    assert [reading.period for reading in before["jobs"]] == [Period(2022, month) for month in range(1, 13)]


def test_correction_in_two_times(database: Database, ticks: Iterator[datetime]) -> None:
    first = write(database, next(ticks), (jobs("东镇", MARCH, 8), jobs("西乡", MARCH, 1)))
    second = write(database, next(ticks), (jobs("东镇", APRIL, 9),), (jobs("东镇", MARCH, 7),))
    with database.writing() as session:
        withdraw(session, "东镇", MARCH, third := next(ticks))
    assert seen(database, first - timedelta(microseconds=1))["jobs"] == []
    east, west = Reading("东镇", MARCH, quantity(8)), Reading("西乡", MARCH, quantity(1))
    april = Reading("东镇", APRIL, quantity(9))
    assert seen(database, first)["jobs"] == [east, west]
    assert seen(database, second - timedelta(microseconds=1))["jobs"] == [east, west]
    assert seen(database, second)["jobs"] == [Reading("东镇", MARCH, quantity(7)), april, west]
    assert seen(database, third)["jobs"] == [april, west]
    with database.reading() as session:
        found = on_record(session, PLAN, [("东镇", "jobs")])
    assert found[april.unit, "jobs", APRIL] == jobs("东镇", APRIL, 9)
    assert found[east.unit, "jobs", MARCH] == Entry(0, "东镇", "jobs", MARCH)  # taken back: states nothing
    assert len(found) == 2


def test_clock_put_back(database: Database, ticks: Iterator[datetime]) -> None:
    now = next(ticks)
    first = write(database, now, (jobs("东镇", MARCH, 8),))
    second = write(database, now - timedelta(days=9), (), (jobs("东镇", MARCH, 7),))
    third = write(database, now, (), (jobs("东镇", MARCH, 6),))
    assert first == now
    assert first < second < third
    assert [seen(database, at)["jobs"][0].month for at in (first, second, third)] == [80_000, 70_000, 60_000]


def test_received_and_corrected(database: Database, ticks: Iterator[datetime]) -> None:
    """A completion is no correction; a reading taken back has not come in."""
    late = date(2023, 5, 2)
    write(database, next(ticks), (jobs("东镇", MARCH, 8), jobs("西乡", MARCH, 5), jobs("西乡", APRIL, 6)))
    completed = write(database, next(ticks), (), (jobs("东镇", MARCH, 8, 30), jobs("西乡", MARCH, 4)), late)
    corrected = write(database, next(ticks), (), (jobs("东镇", MARCH, 9, 30), jobs("西乡", MARCH, 3)), late)
    with database.writing() as session:
        withdraw(session, "西乡", APRIL, taken_back := next(ticks))
    again = write(database, next(ticks), (), (jobs("西乡", APRIL, 7),), late)

    def came(known_at: datetime) -> list[tuple[str, int, date, int]]:
        with database.reading() as session:
            found = submissions(session, PLAN, Clock(2023, date(2023, 1, 1), known_at))
        return [(item.unit, item.period.month, item.received_on, item.corrections) for item in found]

    day = date(2023, 4, 25)
    assert came(LOADED_AT) == []
    assert came(completed) == [("东镇", 3, day, 0), ("西乡", 3, day, 1), ("西乡", 4, day, 0)]
    assert came(corrected) == [("东镇", 3, day, 1), ("西乡", 3, day, 2), ("西乡", 4, day, 0)]
    assert came(taken_back) == [("东镇", 3, day, 1), ("西乡", 3, day, 2)]
    assert came(again) == [("东镇", 3, day, 1), ("西乡", 3, day, 2), ("西乡", 4, late, 0)]
    with database.reading() as session:
        assert submissions(session, PLAN, Clock(2023, date(2023, 1, 1), again))[0] == Submission(
            "东镇", "jobs", MARCH, day, 1, cumulative_on=late
        )


def test_each_figure_has_the_day_of_the_first_sheet_that_stated_it(
    database: Database, ticks: Iterator[datetime]
) -> None:
    """Whatever the order in which the sheets were taken in, and whatever is corrected later."""
    early, late, later = date(2023, 4, 20), date(2023, 4, 28), date(2023, 6, 1)
    write(database, next(ticks), (jobs("东镇", MARCH, 8),), received_on=late)
    write(database, next(ticks), (), (jobs("东镇", MARCH, 8, 30),), early)
    write(database, next(ticks), (), (jobs("东镇", MARCH, 9, 31),), later)
    with database.reading() as session:
        [found] = submissions(session, PLAN, Clock(2023, date(2023, 1, 1), next(ticks)))
    assert (found.received_on, found.cumulative_on, found.corrections) == (early, early, 1)


def test_history_with_provenance(database: Database, ticks: Iterator[datetime]) -> None:
    with database.writing() as session:
        batch = open_batch(session, PLAN, CLERK, next(ticks), date(2023, 4, 1))
        file = add_file(session, batch, ImportedFile("东镇.csv", SHA, 99, "gb18030", "long", MARCH, sheet="表1", new=2))
        store(session, PLAN, batch, file, [jobs("西乡", MARCH, 5), jobs("东镇", MARCH, 8)._replace(note="注", row=4)])
    corrected = write(database, next(ticks), (), (jobs("东镇", MARCH, 7),))

    with database.reading() as session:
        old, new, west = history(session, PLAN, corrected)
        assert (old.metric.code, old.reading) == ("jobs", Reading("东镇", MARCH, month=Quantity(80_000)))
        assert (old.recorded_at, old.recorded_by, old.received_on) == (batch.recorded_at, CLERK, date(2023, 4, 1))
        assert (old.source, old.note) == (Source("东镇.csv", SHA, 4, "表1"), "注")
        assert (old.superseded_at, old.reason, old.withdrawn) == (corrected, "", False)
        assert (new.superseded_at, new.reason, new.source) == (None, "更正", None)
        assert (west.reading.unit, west.superseded_at) == ("西乡", None)
        (before, _) = history(session, PLAN, batch.recorded_at)
        assert before.superseded_at is None


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        ({"metric": "aid"}, [("aid", "人社局", 3)]),
        ({"unit": "西乡"}, [("jobs", "西乡", 3)]),
        ({"period": APRIL}, [("jobs", "东镇", 4)]),
        ({"metric": "jobs", "unit": "东镇", "period": MARCH}, [("jobs", "东镇", 3)]),
        ({"metric": "fund"}, []),
        ({}, [("jobs", "东镇", 3), ("jobs", "东镇", 4), ("jobs", "西乡", 3), ("aid", "人社局", 3)]),
    ],
)
def test_history_narrowed(
    database: Database, ticks: Iterator[datetime], narrowed: dict[str, object], found: list[tuple[str, str, int]]
) -> None:
    aid = Entry(1, "人社局", "aid", MARCH, numerator=quantity(1), denominator=quantity(2))
    write(database, next(ticks), (jobs("东镇", MARCH, 8), aid, jobs("东镇", Period(2021, 3), 1)))
    known_at = write(
        database, next(ticks), (jobs("东镇", APRIL, 9), jobs("西乡", MARCH, 1)), received_on=date(2023, 5, 1)
    )
    with database.reading() as session:
        rows = history(session, PLAN, known_at, **narrowed)  # type: ignore[arg-type]
    assert [(row.metric.code, row.reading.unit, row.reading.period.month) for row in rows] == found


@pytest.mark.parametrize(
    ("first", "last", "came"),
    [
        (date(2023, 4, 25), date(2023, 4, 25), {("东镇", False, 1), ("人社局", False, 1)}),
        (date(2023, 4, 26), date(2023, 12, 31), {("东镇", False, 1), ("西乡", False, 1), ("东镇", True, 1)}),
        (date(2023, 4, 26), date(2023, 5, 1), {("东镇", False, 1), ("西乡", False, 1)}),
        (date(2023, 4, 26), date(2023, 4, 30), set()),
    ],
)
def test_who_sent_readings_between_two_days(
    database: Database, ticks: Iterator[datetime], first: date, last: date, came: set[tuple[str, bool, int]]
) -> None:
    aid = Entry(1, "人社局", "aid", MARCH, numerator=quantity(1), denominator=quantity(2))
    write(database, next(ticks), (jobs("东镇", MARCH, 8), aid, jobs("东镇", Period(2021, 3), 1)))
    write(database, next(ticks), (jobs("东镇", APRIL, 9), jobs("西乡", MARCH, 1)), received_on=date(2023, 5, 1))
    known_at = write(database, next(ticks), (), (jobs("东镇", APRIL, 7),), received_on=date(2023, 5, 2))
    write(database, next(ticks), (jobs("西乡", APRIL, 2),), received_on=date(2023, 5, 1))
    with database.reading() as session:
        assert set(came_in(session, PLAN, known_at, first, last)) == came


@pytest.mark.parametrize("count", [0, 1, 19, 20, 21, 40, 41, 72])
def test_any_number_of_rows(database: Database, ticks: Iterator[datetime], count: int) -> None:
    """Rows are written many at a time and looked up many at a time; the last few must not be lost."""
    statements = {
        (s := jobs(unit, Period(year, month), year - month)).key: s
        for unit in ("西乡", "东镇")
        for year in (2023, 2022, 2021)
        for month in range(1, 13)
    }
    chosen = dict(list(statements.items())[:count])
    write(database, next(ticks), tuple(chosen.values()))
    with database.reading() as session:
        assert session.execute("SELECT count(*) FROM reading").fetchone() == (count,)
        found = on_record(session, PLAN, [("东镇", "jobs"), ("西乡", "jobs")])
    assert found == {key: each for key, each in chosen.items() if each.period.year >= PLAN.year - 1}


def test_a_refused_row_leaves_nothing(database: Database, ticks: Iterator[datetime]) -> None:
    rows = (jobs("东镇", MARCH, 8), jobs("西乡", MARCH))  # the second states nothing
    with pytest.raises(Exception, match="ck_reading_number"):
        write(database, next(ticks), rows)
    with database.reading() as session:
        assert session.execute(
            "SELECT (SELECT count(*) FROM reading), (SELECT count(*) FROM import_batch)"
        ).fetchone() == (
            0,
            0,
        )


acts = st.lists(
    st.tuples(
        st.sampled_from(["东镇", "西乡"]),
        st.integers(1, 3),
        st.one_of(st.none(), st.integers(-5, 5)),  # None: taken back
        st.integers(-2, 2),  # how far the clock moves, in hours
    ),
    max_size=12,
)


@given(acts, st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_later_writes_change_nothing_known_before(
    database: Database, acts: list[tuple[str, int, int | None, int]], data: st.DataObject
) -> None:
    """What every earlier moment shows is the same before and after each write (domain.md §3, Two times)."""
    moments: list[datetime] = []
    pictures: list[object] = []
    now = LOADED_AT
    with database.writing(keep=False) as session:
        for unit, month, value, hours in acts:
            now += timedelta(hours=hours)
            period = Period(2023, month)
            batch = open_batch(session, PLAN, CLERK, now, date(2023, 6, 1), "更正")
            known = (unit, "jobs", period) in on_record(session, PLAN, [(unit, "jobs")])
            if value is not None:
                statement = jobs(unit, period, value)
                store(session, PLAN, batch, None, *(([], [statement]) if known else ([statement],)))
            elif known:
                withdraw(session, unit, period, batch.recorded_at)
            moments.append(batch.recorded_at)
            pictures.append(picture(session, batch.recorded_at))
        for moment, before in zip(moments, pictures, strict=True):
            assert picture(session, moment) == before
    assert moments == sorted(set(moments))


def submissions(session: Session, plan: Plan, clock: Clock) -> list[Submission]:
    """All that came in, by unit and period."""
    return [
        Submission(unit, metric, *item)
        for metric, units in arrivals(session, plan, clock).items()
        for unit, items in sorted(units.items())
        for item in items
    ]


def picture(session: Session, known_at: datetime) -> object:
    """All that the queries show at a moment."""
    clock = Clock(2023, date(2023, 12, 31), known_at)
    rows = [astuple(row) for row in history(session, PLAN, known_at)]
    return readings_until(session, PLAN, clock), submissions(session, PLAN, clock), rows
