"""The ledger: a message is claimed, with all that it carries, before it is sent; what became of it is added."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from jytrack.domain.delivery.ledger import Delivery, Item, Outcome, Recipient, Urged, urged, with_letters
from jytrack.domain.documents.publication import letters_of
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.wording import DocumentKind
from jytrack.store.database.database import Session
from jytrack.store.database.keys import department_ids, next_row, plan_id
from jytrack.store.database.moments import next_moment
from jytrack.store.documents import publications
from jytrack.store.values.encoding import count_of, date_of, moment_number, moment_of, sound, word_of
from jytrack.store.values.grouping import grouped

_DELIVERIES = """
SELECT d.id, d.run, n.name, d.channel, d.address, d.sha256, d.note, d.recorded_at, d.recorded_by
FROM delivery d LEFT JOIN department n ON n.id = d.department_id
WHERE d.plan_id = :plan AND d.recorded_at <= :known {within} ORDER BY d.id
"""
_ITEMS = """
SELECT i.delivery_id, i.obligation, i.counted_from, i.stage, n.name, i.is_copy
FROM delivery d JOIN delivery_item i ON i.delivery_id = d.id LEFT JOIN department n ON n.id = i.debtor_id
WHERE d.plan_id = :plan AND d.recorded_at <= :known {within} ORDER BY i.delivery_id, i.position
"""
_ENDS = """
SELECT e.delivery_id, e.step, e.outcome, e.code, e.reason, e.recorded_at
FROM delivery d JOIN delivery_end e ON e.delivery_id = d.id
WHERE d.plan_id = :plan AND d.recorded_at <= :known AND e.recorded_at <= :known {within} ORDER BY e.delivery_id, e.step
"""
_TO = "AND d.channel = :channel AND d.address = :address"
_ABOUT = "AND d.id IN (SELECT delivery_id FROM delivery_item WHERE debtor_id = :debtor AND NOT is_copy)"
_OF_TASK = """AND d.id IN (
    SELECT delivery_id FROM delivery_item WHERE plan_id = :plan AND NOT is_copy AND (
        obligation LIKE :milestone OR obligation LIKE :duty OR obligation LIKE :window OR obligation LIKE :answer
    )
)"""
_KINDS_OF_TASKS = ("milestone", "duty", "window", "answer")


def load(
    session: Session, plan: Plan, known_at: datetime, to: Recipient | None = None, debtor: str | None = None
) -> list[Delivery]:
    """The plan's deliveries known then, by number: all, those to one address, or those that urged one debtor."""
    asked: dict[str, str | int | None] = {}
    within = ""
    if to is not None:
        within, asked = _TO, {"channel": to.channel, "address": to.address}
    elif debtor is not None:
        within, asked = _ABOUT, {"debtor": department_ids(session, plan.region).get(debtor, 0)}
    found = _found(session, plan, known_at, within, asked)
    return found if to is None else [each for each in found if each.recipient == to]


def urged_debtor(
    session: Session, plan: Plan, known_at: datetime, debtor: str, until: date, kind: str = ""
) -> Urged | None:
    """How often a department was reminded of its own up to a day, of all kinds or one; notes that went out count."""
    found = load(session, plan, known_at, debtor=debtor)
    told = urged(_until(found, until), lambda item: item.debtor == debtor and item.obligation.startswith(kind))
    return with_letters(told, _letters(session, plan, known_at, DocumentKind.URGE, debtor, until))


def urged_task(session: Session, plan: Plan, known_at: datetime, no: int, until: date) -> Urged | None:
    """How often was reminded of what belongs to one task, up to a day; letters that went out about it count."""
    own = {kind: f"{kind}/{no}/%" for kind in _KINDS_OF_TASKS}
    found = _found(session, plan, known_at, _OF_TASK, dict(own))
    begins = tuple(each[:-1] for each in own.values())
    told = urged(_until(found, until), lambda item: item.obligation.startswith(begins))
    return with_letters(told, _letters(session, plan, known_at, DocumentKind.SUPERVISE, str(no), until))


def _letters(
    session: Session, plan: Plan, known_at: datetime, kind: DocumentKind, about: str, until: date
) -> list[date]:
    """When letters of a kind about something went out that stand."""
    found = letters_of(publications.load(session, plan, known_at), kind, about)
    return [each.published_on for each in found if each.published_on <= until]


def _until(found: Iterable[Delivery], day: date) -> Iterator[Delivery]:
    return (each for each in found if each.claimed_at.date() <= day)


def _found(
    session: Session, plan: Plan, known_at: datetime, within: str, asked: dict[str, str | int | None]
) -> list[Delivery]:
    """The deliveries within a condition, with all that they carried and what became of them."""
    values = {"plan": plan_id(session, plan.code), "known": moment_number(known_at), **asked}
    rows = list(sound(session.execute(_DELIVERIES.format(within=within), values)))
    if not rows:
        return []
    office = plan.office
    items = grouped(
        (row, Item(key, date_of(day), stage, office if name is None else name, bool(copy)))
        for row, key, day, stage, name, copy in sound(session.execute(_ITEMS.format(within=within), values))
    )
    ends = {
        row: (word_of(Outcome, outcome), code, reason, moment_of(at), step == 2)
        for row, step, outcome, code, reason, at in sound(session.execute(_ENDS.format(within=within), values))
    }
    found = []
    for row, run, name, channel, address, sha256, note, at, by in rows:
        recipient = Recipient(office if name is None else name, channel, address)
        outcome, code, reason, ended_at, settled = ends.get(row, (None, "", "", None, False))
        found.append(
            Delivery(
                row, count_of(run), recipient, moment_of(at), by, items[row], sha256, note,
                outcome, ended_at, reason, code, settled,
            )
        )  # fmt: skip
    return found


def next_run(session: Session) -> int:
    """The number of the next run, to be asked within the claim that it begins with."""
    return int(session.execute("SELECT coalesce(max(run), 0) + 1 FROM delivery").fetchone()[0])


def claim(
    session: Session,
    plan: Plan,
    to: Recipient,
    items: Sequence[Item],
    run: int,
    who: str,
    now: datetime,
    *,
    sha256: str | None = None,
    note: str = "",
) -> int:
    """Claim one message with what it carries; its number. The key of each attempt lets one of two runs through."""
    row, of, ids = next_row(session, "delivery"), plan_id(session, plan.code), department_ids(session, plan.region)
    session.execute(
        "INSERT INTO delivery (id, plan_id, run, department_id, channel, address, sha256, note, recorded_at, "
        "recorded_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (row, of, run, ids.get(to.department), to.channel, to.address, sha256, note, next_moment(session, now), who),
    )
    tried = _attempts(session, of, to)
    session.insert(
        "delivery_item",
        ("position", "obligation", "counted_from", "stage", "attempt", "debtor_id", "is_copy"),
        [
            (
                position, item.obligation, item.counted_from.isoformat(), item.stage,
                tried.get((item.obligation, item.counted_from.isoformat(), item.stage), 0) + 1,
                ids.get(item.debtor), item.copy,
            )
            for position, item in enumerate(items, 1)
        ],
        {"delivery_id": row, "plan_id": of, "recipient": to.key},
    )  # fmt: skip
    return row


def _attempts(session: Session, of: int, to: Recipient) -> dict[tuple[str, str, int], int]:
    """How often each stage was tried at the recipient, as far as it was."""
    rows = session.execute(
        "SELECT obligation, counted_from, stage, max(attempt) FROM delivery_item "
        "WHERE plan_id = ? AND recipient = ? GROUP BY obligation, counted_from, stage",
        (of, to.key),
    )
    return {(key, day, stage): attempt for key, day, stage, attempt in rows}


def end(
    session: Session, number: int, outcome: Outcome, who: str, now: datetime, *,
    reason: str = "", code: str = "", settled: bool = False,
) -> None:  # fmt: skip
    """What became of a message: seen by the run that sent it, or `settled` by the office."""
    session.execute(
        "INSERT INTO delivery_end (delivery_id, step, outcome, code, reason, recorded_at, recorded_by) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (number, 2 if settled else 1, outcome.value, code, reason, next_moment(session, now), who),
    )
