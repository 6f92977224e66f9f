"""月调度: the workbook, the draft and the page of a month, made of one state of the database."""

from datetime import date, datetime
from functools import partial

from jytrack.domain.plan.wording import DocumentKind
from jytrack.reports.documents import monthly as laid_out
from jytrack.reports.documents.facts import Facts
from jytrack.reports.documents.notes import Source
from jytrack.reports.values.document import Document, Report
from jytrack.services.documents.bulletins import made_of, open_span
from jytrack.services.documents.drafting import Office, drafted, open_office
from jytrack.services.documents.facts import facts_in
from jytrack.services.documents.made import Made
from jytrack.services.documents.periods import Span
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.store.database.database import Session


def monthly(desk: Desk, as_of: date | None, known_at: datetime | None) -> Answer:
    """The month that ends on the day asked, or the last that was over.

    UsageError for a day that ends no month, naming the nearest.
    """
    with desk.database.reading() as session:
        made = monthly_in(desk, session, as_of, known_at)
    return Answer(Report(made.document, made.facts, made.papers))


def monthly_in(desk: Desk, session: Session, as_of: date | None, known_at: datetime | None) -> Made:
    """The same within a transaction, with the facts that it is made of."""
    plan, clock, span = open_span(desk, session, DocumentKind.MONTHLY, as_of, known_at)
    office = open_office(session, plan, DocumentKind.MONTHLY)
    facts = facts_in(session, plan, clock, span)
    papers = {"xlsx": partial(laid_out.workbook, facts), "html": partial(laid_out.page, facts)}
    return made_of(facts, span, office, "jytrack report monthly", partial(_draft, office, facts, span), papers)


def _draft(office: Office, facts: Facts, span: Span, source: Source) -> Document:
    """What is handed out, in the office's words."""
    made = laid_out.draft(facts, source)
    plan, clock = facts.standing.plan, facts.standing.clock
    return drafted(office, plan, clock, made.blocks, made.tables, span=span.name, without=made.without)
