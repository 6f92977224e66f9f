"""The seed data against the plan's own text: nothing that is printed is lost, and nothing printed is made up."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

from jytrack.domain.plan.plan import Plan, Policy, Task
from jytrack.domain.plan.target import Schedule, Target
from jytrack.domain.values.words import Basis
from tests.plan_text import GOALS, HEADINGS, load, sections, text_of

UNIT = "人次|场次|人|万元|元|个月|个|%|年|岁|次|名|户|起|"
DAY = re.compile(r"([0-9]{4})年(?:([0-9]{1,2})月([0-9]{1,2})日|底)")
NUMBER = re.compile(rf"([0-9]+(?:\.[0-9]+)?)(万?)(?:-([0-9]+(?:\.[0-9]+)?)(万?))?({UNIT})")
RHYTHM = ("月调度", "季通报", "半年看进度", "全年比成效")
YEARLY = {"每年", "全年", "年度"}
EXPRESSION = re.compile("|".join([*RHYTHM, *YEARLY, "每季度", "每半年", "每月", "定期"]))

Fact = tuple[Fraction, str] | date | str
"""A number with its unit (money in 元), a day, or how often (每年 stands for 全年 and 年度 too)."""


PLAN = load()
OWNERS = [HEADINGS, GOALS, *sections()]


def facts(text: str) -> Counter[Fact]:
    """Every number, day and frequency that `text` states."""
    text = unicodedata.normalize("NFKC", text)
    found: Counter[Fact] = Counter()
    for day in DAY.finditer(text):
        found[date(int(day[1]), int(day[2] or 12), int(day[3] or 31))] += 1
    for number in NUMBER.finditer(DAY.sub("", text)):
        low, low_wan, high, high_wan, unit = number.groups()
        found[amount(Fraction(low), low_wan + unit)] += 1
        if high:
            found[amount(Fraction(high), high_wan + unit)] += 1
    found.update("每年" if said in YEARLY else said for said in EXPRESSION.findall(text))
    return found


def amount(value: Fraction, unit: str) -> Fact:
    return (value * 10_000, unit.removeprefix("万")) if unit.startswith("万") else (value, unit)


def owned(plan: Plan, owner: int) -> list[Target]:
    """The targets whose goal is printed in the task, or in the goal section when the link to a task is assumed."""
    printed_in = {target.code: target.task for target in plan.targets if target.task_basis is not Basis.ASSUMED}
    return [target for target in plan.targets if (printed_in.get(target.code) or GOALS) == owner]


def stated(plan: Plan, owner: int) -> Counter[Fact]:
    """What the seed data say is printed under `owner`: goals, policies, windows."""
    found: Counter[Fact] = Counter()
    for target in owned(plan, owner):
        goal = target.goals[0]
        if goal.value is not None and goal.basis is Basis.PRINTED:
            found[amount(goal.value, target.metric.measure_unit)] += 1
            found["每年"] += 1
    for task in tasks(plan, owner):
        for policy in task.policies:
            if policy.basis is Basis.PRINTED:
                found += facts(policy.figure)
        found.update(day.due_on for day in task.milestones if day.due_on and day.basis is Basis.PRINTED)
    if owner == GOALS:
        found[Fraction(plan.year), "年"] += 1
    return found


def implied(plan: Plan, owner: int) -> Counter[Fact]:
    """What else accounts for the text: checkpoints, recurring milestones, the reasons of goals that are derived."""
    found: Counter[Fact] = Counter()
    for target in owned(plan, owner):
        if target.schedule.checkpoint:
            found[target.schedule.checkpoint] += 1
        # In the goal section there is no task to hold the figure, so the goal says what it was derived from.
        if owner == GOALS and target.goals[0].basis is Basis.DERIVED:
            found += facts(target.goals[0].reason)
    for task in tasks(plan, owner):
        for milestone in task.milestones:
            found.update(EXPRESSION.findall(milestone.name))
    return found


def tasks(plan: Plan, owner: int) -> list[Task]:
    return [task for task in plan.tasks if task.no == owner]


def lost(plan: Plan) -> dict[int, Counter[Fact]]:
    """What the plan's text states and the seed data do not, by task; each mention needs its own statement."""
    missing = {owner: facts(text_of(owner)) - stated(plan, owner) - implied(plan, owner) for owner in OWNERS}
    return {owner: found for owner, found in missing.items() if found}


def invented(plan: Plan) -> dict[int, set[Fact]]:
    """What the seed data call printed and the text does not say there."""
    surplus = {owner: set(stated(plan, owner)) - set(facts(text_of(owner))) - {"每年"} for owner in OWNERS}
    return {owner: found for owner, found in surplus.items() if found}


def test_nothing_printed_is_lost() -> None:
    assert lost(PLAN) == {}


def test_nothing_printed_is_invented() -> None:
    assert invented(PLAN) == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2.9万人，90％以上", {(Fraction(29000), "人"): 1, (Fraction(90), "%"): 1}),
        (
            "1200-1600元、16-24岁",
            {(Fraction(n), u): 1 for n, u in [(1200, "元"), (1600, "元"), (16, "岁"), (24, "岁")]},
        ),
        ("2万-10万元", {(Fraction(20000), "元"): 1, (Fraction(100000), "元"): 1}),
        ("全年２０００人次，每人每年7800元", {(Fraction(2000), "人次"): 1, (Fraction(7800), "元"): 1, "每年": 2}),
        ("2023年底前，至2023年4月30日", {date(2023, 12, 31): 1, date(2023, 4, 30): 1}),
        ("“10+ N ”品牌，12个月内", {(Fraction(10), ""): 1, (Fraction(12), "个月"): 1}),
        ("月调度、全年比成效，每季度", {"月调度": 1, "全年比成效": 1, "每季度": 1}),
    ],
)
def test_facts_are_read_as_numbers_days_and_frequencies(text: str, found: dict[Fact, int]) -> None:
    assert facts(text) == found


def with_task(no: int, change: Callable[[Task], Task]) -> Plan:
    return replace(PLAN, tasks=tuple(change(task) if task.no == no else task for task in PLAN.tasks))


def with_target(code: str, change: Callable[[Target], Target]) -> Plan:
    return replace(PLAN, targets=tuple(change(target) if target.code == code else target for target in PLAN.targets))


def with_goal(code: str, **changes: Any) -> Plan:
    return with_target(code, lambda target: replace(target, goals=(replace(target.goals[0], **changes),)))


@pytest.mark.parametrize(
    ("no", "policy"), [(task.no, policy) for task in PLAN.tasks for policy in task.policies if facts(policy.figure)]
)
def test_a_policy_left_out_is_missed(no: int, policy: Policy) -> None:
    kept = tuple(other for other in PLAN.task(no).policies if other is not policy)
    assert set(lost(with_task(no, lambda task: replace(task, policies=kept)))) == {no}


@pytest.mark.parametrize(
    ("code", "value"),
    [(target.code, goal.value) for target in PLAN.targets for goal in target.goals if goal.basis is Basis.PRINTED],
)
def test_a_changed_goal_is_noticed(code: str, value: Fraction | None) -> None:
    changed = with_goal(code, value=(value or 0) + 1)
    assert invented(changed)
    # Task 8 prints one 90 % for two rates, so that either of them still accounts for it; task 28 prints no amount.
    assert lost(changed) or code in ("unplaced-graduate-aid", "hardship-graduate-aid", "employment-fund")


@pytest.mark.parametrize("no", [5, 6])
def test_a_moved_window_is_noticed(no: int) -> None:
    (window,) = PLAN.task(no).milestones
    assert window.due_on is not None
    later = replace(window, due_on=window.due_on + timedelta(days=1))
    moved = with_task(no, lambda task: replace(task, milestones=(later,)))
    assert set(lost(moved)) == set(invented(moved)) == {no}


def test_a_lost_checkpoint_is_noticed() -> None:
    bare = replace(PLAN, targets=tuple(replace(target, schedule=Schedule()) for target in PLAN.targets))
    assert lost(bare) == {8: Counter({date(2023, 12, 31): 1})}


@pytest.mark.parametrize("word", RHYTHM)
def test_a_lost_rhythm_is_noticed(word: str) -> None:
    kept = tuple(milestone for milestone in PLAN.task(27).milestones if word not in milestone.name)
    assert lost(with_task(27, lambda task: replace(task, milestones=kept))) == {27: Counter({word: 1})}


def test_a_target_under_the_wrong_task_is_noticed() -> None:
    assert set(lost(with_target("skills-training", lambda target: replace(target, task=17)))) == {18}


def test_the_reason_of_a_derived_goal_is_needed_where_no_task_holds_the_figure() -> None:
    assert lost(with_goal("household-employment", reason="")) == {GOALS: Counter({(Fraction(1), "人"): 1})}
