"""“Did you mean”: the known spelling that is nearest to an unknown one."""

from collections.abc import Iterable
from difflib import get_close_matches

_TELLING = "率比%元万千亿均"
_LONGEST = 40
"""Longer texts are no misspelled names, and comparing them takes long."""


def nearest(key: str, known: Iterable[str]) -> str:
    """The spelling in `known` most like `key` (itself in the form of `spelling`); "" when none is alike.

    Where the most alike says something else (a rate for a count), a less alike one is not guessed in its place.
    """
    if not key or len(key) > _LONGEST:
        return ""
    return next((found for found in get_close_matches(key, known, n=1) if not _says_more(key, found)), "")


def meant(key: str, known: Iterable[str], otherwise: str = "") -> str:
    """The question whether the nearest spelling was meant, as it goes on after a statement; else `otherwise`."""
    like = nearest(key, known)
    return f"，是不是“{like}”" if like else otherwise


def _says_more(key: str, known: str) -> bool:
    """Whether `key` has words that `known` has not, or a letter that makes another figure of it (率, 元)."""
    more = key.replace(known, "", 1) if known in key else ""
    return len(key) > len(known) + 1 or any(letter in _TELLING for letter in more)
