"""The played year's documents, as they were drafted in the first days after each period."""

import pytest

from jytrack.domain.plan.wording import DocumentKind
from jytrack.domain.values.period import Period
from jytrack.reports.formats.plain import render
from jytrack.services.documents.bulletins import bulletin
from tests.conftest import Golden
from tests.played.conftest import DRAWN, Year
from tests.reports.documents.numbers_in_facts import strangers
from tests.services.desks import desk_at
from tests.services.documents.test_bulletins import names, unstamped


@pytest.mark.parametrize(
    ("kind", "month"),
    [
        *((kind, month) for kind in (DocumentKind.QUARTERLY, DocumentKind.SPECIAL) for month in (3, 6, 12)),
        (DocumentKind.HALFYEAR, 6),
    ],
)
def test_each_document_as_it_was_drafted(year: Year, kind: DocumentKind, month: int, golden: Golden) -> None:
    desk = desk_at(year.office.folder / "台账.db", DRAWN[month])
    with desk.database.reading() as session:
        plan, _ = desk.open_plan(session)
    asked = kind, Period(2023, month).last_day, DRAWN[month]
    report = bulletin(desk, *asked, townships=kind is not DocumentKind.SPECIAL).report
    assert strangers(report.document, report.data, names(plan)) == []
    golden(f"played/2023-{month:02}/{kind.value}.txt", unstamped(render(report.document)))
