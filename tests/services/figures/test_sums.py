"""What the database sums is what the rule book computes from readings, or the database leaves it alone."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jytrack.cli.values.dates import SHANGHAI
from jytrack.domain.figures.assessing import assess, assess_total
from jytrack.domain.figures.reading import Entry
from jytrack.domain.figures.summary import summarise
from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import quantity
from jytrack.services.plan.seeding import init
from jytrack.services.values.desk import Desk
from jytrack.store.database.database import Session
from jytrack.store.figures import totals
from jytrack.store.sheets import readings
from jytrack.store.sheets.imports import open_batch
from jytrack.store.sheets.recording import withdraw
from tests.store.writing import store

NOW = datetime(2024, 1, 10, 9, tzinfo=SHANGHAI)
TOWNS = ("香水镇", "泾河源镇", "六盘山镇", "新民乡", "兴盛乡", "黄花乡", "大湾乡")
CODES = ("urban-new-jobs", "new-posts")

Cell = tuple[str, str, int]
CELLS = [(code, town, month) for code in CODES for town in TOWNS for month in range(1, 7)]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    made = Desk(tmp_path_factory.mktemp("sums") / "台账.db", None, "测试员", NOW - timedelta(days=300))
    init(made, None)
    return replace(made, now=NOW)


def compared(session: Session, plan: Plan, clock: Clock) -> int:
    """Hold every sum of the database to the rule book; how many there were."""
    sums = totals.complete_totals(session, plan, clock)
    known = readings.readings_until(session, plan, clock)
    before = readings.readings_last_year(session, plan, clock)
    for target in plan.targets:
        if target.code in sums:
            law = assess(target, known[target.code], clock, before[target.code])
            found = assess_total(target, sums[target.code], clock)
            assert found == replace(law, figures=())
            assert found.compared() == law.compared()
            if clock.closed_months:
                (month,) = summarise([target], known, clock, "县")
                assert summarise([target], {}, clock, "县", totals=sums) == (month,)
    return len(sums)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    values=st.lists(st.integers(-3, 40), min_size=len(CELLS), max_size=len(CELLS)),
    left_out=st.sets(st.sampled_from(CELLS), max_size=2),
    cumulative=st.sets(st.sampled_from(CELLS), max_size=1),
    corrected=st.sets(st.sampled_from(CELLS), max_size=4),
    taken_back=st.sets(st.sampled_from(CELLS), max_size=1),
    last_year=st.booleans(),
    months=st.integers(1, 6),
)
def test_sums_are_the_rule_book_s(
    desk: Desk,
    values: list[int],
    left_out: set[Cell],
    cumulative: set[Cell],
    corrected: set[Cell],
    taken_back: set[Cell],
    last_year: bool,
    months: int,
) -> None:
    stated = {cell: value for cell, value in zip(CELLS, values, strict=True) if cell not in left_out}
    entries = [_entry(cell, value, cell in cumulative) for cell, value in stated.items()]
    if last_year:
        entries.append(Entry(2, TOWNS[0], CODES[0], Period(2022, 5), month=quantity(9)))
    with desk.database.writing(keep=False) as session:
        plan, _ = desk.open_plan(session)
        first = open_batch(session, plan, "甲", NOW, date(2023, 7, 1))
        store(session, plan, first, None, entries)
        second = open_batch(session, plan, "乙", NOW + timedelta(hours=1), date(2023, 7, 2), "更正")
        store(session, plan, second, None, [], [_entry(cell, 99, False) for cell in corrected & stated.keys()])
        third = open_batch(session, plan, "丙", NOW + timedelta(hours=2), date(2023, 7, 3), "撤回")
        for code, town, month in taken_back & stated.keys():
            withdraw(session, plan, third, (town, code, Period(2023, month)))
        as_of = Period(2023, months).last_day
        for known_at in (first.recorded_at, second.recorded_at, third.recorded_at):
            compared(session, plan, Clock(2023, as_of, known_at))


def test_whole_months_are_summed_and_nothing_else_is(desk: Desk) -> None:
    """The property above must not hold for want of sums."""

    def sums(*entries: Entry, months: int = 6) -> int:
        with desk.database.writing(keep=False) as session:
            plan, _ = desk.open_plan(session)
            batch = open_batch(session, plan, "甲", NOW, date(2023, 7, 1))
            store(session, plan, batch, None, entries)
            return compared(session, plan, Clock(2023, Period(2023, months).last_day, batch.recorded_at))

    whole = [_entry(cell, 3, False) for cell in CELLS]
    assert sums(*whole) == 2
    assert sums(*whole, months=2) == 2
    assert sums(*whole[1:]) == 1
    assert sums(*whole[:-1]) == 1
    assert sums(_entry(CELLS[0], 3, True), *whole[1:]) == 1
    assert sums(*whole, Entry(2, TOWNS[0], CODES[0], Period(2022, 5), month=quantity(9))) == 1
    assert sums(*whole, Entry(2, "人社局", CODES[1], Period(2023, 5), month=quantity(9))) == 1


def test_a_unit_is_found_by_the_readings_own_key(desk: Desk) -> None:
    """No scan and no sorting where the clustered key serves."""
    with desk.database.reading() as session:
        names = ("last_year", "first", "last", "before_recent", "moment")
        sql = totals._BY_METRIC.format(metrics="(1, 2, 3)", units="(4, 5)")
        plan = session.execute(f"EXPLAIN QUERY PLAN {sql}", dict.fromkeys(names, 1)).fetchall()
    steps = [step[-1] for step in plan]
    # What is known is found once, from the last writing back.
    of_readings = [step for step in steps if not step.startswith("SCALAR SUBQUERY") and step != "SCAN writing"]
    assert of_readings == ["SEARCH r USING PRIMARY KEY (metric_id=?)"]


def _entry(cell: Cell, value: int, as_cumulative: bool) -> Entry:
    code, town, month = cell
    number = quantity(value)
    place = (2, town, code, Period(2023, month))
    return Entry(*place, cumulative=number) if as_cumulative else Entry(*place, month=number)
