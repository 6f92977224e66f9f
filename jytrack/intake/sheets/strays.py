"""Cells beside the readings of a row: figures that no heading of ours covers, and numbers cut in two by their comma."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from jytrack.intake.sheets.beside import Beside
from jytrack.intake.sheets.header import Header, suspect_column
from jytrack.intake.sheets.sheet import Layout
from jytrack.intake.sheets.words import Role
from jytrack.intake.values.cell import is_amount
from jytrack.intake.values.problem import Code, Problem, finding
from jytrack.intake.values.rows import column_letter

_THOUSANDS = re.compile(r"[0-9]{3}(\.[0-9]+)?")
_BEFORE_THOUSANDS = re.compile(r"-?[0-9]{1,3}")


class Strays:
    """Looks at what a row holds beside its readings, so that no figure vanishes in silence.

    `set_aside` counts the figures in each column whose figures are none of ours.
    """

    def __init__(self, header: Header, beside: Beside) -> None:
        """`beside` reads the texts of a row."""
        self._header = header
        self._beside = beside
        self._width = len(header.columns)
        self._aside = [column.at for column in header.aside]
        self.set_aside: dict[int, int] = dict.fromkeys(self._aside, 0)
        self._remarks = [at for at in (header.place(Role.NOTE), header.place(Role.SOURCE)) if at]
        self._noted: set[int] = set()

    def look(self, row: int, cells: Sequence[str]) -> Iterator[Problem]:
        """What is wrong with the cells of row `row` beside its readings; figures set aside are counted."""
        if self._header.suspects:
            yield from self._suspects(cells)
        if len(cells) > self._width:
            yield from self._too_long(row, cells)
        for at in self._aside:
            self.set_aside[at] += is_amount(cells[at])
        yield from self._split_thousands(row, cells)
        yield from self._beside.look(row, cells)

    def _suspects(self, cells: Sequence[str]) -> Iterator[Problem]:
        """The problem, once, of each column that is not understood and yet holds numbers."""
        for index in self._header.suspects:
            if _holds_figure(cells[index]) and index not in self._noted:
                self._noted.add(index)
                yield suspect_column(self._header, index)

    def _too_long(self, row: int, cells: Sequence[str]) -> Iterator[Problem]:
        """The problem of a row with more cells than the header: a number cut in two, or a figure without heading."""
        index = next((at for at in range(self._width, len(cells)) if cells[at].strip()), None)
        if index is None:
            return
        message = f"这一行比表头多出一格“{cells[index].strip()}”"
        advice = f"{_cut_in_two(cells)}多出的列请写上表头"
        code = Code.UNKNOWN_METRIC if self._header.layout is Layout.SUMMARY else Code.NO_HEADER
        letter = column_letter(index)
        yield finding(code, message, advice, row=row, column=letter, value=cells[index], beyond=True)

    def _split_thousands(self, row: int, cells: Sequence[str]) -> Iterator[Problem]:
        """The problem of a remark that is the second half of a number cut in two by its comma."""
        for at in self._remarks:
            if is_amount(cells[at]) and (advice := _cut_in_two(cells[: at + 1])):
                message = f"{self._header.columns[at].title}“{cells[at]}”是一个数"
                first, second = column_letter(at - 1), column_letter(at)
                yield finding(
                    Code.NOT_A_NUMBER, message, advice, row=row, column=second, value=cells[at], also=(first,)
                )


def _cut_in_two(cells: Sequence[str]) -> str:
    """What to do about a number that its comma has cut into two cells; "" where there is none."""
    for one, other in pairwise(map(str.strip, cells)):
        if _BEFORE_THOUSANDS.fullmatch(one) and _THOUSANDS.fullmatch(other):
            return f"“{one},{other}”像是一个数被逗号拆成了两格，请去掉千位逗号；"
    return ""


def _holds_figure(text: str) -> bool:
    """Whether there may be a figure in the cell `text`, be it written in an unusual way."""
    return any(map(str.isdigit, text))
