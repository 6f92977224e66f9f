"""What a published document says otherwise today, and why (documents.md §8)."""

from datetime import datetime

from jytrack import __version__
from jytrack.domain.documents.changes import Difference, Shown, as_kept, changed, differences
from jytrack.domain.documents.publication import LETTERS, Publication, in_use
from jytrack.domain.plan.plan import Plan
from jytrack.errors import NotFound, UsageError
from jytrack.reports.documents import changes as report
from jytrack.reports.documents.causes import folder_causes
from jytrack.services.documents.frozen import frozen
from jytrack.services.documents.makers import MAKERS
from jytrack.services.documents.walking import walk
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.store.database.database import Session
from jytrack.store.documents import publications, since


def changes(desk: Desk, number: int | None, known_at: datetime | None, *, everything: bool) -> Answer:
    """The differences of the document `number`, without one of the last that is out; a changed conclusion is a finding.

    With `everything` also what came and went again.
    """
    with desk.database.reading() as session:
        publication = find(session, number)
        _require_comparable(publication)
        plan, clock = desk.open_plan(session, publication.as_of, known_at)
        found = told(desk, session, publication, plan, known_at=clock.known_at, everything=everything)
    findings = any(each.is_conclusion and each.today != each.published for each in found)
    return Answer(report.report(plan, clock, publication, found), findings=findings)


def _require_comparable(publication: Publication) -> None:
    """UsageError for a letter: what is recorded later answers it."""
    if publication.kind in LETTERS:
        raise UsageError(
            f"第{publication.number}号是{publication.kind.label}，后来的报送和办理是对它的答复，不算变动；"
            "现状见 jytrack report submissions 或 jytrack task show"
        )


def find(session: Session, number: int | None) -> Publication:
    """The document `number`, of whatever plan; without one the last that is neither withdrawn nor replaced."""
    known = publications.load(session)
    if number is None:
        if out := [each for each in in_use(known) if each.kind in MAKERS]:
            return out[-1]
        raise NotFound("还没有发布过文书；发布用 jytrack report publish 文书")
    for each in known:
        if each.number == number:
            return each
    raise NotFound(f"没有第{number}号发布；已发布的见 jytrack report issued")


def _shown_at(
    desk: Desk, session: Session, publication: Publication, published: Shown, moment: datetime | None
) -> Shown:
    """What the document would show, of what was kept as it was `published`, with what was known at a moment."""
    make = MAKERS.get(publication.kind)
    if make is None:
        return {}
    here = Desk(desk.where, publication.plan, desk.actor, desk.now)
    return as_kept(make(here, session, publication.as_of, moment, publication.about).shown(), published)


def told(
    desk: Desk,
    session: Session,
    publication: Publication,
    plan: Plan,
    *,
    known_at: datetime,
    everything: bool = False,
) -> list[Difference]:
    """The differences with their chains, as far as was known at a moment after it went out."""
    published = frozen(session, publication)
    if not everything and published == _shown_at(desk, session, publication, published, known_at):
        return []
    settings = since.settings(session, plan, publication.known_at)
    first = folder_causes(plan, settings, publication.program, __version__)
    steps = walk(
        session,
        plan,
        publication.as_of,
        (publication.known_at, known_at),
        lambda moment: _shown_at(desk, session, publication, published, moment),
        first,
    )
    return differences(published, steps, everything=everything)


def count(desk: Desk, session: Session, publication: Publication) -> int:
    """How many targets and tasks the document shows otherwise today."""
    published = frozen(session, publication)
    return sum(changed(published, _shown_at(desk, session, publication, published, None)))
