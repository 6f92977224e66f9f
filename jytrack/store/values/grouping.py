"""Rows gathered under what they belong to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


def grouped(rows: Iterable[tuple[Key, Value]]) -> Mapping[Key, tuple[Value, ...]]:
    """The values of each key in the order of the rows; a key without rows has none."""
    groups: defaultdict[Key, list[Value]] = defaultdict(list)
    for key, value in rows:
        groups[key].append(value)
    return defaultdict(tuple, {key: tuple(values) for key, values in groups.items()})
