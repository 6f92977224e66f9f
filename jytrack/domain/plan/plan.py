"""What a plan says: departments, tasks, metrics, targets. Plain values, named as in domain.md §1."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

from jytrack.domain.values.log import Decision, LastMove, LogEntry
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import (
    Basis,
    DepartmentKind,
    Direction,
    Frequency,
    Measure,
    MilestoneKind,
    Reporting,
    Role,
    ScheduleKind,
    TaskStatus,
)

_CLOSING_BRACKET = re.compile(r"[（(][^（()）]*[）)]$")


@dataclass(frozen=True, slots=True)
class Department:
    """A body that owns or reports something; `members` is filled for groups only."""

    name: str
    kind: DepartmentKind
    position: int
    code: str | None = None
    villages: int | None = None
    communities: int | None = None
    basis: Basis = Basis.PRINTED
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskLink:
    """One department's role in a task; `position` is its place in the printed list, from 1.

    `decision` is the entry of the log by which the office gave the role, where the plan prints none; `instead_of` are
    the links of the plan that stand back meanwhile, because it only assumes them.
    """

    department: str
    role: Role
    position: int
    basis: Basis = Basis.PRINTED
    decision: LogEntry | None = None
    instead_of: tuple["TaskLink", ...] = ()


@dataclass(frozen=True, slots=True)
class Milestone:
    """A node, window or checklist item of a task; `done_on` and `postponed_to` are as known at the asked moment.

    `due_on` stays the original day: that one counts, whatever was approved since. `added_on` is the day from which one
    is there that the office added itself; None: the plan lists it.
    """

    name: str
    kind: MilestoneKind
    starts_on: date | None = None
    due_on: date | None = None
    frequency: Frequency | None = None
    basis: Basis = Basis.PRINTED
    done_on: date | None = None
    postponed_to: date | None = None
    added_on: date | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """One figure of policy printed under a task: an amount, a share, a term. For reference, never judged."""

    item: str
    figure: str
    condition: str = ""
    basis: Basis = Basis.PRINTED


@dataclass(frozen=True, slots=True)
class Task:
    """One numbered measure; what the log says of it is as known at the asked moment.

    `updated_on` is the last day that the log tells of, `last_moves` tell where each department stands, `extension_log`
    what was asked for and granted. The whole `log` may be long, and is there only where a page asked for it
    (services.reporting.stand_in).
    """

    no: int
    title: str
    section: str
    summary: str = ""
    links: tuple[TaskLink, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    policies: tuple[Policy, ...] = ()
    status: TaskStatus = TaskStatus.REGISTERED
    updated_on: date | None = None
    last_moves: tuple[LastMove, ...] = ()
    extension_log: tuple[LogEntry, ...] = ()
    log: tuple[LogEntry, ...] = ()

    def departments(self, role: Role) -> tuple[str, ...]:
        """The departments with `role`, in printed order."""
        chosen = sorted((link for link in self.links if link.role is role), key=lambda link: link.position)
        return tuple(link.department for link in chosen)

    @property
    def leads(self) -> tuple[str, ...]:
        """Primary lead first, then co-leads; empty when the plan names none."""
        return self.departments(Role.LEAD)

    @property
    def lead(self) -> str | None:
        """The primary lead; None when the plan names none."""
        return self.leads[0] if self.leads else None

    @property
    def lead_decision(self) -> LogEntry | None:
        """The entry by which the office gave the task its lead; None where it did not."""
        return next((link.decision for link in self.links if link.decision), None)

    @property
    def responsible(self) -> tuple[str, ...]:
        """The responsible departments in printed order."""
        return self.departments(Role.RESPONSIBLE)


@dataclass(frozen=True, slots=True)
class Metric:
    """What is measured, over all years. `share_of_people` marks rates whose numerator may not pass the denominator.

    `definition` says what is counted and by what source, "" where nobody has said it; `written_as` is its name in
    prose, "" for the name itself.
    """

    code: str
    name: str
    measure_unit: str
    measure: Measure
    reporting: Reporting
    numerator_unit: str | None = None
    denominator_unit: str | None = None
    may_be_negative: bool = False
    share_of_people: bool = False
    source_required: bool = False
    aliases: tuple[str, ...] = ()
    definition: str = ""
    written_as: str = ""

    @property
    def prose_name(self) -> str:
        """The name that sentences use: the one given for it, else the name without a bracket at its end."""
        return self.written_as or _CLOSING_BRACKET.sub("", self.name) or self.name


@dataclass(frozen=True, slots=True)
class Goal:
    """The annual goal from a date on; a revision adds one and overwrites none. `value` None: none is set yet."""

    value: Fraction | None
    valid_from: date
    basis: Basis = Basis.PRINTED
    reason: str = ""
    document: str = ""
    recorded_at: datetime | None = None
    recorded_by: str = ""


@dataclass(frozen=True, slots=True)
class Schedule:
    """The share of the goal expected by each month: twelve `points` for steps, a `checkpoint` day for checkpoint."""

    kind: ScheduleKind = ScheduleKind.LINEAR
    points: tuple[Fraction, ...] = ()
    checkpoint: date | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """Which unit (or group) reports a target's metric, how often, due on which day of the reported month."""

    unit: str
    frequency: Frequency
    due_day: int
    since: Period


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where lights change colour (domain.md §3): plan data, overridable per target.

    All in percentage points, but for `hard_pace` (a ratio), `last_months` (months) and the `*_days` (calendar days).
    """

    flow_red: Fraction = Fraction(-10)
    rate_red: Fraction = Fraction(-2)
    near_limit: Fraction = Fraction(1, 5)
    hard_pace: Fraction = Fraction(3, 2)
    last_months: int = 3
    due_soon_days: int = 7
    neglected_days: int = 31


@dataclass(frozen=True, slots=True)
class Target:
    """What a plan asks of a metric; `duties` as entered, `unit_duties` with groups opened into units, in order.

    `decision` is the entry of the log by which the office gave the target to `task`, or without a task to `owner`,
    where the plan does not print a task (issue 4 of 4, 4).
    """

    metric: Metric
    direction: Direction
    goals: tuple[Goal, ...] = ()
    task: int | None = None
    task_basis: Basis | None = None
    owner: str | None = None
    decision: LogEntry | None = None
    binding: bool = True
    schedule: Schedule = field(default_factory=Schedule)
    early_warning: Schedule | None = None
    duties: tuple[Duty, ...] = ()
    unit_duties: tuple[Duty, ...] = ()
    thresholds: Thresholds = field(default_factory=Thresholds)

    @property
    def code(self) -> str:
        """The metric's stable English identifier, which names the target too."""
        return self.metric.code

    @property
    def is_flow(self) -> bool:
        """Whether the value grows over the year (increments and cumulatives), as schedules and pace need."""
        return self.metric.measure in (Measure.COUNT, Measure.AMOUNT) and self.metric.reporting is not Reporting.POINT

    @property
    def is_stock(self) -> bool:
        """Whether the value is a count or an amount at a point in time."""
        return self.metric.measure in (Measure.COUNT, Measure.AMOUNT) and self.metric.reporting is Reporting.POINT

    def goal_at(self, as_of: date) -> Goal | None:
        """The goal in force at `as_of`: the latest that had begun; before the first begins, the first."""
        begun = [goal for goal in self.goals if goal.valid_from <= as_of]
        if begun:
            return begun[-1]
        return self.goals[0] if self.goals else None

    @property
    def units(self) -> tuple[str, ...]:
        """The units U that must report, groups expanded, in official order."""
        return tuple(duty.unit for duty in self.unit_duties)


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day that differs from the week's pattern: `off` a holiday, otherwise a make-up workday."""

    day: date
    name: str
    off: bool
    source: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """One year's action plan, whole.

    `calendar_note` says where the calendar comes from when not from the plan; `notice` what every page must warn of;
    `log_head` is the hash of the last entry known of the task log, which pins all before it; empty for an empty log.
    `decisions` are the office's own about ownership and members, by the day they hold from.
    """

    code: str
    title: str
    region: str
    year: int
    issued_on: date
    document: str = ""
    departments: tuple[Department, ...] = ()
    tasks: tuple[Task, ...] = ()
    targets: tuple[Target, ...] = ()
    calendar: tuple[CalendarDay, ...] = ()
    thresholds: Thresholds = field(default_factory=Thresholds)
    calendar_note: str = ""
    notice: str = ""
    log_head: str = ""
    decisions: tuple[Decision, ...] = ()

    @property
    def ends_on(self) -> date:
        """The last day of the plan's year."""
        return date(self.year, 12, 31)

    @property
    def members(self) -> Mapping[str, tuple[str, ...]]:
        """Whom each department stands for: members for groups, nobody for the others."""
        return {department.name: department.members for department in self.departments}

    def task(self, no: int) -> Task:
        """The task numbered `no`; KeyError when there is none."""
        return {task.no: task for task in self.tasks}[no]

    def lead_of(self, target: Target) -> str | None:
        """Who answers for the target; None where neither the plan nor the office says so (牵头单位未明确)."""
        leads = self.leads_of(target)
        return leads[0] if leads else None

    def leads_of(self, target: Target) -> tuple[str, ...]:
        """The leads of the target's task, the primary one first; without a task the owner that the office named."""
        if target.owner:
            return (target.owner,)
        return self.task(target.task).leads if target.task is not None else ()
