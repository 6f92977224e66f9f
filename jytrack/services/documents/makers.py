"""How the documents are made whose figures can be compared with those of a later day: a kind is a line here."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial

from jytrack.domain.plan.wording import DocumentKind
from jytrack.services.documents.annual import annual_in
from jytrack.services.documents.bulletins import bulletin_in
from jytrack.services.documents.made import Made
from jytrack.services.documents.monthly import monthly_in
from jytrack.services.values.desk import Desk
from jytrack.store.database.database import Session

Maker = Callable[[Desk, Session, date | None, datetime | None, str], Made]
"""The document of a kind within a transaction: at its period's end, with what was known at a moment, for somebody."""


def _summing(
    kind: DocumentKind, desk: Desk, session: Session, as_of: date | None, known_at: datetime | None, _: str
) -> Made:
    """A summing document, which is for everybody; a report upward names no townships in its prose."""
    return bulletin_in(desk, session, kind, as_of, known_at, townships=kind is not DocumentKind.SPECIAL)


def _monthly(desk: Desk, session: Session, as_of: date | None, known_at: datetime | None, _: str) -> Made:
    """The draft of a month, with its workbook and its page."""
    return monthly_in(desk, session, as_of, known_at)


def _annual(desk: Desk, session: Session, as_of: date | None, known_at: datetime | None, _: str) -> Made:
    """The year's document, without scores."""
    return annual_in(desk, session, as_of, known_at)


MAKERS: Mapping[DocumentKind, Maker] = {
    DocumentKind.MONTHLY: _monthly,
    DocumentKind.QUARTERLY: partial(_summing, DocumentKind.QUARTERLY),
    DocumentKind.HALFYEAR: partial(_summing, DocumentKind.HALFYEAR),
    DocumentKind.ANNUAL: _annual,
    DocumentKind.SPECIAL: partial(_summing, DocumentKind.SPECIAL),
}
