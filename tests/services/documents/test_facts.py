"""The facts behind the papers: what they say of a month is what the report of that month says, on what is known now."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from jytrack.domain.accounts.standing import PlanStanding
from jytrack.domain.figures.track import quarter_ends
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import LightCode
from jytrack.reports.documents.dispatch_charts import charts
from jytrack.reports.documents.facts import Facts
from jytrack.reports.values.chart import ChartKind
from jytrack.services.documents.facts import facts_in
from jytrack.services.documents.periods import Span
from jytrack.services.figures.units import several_units
from jytrack.services.values.standing import stand_plan
from tests.services.desks import CHINA, desk_at, with_demo

LATER = datetime(2024, 2, 1, 9, tzinfo=CHINA)
JUNE = date(2023, 6, 30)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_demo(tmp_path_factory.mktemp("demo") / "demo.db")[0]


def facts(path: Path, day: date = JUNE) -> Facts:
    desk = desk_at(path, LATER)
    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session, day, None)
        first = (("一季度", date(2023, 3, 31)),) if clock.closed_months >= 3 else ()
        return facts_in(session, plan, clock, Span(day, day, "", first))


def by_month(found: Facts) -> dict[str, list[Assessment]]:
    """Each target at the end of each closed month."""
    ends = range(1, found.standing.clock.closed_months + 1)
    return {code: list(map(at_end, ends)) for code, at_end in found.at_ends.items()}


def figures(judged: Assessment) -> Assessment:
    """What is judged; sums of the database leave out the units' figures, and doubts are told of the whole day."""
    return replace(judged, figures=(), open_doubts=0)


def at(path: Path, day: date) -> PlanStanding:
    return stand_plan(desk_at(path, LATER), day, None)


@pytest.mark.parametrize("month", [1, 3, 5, 6, 9, 12])
def test_a_month_is_judged_as_its_own_report_judges_it(path: Path, month: int) -> None:
    at_ends = facts(path, date(2023, 12, 31)).at_ends
    for judged in at(path, Period(2023, month).last_day).assessments:
        assert figures(at_ends[judged.target.code](month)) == figures(judged)


@pytest.mark.parametrize(("day", "quarters"), [(JUNE, 2), (date(2023, 6, 29), 1), (date(2023, 12, 31), 4)])
def test_quarters_that_have_closed(path: Path, day: date, quarters: int) -> None:
    for months in by_month(facts(path, day)).values():
        assert [judged.closed_months for judged in quarter_ends(months)] == [3, 6, 9, 12][:quarters]


def test_the_light_of_a_quarter_is_judged_on_what_is_known_now(path: Path) -> None:
    loans = quarter_ends(by_month(facts(path))["guaranteed-loans"])
    assert [judged.light.code for judged in loans] == [LightCode.BEHIND, LightCode.FAR_BEHIND]
    assert facts(path).earlier["一季度"]["guaranteed-loans"] == loans[0].light


def test_the_day_itself_stands_as_every_report_has_it(path: Path) -> None:
    found, standing = facts(path), at(path, JUNE)
    assert [*map(figures, found.standing.assessments)] == [*map(figures, standing.assessments)]
    assert found.standing.accountability.total.discipline == standing.accountability.total.discipline
    assert [item.target.code for item in found.compared] == [item.code for item in several_units(standing.plan)]


@pytest.mark.parametrize(("day", "drawn"), [(date(2023, 1, 30), 0), (date(2023, 2, 27), 0), (date(2023, 2, 28), 1)])
def test_a_course_is_drawn_of_two_closed_months(path: Path, day: date, drawn: int) -> None:
    assert sum(chart.kind is ChartKind.LINES for chart in charts(facts(path, day))) == drawn
