"""Each department's account: its tasks by light, its targets, its lateness, its reporting (domain.md §3)."""

from dataclasses import dataclass
from fractions import Fraction

from jytrack.domain.discipline import Discipline
from jytrack.domain.supervision import TaskStanding
from jytrack.domain.variance import Assessment
from jytrack.domain.words import DepartmentKind, Part

UNASSIGNED = "牵头单位未明确"
"""The row that holds what the plan leaves without a lead."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Tasks of one part by state, a partition: cancelled + done + green + yellow + red + grey = tasks."""

    tasks: int = 0
    cancelled: int = 0
    done: int = 0
    green: int = 0
    yellow: int = 0
    red: int = 0
    grey: int = 0


@dataclass(frozen=True, slots=True)
class AccountItem:
    """A task in a department's account, with the part that the department plays in it."""

    standing: TaskStanding
    part: Part


@dataclass(frozen=True, slots=True)
class Account:
    """One department's row; `kind` None is the row 牵头单位未明确. Ratios None: n/a (nothing to divide by)."""

    department: str
    kind: DepartmentKind | None
    items: tuple[AccountItem, ...]
    targets: tuple[Assessment, ...]
    milestones_overdue: int
    days_overdue: int
    days_late_done: int
    done_rate: Fraction | None
    done_of_due: Fraction | None
    discipline: Discipline

    def tally(self, part: Part) -> Tally:
        """The department's tasks in `part`, counted by state."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Accountability:
    """All accounts in official order, and the plan's total in which each task counts once."""

    accounts: tuple[Account, ...]
    total: Account
