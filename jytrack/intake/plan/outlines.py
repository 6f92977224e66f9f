"""Where a split's table stands in its sheet: titles, headings, the column of units, the rows with figures."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from jytrack.domain.sheets.records import FileProblem
from jytrack.domain.values.valueclass import valueclass
from jytrack.intake.plan.split_heads import Heading, Vocabulary, is_recognised, named_unit, read_heading, stated_units
from jytrack.intake.values.cell import is_amount
from jytrack.intake.values.periods import named_year
from jytrack.intake.values.rows import column_letter
from jytrack.intake.values.spelling import spelling

_ORDINAL = re.compile(r"[甲乙丙丁戊]|栏次|\(?[0-9]{1,2}\)?")
_REPORTED = re.compile("完成情况|进度|填报表|月报|统计表")
_ASKED = re.compile("目标|任务|分解|计划|下达")
_SHOWN = 20


class Column(NamedTuple):
    """The column `at` (from 0) with its heading, as typed in row `row` and as understood."""

    at: int
    row: int
    title: str
    heading: Heading


@valueclass
class Sheet:
    """One sheet of a file, called `name` where problems are told; `rows` from row 1 and column A on."""

    name: str
    rows: Sequence[Sequence[str]]

    def text(self, row: int, at: int) -> str:
        """The cell in the row `row` and the column `at`, both from 0; blank beyond the end of its row."""
        return self.rows[row][at].strip() if at < len(self.rows[row]) else ""

    def problem(self, message: str, row: int, at: int) -> FileProblem:
        """What is wrong with a cell."""
        return FileProblem(self.name, message, row + 1, column_letter(at), self.text(row, at)[:_SHOWN])


@valueclass
class Outline:
    """A sheet's table: `units` is the column that names units, `body` the first row below the headings, both from 0.

    `said` are the measure units of a unit line above the headings.
    """

    sheet: Sheet
    units: int
    body: int
    columns: tuple[Column, ...]
    said: frozenset[str] = frozenset()
    problems: tuple[FileProblem, ...] = ()


def names_units(sheet: Sheet, vocabulary: Vocabulary) -> bool:
    """Whether any cell of the sheet names a unit, so that a table may be in it."""
    return any(named_unit(vocabulary, text) for row in sheet.rows for text in row if text)


def outline(sheet: Sheet, vocabulary: Vocabulary) -> Outline | FileProblem:
    """The table in `sheet`; a problem where there is none to be found."""
    units = _units_column(sheet, vocabulary)
    if units is None:
        return FileProblem(sheet.name, "没有认出填报单位；请一行写一个单位，单位写全称，放在同一列")
    body = _body(sheet, units, vocabulary)
    levels = _levels(sheet, body, vocabulary)
    if not levels:
        return FileProblem(sheet.name, "没有表头；请在第一个单位上面一行写指标名称", body + 1)
    columns, problems = [], _title_problems(sheet, levels[0], vocabulary)
    for at in range(max(map(len, sheet.rows))):
        texts = [(row, sheet.text(row, at)) for row in levels if sheet.text(row, at)]
        filled = next((row for row in range(body, len(sheet.rows)) if is_amount(sheet.text(row, at))), None)
        if at == units:
            continue
        if texts:
            row, title = texts[-1]
            columns.append(Column(at, row, title, read_heading(vocabulary, [text for _, text in texts])))
        elif filled is not None:
            problems.append(sheet.problem("这一列没有表头，不知道是什么数", filled, at))
    above = (text for row in range(levels[0]) for text in sheet.rows[row])
    said = frozenset[str]().union(*(stated_units(vocabulary, text) for text in above))
    return Outline(sheet, units, body, tuple(columns), said, tuple(problems))


def is_ordinals(cells: Iterable[str], unit: str) -> bool:
    """Whether a row only numbers the columns, as statistical forms do: 甲 1 2 3."""
    return unit in ("甲", "乙", "栏次") and all(_ORDINAL.fullmatch(spelling(cell)) for cell in cells if cell.strip())


def _units_column(sheet: Sheet, vocabulary: Vocabulary) -> int | None:
    """The column with the most units below each other; None where units stand side by side or nowhere."""
    found: dict[int, int] = {}
    widest = 0
    for row in sheet.rows:
        named = [at for at, text in enumerate(row) if text and named_unit(vocabulary, text)]
        widest = max(widest, len(named))
        for at in named:
            found[at] = found.get(at, 0) + 1
    best = max(found, key=lambda at: (found[at], -at), default=None)
    return best if best is not None and found[best] >= widest else None


def _body(sheet: Sheet, units: int, vocabulary: Vocabulary) -> int:
    """The first row below the headings: one that names a unit, or holds a figure (of a unit that is misspelled)."""
    for row, cells in enumerate(sheet.rows):
        if is_ordinals(cells, sheet.text(row, units)):
            continue
        beside = any(is_amount(text) for at, text in enumerate(cells) if at != units and text)
        if beside or named_unit(vocabulary, sheet.text(row, units)):
            return row
    return len(sheet.rows)


def _levels(sheet: Sheet, body: int, vocabulary: Vocabulary) -> list[int]:
    """The rows of headings above `body`, the uppermost first; above them stand titles and unit lines only."""
    found: list[int] = []
    for row in range(body - 1, -1, -1):
        texts = [text for text in sheet.rows[row] if text.strip()]
        if not texts or is_ordinals(texts, texts[0].strip()):
            continue
        if found and not (len(texts) > 1 and any(is_recognised(vocabulary, text) for text in texts)):
            break
        found.insert(0, row)
    return found


def _title_problems(sheet: Sheet, header: int, vocabulary: Vocabulary) -> list[FileProblem]:
    """What the titles above the headings contradict: another year, or figures that were reached, not asked for."""
    problems = []
    for row in range(header):
        for at, text in enumerate(sheet.rows[row]):
            year = named_year(text)
            if year not in (None, vocabulary.year):
                problems.append(sheet.problem(f"写的是{year}年，方案是{vocabulary.year}年的", row, at))
            elif _REPORTED.search(text) and not _ASKED.search(text):
                problems.append(
                    sheet.problem("看着是填报数，不是任务分解；导入填报数用 jytrack target import", row, at)
                )
    return problems
