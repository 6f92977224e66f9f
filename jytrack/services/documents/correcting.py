"""更正说明: made of what differs today from a published document, and published in the same series as that."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

from jytrack.domain.documents.changes import Difference
from jytrack.domain.documents.publication import Publication
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.wording import DocumentKind
from jytrack.domain.values.clock import Clock
from jytrack.errors import InputRefused
from jytrack.reports.documents import correction
from jytrack.reports.documents.fingerprint import fingerprint
from jytrack.reports.documents.marking import marked
from jytrack.reports.documents.notes import Source
from jytrack.reports.values.document import Document, Report
from jytrack.services.documents.changing import find, told
from jytrack.services.documents.drafting import Office, drafted, open_office
from jytrack.services.documents.made import Made
from jytrack.services.documents.periods import Span
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.store.database.database import Session


def draft(desk: Desk, number: int | None, known_at: datetime | None) -> Answer:
    """The draft of the correction of a document, without a number of the last that is out."""
    with desk.database.reading() as session:
        made = correction_in(desk, session, None, known_at, "" if number is None else str(number))
    return Answer(Report(made.document, made.facts))


def correction_in(desk: Desk, session: Session, _: date | None, known_at: datetime | None, about: str) -> Made:
    """The correction of the document whose number is `about`, with what is known at a moment.

    InputRefused where nothing differs.
    """
    publication = find(session, int(about) if about else None)
    here = replace(desk, plan=publication.plan)
    plan, clock = here.open_plan(session, publication.as_of, known_at)
    found = told(here, session, publication, plan, known_at=clock.known_at)
    if not found:
        raise InputRefused(
            f"第{publication.number}号（{publication.called}）没有变动的数，不用更正；"
            f"看全部经过用 jytrack report changes {publication.number} --all"
        )
    span = Span(publication.as_of, publication.as_of.replace(day=1), publication.called, ())
    office = open_office(session, plan, DocumentKind.CORRECTION)
    parts = (office, plan, clock, publication, found)
    return Made(
        plan, clock, span, office, partial(_document, *parts), partial(correction.facts, publication, found), dict
    )


def _document(office: Office, plan: Plan, clock: Clock, publication: Publication, found: list[Difference]) -> Document:
    """The draft in the office's wording."""
    pinned = fingerprint(correction.facts(publication, found))
    typed = f"jytrack report changes {publication.number}"
    blocks = correction.blocks(plan, found, Source(clock, plan.thresholds, pinned, typed))
    dated = max(clock.known_at.date(), publication.published_on) + timedelta(days=1)
    made = drafted(office, plan, clock, blocks, {}, span=publication.called, issue=publication.called, dated=dated)
    return marked(made, DocumentKind.CORRECTION, clock, pinned, str(publication.number))
