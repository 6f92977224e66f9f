"""What the database keeps beside the plan: provenance of readings, changes of settings, the file itself."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from jytrack.domain.plan import Metric
from jytrack.domain.reading import Reading


@dataclass(frozen=True, slots=True)
class Source:
    """The file a reading came from: `row` from 1 as the spreadsheet shows it."""

    file: str
    sha256: str
    row: int | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class ReadingRecord:
    """A reading as it was recorded, with all that stands behind it.

    `superseded_at` None: in force. `withdrawn`: taken back, states no number. `reason` says why it replaced another;
    `cited` is the source the unit names; `source` None: typed by hand.
    """

    metric: Metric
    reading: Reading
    received_on: date
    recorded_at: datetime
    recorded_by: str
    superseded_at: datetime | None = None
    withdrawn: bool = False
    source: Source | None = None
    reason: str = ""
    cited: str = ""
    note: str = ""

    @property
    def in_force(self) -> bool:
        """Whether the reading counts: neither replaced nor taken back."""
        return self.superseded_at is None and not self.withdrawn


@dataclass(frozen=True, slots=True)
class SettingChange:
    """What a plan folder said of a subject last time and says now; `instead` names the command when not applied."""

    subject: str
    before: str
    after: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class DatabaseInfo:
    """What a database file is and holds: `size` in bytes, `counts` of rows by table, `last_import` None: none yet."""

    path: Path
    size: int
    revision: str
    plans: tuple[str, ...]
    counts: dict[str, int]
    last_import: datetime | None


@dataclass(frozen=True, slots=True)
class FileProblem:
    """One thing wrong in a plan folder: `row` from 1 as the spreadsheet shows it, None for the file as a whole."""

    file: str
    message: str
    row: int | None = None
    column: str | None = None
    value: str | None = None
