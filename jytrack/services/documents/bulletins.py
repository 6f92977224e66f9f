"""The documents that sum up: 季通报, 半年看进度, 专题报告, made of one state of the database."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from jytrack.domain.figures.light import Light
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.wording import DocumentKind
from jytrack.domain.values.clock import Clock
from jytrack.reports.documents.bulletin import bulletin as laid_out
from jytrack.reports.documents.facts import Facts
from jytrack.reports.documents.fingerprint import facts_of, fingerprint
from jytrack.reports.documents.notes import Source
from jytrack.reports.values.document import Document, Report
from jytrack.services.documents.drafting import Office, drafted, open_office
from jytrack.services.documents.periods import Span, span_of
from jytrack.services.figures.comparing import all_units
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.services.values.standing import assess_plan, stand_open
from jytrack.store.database.database import Session
from jytrack.store.plan.allocations import load_allocations
from jytrack.store.plan.tasks import with_logs
from jytrack.store.sheets.doubts import open_doubts


def bulletin(
    desk: Desk, kind: DocumentKind, as_of: date | None, known_at: datetime | None, *, townships: bool = True
) -> Answer:
    """The draft of a summing document at its period's end; `townships`: whether its prose may name them.

    UsageError for a day that ends no such period, naming the nearest.
    """
    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session, as_of, known_at)
        span = span_of(kind, plan.year, as_of, desk.today)
        if clock.as_of != span.ends_on:
            plan, clock = replace(desk, plan=plan.code).open_plan(session, span.ends_on, known_at)
        if kind is DocumentKind.SPECIAL:
            plan = with_logs(session, plan, _told_since(plan, span.begins_on), clock)
        office = open_office(session, plan, kind)
        facts = _facts(session, plan, clock, span, townships=townships)
    command = f"jytrack report {kind.value}{' --townships' if kind is DocumentKind.SPECIAL and townships else ''}"
    return Answer(Report(partial(_document, office, facts, span, command), partial(facts_of, facts)))


def _document(office: Office, facts: Facts, span: Span, command: str) -> Document:
    """The draft: the office's wording with all that the facts say."""
    plan, clock = facts.standing.plan, facts.standing.clock
    known = f"{clock.known_at:%Y-%m-%dT%H:%M:%S.%f}".rstrip("0").rstrip(".")
    typed = f"{command} --as-of {span.ends_on:%Y-%m} --known-at {known}"
    source = Source(clock, plan.thresholds, fingerprint(facts_of(facts)), typed)
    made = laid_out(facts, source, span.begins_on)
    return drafted(office, plan, clock, made.blocks, made.tables, span=span.name, without=made.without)


def _facts(session: Session, plan: Plan, clock: Clock, span: Span, *, townships: bool) -> Facts:
    """All that the document is made of, at its clock and at the ends of the quarters before."""
    several = replace(plan, targets=tuple(each for each in plan.targets if len(each.unit_duties) > 1))
    compared = all_units(session, several, load_allocations(session, plan, clock), clock)
    earlier = {name: _lights(session, plan, replace(clock, as_of=end)) for name, end in span.earlier}
    return Facts(stand_open(session, plan, clock), compared, span.name, earlier, townships)


def _lights(session: Session, plan: Plan, clock: Clock) -> dict[str, Light]:
    """The lights of all targets at an earlier day, with what is known by now."""
    judged = assess_plan(session, plan, clock, open_doubts(session, plan, clock))
    return {each.target.code: each.light for each in judged}


def _told_since(plan: Plan, day: date) -> Collection[int]:
    """The tasks of which the log tells something on or after `day`."""
    return [task.no for task in plan.tasks if task.updated_on is not None and task.updated_on >= day]
