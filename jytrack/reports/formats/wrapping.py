"""Breaking Chinese lines at a width in terminal cells."""

import re

from rich.cells import cell_len

_PIECES = re.compile(r"[（《“]*(?:[\w.,+%/:-]+|.)[，。；：、）》”？！]*", re.ASCII | re.DOTALL)


def wrapped(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells, at least 2.

    Breaks stand between Chinese characters or at spaces, never within a number or a code that fits on one line, never
    before a closing mark nor after an opening one.
    """
    return [line for paragraph in text.split("\n") for line in _filled(paragraph, width)]


def _filled(paragraph: str, width: int) -> list[str]:
    lines = [""]
    for piece in _PIECES.findall(paragraph):
        for part in [piece] if cell_len(piece) <= width else piece:
            if cell_len(lines[-1]) + cell_len(part) <= width:
                lines[-1] += part
            else:
                lines[-1] = lines[-1].rstrip()
                lines.append(part.lstrip())
    return lines
