"""What was recorded after a moment that a document of an earlier day may show: as it stands in the record, untold."""

from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction

from jytrack.domain.documents.changes import CauseKind
from jytrack.domain.figures.reading import Reading
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import LogAction, ScheduleRole, TaskStatus


@valueclass
class Recorded:
    """Who recorded something, and at which moment."""

    at: datetime
    by: str
    reason: str


@valueclass
class RecordedReading(Recorded):
    """A reading of the metric `target` that an act put on record, or took away; `kind` says what it did.

    None: nothing was in force before, or nothing is afterwards.
    """

    kind: CauseKind
    act: int
    undoes: int | None
    target: str
    was: Reading | None
    became: Reading | None
    received_on: date


@valueclass
class RecordedGoal(Recorded):
    """A goal of a target, or the part of a `unit`, from a day on; None: none was set, or none is any more."""

    target: str
    unit: str
    valid_from: date
    was: Fraction | None
    became: Fraction | None


@valueclass
class RecordedSchedule(Recorded):
    """That a target's schedule of a role was replaced, or taken away."""

    target: str
    role: ScheduleRole
    kept: bool


@valueclass
class RecordedEntry(Recorded):
    """An entry of the log that tells of a day the document speaks of; `status` is what a task came to by it."""

    action: LogAction
    on: date
    task: int | None
    status: TaskStatus | None
    department: str
    about: str


@valueclass
class RecordedReceipt(Recorded):
    """A sheet that came and was not taken in, or a received day that was put right."""

    file: str
    day: date


@valueclass
class RecordedSetting:
    """What the plan folder came to say of one subject."""

    at: datetime
    by: str
    subject: str
    was: str
    became: str


Any = RecordedReading | RecordedGoal | RecordedSchedule | RecordedEntry | RecordedReceipt
"""Whatever has its moment."""


def moments(recorded: Sequence[Any]) -> list[datetime]:
    """The moments, each once, in their order."""
    return sorted({each.at for each in recorded})
