"""The series that the database hands over: what they hold, and that those it keeps back are without a doubt."""

from collections import defaultdict
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jytrack.domain.figures.reading import Entry
from jytrack.domain.plan.target import Metric
from jytrack.domain.sheets.checking import Figures, doubts
from jytrack.domain.sheets.quality import Series
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import SCALE, Quantity
from jytrack.domain.values.words import Reporting
from jytrack.store.database.database import Database
from jytrack.store.sheets import series
from jytrack.store.sheets.imports import open_batch
from jytrack.store.sheets.recording import Recorder
from jytrack.store.sheets.series import YearOfFigures
from jytrack.store.values.encoding import SHANGHAI
from tests.store.sample import CLERK, PLAN
from tests.store.writing import PAST

FLOW = next(target.metric for target in PLAN.targets if target.metric.reporting is not Reporting.POINT)
POINT = next(t.metric for t in PLAN.targets if t.metric.reporting is Reporting.POINT and not t.metric.numerator_unit)
UNITS = [department.name for department in PLAN.departments][:3]
NOW = datetime(PLAN.year + 1, 1, 1, tzinfo=SHANGHAI)
END = Period(PLAN.year, 12)

AMOUNT = st.one_of(st.none(), st.integers(-3, 60), st.sampled_from([95, 100, 101, 105, 131, 400, 1_000_000]))
YEARS = st.lists(st.lists(AMOUNT, max_size=12), min_size=1, max_size=len(UNITS))


def stated(metric: Metric, years: list[list[int | None]]) -> list[Entry]:
    blank = Entry(1, "", metric.code, END)
    column = "value" if metric is POINT else "month"
    return [
        blank._replace(unit=unit, period=Period(PLAN.year, month), **{column: Quantity(value * SCALE)})  # type: ignore[arg-type]
        for unit, values in zip(UNITS, years, strict=False)
        for month, value in enumerate(values, 1)
        if value is not None
    ]


@pytest.mark.parametrize("metric", [FLOW, POINT], ids=["flow", "point"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(years=YEARS)
def test_the_database_spares_only_what_is_without_doubt(
    database: Database, metric: Metric, years: list[list[int | None]]
) -> None:
    entries = stated(metric, years)
    by_unit: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for entry in entries:
        by_unit[entry.unit][entry.period.month] = (entry.month if metric is FLOW else entry.value) or 0
    expected = {}
    for unit, known in by_unit.items():
        own = Series(list(known), list(known.values()))
        found = doubts(metric, Figures(unit, points=own) if metric is POINT else Figures(unit, months=own))
        if found:
            expected[unit] = found
    with database.writing(keep=False) as session:
        recorder = Recorder(session, PLAN, open_batch(session, PLAN, CLERK, NOW, PAST.date()))
        recorder.begin(None)
        recorder.add(entries)
        for asked in (None, recorder.written):
            figures = YearOfFigures(session, PLAN, recorder.written.until, asked)
            handed = {each.unit: doubts(metric, each) for each in figures.of(metric)}
            assert {unit: told for unit, told in handed.items() if told} == expected


@pytest.mark.parametrize("metric", [FLOW, POINT], ids=["flow", "point"])
def test_who_has_bounds_of_its_own_is_not_spared(database: Database, metric: Metric) -> None:
    with database.writing(keep=False) as session:
        recorder = Recorder(session, PLAN, open_batch(session, PLAN, CLERK, NOW, PAST.date()))
        recorder.begin(None)
        recorder.add(stated(metric, [[5, 6], [5, 6], [5, 6]]))
        figures = YearOfFigures(session, PLAN, recorder.written.until, recorder.written)
        assert not list(figures.of(metric))
        assert [each.unit for each in figures.of(metric, None, UNITS[1:2])] == UNITS[1:2]


@pytest.mark.parametrize("sql", ["_FLOWS", "_POINTS", "_RATES"])
@pytest.mark.parametrize(("units", "found_by"), [("r.unit_id IN (1, 2, 3)", " AND unit_id=?"), ("TRUE", "")])
@pytest.mark.file
def test_nothing_is_sorted_so_that_months_come_in_their_order(
    database: Database, sql: str, units: str, found_by: str
) -> None:
    names = ("metric", "first", "last", "moment", "least", "month", "most", "low")
    with database.reading() as session:
        asked = series._with_series(session, getattr(series, sql), units, [2])
        steps = session.execute(f"EXPLAIN QUERY PLAN {asked}", dict.fromkeys(names, 0)).fetchall()
    assert steps[0][3].startswith(f"SEARCH r USING PRIMARY KEY (metric_id=?{found_by}")
    assert not any("TEMP B-TREE" in step[3] for step in steps)
