"""What is owed on paper and in the phone: a note for each debtor, and a calendar."""

from collections.abc import Iterator
from datetime import date, datetime

from jytrack.domain.delivery.ledger import Outcome, Recipient
from jytrack.domain.delivery.routing import FOLDER, Due
from jytrack.domain.plan.stages import ObligationKind
from jytrack.domain.values.valueclass import valueclass
from jytrack.reports.delivery import ics, notes
from jytrack.reports.delivery.digest import digest
from jytrack.reports.formats import docx
from jytrack.services.delivery.facts import Facts, gather
from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import find_department
from jytrack.store.database.database import Session
from jytrack.store.delivery import deliveries, texts


@valueclass
class NoteFile:
    """One file to be handed over."""

    name: str
    content: bytes


def handed_over(desk: Desk, department: str | None, as_of: date | None, *, record: bool) -> list[NoteFile]:
    """A note for each debtor, as a Word document and as text, of everything that is due of it, sent or not.

    With `record` each counts as handed over, today.
    """
    with desk.database.reading() if not record else desk.database.writing() as session:
        facts = gather(session, desk, as_of)
        wanted = find_department(facts.plan, department).name if department is not None else None
        found = [(name, dues) for name, dues in _by_debtor(facts) if wanted in (None, name)]
        if record:
            _record(session, desk, facts, found)
    return [file for name, dues in found for file in _files(facts, name, dues)]


def _by_debtor(facts: Facts) -> Iterator[tuple[str, list[Due]]]:
    """What is due of each debtor but of what became of messages, in the plan's order."""
    own: dict[str, dict[str, Due]] = {}
    for dues in facts.dues.values():
        for due in dues:
            owed = due.obligation
            if not due.copy and owed.kind is not ObligationKind.NOTICE:
                plain = due if not due.relayed else Due(owed, due.stage, due.urgency)
                own.setdefault(owed.department, {}).setdefault(owed.key, plain)
    order = [each.name for each in facts.plan.departments]
    for name in sorted(own, key=lambda each: order.index(each) if each in order else len(order)):
        yield name, list(own[name].values())


def _files(facts: Facts, name: str, dues: list[Due]) -> Iterator[NoteFile]:
    """The two files of one debtor."""
    stem = f"{notes.named(dues)}_{name}"
    yield NoteFile(f"{stem}.docx", docx.render(notes.note(facts.plan, name, dues, facts.today)))
    yield NoteFile(f"{stem}.txt", _text(facts, name, dues).encode())


def _text(facts: Facts, name: str, dues: list[Due]) -> str:
    made = digest(facts.plan, name, dues, facts.today)
    return f"{made.subject}\n\n{made.text}\n"


def _record(session: Session, desk: Desk, facts: Facts, found: list[tuple[str, list[Due]]]) -> None:
    """Keep that the notes were handed over; nothing where there are none."""
    session.keep = bool(found)
    run = deliveries.next_run(session)
    for name, dues in found:
        digest_of = texts.keep(desk.where, session, _text(facts, name, dues), desk.now)
        to, items = Recipient(name, FOLDER), [due.item for due in dues]
        number = deliveries.claim(session, facts.plan, to, items, run, desk.actor, desk.now, sha256=digest_of)
        deliveries.end(session, number, Outcome.SENT, desk.actor, desk.now, reason="纸质催办单")


def calendar(desk: Desk, as_of: date | None, known_at: datetime | None) -> bytes:
    """Due days, milestones and windows of the plan's year that are still ahead, for a calendar program."""
    with desk.database.reading() as session:
        facts = gather(session, desk, as_of, known_at)
    return ics.calendar(facts.standing).encode()
