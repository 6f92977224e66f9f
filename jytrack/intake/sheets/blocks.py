"""Rows taken in many at a time."""

import csv
from collections.abc import Iterator, Sequence
from itertools import islice

_SIZE = 4_000
"""So many rows are taken in at a time."""


def blocks(rows: Iterator[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    """`rows` in blocks; where reading them breaks, what came before is handed out first."""
    broken: csv.Error | None = None
    while broken is None:
        block: list[Sequence[str]] = []
        try:
            block.extend(islice(rows, _SIZE))
        except csv.Error as error:
            broken = error
        if block:
            yield block
        elif broken is None:
            return
    raise broken
