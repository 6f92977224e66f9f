"""What waits for somebody, since when, and for how long."""

from dataclasses import replace
from datetime import date

import pytest

from jytrack.domain.accounts.standing import stand
from jytrack.domain.plan.plan import Plan, Task
from jytrack.domain.supervision.waiting import Waiting, waiting
from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.words import LogAction, TaskStatus, WaitingFor
from tests.domain.builders import last_moves
from tests.reports.sample import CLOCK, KNOWN_AT, PLAN

S, A = TaskStatus, LogAction
TASK = PLAN.task(2)
LEAD, OTHER = TASK.leads


def moved(day: int, status: TaskStatus, department: str | None = LEAD) -> LogEntry:
    return LogEntry(A.STATUS, date(2023, 6, day), KNOWN_AT, "办公室", department=department, to_status=status)


def told(day: int, action: LogAction, milestone: str | None = None, until: date | None = None) -> LogEntry:
    return LogEntry(action, date(2023, 6, day), KNOWN_AT, "办公室", department=LEAD, milestone=milestone, until=until)


def with_log(*log: LogEntry, task: Task = TASK, status: TaskStatus = S.IN_PROGRESS) -> Plan:
    asked = tuple(each for each in log if each.action is not A.STATUS)
    changed = replace(task, last_moves=last_moves(log), extension_log=asked, status=status)
    return replace(PLAN, tasks=tuple(changed if each is task else each for each in PLAN.tasks))


def found(plan: Plan) -> list[Waiting]:
    return list(waiting(plan, stand(plan, {}, [], CLOCK).tasks, CLOCK.as_of))


def said(plan: Plan) -> list[tuple[str, tuple[str | None, ...], int]]:
    return [(each.what.value, each.departments, each.days) for each in found(plan)]


UNDER_WAY = (moved(1, S.ASSIGNED), moved(2, S.ACCEPTED), moved(3, S.IN_PROGRESS))


@pytest.mark.parametrize(
    ("log", "waits"),
    [
        ((), []),
        (UNDER_WAY, []),
        ((moved(20, S.ASSIGNED),), [("acceptance", (LEAD,), 10)]),
        ((moved(20, S.ASSIGNED), moved(20, S.ASSIGNED, OTHER)), [("acceptance", (LEAD, OTHER), 10)]),
        (
            (moved(20, S.ASSIGNED), moved(25, S.ASSIGNED, OTHER)),
            [("acceptance", (LEAD,), 10), ("acceptance", (OTHER,), 5)],
        ),
        ((*UNDER_WAY, moved(28, S.REPORTED)), [("review", (LEAD,), 2)]),
        ((*UNDER_WAY, moved(28, S.REPORTED), moved(29, S.RETURNED)), [("rework", (LEAD,), 1)]),
        ((*UNDER_WAY, moved(28, S.SUSPENDED)), []),
        ((*UNDER_WAY, told(30, A.EXTENSION_REQUESTED)), [("extension", (LEAD,), 0)]),
        ((*UNDER_WAY, told(9, A.EXTENSION_REQUESTED), told(10, A.EXTENSION_APPROVED)), []),
        ((*UNDER_WAY, told(9, A.EXTENSION_REQUESTED), told(10, A.EXTENSION_REFUSED)), []),
        ((*UNDER_WAY, told(9, A.EXTENSION_REQUESTED), moved(20, S.SUSPENDED)), []),
    ],
)
def test_what_waits(log: tuple[LogEntry, ...], waits: list[tuple[str, tuple[str, ...], int]]) -> None:
    assert said(with_log(*log)) == waits


def test_what_the_office_decides_comes_first_and_the_longest_before_the_others() -> None:
    plan = with_log(
        moved(1, S.ASSIGNED, OTHER), *UNDER_WAY, moved(10, S.REPORTED),
        told(11, A.EXTENSION_REQUESTED, "验收", date(2023, 8, 1)), told(9, A.EXTENSION_REQUESTED),
    )  # fmt: skip
    waits = found(plan)
    assert [(each.what, each.days) for each in waits] == [
        (WaitingFor.EXTENSION, 21),
        (WaitingFor.EXTENSION, 19),
        (WaitingFor.REVIEW, 20),
        (WaitingFor.ACCEPTANCE, 29),
    ]
    assert (waits[1].milestone, waits[1].until) == ("验收", date(2023, 8, 1))


@pytest.mark.parametrize("status", [S.DONE, S.CLOSED, S.CANCELLED])
def test_nothing_waits_in_a_task_that_is_over(status: TaskStatus) -> None:
    assert found(with_log(moved(1, S.ASSIGNED, OTHER), status=status)) == []


def test_a_task_without_a_lead_waits_under_no_name() -> None:
    plan = with_log(moved(20, S.ASSIGNED, None), task=PLAN.task(3), status=S.ASSIGNED)
    assert said(plan) == [("acceptance", (None,), 10)]
