"""The split of a goal, its sum beside the goal: the answer of `target allocate`, a section of `target show`."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import partial

from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.target import Goal, Target
from jytrack.domain.sheets.records import FileProblem
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.numerals import date_text, plain
from jytrack.domain.values.texts import one_line
from jytrack.domain.values.valueclass import valueclass
from jytrack.reports.values.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    JsonValue,
    Number,
    Paragraph,
    Percent,
    Report,
    Table,
)
from jytrack.reports.values.json_values import JsonObject, header, moment, number, percentage
from jytrack.reports.values.phrases import titled

_COLUMNS = (
    Column("单位", shrink=True),
    Column("原分解数", right=True),
    Column("分解数", right=True),
    Column("占合计", right=True),
)
_PARTS = (Column("单位"), Column("分解目标", right=True))


@valueclass
class Split:
    """A goal and its parts, with those in force before; `begins` is the day from which it holds.

    `later` is the next goal of another value, which needs a split of its own.
    """

    target: Target
    goal: Fraction
    parts: Mapping[str, Fraction]
    before: Mapping[str, Fraction]
    begins: date
    written: bool
    later: Goal | None = None

    @property
    def total(self) -> Fraction:
        """ΣT_k."""
        return sum(self.parts.values(), Fraction(0))


def split_report(plan: Plan, clock: Clock, split: Split) -> Report:
    """The split that was written, or would be."""
    return Report(partial(_document, split), partial(_data, plan, clock, split))


def _document(split: Split) -> Document:
    total, unit = split.total, split.target.metric.measure_unit
    table: list[tuple[Cell, ...]] = [
        (name, Number(split.before.get(name), 4), Number(part, 4), Percent(part / total if total else None))
        for name, part in split.parts.items()
    ]
    said = f"目标{plain(split.goal)}{unit}，分解合计{plain(total)}{unit}，{against(split.goal, total)}"
    done = "已写入" if split.written else "只试算，没有写入"
    return Document(
        title=f"{titled(split.target)}：任务分解",
        blocks=(
            Paragraph(f"{said}；自{date_text(split.begins)}起；依据：推定"),
            Table(_COLUMNS, tuple(table)),
            *later_split(split),
            Paragraph(done, quiet=True),
        ),
    )


def _data(plan: Plan, clock: Clock, split: Split) -> JsonObject:
    total = split.total
    rows: list[JsonValue] = [
        {
            "unit": name,
            "goal": number(part),
            "before": number(split.before.get(name)),
            "share_pct": percentage(part / total if total else None),
        }
        for name, part in split.parts.items()
    ]
    return {
        **header(plan.code, clock),
        "target": split.target.code,
        "goal": number(split.goal),
        "total": number(total),
        "surplus": number(total - split.goal),
        "from": moment(split.begins),
        "written": split.written,
        "rows": rows,
    }


def later_split(split: Split) -> tuple[Paragraph, ...]:
    """The reminder that the goal changes later, when the split has to be made anew."""
    if split.later is None:
        return ()
    day, name = split.later.valid_from, split.target.metric.name
    changed = f"目标自{date_text(day)}起为{plain(split.later.value)}{split.target.metric.measure_unit}"
    return (Paragraph(f"注意：{changed}，那天起要另作分解：jytrack target allocate {name} --equal --from {day}"),)


def split_section(goal: Fraction | None, unit: str, allocation: Mapping[str, Fraction]) -> tuple[Block, ...]:
    """Each unit's part of the goal, and how their sum stands to it; none where nothing is split."""
    if not allocation:
        return ()
    total = sum(allocation.values(), Fraction(0))
    words = "目标未设" if goal is None else against(goal, total)
    return (
        Heading("任务分解"),
        Table(_PARTS, tuple((name, Number(part, 4)) for name, part in allocation.items())),
        Paragraph(f"分解合计{plain(total)}{unit}，{words}"),
    )


def against(goal: Fraction, total: Fraction) -> str:
    """How the sum of the parts stands to the goal."""
    if total == goal:
        return "与目标相等"
    return f"超分解{plain(total - goal)}" if total > goal else f"比目标少{plain(goal - total)}"


def told(problem: FileProblem) -> str:
    """One problem of a split's file on one line: its cell, what stands there, and what is wrong with it."""
    cell = f" {problem.column or ''}{problem.row}" if problem.row else ""
    value = f"“{problem.value}”" if problem.value else ""
    return one_line(f"{problem.file}{cell}{value}：{problem.message}")
