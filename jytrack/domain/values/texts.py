"""Text from elsewhere made fit to be stored and shown: bytes of another encoding read, nothing in it that steers."""

import re
from unicodedata import combining, east_asian_width

_UNSEEN = [*range(9), *range(11, 32), *range(127, 160), 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_UNSEEN += [0xFFFE, 0xFFFF]  # no characters, which no XML may hold
_CLEAN = dict.fromkeys(_UNSEEN, " ")
"""None of these is printable: nearly every text is, which is told faster than it is translated."""

# Bytes that were not in the system's encoding, and what stands around them: other bytes of the same characters may have
# been taken for ASCII, or two of them for a letter.
_BYTES = "[\x21-\x7e\x80-\u07ff\udc80-\udcff]*[\udc80-\udcff][\x21-\x7e\x80-\u07ff\udc80-\udcff]*"
_LONE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """`text` without the characters that would steer a terminal; newlines stay."""
    return text if text.isprintable() else text.translate(_CLEAN)


def one_line(text: str) -> str:
    """`text` clean and on one line."""
    return text if text.isprintable() else " ".join(clean(text).split("\n"))


def readable_name(name: str) -> str:
    """A name or path, or what was typed, read as a whole in the encoding that it is in, each step of a path by itself.

    An old Windows writes names in GBK. What is given can always be encoded; it is no longer the file's path.
    """
    return "/".join(_read_whole(step) for step in name.split("/"))


def readable(text: str) -> str:
    """`text` with the names in it read that are in another encoding, as far as they can be told from what is around."""
    if _LONE.search(text) is None:
        return text
    return _LONE.sub("\ufffd", re.sub(_BYTES, _decoded, text))


class _Cells(dict[str, int]):
    """The cells of each character, found when it is first met."""

    def __missing__(self, char: str) -> int:
        cells = 0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1
        return self.setdefault(char, cells)


_CELLS = _Cells()


def cells(text: str) -> int:
    """How wide a text is on screen and on a page of even letters, where a Chinese character takes two."""
    return len(text) if text.isascii() else sum(map(_CELLS.__getitem__, text))


def shown(text: str) -> str:
    """`text` as it may be said to somebody: readable, and on one line."""
    return one_line(readable(text))


def _read_whole(step: str) -> str:
    """One step of a path in the encoding that it is in."""
    if _LONE.search(step) is None:
        return step
    try:
        return step.encode("utf-8", "surrogateescape").decode("gb18030")
    except UnicodeError:
        return readable(step)


def _decoded(kept: re.Match[str]) -> str:
    """The bytes that were kept, as UTF-8 if they are, else as GB18030."""
    raw = kept[0].encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")
