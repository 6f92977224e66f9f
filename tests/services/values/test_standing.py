"""A page that asks for one thing is told what the whole standing says of it."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from jytrack.services.values.standing import reports_ahead, stand_plan, stand_tasks
from tests.services.desks import CHINA, desk_at, with_demo

FIRST = date(2023, 5, 28)
NOW = datetime(2023, 8, 1, 9, tzinfo=CHINA)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_demo(tmp_path_factory.mktemp("demo") / "demo.db")[0]


def test_reports_ahead_are_those_of_the_whole_standing(demo: Path) -> None:
    """Day by day, over days on which nothing, something and everything falls due, come or not."""
    desk, told = desk_at(demo, NOW), set[int]()
    for day in (FIRST + timedelta(days=each) for each in range(0, 46, 3)):
        with desk.database.reading() as session:
            standing = stand_tasks(desk, session, day, None)
            asked = reports_ahead(session, standing)
        whole = stand_plan(desk, day, None)
        key = [(each.due_on, each.metric, each.unit) for each in asked]
        assert sorted(key) == sorted((each.due_on, each.metric, each.unit) for each in whole.reports_ahead)
        assert {each.due_on for each in asked} <= {day + timedelta(days=left) for left in range(8)}
        assert (standing.assessments, standing.tasks) == (whole.assessments, whole.tasks)
        told.add(len(asked))
    assert 0 in told
    assert max(told)
