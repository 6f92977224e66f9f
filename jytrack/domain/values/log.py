"""What is written into the log of tasks and decisions: entries only ever added, and what stands behind them."""

from datetime import date, datetime

from jytrack.domain.values.period import Period
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import LogAction, TaskStatus


@valueclass
class Evidence:
    """A file that proves an entry of the log, kept beside the database under its `sha256`; `size` in bytes."""

    name: str
    size: int
    sha256: str


@valueclass
class LogEntry:
    """One entry of a task's append-only log: `on` is the day it tells of, `recorded_at` the moment it was written.

    `until` is the day of an added milestone, the one that an extension asks for or grants, or the last on which an
    exception is open. `target` (a code) and `group` are what a decision about ownership or membership is about
    (domain/plan/ownership.py), `period` is the month that is locked or opened (domain/plan/locks.py),
    `publication` the number of the document that the entry is about, or that proves it.
    """

    action: LogAction
    on: date
    recorded_at: datetime
    recorded_by: str
    note: str = ""
    department: str | None = None
    from_status: TaskStatus | None = None
    to_status: TaskStatus | None = None
    milestone: str | None = None
    until: date | None = None
    evidence: tuple[Evidence, ...] = ()
    target: str | None = None
    group: str | None = None
    period: Period | None = None
    publication: int | None = None


@valueclass
class Decision:
    """What the office decided where the plan leaves it open, and the number of the task that it is about, if any."""

    entry: LogEntry
    task: int | None = None


@valueclass
class LastMove:
    """The status that a department (None: the task itself) came to last; of two, the later has a greater `place`."""

    department: str | None
    status: TaskStatus
    on: date
    place: str
