"""Ways to put readings and files on record for a test, in one call."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from jytrack.domain.figures.reading import Entry, Key
from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.period import Period
from jytrack.store.database.database import Session
from jytrack.store.sheets.imports import Batch, SheetRead, close_file, open_file
from jytrack.store.sheets.recording import Recorder
from jytrack.store.values.encoding import SHANGHAI

PAST = datetime(2000, 1, 1, tzinfo=SHANGHAI)


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


def add_file(session: Session, batch: Batch, file: ImportedFile) -> int:
    """Record `file` as read to its end, and return its row."""
    row = open_file(session, batch, file.name, file.sheet, file.sha256, file.size)
    counts = file.new, file.unchanged, file.corrected, file.rejected
    close_file(session, row, SheetRead(file.encoding, file.layout, file.period, *counts))
    return row


def store(
    session: Session, plan: Plan, batch: Batch, file: int | None, new: Iterable[Entry], replacing: Iterable[Entry] = ()
) -> None:
    """Write what is `new`, and what is `replacing` something in force."""
    recorder = Recorder(session, plan, batch)
    recorder.begin(file)
    recorder.add(list(new))
    recorder.replace(list(replacing))


def on_record(session: Session, plan: Plan, pairs: Iterable[tuple[str, str]]) -> dict[Key, Entry]:
    """What is in force of each unit and metric, of the plan's year and the year before."""
    months = [Period(year, month) for year in (plan.year - 1, plan.year) for month in range(1, 13)]
    keys = [Entry(0, unit, metric, month) for unit, metric in pairs for month in months]
    some_batch = Batch(0, PAST, "", PAST.date())
    return {key: found.entry for key, found in Recorder(session, plan, some_batch).in_force(keys).items()}
