"""Accounts of departments: parts, partition, lateness, ratios, the total (domain.md §3, Accountability)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from jytrack.domain.accounts.accountability import Account, Tally, places
from jytrack.domain.accounts.opened import proof
from jytrack.domain.accounts.standing import PlanStanding, stand
from jytrack.domain.figures.reading import Reading
from jytrack.domain.plan.parts import UNASSIGNED, parts
from jytrack.domain.plan.plan import Department, Milestone, Plan, Task
from jytrack.domain.plan.target import Target
from jytrack.domain.values.log import Evidence, LogEntry
from jytrack.domain.values.words import DepartmentKind, ExtensionState, LogAction, Part, TaskStatus
from tests.domain.builders import (
    TOWNS,
    checkpoint,
    clock,
    even,
    metric,
    milestone,
    monthly,
    plan,
    target,
    task,
)

F = Fraction
A, B = TOWNS
GROUP = "各乡（镇）"
DRC, HRSS, FIN = "发改局", "人社局", "财政局"
OVERDUE = milestone("专题报告", date(2023, 6, 20))
DONE_LATE = milestone("月调度", date(2023, 5, 31), date(2023, 6, 3))


def june(subject: Plan, readings: dict[str, Sequence[Reading]] | None = None) -> PlanStanding:
    return stand(subject, readings or {}, [], clock(6))


def row(standing: PlanStanding, department: str) -> Account:
    (found,) = [account for account in standing.accountability.accounts if account.department == department]
    return found


def part_of(subject: Task, department: str) -> Part | None:
    return parts(subject, {GROUP: TOWNS}).get(department)


@pytest.mark.parametrize(
    ("leads", "responsible", "department", "part"),
    [
        ([HRSS], [], HRSS, Part.LEAD),
        ([FIN, HRSS], [], FIN, Part.LEAD),
        ([FIN, HRSS], [], HRSS, Part.CO_LEAD),
        ([HRSS], [FIN], FIN, Part.RESPONSIBLE),
        ([HRSS], [FIN], DRC, None),
        ([HRSS], [GROUP], GROUP, Part.RESPONSIBLE),
        ([HRSS], [GROUP], A, Part.VIA_GROUP),
        ([HRSS], [GROUP, A], A, Part.RESPONSIBLE),
        ([HRSS, FIN], [HRSS, FIN], HRSS, Part.LEAD),
        ([HRSS, FIN], [HRSS, FIN], FIN, Part.CO_LEAD),
        ([A], [GROUP], A, Part.LEAD),
        ([GROUP], [], B, Part.VIA_GROUP),
        ([], [GROUP], UNASSIGNED, Part.LEAD),
        ([], [GROUP], A, Part.VIA_GROUP),
        ([HRSS], [], UNASSIGNED, None),
    ],
)
def test_a_department_stands_in_its_strongest_part(
    leads: list[str], responsible: list[str], department: str, part: Part | None
) -> None:
    assert part_of(task(1, leads, responsible), department) is part


TASKS = (
    task(1, [HRSS], [FIN, GROUP]),
    task(2, [HRSS, FIN], [DRC], status=TaskStatus.DONE),
    task(3, [HRSS], status=TaskStatus.CANCELLED),
    task(4, [FIN], [HRSS], milestones=(OVERDUE,)),
    task(5, [HRSS], milestones=(milestone("季通报", date(2023, 7, 1)),)),
    task(6, [], [GROUP]),
    task(7, [HRSS], [A]),
)
JOBS = target(1200, units=TOWNS, task=1)
LOANS = target(100, of=metric(code="loans"), units=[FIN], task=4)
NEW = target(100, of=metric(code="new"), units=[A])
REVIEWS = target(4, of=metric(code="reviews"), units=[FIN], task=6)
WHOLE = plan(TASKS, (JOBS, LOANS, NEW, REVIEWS))
READINGS = {"jobs": even(50, 6), "loans": monthly(*[0] * 6, unit=FIN)}


@pytest.fixture(scope="module")
def standing() -> PlanStanding:
    return june(WHOLE, READINGS)


@pytest.mark.parametrize(
    ("department", "part", "tally"),
    [
        (HRSS, Part.LEAD, Tally(tasks=5, cancelled=1, done=1, green=1, yellow=2)),
        (HRSS, Part.RESPONSIBLE, Tally(tasks=1, red=1)),
        (HRSS, Part.CO_LEAD, Tally()),
        (FIN, Part.LEAD, Tally(tasks=1, red=1)),
        (FIN, Part.CO_LEAD, Tally(tasks=1, done=1)),
        (FIN, Part.RESPONSIBLE, Tally(tasks=1, green=1)),
        (DRC, Part.RESPONSIBLE, Tally(tasks=1, done=1)),
        (GROUP, Part.RESPONSIBLE, Tally(tasks=2, green=1, grey=1)),
        (A, Part.VIA_GROUP, Tally(tasks=2, green=1, grey=1)),
        (A, Part.RESPONSIBLE, Tally(tasks=1, yellow=1)),
        (B, Part.VIA_GROUP, Tally(tasks=2, green=1, grey=1)),
        (UNASSIGNED, Part.LEAD, Tally(tasks=1, grey=1)),
    ],
)
def test_tallies_are_partitions_by_part(standing: PlanStanding, department: str, part: Part, tally: Tally) -> None:
    assert row(standing, department).tally(part) == tally


def test_each_task_counts_once_in_the_total(standing: PlanStanding) -> None:
    total = standing.accountability.total
    assert total.tally(Part.LEAD) == Tally(tasks=7, cancelled=1, done=1, green=1, yellow=2, red=1, grey=1)
    assert len(total.targets) == 4


def test_rows_stand_in_official_order_and_the_unassigned_last(standing: PlanStanding) -> None:
    names = [account.department for account in standing.accountability.accounts]
    assert names == [DRC, HRSS, FIN, A, B, GROUP, UNASSIGNED]
    assert row(standing, UNASSIGNED).kind is None
    assert row(standing, GROUP).kind is DepartmentKind.GROUP


def test_a_department_without_role_or_duty_has_no_row() -> None:
    found = june(plan([task(1, [HRSS])]))
    assert [account.department for account in found.accountability.accounts] == [HRSS, UNASSIGNED]


def test_a_unit_with_a_duty_only_has_a_row() -> None:
    found = june(plan([task(1, [HRSS])], [target(10, units=[B], task=1)]))
    assert [account.department for account in found.accountability.accounts] == [HRSS, B, UNASSIGNED]
    assert row(found, B).discipline.expected == 6
    assert row(found, B).items == ()


def codes(account: Account) -> list[str]:
    return [judged.target.code for judged in account.targets]


def test_targets_belong_to_the_primary_lead_and_the_rest_to_nobody(standing: PlanStanding) -> None:
    assert codes(row(standing, HRSS)) == ["jobs"]
    assert codes(row(standing, FIN)) == ["loans"]
    assert codes(row(standing, UNASSIGNED)) == ["new", "reviews"]
    assert codes(row(standing, GROUP)) == []


@pytest.mark.parametrize(
    ("status", "milestones", "overdue", "days", "late_done"),
    [
        (TaskStatus.ACCEPTED, (OVERDUE, replace(OVERDUE, due_on=date(2023, 6, 28)), DONE_LATE), 2, 12, 3),
        (TaskStatus.ACCEPTED, (milestone("今天", date(2023, 6, 30)),), 0, 0, 0),
        (TaskStatus.DONE, (OVERDUE, DONE_LATE), 1, 10, 3),  # finishing the task closes no milestone
        (TaskStatus.CANCELLED, (OVERDUE, DONE_LATE), 0, 0, 0),
    ],
)
def test_lateness_is_the_primary_lead_s(
    status: TaskStatus, milestones: tuple[Milestone, ...], overdue: int, days: int, late_done: int
) -> None:
    found = june(plan([task(1, [HRSS, FIN], [DRC], milestones=milestones, status=status)]))
    lead, co_lead = row(found, HRSS), row(found, FIN)
    assert (lead.milestones_overdue, lead.days_overdue, lead.days_late_done) == (overdue, days, late_done)
    assert (co_lead.milestones_overdue, co_lead.days_overdue, co_lead.days_late_done) == (0, 0, 0)
    assert found.accountability.total.days_overdue == days


def rates(*tasks: Task, targets: Sequence[Target] = ()) -> tuple[F | None, F | None]:
    account = row(june(plan(tasks, targets)), HRSS)
    return account.done_rate, account.done_of_due


@pytest.mark.parametrize(
    ("tasks", "found"),
    [
        ([task(1, [HRSS])], (F(0), None)),
        ([task(1, [HRSS], status=TaskStatus.DONE)], (F(1), None)),
        ([task(1, [HRSS], status=TaskStatus.CANCELLED)], (None, None)),
        ([task(1, [HRSS], status=TaskStatus.CLOSED), task(2, [HRSS], milestones=(OVERDUE,))], (F(1, 2), F(0))),
        (
            [task(1, [HRSS], milestones=(DONE_LATE,), status=TaskStatus.DONE), task(2, [HRSS], milestones=(OVERDUE,))],
            (F(1, 2), F(1, 2)),
        ),
        ([task(1, [HRSS], milestones=(OVERDUE, milestone("年终", date(2023, 12, 29))))], (F(0), None)),
        ([task(1, [FIN], [HRSS], status=TaskStatus.DONE)], (None, None)),
    ],
)
def test_done_rates_have_one_denominator_rule(tasks: list[Task], found: tuple[F | None, F | None]) -> None:
    assert rates(*tasks) == found


def test_a_checkpoint_makes_a_task_due() -> None:
    passed = target(10, units=[A], task=1, schedule=checkpoint(5, 31))
    coming = target(10, units=[A], task=1, schedule=checkpoint(7, 31))
    assert rates(task(1, [HRSS]), targets=[passed]) == (0, 0)
    assert rates(task(1, [HRSS]), targets=[coming]) == (0, None)


def test_everything_is_due_when_the_plan_ends() -> None:
    found = stand(plan([task(1, [HRSS], status=TaskStatus.DONE), task(2, [HRSS])]), {}, [], clock(12))
    assert row(found, HRSS).done_of_due == F(1, 2)


@pytest.mark.parametrize(
    ("units", "readings", "excused"),
    [
        ([A, B], even(10, 6, [A]), True),
        ([A, B], [], True),
        ([A, HRSS], even(10, 6, [A]), False),
        ([A, B], even(10, 6), False),
        ([A, B], even(200, 6, [A]), False),
    ],
    ids=["awaiting", "no report", "the lead itself is missing", "red", "green as a lower bound"],
)
def test_a_grey_for_which_others_did_not_report_is_not_the_lead_s_fault(
    units: list[str], readings: list[Reading], excused: bool
) -> None:
    found = row(june(plan([task(1, [HRSS])], [target(1200, units=units, task=1)]), {"jobs": readings}), HRSS)
    assert found.not_its_fault(found.targets[0]) is excused


def test_a_target_that_is_not_due_needs_no_excuse() -> None:
    later = target(10, units=[A], task=1, schedule=checkpoint(12, 31))
    found = row(june(plan([task(1, [HRSS])], [later])), HRSS)
    assert found.not_its_fault(found.targets[0]) is False


def test_the_total_holds_every_due_report(standing: PlanStanding) -> None:
    accounts = standing.accountability.accounts
    assert standing.accountability.total.discipline.expected == sum(a.discipline.expected for a in accounts)
    assert standing.accountability.total.discipline.expected == 30


def test_a_group_without_members_keeps_its_items() -> None:
    group = Department("成员单位", DepartmentKind.GROUP, 1)
    found = june(plan([task(1, [], ["成员单位"])], departments=(group,)))
    assert [account.department for account in found.accountability.accounts] == ["成员单位", UNASSIGNED]
    assert row(found, "成员单位").tally(Part.RESPONSIBLE).tasks == 1


def entry(action: LogAction, on: date, **more: object) -> LogEntry:
    return LogEntry(action, on, datetime(2023, 7, 1, tzinfo=UTC), "办公室", **more)  # type: ignore[arg-type]


def asked(department: str | None, milestone: str | None = None) -> LogEntry:
    until = date(2023, 9, 30)
    return entry(
        LogAction.EXTENSION_REQUESTED, date(2023, 6, 1), department=department, milestone=milestone, until=until
    )


def decided(department: str | None, until: date | None, milestone: str | None = None) -> LogEntry:
    action = LogAction.EXTENSION_APPROVED if until else LogAction.EXTENSION_REFUSED
    return entry(action, date(2023, 6, 5), department=department, milestone=milestone, until=until)


def extended(account: Account) -> tuple[int, int, int]:
    """Granted, pending, refused."""
    states = (ExtensionState.GRANTED, ExtensionState.PENDING, ExtensionState.REFUSED)
    granted, pending, refused = map(account.extended, states)
    return granted, pending, refused


@pytest.mark.parametrize(
    ("log", "department", "found"),
    [
        ((), HRSS, (0, 0, 0)),
        ((asked(HRSS),), HRSS, (0, 1, 0)),
        ((asked(HRSS), decided(HRSS, date(2023, 8, 1))), HRSS, (1, 0, 0)),
        ((asked(HRSS), decided(HRSS, None)), HRSS, (0, 0, 1)),
        ((asked(HRSS), decided(HRSS, None), asked(HRSS)), HRSS, (0, 1, 1)),
        ((asked(HRSS), asked(HRSS, "专题报告"), decided(HRSS, date(2023, 8, 1), "专题报告")), HRSS, (1, 1, 0)),
        ((asked(FIN),), HRSS, (0, 0, 0)),
        ((asked(FIN),), FIN, (0, 1, 0)),
        ((asked(A),), A, (0, 1, 0)),
        ((asked(None),), HRSS, (0, 1, 0)),
        ((asked("审计局"),), "审计局", (0, 1, 0)),
    ],
)
def test_a_postponement_is_charged_to_who_asked(
    log: tuple[LogEntry, ...], department: str, found: tuple[int, int, int]
) -> None:
    subject = task(1, [HRSS], [FIN, GROUP], milestones=(OVERDUE,), extension_log=log)
    others = (Department("审计局", DepartmentKind.BUREAU, 9),)
    standing = june(plan([subject], departments=(*plan().departments, *others)))
    assert extended(row(standing, department)) == found
    assert sum(extended(standing.accountability.total)) == len([e for e in log if "requested" in e.action])


def test_a_task_without_a_lead_asks_for_the_unassigned() -> None:
    found = june(plan([task(1, [], [HRSS], extension_log=(asked(None),))]))
    assert extended(row(found, UNASSIGNED)) == (0, 1, 0)


@pytest.mark.parametrize(
    ("milestone", "original"),
    [("先一步", date(2023, 5, 31)), (None, date(2023, 6, 20)), ("已撤的节点", date(2023, 6, 20))],
)
def test_what_is_granted_leaves_the_original_day(milestone: str | None, original: date) -> None:
    log = (asked(HRSS, milestone), decided(HRSS, date(2023, 9, 30), milestone))
    early, postponed = replace(DONE_LATE, name="先一步"), replace(OVERDUE, postponed_to=date(2023, 9, 30))
    found = row(june(plan([task(1, [HRSS], milestones=(early, postponed), extension_log=log)])), HRSS)
    (postponement,) = found.postponements
    assert postponement.original == original
    assert postponement.extension.granted == date(2023, 9, 30)
    assert (found.milestones_overdue, found.days_overdue) == (1, 10)
    assert len(found.due) == 1


def test_an_owner_without_a_task_has_a_row() -> None:
    owned = replace(target(10, units=[A]), owner=DRC)
    found = june(plan([task(1, [HRSS])], [owned]))
    assert codes(row(found, DRC)) == ["jobs"]
    assert codes(row(found, UNASSIGNED)) == []


def due_tasks(lead: str, done: int, of: int) -> list[Task]:
    """Tasks of one lead that are due in June, some of them done."""
    first = 100 * [HRSS, FIN, DRC, A, B, GROUP, "税务局"].index(lead)
    return [
        task(first + no, [lead], milestones=(OVERDUE,), status=TaskStatus.DONE if no < done else TaskStatus.ACCEPTED)
        for no in range(of)
    ]


@pytest.mark.parametrize(
    ("shares", "found"),
    [
        ({HRSS: (1, 2), FIN: (2, 4), DRC: (0, 1)}, {HRSS: 1, FIN: 1, DRC: 3}),
        ({HRSS: (1, 3), FIN: (2, 3)}, {FIN: 1, HRSS: 2}),
        ({HRSS: (0, 2), FIN: (0, 9), A: (1, 1)}, {A: 1, HRSS: 2, FIN: 2}),
        ({GROUP: (1, 1), "税务局": (1, 1), HRSS: (0, 1)}, {HRSS: 1}),
        ({HRSS: (1, 1), FIN: (0, 0)}, {HRSS: 1}),
    ],
)
def test_ranks_by_done_of_due(shares: dict[str, tuple[int, int]], found: dict[str, int]) -> None:
    tasks = [each for lead, (done, of) in shares.items() for each in due_tasks(lead, done, of)]
    undue = task(900, [FIN], status=TaskStatus.DONE)
    tax = Department("税务局", DepartmentKind.VERTICAL, 4)
    standing = june(plan([*tasks, undue], departments=(*plan().departments, tax)))
    assert places(standing.accountability.accounts) == found


def note(department: str | None, day: int) -> LogEntry:
    return entry(LogAction.NOTE, date(2023, 6, day), department=department, note=f"{day}日")


@pytest.mark.parametrize(
    ("department", "shown"),
    [(HRSS, [3, 5]), (FIN, [3, 4, 5]), (A, [3, 5, 6]), (UNASSIGNED, [])],
)
def test_the_evidence_of_a_task_is_what_was_logged_of_the_department_the_task_and_its_lead(
    department: str, shown: list[int]
) -> None:
    log = (note(HRSS, 3), note(FIN, 4), note(None, 5), note(GROUP, 6))
    subject = plan([task(1, [HRSS], [FIN, GROUP], log=log)])
    account = row(june(subject), department)
    found = [proof(subject.members, account, item.standing.task) for item in account.items]
    assert [each.on.day for behind in found for each in behind.entries] == shown


def test_evidence_is_the_last_entries_and_those_with_files_beside_the_department_s_own_status() -> None:
    moved = entry(
        LogAction.STATUS, date(2023, 6, 9), department=FIN,
        from_status=TaskStatus.REGISTERED, to_status=TaskStatus.ASSIGNED,
    )  # fmt: skip
    proved = replace(note(None, 1), evidence=(Evidence("名册.xlsx", 9, "ab"),))
    log = (proved, *(note(None, day) for day in range(2, 6)), asked(HRSS), moved)
    subject = plan([task(1, [HRSS], [FIN, GROUP], log=log)])
    standing = june(subject)
    shown = {name: proof(subject.members, row(standing, name), subject.task(1)) for name in (HRSS, FIN, GROUP)}
    assert [each.on.day for each in shown[FIN].entries] == [1, 4, 5, 9]
    assert [each.on.day for each in shown[HRSS].entries] == [1, 3, 4, 5]
    assert [shown[name].own for name in (HRSS, FIN, GROUP)] == [TaskStatus.REGISTERED, TaskStatus.ASSIGNED, None]
