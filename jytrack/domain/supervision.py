"""Task and milestone lights (domain.md §3, Task light)."""

from dataclasses import dataclass

from jytrack.domain.light import Light
from jytrack.domain.plan import Milestone, Task
from jytrack.domain.variance import Assessment


@dataclass(frozen=True, slots=True)
class MilestoneStanding:
    """A milestone's light, and the calendar days it is (or was, when done) late."""

    milestone: Milestone
    light: Light
    days_late: int = 0


@dataclass(frozen=True, slots=True)
class TaskStanding:
    """A task with everything its light was worked out from; `light` is None for a cancelled task."""

    task: Task
    light: Light | None
    reasons: tuple[str, ...]
    targets: tuple[Assessment, ...]
    milestones: tuple[MilestoneStanding, ...]
