"""The weekly summary: always a chat message, always the same, and fair to every section."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jytrack.domain.accounts.standing import PlanStanding, stand
from jytrack.domain.plan.ownership import OWNERSHIP
from jytrack.domain.plan.plan import Milestone, Task
from jytrack.domain.values.log import Decision, LogEntry
from jytrack.domain.values.words import LogAction, MilestoneKind, TaskStatus
from jytrack.reports.accounts.weekly import LIMIT, Received, week, weekly_text
from jytrack.reports.values.fitting import Section, fitted
from tests.domain.builders import last_moves
from tests.reports.sample import CLOCK, KNOWN_AT, PLAN, READINGS, submissions

ITEMS = st.lists(st.text("就业a1\n😀", min_size=1, max_size=90), max_size=60)
SECTIONS = st.lists(st.builds(Section, st.just("红灯"), ITEMS), min_size=1, max_size=7)


@given(st.text("泾源😀", max_size=300), SECTIONS)
def test_any_lists_fit(title: str, sections: list[Section]) -> None:
    text = fitted(title, sections, LIMIT)
    assert len(text.encode()) <= LIMIT
    assert text.count("【红灯】") == len(sections)


@given(SECTIONS)
def test_a_list_is_whole_or_says_how_long_it_is(sections: list[Section]) -> None:
    text = fitted("周报", sections, LIMIT)
    for section, told in zip(sections, text.split("【红灯】")[1:], strict=True):
        lines = told.rstrip("\n").split("\n")[1:] if section.items else []
        assert len(lines) == len(section.items) or lines[-1] == f"…共{len(section.items)}项"


def test_a_long_list_leaves_room_for_the_short_ones() -> None:
    text = fitted("周报", [Section("长", ["甲" * 50] * 1000), Section("短", ["乙"] * 5)], LIMIT)
    assert text.count("\n乙") == 5
    assert text.count("甲" * 50) > 8
    assert "…共1000项" in text


def test_the_week_ends_the_day_before() -> None:
    assert week(date(2023, 6, 30)) == (date(2023, 6, 23), date(2023, 6, 29))


def entry(action: LogAction, day: int, **extra: str | TaskStatus | date) -> LogEntry:
    return LogEntry(action, date(2023, 6, day), KNOWN_AT, "办公室", **extra)  # type: ignore[arg-type]


def with_log(task: Task, *entries: LogEntry) -> PlanStanding:
    tasks = tuple(replace(found, log=entries) if found is task else found for found in PLAN.tasks)
    return stand(replace(PLAN, tasks=tasks), READINGS, submissions(), CLOCK)


def test_movements_of_the_week_only() -> None:
    standing = with_log(
        PLAN.tasks[1],
        entry(LogAction.NOTE, 22, note="早一天"),
        entry(LogAction.NOTE, 23, note="开了\n推进会"),
        entry(LogAction.STATUS, 28, to_status=TaskStatus.REPORTED),
        entry(LogAction.MILESTONE_DONE, 29, milestone="首批放款", note="见纪要"),
        entry(LogAction.NOTE, 30, note="当天"),
    )
    text = weekly_text(standing, {})
    assert "任务2 开了 推进会\n任务2 转为反馈\n任务2 节点完成 首批放款，见纪要\n" in text
    assert "早一天" not in text
    assert "当天" not in text


def test_what_many_departments_are_told_at_once_is_one_line() -> None:
    task = PLAN.tasks[1]
    lead, other = task.leads
    assigned, until = TaskStatus.ASSIGNED, date(2023, 8, 1)
    text = weekly_text(
        with_log(
            task,
            entry(LogAction.STATUS, 24, department=lead, to_status=assigned),
            entry(LogAction.STATUS, 24, department=other, to_status=assigned),
            entry(LogAction.STATUS, 24, department="财务局", to_status=assigned),
            entry(LogAction.STATUS, 25, department=lead, to_status=TaskStatus.ACCEPTED),
            entry(LogAction.STATUS, 26, department="财务局", to_status=TaskStatus.ACCEPTED),
            entry(LogAction.MILESTONE_ADDED, 27, milestone="验收", until=until, note="会议定"),
            entry(LogAction.EXTENSION_REQUESTED, 28, department=lead, milestone="验收", until=until),
            entry(LogAction.EXTENSION_APPROVED, 28, department=lead, milestone="验收", until=until),
            entry(LogAction.EXTENSION_REFUSED, 29, department=lead, note="不准"),
        ),
        {},
    )
    assert (
        f"任务2 {lead}等3个单位转为交办\n任务2 转为签收\n任务2 财务局转为签收\n"
        "任务2 新增节点 验收（2023年8月1日到期），会议定\n任务2 延期申请 验收至2023年8月1日\n"
        "任务2 批准延期 验收至2023年8月1日\n任务2 不准延期，不准\n"
    ) in text


@settings(max_examples=20)
@given(st.lists(st.builds(Received, st.text("东河镇西坪", min_size=1, max_size=80), st.booleans()), max_size=300))
def test_any_week_fits_and_reads_the_same_twice(received: list[Received]) -> None:
    standing = stand(PLAN, READINGS, submissions(), CLOCK)
    text = weekly_text(standing, Counter(received))
    assert len(text.encode()) <= LIMIT
    assert text == weekly_text(standing, Counter(reversed(received)))
    corrected = sum(item.corrected for item in received)
    assert ("收到填报数】无" in text) == (not received)
    assert not received or f"新报{len(received) - corrected}条，更正{corrected}条" in text


@pytest.mark.parametrize(("day", "due"), [(17, False), (18, True), (25, True), (26, False)])
def test_reports_due_within_a_week_are_told_once_for_all_units(day: int, due: bool) -> None:
    clock = replace(CLOCK, as_of=date(2023, 7, day))
    text = weekly_text(stand(PLAN, {}, [], clock), {})
    assert ("等5个单位报7月数，共23项" in text) == due


def with_milestones(*milestones: Milestone, log: tuple[LogEntry, ...] = ()) -> str:
    task = replace(PLAN.tasks[1], milestones=milestones, log=log, extension_log=log, last_moves=last_moves(log))
    tasks = tuple(task if found.no == task.no else found for found in PLAN.tasks)
    return weekly_text(stand(replace(PLAN, tasks=tasks), READINGS, submissions(), CLOCK), {})


def milestone(name: str, due: date, done: date | None = None, postponed: date | None = None) -> Milestone:
    return Milestone(name, MilestoneKind.MILESTONE, due_on=due, done_on=done, postponed_to=postponed)


def test_what_is_late_stands_beside_its_first_day() -> None:
    text = with_milestones(
        milestone("甲", date(2023, 6, 10), done=date(2023, 6, 24)),
        milestone("乙", date(2023, 6, 10), done=date(2023, 6, 20)),  # the week before
        milestone("丙", date(2023, 6, 10), done=date(2023, 6, 9)),
        milestone("丁", date(2023, 7, 20), postponed=date(2023, 8, 20)),
        milestone("戊", date(2023, 6, 20), postponed=date(2023, 7, 20)),
        milestone("己", date(2023, 6, 1)),
    )
    assert (
        "【延期和迟完成】2项\n任务2 甲：原定6月10日，6月24日完成，迟14天\n"
        "任务2 丁：原定7月20日，批准延至2023年8月20日\n"
    ) in text
    assert "【逾期节点】3项\n任务3 调度会（5月）：应于2023年5月31日完成，已逾期30天\n任务2 己：" in text
    assert "任务2 戊：应于2023年6月20日完成，已逾期10天；已批准延至2023年7月20日\n" in text


def test_what_waits_is_told_with_its_age() -> None:
    lead, other = PLAN.tasks[1].leads
    text = with_milestones(
        log=(
            entry(LogAction.STATUS, 20, department=lead, to_status=TaskStatus.REPORTED),
            entry(LogAction.STATUS, 20, department=other, to_status=TaskStatus.ASSIGNED),
            entry(LogAction.STATUS, 20, department="财务局", to_status=TaskStatus.ASSIGNED),
            entry(LogAction.EXTENSION_REQUESTED, 26, department=lead, milestone="验收", until=date(2023, 8, 1)),
        )
    )
    assert (
        f"【等待办理】3项\n延期待批 任务2 {lead} 节点“验收”延至8月1日，已4天\n"
        f"反馈待核 任务2 {lead} 支持创业，已10天\n"
        f"交办待签收 任务2 {other}等2个单位 支持创业，已10天\n"
    ) in text


def test_nothing_waits_and_nothing_is_late() -> None:
    text = with_milestones()
    assert "等待办理" not in text
    assert "延期和迟完成" not in text


def test_decisions_of_the_week_have_a_section_of_their_own() -> None:
    task, code = PLAN.tasks[1], PLAN.targets[0].code
    lead = entry(LogAction.TASK_OWNER, 27, department="财务局", note="会议定")
    decisions = (
        Decision(entry(LogAction.TASK_OWNER, 22, department="早一天")),
        Decision(lead, task.no),
        Decision(entry(LogAction.TARGET_OWNER, 28, department="财务局", target=code)),
        Decision(entry(LogAction.TARGET_OWNER, 28, target=code)),
        Decision(entry(LogAction.MEMBER_ADDED, 29, department="财务局", group="成员单位")),
        Decision(entry(LogAction.MEMBER_ADDED, 30, department="当天", group="成员单位")),
    )
    plan = replace(PLAN, tasks=tuple(replace(found, log=(lead,)) if found is task else found for found in PLAN.tasks))
    text = weekly_text(stand(replace(plan, decisions=decisions), READINGS, submissions(), CLOCK), {})
    name = PLAN.targets[0].metric.name
    assert (
        f"【归属决定】4项\n任务2：确定牵头单位 财务局\n{name}：确定目标归属 财务局\n"
        f"{name}：确定目标归属 按方案\n成员单位：增加成员 财务局\n"
    ) in text
    assert "【任务动态】无" in text  # a decision is told once
    assert "归属决定" not in weekly_text(stand(PLAN, READINGS, submissions(), CLOCK), {})


@pytest.mark.parametrize("action", [action for action in LogAction if action not in OWNERSHIP])
def test_every_action_of_the_log_can_be_told(action: LogAction) -> None:
    (line,) = [
        line
        for line in weekly_text(with_log(PLAN.tasks[1], entry(action, 28, note="备注")), {}).split("\n")
        if line.startswith("任务2 ") and line.endswith("备注")
    ]
    assert action is LogAction.NOTE or action is LogAction.STATUS or action.label in line


def test_the_whole_comes_first() -> None:
    text = weekly_text(stand(PLAN, READINGS, submissions(), CLOCK), {})
    assert text.split("\n")[2] == "【总体】指标15项：红2、黄4、绿5、灰4；任务6项：红2、黄2、办结1、取消1"
