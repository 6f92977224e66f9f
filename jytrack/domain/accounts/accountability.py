"""Each department's account: its tasks by light, its targets, its lateness, its reporting (domain.md §3)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from jytrack.domain.figures.ranking import ranks
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.deadline import due_day
from jytrack.domain.plan.parts import UNASSIGNED, parts
from jytrack.domain.plan.plan import Plan, Task
from jytrack.domain.sheets.discipline import Discipline, together
from jytrack.domain.supervision.extension import Extension, extensions
from jytrack.domain.supervision.supervision import MilestoneStanding, TaskStanding
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import (
    DepartmentKind,
    ExtensionState,
    LightCode,
    Part,
    TaskStatus,
)

WHOLE = "合计"
"""The total beside the rows, in which each task counts once."""


STATES = ("cancelled", "done", "green", "yellow", "red", "grey")
"""The fields of `Tally` in the order of the partition."""


@valueclass
class Tally:
    """Tasks of one part by state, a partition: cancelled + done + green + yellow + red + grey = tasks."""

    tasks: int = 0
    cancelled: int = 0
    done: int = 0
    green: int = 0
    yellow: int = 0
    red: int = 0
    grey: int = 0

    @classmethod
    def of(cls, states: Sequence[str]) -> "Tally":
        """Of tasks in these `states`."""
        return cls(len(states), *(states.count(state) for state in STATES))


@valueclass
class AccountItem:
    """A task in a department's account, with the part that the department plays in it."""

    standing: TaskStanding
    part: Part

    @property
    def state(self) -> str:
        """The field of `Tally` in which the task counts."""
        return self.standing.state


@valueclass
class LateMilestone:
    """A milestone that is overdue, or was done after its day, with its task."""

    task: Task
    standing: MilestoneStanding


@valueclass
class Postponement:
    """An extension that was asked for, with its task and the `original` day, which goes on counting."""

    task: Task
    extension: Extension
    original: date


@valueclass
class Account:
    """One department's row; `kind` None is the row 牵头单位未明确. Ratios None: n/a (nothing to divide by).

    `targets`, the milestones and what is `due` by now are those of the tasks that the department leads, of which
    `blameless` are grey because other units have not reported; the `postponements` are those it asked for, in whatever
    part. A milestone left open is late also when its task was finished over it.
    """

    department: str
    kind: DepartmentKind | None
    items: tuple[AccountItem, ...]
    targets: tuple[Assessment, ...]
    blameless: tuple[Assessment, ...]
    overdue: tuple[LateMilestone, ...]
    done_late: tuple[LateMilestone, ...]
    due: tuple[AccountItem, ...]
    postponements: tuple[Postponement, ...]
    discipline: Discipline

    def tally(self, part: Part) -> Tally:
        """The department's tasks in `part`, counted by state."""
        return Tally.of([item.state for item in self.items if item.part is part])

    def not_its_fault(self, judged: Assessment) -> bool:
        """Whether a target is grey because units other than this one have not reported, and are charged for it."""
        return _waits_for_others(judged, self.department)

    @property
    def milestones_overdue(self) -> int:
        """How many open milestones of led tasks have passed their day."""
        return len(self.overdue)

    @property
    def days_overdue(self) -> int:
        """The calendar days that the open milestones are late."""
        return sum(late.standing.days_late for late in self.overdue)

    @property
    def days_late_done(self) -> int:
        """The calendar days that finished milestones were late, counted apart."""
        return sum(late.standing.days_late for late in self.done_late)

    @property
    def done_rate(self) -> Fraction | None:
        """Done led tasks ÷ (led tasks − cancelled)."""
        return _done_share([item for item in self.items if item.part is Part.LEAD and item.state != "cancelled"])

    @property
    def done_of_due(self) -> Fraction | None:
        """Done ÷ due by now, of the led tasks that are not cancelled."""
        return _done_share(self.due)

    @property
    def due_done(self) -> int:
        """How many of the led tasks due by now are done."""
        return sum(item.standing.task.status.finished for item in self.due)

    def extended(self, state: ExtensionState) -> int:
        """How many of the extensions asked for stand so."""
        return sum(asked.extension.state is state for asked in self.postponements)

    @property
    def comparable(self) -> bool:
        """Whether the row may be ranked: vertical units are only listed, groups and the unassigned are no one body."""
        return self.kind not in (None, DepartmentKind.VERTICAL, DepartmentKind.GROUP)


@valueclass
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
    members = plan.members
    items: dict[str, list[AccountItem]] = defaultdict(list)
    for standing in standings:
        for department, part in parts(standing.task, members).items():
            items[department].append(AccountItem(standing, part))
    targets: dict[str, list[Assessment]] = defaultdict(list)
    for judged in assessments:
        targets[plan.lead_of(judged.target) or UNASSIGNED].append(judged)
    asked = postponements(plan, standings)

    def account(name: str, kind: DepartmentKind | None) -> Account:
        """The row of one department."""
        discipline = disciplines.get(name, Discipline(name, ()))
        return _account(plan, name, kind, items[name], targets[name], asked.get(name, ()), discipline, as_of)

    concerned = {*items, *targets, *asked, *disciplines}
    order = sorted(plan.departments, key=lambda department: department.position)
    accounts = [account(d.name, d.kind) for d in order if d.name in concerned]
    every_report = together(WHOLE, disciplines.values())
    led = [AccountItem(standing, Part.LEAD) for standing in standings]
    every_request = [postponement for of_one in asked.values() for postponement in of_one]
    total = _account(plan, WHOLE, None, led, assessments, every_request, every_report, as_of)
    return Accountability((*accounts, account(UNASSIGNED, None)), total)


def places(accounts: Iterable[Account]) -> Mapping[str, int]:
    """Departments ranked by done ÷ due by now, ties sharing a rank (1,1,3); what is n/a or not comparable has none."""
    return ranks({account.department: account.done_of_due for account in accounts if account.comparable})


def postponements(plan: Plan, standings: Iterable[TaskStanding]) -> Mapping[str, Sequence[Postponement]]:
    """Every extension asked for, by who asked; one that names nobody was asked for by the task's primary lead.

    A cancelled task takes its extensions along, as it does its milestones.
    """
    found: dict[str, list[Postponement]] = defaultdict(list)
    for standing in standings:
        task = standing.task
        if task.status is TaskStatus.CANCELLED:
            continue
        for asked in extensions(task.extension_log):
            days = {milestone.name: milestone.due_on for milestone in task.milestones}
            original = days.get(asked.milestone) if asked.milestone else None
            who = asked.department or task.lead or UNASSIGNED
            found[who].append(Postponement(task, asked, original or due_day(plan, task, asked.request.on)))
    return found


def _account(
    plan: Plan,
    department: str,
    kind: DepartmentKind | None,
    items: Sequence[AccountItem],
    targets: Sequence[Assessment],
    postponements: Sequence[Postponement],
    discipline: Discipline,
    as_of: date,
) -> Account:
    """One row, with all that its counts are made of."""
    led = [item for item in items if item.part is Part.LEAD and item.standing.task.status is not TaskStatus.CANCELLED]
    milestones = [(item.standing, milestone) for item in led for milestone in item.standing.milestones]
    return Account(
        department=department,
        kind=kind,
        items=tuple(items),
        targets=tuple(targets),
        blameless=tuple(judged for judged in targets if _waits_for_others(judged, plan.lead_of(judged.target))),
        overdue=tuple(LateMilestone(of.task, m) for of, m in milestones if m.light.code is LightCode.OVERDUE),
        done_late=tuple(
            LateMilestone(of.task, m) for of, m in milestones if m.light.code is LightCode.DONE and m.days_late
        ),
        due=tuple(item for item in led if due_day(plan, item.standing.task) <= as_of),
        postponements=tuple(postponements),
        discipline=discipline,
    )


def _waits_for_others(judged: Assessment, department: str | None) -> bool:
    """Whether a target is grey because units other than `department` have not reported: 非牵头责任; nobody: no."""
    waits = judged.light.code in (LightCode.NO_REPORT, LightCode.AWAITING)
    return waits and bool(judged.missing_units) and department is not None and department not in judged.missing_units


def _done_share(items: Sequence[AccountItem]) -> Fraction | None:
    """Done tasks among `items`; None when there are none to count."""
    done = sum(1 for item in items if item.standing.task.status.finished)
    return Fraction(done, len(items)) if items else None
