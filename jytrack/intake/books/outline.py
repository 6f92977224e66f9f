"""The outline of one sheet, made before its values are read: its extent within limits, its errors, its merged cells.

A cell far from all others would cost a reader the whole rectangle up to it, so the extent is known beforehand.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from jytrack.intake.values.problem import Code, Problem, finding
from jytrack.intake.values.rows import column_letter

MOST_BYTES = 20 * 1024 * 1024
"""The largest workbook, as a file."""

MOST_UNPACKED = 200 * 1024 * 1024
"""The largest workbook of a zipped kind, unpacked."""

MOST_ROWS = 100_000
"""The last row of a sheet that may hold anything."""

MOST_CELLS = 2_000_000
"""How many cells all sheets of a workbook may have, empty ones between others counted."""


class Unreadable(Exception):
    """A workbook that is not to be read, with the problem that says why and what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def refuse(code: Code, message: str, suggestion: str) -> Unreadable:
    """The refusal of a workbook for the reason `code`."""
    return Unreadable(finding(code, message, suggestion))


def damaged() -> Unreadable:
    """The refusal of a workbook whose file is broken."""
    return refuse(Code.DECODE, "文件损坏，读不出来", "请在 WPS 或 Excel 里打开核对，另存为 .xlsx 后再发")


def encrypted() -> Unreadable:
    """The refusal of a workbook that asks for a password."""
    return refuse(Code.DECODE, "文件加了密码，打不开", "请在 WPS 或 Excel 里取消密码，保存后再发")


class Merge(NamedTuple):
    """A rectangle of merged cells: its first and last row and column, from 0, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Outline:
    """One sheet's extent, the cells that show an error instead of a value, and its merged cells; places are from 0.

    `room` is how many cells the sheet may have; `formats` are those of the cells that show more than their numbers;
    `hidden_rows` and `hidden_columns` what the sheet does not show. `merges` are those of an .ods; of the other kinds
    the library tells them.
    """

    room: int = MOST_CELLS
    rows: int = 0
    columns: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def fill(self, row: int, column: int) -> None:
        """Note that the cell at `row`, `column` holds something; Unreadable where that is beyond the limits."""
        if row >= self.rows:
            self.rows = row + 1
        if column >= self.columns:
            self.columns = column + 1
        if row >= MOST_ROWS or self.rows * self.columns > self.room:
            raise _too_far(row, column)


def _too_far(row: int, column: int) -> Unreadable:
    """The refusal of a workbook with a cell beyond the limits."""
    message = (
        f"{column_letter(column)}{row + 1}格有内容，表太大：一张表最多{MOST_ROWS // 10_000}万行，"
        f"全部工作表最多{MOST_CELLS // 10_000}万格"
    )
    advice = "如是误填，请选中这一格所在的整行、整列删除，保存后再发；数据确实多的请另存为 CSV"
    return refuse(Code.TOO_LARGE, message, advice)
