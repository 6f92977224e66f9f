"""Our own ids and vocabulary written inside a statement, where every engine reads them alike.

Nothing that somebody typed is ever written so: that is bound.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TypeVar

Item = TypeVar("Item")

KEYS_A_STATEMENT = 2_000
"""So many keys are written into one statement at most."""


def numbers(ids: Iterable[int]) -> str:
    """What stands behind IN for these ids; nothing is in it when there are none."""
    return f"({', '.join(map('{:d}'.format, ids)) or 'NULL'})"


def words(vocabulary: Iterable[str]) -> str:
    """What stands behind IN for these words of ours; nothing is in it when there are none."""
    quoted = ("'{}'".format(word.replace("'", "''")) for word in vocabulary)
    return f"({', '.join(quoted) or 'NULL'})"


def keyed(columns: Sequence[str], keys: Iterable[Sequence[int]]) -> str:
    """The beginning of a statement that finds these keys, of which there are some, as the rows of a table `k`."""
    return f"WITH k({', '.join(columns)}) AS (VALUES {', '.join(map(numbers, keys))})"


@lru_cache(maxsize=8)  # nearly always of so many keys as a statement takes
def asked(columns: tuple[str, ...], keys: int) -> str:
    """The same of so many keys that are bound, each with its `place` from 0, so that many look-ups are one text."""
    marks = ", ".join("?" * len(columns))
    rows = ", ".join(f"({place}, {marks})" for place in range(keys))
    return f"WITH k(place, {', '.join(columns)}) AS (VALUES {rows})"


def in_parts(items: Sequence[Item], size: int = KEYS_A_STATEMENT) -> Iterator[Sequence[Item]]:
    """The items in parts, each of them few enough for one statement."""
    for at in range(0, len(items), size):
        yield items[at : at + size]
