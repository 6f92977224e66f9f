"""A file's bytes become text: byte order mark, then strict UTF-8, then GB18030 (intake.md, Layouts).

Never the other way round: GB18030 accepts most UTF-8 and turns it into nonsense.
"""

import codecs
import re
from io import SEEK_END, BytesIO
from typing import BinaryIO, NamedTuple

from jytrack.intake.values.problem import Code, Problem, finding
from jytrack.intake.values.spelling import UNSEEN

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How the files of spreadsheet programs begin: zipped ones and old binary ones."""

# No spreadsheet writes these; a file that holds one is binary, or was decoded wrongly.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
# A number as long as a telephone's may be in a text where so many digits, and what may stand between them, follow one
# another, or digits stand on both sides of a line's end or of commas. It is looked for in this way in large files only.
_WIDE = "０-９（）．－·–−\u00a0\u2002-\u200a\u3000" + UNSEEN
_LONG_NUMBER = re.compile(f"[-0-9 ._()+{_WIDE}]{{11}}")
# Both of the above at once: neither is in most of a file.
_UNUSUAL = re.compile(f"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff{_WIDE}]")
_RUNS = bytes(
    ord({**dict.fromkeys("-0123456789 ._()+", "1"), **dict.fromkeys("\r\n", "2"), ",": "3"}.get(chr(at), "0"))
    for at in range(256)
)
_LONG_RUNS = (b"1" * 11, b"121", b"1221", b"1113111131111", b"11311131113111")

_SMALL = 1 << 18
"""A file up to this size is searched for personal data cell by cell, whatever it looks like."""

_CHUNK = 1 << 20
_OVERLAP = 13
_END = 16
_END_MARK = re.compile(rb"(?:\x1a\0?)+(?:[\r\n]\0?)*$")
"""0x1A, and ends of lines that were put behind it."""


class Text(NamedTuple):
    """A file that is text: its encoding, and whether it may hold a number as long as a telephone's.

    `ends` is the length of its text in bytes where a mark of old systems (0x1A) ends it before the file does.
    """

    encoding: str
    guarded: bool
    ends: int | None = None


class Decoded(NamedTuple):
    """A file's text, and the encoding that it was in."""

    text: str
    encoding: str


def decode(raw: bytes) -> Decoded | Problem:
    """The text of `raw` and its encoding; an `empty` or `decode` problem where there is none to be had."""
    examined = examine(BytesIO(raw))
    if isinstance(examined, Problem):
        return examined
    return Decoded(raw.decode(examined.encoding), examined.encoding)


def examine(stream: BinaryIO) -> Text | Problem:
    """What kind of text the whole of `stream` is, read piece by piece; a problem as in `decode`."""
    stream, ends = _without_end_mark(stream)
    head = stream.read(4)
    if head.startswith(_WORKBOOKS):
        return finding(Code.DECODE, "这是电子表格工作簿，不是 CSV 文本", "请在 WPS 或 Excel 里另存为 CSV 后再发")
    for encoding in _encodings(head):
        stream.seek(0)
        try:
            found = _examine(stream, encoding)
        except UnicodeDecodeError:
            continue
        if isinstance(found, Text):
            return found._replace(ends=ends)
        if found is not None:
            return found
    return finding(Code.DECODE, "文件里不是可读的文字", "请在 WPS 或 Excel 里打开原表，另存为 CSV 后再发")


def _without_end_mark(stream: BinaryIO) -> tuple[BinaryIO, int | None]:
    """The stream without the 0x1A by which old systems end a text, and its length without it; None where it has none.

    Only a file small enough to be kept is looked at so: what writes that mark writes small files.
    """
    size = stream.seek(0, SEEK_END)
    stream.seek(max(0, size - _END))
    last = _END_MARK.search(stream.read())
    stream.seek(0)
    mark = last[0] if last else None
    if mark is None or size > _CHUNK or (b"\0" in mark and not _is_wide(stream)):
        return stream, None
    return BytesIO(stream.read(size - len(mark))), size - len(mark)


def _is_wide(stream: BinaryIO) -> bool:
    """Whether the text is written in units of two bytes."""
    head = stream.read(2)
    stream.seek(0)
    return head in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def _examine(stream: BinaryIO, encoding: str) -> Text | Problem | None:
    """The whole of `stream` as text in `encoding`, None when that is not readable; UnicodeDecodeError."""
    decoder = codecs.getincrementaldecoder(encoding)()
    blank, guarded, before = True, stream.seek(0, SEEK_END) <= _SMALL, ""
    stream.seek(0)
    while True:
        raw = stream.read(_CHUNK)
        text = decoder.decode(raw, final=not raw)
        joined = before + text
        unusual = _UNUSUAL.search(joined) is not None
        if unusual and _CONTROL.search(text):
            return None
        blank = blank and not text.strip()
        guarded = guarded or _may_hold_long_number(joined, wide=unusual)
        before = text[-_OVERLAP:]
        if not raw:
            break
    return finding(Code.EMPTY, "文件是空的", "请发填好的表") if blank else Text(encoding, guarded)


def _may_hold_long_number(text: str, *, wide: bool) -> bool:
    """Whether so many digits may belong together somewhere in `text`, `wide` ones too if there may be some."""
    if wide and _LONG_NUMBER.search(text):
        return True
    runs = text.encode("ascii", "replace").translate(_RUNS)
    return any(run in runs for run in _LONG_RUNS)


def _encodings(head: bytes) -> tuple[str, ...]:
    """The encodings to try, in order: the one that the mark at the beginning names, or the two without a mark."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return (encoding,)
    return ("utf-8", "gb18030")
