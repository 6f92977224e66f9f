"""What of a table stands on a screen, and how wide: no number, code, name or date is ever broken to make it fit.

Prose gives way first, down to a floor. Then columns are left out, in the order in which they declare themselves spare
(`Column.spare`), bars before all. What still does not fit is stacked, a row's cells under one another.
"""

from collections.abc import Callable, Sequence

from rich.cells import cell_len

from jytrack.domain.values.valueclass import valueclass
from jytrack.reports.formats.wrapping import longest_piece
from jytrack.reports.values.cells import text
from jytrack.reports.values.document import Bar, Cell, Column, Table

_ROOMY, _TIGHT = 2, 1
_PROSE = 16
"""Prose narrower than eight Chinese characters is not read but spelled."""
_NAME = 32
"""The longest names of indicators; what is longer without a mark to break at is prose."""
_SENTENCE = frozenset("，；。：")
"""Marks of what is told and not named."""
_TITLE = 4
_FIRST = 1_000
"""Bars go before all that a report declares spare: they draw what a figure beside them says."""


@valueclass
class Layout:
    """The columns that stand, by place, with their widths and the gap between two; without widths rows are stacked.

    `dropped` are the titles of those left out that say what nothing else on the screen says.
    """

    kept: tuple[int, ...]
    widths: tuple[int, ...] = ()
    gap: int = _ROOMY
    dropped: tuple[str, ...] = ()


def laid_out(table: Table, width: int, words: Callable[[Cell], str]) -> Layout:
    """How `table`, whose cells read as `words`, stands in `width` cells."""
    held = [_Held(column, cells, words) for column, *cells in zip(table.columns, *table.rows, strict=True)]
    used = [at for at, each in enumerate(held) if not each.unused]
    natural = [each.natural for each in held]
    for gap in (_ROOMY, _TIGHT):
        if sum(natural[at] for at in used) + gap * (len(used) - 1) <= width:
            return Layout(tuple(used), tuple(natural[at] for at in used), gap)
    floors = [each.floor() for each in held]
    kept = _spared(used, held, floors, width)
    if kept is None:
        return Layout(tuple(at for at in used if not held[at].bar))
    dropped = tuple(text(table.columns[at].title) for at in used if at not in kept and not held[at].bar)
    return Layout(tuple(kept), tuple(_squeezed(kept, held, floors, width)), _TIGHT, dropped)


class _Held:
    """A column with what its cells read, measured in cells of the screen."""

    def __init__(self, column: Column, cells: Sequence[Cell], words: Callable[[Cell], str]) -> None:
        self.column = column
        self.unused = column.blank and not any(cells)
        self.bar = any(isinstance(cell, Bar) for cell in cells)
        self.spare = _FIRST if self.bar else column.spare
        self.title = words(column.title)
        self.read = [words(cell) for cell in cells]
        self.natural = max(map(_widest, [self.title, *self.read]))

    def floor(self) -> int:
        """The width below which something would be broken that is read whole."""
        title = min(_TITLE, _widest(self.title))
        if not self.column.shrink:
            return max(title, *map(_widest, self.read))
        prose = min(_PROSE, max(map(_widest, self.read)))
        return max(
            title, prose, *(longest_piece(each, _PROSE if _SENTENCE & set(each) else _NAME) for each in self.read)
        )


def _widest(words: str) -> int:
    return max(map(cell_len, words.split("\n")))


def _spared(used: list[int], held: Sequence[_Held], floors: Sequence[int], width: int) -> list[int] | None:
    """The columns that are left when as many spare ones as must have gone; None where it is not enough."""
    kept = list(used)
    for at in sorted(used, key=lambda at: (-held[at].spare, -at)):
        if sum(floors[each] for each in kept) + _TIGHT * (len(kept) - 1) <= width:
            return kept
        if not held[at].spare:
            return None
        kept.remove(at)
    return None


def _squeezed(kept: Sequence[int], held: Sequence[_Held], floors: Sequence[int], width: int) -> list[int]:
    """Each column's width: prose gives way first, the widest before the others, none below its floor."""
    widths = {at: held[at].natural for at in kept}
    excess = sum(widths.values()) + _TIGHT * (len(kept) - 1) - width
    for which in ([at for at in kept if held[at].column.shrink], kept):
        while excess > 0 and (able := [at for at in which if widths[at] > floors[at]]):
            widths[max(able, key=widths.__getitem__)] -= 1
            excess -= 1
    return [widths[at] for at in kept]
