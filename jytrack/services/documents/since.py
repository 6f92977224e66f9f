"""What changed since the last bulletin, in the one line that the next one carries."""

from dataclasses import replace

from jytrack.domain.documents.changes import as_kept, changed
from jytrack.domain.documents.publication import Series, in_use
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.wording import DocumentKind
from jytrack.domain.values.clock import Clock
from jytrack.reports.documents.shown import shown_in
from jytrack.services.documents.facts import facts_in
from jytrack.services.documents.frozen import frozen
from jytrack.services.documents.periods import span_of
from jytrack.services.values.calendars import with_calendar
from jytrack.store.database.database import Session
from jytrack.store.documents import publications
from jytrack.store.plan.plans import load_plan


def since_the_last(session: Session, plan: Plan, clock: Clock) -> str:
    """How many figures and tasks of the bulletin before are others by now; "" without one, or where none is."""
    known = in_use(publications.load(session, plan, clock.known_at))
    before = [
        each
        for each in known
        if each.series is Series.BULLETIN and each.kind is not DocumentKind.CORRECTION and each.as_of < clock.as_of
    ]
    if not before:
        return ""
    last = max(before, key=lambda each: (each.as_of, each.number))
    then = replace(clock, as_of=last.as_of)
    opened = with_calendar(load_plan(session, plan.code, then.as_of, then.known_at))
    span = span_of(last.kind, plan.year, last.as_of, last.as_of)
    published = frozen(session, last)
    count = changed(published, as_kept(shown_in(facts_in(session, opened, then, span)), published))
    told = "，见更正说明" if any(each.corrects == last.number for each in known) else ""
    parts = [f"{number}项{what}变动" for number, what in zip(count, ("数据", "任务"), strict=True) if number]
    return f"第{last.issue}期通报后有{'、'.join(parts)}{told}。" if parts else ""
