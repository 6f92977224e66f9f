"""Scores by a preset: what counts, how much, what stays out and why (domain.md §3, Score)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jytrack.domain.accounts.preset import Preset, PresetItem, attained
from jytrack.domain.accounts.scoring import Score, score_all
from jytrack.domain.accounts.standing import stand
from jytrack.domain.figures.reading import Reading
from jytrack.domain.plan.parts import UNASSIGNED
from jytrack.domain.plan.plan import Department, Milestone, Plan
from jytrack.domain.plan.target import Schedule, Target
from jytrack.domain.supervision.supervision import MilestoneStanding
from jytrack.domain.values.words import DepartmentKind, Direction, Measure, Part, Reporting, ScheduleKind, TaskStatus
from jytrack.intake.plan.presets import read_preset
from jytrack.shipped import shipped
from tests.domain.builders import (
    TOWNS,
    checkpoint,
    clock,
    departments,
    even,
    metric,
    milestone,
    monthly,
    plan,
    reading,
    target,
    task,
)

F = Fraction
GROUP, TAX = "各乡（镇）", "税务局"
DRC, HRSS, FIN = "发改局", "人社局", "财政局"
LAST_YEAR = Schedule(ScheduleKind.LAST_YEAR)
NAMED = (*departments(DRC, HRSS, FIN), Department(TAX, DepartmentKind.VERTICAL, 300))


def ningxia() -> Preset:
    preset, problems = read_preset(shipped("seed") / "presets" / "ningxia.csv", "ningxia")
    assert preset is not None, problems
    return preset


NINGXIA = ningxia()


def changed(**values: str) -> Preset:
    """The preset with other numbers, by the codes of its items."""
    return replace(NINGXIA, values={**NINGXIA.values, **{PresetItem(code): F(text) for code, text in values.items()}})


def scored(
    subject: Plan,
    readings: Mapping[str, Sequence[Reading]] | None = None,
    preset: Preset = NINGXIA,
    month: int = 6,
) -> Mapping[str, Score]:
    """Each department's score at the end of `month`."""
    standing = stand(replace(subject, departments=NAMED), readings or {}, [], clock(month))
    return score_all(standing.accountability.accounts, preset, standing.clock.as_of).scores


def own(goal: int | str | None = 1200, unit: str = HRSS, **more: object) -> Target:
    """A target of task 1 that `unit` reports itself; 600 of 1200 are expected in June."""
    return target(goal, units=(unit,), task=1, **more)


def only(found: Score) -> tuple[Part, Fraction, Fraction]:
    (item,) = found.items
    return item.part, item.weight, item.score


@pytest.mark.parametrize(
    ("percent", "points"),
    [
        ("0", "0"),
        ("-20", "0"),
        ("69.99", "0"),
        ("69.999999", "0"),
        ("70", "70"),
        ("86.666", "86.67"),
        ("100", "100"),
        ("109.99", "109.99"),
        ("109.999999", "109.99"),
        ("110", "110"),
        ("110.01", "110"),
        ("250", "110"),
    ],
)
def test_attainment_of_what_was_expected(percent: str, points: str) -> None:
    assert attained(NINGXIA, F(percent) / 100) == F(points)


def test_the_lines_belong_to_what_begins_at_them() -> None:
    preset = changed(cap_pct="105", cap_score="120", floor_pct="60", floor_score="15")
    assert [attained(preset, F(percent) / 100) for percent in ("59.9", "60", "104.9", "105")] == [
        15,
        60,
        F("104.9"),
        120,
    ]


@pytest.mark.parametrize(
    ("subject", "readings", "points"),
    [
        (own(), monthly(*[100] * 6, unit=HRSS), "100"),
        (own(), monthly(*[60] * 6, unit=HRSS), "0"),
        (own(of=metric(Measure.RATE), goal=90), [reading(6, HRSS, numerator=212, denominator=240)], "98.15"),
        (own(of=metric(Measure.COUNT, Reporting.POINT), goal=40), [reading(6, HRSS, value=30)], "75"),
        (own(of=metric(Measure.LEVEL), goal=80), [reading(6, HRSS, value=60)], "75"),
        (own(of=metric(Measure.LEVEL), goal="5.5", direction=Direction.AT_MOST), [reading(6, HRSS, value="5.5")], 100),
        (own(of=metric(Measure.LEVEL), goal="5.5", direction=Direction.AT_MOST), [reading(6, HRSS, value="5.6")], 0),
        (own(goal=0, direction=Direction.AT_MOST), monthly(*[0] * 6, unit=HRSS), 100),
        (own(goal=0, direction=Direction.AT_MOST), monthly(0, 1, 0, 0, 0, 0, unit=HRSS), 0),
        (own(of=metric(Measure.LEVEL), goal="5.5", direction=Direction.AT_MOST), [reading(1, HRSS, value="5.4")], 0),
    ],
    ids=["flow", "flow-below", "rate", "stock", "level", "ceiling", "broken", "count", "count-broken", "unreported"],
)
def test_a_target_by_its_kind(subject: Target, readings: list[Reading], points: str) -> None:
    found = scored(plan([task(1, [HRSS])], [subject]), {"jobs": readings})
    assert only(found[HRSS]) == (Part.LEAD, 1, F(points))


@pytest.mark.parametrize(
    ("subject", "readings", "reason"),
    [
        (own(goal=None), [], "未设目标"),
        (own(schedule=checkpoint(9, 30)), monthly(*[1] * 6, unit=HRSS), "未到考核节点"),
        (own(schedule=checkpoint(9, 30)), monthly(*[300] * 6, unit=HRSS), "截至当日的时序要求为0，算不出百分比"),
        (own(schedule=LAST_YEAR), monthly(*[100] * 6, unit=HRSS), "没有上年数可参照，算不出时序要求"),
        (own(binding=False), monthly(*[100] * 6, unit=HRSS), "不作约束"),
        (own(of=metric(Measure.RATE), goal=90), [reading(6, HRSS, numerator=0, denominator=0)], "还没有可算的数"),
        (target(1200, task=1), monthly(*[10] * 6), "待补报，非牵头责任：缺报计在泾河源镇"),
    ],
    ids=["no-goal", "not-due", "nothing-expected", "no-last-year", "not-binding", "no-rate", "others-missing"],
)
def test_a_target_that_is_not_scored_says_why(subject: Target, readings: list[Reading], reason: str) -> None:
    found = scored(plan([task(1, [HRSS])], [subject]), {"jobs": readings})[HRSS]
    assert (found.items, found.total, found.reason) == ((), None, "没有计分项")
    assert [item.reason for item in found.unscored] == [reason]


def test_a_lower_bound_counts_for_what_it_has() -> None:
    found = scored(plan([task(1, [HRSS])], [target(1200, task=1)]), {"jobs": monthly(*[102] * 6)})
    assert only(found[HRSS])[2] == 102


def test_weights_follow_the_part_and_a_group_passes_none_on() -> None:
    found = scored(plan([task(1, [HRSS, FIN], [DRC, GROUP])], [own()]), {"jobs": monthly(*[90] * 6, unit=HRSS)})
    assert only(found[HRSS]) == (Part.LEAD, 1, 90)
    assert only(found[FIN]) == (Part.CO_LEAD, 1, 90)
    assert only(found[DRC]) == (Part.RESPONSIBLE, F("0.5"), 90)
    assert [item.reason for item in found[TOWNS[0]].unscored] == ["集合权重为0"]
    assert found[TOWNS[0]].total is None


def test_a_preset_may_give_a_group_s_members_weight() -> None:
    preset = changed(via_group_weight="0.25")
    found = scored(plan([task(1, [HRSS], [GROUP])], [own()]), {"jobs": monthly(*[90] * 6, unit=HRSS)}, preset)
    assert only(found[TOWNS[0]]) == (Part.VIA_GROUP, F("0.25"), 90)
    assert found[GROUP].total is None


def test_vertical_units_groups_and_the_unassigned_are_never_scored() -> None:
    tasks = [task(1, [TAX], [GROUP]), task(2, milestones=(milestone("月调度", date(2023, 5, 31)),))]
    found = scored(plan(tasks, [own(unit=TAX)]), {"jobs": monthly(*[90] * 6, unit=TAX)})
    assert {name: (score.total, score.reason) for name, score in found.items()} == {
        **dict.fromkeys(TOWNS, (None, "没有计分项")),
        GROUP: (None, "集合单位"),
        TAX: (None, "垂直单位"),
        UNASSIGNED: (None, "单位未明确"),
    }
    assert not found[TAX].items
    assert not found[TAX].deductions


def test_a_target_without_a_task_goes_to_the_owner_that_was_named() -> None:
    subject = replace(own(), task=None, owner=FIN)
    found = scored(plan([task(1, [FIN])], [subject]), {"jobs": monthly(*[90] * 6, unit=HRSS)})
    assert only(found[FIN]) == (Part.LEAD, 1, 90)
    assert found[FIN].items[0].task is None
    weightless = scored(plan([], [subject]), {"jobs": monthly(*[90] * 6, unit=HRSS)}, changed(lead_weight="0"))
    assert [item.reason for item in weightless[FIN].unscored] == ["牵头权重为0"]


DUE, LATER = date(2023, 5, 31), date(2023, 7, 31)


@pytest.mark.parametrize(
    ("node", "status", "outcome"),
    [
        (milestone("会", DUE, DUE), TaskStatus.IN_PROGRESS, 100),
        (milestone("会", DUE, date(2023, 6, 9)), TaskStatus.IN_PROGRESS, 40),
        (milestone("会", DUE), TaskStatus.IN_PROGRESS, 0),
        (milestone("会", DUE, postponed_to=LATER), TaskStatus.IN_PROGRESS, 0),
        (milestone("会", date(2023, 6, 30)), TaskStatus.IN_PROGRESS, 0),
        (milestone("会", date(2023, 7, 1)), TaskStatus.IN_PROGRESS, "未到期"),
        (milestone("会", LATER, DUE), TaskStatus.IN_PROGRESS, "未到期"),
        (milestone("会", DUE, DUE), TaskStatus.DONE, 100),
        (milestone("会", DUE), TaskStatus.DONE, 0),
        (milestone("会", DUE), TaskStatus.CANCELLED, "任务已取消"),
        (milestone("会", None), TaskStatus.IN_PROGRESS, "没有指标，也没有定了日期的节点"),
    ],
)
def test_milestones_by_their_original_day(node: Milestone, status: TaskStatus, outcome: int | str) -> None:
    subject = plan([task(1, [HRSS], milestones=(node,), status=status)])
    found = scored(subject, preset=changed(milestone_done_late_score="40"))[HRSS]
    assert [*(item.score for item in found.items), *(item.reason for item in found.unscored)] == [outcome]
    assert all(isinstance(item.subject, MilestoneStanding) for item in found.items)


def test_late_and_missing_reports_are_taken_off_their_own_unit_alone() -> None:
    node = milestone("会", DUE, DUE)
    subject = plan([task(1, [HRSS], milestones=(node,)), task(2, [FIN], milestones=(node,))], [own()])
    found = scored(subject, {"jobs": monthly(*[100] * 6, unit=HRSS)})
    # Nothing is on record of when the six readings came: all six reports due by then are missing.
    (missing,) = found[HRSS].deductions
    assert (missing.count, missing.each, missing.total) == (6, F("0.5"), 3)
    assert (found[HRSS].base, found[HRSS].total) == (100, 97)
    assert (found[FIN].base, found[FIN].total, found[FIN].deductions) == (100, 100, ())


def test_base_is_the_weighted_mean_rounded_once() -> None:
    readings = {"a": even("86.666", 6, [HRSS]), "b": even(100, 6, [HRSS]), "c": even(100, 6, [HRSS])}
    targets = [replace(own(of=metric(code=code)), task=no) for code, no in (("a", 1), ("b", 2), ("c", 2))]
    found = scored(plan([task(1, [HRSS]), task(2, [DRC], [HRSS])], targets), readings)[HRSS]
    assert (found.weighted, found.weight) == (F("86.67") + 100, 2)
    assert found.base == F("93.34")  # 93.335, half up


def test_nothing_is_gained_by_not_reporting() -> None:
    found = scored(plan([task(1, [HRSS])], [own()]), {})[HRSS]
    assert only(found) == (Part.LEAD, 1, 0)
    assert found.total == -3


percents = st.fractions(min_value=-1, max_value=3)


@given(percents, percents, st.integers(0, 4))
def test_more_never_scores_less(one: Fraction, other: Fraction, places: int) -> None:
    preset = changed(places=str(places))
    low, high = sorted((one, other))
    assert attained(preset, low) <= attained(preset, high)
