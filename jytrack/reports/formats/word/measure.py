"""How wide a text is in print, in hundredths of a character."""

import re

WIDE = 100
"""One Chinese character, and the marks that Chinese fonts make as wide."""

_HALF, _NARROW, _GAP = 50, 60, 50
"""A digit or letter of Chinese fonts, of the widest fonts, and the gaps that some programs leave around these."""

_NARROW_RUNS = re.compile("[\x00-\u1fff]+")


def measured(words: str) -> int:
    """A text in the fonts of official documents."""
    narrow = sum(map(len, _NARROW_RUNS.findall(words)))
    return (len(words) - narrow) * WIDE + narrow * _HALF


def widest(words: str) -> int:
    """A text in whatever font there is, so that it certainly fits."""
    if words.isascii():
        return len(words) * _NARROW
    runs = _NARROW_RUNS.findall(words)
    narrow = sum(map(len, runs))
    return (len(words) - narrow) * WIDE + narrow * _NARROW + len(runs) * _GAP
