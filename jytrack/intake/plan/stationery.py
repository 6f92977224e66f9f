"""The office's own data for its documents (documents/文书.csv): each item checked, and all of them as a value."""

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from jytrack.domain.plan.wording import Stationery
from jytrack.intake.values.nearest import meant

if TYPE_CHECKING:  # a draft makes the value of what was checked long ago
    from jytrack.intake.plan.files import Table
    from jytrack.intake.plan.rows import Row

FILE = "文书.csv"
COLUMNS = ITEM, STATED = "项目", "值"

ORGANISATION, MARK, CODE, ADDRESSEE, COPIES, PRINTED_BY = TEXTS = (
    "署名", "发文机关标志", "机关代字", "主送", "抄送", "印发机关",
)  # fmt: skip
"""Items that are printed as they are."""

REPORTING, MENDING = DAYS = ("补报期限", "整改期限")
"""Items that count workdays."""

MARGINS = "页边距"
LINE, SIZE = "行距", "正文字号"
LENGTHS = {LINE: (10, 60), SIZE: (8, 36)}
"""Items in points, with their limits."""

ITEMS = (*TEXTS, *DAYS, MARGINS, *LENGTHS)

_LISTED = "、".join(ITEMS)
_LONGEST = 100
_MOST_DAYS = 60
_NARROWEST, _WIDEST = 10, 80
_LENGTH = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2})?")
_WHOLE = re.compile(r"[0-9]+")


def read_stationery(table: "Table") -> dict[str, str]:
    """What the file says of each item, as written; what is blank is left out. Problems go where the rows' do."""
    found: dict[str, str] = {}
    lines: dict[str, int] = {}
    for row in table.rows:
        item = row.typed(ITEM)
        if item not in ITEMS:
            row.refuse(ITEM, f"没有“{item}”这一项{meant(item, ITEMS, f'；有：{_LISTED}')}")
        elif item in lines:
            row.refuse(ITEM, f"“{item}”重复：第{lines[item]}行已有")
        elif row.typed(STATED):
            _check(row, item)
            found[item] = row.typed(STATED)
        lines.setdefault(item, row.line)
    return found


def stationery(items: Mapping[str, str]) -> Stationery:
    """The value of items that have been checked; what is not among them has its default."""
    usual = Stationery()
    sides = [int(side) for side in _WHOLE.findall(items.get(MARGINS, ""))]
    return Stationery(
        organisation=items.get(ORGANISATION, ""),
        mark=items.get(MARK, ""),
        code=items.get(CODE, ""),
        addressee=items.get(ADDRESSEE, ""),
        copies=items.get(COPIES, ""),
        printed_by=items.get(PRINTED_BY, ""),
        reporting_days=int(items.get(REPORTING, usual.reporting_days)),
        mending_days=int(items.get(MENDING, usual.mending_days)),
        margins=(sides[0], sides[1], sides[2], sides[3]) if sides else usual.margins,
        line=items.get(LINE, ""),
        size=items.get(SIZE, ""),
    )


def _check(row: "Row", item: str) -> None:
    """Refuse a value that its item cannot have."""
    value = row.typed(STATED)
    if item in TEXTS and len(value) > _LONGEST:
        row.refuse(STATED, f"太长，最多{_LONGEST}字")
    elif item in DAYS:
        row.whole(STATED, 1, _MOST_DAYS)
    elif item == MARGINS:
        sides = [int(side) for side in _WHOLE.findall(value)]
        if len(sides) != 4 or any(not _NARROWEST <= side <= _WIDEST for side in sides):
            row.refuse(
                STATED, f"要写四个毫米数，依次是上、右、下、左，各在{_NARROWEST}至{_WIDEST}之间，如 37、26、35、28"
            )
    elif item in LENGTHS:
        low, high = LENGTHS[item]
        if not _LENGTH.fullmatch(value) or not low <= Fraction(value) <= high:
            row.refuse(STATED, f"要写磅数，在{low}至{high}之间，如 28.95")
