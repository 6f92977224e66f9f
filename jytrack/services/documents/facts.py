"""The facts behind the office's papers, read once: each reading serves the day's light, the months' and the units'."""

from jytrack.domain.figures.assessing import assess
from jytrack.domain.figures.track import judged_at
from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.clock import Clock
from jytrack.reports.documents.facts import Facts
from jytrack.services.documents.periods import Span
from jytrack.services.figures.units import compared, several_units
from jytrack.services.values.standing import stand_judged, with_doubts
from jytrack.store.database.database import Session
from jytrack.store.plan import feedback
from jytrack.store.plan.allocations import load_allocations
from jytrack.store.sheets import readings
from jytrack.store.sheets.doubts import open_doubts


def facts_in(session: Session, plan: Plan, clock: Clock, span: Span, *, townships: bool = True) -> Facts:
    """The facts of a document about `span` at `clock`; `townships`: whether its prose may name them."""
    known, before = readings.readings_of_two_years(session, plan, clock)
    doubts, splits = open_doubts(session, plan, clock), load_allocations(session, plan, clock)
    judged = (assess(target, known[target.code], clock, before[target.code]) for target in plan.targets)
    at_ends = {
        target.code: judged_at(target, known[target.code], clock, before[target.code]) for target in plan.targets
    }
    return Facts(
        standing=stand_judged(session, plan, clock, with_doubts(judged, doubts), doubts),
        compared=tuple(
            compared(target, splits, known[target.code], clock, before[target.code]) for target in several_units(plan)
        ),
        span=span.name,
        earlier={name: {code: at(end.month).light for code, at in at_ends.items()} for name, end in span.earlier},
        names_units=townships,
        at_ends=at_ends,
        explained=feedback.explanations(session, plan, clock),
    )
