"""Cells as text: the one place where a typed cell becomes what a person, or a spreadsheet, reads."""

import re
from fractions import Fraction

from jytrack.domain.values import numerals
from jytrack.domain.values.texts import clean
from jytrack.reports.values.document import Bar, Cell, Column, Lamp, Number, Percent, Points

BAR_WIDTH = 10
"""Cells of a bar, beside one more for the mark of the expected share."""

_COUNTED = re.compile("[0-9]+[\u4e00-\u9fff]")
"""How many of something: 4项."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""Text that begins so would be taken for a formula by a spreadsheet."""


def text(cell: Cell) -> str:
    """What a person reads; unknown is —."""
    match cell:
        case None:
            return numerals.UNKNOWN
        case str():
            return clean(cell)
        case Number(value, places, least, fixed, signed):
            shown = numerals.decimal(value, places) if fixed else numerals.plain(value, places)
            return ("≥" if least and value is not None else "") + (numerals.signed(shown) if signed else shown)
        case Percent(value, cap):
            return numerals.percent(value, cap)
        case Points(value, lines):
            return numerals.points(value, *lines)
        case Lamp():
            word, told = cell.colour.label if cell.colour else numerals.UNKNOWN, clean(cell.text)
            return f"{word}{told}" if _COUNTED.match(told) else f"{word} {told}".rstrip()
        case Bar():
            return bar(cell)
        case _:
            return str(cell)


def in_column(column: Column, cell: Cell) -> str:
    """What a person reads in a table: where somebody is to write, nothing stands instead of —."""
    return "" if cell is None and column.blank else text(cell)


def bar(cell: Bar) -> str:
    """Progress drawn with characters that GBK has: never full below 1, and at its mark only once it has reached it."""
    if cell.value is None:
        return ""
    halves = max(0, min(2 * BAR_WIDTH, int(cell.value * 2 * BAR_WIDTH)))
    if cell.expected is None:
        return _drawn(halves)
    mark = max(0, min(BAR_WIDTH, int(cell.expected * BAR_WIDTH + Fraction(1, 2))))
    halves = max(halves, 2 * mark) if cell.value >= cell.expected else min(halves, max(0, 2 * mark - 1))
    drawn = _drawn(halves)
    return f"{drawn[:mark]}│{drawn[mark:]}"


def raw(cell: Cell) -> str:
    """What a spreadsheet reads: bare numbers, half up to six decimals, percentages as percent; unknown is empty."""
    match cell:
        case Number(value) | Points(value):
            return _exact(value)
        case Percent(value) | Bar(value):
            return _exact(None if value is None else value * 100)
        case None | Lamp(None):
            return ""
        case _:
            return text(cell)


def kept_as_text(text: str) -> str:
    """`text` with a space before what a spreadsheet would take for a formula; an import reads it without the space."""
    return f" {text}" if text.startswith(FORMULA) else text


def _drawn(halves: int) -> str:
    """A bar of so many half cells."""
    return ("█" * (halves // 2) + "▌" * (halves % 2)).ljust(BAR_WIDTH, "─")


def _exact(value: Fraction | None) -> str:
    return "" if value is None else numerals.literal(value)
