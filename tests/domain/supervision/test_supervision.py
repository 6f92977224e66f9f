"""Task lights with their reasons, and milestones' lateness (domain.md §3, Task light)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from jytrack.domain.figures.assessing import assess
from jytrack.domain.plan.plan import Milestone
from jytrack.domain.plan.target import Target, Thresholds
from jytrack.domain.supervision.supervision import TaskStanding, milestone_standing, task_standing
from jytrack.domain.values.words import Measure, MilestoneKind, TaskStatus
from tests.domain.builders import checkpoint, clock, metric, milestone, monthly, plan, target, task

UNIT = "香水镇"
JUNE = date(2023, 6, 30)
OVERDUE = milestone("专题报告", date(2023, 6, 20))
SOON = milestone("季通报", date(2023, 7, 7))
LATER = milestone("全年比成效", date(2023, 12, 29))
DONE_LATE = milestone("月调度", date(2023, 5, 31), date(2023, 6, 3))
UNDATED = milestone("春风行动", None, kind=MilestoneKind.CHECKLIST)
WINDOW = milestone("延期受理", date(2023, 6, 20), kind=MilestoneKind.WINDOW)


def lit(kind: str) -> tuple[Target, list[int | None]]:
    """A target and the monthly numbers that give it the light `kind` in June."""
    plain = target(1200, of=metric(code=kind, name=kind), units=[UNIT], task=1)
    match kind:
        case "green":
            return plain, [100] * 6
        case "yellow":
            return plain, [90] * 6
        case "red":
            return plain, [10] * 6
        case "free red":
            return replace(plain, binding=False), [10] * 6
        case "no_report":
            return plain, []
        case "awaiting":
            return plain, [10, None, 10]
        case "no_goal":
            return replace(plain, goals=()), [100] * 6
        case _:
            return replace(plain, schedule=checkpoint(9, 30)), [10] * 6


def june(
    kinds: Sequence[str] = (), milestones: Sequence[Milestone] = (), as_of: date = JUNE, **more: object
) -> TaskStanding:
    """Task 1 on `as_of` with targets of these lights and these milestones."""
    judged = []
    for kind in kinds:
        of, values = lit(kind)
        judged.append(assess(of, monthly(*values, unit=UNIT), clock(as_of.month, as_of.day)))
    other = assess(replace(lit("red")[0], task=2), monthly(unit=UNIT), clock(6))
    subject = task(1, milestones=tuple(milestones), **more)
    return task_standing(plan([subject]), subject, [*judged, other], as_of)


def seen(standing: TaskStanding) -> str | None:
    return f"{standing.light.colour} {standing.light.code}" if standing.light else None


@pytest.mark.parametrize(
    ("kinds", "milestones", "light"),
    [
        (["green"], [], "green on_track"),
        (["green", "yellow"], [], "yellow behind"),
        (["yellow", "red", "green"], [], "red far_behind"),
        (["no_report", "green"], [], "grey no_report"),
        (["awaiting", "green"], [], "grey awaiting"),
        (["no_report", "yellow"], [], "yellow behind"),
        (["green", "not_due"], [], "green on_track"),
        (["green", "no_goal"], [], "green on_track"),
        (["green", "free red"], [], "green on_track"),
        (["green"], [SOON], "yellow due_soon"),
        (["green"], [OVERDUE], "red overdue"),
        (["green"], [LATER], "green on_track"),
        (["green"], [WINDOW, UNDATED], "green on_track"),
        ([], [DONE_LATE], "green done"),
        ([], [DONE_LATE, OVERDUE, SOON], "red overdue"),
    ],
)
def test_a_task_is_as_bad_as_the_worst_that_has_started(
    kinds: list[str], milestones: list[Milestone], light: str
) -> None:
    assert seen(june(kinds, milestones)) == light


@pytest.mark.parametrize(
    ("status", "kinds", "milestones", "light"),
    [
        (TaskStatus.DONE, ["yellow", "no_report"], [OVERDUE], "green done"),
        (TaskStatus.CLOSED, [], [], "green done"),
        (TaskStatus.DONE, ["red", "green"], [], "red far_behind"),
        (TaskStatus.DONE, ["free red"], [], "green done"),
        (TaskStatus.CANCELLED, ["red"], [OVERDUE], None),
        (TaskStatus.REPORTED, ["red"], [], "red far_behind"),
        (TaskStatus.SUSPENDED, ["yellow"], [], "yellow behind"),
    ],
)
def test_status_and_light(status: TaskStatus, kinds: list[str], milestones: list[Milestone], light: str | None) -> None:
    found = june(kinds, milestones, status=status)
    assert seen(found) == light
    assert found.reasons


@pytest.mark.parametrize(
    ("kinds", "milestones"),
    [([], []), (["not_due"], []), (["no_goal"], []), (["free red"], []), ([], [LATER, UNDATED, WINDOW])],
)
@pytest.mark.parametrize(
    ("as_of", "light"),
    [(date(2023, 4, 7), "grey not_due"), (date(2023, 4, 8), "yellow neglected"), (date(2023, 2, 1), "grey not_due")],
)
def test_nothing_started_asks_how_long_nobody_wrote(
    kinds: list[str], milestones: list[Milestone], as_of: date, light: str
) -> None:
    assert seen(june(kinds, milestones, as_of)) == light


@pytest.mark.parametrize(
    ("updated_on", "light"),
    [
        (date(2023, 5, 30), "grey not_due"),
        (date(2023, 5, 29), "yellow neglected"),
        (date(2023, 6, 30), "grey not_due"),
        (date(2023, 1, 1), "yellow neglected"),
    ],
)
def test_the_last_entry_of_the_log_counts(updated_on: date, light: str) -> None:
    assert seen(june(updated_on=updated_on)) == light


def test_a_started_task_is_not_neglected() -> None:
    assert seen(june(["green"])) == "green on_track"


def test_reasons_stand_worst_first_and_name_their_thing() -> None:
    found = june(["green", "yellow"], [OVERDUE, SOON, DONE_LATE])
    assert found.reasons == (
        "节点“专题报告”：应于2023年6月20日完成，已逾期10天",
        "yellow：完成540人，应完成600人，落后60人（-5.0个百分点）；后续6个月月均需完成110人，是近期月均的1.22倍",
        "节点“季通报”：2023年7月7日到期，还有7天",
        "green：完成600人，应完成600人，与时序持平",
        "节点“月调度”：2023年6月3日完成，迟3天",
    )
    assert found.light is not None
    assert found.light.reason == found.reasons[0]


@pytest.mark.parametrize(
    ("found", "reasons"),
    [
        (june(), ("方案印发（2023年3月7日）以来115天没有更新",)),
        (june(updated_on=date(2023, 4, 1)), ("最近一次更新（2023年4月1日）以来90天没有更新",)),
        (june(as_of=date(2023, 3, 20)), ("尚无已开始的目标或节点",)),
        (june(status=TaskStatus.CLOSED), ("任务已销号",)),
        (june(status=TaskStatus.CANCELLED), ("任务已取消",)),
    ],
)
def test_reasons_of_tasks_without_anything_started(found: TaskStanding, reasons: tuple[str, ...]) -> None:
    assert found.reasons == reasons


@pytest.mark.parametrize(
    ("subject", "days", "reason"),
    [
        (OVERDUE, 10, "应于2023年6月20日完成，已逾期10天"),
        (SOON, 0, "2023年7月7日到期，还有7天"),
        (milestone("今天", JUNE), 0, "2023年6月30日到期，就在当天"),
        (LATER, 0, "2023年12月29日到期，还有182天"),
        (DONE_LATE, 3, "2023年6月3日完成，迟3天"),
        (milestone("早", date(2023, 6, 20), date(2023, 6, 1)), 0, "2023年6月1日完成"),
    ],
)
def test_days_late_run_to_today_or_to_the_day_it_was_done(subject: Milestone, days: int, reason: str) -> None:
    found = milestone_standing(plan(), subject, JUNE)
    assert (found.days_late, found.light.reason) == (days, reason)


def test_windows_and_undated_milestones_have_no_light() -> None:
    assert [m.milestone for m in june(milestones=[WINDOW, UNDATED, LATER]).milestones] == [LATER]


def test_days_of_notice_and_of_neglect_are_plan_data() -> None:
    strict = plan(thresholds=Thresholds(due_soon_days=30, neglected_days=5))
    subject = task(1, milestones=(milestone("季通报", date(2023, 7, 20)),))
    assert seen(task_standing(strict, subject, [], JUNE)) == "yellow due_soon"
    assert seen(task_standing(strict, task(2), [], date(2023, 3, 13))) == "yellow neglected"


def test_only_its_own_targets_light_a_task() -> None:
    rate = target(90, of=metric(Measure.RATE), units=[UNIT], task=3)
    judged = assess(rate, [], clock(6))
    assert task_standing(plan(), task(1), [judged], JUNE).targets == ()
    assert task_standing(plan(), task(3), [judged], JUNE).targets == (judged,)
