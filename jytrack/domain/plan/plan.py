"""What a plan says: departments, tasks, metrics, targets. Plain values, named as in domain.md §1."""

import re
from collections.abc import Mapping
from dataclasses import field
from datetime import date

from jytrack.domain.plan.stages import StageRule
from jytrack.domain.plan.target import Target, Thresholds
from jytrack.domain.plan.wording import Papers
from jytrack.domain.values.log import Decision, LastMove, LogEntry
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import (
    Basis,
    DepartmentKind,
    Frequency,
    MilestoneKind,
    Role,
    TaskStatus,
)

_CLOSING_BRACKET = re.compile(r"[（(][^（()）]*[）)]$")
_PLAN_WORDS = re.compile(r"(?:实施|工作)?(?:方案|计划)$")


@valueclass
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


@valueclass
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


@valueclass
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


@valueclass
class Policy:
    """One figure of policy printed under a task: an amount, a share, a term. For reference, never judged."""

    item: str
    figure: str
    condition: str = ""
    basis: Basis = Basis.PRINTED


@valueclass
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


@valueclass
class CalendarDay:
    """One day that differs from the week's pattern: `off` a holiday, otherwise a make-up workday."""

    day: date
    name: str
    off: bool
    source: str = ""


@valueclass
class Plan:
    """One year's action plan, whole.

    `calendar_note` says where the calendar comes from when not from the plan; `notice` what every page must warn of;
    `log_head` is the hash of the last entry known of the task log, which pins all before it; empty for an empty log;
    `chain_head` that of the last act of writing that was known, of whatever kind, which pins all acts before it.
    `decisions` are the office's own about ownership and members, by the day they hold from. `papers` are there only
    where the plan's folder was read: documents ask for the one that they need (store/plan/papers.py). `reminders` are
    the stages of kinds that the plan has its own for.
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
    chain_head: str = field(default="", compare=False)
    decisions: tuple[Decision, ...] = ()
    papers: Papers = field(default_factory=Papers, compare=False)
    reminders: tuple[StageRule, ...] = ()

    @property
    def ends_on(self) -> date:
        """The last day of the plan's year."""
        return date(self.year, 12, 31)

    @property
    def office(self) -> str:
        """Who signs what goes to the units: the first department that is a leading group's office, else the region."""
        return next((each.name for each in self.departments if each.kind is DepartmentKind.OFFICE), self.region)

    @property
    def signature(self) -> str:
        """The office as it signs official documents, with the region's whole name: 泾源县就业工作领导小组办公室."""
        region = _CLOSING_BRACKET.sub("", self.region)
        return region + self.office[1:] if self.office[:1] == region[-1:] else self.office

    @property
    def whole(self) -> str:
        """What its figures are altogether: 全县, 全市; 总体 where the region's name does not tell."""
        kind = _CLOSING_BRACKET.sub("", self.region)[-1:]
        return f"全{kind}" if kind in tuple("县市区州盟旗省") else "总体"

    @property
    def activity(self) -> str:
        """What the plan is a plan of, as titles name it: its title without region, year and the words at its end."""
        title = _CLOSING_BRACKET.sub("", self.title).removeprefix(_CLOSING_BRACKET.sub("", self.region))
        return _PLAN_WORDS.sub("", title.removeprefix(f"{self.year}年")) or "就业工作"

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
