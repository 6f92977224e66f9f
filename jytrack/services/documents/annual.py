"""全年比成效: the draft of the year's document, made of one state of the database."""

from dataclasses import replace
from datetime import date, datetime
from functools import partial

from jytrack.domain.accounts.preset import Preset
from jytrack.domain.accounts.scoring import Scoring, score_all
from jytrack.domain.plan.wording import DocumentKind
from jytrack.reports.documents import annual as laid_out
from jytrack.reports.documents.facts import Facts
from jytrack.reports.documents.notes import Source
from jytrack.reports.values.document import Document, Report
from jytrack.services.documents.bulletins import made_of, open_span
from jytrack.services.documents.drafting import Office, drafted, open_office
from jytrack.services.documents.facts import facts_in
from jytrack.services.documents.made import Made
from jytrack.services.documents.periods import Span
from jytrack.services.documents.since import since_the_last
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.store.database.database import Session


def annual(desk: Desk, as_of: date | None, known_at: datetime | None, preset: Preset | None, asked: str = "") -> Answer:
    """The year's results; with scores by the `preset` that was called `asked`.

    UsageError for a day that is not the year's last.
    """
    with desk.database.reading() as session:
        made = annual_in(desk, session, as_of, known_at, preset, asked)
    return Answer(Report(made.document, made.facts))


def annual_in(
    desk: Desk,
    session: Session,
    as_of: date | None,
    known_at: datetime | None,
    preset: Preset | None = None,
    asked: str = "",
) -> Made:
    """The same within a transaction, with the facts that it is made of."""
    plan, clock, span = open_span(desk, session, DocumentKind.ANNUAL, as_of, known_at)
    office = open_office(session, plan, DocumentKind.ANNUAL)
    facts = replace(facts_in(session, plan, clock, span), corrected=since_the_last(session, plan, clock))
    accounts = facts.standing.accountability.accounts
    scoring = score_all(accounts, preset, clock.as_of) if preset else None
    command = f"jytrack report annual{f' --score {asked}' if scoring else ''}"
    return made_of(facts, span, office, command, partial(_draft, office, facts, span, scoring))


def _draft(office: Office, facts: Facts, span: Span, scoring: Scoring | None, source: Source) -> Document:
    """The draft, in the office's words."""
    made = laid_out.annual(facts, source, span.begins_on, scoring)
    plan, clock = facts.standing.plan, facts.standing.clock
    return drafted(office, plan, clock, made.blocks, made.tables, span=span.name, without=made.without)
