"""The life of milestones in the log, and the task's status from a day on."""

from datetime import UTC, date, datetime

import pytest

from jytrack.domain.plan.ownership import with_lead
from jytrack.domain.plan.plan import Milestone, Task, TaskLink
from jytrack.domain.supervision.nodes import finished_over, last_said, opened_later, statuses, undone
from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.words import Basis, LogAction, MilestoneKind, Role, TaskStatus

NOW = datetime(2024, 1, 1, tzinfo=UTC)
A = LogAction
ASSIGNED, DONE, RETURNED = TaskStatus.ASSIGNED, TaskStatus.DONE, TaskStatus.RETURNED
DONE_ON = date(2023, 7, 1)
MILESTONES = (
    Milestone("月调度", MilestoneKind.MILESTONE, due_on=date(2023, 7, 31)),
    Milestone("年总结", MilestoneKind.MILESTONE, due_on=date(2023, 6, 30), done_on=DONE_ON),
    Milestone("补贴受理", MilestoneKind.WINDOW, due_on=date(2023, 6, 30)),
    Milestone("招聘会", MilestoneKind.CHECKLIST),
)


def said(action: LogAction, day: int, milestone: str | None = "年总结", **more: object) -> LogEntry:
    return LogEntry(action, date(2023, 7, day), NOW, "办公室", milestone=milestone, **more)  # type: ignore[arg-type]


def task(*log: LogEntry, lead: TaskLink | None = None) -> Task:
    links = (lead,) if lead else ()
    return Task(27, "组织领导", "保障", links=links, milestones=MILESTONES, log=log)


def test_undone_are_the_dated_milestones_without_a_day() -> None:
    assert [each.name for each in undone(task())] == ["月调度"]


def test_the_last_word_on_a_milestone_is_no_wish() -> None:
    log = (said(A.MILESTONE_ADDED, 1), said(A.EXTENSION_REQUESTED, 2), said(A.MILESTONE_DONE, 3, "月调度"))
    assert last_said(log, "年总结") is log[0]
    assert last_said(log, "招聘会") is None


@pytest.mark.parametrize(
    ("log", "found"),
    [
        ((said(A.MILESTONE_REOPENED, 4), said(A.MILESTONE_DONE, 6)), 0),
        ((said(A.MILESTONE_REOPENED, 4), said(A.MILESTONE_DONE, 4)), None),  # done again by the end of the day
        ((said(A.MILESTONE_REOPENED, 3),), None),  # not later
        ((said(A.MILESTONE_ADDED, 5, "验收"),), 0),
        ((said(A.MILESTONE_ADDED, 5, "验收"), said(A.MILESTONE_DROPPED, 5, "验收")), None),
        ((said(A.MILESTONE_REOPENED, 5, "招聘会"),), None),  # undated
        ((said(A.MILESTONE_DONE, 5),), None),
    ],
)
def test_what_is_open_again_after_the_third(log: tuple[LogEntry, ...], found: int | None) -> None:
    assert opened_later(task(*log), date(2023, 7, 3)) is (None if found is None else log[found])


def moved(day: int, status: TaskStatus, department: str | None) -> LogEntry:
    return said(A.STATUS, day, None, department=department, to_status=status)


def test_the_status_from_a_day_on_is_whoevers_the_task_is_then() -> None:
    log = (
        moved(1, ASSIGNED, None),
        moved(2, DONE, "财政局"),
        said(A.TASK_OWNER, 3, None, department="财政局"),
        moved(4, RETURNED, "财政局"),
        said(A.TASK_OWNER, 5, None, department="人社局"),
    )
    decided = TaskLink("人社局", Role.LEAD, 1, Basis.ASSUMED, log[-1])
    found = [(day.day, status) for day, status in statuses(task(*log, lead=decided), date(2023, 7, 2))]
    assert found == [(2, ASSIGNED), (3, DONE), (4, RETURNED), (5, ASSIGNED)]
    printed = TaskLink("财政局", Role.LEAD, 1)
    found = [(day.day, status) for day, status in statuses(task(*log[:2], lead=printed), date(2023, 7, 1))]
    assert found == [(1, ASSIGNED), (2, DONE)]


ASSUMED = TaskLink("财政局", Role.LEAD, 1, Basis.ASSUMED)


def test_a_lead_that_the_plan_assumes_is_back_when_the_decision_is_taken_back() -> None:
    log = (
        moved(1, ASSIGNED, "财政局"),
        said(A.TASK_OWNER, 2, None, department="人社局"),
        said(A.TASK_OWNER, 4, None, department=None),
        moved(5, DONE, "财政局"),
    )
    (decided,) = with_lead([ASSUMED], log[1])  # as the task stands on the second
    found = [(day.day, status) for day, status in statuses(task(*log, lead=decided), date(2023, 7, 1))]
    assert found == [(1, ASSIGNED), (2, TaskStatus.REGISTERED), (4, ASSIGNED), (5, DONE)]
    assert finished_over(task(*log, lead=decided), date(2023, 7, 3)) == ("月调度", "年总结")


def test_a_lead_that_a_renewed_plan_prints_led_all_the_time() -> None:
    log = (said(A.TASK_OWNER, 1, None, department="人社局"), moved(2, DONE, "财政局"))
    printed = TaskLink("财政局", Role.LEAD, 1)
    assert [status for _, status in statuses(task(*log, lead=printed), date(2023, 7, 2))] == [DONE]
