"""A preset of scoring as a CSV (项目, 值, 说明), the office's own or one that comes with the program."""

from fractions import Fraction
from pathlib import Path

from jytrack.domain.accounts.preset import WEIGHTS, Preset, PresetItem
from jytrack.domain.sheets.records import FileProblem
from jytrack.intake.plan.files import Table, read_table
from jytrack.intake.plan.rows import Row

COLUMNS = ITEM, STATED, NOTE = "项目", "值", "说明"
SOURCE = "来源"
"""The row that says where the preset comes from."""

MOST_PLACES = 4
_WEIGHT_PLACES = 2
"""With the four decimals that a score may have, weight × score still fits into the six decimals of JSON."""


def read_preset(path: Path, name: str) -> tuple[Preset | None, tuple[FileProblem, ...]]:
    """The preset in `path`, to be called `name`, and no problem; or None and every problem, by row.

    Every `PresetItem` must be there once, and 来源; a way of scoring is stated whole.
    """
    problems: list[FileProblem] = []
    table = read_table(path, COLUMNS, problems)
    source, rows = _rows(table)
    values = {item: _value(row, item) for item, row in rows.items()}
    if table.sound:
        absent = [*([] if source else [SOURCE]), *(item.label for item in PresetItem if item not in rows)]
        problems += [FileProblem(table.file, f"缺少“{label}”这一行", column=ITEM) for label in absent]
    if not problems and values[PresetItem.FLOOR] > values[PresetItem.CAP]:
        rows[PresetItem.FLOOR].refuse(STATED, f"{PresetItem.FLOOR.label}不能高于{PresetItem.CAP.label}")
    if problems:
        return None, tuple(sorted(problems, key=lambda problem: (problem.row is None, problem.row)))
    notes = {item: row.typed(NOTE) for item, row in rows.items()}
    origin, remark = (source.typed(STATED), source.typed(NOTE)) if source else ("", "")
    return Preset(name, origin, remark, values, notes), ()


def _rows(table: Table) -> tuple[Row | None, dict[PresetItem, Row]]:
    """The row of 来源 and the row of each item; a strange or repeated item is a problem."""
    source: Row | None = None
    rows: dict[PresetItem, Row] = {}
    for row in table.rows:
        if row.typed(ITEM) == SOURCE:
            before, source = source, row
            row.text(STATED)
        else:
            item = row.word(ITEM, PresetItem)
            before = rows.get(item) if row.sound else None
            if row.sound:
                rows[item] = before or row
        if before is not None:
            row.refuse(ITEM, f"重复：第{before.line}行已有")
    return source, rows


def _value(row: Row, item: PresetItem) -> Fraction:
    """The number of one item: never negative; weights and places fit what is printed."""
    if item is PresetItem.PLACES:
        return Fraction(row.whole(STATED, high=MOST_PLACES))
    value = row.number(STATED)
    if value < 0:
        row.refuse(STATED, "不能是负数")
    elif item in WEIGHTS.values() and (value * 10**_WEIGHT_PLACES).denominator != 1:
        row.refuse(STATED, f"权重的小数不能多于{_WEIGHT_PLACES}位")
    return value
