"""Rows under a header that are no readings: totals, remarks, what is printed again on each page (intake.md)."""

import re
from collections.abc import Iterable, Sequence
from enum import Enum, auto

from jytrack.intake.sheets.header import Header
from jytrack.intake.sheets.statements import Said, Vocabulary, speaks_of_all
from jytrack.intake.values.cell import Trouble, is_amount, is_blank
from jytrack.intake.values.names import undressed
from jytrack.intake.values.problem import Code
from jytrack.intake.values.spans import Reach
from jytrack.intake.values.spelling import spelling

_FOOTER = re.compile(
    r"(制表|填表|填报|审核|复核|报送|经办|统计|主管|分管|单位)(人|员|负责人|领导|日期|时间|单位)?(\(.*?\))?:"
    r"|(制表|填表|填报|审核|复核|经办|联系|负责)人|联系电话|电话|(附注|备注|说明|注):"
)
_REMARK = re.compile(r"(附注|备注|说明|注)\d?:")
_MEASURES = re.compile(r"\(?(计量|金额|数量|货币)?单位:")
_FIGURES = re.compile(r"[0-9] *(?:[万千百]?(?:人|名|户|家|个|场|件|起|元)|%|％)")
_CHINESE = re.compile("[一-鿿]")
_TOTAL = re.compile(r".{0,8}(合计|总计|共计|总数|汇总)数?|全县|.{0,8}累计数?|(?P<part>.{0,8}小计)")
_SEVERAL_MONTHS = re.compile(r"第?[一二三四1-4]季度?|[上下]半年")
_UP_TO_A_MONTH = re.compile(r".*月.*累计")
_FIELDS = ("累计", "累计数")
_LETTERS = "甲乙丙丁戊己庚辛"
_NUMBER = re.compile(r"([0-9]{1,2})")
_LINE = frozenset(("栏次", "行次", "序号", "代码", "编号"))


class TotalRow(Enum):
    """What a total row stands for."""

    ALL = auto()
    PART = auto()


def total_row(name: str, beside: str = "", region: str = "", *, by_month: bool = False) -> TotalRow | None:
    """What the row called `name` is the total of; None when it is no total. `region` totals its units.

    `by_month`: the rows are months, of which 一季度 adds some up, and 2月累计 is what was done up to one of them.

    A row without a name may be called by its first cell, `beside`; 累计 alone there says which figures they are.
    """
    if not name:
        name = beside if spelling(beside) not in _FIELDS else ""
    word = re.sub(r"\([^()]*\)$", "", spelling(undressed(name)))
    if word and word == spelling(region):
        return TotalRow.ALL
    if by_month and _SEVERAL_MONTHS.fullmatch(word):
        return TotalRow.PART
    match = _TOTAL.fullmatch(word)
    if match is None or (by_month and _UP_TO_A_MONTH.match(word)):
        return None
    return TotalRow.PART if match["part"] else TotalRow.ALL


class Printed:
    """What a sheet prints again among its rows: its title and header on each page, the row that numbers its columns."""

    def __init__(self, header: Header) -> None:
        self._levels = frozenset(map(_trimmed, header.levels))
        self._above = frozenset(map(spelling, header.above))

    def again(self, cells: Sequence[str]) -> bool:
        """Whether the row says nothing that the sheet has not said above."""
        words = [cell for cell in cells if cell.strip()]
        return _trimmed(cells) in self._levels or all(spelling(word) in self._above for word in words)

    @staticmethod
    def numbers(cells: Sequence[str]) -> bool:
        """Whether the row is the 甲 乙 1 2 of statistical forms."""
        words = [spelling(cell).strip("()") for cell in cells if cell.strip()]
        letters = 0
        while letters < len(words) and (words[letters] in _LETTERS or words[letters] in _LINE):
            letters += 1
        counted = [_NUMBER.fullmatch(word) for word in words[letters:]]
        numbers = [int(match[1]) for match in counted if match]
        in_order = len(numbers) == len(counted) and numbers == list(range(1, len(numbers) + 1))
        return in_order and (letters > 0 or len(numbers) == len(cells) > 1)


def worded(cells: Iterable[str]) -> bool:
    """Whether Chinese words stand where a total has figures, as in another block's header whose corner says 泾源县."""
    return any(_CHINESE.search(cell) and not is_blank(cell) and not is_amount(cell) for cell in cells)


def is_footer(first: str) -> bool:
    """Whether a row that begins with `first` is signed or remarks on the sheet."""
    return _FOOTER.match(spelling(first)) is not None


def remark(vocabulary: Vocabulary, cells: Sequence[str], *, open_field: bool) -> Said | None:
    """What a remark below the figures says of them that may change what they are; None where it does not.

    `open_field`: some heading leaves open whether its figures are the month's or the year's. A remark with figures of
    its own, or one about some units, speaks of these unless it says that it is about all.
    """
    text = " ".join(cell.strip() for cell in cells if cell.strip())
    if _REMARK.match(spelling(text)) is None and _MEASURES.match(spelling(text)) is None:
        return None
    said = vocabulary.said(text)
    if said.strange or not said.measures <= vocabulary.own_measures:
        return said
    of_all = speaks_of_all(text)
    apart = not of_all and (said.units or _FIGURES.search(text) is not None)
    changing = [span for span in said.spans if of_all or span.reach is not Reach.PART]
    tells = (of_all and said.kind) or (open_field and not apart and (changing or (of_all and said.monthly)))
    return said if tells else None


def section(vocabulary: Vocabulary, cells: Sequence[str]) -> Said | None:
    """What a row of a single text says of the rows below it; None where it is no such row, or says nothing of them."""
    words = {cell.strip() for cell in cells if cell.strip()}
    if len(words) != 1:
        return None
    said = vocabulary.said(text := words.pop())
    return said if said.anything and (said.months or not is_amount(text)) else None


def changed(said: Said) -> Trouble:
    """That the rows below are about something else than those above."""
    message = f"这一行单独写着“{said.text}”，下面的数和上面的不是一回事"
    return Trouble(Code.WRONG_REPORTING, message, "请分成几张表，或加一列在每一行写明", beyond=True)


def remarked(said: Said) -> Trouble:
    """That a remark says of all figures what their headings do not."""
    message = f"“{said.text}”会改变表里数的含义"
    advice = "请把它写进表头（如“累计数”“单位：万人”），并从备注里删去"
    return Trouble(Code.WRONG_REPORTING, message, advice, beyond=True)


def first_filled(cells: Sequence[str]) -> int:
    """Where the first cell that is not blank stands."""
    return next(at for at, cell in enumerate(cells) if cell.strip())


def _trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    """The cells in the form of `spelling`, without the blank ones at the end."""
    words = [spelling(cell) for cell in cells]
    while words and not words[-1]:
        words.pop()
    return tuple(words)
