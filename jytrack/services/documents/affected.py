"""Which published documents an act touches: said at once, by whatever command wrote it."""

from collections.abc import Iterator
from dataclasses import replace

from jytrack.domain.documents.publication import Publication, in_use
from jytrack.services.values.desk import Desk
from jytrack.store.database import chain
from jytrack.store.database.database import Session
from jytrack.store.documents import publications

_NAMED = 3


def lines(desk: Desk) -> list[str]:
    """The documents that the last act of writing touches, a line each; of many the last ones."""
    with desk.database.reading() as session:
        if not publications.has_any(session):
            return []
        found = list(_touched(desk, session))
    told = [f"影响已发布的{each.called}，见 jytrack report changes {each.number}" for each in found[-_NAMED:]]
    more = len(found) - len(told)
    return [*told, *([f"还影响更早的{more}份，见 jytrack report issued --changes"] if more else [])]


def _touched(desk: Desk, session: Session) -> Iterator[Publication]:
    """The documents in use that the last act touches, the first one first; what answers a letter touches none.

    What the plan folder says has no moment: whether that changes a document is seen by making it anew.
    """
    # Where nothing is published, which is asked before, nothing of this is needed.
    from jytrack.services.documents.changing import count
    from jytrack.services.documents.makers import MAKERS
    from jytrack.store.documents import since

    after, until = chain.last_act(session)
    for each in (each for each in in_use(publications.load(session)) if each.kind in MAKERS):
        plan, _ = replace(desk, plan=each.plan).open_plan(session, each.as_of)
        recorded = since.recorded(session, plan, each.as_of, max(after, each.known_at))
        told = since.settings(session, plan, max(after, each.known_at))
        if any(one.at <= until for one in recorded) or (told and count(desk, session, each)):
            yield each
