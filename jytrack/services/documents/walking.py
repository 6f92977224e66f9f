"""The moments since a document went out, one after the other: what it would have shown after each."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from itertools import groupby

from jytrack.domain.documents.changes import Cause, Shown, Step
from jytrack.domain.plan.plan import Plan
from jytrack.reports.documents.causes import causes_of
from jytrack.store.database.database import Session
from jytrack.store.documents.since import recorded

ShownAt = Callable[[datetime], Shown]
"""What the document shows with what was known at a moment."""


def walk(
    session: Session,
    plan: Plan,
    as_of: date,
    between: tuple[datetime, datetime],
    shown_at: ShownAt,
    first: Sequence[Cause],
) -> list[Step]:
    """What a document as of a day shows with what was known at one moment, and after each act until another.

    `first` says why it may show something else at the first moment than it did then. Only acts that it may show are
    walked; nothing else changes what is shown, so that the last step is what is shown at the other moment.
    """
    begun, until = between
    steps = [Step(tuple(first), shown_at(begun))]
    acts = (each for each in recorded(session, plan, as_of, begun) if each.at <= until)
    for moment, found in groupby(acts, key=lambda each: each.at):
        steps.append(Step(causes_of(plan, found), shown_at(moment)))
    return steps
