"""Acts of writing readings, read back: imports with their files, values by hand, and what was undone."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.records import Act, ActFile, ReceivedChange
from jytrack.domain.sheets.undoing import ActKind, Chains
from jytrack.domain.values.valueclass import valueclass
from jytrack.store.database.database import Session
from jytrack.store.database.keys import plan_id
from jytrack.store.database.moments import as_known
from jytrack.store.figures.received import changes
from jytrack.store.values.encoding import FOREVER, date_of, moment_number, moment_of, period_of, sound
from jytrack.store.values.grouping import grouped

_FILES = """
SELECT f.batch_id, f.name, f.sheet, f.sha256, f.size, f.encoding, f.layout, f.period, f.new_rows, f.unchanged_rows,
    f.corrected_rows, f.rejected_rows,
    (SELECT count(*) FROM import_problem p WHERE p.import_file_id = f.id), f.id, coalesce(f.received_on, b.received_on),
    EXISTS (SELECT 1 FROM content c WHERE c.sha256 = f.sha256)
FROM import_file f JOIN import_batch b ON b.id = f.batch_id WHERE b.plan_id = ? AND b.recorded_at <= ? ORDER BY f.id
"""
# Only acts without files need their readings counted; an import's files say how many.
_READINGS = """
SELECT w.batch_id, count(*), count(*) FILTER (WHERE r.withdrawn)
FROM reading r JOIN writing w ON w.id = r.writing_id
WHERE r.writing_id IN (
    SELECT id FROM writing WHERE batch_id IN (
        SELECT id FROM import_batch
        WHERE plan_id = ? AND recorded_at <= ? AND id NOT IN (SELECT batch_id FROM import_file)))
GROUP BY w.batch_id
"""

# Each sheet of an act has a moment of its own, the last of which is the act's.
SPANS = """
SELECT id, lag(recorded_at, 1, 0) OVER (ORDER BY recorded_at) AS after, recorded_at AS until FROM import_batch
"""
"""Of each act the moments between which it wrote: after the first, which is the last of the act before, to the second.
"""

_LINKS = "SELECT id, undoes_id FROM import_batch WHERE recorded_at <= ?"


@valueclass
class _Count:
    """How many rows an act wrote, and how many of these say that a reading was taken back."""

    rows: int
    withdrawn: int


def chains(session: Session, known_at: datetime | None = None) -> Chains:
    """Which acts of any plan undo which, as was known at the moment; None: all there are."""
    return Chains(session.execute(_LINKS, (FOREVER,)) if known_at is None else as_known(session, _LINKS, known_at))


def span(session: Session, act: int) -> tuple[datetime, datetime]:
    """The moments between which the act wrote: after the first, which is the last of the act before, to the second."""
    after, until = session.execute(f"SELECT after, until FROM ({SPANS}) AS spans WHERE id = ?", (act,)).fetchone()  # noqa: S608
    return moment_of(after), moment_of(until)


def plan_of(session: Session, act: int) -> str | None:
    """The code of the plan that the act `act` belongs to; None when there is no such act."""
    row = session.execute(
        "SELECT p.code FROM import_batch b JOIN plan p ON p.id = b.plan_id WHERE b.id = ?", (act,)
    ).fetchone()
    return None if row is None else str(row[0])


def load_acts(session: Session, plan: Plan, known_at: datetime) -> list[Act]:
    """Every act of `plan` that was known at the moment, the first one first."""
    of_plan = plan_id(session, plan.code), moment_number(known_at)
    links = chains(session, known_at)
    changed = changes(session, plan, known_at)
    days = {each.row: each.day for of_act in changed.values() for each in of_act if each.row}
    files = grouped((row[0], _file(row[1:], days)) for row in sound(session.execute(_FILES, of_plan)))
    counted = {act: _Count(rows, withdrawn) for act, rows, withdrawn in session.execute(_READINGS, of_plan)}
    return [
        Act(
            id=act,
            kind=links.kind(act) or _kind(files[act], counted.get(act)),
            recorded_at=moment_of(recorded_at),
            recorded_by=recorded_by,
            received_on=_received(date_of(received_on), files[act], changed[act]),
            reason=reason,
            undoes=undoes,
            undone_by=links.undone(act),
            files=files[act],
            readings=None if files[act] else counted[act].rows if act in counted else 0,
            changes=tuple(changed[act]),
        )
        for act, recorded_at, recorded_by, received_on, reason, undoes in sound(
            session.execute(
                "SELECT id, recorded_at, recorded_by, received_on, reason, undoes_id FROM import_batch "
                "WHERE plan_id = ? AND recorded_at <= ? ORDER BY id",
                of_plan,
            )
        )
    ]


def _file(row: Sequence[Any], days: Mapping[int, date]) -> ActFile:
    """A file as `_FILES` gives it; `days` are the received days that were put right."""
    (
        name,
        sheet,
        sha256,
        size,
        encoding,
        layout,
        period,
        new,
        unchanged,
        corrected,
        rejected,
        kept,
        number,
        day,
        original,
    ) = row
    counts = {"new": new, "unchanged": unchanged, "corrected": corrected, "rejected": rejected, "kept": kept}
    received_on = days.get(number) or date_of(day)
    month = period_of(period)
    return ActFile(
        name, sheet, sha256, size, encoding, layout, month, **counts, row=number, received_on=received_on,
        original=bool(original),
    )  # fmt: skip


def _received(recorded: date, files: Sequence[ActFile], changed: Sequence[ReceivedChange]) -> date:
    """The day that counts for an act: of its sheets the last, of what was typed by hand the last word."""
    if files:
        return max(file.received_on for file in files)
    return changed[-1].day if changed else recorded


def _kind(files: tuple[ActFile, ...], count: _Count | None) -> ActKind:
    """What an act that undoes nothing was."""
    if files:
        return ActKind.IMPORT
    return ActKind.WITHDRAWAL if count is not None and count.withdrawn == count.rows else ActKind.RECORD


def written(session: Session, act: int) -> int:
    """How many rows of readings the act wrote."""
    (count,) = session.execute(
        "SELECT count(*) FROM reading WHERE writing_id IN (SELECT id FROM writing WHERE batch_id = ?)", (act,)
    ).fetchone()
    return int(count)
