"""What comes back on the office's forms: which form it is, which column asks what, what a cell says."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from jytrack.domain.plan.feedback import FormKind, Item, Key
from jytrack.domain.values.numerals import date_text
from jytrack.domain.values.period import Period
from jytrack.domain.values.texts import one_line
from jytrack.intake.values.cell import Trouble, is_blank, is_ditto
from jytrack.intake.values.days import written_day
from jytrack.intake.values.names import bare_forms
from jytrack.intake.values.problem import Code
from jytrack.intake.values.spelling import spelling

LONGEST = 500
"""Characters of a text; a form is no report."""

LONGEST_PERSON = 40

_HEADINGS: Mapping[Item, tuple[str, ...]] = {
    Item.CAUSE: ("滞后原因", "原因", "原因分析", "滞后原因分析"),
    Item.MEASURES: ("下步措施", "赶超措施", "整改措施", "工作措施", "措施"),
    Item.PERSON: ("责任人", "责任人员"),
    Item.UNTIL: ("完成时限", "整改时限", "完成期限"),
    Item.PROGRESS: ("最近进展", "进展", "进展情况", "工作进展"),
    Item.PROBLEM: ("存在问题", "存在的问题", "问题"),
    Item.NEXT_STEP: ("下步打算", "下一步打算", "下步工作打算", "打算"),
}
_ITEMS = {spelling(word): item for item, heard in _HEADINGS.items() for word in heard}
_PERIOD, _NUMBER = frozenset(("报告期", "月份")), frozenset(("序号", "任务序号"))
_TASK, _TARGET = frozenset(("任务", "任务名称")), frozenset(("指标", "指标名称"))
_CODE = frozenset(("指标代码",))
_BROKEN = re.compile(r"#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!).*")


@dataclass(frozen=True)
class FormContext:
    """What a form is read against: the targets' codes and names by every accepted spelling, and the tasks' titles.

    `received_on` bounds the months; `period` is the one that the command line gave.
    """

    year: int
    targets: Mapping[str, str]
    names: Mapping[str, str]
    tasks: Mapping[int, str]
    received_on: date
    period: Period | None = None


@dataclass(frozen=True)
class FormHead:
    """Where the columns of a form stand; `row` is that of the heads, from 1. None: there is no such column."""

    kind: FormKind
    row: int
    titles: tuple[str, ...]
    items: Mapping[int, Item]
    subject: int | None = None
    number: int | None = None
    code: int | None = None
    period: int | None = None


class Statement(NamedTuple):
    """One thing that a form says, and where: its row from 1, its column from 0."""

    key: Key
    text: str
    row: int
    column: int


def form_head(rows: Iterable[Sequence[str]]) -> FormHead | None:
    """The heads among the first rows: what is asked, and what it is asked of; None where there are none."""
    for number, cells in enumerate(rows, 1):
        titles = tuple(map(one_line, cells))
        found = [next((bare.name for bare in bare_forms(title) if _known(bare.name)), "") for title in titles]
        asked = {at: _ITEMS[name] for at, name in enumerate(found) if name in _ITEMS}
        for kind in FormKind:
            items = {at: item for at, item in asked.items() if item in kind.items}
            of = _TARGET if kind is FormKind.REASONS else _TASK
            places = [_first(found, words) for words in (of, _NUMBER, _CODE, _PERIOD)]
            if items and len(set(items.values())) == len(items) and any(at is not None for at in places[:3]):
                return FormHead(kind, number, titles, items, *places)
    return None


def _known(name: str) -> bool:
    """Whether a heading means anything in a form."""
    return name in _ITEMS or any(name in words for words in (_PERIOD, _NUMBER, _TASK, _TARGET, _CODE))


def _first(found: Sequence[str], words: frozenset[str]) -> int | None:
    """The first column that is headed by one of `words`."""
    return next((at for at, name in enumerate(found) if name in words), None)


def said(item: Item, cell: str, period: Period) -> tuple[str, Trouble | None]:
    """What a cell says, and what is wrong with it; "" says nothing."""
    text = " ".join(one_line(cell).split())
    text = text[1:] if text.startswith("'") else text
    if is_blank(text) and text not in ("无", "暂无"):
        return "", None
    if is_ditto(text):
        return "", Trouble(Code.DITTO, f"“{text}”看不出说的是什么", "每一格都请写出内容")
    if _BROKEN.fullmatch(text):
        return "", Trouble(Code.FORMULA_ERROR, f"“{text}”是出错的公式", "请直接写文字")
    if item is Item.UNTIL:
        return _day(text, period)
    longest = LONGEST_PERSON if item is Item.PERSON else LONGEST
    if len(text) > longest:
        return "", Trouble(Code.TOO_LONG, f"“{item.label}”写了{len(text)}个字，最多{longest}个", "请写得简短些")
    return text, None


def _day(text: str, period: Period) -> tuple[str, Trouble | None]:
    """The day until which something will be done, in ISO form."""
    day = written_day(text, period.year)
    if day is None:
        return "", Trouble(Code.NOT_A_DATE, f"“{text}”不是日期", f"请写到哪一天，如 {period.year}-12-31")
    if day < period.first_day:
        message = f"“{text}”早于报告期（{date_text(period.first_day)}起）"
        return "", Trouble(Code.NOT_A_DATE, message, "请核对完成时限")
    return day.isoformat(), None
