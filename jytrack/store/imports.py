"""Acts of writing readings, and the files they came from."""

from dataclasses import dataclass
from datetime import date, datetime

from jytrack.domain.period import Period
from jytrack.domain.plan import Plan
from jytrack.store.database import Session
from jytrack.store.encoding import moment_number, moment_of
from jytrack.store.keys import plan_id
from jytrack.store.moments import next_moment


@dataclass(frozen=True, slots=True)
class Batch:
    """One act of writing readings: who, when (its own moment, later than any before), on what ground."""

    id: int
    recorded_at: datetime
    recorded_by: str
    received_on: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """One sheet of one file (`sheet` empty: the file has but one), and what became of its rows."""

    name: str
    sha256: str
    size: int
    encoding: str
    layout: str
    period: Period | None = None
    sheet: str = ""
    new: int = 0
    unchanged: int = 0
    corrected: int = 0
    rejected: int = 0


@dataclass(frozen=True, slots=True)
class EarlierImport:
    """That a file with the same content came in before, under this name."""

    batch: int
    name: str
    recorded_at: datetime
    recorded_by: str


def open_batch(session: Session, plan: Plan, who: str, now: datetime, received_on: date, reason: str = "") -> Batch:
    """Begin an act of writing readings of `plan` in this transaction.

    Its moment is `now`, or just after all that was recorded when the clock was put back: so within a key the order of
    moments is the order of writing, and what was known at a moment never changes (domain.md §3, Two times).
    """
    moment = next_moment(session, now)
    row = session.execute(
        "INSERT INTO import_batch (plan_id, recorded_at, recorded_by, received_on, reason) VALUES (?, ?, ?, ?, ?)",
        (plan_id(session, plan.code), moment, who, received_on.isoformat(), reason),
    ).lastrowid
    return Batch(row or 0, moment_of(moment), who, received_on, reason)


def add_file(session: Session, batch: Batch, file: ImportedFile) -> int:
    """Record a file of the batch and return its row, which its readings name."""
    row = session.execute(
        "INSERT INTO import_file (batch_id, name, sheet, sha256, size, encoding, layout, period, "
        "new_rows, unchanged_rows, corrected_rows, rejected_rows) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            batch.id,
            file.name,
            file.sheet,
            file.sha256,
            file.size,
            file.encoding,
            file.layout,
            file.period.number if file.period else None,
            file.new,
            file.unchanged,
            file.corrected,
            file.rejected,
        ),
    ).lastrowid
    return row or 0


def find_by_sha256(session: Session, plan: Plan, sha256: str) -> EarlierImport | None:
    """The last import into `plan` of a file with this content, under whatever name; None for a new one."""
    row = session.execute(
        "SELECT b.id, f.name, b.recorded_at, b.recorded_by FROM import_file f JOIN import_batch b ON b.id = f.batch_id "
        "JOIN plan p ON p.id = b.plan_id WHERE f.sha256 = ? AND p.code = ? ORDER BY f.id DESC LIMIT 1",
        (sha256, plan.code),
    ).fetchone()
    if row is None:
        return None
    batch, name, recorded_at, recorded_by = row
    return EarlierImport(batch, name, moment_of(recorded_at), recorded_by)


def has_file_named(session: Session, code: str, word: str, known_at: datetime) -> bool:
    """Whether a file with `word` in its name had been imported for the plan `code` by `known_at`."""
    row = session.execute(
        "SELECT 1 FROM import_file f JOIN import_batch b ON b.id = f.batch_id JOIN plan p ON p.id = b.plan_id "
        "WHERE p.code = ? AND b.recorded_at <= ? AND instr(f.name, ?) LIMIT 1",
        (code, moment_number(known_at), word),
    ).fetchone()
    return row is not None
