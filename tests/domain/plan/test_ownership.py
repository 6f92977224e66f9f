"""What the office decides stands where the plan prints nothing, from its day on, and the last of it holds."""

from datetime import UTC, date, datetime

import pytest

from jytrack.domain.plan.ownership import lead_after, printed_links, with_lead, with_members, with_owners
from jytrack.domain.plan.plan import Department, Task, TaskLink
from jytrack.domain.plan.target import Target
from jytrack.domain.values.log import Decision, LogEntry
from jytrack.domain.values.words import Basis, DepartmentKind, LogAction, Role
from tests.domain.builders import target

HRSS, FIN, OFFICE = "人社局", "财政局", "领导小组办公室"
GROUP = "成员单位"


def entry(action: LogAction, department: str | None, **about: str) -> LogEntry:
    return LogEntry(action, date(2023, 3, 20), datetime(2023, 3, 20, tzinfo=UTC), "办", "会议定", department, **about)  # type: ignore[arg-type]


def owner(department: str | None = None, task: int | None = None) -> Decision:
    return Decision(entry(LogAction.TARGET_OWNER, department, target="jobs"), task)


def member(name: str, *, belongs: bool = True, group: str = GROUP) -> Decision:
    return Decision(entry(LogAction.MEMBER_ADDED if belongs else LogAction.MEMBER_REMOVED, name, group=group))


def lead(name: str, basis: Basis) -> TaskLink:
    return TaskLink(name, Role.LEAD, 1, basis)


SUPPORT = TaskLink(FIN, Role.RESPONSIBLE, 1)
DECIDED = entry(LogAction.TASK_OWNER, OFFICE)


@pytest.mark.parametrize(
    ("printed", "decision", "leads"),
    [
        ([SUPPORT], None, []),
        ([SUPPORT], DECIDED, [OFFICE]),
        ([lead(HRSS, Basis.ASSUMED), SUPPORT], DECIDED, [OFFICE]),
        ([lead(HRSS, Basis.PRINTED), SUPPORT], DECIDED, [HRSS]),  # the plan was printed anew since
        ([lead(HRSS, Basis.ASSUMED), SUPPORT], entry(LogAction.TASK_OWNER, None), [HRSS]),  # taken back
    ],
)
def test_a_decided_lead_stands_where_the_plan_prints_none(
    printed: list[TaskLink], decision: LogEntry | None, leads: list[str]
) -> None:
    links = with_lead(printed, decision)
    assert [link.department for link in links if link.role is Role.LEAD] == leads
    assert SUPPORT in links
    assert printed_links(links) == tuple(printed)


ASSUMED_LEAD, PRINTED_LEAD = lead(HRSS, Basis.ASSUMED), lead(HRSS, Basis.PRINTED)
TAKEN_BACK = entry(LogAction.TASK_OWNER, None)
NOTE = entry(LogAction.NOTE, FIN)


@pytest.mark.parametrize("now", [None, DECIDED, TAKEN_BACK])
@pytest.mark.parametrize(
    ("printed", "told", "led"),
    [
        ((), (), None),
        ((), (DECIDED, NOTE), OFFICE),
        ((), (DECIDED, TAKEN_BACK), None),
        ((ASSUMED_LEAD,), (NOTE,), HRSS),
        ((ASSUMED_LEAD,), (DECIDED,), OFFICE),
        ((ASSUMED_LEAD,), (DECIDED, TAKEN_BACK), HRSS),
        ((PRINTED_LEAD,), (DECIDED,), HRSS),
    ],
)
def test_who_led_does_not_hang_on_the_day_that_is_asked(
    printed: tuple[TaskLink, ...], told: tuple[LogEntry, ...], led: str | None, now: LogEntry | None
) -> None:
    task = Task(1, "任务", "行动", links=with_lead((*printed, SUPPORT), now))
    assert lead_after(task, told) == led


PLAIN = target()
ASSUMED = target(task=9, task_basis=Basis.ASSUMED)
PRINTED = target(task=9, task_basis=Basis.PRINTED)


@pytest.mark.parametrize(
    ("subject", "decisions", "task", "owned", "decided"),
    [
        (PLAIN, [], None, None, False),
        (PLAIN, [owner(HRSS)], None, HRSS, True),
        (PLAIN, [owner(task=3)], 3, None, True),
        (ASSUMED, [owner(task=9)], 9, None, True),  # confirmed
        (ASSUMED, [owner(HRSS)], None, HRSS, True),
        (ASSUMED, [owner(HRSS), owner(task=10)], 10, None, True),  # the last holds
        (ASSUMED, [owner(HRSS), owner()], 9, None, False),  # taken back
        (PRINTED, [owner(HRSS)], 9, None, False),
    ],
)
def test_a_decided_owner_stands_where_the_plan_prints_no_task(
    subject: Target, decisions: list[Decision], task: int | None, owned: str | None, decided: bool
) -> None:
    (found,) = with_owners([subject], decisions)
    assert (found.task, found.owner, found.decision is not None) == (task, owned, decided)
    assert found.task_basis is (None if decided else subject.task_basis)


@pytest.mark.parametrize(
    ("listed", "decisions", "members"),
    [
        ([], [], []),
        ([], [member(FIN), member(HRSS)], [HRSS, FIN]),  # in official order
        ([HRSS], [member(FIN)], [HRSS, FIN]),
        ([HRSS], [member(HRSS, belongs=False)], []),
        ([HRSS], [member(HRSS, belongs=False), member(HRSS)], [HRSS]),  # the last holds
        ([HRSS], [member(FIN, group="别的单位")], [HRSS]),
    ],
)
def test_members_are_those_listed_with_those_decided(
    listed: list[str], decisions: list[Decision], members: list[str]
) -> None:
    departments = [
        Department(HRSS, DepartmentKind.BUREAU, 1),
        Department(FIN, DepartmentKind.BUREAU, 2),
        Department(GROUP, DepartmentKind.GROUP, 3, members=tuple(listed)),
    ]
    found = {department.name: list(department.members) for department in with_members(departments, decisions)}
    assert found == {HRSS: [], FIN: [], GROUP: members}
