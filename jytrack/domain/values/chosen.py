"""Numbers chosen from a list as an office writes them: 8, 1-5, 1,4,9, 第3、5项, 1至3."""

import re
import unicodedata
from collections.abc import Iterable

from jytrack.domain.values.numerals import neighbours

_APART = re.compile(r"[,，、;；和及\s]+")
_TO = re.compile(r"\s*[-‐‑‒–—―−~～至到]+\s*")
_PART = re.compile(r"([0-9]{1,9})(?:-([0-9]{1,9}))?")
_FRAME = re.compile(r"^(?:第|任务)+|[项号条个]$")
_MOST = 1_000
"""More than these are a slip of the finger."""


def numbers_in(text: str) -> tuple[int, ...] | None:
    """The numbers that `text` names, each once, as written; None where it is no such list or names too many."""
    found: dict[int, None] = {}
    written = _TO.sub("-", unicodedata.normalize("NFKC", text)).strip(" ,、;")
    for part in _APART.split(written):
        match = _PART.fullmatch("-".join(_FRAME.sub("", end) for end in part.split("-")))
        if match is None:
            return None
        first, last = int(match[1]), int(match[2] or match[1])
        if not first <= last < first + _MOST:
            return None
        found |= dict.fromkeys(range(first, last + 1))
    return tuple(found) if 0 < len(found) <= _MOST else None


def numbered(numbers: Iterable[int]) -> str:
    """The numbers as they would be written, neighbours drawn together: 1-4、6、8-9."""
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in neighbours(set(numbers)))
