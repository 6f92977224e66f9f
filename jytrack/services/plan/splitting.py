"""All goals split by one sheet: every indicator that its headings name, all or nothing."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

from jytrack.domain.plan.allocation import can_be_split, next_goal
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.target import Target
from jytrack.domain.sheets.records import FileProblem
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.numerals import date_text, plain
from jytrack.domain.values.valueclass import valueclass
from jytrack.errors import InputRefused
from jytrack.intake.plan.splits import Splits, read_splits
from jytrack.reports.plan import splitting as report
from jytrack.reports.plan.goals import Split
from jytrack.services.plan.splitsheets import split_sheet, vocabulary_of
from jytrack.services.values.answer import Answer
from jytrack.store.database.database import Session
from jytrack.store.plan import allocations


@valueclass
class Order:
    """What is asked of the whole sheet: from which day, why, and whether it is kept."""

    file: Path
    begins: date
    reason: str
    allow_shortfall: bool
    written: bool


def split_all(session: Session, plan: Plan, clock: Clock, order: Order, actor: str, now: datetime) -> Answer:
    """Write the split of every indicator in the file; where anything is wrong, write nothing and tell it all.

    InputRefused when all of them are in force as they stand.
    """
    vocabulary = vocabulary_of(plan)
    targets = {target.code: target for target in plan.targets if can_be_split(target)}
    sheet = split_sheet(order.file, vocabulary)
    found = Splits(problems=[sheet]) if isinstance(sheet, FileProblem) else read_splits(sheet, vocabulary, targets)
    goals = {code: _goal(order, targets[code], parts, found) for code, parts in found.parts.items()}
    if found.problems:
        return Answer(report.refused_report(plan, clock, order.file.name, found.problems), refused=True)
    before = allocations.load_allocations(session, plan, clock)
    at_begin = allocations.load_allocations(session, plan, replace(clock, as_of=order.begins))
    splits = [
        _split(targets[code], goal, found.parts[code], before.get(code, {}), order)
        for code, goal in goals.items()
        if goal is not None
    ]
    changed = [split for split in splits if split.parts != at_begin.get(split.target.code)]
    if not changed and order.written:
        raise InputRefused(
            f"{order.file.name} 里的{len(splits)}个指标自{date_text(order.begins)}起的分解本来就是这样，未作改动；"
            "现状见 jytrack target show 指标"
        )
    for split in changed:
        code = split.target.code
        allocations.allocate(session, plan, code, split.parts, order.begins, order.reason, actor, now)
    codes = frozenset(split.target.code for split in changed)
    matrix = report.Matrix(splits, codes, order.begins, order.written, found.fixed)
    return Answer(report.matrix_report(plan, clock, matrix))


def _goal(order: Order, target: Target, parts: Mapping[str, Fraction], found: Splits) -> Fraction | None:
    """The goal that `parts` split; a problem of the file where there is none, or a whole column falls short of it."""
    goal, total = target.goal_at(order.begins), sum(parts.values(), Fraction(0))
    if goal is None or goal.value is None:
        message = f"“{target.metric.name}”未设目标，请先运行 jytrack target revise {target.metric.name}"
        found.problems.append(FileProblem(order.file.name, message))
        return None
    if total < goal.value and len(parts) == len(target.units) and not order.allow_shortfall:
        short = f"分解合计{plain(total)}，比目标{plain(goal.value)}少{plain(goal.value - total)}"
        message = f"“{target.metric.name}”{short}；确要如此请加 --allow-shortfall"
        found.problems.append(FileProblem(order.file.name, message))
    return goal.value


def _split(
    target: Target, goal: Fraction, parts: Mapping[str, Fraction], before: Mapping[str, Fraction], order: Order
) -> Split:
    """The split of one goal, its units in official order."""
    ordered = {unit: parts[unit] for unit in target.units}
    return Split(target, goal, ordered, before, order.begins, order.written, next_goal(target, order.begins, goal))
