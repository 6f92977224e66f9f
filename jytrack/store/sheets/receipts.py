"""Sheets that came and were not taken in: remembered without a word of what stood in them."""

from collections.abc import Iterable
from datetime import date, datetime

from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.receipts import Item, Receipt
from jytrack.store.database.database import Session
from jytrack.store.database.keys import department_ids, metric_ids, next_row, plan_id
from jytrack.store.database.moments import next_moment
from jytrack.store.sheets.acts import chains
from jytrack.store.values.encoding import day_of, moment_number, moment_of, period_of
from jytrack.store.values.grouping import grouped

_KNOWN = """
SELECT id, name, sheet, sha256, refused, received_on, recorded_at, recorded_by FROM receipt
WHERE plan_id = ? AND recorded_at <= ? ORDER BY id
"""
_ITEMS = """
SELECT i.receipt_id, d.name, m.code, i.period FROM receipt r JOIN receipt_item i ON i.receipt_id = r.id
    JOIN department d ON d.id = i.unit_id LEFT JOIN metric m ON m.id = i.metric_id
WHERE r.plan_id = ? AND r.recorded_at <= ? ORDER BY i.receipt_id, i.position
"""
_PROBLEMS = """
SELECT p.receipt_id, p.code, p.count FROM receipt r JOIN receipt_problem p ON p.receipt_id = r.id
WHERE r.plan_id = ? AND r.recorded_at <= ? ORDER BY p.receipt_id, p.count DESC, p.code
"""
_FIRST = """
SELECT min(r.received_on) FROM receipt r WHERE r.sha256 = ? AND r.plan_id = ?
    AND NOT EXISTS (SELECT 1 FROM receipt_problem p WHERE p.receipt_id = r.id AND p.code = ?)
"""
# The same bytes went in later with no row left out.
_TAKEN_IN = """
SELECT r.id, b.id FROM receipt r JOIN import_file f ON f.sha256 = r.sha256 AND f.sheet = r.sheet AND f.rejected_rows = 0
    JOIN import_batch b ON b.id = f.batch_id AND b.plan_id = r.plan_id
WHERE r.plan_id = ? AND b.recorded_at <= ?
"""

TOO_EARLY = "period-not-begun"
"""The code of a sheet whose month had not begun on the day it was received."""


def first_received(session: Session, plan: Plan, sha256: str) -> date | None:
    """The first day on which a file of this content came and was not taken in; None: it never did.

    A day on which its month had not begun does not count: it was mistyped, or the sheet came too early.
    """
    (first,) = session.execute(_FIRST, (sha256, plan_id(session, plan.code), TOO_EARLY)).fetchone()
    return day_of(first)


def remember(session: Session, plan: Plan, receipts: Iterable[Receipt], now: datetime) -> None:
    """Remember the sheets as one act; one that came before, in this state and no later, is remembered already."""
    fresh = [receipt for receipt in receipts if not _remembered(session, plan, receipt)]
    if not fresh:
        return
    moment, of = next_moment(session, now), plan_id(session, plan.code)
    units, metrics = department_ids(session, plan.region), metric_ids(session, plan.region)
    for row, receipt in enumerate(fresh, next_row(session, "receipt")):
        session.execute(
            "INSERT INTO receipt (id, plan_id, name, sheet, sha256, refused, received_on, recorded_at, recorded_by) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                row,
                of,
                receipt.name,
                receipt.sheet,
                receipt.sha256,
                receipt.refused,
                receipt.received_on.isoformat(),
                moment,
                receipt.recorded_by,
            ),
        )
        items = [
            (position, units[unit], metrics[metric] if metric else None, period.number if period else None)
            for position, (unit, metric, period) in enumerate(receipt.items, 1)
        ]
        session.insert("receipt_item", ("position", "unit_id", "metric_id", "period"), items, {"receipt_id": row})
        session.insert("receipt_problem", ("code", "count"), receipt.problems, {"receipt_id": row})


def _remembered(session: Session, plan: Plan, receipt: Receipt) -> bool:
    """Whether the sheet came before in the same state, on that day or an earlier one."""
    row = session.execute(
        "SELECT 1 FROM receipt WHERE sha256 = ? AND sheet = ? AND refused = ? AND received_on <= ? AND plan_id = ?",
        (
            receipt.sha256,
            receipt.sheet,
            receipt.refused,
            receipt.received_on.isoformat(),
            plan_id(session, plan.code),
        ),
    ).fetchone()
    return row is not None


def load(session: Session, plan: Plan, known_at: datetime) -> list[Receipt]:
    """Every sheet of `plan` that had come by the moment and was not taken in with that import, the first one first."""
    known = plan_id(session, plan.code), moment_number(known_at)
    rows = session.execute(_KNOWN, known).fetchall()
    if not rows:
        return []
    links = chains(session, known_at)
    taken_in = {receipt for receipt, batch in session.execute(_TAKEN_IN, known) if links.undone(batch) is None}
    items = grouped(
        (row, Item(unit, metric, period_of(period))) for row, unit, metric, period in session.execute(_ITEMS, known)
    )
    problems = grouped((row, (code, count)) for row, code, count in session.execute(_PROBLEMS, known))
    return [
        Receipt(
            name,
            sheet,
            sha256,
            bool(refused),
            date.fromisoformat(received_on),
            moment_of(recorded_at),
            recorded_by,
            items[row],
            problems[row],
            row in taken_in,
        )
        for row, name, sheet, sha256, refused, received_on, recorded_at, recorded_by in rows
    ]
