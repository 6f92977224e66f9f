"""A goal split over its units: by a file, in equal shares, or by weights; or all goals at once by one sheet."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from jytrack.domain.figures.value import unit_figures
from jytrack.domain.plan.allocation import can_be_split, next_goal, split, step_of
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.target import Target
from jytrack.domain.sheets.records import FileProblem
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.numerals import date_text, plain
from jytrack.domain.values.valueclass import valueclass
from jytrack.errors import InputRefused, UsageError
from jytrack.intake.plan.outlines import Sheet
from jytrack.intake.plan.split_heads import Vocabulary
from jytrack.intake.plan.splits import Splits, read_split, read_weights
from jytrack.reports.plan import goals as report
from jytrack.services.plan import splitting
from jytrack.services.plan.splitsheets import split_sheet, vocabulary_of
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import find_target
from jytrack.services.values.second_look import take_note_of_plan
from jytrack.store.database.database import Session
from jytrack.store.plan import allocations
from jytrack.store.sheets import readings

HELP = "用法见 jytrack target allocate --help"


_BY_VILLAGES = ("villages", "村数", "按村数")
_BY_LAST_YEAR = ("last-year", "上年", "按上年", "上年数")
"""What may be written where weights are asked for; anything else is a file."""


@valueclass
class Order:
    """What the command line asked of a split: exactly one of `file`, `equal`, `weights` says how.

    `code` None: every indicator that the file names.
    """

    code: str | None = None
    file: Path | None = None
    equal: bool = False
    weights: str = ""
    valid_from: date | None = None
    reason: str = ""
    allow_shortfall: bool = False
    dry_run: bool = False


def allocate(desk: Desk, order: Order) -> Answer:
    """Split the goal in force at the split's first day, check Σ, show it and write it.

    UsageError for a contradictory order, InputRefused where the goal cannot be split so or Σ falls short.
    """
    if sum((order.file is not None, order.equal, bool(order.weights))) != 1:
        raise UsageError(f"请在分解文件、--equal、--weights 中选一种；{HELP}")
    if order.code is None:
        return _all_at_once(desk, order)
    with desk.database.writing(keep=not order.dry_run) as session:
        plan, clock = desk.open_plan(session)
        target = find_target(plan, order.code)
        begins = _begins(plan, order)
        goal = _goal(target, begins)
        parts = _parts(session, plan, target, goal, order, clock)
        total = sum(parts.values(), Fraction(0))
        if total < goal and not order.allow_shortfall:
            raise InputRefused(
                f"“{target.metric.name}”分解合计{plain(total)}，比目标{plain(goal)}少{plain(goal - total)}，"
                f"未写入；确要如此请加 --allow-shortfall，{HELP}"
            )
        before = allocations.load_allocations(session, plan, clock).get(target.code, {})
        at_begin = allocations.load_allocations(session, plan, replace(clock, as_of=begins)).get(target.code, {})
        if parts == at_begin and not order.dry_run:
            raise InputRefused(
                f"“{target.metric.name}”自{date_text(begins)}起的分解本来就是这样，未作改动；"
                f"现状见 jytrack target show {target.metric.name}"
            )
        allocations.allocate(session, plan, target.code, parts, begins, order.reason.strip(), desk.actor, desk.now)
        take_note_of_plan(session, desk)
    later = next_goal(target, begins, goal)
    shown = report.Split(target, goal, parts, before, begins, not order.dry_run, later)
    return Answer(report.split_report(plan, clock, shown))


def _all_at_once(desk: Desk, order: Order) -> Answer:
    """Split every goal that the order's file names, in one transaction."""
    if order.file is None:
        raise UsageError(f"--equal 和 --weights 一次分解一个指标，请写明指标；按表分解全部指标用 --file 文件；{HELP}")
    with desk.database.writing(keep=not order.dry_run) as session:
        plan, clock = desk.open_plan(session)
        asked = splitting.Order(
            order.file, _begins(plan, order), order.reason.strip(), order.allow_shortfall, not order.dry_run
        )
        answer = splitting.split_all(session, plan, clock, asked, desk.actor, desk.now)
        if not answer.refused:
            take_note_of_plan(session, desk)
        return answer


def _begins(plan: Plan, order: Order) -> date:
    """The day from which the split holds: unless said, the first of the plan's year."""
    begins = order.valid_from or date(plan.year, 1, 1)
    if begins.year != plan.year:
        raise UsageError(f"起始日期{date_text(begins)}不在方案年度{plan.year}年内；{HELP}")
    return begins


def _goal(target: Target, day: date) -> Fraction:
    """The goal to be split."""
    goal = target.goal_at(day)
    if not can_be_split(target):
        raise InputRefused(
            f"“{target.metric.name}”不能分解：只有多个单位填报、不低于目标值的数量和金额才分解；"
            f"见 jytrack target show {target.metric.name}"
        )
    if goal is None or goal.value is None:
        raise InputRefused(f"“{target.metric.name}”未设目标，请先运行 jytrack target revise {target.metric.name}")
    return goal.value


def _parts(
    session: Session, plan: Plan, target: Target, goal: Fraction, order: Order, clock: Clock
) -> dict[str, Fraction]:
    """Each unit's part, in official order."""
    step = step_of(target)
    if order.file is not None:
        return _from_file(plan, target, order.file, read_split)
    weights = _weights(session, plan, target, order, clock)
    if not any(weights.values()) or min(weights.values()) < 0:
        raise InputRefused(
            f"各单位的权数全为0或有负数，分不开；请改用 jytrack target allocate {target.metric.name} --equal"
        )
    if (goal / step).denominator != 1:
        raise InputRefused(
            f"目标{plain(goal)}不是整数，分不成整数；先用 jytrack target revise {target.metric.name} 调整"
        )
    return split(goal, weights, step)


def _weights(session: Session, plan: Plan, target: Target, order: Order, clock: Clock) -> dict[str, Fraction]:
    """Each unit's weight by the way asked for."""
    if order.equal:
        return dict.fromkeys(target.units, Fraction(1))
    if order.weights in _BY_VILLAGES:
        counts = {item.name: (item.villages, item.communities) for item in plan.departments}
        return _all_known(
            target,
            {
                unit: Fraction((counts[unit][0] or 0) + (counts[unit][1] or 0))
                for unit in target.units
                if any(counts[unit])
            },
            "行政村和社区数",
        )
    if order.weights in _BY_LAST_YEAR:
        before = readings.readings_last_year(session, plan, clock)[target.code]
        year = plan.year - 1
        figures = unit_figures(target, before, Clock(year, date(year, 12, 31), clock.known_at))
        return _all_known(target, {f.unit: f.figure for f in figures if f.figure is not None}, "上年数")
    return _from_file(plan, target, Path(order.weights), read_weights)


def _all_known(target: Target, known: Mapping[str, Fraction], what: str) -> dict[str, Fraction]:
    """The weights, when no unit lacks its own."""
    absent = [unit for unit in target.units if unit not in known]
    if absent:
        raise InputRefused(
            f"{'、'.join(absent)}没有{what}，不能按它分；请改用 jytrack target allocate {target.metric.name} --equal"
        )
    return dict(known)


def _from_file(
    plan: Plan, target: Target, path: Path, read: Callable[[Sheet, Vocabulary, Target], Splits]
) -> dict[str, Fraction]:
    """Each unit's number as the file has it, in official order; InputRefused with every problem, a line each."""
    vocabulary = vocabulary_of(plan)
    sheet = split_sheet(path, vocabulary)
    found = Splits(problems=[sheet]) if isinstance(sheet, FileProblem) else read(sheet, vocabulary, target)
    if found.problems:
        told = "；\n".join(map(report.told, found.problems))
        raise InputRefused(f"{told}，未写入；请改正后再运行 jytrack target allocate {target.metric.name}")
    return {unit: found.parts[target.code][unit] for unit in target.units}
