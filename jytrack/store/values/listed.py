"""Our own ids and vocabulary written inside a statement, where every engine reads them alike.

Nothing that somebody typed is ever written so: that is bound.
"""

from collections.abc import Iterable, Iterator, Sequence
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


def in_parts(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """The items in parts, each of them few enough for one statement."""
    for at in range(0, len(items), KEYS_A_STATEMENT):
        yield items[at : at + KEYS_A_STATEMENT]
