"""Splits and weights sent as a sheet: a unit a row, an indicator (or one number) a column, read by the headings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from jytrack.domain.plan.allocation import step_of
from jytrack.domain.plan.target import Metric, Target
from jytrack.domain.sheets.records import FileProblem
from jytrack.domain.values.quantity import exact
from jytrack.domain.values.valueclass import valueclass
from jytrack.intake.plan.outlines import Column, Outline, Sheet, outline
from jytrack.intake.plan.split_heads import (
    Kind,
    Vocabulary,
    meant,
    multiplied_otherwise,
    named_unit,
    total_kind,
    units_of,
)
from jytrack.intake.plan.sums import Figures, Lines, check_across, check_down
from jytrack.intake.values.cell import Cells, Form, is_amount, is_blank
from jytrack.intake.values.nearest import nearest
from jytrack.intake.values.rows import column_letter
from jytrack.intake.values.spelling import spelling

_WEIGHTS = ("权数", "权重", "weight")
_NO_FIGURES = Form("", whole=False)

Parts = dict[str, Fraction]
"""Each unit's number."""


@dataclass
class Splits:
    """What a sheet splits: parts by the target's code, in the sheet's order; every problem; what was put right."""

    parts: dict[str, Parts] = field(default_factory=dict)
    problems: list[FileProblem] = field(default_factory=list)
    fixed: list[str] = field(default_factory=list)


@valueclass
class _Asked:
    """A column that is taken: as whose parts, how its cells read, and which units must be in it."""

    column: Column
    code: str
    name: str
    units: tuple[str, ...]
    cells: Cells


def read_splits(sheet: Sheet, vocabulary: Vocabulary, targets: Mapping[str, Target]) -> Splits:
    """The parts of every indicator named in the headings; `targets` by code are those that can be split."""
    found = outline(sheet, vocabulary)
    if isinstance(found, FileProblem):
        return Splits(problems=[found])
    splits = Splits(problems=list(found.problems))
    asked: list[_Asked] = []
    before: dict[str, Column] = {}
    for column in found.columns:
        metric, heading = column.heading.metric, column.heading
        if heading.kind in (Kind.ASIDE, Kind.TOTAL, Kind.SUBTOTAL):
            continue
        if heading.trouble:
            splits.problems.append(_at_heading(sheet, column, heading.trouble))
        elif metric is None:
            splits.problems.append(_at_heading(sheet, column, meant(vocabulary, column.title)))
        elif metric.code in before:
            first = before[metric.code]
            splits.problems.append(_at_heading(sheet, column, f"“{metric.name}”重复：{_address(first)} 已有"))
        elif metric.code not in targets:
            advice = f"“{metric.name}”不能分解：只有多个单位填报、不低于目标值的数量和金额才分解，请删去这一列"
            splits.problems.append(_at_heading(sheet, column, advice))
        else:
            before[metric.code] = column
            splits.problems += _unit_problems(found, column, metric)
            asked.append(_asked(column, targets[metric.code]))
    if not asked and not splits.problems:
        splits.problems.append(FileProblem(sheet.name, "没有一列写明指标；请在表头写指标名称"))
    figures = _read(found, vocabulary, asked, splits)
    across = {column.at: column.heading.kind for column in found.columns}
    splits.problems += check_across(sheet, across, figures)
    return splits


def read_split(sheet: Sheet, vocabulary: Vocabulary, target: Target) -> Splits:
    """The parts of `target` alone: the column that names it, or the only column of numbers if it names none else."""
    found = outline(sheet, vocabulary)
    if isinstance(found, FileProblem):
        return Splits(problems=[found])
    column = _own_column(found, target)
    if isinstance(column, FileProblem):
        return Splits(problems=[column])
    splits = Splits(problems=[*found.problems, *_unit_problems(found, column, target.metric)])
    _read(found, vocabulary, [_asked(column, target)], splits)
    return splits


def read_weights(sheet: Sheet, vocabulary: Vocabulary, target: Target) -> Splits:
    """The weight of each unit of `target`: the column headed so, or the only column of numbers whatever it is."""
    found = outline(sheet, vocabulary)
    if isinstance(found, FileProblem):
        return Splits(problems=[found])
    columns = _figures(found)
    headed = [column for column in columns if spelling(column.title) in _WEIGHTS]
    chosen = headed or columns
    if len(chosen) != 1:
        return Splits(
            problems=[FileProblem(sheet.name, f"有{len(chosen)}列数，看不出哪一列是权数；请把表头写成“权数”")]
        )
    splits = Splits(problems=list(found.problems))
    weights = _Asked(chosen[0], target.code, "权数", target.units, Cells(_NO_FIGURES))
    _read(found, vocabulary, [weights], splits)
    return splits


def _own_column(found: Outline, target: Target) -> Column | FileProblem:
    """The column that holds the parts of `target`; the problem why none or none alone does."""
    columns, name = _figures(found), target.metric.name
    own = [column for column in columns if column.heading.metric == target.metric]
    if not own and len(columns) == 1 and columns[0].heading.metric is None:
        own = columns
    if len(own) > 1:
        return _at_heading(found.sheet, own[1], f"“{name}”重复：{_address(own[0])} 已有")
    if not own:
        listed = "、".join(f"“{column.title}”" for column in columns) or "无"
        return FileProblem(found.sheet.name, f"没有“{name}”这一列，表里的列有：{listed}")
    if trouble := own[0].heading.trouble:
        return _at_heading(found.sheet, own[0], trouble)
    return own[0]


def _unit_problems(found: Outline, column: Column, metric: Metric) -> list[FileProblem]:
    """That a column, or the line above all of them, states a unit in which its figures would be other numbers."""
    own = column.heading.said
    strange = "、".join(sorted(own - units_of(metric))) if own else multiplied_otherwise(metric, found.said)
    if not strange:
        return []
    said = f"“{metric.name}”按“{metric.measure_unit}”计，表里写的单位是“{strange}”；请在这一列的表头写明计量单位"
    return [_at_heading(found.sheet, column, said)]


def _figures(found: Outline) -> list[Column]:
    """The columns that may hold parts."""
    return [column for column in found.columns if column.heading.kind in (Kind.FIGURE, Kind.UNNAMED)]


def _asked(column: Column, target: Target) -> _Asked:
    """`column` as the parts of `target`."""
    form = Form(target.metric.measure_unit, step_of(target) == 1, may_be_negative=False, said=column.heading.said)
    return _Asked(column, target.code, target.metric.name, target.units, Cells(form))


def _read(found: Outline, vocabulary: Vocabulary, asked: Sequence[_Asked], splits: Splits) -> Figures:
    """Read the columns `asked` into `splits`: each unit once, none missing, totals beside what they must be."""
    sheet, figures = found.sheet, Figures()
    units, totals = _rows(found, vocabulary, asked, splits)
    for each in asked:
        splits.parts[each.code] = {}
        for unit, row in units.items():
            part = _part(sheet, row, unit, each, splits)
            if unit in each.units:
                figures[row, each.column.at] = part
            if part is not None:
                splits.parts[each.code][unit] = part
        if units.keys() >= set(each.units):  # else the sum of what was read is no sum of all
            splits.problems += check_down(sheet, totals, each.column.at, figures)
    for needed in dict.fromkeys(each.units for each in asked):
        if absent := [unit for unit in needed if unit not in units]:
            splits.problems.append(FileProblem(sheet.name, f"没有{'、'.join(absent)}，每个填报单位都要有一行"))
    return figures


def _rows(
    found: Outline, vocabulary: Vocabulary, asked: Sequence[_Asked], splits: Splits
) -> tuple[dict[str, int], Lines]:
    """The row of each unit, and the rows of totals; what names neither and holds no figure is a remark."""
    sheet, units, totals = found.sheet, dict[str, int](), dict[int, Kind]()
    for row in range(found.body, len(sheet.rows)):
        name = sheet.text(row, found.units)
        # 合计 often stands merged over the numbering and the names, that is, left of the names.
        total = total_kind(vocabulary, name or "".join(sheet.rows[row][: found.units]))
        unit = named_unit(vocabulary, name)
        if unit is None and total is not None:
            totals[row] = total
        elif unit in units:
            splits.problems.append(sheet.problem(f"“{unit}”重复：第{units[unit] + 1}行已有", row, found.units))
        elif unit is not None:
            units[unit] = row
        elif any(is_amount(sheet.text(row, each.column.at)) for each in asked):
            splits.problems.append(sheet.problem(_unknown(name, vocabulary), row, found.units))
    return units, totals


def _part(sheet: Sheet, row: int, unit: str, asked: _Asked, splits: Splits) -> Fraction | None:
    """The number of `unit` in one column; None where there is none, which is a problem unless none belongs there."""
    text, at = sheet.text(row, asked.column.at), asked.column.at
    if unit not in asked.units:
        if not is_blank(text):
            splits.problems.append(sheet.problem(f"{unit}不填报“{asked.name}”，这一格请空着", row, at))
        return None
    parsed = asked.cells[text]
    if parsed.quantity is None:
        said = f"{unit}的“{asked.name}”空着；没有任务请写0"
        if parsed.trouble:
            said = f"{parsed.trouble.message}；{parsed.trouble.suggestion}"
        splits.problems.append(sheet.problem(said, row, at))
        return None
    if parsed.trouble:
        splits.fixed.append(f"{column_letter(at)}{row + 1} {parsed.trouble.message}")
    return exact(parsed.quantity)


def _unknown(name: str, vocabulary: Vocabulary) -> str:
    """What to say of a row with figures whose unit is not known."""
    if not name:
        return "单位空着，不知道是谁的数"
    guess = nearest(spelling(name), vocabulary.units)
    return f"不在单位名单里{f'，是不是“{vocabulary.units[guess]}”？' if guess else '，请写单位全称'}"


def _at_heading(sheet: Sheet, column: Column, message: str) -> FileProblem:
    """What is wrong with a column, told at its heading."""
    return sheet.problem(message, column.row, column.at)


def _address(column: Column) -> str:
    """Where a column's heading stands."""
    return f"{column_letter(column.at)}{column.row + 1}"
