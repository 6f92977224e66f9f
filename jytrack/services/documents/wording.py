"""The words of documents: which are in force, and what may stand in them."""

from jytrack.domain.plan.wording import DocumentKind
from jytrack.reports.documents import holes
from jytrack.services.documents.drafting import open_office
from jytrack.services.values.desk import Desk
from jytrack.store.plan.papers import load_papers


def wording(desk: Desk, kind: DocumentKind | None) -> str:
    """The wording of `kind` in force and its holes, as a wording file; without one all kinds and all holes."""
    with desk.database.reading() as session:
        plan, _ = desk.open_plan(session)
        if kind is None:
            return holes.overview(load_papers(session, plan).wordings)
        return holes.told(kind, open_office(session, plan, kind).text)
