"""How wide a printed table's columns are: figures and single words stay whole, prose and room to write give way."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from jytrack.reports.formats.word.breaking import narrowest
from jytrack.reports.formats.word.measure import WIDE, widest
from jytrack.reports.formats.word.xml import CELL_MARGIN, twips
from jytrack.reports.values.document import Column

SIZES = (20, 19, 18, 17, 16)
"""Half-points of a table's type: the largest in which prose has its liberty, or else in which words are whole."""

_READABLE = 18
"""Half-points below which type is too small for a page that could be turned."""

_PADDING = 2 * CELL_MARGIN + 60
"""Twips of a cell's own margins, and a little."""

_WIDEST, _NARROWEST = 22 * WIDE, 6 * WIDE
"""Where prose wraps when there is room, and what it needs at least."""

_WORD = 850
"""Hundredths of a character: a light's word and what it tells, 灰 未到考核节点."""

_FIGURE = re.compile(r"[≥≤+-]?[0-9][0-9.,/%]*")
"""What no line tears, wherever it stands."""

_SHORT_HEAD = 4 * WIDE
_TO_WRITE = (twips(18), twips(32))
"""Twips that a hand needs at least, and likes."""


def is_word(words: str) -> bool:
    """Whether a text is so short that no line tears it, and that it stands in the middle."""
    return len(words) <= 10 and widest(words) <= _WORD


class Widths(NamedTuple):
    """The type's size in half-points, and each column's width in twips."""

    size: int
    columns: list[int]


class _Need(NamedTuple):
    """What a column needs at least and would have, in hundredths of a character, and in twips for writing."""

    least: int
    full: int
    hand: tuple[int, int]
    soft: bool


def fit(columns: Sequence[Column], texts: Sequence[Sequence[str]], room: int) -> bool:
    """Whether the columns stand in the room in type that is read with ease, and prose keeps half of its liberty."""
    needs = _needs(columns, texts)
    return sum(_least(needs, _READABLE)) + sum(_full(needs, _READABLE)) <= 2 * room


def fitted(columns: Sequence[Column], texts: Sequence[Sequence[str]], room: int) -> Widths:
    """The columns' widths, which together are the room."""
    needs = list(_needs(columns, texts))
    easy = (each for each in SIZES if each >= _READABLE and sum(_full(needs, each)) <= room)
    tight = (each for each in SIZES if each <= _READABLE and sum(_least(needs, each)) <= room)
    size = next(easy, None) or next(tight, SIZES[-1])
    least, full = _least(needs, size), _full(needs, size)
    spare = room - sum(least)
    if spare < 0:
        return Widths(size, _shared(room, least))
    lacking = [max(0, more - less) for more, less in zip(full, least, strict=True)]
    if sum(lacking) > spare:
        return Widths(size, [less + more for less, more in zip(least, _shared(spare, lacking), strict=True)])
    soft = [width if need.soft else 0 for width, need in zip(full, needs, strict=True)]
    rest = _shared(spare - sum(lacking), soft if any(soft) else full)
    widths = [less + lack + more for less, lack, more in zip(least, lacking, rest, strict=True)]
    return Widths(size, widths)


def _needs(columns: Sequence[Column], texts: Sequence[Sequence[str]]) -> list[_Need]:
    found = []
    for at, column in enumerate(columns):
        longest = max((widest(line[at]) for line in texts), default=0)
        head = widest(column.title)
        whole = column.right or (not column.shrink and all(is_word(line[at]) for line in texts))
        full = max(longest, min(head, _SHORT_HEAD), narrowest(column.title, 2))
        if column.shrink:
            full = min(full, _WIDEST)
        torn = longest if whole else max(min(longest, _NARROWEST), *(_figures(line[at]) for line in texts), 0)
        least = max(2 * WIDE, narrowest(column.title, 3), torn)
        hand = _TO_WRITE if column.blank else (0, 0)
        found.append(_Need(least, max(least, full), hand, column.shrink or column.blank))
    return found


def _figures(words: str) -> int:
    """The longest figure of a text."""
    return max(map(widest, _FIGURE.findall(words)), default=0)


def _least(needs: Sequence[_Need], size: int) -> list[int]:
    return [_twips(need.least, need.hand[0], size) for need in needs]


def _full(needs: Sequence[_Need], size: int) -> list[int]:
    return [_twips(need.full, need.hand[1], size) for need in needs]


def _twips(width: int, hand: int, size: int) -> int:
    return max(hand, width * size // 10 + _PADDING)


def _shared(amount: int, parts: Sequence[int]) -> list[int]:
    """`amount` in whole parts in proportion, the rest with the last."""
    total = sum(parts) or 1
    made = [amount * each // total for each in parts]
    made[-1] += amount - sum(made)
    return made
