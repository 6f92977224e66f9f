"""Each department's account: its tasks by light, its targets, its lateness, its reporting (domain.md §3)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from jytrack.domain.discipline import Discipline
from jytrack.domain.plan import Milestone, Plan, Target, Task
from jytrack.domain.supervision import TaskStanding
from jytrack.domain.variance import Assessment
from jytrack.domain.words import DepartmentKind, LightCode, MilestoneKind, Part, ScheduleKind, TaskStatus

UNASSIGNED = "牵头单位未明确"
"""The row that holds what the plan leaves without a lead."""

WHOLE = "合计"
"""The total beside the rows, in which each task counts once."""


STATES = ("cancelled", "done", "green", "yellow", "red", "grey")
"""The fields of `Tally` in the order of the partition."""


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

    @property
    def state(self) -> str:
        """The field of `Tally` in which the task counts: cancelled and done before its light."""
        if self.standing.light is None:
            return "cancelled"
        return "done" if self.standing.task.status.finished else str(self.standing.light.colour)


@dataclass(frozen=True, slots=True)
class Account:
    """One department's row; `kind` None is the row 牵头单位未明确. Ratios None: n/a (nothing to divide by).

    `targets`, the milestones and the ratios are those of the tasks that the department leads.
    """

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
        states = [item.state for item in self.items if item.part is part]
        return Tally(len(states), *(states.count(state) for state in STATES))

    def not_its_fault(self, judged: Assessment) -> bool:
        """Whether a led target is grey because other units have not reported: 非牵头责任, charged to those units."""
        waits = judged.light.code in (LightCode.NO_REPORT, LightCode.AWAITING)
        return waits and bool(judged.missing_units) and self.department not in judged.missing_units


@dataclass(frozen=True, slots=True)
class Accountability:
    """All accounts in official order, and the plan's total in which each task counts once."""

    accounts: tuple[Account, ...]
    total: Account


def accountability(
    plan: Plan,
    standings: Sequence[TaskStanding],
    assessments: Sequence[Assessment],
    disciplines: Mapping[str, Discipline],
    as_of: date,
) -> Accountability:
    """The account of every department with a role or a duty, then 牵头单位未明确, and the total beside them."""
    members = {department.name: department.members for department in plan.departments}
    items: dict[str, list[AccountItem]] = defaultdict(list)
    for standing in standings:
        for department, part in parts(standing.task, members).items():
            items[department].append(AccountItem(standing, part))
    targets: dict[str, list[Assessment]] = defaultdict(list)
    for judged in assessments:
        targets[plan.lead_of(judged.target) or UNASSIGNED].append(judged)

    def account(name: str, kind: DepartmentKind | None) -> Account:
        """The row of one department."""
        discipline = disciplines.get(name, Discipline(name, ()))
        return _account(plan, name, kind, items[name], targets[name], discipline, as_of)

    order = sorted(plan.departments, key=lambda department: department.position)
    accounts = [account(d.name, d.kind) for d in order if d.name in items or d.name in disciplines]
    every_report = Discipline(WHOLE, tuple(r for unit in disciplines.values() for r in unit.reports))
    led = [AccountItem(standing, Part.LEAD) for standing in standings]
    total = _account(plan, WHOLE, None, led, assessments, every_report, as_of)
    return Accountability((*accounts, account(UNASSIGNED, None)), total)


def parts(task: Task, members: Mapping[str, Sequence[str]]) -> Mapping[str, Part]:
    """Who has a part in `task`, each department in its strongest only; `members` opens the groups."""
    found: dict[str, Part] = {}
    leads = task.leads or (UNASSIGNED,)
    for department, part in (
        (leads[0], Part.LEAD),
        *((name, Part.CO_LEAD) for name in leads[1:]),
        *((name, Part.RESPONSIBLE) for name in task.responsible),
    ):
        found.setdefault(department, part)
    for group in tuple(found):
        for member in members.get(group, ()):
            found.setdefault(member, Part.VIA_GROUP)
    return found


def due_by(plan: Plan, standing: TaskStanding) -> date:
    """The day by which a task should be done: its last dated milestone or checkpoint, else the plan's end."""
    return _last_day(
        plan, (each.milestone for each in standing.milestones), (judged.target for judged in standing.targets)
    )


def due_day(plan: Plan, task: Task) -> date:
    """The same for a task that has not been judged."""
    dated = (each for each in task.milestones if each.kind is MilestoneKind.MILESTONE)
    return _last_day(plan, dated, (target for target in plan.targets if target.task == task.no))


def _last_day(plan: Plan, milestones: Iterable[Milestone], targets: Iterable[Target]) -> date:
    """The last day among milestones and checkpoints, else the plan's end."""
    days = [milestone.due_on for milestone in milestones]
    schedules = (target.schedule for target in targets)
    days += [schedule.checkpoint for schedule in schedules if schedule.kind is ScheduleKind.CHECKPOINT]
    return max((day for day in days if day is not None), default=plan.ends_on)


def _account(
    plan: Plan,
    department: str,
    kind: DepartmentKind | None,
    items: Sequence[AccountItem],
    targets: Sequence[Assessment],
    discipline: Discipline,
    as_of: date,
) -> Account:
    """One row, counted from its items."""
    led = [i.standing for i in items if i.part is Part.LEAD and i.standing.task.status is not TaskStatus.CANCELLED]
    overdue = [m for standing in led if standing.open for m in standing.milestones if m.light.code is LightCode.OVERDUE]
    done_late = [m for standing in led for m in standing.milestones if m.light.code is LightCode.DONE]
    return Account(
        department=department,
        kind=kind,
        items=tuple(items),
        targets=tuple(targets),
        milestones_overdue=len(overdue),
        days_overdue=sum(milestone.days_late for milestone in overdue),
        days_late_done=sum(milestone.days_late for milestone in done_late),
        done_rate=_done_share(led),
        done_of_due=_done_share([standing for standing in led if due_by(plan, standing) <= as_of]),
        discipline=discipline,
    )


def _done_share(standings: Sequence[TaskStanding]) -> Fraction | None:
    """Done tasks among `standings`; None when there are none to count."""
    done = sum(1 for standing in standings if standing.task.status.finished)
    return Fraction(done, len(standings)) if standings else None
