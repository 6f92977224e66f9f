"""What the database keeps beside the plan: provenance of readings, changes of settings, the file itself."""

from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from jytrack.domain.figures.reading import Reading
from jytrack.domain.plan.target import Metric, Schedule
from jytrack.domain.sheets.undoing import ActKind
from jytrack.domain.values.period import Period
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import ScheduleRole


@valueclass
class Source:
    """The file a reading came from: `row` from 1 as the spreadsheet shows it."""

    file: str
    sha256: str
    row: int | None = None
    sheet: str | None = None


@valueclass
class ReadingRecord:
    """A reading as it was recorded, with all that stands behind it.

    `superseded_at` None: in force. `withdrawn`: taken back, states no number. `reason` says why it replaced another;
    `cited` is the source the unit names; `source` None: typed by hand. `restored`: an undoing wrote it, which is no
    correction.
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
    restored: bool = False

    @property
    def in_force(self) -> bool:
        """Whether the reading counts: neither replaced nor taken back."""
        return self.superseded_at is None and not self.withdrawn


@valueclass
class Backing:
    """The readings in force behind a target's figure: how many, the day the last came in, and the files they stand in.

    `by_hand` counts those that stand in no file; `last_received` None: there are none at all.
    """

    readings: int = 0
    by_hand: int = 0
    last_received: date | None = None
    files: tuple[str, ...] = ()


@valueclass
class SettingChange:
    """What a plan folder said of a subject last time and says now; `instead` names the command when not applied."""

    subject: str
    before: str
    after: str
    instead: str = ""


@valueclass
class ScheduleChange:
    """A schedule with the moments between which it was known; `schedule` None: the one before was taken away.

    `known_to` None: still in force. `reason` empty: it stands in the plan folder.
    """

    role: ScheduleRole
    schedule: Schedule | None
    known_from: datetime
    known_to: datetime | None
    by: str
    reason: str = ""


@valueclass
class LogEnd:
    """How many entries the task log has, when the last was recorded, and its hash, which pins all before it."""

    entries: int
    recorded_at: datetime | None = None
    head: str = ""


@valueclass
class ChainEnd:
    """How many acts of writing there were, when the last was recorded, and its digest, which pins all before it."""

    acts: int
    recorded_at: datetime | None = None
    head: str = ""


@valueclass
class PrintedCode:
    """What became of the record that a page was printed with, told by the code on the page.

    `act` is the number of the last act of writing then; older pages pin the task log alone, and `entry` is the number
    of its last entry then; `issued` is the document that the code is the fingerprint of, as messages name it. None of
    them: there is no such act, entry or document (any more). `intact`: all up to it is as it was written. `later`: how
    many follow.
    """

    code: str
    entry: int | None = None
    recorded_at: datetime | None = None
    intact: bool = False
    later: int = 0
    act: int | None = None
    issued: str = ""

    @property
    def known(self) -> bool:
        """Whether the database holds what the page was printed with."""
        return self.act is not None or self.entry is not None or bool(self.issued)


@valueclass
class DatabaseCheck:
    """What is wrong, a line each: within the file, and with the evidence in its folder `evidence`.

    `log` and `chain` None: the file is damaged, and they were not looked at; `chain` None alone: it is of a revision
    that had none. `codes` are those asked about. `ahead` are moments recorded that are still to come, `left` drafts
    that no program finished, `unnamed` evidence of which no entry tells. `bundled` is how many files of evidence a
    backup holds; None: it is no backup with its evidence in it.
    """

    path: str
    evidence: str
    wrong: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    log: LogEnd | None = None
    codes: tuple[PrintedCode, ...] = ()
    ahead: tuple[datetime, ...] = ()
    left: tuple[Path, ...] = ()
    unnamed: tuple[Path, ...] = ()
    chain: ChainEnd | None = None
    bundled: int | None = None

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong, and every code is known."""
        return not self.wrong and not self.lost and all(code.known for code in self.codes)


@valueclass
class Writer:
    """Who writes into a database on a server: the login, its machine (empty: the server's own), since when."""

    login: str
    address: str | None
    since: datetime | None


@valueclass
class DatabaseInfo:
    """What a database is and holds: `size` in bytes, `counts` of rows by table, `last_import` None: none yet.

    `writer` is who writes into it at this moment, None also where the engine cannot tell.
    """

    path: str
    size: int
    revision: str
    plans: tuple[str, ...]
    counts: dict[str, int]
    last_import: datetime | None
    log: LogEnd
    chain: ChainEnd
    writer: Writer | None = None


@valueclass
class FileProblem:
    """One thing wrong in a plan folder: `row` from 1 as the spreadsheet shows it, None for the file as a whole."""

    file: str
    message: str
    row: int | None = None
    column: str | None = None
    value: str | None = None


class Finding(NamedTuple):
    """What was noticed in a sheet, in plain words: `row` from 1 as the spreadsheet shows it, `value` as typed."""

    severity: str
    code: str
    message: str
    row: int | None = None
    column: str | None = None
    value: str | None = None
    suggestion: str = ""


@valueclass
class KeptFinding:
    """A finding kept with its import: the file and sheet it speaks of, and the act (`batch`) that brought them in.

    `period` is that of the whole file, None when its rows name their own. `about` are the units and metric codes whose
    readings its row stated; none for a row of totals. `number` is that of the doubt about the sheet, where it is one.
    """

    finding: Finding
    file: str
    sheet: str
    sha256: str
    batch: int
    recorded_at: datetime
    period: Period | None = None
    about: frozenset[tuple[str, str]] = frozenset()
    number: int | None = None


@valueclass
class ReceivedChange:
    """That an act, or its sheet `row` of the file `file`, was received on another `day` than was recorded, and why."""

    day: date
    reason: str
    recorded_at: datetime
    recorded_by: str
    file: str = ""
    row: int | None = None


@valueclass
class ActFile:
    """One sheet of one file of an act: `kept` counts the findings kept with it, `size` is in bytes.

    `row` is its number in the database; `received_on` the day that counts, put right or not; `original`: the file is
    kept as it came.
    """

    name: str
    sheet: str
    sha256: str
    size: int
    encoding: str
    layout: str
    period: Period | None
    new: int
    unchanged: int
    corrected: int
    rejected: int
    kept: int
    row: int
    received_on: date
    original: bool


@valueclass
class Act:
    """One act of writing readings, an import among them: who, when, and what it did.

    `undoes` is the act that it takes back, `undone_by` the act that took it back and still holds. `readings` counts the
    rows it wrote; it is known only where it is asked for, and where no file says it. `received_on` is the day that
    counts, of several sheets the last; `changes` tell what it was put right to, one after the other.
    """

    id: int
    kind: ActKind
    recorded_at: datetime
    recorded_by: str
    received_on: date
    reason: str
    undoes: int | None
    undone_by: int | None
    files: tuple[ActFile, ...] = ()
    readings: int | None = None
    changes: tuple[ReceivedChange, ...] = ()


@valueclass
class ReadingChange:
    """What is on record of one unit, metric and month, now and afterwards; None: nothing is in force."""

    metric: Metric
    unit: str
    period: Period
    now: Reading | None
    after: Reading | None
