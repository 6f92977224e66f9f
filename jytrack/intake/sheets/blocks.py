"""Rows taken in many at a time."""

import csv
from collections.abc import Iterator, Sequence
from itertools import islice

from jytrack.intake.values.rows import TextRows

_SIZE = 8_000
"""So many rows are taken in at a time."""


class Columns:
    """Rows of one width as columns; iterating makes the rows."""

    def __init__(self, columns: Sequence[Sequence[str]]) -> None:
        """`columns` are of one length."""
        self.columns = columns

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.columns[0])

    def __iter__(self) -> Iterator[Sequence[str]]:
        """The rows one by one."""
        return zip(*self.columns, strict=True)


def blocks(
    rows: Iterator[Sequence[str]], first: Sequence[Sequence[str]] = (), width: int = 0
) -> Iterator[Sequence[Sequence[str]] | Columns]:
    """`first` and then `rows` in blocks; where reading them breaks, what came before is handed out first.

    Those of a text come as columns where all rows of a block have `width` cells and nothing has to be understood.
    """
    for at in range(0, len(first), _SIZE):
        yield first[at : at + _SIZE]
    broken: csv.Error | None = None
    while broken is None:
        taken = rows
        if width and isinstance(rows, TextRows):
            lines = rows.lines(_SIZE)
            if lines and (columns := rows.columns(lines, width)):
                yield Columns(columns)
                continue
            taken = rows.understood(lines)
        block: list[Sequence[str]] = []
        try:
            block.extend(islice(taken, _SIZE))
        except csv.Error as error:
            broken = error
        if block:
            yield block
        elif broken is None:
            return
    raise broken
