"""“Did you mean”: the known spelling that is nearest to an unknown one."""

from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches

_TELLING = "率比%元万千亿均"
_CHANGING = frozenset("未非不无拟应待欠减退余额存差目标任务计划上下去同年季周日旬男女户")
_TAILS = frozenset("数人")
_LETTERS_A_SLIP = 5
_LONGEST = 40
"""Longer texts are no misspelled names, and comparing them takes long."""


def nearest(key: str, known: Iterable[str]) -> str:
    """The spelling in `known` most like `key` (itself in the form of `spelling`); "" when none is alike.

    Where the most alike says something else (a rate for a count), a less alike one is not guessed in its place.
    """
    if not key or len(key) > _LONGEST:
        return ""
    close = get_close_matches(key, known, n=1)
    return next((found for found in close if len(key) <= len(found) + 1 and not says_more(key, found)), "")


def misspelt(key: str, known: Iterable[str]) -> str:
    """The spelling in `known` of which `key` is a slip of letters; "" where it may be the name of something else."""
    names = list(known)
    found = nearest(key, names)
    return found if found and _is_slip(key, found, frozenset("".join(names))) else ""


def meant(key: str, known: Iterable[str], otherwise: str = "") -> str:
    """The question whether the nearest spelling was meant, as it goes on after a statement; else `otherwise`."""
    like = nearest(key, known)
    return f"，是不是“{like}”" if like else otherwise


def says_more(key: str, known: str) -> bool:
    """Whether `key` has beside `known` a letter that makes another figure of it (率, 元)."""
    more = key.replace(known, "", 1) if known in key else ""
    return any(letter in _TELLING for letter in more)


def _is_slip(key: str, known: str, letters: frozenset[str]) -> bool:
    """Whether `key` is `known` with letters mistaken, one left out, or its words in another order.

    A letter of the names themselves is not mistaken for another (失业 is no slip of 就业), nor is one that changes what
    is counted; and a letter more is none but 数 or 人 behind the name, or one doubled.
    """
    if sorted(key) == sorted(known):
        return True
    slips = 0
    for tag, start, end, at, until in SequenceMatcher(None, known, key, autojunk=False).get_opcodes():
        lacking, typed = end - start, key[at:until]
        if tag == "equal":
            continue
        slips += max(lacking, len(typed))
        if tag == "replace" and (len(typed) != lacking or not (letters | _CHANGING).isdisjoint(typed)):
            return False
        doubled = typed in (key[at - 1 : at], key[until : until + 1])
        if tag == "insert" and not (doubled or (until == len(key) and typed in _TAILS)):
            return False
    return slips <= max(1, len(known) // _LETTERS_A_SLIP)
