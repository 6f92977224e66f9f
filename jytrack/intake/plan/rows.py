"""One row of a plan folder's file, and the names that rows share: every reader notes its problem and reads on.

A reader that cannot read its cell notes a `FileProblem` and gives a stand-in of the right type. So all problems of a
folder are found in one pass; a stand-in never leaves the reader, because a folder with problems gives no plan.
"""

import re
from collections.abc import Callable, Container, Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Self, TypeVar

from jytrack.domain.sheets.records import FileProblem
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import LARGEST, LARGEST_WORDS, exact
from jytrack.domain.values.words import Word
from jytrack.intake.values.cell import Cells, Form
from jytrack.intake.values.nearest import nearest
from jytrack.intake.values.spelling import spelling

W = TypeVar("W", bound=Word)
T = TypeVar("T")

YES, NO = "是", "否"
MOST_DECIMALS = 4

_LIST = re.compile(r"[、，,；;]")
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MOST_DIGITS = 9
"""A count in a plan has no more; what is longer would not fit into a database."""

_LONGEST_NUMBER = 40
"""Longer ones are not even read as numbers."""

_WHOLE = re.compile(r"[0-9]+")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")
_NUMBER = re.compile(r"-?[0-9]+(?:\.([0-9]+))?")
_SHARE = re.compile(r"([0-9]+(?:\.[0-9]+)?)(%|/[1-9][0-9]*)?")
_DAY = re.compile(r"([0-9]{4})(?:-|/|\.|年)([0-9]{1,2})(?:-|/|\.|月)([0-9]{1,2})日?")
_PERIOD = re.compile(r"([12][0-9]{3})(?:-|/|\.|年|)([0-9]{1,2})月?")


class Row:
    """A row's cells by header; `sound` until one of them is refused. Problems go to the folder's list."""

    def __init__(self, file: str, line: int, cells: Mapping[str, str], problems: list[FileProblem]) -> None:
        """The row `line` (from 1, as the spreadsheet shows it) of `file`."""
        self.file = file
        self.line = line
        self.sound = True
        self._cells = cells
        self._problems = problems

    def refuse(self, column: str, message: str) -> None:
        """Note that the cell in `column` is wrong."""
        self.sound = False
        self._problems.append(FileProblem(self.file, message, self.line, column, self.typed(column)))

    def typed(self, column: str) -> str:
        """The cell as typed, without the space around it."""
        return self._cells[column]

    def maybe(self, column: str, read: Callable[[str], T]) -> T | None:
        """What `read` makes of the cell; None when it is blank."""
        return read(column) if self.typed(column) else None

    def text(self, column: str) -> str:
        """A text that must be there."""
        if not self.typed(column):
            self.refuse(column, "不能为空")
        return self.typed(column)

    def code(self, column: str) -> str:
        """An English identifier: small letters, digits and hyphens."""
        if not _CODE.fullmatch(self.typed(column)):
            self.refuse(column, "代码只能用小写英文字母、数字和连字符")
        return self.typed(column)

    def names(self, column: str) -> tuple[str, ...]:
        """The names joined by 、 in the cell, each once, none when it is blank."""
        return tuple(dict.fromkeys(name.strip() for name in _LIST.split(self.typed(column)) if name.strip()))

    def yes(self, column: str) -> bool:
        """是 or 否."""
        if self.typed(column) not in (YES, NO):
            self.refuse(column, f"应为{YES}或{NO}")
        return self.typed(column) == YES

    def word(self, column: str, words: type[W]) -> W:
        """The word whose label (or code) the cell holds."""
        for word in words:
            if spelling(self.typed(column)) in (spelling(word.label), word.value):
                return word
        self.refuse(column, f"应为以下之一：{'、'.join(word.label for word in words)}")
        return next(iter(words))

    def whole(self, column: str, low: int = 0, high: int | None = None, ending: str = "") -> int:
        """A whole number from `low` to `high`; one of the signs of `ending` may stand behind it."""
        written = spelling(self.typed(column))
        if ending and written[-1:] in ending:
            written = written[:-1]
        if _GROUPED.fullmatch(written):
            written = written.replace(",", "")
        if not _WHOLE.fullmatch(written):
            self.refuse(column, "应为整数")
            return low
        if len(written) > _MOST_DIGITS:
            self.refuse(column, f"太大，最多{_MOST_DIGITS}位数")
            return low
        value = int(written)
        if value < low or (high is not None and value > high):
            self.refuse(column, f"应不小于{low}" if high is None else f"应在{low}至{high}之间")
        return value

    def number(self, column: str, unit: str = "") -> Fraction:
        """A decimal number, exact, with at most four decimals (the grain of `Quantity`), not beyond `LARGEST`.

        Written as sheets write one: 29,000 and 2.9万, and with its measure `unit` behind it, 90% among them.
        """
        found = _NUMBER.fullmatch(spelling(self.typed(column)))
        if not found:
            parsed = Cells(Form(unit, whole=False, may_be_negative=True))[self.typed(column)]
            if parsed.quantity is None:
                self.refuse(column, "应为数字")
            return Fraction(0) if parsed.quantity is None else exact(parsed.quantity)
        if len(found[0]) > _LONGEST_NUMBER:
            self.refuse(column, f"太大，最大{LARGEST_WORDS}")
            return Fraction(0)
        if len(found[1] or "") > MOST_DECIMALS:
            self.refuse(column, f"小数不能多于{MOST_DECIMALS}位")
        if abs(Fraction(found[0])) > LARGEST:
            self.refuse(column, f"太大，最大{LARGEST_WORDS}")
        return Fraction(found[0])

    def share(self, column: str) -> Fraction:
        """A share of the whole as 0.25, 25% or 1/4; a plain ratio from 0 to 1."""
        found = _SHARE.fullmatch(spelling(self.typed(column)))
        if not found:
            self.refuse(column, "应为0至1之间的小数、百分数或分数，如0.25、25%、1/4")
            return Fraction(0)
        if len(found[0]) > _LONGEST_NUMBER:
            self.refuse(column, "写得太长")
            return Fraction(0)
        tail = found[2] or "/1"
        value = Fraction(found[1]) / (100 if tail == "%" else int(tail[1:]))
        if value > 1:
            self.refuse(column, "累计比例不能超过1")
        return value

    def day(self, column: str) -> date:
        """A date, in the ways that spreadsheets save one: 2023-03-07, 2023/3/7, 2023年3月7日."""
        found = _DAY.fullmatch(spelling(self.typed(column)))
        try:
            return date(*map(int, found.groups())) if found else self._no_day(column)
        except ValueError:
            return self._no_day(column)

    def day_of(self, column: str, year: int | None) -> date:
        """A date in `year`; any where the year itself could not be read."""
        day = self.day(column)
        if year is not None and day != date.min and day.year != year:
            self.refuse(column, f"不在方案年度{year}年内")
        return day

    def period(self, column: str) -> Period:
        """A month: 202301, 2023-01, 2023年1月."""
        found = _PERIOD.fullmatch(spelling(self.typed(column)))
        if found and 1 <= int(found[2]) <= 12:
            return Period(int(found[1]), int(found[2]))
        self.refuse(column, "应为月份，如202301")
        return Period(1, 1)

    def _no_day(self, column: str) -> date:
        """The stand-in for a cell that is no date."""
        self.refuse(column, "应为日期，如2023-03-07")
        return date.min


class Names:
    """The names that one file defines: any spelling of a name, code or alias leads to what it names."""

    def __init__(self, what: str, file: str, *, sound: bool) -> None:
        """The names of `what` (单位, 指标); when its file is not `sound`, no reference to it can be judged."""
        self._unknown = f"{file}中没有这个{what}"
        self._judges = sound
        self._owners: dict[str, str] = {}

    def narrowed(self, owners: Container[str], what: str, file: str, *, sound: bool) -> Self:
        """The same spellings for those `owners` alone that `file` speaks of."""
        narrow = type(self)(what, file, sound=sound and self._judges)
        narrow._owners = {key: owner for key, owner in self._owners.items() if owner in owners}
        return narrow

    def enter(self, row: Row, owner: str, named: Iterable[tuple[str, str]]) -> None:
        """Let each (column, name) lead to `owner`; a name that leads elsewhere already is refused."""
        fresh = {}
        for column, name in named:
            if not name:
                continue
            if (taken := self._owners.get(spelling(name))) is not None:
                row.refuse(column, f"“{name}”重复：已用于“{taken}”")
            fresh[spelling(name)] = owner
        self._owners |= fresh

    def owner(self, row: Row, column: str, name: str) -> str | None:
        """What `name`, standing in `column`, leads to; refused and None when it leads nowhere."""
        key = spelling(name)
        if key in self._owners or not self._judges:
            return self._owners.get(key)
        near = nearest(key, self._owners)
        row.refuse(column, self._unknown + (f"，是否为“{self._owners[near]}”" if near else ""))
        return None

    def find(self, row: Row, column: str) -> str | None:
        """What the cell in `column` leads to; refused and None when it is blank or leads nowhere."""
        return self.owner(row, column, name) if (name := row.text(column)) else None
