"""What is due, late, missing or behind, and whom to ask (interface.md, remind)."""

from collections.abc import Sequence
from datetime import date

import pytest

from jytrack.domain.accounts.reminding import Reminder, ReminderKind, reminders
from jytrack.domain.accounts.standing import stand
from jytrack.domain.figures.reading import Reading, Submission
from jytrack.domain.plan.parts import UNASSIGNED
from jytrack.domain.plan.plan import Milestone, Plan
from jytrack.domain.plan.target import Target
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import Colour, MilestoneKind, TaskStatus
from tests.domain.builders import clock, even, metric, milestone, plan, target, task

A, B = "香水镇", "泾河源镇"
HRSS = "人社局"
JUNE = (6, 30)


def on(
    subject: Plan,
    day: tuple[int, int] = JUNE,
    readings: Sequence[Reading] = (),
    submissions: Sequence[Submission] = (),
) -> tuple[Reminder, ...]:
    return reminders(stand(subject, {"jobs": readings}, submissions, clock(*day)))


def with_milestone(subject: Milestone, **more: object) -> Plan:
    return plan([task(1, [HRSS, "财政局"], milestones=(subject,), **more)])


def of_kind(found: Sequence[Reminder], kind: ReminderKind) -> list[Reminder]:
    return [reminder for reminder in found if reminder.kind is kind]


@pytest.mark.parametrize(
    ("due", "days", "message"),
    [
        (date(2023, 6, 20), -10, "任务1节点“专题报告”应于2023年6月20日完成，已逾期10天"),
        (date(2023, 6, 30), 0, "任务1节点“专题报告”2023年6月30日到期，就在当天"),
        (date(2023, 7, 7), 7, "任务1节点“专题报告”2023年7月7日到期，还有7天"),
    ],
)
def test_milestones_due_or_overdue_ask_the_primary_lead(due: date, days: int, message: str) -> None:
    (found,) = on(with_milestone(milestone("专题报告", due)))
    assert (found.kind, found.what, found.department) == (ReminderKind.MILESTONE, "专题报告", HRSS)
    assert (found.due_on, found.days, found.message, found.task) == (due, days, message, 1)
    assert found.light is not None


@pytest.mark.parametrize(
    "subject",
    [
        with_milestone(milestone("专题报告", date(2023, 7, 8))),
        with_milestone(milestone("专题报告", date(2023, 6, 20), date(2023, 6, 25))),
        with_milestone(milestone("专题报告", date(2023, 6, 20)), status=TaskStatus.CLOSED),
        with_milestone(milestone("专题报告", date(2023, 6, 20)), status=TaskStatus.CANCELLED),
        with_milestone(milestone("春风行动", None, kind=MilestoneKind.CHECKLIST)),
        with_milestone(milestone("受理", date(2023, 6, 29), kind=MilestoneKind.WINDOW)),
        with_milestone(milestone("受理", date(2023, 7, 8), kind=MilestoneKind.WINDOW)),
    ],
    ids=["far off", "done", "closed", "cancelled", "undated", "window closed", "window far off"],
)
def test_what_needs_no_chasing(subject: Plan) -> None:
    kinds = {found.kind for found in on(subject)}
    assert kinds <= {ReminderKind.STALE_TASK}


@pytest.mark.parametrize(
    ("closes", "message"),
    [
        (date(2023, 7, 3), "任务1政策窗口“延期受理”2023年7月3日截止，还有3天"),
        (date(2023, 6, 30), "任务1政策窗口“延期受理”2023年6月30日截止，就在当天"),
        (date(2023, 7, 7), "任务1政策窗口“延期受理”2023年7月7日截止，还有7天"),
    ],
)
def test_windows_are_reminded_of_before_they_close_and_never_lit(closes: date, message: str) -> None:
    found = on(with_milestone(milestone("延期受理", closes, kind=MilestoneKind.WINDOW)))
    (window,) = of_kind(found, ReminderKind.WINDOW)
    assert (window.message, window.light, window.department) == (message, None, HRSS)


def came(month: int, unit: str = A) -> Submission:
    return Submission(unit, "jobs", Period(2023, month), date(2023, 8, 1))


def jobs(units: Sequence[str] = (A,), **more: object) -> Target:
    return target(1200, units=units, task=1, **more)


@pytest.mark.parametrize(
    ("day", "received", "messages"),
    [
        ((3, 19), (1, 2), []),
        ((3, 20), (1, 2), [(7, "2023年3月城镇新增就业应于2023年3月27日报送，还有7天")]),
        ((3, 27), (1, 2), [(0, "2023年3月城镇新增就业应于2023年3月27日报送，就在当天")]),
        (
            (3, 29),
            (1,),
            [
                (-30, "2023年2月城镇新增就业应于2023年2月27日报送，已逾期30天"),
                (-2, "2023年3月城镇新增就业应于2023年3月27日报送，已逾期2天"),
            ],
        ),
        ((3, 29), (1, 2, 3), []),
        ((3, 20), (1, 2, 3), []),
    ],
)
def test_reports_due_soon_or_missing_ask_the_unit(
    day: tuple[int, int], received: Sequence[int], messages: list[tuple[int, str]]
) -> None:
    subject = plan([task(1, [HRSS])], [jobs()])
    found = on(subject, day, submissions=[came(month) for month in received])
    submissions = of_kind(found, ReminderKind.SUBMISSION)
    assert [(reminder.days, reminder.message) for reminder in submissions] == messages
    assert {(r.department, r.target, r.task) for r in submissions} <= {(A, "jobs", 1)}


def test_a_submission_names_its_period() -> None:
    found = on(plan([task(1, [HRSS])], [jobs()]), (3, 29), submissions=[came(1), came(2)])
    assert [reminder.period for reminder in of_kind(found, ReminderKind.SUBMISSION)] == [Period(2023, 3)]


def test_red_and_yellow_targets_ask_the_lead_red_first() -> None:
    yellow = target(1150, of=metric(code="other"), units=[A])
    subject = plan([task(1, [HRSS])], [yellow, jobs(), jobs(binding=False)])
    readings = even(90, 6, [A])
    found = reminders(stand(subject, {"jobs": even(10, 6, [A]), "other": readings}, [], clock(6)))
    targets = of_kind(found, ReminderKind.TARGET)
    assert [(r.target, r.department) for r in targets] == [("jobs", HRSS), ("other", UNASSIGNED)]
    assert [r.light.colour for r in targets if r.light] == [Colour.RED, Colour.YELLOW]
    assert targets[0].message.startswith("城镇新增就业：完成60人，应完成600人")


def test_neglected_tasks_ask_the_lead() -> None:
    found = on(plan([task(4, [HRSS]), task(27)]))
    stale = of_kind(found, ReminderKind.STALE_TASK)
    assert [(r.task, r.department) for r in stale] == [(4, HRSS), (27, UNASSIGNED)]
    assert stale[0].message == "任务4“第4项”方案印发（2023年3月7日）以来115天没有更新"


def test_the_longest_overdue_comes_first_within_a_kind() -> None:
    late = [milestone("后", date(2023, 6, 28)), milestone("先", date(2023, 6, 1)), milestone("将", date(2023, 7, 1))]
    subject = plan([task(1, [HRSS], milestones=tuple(late)), task(2, [HRSS])], [jobs()])
    found = on(subject)
    assert [reminder.what for reminder in found[:3]] == ["先", "后", "将"]
    order = [list(ReminderKind).index(reminder.kind) for reminder in found]
    assert order == sorted(order)
