"""The documents that sum up: 季通报, 半年看进度, 专题报告, made of one state of the database."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache, partial
from types import MappingProxyType

from jytrack.domain.documents.publication import SERIES, Series
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.wording import DocumentKind
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.numerals import time_text
from jytrack.reports.documents.bulletin import bulletin as laid_out
from jytrack.reports.documents.facts import Facts
from jytrack.reports.documents.fingerprint import facts_of, fingerprint
from jytrack.reports.documents.marking import marked
from jytrack.reports.documents.notes import Source
from jytrack.reports.documents.shown import shown_in
from jytrack.reports.values.document import Document, Report
from jytrack.services.documents.drafting import Office, drafted, open_office
from jytrack.services.documents.facts import facts_in
from jytrack.services.documents.made import Made
from jytrack.services.documents.periods import Span, span_of
from jytrack.services.documents.since import since_the_last
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.store.database.database import Session
from jytrack.store.plan.tasks import with_logs


def bulletin(
    desk: Desk, kind: DocumentKind, as_of: date | None, known_at: datetime | None, *, townships: bool = True
) -> Answer:
    """The draft of a summing document at its period's end; `townships`: whether its prose may name them.

    UsageError for a day that ends no such period, naming the nearest.
    """
    with desk.database.reading() as session:
        made = bulletin_in(desk, session, kind, as_of, known_at, townships=townships)
    return Answer(Report(made.document, made.facts))


def bulletin_in(
    desk: Desk,
    session: Session,
    kind: DocumentKind,
    as_of: date | None,
    known_at: datetime | None,
    *,
    townships: bool = True,
) -> Made:
    """The same within a transaction, with the facts that it is made of."""
    plan, clock, span = open_span(desk, session, kind, as_of, known_at)
    if kind is DocumentKind.SPECIAL:
        plan = with_logs(session, plan, _told_since(plan, span.begins_on), clock)
    office = open_office(session, plan, kind)
    facts = facts_in(session, plan, clock, span, townships=townships)
    if SERIES[kind] is Series.BULLETIN:
        facts = replace(facts, corrected=since_the_last(session, plan, clock))
    command = f"jytrack report {kind.value}{' --townships' if kind is DocumentKind.SPECIAL and townships else ''}"
    return made_of(facts, span, office, command, partial(_document, office, facts, span))


def made_of(
    facts: Facts,
    span: Span,
    office: Office,
    command: str,
    lay_out: Callable[[Source], Document],
    papers: Mapping[str, Callable[[Source], Document]] = MappingProxyType({}),
) -> Made:
    """A summing document with all that is kept of it when it goes out; `papers` are its other forms, by their suffix.

    Its facts and their fingerprint are counted once, for whatever asks for them first.
    """
    plan, clock = facts.standing.plan, facts.standing.clock
    data = cache(partial(facts_of, facts))

    @cache
    def source() -> Source:
        """Where the figures come from, and what is typed to see them again."""
        known = f"{clock.known_at:%Y-%m-%d}T{time_text(clock.known_at)}"
        typed = f"{command} --as-of {span.ends_on:%Y-%m} --known-at {known}"
        return Source(clock, plan.thresholds, fingerprint(data()), typed)

    def bearing_marks() -> Document:
        """The document as its file tells of itself."""
        return marked(lay_out(source()), office.wording.kind, clock, source().fingerprint)

    others = {suffix: partial(_drawn, paper, source) for suffix, paper in papers.items()}
    return Made(plan, clock, span, office, bearing_marks, data, partial(shown_in, facts), others)


def _drawn(paper: Callable[[Source], Document], source: Callable[[], Source]) -> Document:
    return paper(source())


def open_span(
    desk: Desk, session: Session, kind: DocumentKind, as_of: date | None, known_at: datetime | None
) -> tuple[Plan, Clock, Span]:
    """The plan at the end of the period that a document of `kind` sums up."""
    plan, clock = desk.open_plan(session, as_of, known_at)
    span = span_of(kind, plan.year, as_of, desk.today)
    if clock.as_of != span.ends_on:
        plan, clock = replace(desk, plan=plan.code).open_plan(session, span.ends_on, known_at)
    return plan, clock, span


def _document(office: Office, facts: Facts, span: Span, source: Source) -> Document:
    """The draft: the office's wording with all that the facts say."""
    plan, clock = facts.standing.plan, facts.standing.clock
    made = laid_out(facts, source, span.begins_on)
    return drafted(office, plan, clock, made.blocks, made.tables, span=span.name, without=made.without)


def _told_since(plan: Plan, day: date) -> Collection[int]:
    """The tasks of which the log tells something on or after `day`."""
    return [task.no for task in plan.tasks if task.updated_on is not None and task.updated_on >= day]
