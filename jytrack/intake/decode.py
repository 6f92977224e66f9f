"""A file's bytes become text: byte order mark, then strict UTF-8, then GB18030 (intake.md, Layouts).

Never the other way round: GB18030 accepts most UTF-8 and turns it into nonsense.
"""

import codecs
import re
from typing import NamedTuple

from jytrack.intake.problem import Code, Problem, finding

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How the files of spreadsheet programs begin: zipped ones and old binary ones."""

# No spreadsheet writes these; a file that holds one is binary, or was decoded wrongly.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")


class Decoded(NamedTuple):
    """A file's text, and the encoding that it was in."""

    text: str
    encoding: str


def decode(raw: bytes) -> Decoded | Problem:
    """The text of `raw` and its encoding; an `empty` or `decode` problem where there is none to be had."""
    if raw.startswith(_WORKBOOKS):
        return finding(Code.DECODE, "这是电子表格工作簿，不是 CSV 文本", "请在 WPS 或 Excel 里另存为 CSV 后再发")
    for encoding in _encodings(raw):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _CONTROL.search(text) is None:
            return Decoded(text, encoding) if text.strip() else finding(Code.EMPTY, "文件是空的", "请发填好的表")
    return finding(Code.DECODE, "文件里不是可读的文字", "请在 WPS 或 Excel 里打开原表，另存为 CSV 后再发")


def _encodings(raw: bytes) -> tuple[str, ...]:
    """The encodings to try on `raw`, in order: the one that its mark names, or the two without a mark."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return (encoding,)
    return ("utf-8", "gb18030")
