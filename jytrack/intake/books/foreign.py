"""What is sent in the place of a sheet and is none: a print, a photograph, an archive, told by how the file begins."""

import re
from typing import NamedTuple

from jytrack.intake.books.outline import Unreadable, refuse
from jytrack.intake.values.problem import Code

_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_WEB_PAGE = re.compile(
    rb"\s*(<!doctype html|<html|<table|<head|<meta|<\?xml|<\?mso|mime-version:|<office:document)", re.IGNORECASE
)


class _Kind(NamedTuple):
    """A kind of file: how it begins, what a clerk calls it, and what to do."""

    head: re.Pattern[bytes]
    name: str
    advice: str


_FILL_IN = "请把数填进表格，另存为 .xlsx 后再发"
_UNPACK = "请解压后把表格逐个发来"
_KINDS = tuple(
    _Kind(re.compile(head, re.DOTALL), name, advice)
    for head, name, advice in (
        (rb"%PDF-", " PDF", "请发填好的表格（.xlsx 或 .csv），不要发打印件"),
        (rb"\xff\xd8\xff|\x89PNG\r\n|GIF8[79]a|BM.{4}\0\0\0\0|RIFF.{4}WEBP|II\*\0|MM\0\*", "图片", _FILL_IN),
        (rb".{4}ftyp(heic|heix|mif1|avif)", "图片", _FILL_IN),
        (rb"Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x1f\x8b\x08", "压缩包", _UNPACK),
        (rb"\{\\rtf", " Word 文档", _FILL_IN),
    )
)


def foreign(head: bytes) -> Unreadable | None:
    """The refusal of a file that begins with `head`; None where it may be a sheet."""
    for kind in _KINDS:
        if kind.head.match(head):
            return refuse(Code.DECODE, f"这是{kind.name}，不是表格", kind.advice)
    if _is_web_page(head):
        return refuse(
            Code.DECODE, "这是网页或 XML 文件，只是名字像表格", "请在 WPS 或 Excel 里打开，另存为 .xlsx 后再发"
        )
    return None


def _is_web_page(head: bytes) -> bool:
    """Whether `head` begins a web page or plain XML, which some systems save as .xls."""
    for mark in _BYTE_ORDER_MARKS:
        head = head.removeprefix(mark)
    return _WEB_PAGE.match(head.replace(b"\0", b"")) is not None
