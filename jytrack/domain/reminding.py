"""What falls due soon, is late, missing or behind, and whom to ask."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jytrack.domain.light import Light
from jytrack.domain.period import Period


class ReminderKind(StrEnum):
    """What a reminder is about; the codes are those of the JSON."""

    MILESTONE = "milestone"
    WINDOW = "window"
    SUBMISSION = "submission"
    TARGET = "target"
    STALE_TASK = "stale_task"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to chase: `days` to go until `due_on` (negative: days late)."""

    kind: ReminderKind
    what: str
    department: str
    message: str
    due_on: date | None = None
    days: int | None = None
    light: Light | None = None
    task: int | None = None
    target: str | None = None
    period: Period | None = None
