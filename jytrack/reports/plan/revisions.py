"""The goals of a target one after the other: a section of the pages about one target."""

from collections.abc import Sequence

from jytrack.domain.plan.target import Goal
from jytrack.domain.values.numerals import date_text
from jytrack.reports.values.document import Block, Cell, Column, Heading, JsonValue, Number, Table
from jytrack.reports.values.json_values import JsonObject, moment, number

_GOALS = (
    Column("目标值", right=True),
    Column("起始日期"),
    Column("依据"),
    Column("原因", shrink=True),
    Column("文件", shrink=True),
)


def goals(told: Sequence[Goal]) -> tuple[Block, ...]:
    """The goals one after the other, with the reasons and papers behind them."""
    return Heading("年度目标的沿革"), Table(
        _GOALS, tuple(_goal_row(goal, told[0]) for goal in told), empty="未设目标。"
    )


def json_goals(told: Sequence[Goal]) -> list[JsonValue]:
    """The same for programs."""
    return [_json_goal(goal) for goal in told]


def _goal_row(goal: Goal, first: Goal) -> tuple[Cell, ...]:
    basis = "调整" if goal != first and first.value is not None else goal.basis.label
    return Number(goal.value, 4), date_text(goal.valid_from), basis, goal.reason, goal.document


def _json_goal(goal: Goal) -> JsonObject:
    return {
        "goal": number(goal.value),
        "from": moment(goal.valid_from),
        "basis": goal.basis.value,
        "reason": goal.reason,
        "document": goal.document,
        "recorded_at": moment(goal.recorded_at),
        "recorded_by": goal.recorded_by,
    }
