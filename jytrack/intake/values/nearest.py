"""“Did you mean”: the known spelling that is nearest to an unknown one."""

from collections.abc import Iterable
from difflib import get_close_matches

_LONGEST = 40
"""Longer texts are no misspelled names, and comparing them takes long."""


def nearest(key: str, known: Iterable[str]) -> str:
    """The spelling in `known` most like `key` (itself in the form of `spelling`); "" when none is alike."""
    if not key or len(key) > _LONGEST:
        return ""
    return next(iter(get_close_matches(key, known, n=1)), "")
