"""Rows written by acts that do not count are told from reports by their moment alone."""

from itertools import accumulate

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jytrack.store.database.database import Database
from jytrack.store.sheets.void import _outside

steps = st.lists(st.tuples(st.integers(1, 3), st.booleans()), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(steps)
def test_a_row_is_a_report_unless_a_void_act_wrote_at_its_moment(
    database: Database, acts: list[tuple[int, bool]]
) -> None:
    ends = [0, *accumulate(step for step, _ in acts)]
    spans = [(after, until) for after, until, (_, void) in zip(ends, ends[1:], acts, strict=False) if void]
    with database.reading() as session:
        for moment in range(ends[-1] + 2):
            sql = f"SELECT count(*) FROM (SELECT {moment} AS recorded_at) AS r WHERE {_outside(spans)}"
            (found,) = session.execute(sql).fetchone()
            assert bool(found) is not any(after < moment <= until for after, until in spans)


def test_thousands_of_void_acts_are_no_trouble(database: Database) -> None:
    """A chain of conditions would be deeper than a database allows."""
    with database.reading() as session:
        sql = f"SELECT {_outside([(2 * n, 2 * n + 1) for n in range(5000)])} FROM (SELECT 4001 AS recorded_at) AS r"
        assert not session.execute(sql).fetchone()[0]
