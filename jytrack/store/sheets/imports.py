"""Acts of writing readings, and the files they came from."""

from datetime import date, datetime

from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.undoing import Chains
from jytrack.domain.values.period import Period
from jytrack.domain.values.valueclass import valueclass
from jytrack.store.database.database import Session
from jytrack.store.database.keys import next_row, plan_id
from jytrack.store.database.moments import next_moments
from jytrack.store.values.encoding import day_text, moment_number, moment_of


@valueclass
class Batch:
    """One act of writing readings: who, when (its own moment, later than any before), on what ground."""

    id: int
    recorded_at: datetime
    recorded_by: str
    received_on: date
    reason: str = ""


@valueclass
class SheetRead:
    """How a sheet was encoded and laid out, and what became of its rows."""

    encoding: str
    layout: str
    period: Period | None = None
    new: int = 0
    unchanged: int = 0
    corrected: int = 0
    rejected: int = 0


@valueclass
class EarlierImport:
    """That a file with the same content came in before, under this name."""

    batch: int
    name: str
    recorded_at: datetime
    recorded_by: str


def open_batch(
    session: Session,
    plan: Plan,
    who: str,
    now: datetime,
    received_on: date,
    reason: str = "",
    undoes: int | None = None,
    sheets: int = 1,
) -> Batch:
    """Begin an act of writing readings of `plan` in this transaction; `undoes` is the act that it takes back.

    Each of so many `sheets` has a moment of its own; the act's is that of the last.

    So within a key the order of moments is the order of writing, and what was known at a moment never changes
    (`moments.next_moments`).
    """
    moment = next_moments(session, now, sheets)[-1]
    row = next_row(session, "import_batch")
    session.execute(
        "INSERT INTO import_batch (id, plan_id, recorded_at, recorded_by, received_on, reason, undoes_id) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (row, plan_id(session, plan.code), moment, who, received_on.isoformat(), reason, undoes),
    )
    return Batch(row, moment_of(moment), who, received_on, reason)


def open_writing(
    session: Session, batch: Batch, moment: int, received_on: date, file: int | None = None, reason: str = ""
) -> int:
    """Record what readings of the batch have in common that are about to be written, and return its row.

    `moment` is that of their sheet, as stored; `reason` says why they take the place of others.
    """
    row = next_row(session, "writing")
    session.execute(
        "INSERT INTO writing (id, batch_id, recorded_at, recorded_by, received_on, import_file_id, reason) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (row, batch.id, moment, batch.recorded_by, received_on.isoformat(), file, reason),
    )
    return row


def open_file(
    session: Session, batch: Batch, name: str, sheet: str, sha256: str, size: int, received_on: date | None = None
) -> int:
    """Record a sheet of the batch that is about to be read, and return its row, which its readings name.

    `received_on` None: on the batch's day.
    """
    row = next_row(session, "import_file")
    session.execute(
        "INSERT INTO import_file (id, batch_id, name, sheet, sha256, size, encoding, layout, new_rows, unchanged_rows, "
        "corrected_rows, rejected_rows, received_on) VALUES (?, ?, ?, ?, ?, ?, '', '', 0, 0, 0, 0, ?)",
        (row, batch.id, name, sheet, sha256, size, day_text(received_on)),
    )
    return row


def close_file(session: Session, file: int, read: SheetRead) -> None:
    """Record, once, how the sheet `file` was laid out and what became of its entries."""
    session.execute(
        "UPDATE import_file SET encoding = ?, layout = ?, period = ?, new_rows = ?, unchanged_rows = ?, "
        "corrected_rows = ?, rejected_rows = ? WHERE id = ?",
        (
            read.encoding,
            read.layout,
            read.period.number if read.period else None,
            read.new,
            read.unchanged,
            read.corrected,
            read.rejected,
            file,
        ),
    )


def find_by_sha256(session: Session, plan: Plan, sha256: str) -> EarlierImport | None:
    """The last import into `plan` of a file with this content, under whatever name; None for a new one.

    An import that was undone does not count: its files may come in again.
    """
    rows = session.execute(
        "SELECT b.id, f.name, b.recorded_at, b.recorded_by FROM import_file f JOIN import_batch b ON b.id = f.batch_id "
        "JOIN plan p ON p.id = b.plan_id WHERE f.sha256 = ? AND p.code = ? ORDER BY f.id DESC",
        (sha256, plan.code),
    ).fetchall()
    if not rows:
        return None
    acts = Chains(session.execute("SELECT id, undoes_id FROM import_batch"))
    for batch, name, recorded_at, recorded_by in rows:
        if acts.undone(batch) is None:
            return EarlierImport(batch, name, moment_of(recorded_at), recorded_by)
    return None


def first_imported(session: Session, plan: Plan, sha256: str) -> datetime | None:
    """When a file with this content first came into `plan`, be it undone since; None: it never did."""
    (first,) = session.execute(
        "SELECT min(b.recorded_at) FROM import_file f JOIN import_batch b ON b.id = f.batch_id "
        "WHERE f.sha256 = ? AND b.plan_id = ?",
        (sha256, plan_id(session, plan.code)),
    ).fetchone()
    return None if first is None else moment_of(first)


def has_any(session: Session, code: str, known_at: datetime) -> bool:
    """Whether anything had been taken in under the plan `code` by `known_at`."""
    row = session.execute(
        "SELECT 1 FROM import_batch b JOIN plan p ON p.id = b.plan_id WHERE p.code = ? AND b.recorded_at <= ? LIMIT 1",
        (code, moment_number(known_at)),
    ).fetchone()
    return row is not None


def has_file_named(session: Session, code: str, word: str, known_at: datetime) -> bool:
    """Whether a file with `word` in its name had been imported for the plan `code` by `known_at`."""
    row = session.execute(
        "SELECT 1 FROM import_file f JOIN import_batch b ON b.id = f.batch_id JOIN plan p ON p.id = b.plan_id "
        "WHERE p.code = ? AND b.recorded_at <= ? AND f.name LIKE ? LIMIT 1",
        (code, moment_number(known_at), f"%{word}%"),
    ).fetchone()
    return row is not None
