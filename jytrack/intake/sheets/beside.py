"""Texts beside the figures of a row: a remark, or a column that says of each row what it is, may make them others."""

import re
from collections.abc import Collection, Iterator, Sequence

from jytrack.domain.values.period import Period
from jytrack.intake.sheets.column_heads import Headings
from jytrack.intake.sheets.header import Header
from jytrack.intake.sheets.lookups import Remembered
from jytrack.intake.sheets.words import Role
from jytrack.intake.values.cell import is_blank
from jytrack.intake.values.problem import Code, Problem, finding
from jytrack.intake.values.rows import column_letter

_LONGEST = 24
_TELLING = re.compile(r"[月季年旬周天日累计至末底止预拟划标务应上去同比率占其男女省县区万千百亿元亩]|20[0-9]{2}")
"""What a text that changes a figure has at least one of: most remarks need no closer look."""

_DATED = re.compile(r"时限|时间|期限|日期|时点")
_YEARS = re.compile(r"年度?份?")
_POINTING = re.compile(r"^(?:此|该|本|以上|这)?(?:数据|数字|数|项|列|行|格)?(?:均?为|均?系|均?是|按)")
_OF_ITS_OWN = re.compile(r"[0-9] *(?:人|名|户|家|个|场|件|起|次|万|元|%|％)|较|比|同比|环比|其中|含")
"""By such words a remark tells of figures besides that of its row."""


class Beside:
    """What stands beside the readings of each row under `header`, where the sheet's month is `period`."""

    def __init__(self, header: Header, headings: Headings, period: Period | None) -> None:
        self._header = header
        self._headings = headings
        self._period = period
        self._notes = [column.at for column in header.columns if column.role is Role.NOTE]
        self._others = [
            column.at
            for column in header.columns
            if column.role is Role.UNKNOWN and not _DATED.search(column.title) and column.at not in self._notes
        ]
        self._years = frozenset(at for at in self._others if _YEARS.fullmatch(header.columns[at].title))
        self.remark: Remembered[str, bool] = Remembered(self._remark_changes)
        self._word: Remembered[str, bool] = Remembered(lambda text: headings.changes(text, period))

    def changed_by(self, remarks: Collection[str]) -> bool:
        """Whether any of `remarks` changes the figures beside it: most need no look one by one."""
        return _TELLING.search("\n".join(remarks)) is not None and any(map(self.remark.__getitem__, remarks))

    def look(self, row: int, cells: Sequence[str]) -> Iterator[Problem]:
        """The problem of each text in row `row` that makes its figures others than their headings say."""
        found = [at for at in self._notes if cells[at] and self.remark[cells[at]]]
        for at in self._others:
            text = cells[at].strip()
            if text and (at in self._years or not text.isdigit()) and len(text) <= _LONGEST and self._word[text]:
                found.append(at)
        if found and any(not is_blank(cells[column.at]) for column in self._header.figures):
            yield from (self._problem(row, at, cells[at]) for at in found)

    def _remark_changes(self, text: str) -> bool:
        """Whether a remark says no more than what the figures beside it are, and that is something else."""
        if len(text) > _LONGEST or not _TELLING.search(text) or _OF_ITS_OWN.search(text):
            return False
        return self._headings.changes(_POINTING.sub("", text.strip().rstrip("。.；;")), self._period)

    def _problem(self, row: int, at: int, text: str) -> Problem:
        """That the text at `at` changes the figures of row `row`."""
        title = self._header.columns[at].title
        message = f"{title}“{text.strip()}”会改变这一行数的含义"
        advice = "请把它写进表头，各是一列；和数没有关系的话请改个说法"
        letter = column_letter(at)
        return finding(Code.WRONG_REPORTING, message, advice, row=row, column=letter, value=text, beyond=True)
