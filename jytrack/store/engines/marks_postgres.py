"""Portable statements in the marks of the driver: `?` and `:name` become its own, what is quoted stays."""

import re
from functools import lru_cache

_PIECES = re.compile(r"""'(?:[^']|'')*'|"[^"]*"|::|%|\?|:([A-Za-z_]\w*)""")


@lru_cache(maxsize=512)
def marked(sql: str) -> str:
    """The statement for the driver, which takes every % for a mark of its own unless it is doubled."""
    return _PIECES.sub(_mark, sql)


def _mark(piece: re.Match[str]) -> str:
    text = piece.group()
    if text == "?":
        return "%s"
    if piece.group(1):
        return f"%({piece.group(1)})s"
    return text.replace("%", "%%")
