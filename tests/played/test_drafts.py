"""The played year's dispatch and its last document, as they were drafted in the first days after each period."""

import pytest

from jytrack.domain.values.period import Period
from jytrack.reports.formats.plain import render
from jytrack.services.accounts.scoring import find_preset
from jytrack.services.documents.annual import annual
from jytrack.services.documents.monthly import monthly
from tests.conftest import Golden
from tests.played.conftest import DRAWN, Year
from tests.reports.documents.numbers_in_facts import strangers
from tests.services.desks import desk_at
from tests.services.documents.test_bulletins import names, unstamped


@pytest.mark.parametrize("month", [3, 6, 12])
def test_a_month_as_it_was_drafted(year: Year, month: int, golden: Golden) -> None:
    desk = desk_at(year.office.folder / "台账.db", DRAWN[month])
    with desk.database.reading() as session:
        plan, _ = desk.open_plan(session)
    report = monthly(desk, Period(2023, month).last_day, DRAWN[month]).report
    assert strangers(report.document, report.data, names(plan)) == []
    for form in ("plain", "xlsx", "html"):
        golden(f"played/2023-{month:02}/monthly-{form}.txt", unstamped(render(report.paper(form))))


def test_the_year_as_it_was_drafted(year: Year, golden: Golden) -> None:
    desk = desk_at(year.office.folder / "台账.db", DRAWN[12])
    with desk.database.reading() as session:
        plan, _ = desk.open_plan(session)
    asked = desk, Period(2023, 12).last_day, DRAWN[12]
    report = annual(*asked, None).report
    assert strangers(report.document, report.data, names(plan)) == []
    golden("played/2023-12/annual.txt", unstamped(render(report.document)))
    scored = annual(*asked, find_preset("ningxia"), "ningxia").report.document
    assert len(scored.attachments) == len(report.document.attachments) + 1
