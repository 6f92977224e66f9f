"""The series that the database spares a look at their running totals are without a fault by the rule."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jytrack.domain.figures.reading import Entry
from jytrack.domain.plan.target import Metric
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import Reporting
from jytrack.intake.sheets.history import against_history, grows
from jytrack.store.database.database import Database
from jytrack.store.database.keys import department_ids, metric_ids
from jytrack.store.sheets.adding_up import not_adding_up
from jytrack.store.sheets.imports import open_batch
from tests.store.sample import CLERK, PLAN
from tests.store.writing import PAST, store

FLOW = next(t.metric for t in PLAN.targets if grows(t.metric) and t.metric.reporting is Reporting.INCREMENT)
UNIT = next(department.name for department in PLAN.departments)
FIRST, LAST = Period(PLAN.year - 1, 1), Period(PLAN.year, 12)

Row = tuple[int, int | None, int | None]
"""A reading: how many months after the first, what it states of its month, and of the year so far."""


@st.composite
def running(draw: st.DrawFn) -> list[Row]:
    """Mostly right series of two years, with gaps, blanks and now and then a wrong figure."""
    rows: list[Row] = []
    total = 0
    for place in range(24):
        total = 0 if place == 12 else total
        month = draw(st.integers(-1, 3))
        total += month
        if draw(st.integers(0, 9)) == 0:
            continue
        wrong = draw(st.sampled_from([0] * 12 + [1, -1]))
        stated = draw(st.sampled_from(["both"] * 6 + ["month", "cumulative"]))
        rows.append((place, None if stated == "cumulative" else month, None if stated == "month" else total + wrong))
    return rows


def judged(database: Database, metric: Metric, rows: Sequence[Row]) -> tuple[bool, bool]:
    """Whether the rule finds a fault in the series, and whether the database has it looked at."""
    months = [Period(FIRST.year + place // 12, place % 12 + 1) for place, *_ in rows]
    entries = [
        Entry(1, UNIT, metric.code, period, month, cumulative)
        for period, (_, month, cumulative) in zip(months, rows, strict=True)
    ]
    with database.writing(keep=False) as session:
        batch = open_batch(session, PLAN, CLERK, PAST.replace(year=PLAN.year + 1), PAST.date())
        store(session, PLAN, batch, None, entries)
        pair = metric_ids(session, PLAN.region)[metric.code], department_ids(session, PLAN.region)[UNIT]
        found = [*not_adding_up(session, [pair], FIRST.number, LAST.number)]
    assert found in ([], [pair])
    return any(against_history(metric, entries, [])), bool(found)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(rows=running())
def test_what_is_spared_is_without_a_fault(database: Database, rows: list[Row]) -> None:
    faulty, looked_at = judged(database, FLOW, rows)
    assert looked_at or not faulty


@pytest.mark.parametrize(
    ("rows", "looked_at"),
    [
        ([(12, 1, 1), (13, 2, 3), (14, 0, 3)], False),
        ([(11, 5, 5), (12, 1, 1)], True),  # December without the year before it
        ([(0, 1, 1), (12, 1, 1), (13, 1, 2)], False),  # each year begins at 0
        ([(12, None, 4), (15, None, 9)], False),  # totals alone, of any months
        ([(12, 1, 1), (14, 1, 3)], True),  # a month is not known
        ([(12, 1, 1), (13, 2, 2)], True),
        ([(12, 3, 3), (13, None, 2)], True),
        ([(12, 1, 1), (13, 2, None)], True),
    ],
)
def test_a_series_is_looked_at_where_it_may_be_wrong(database: Database, rows: list[Row], looked_at: bool) -> None:
    assert judged(database, FLOW, rows)[1] is looked_at
