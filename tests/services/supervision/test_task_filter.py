"""Lists of tasks hold what accounts count."""

from dataclasses import replace

from jytrack.domain.accounts.standing import stand
from jytrack.domain.plan.parts import UNASSIGNED
from jytrack.domain.values.words import Part, TaskStatus
from jytrack.services.supervision.tasks import Filter
from tests.reports.sample import CLOCK, PLAN

STANDING = stand(PLAN, {}, [], CLOCK)
MEMBERS = {department.name: department.members for department in PLAN.departments}


def listed(wanted: Filter) -> list[int]:
    return [item.task.no for item in STANDING.tasks if wanted.passes(item, MEMBERS)]


def test_a_department_has_the_tasks_that_its_account_counts() -> None:
    for account in STANDING.accountability.accounts:
        if account.department == UNASSIGNED:
            continue
        for part in Part:
            counted = [item.standing.task.no for item in account.items if item.part is part]
            assert listed(Filter(account.department, part)) == counted, (account.department, part)
        assert listed(Filter(account.department)) == [item.standing.task.no for item in account.items]


def test_members_have_their_groups_tasks_as_members_only() -> None:
    assert listed(Filter("东河镇", Part.VIA_GROUP)) == [1, 3]
    assert listed(Filter("东河镇", Part.RESPONSIBLE)) == []
    assert listed(Filter("各乡镇", Part.RESPONSIBLE)) == [1, 3]


def test_a_part_that_anybody_has() -> None:
    assert listed(Filter(part=Part.LEAD)) == [1, 2, 4, 5, 6]  # nobody leads task 3
    assert listed(Filter(part=Part.CO_LEAD)) == [2]


def test_finishing_a_task_closes_no_milestone_and_cancelling_it_takes_them_away() -> None:
    late = PLAN.task(3)
    for status, days in ((TaskStatus.DONE, 30), (TaskStatus.CANCELLED, 0)):
        plan = replace(PLAN, tasks=(replace(late, status=status),), targets=())
        (item,) = stand(plan, {}, [], CLOCK).tasks
        assert item.days_overdue == days


def test_overdue_and_the_other_filters_together() -> None:
    assert listed(Filter(overdue=True)) == [3]
    assert listed(Filter(overdue=True, status=TaskStatus.DONE)) == []
