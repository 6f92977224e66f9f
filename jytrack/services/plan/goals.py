"""Goals revised: from a date on, for a reason, the old ones kept."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from jytrack.domain.plan.target import Goal, Target
from jytrack.domain.values.numerals import date_text, plain
from jytrack.domain.values.quantity import exact
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Basis
from jytrack.errors import InputRefused, UsageError
from jytrack.intake.values.cell import Cells, Form
from jytrack.reports.plan.goals import against
from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import find_target
from jytrack.services.values.second_look import take_note_of_plan
from jytrack.store.plan import goals as store
from jytrack.store.plan.allocations import load_allocations


@valueclass
class Revision:
    """What the command line asked of a goal; `goal` as typed."""

    code: str
    goal: str
    valid_from: date
    reason: str
    document: str = ""


def revise(desk: Desk, asked: Revision) -> str:
    """Set the goal from a day on; what was recorded, for the clerk.

    UsageError for a malformed number, an empty reason, a day outside the plan's year; InputRefused for the same goal.
    """
    help_line = "用法见 jytrack target revise --help"
    if not asked.reason.strip():
        raise UsageError(f"调整目标要写明原因 --reason；{help_line}")
    with desk.database.writing() as session:
        plan, clock = desk.open_plan(session)
        target = find_target(plan, asked.code)
        value = _number(asked.goal, target.metric.measure_unit, help_line)
        if asked.valid_from.year != plan.year:
            raise UsageError(f"起始日期{date_text(asked.valid_from)}不在方案年度{plan.year}年内；{help_line}")
        before = target.goal_at(asked.valid_from)
        if before is not None and before.value == value:
            raise InputRefused(
                f"“{target.metric.name}”那天的目标已经是{plain(value)}，未作改动；"
                f"现状见 jytrack target show {target.metric.name}"
            )
        goal = Goal(value, asked.valid_from, Basis.ASSUMED, asked.reason.strip(), asked.document.strip())
        store.revise(session, plan, target.code, goal, desk.actor, desk.now)
        take_note_of_plan(session, desk, [target.code])
        split = load_allocations(session, plan, replace(clock, as_of=asked.valid_from)).get(target.code, {})
    unit = target.metric.measure_unit
    old = plain(before.value) if before is not None else plain(None)
    said = f"{target.metric.name}：目标由{old}改为{plain(value)}{unit}，自{date_text(asked.valid_from)}起"
    total = sum(split.values(), Fraction(0))
    return said if not split or total == value else f"{said}\n{_reminder(target, asked.valid_from, value, total)}"


def _reminder(target: Target, day: date, goal: Fraction, total: Fraction) -> str:
    """What is to be done about a split that no longer adds up to the goal."""
    return (
        f"注意：原有任务分解合计{plain(total)}{target.metric.measure_unit}，{against(goal, total)}；"
        f"请重新分解：jytrack target allocate {target.metric.name} --equal --from {day.isoformat()}（或按文件、按权数）"
    )


def _number(text: str, unit: str, help_line: str) -> Fraction:
    """The goal as typed, read as a cell of a column of `unit` is, exact."""
    quantity, trouble = Cells(Form(unit, whole=False))[text]
    if quantity is None:
        raise UsageError(f"目标值{trouble.message if trouble else f'“{text}”不是数字'}；{help_line}")
    return exact(quantity)
