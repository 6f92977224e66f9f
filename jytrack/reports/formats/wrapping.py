"""Breaking Chinese lines at a width in terminal cells."""

import re
from collections.abc import Iterator, Sequence

from rich.cells import cell_len

_PIECES = re.compile(r"[（《“]*(?:[\w.,+%/:-]+|.)[，。；：、）》”？！]*", re.ASCII | re.DOTALL)
_WHOLE = re.compile(r"[（《“]*[^（《“，。；：、）》”？！\s]*[，。；：、）》”？！]*\s*")
"""What stands between two marks or blanks: a name, a figure with its unit, a clause."""


def wrapped(text: str, width: int, *, whole: bool = False) -> list[str]:
    """`text` in lines of at most `width` cells, at least 2.

    Breaks stand between Chinese characters or at spaces, never within a number or a code that fits on one line, never
    before a closing mark nor after an opening one. With `whole` they stand at marks and spaces alone: no name is broken
    that fits on one line.
    """
    patterns = (_WHOLE, _PIECES) if whole else (_PIECES,)
    return [line for paragraph in text.split("\n") for line in _filled(paragraph, width, patterns)]


def longest_piece(text: str, most: int) -> int:
    """The cells of the longest piece that `whole` keeps together, of those that are no longer than `most`."""
    return max((size for piece in _WHOLE.findall(text) if (size := cell_len(piece.rstrip())) <= most), default=0)


def _filled(paragraph: str, width: int, patterns: Sequence[re.Pattern[str]]) -> list[str]:
    lines = [""]
    for part in _parts(paragraph, width, patterns):
        if cell_len(lines[-1]) + cell_len(part.rstrip()) <= width:
            lines[-1] += part
        else:
            lines.append(part.lstrip())
    return [line.rstrip() for line in lines]


def _parts(text: str, width: int, patterns: Sequence[re.Pattern[str]]) -> Iterator[str]:
    """The pieces of `text` by the first pattern; one that is too long falls into those of the next, at last letters."""
    if not patterns:
        yield from text
        return
    for piece in patterns[0].findall(text):
        if cell_len(piece.rstrip()) <= width:
            yield piece
        else:
            yield from _parts(piece, width, patterns[1:])
