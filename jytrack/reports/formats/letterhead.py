"""The office's own 公文.docx: made for it to edit, and looked at before it is used.

Beside its styles, page and footers it holds whatever the office wants on each document, and one paragraph {{正文}}, in
whose place the document is put. Styles are found by their names.
"""

import io
import re
import zipfile
import zlib
from xml.parsers.expat import ExpatError, ParserCreate

import docx
from docx.opc.exceptions import PackageNotFoundError

from jytrack.reports.formats.docx import render
from jytrack.reports.formats.word import opened, package
from jytrack.reports.values.document import (
    Attachment,
    Column,
    Document,
    Paragraph,
    Table,
)
from jytrack.reports.values.letter import Letter, LetterKind, Look

_LARGEST = 20 * 2**20
"""Bytes that the file, and all its members unpacked, may have."""

_MEMBERS = 500
_ANEW = "重新取一份：jytrack report looks -o 公文.docx"
_DAMAGED = f"版式文件打不开，不是 .docx 文件或已损坏；{_ANEW}"
_TOO_LARGE = f"版式文件太大，超过{_LARGEST // 2**20} MB；请去掉大图片，或{_ANEW}"
_REACHES_OUT = f"版式文件里有宏、嵌入的对象或指向别处的内容；请去掉，或{_ANEW}"
_FOREIGN = re.compile(r"/(?:vbaProject|oleObject|package|aFChunk|control|subDocument|frame)$")
"""Relationships to what may run or be drawn in."""

_HARMLESS = re.compile(r"/(?:hyperlink|attachedTemplate)$")
"""Relationships to elsewhere that nothing is fetched for by us, and of which the office knows."""

_REACHING = re.compile(r"\b(?:DDE|DDEAUTO|INCLUDE\w*|LINK|IMPORT|MACROBUTTON)\b", re.IGNORECASE)
"""Fields that bring in what stands elsewhere."""


_BROKEN = (
    ArithmeticError, AttributeError, LookupError, NotImplementedError, OSError, SyntaxError, TypeError, ValueError,
    ExpatError, PackageNotFoundError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What reading, filling and saving a package that is none ends in; broken XML is a SyntaxError of lxml's."""

_TRIAL = Document(
    "试排",
    (Paragraph("正文"),),
    letter=Letter(LetterKind.CIRCULAR, mark="试排", printed_by="试排"),
    attachments=(Attachment("试排", (Table((Column("甲"),), (("乙",),)),), landscape=True),),
)
"""What is put into a file to see whether it can be filled."""


class _Refused(Exception):
    """A file that is not fit, and why."""


def made() -> bytes:
    """The 公文.docx that an office starts from."""
    return package.made(Look())


def problems(raw: bytes) -> list[str]:
    """What keeps a file from being used, a line each; none: it is fit, for a document has been put into it."""
    try:
        _search(raw)
        found = docx.Document(io.BytesIO(raw))
        lines = [] if opened.hole(found) is not None else [f"版式文件里没有{package.HOLE}一行"]
        missing = opened.lacking(found)
        lines += [f"版式文件少了样式：{'、'.join(missing)}；{_ANEW}"] if missing else []
        if not lines:
            render(_TRIAL, raw)
    except _Refused as refused:
        return [str(refused)]
    except _BROKEN:
        return [_DAMAGED]
    return lines


def _search(raw: bytes) -> None:
    """Look at each member before the file is read as a document."""
    if len(raw) > _LARGEST:
        raise _Refused(_TOO_LARGE)
    with zipfile.ZipFile(io.BytesIO(raw)) as held:
        members = held.infolist()
        if len(members) > _MEMBERS or sum(member.file_size for member in members) > _LARGEST:
            raise _Refused(_TOO_LARGE)
        for member in members:
            if member.filename.endswith((".xml", ".rels")):
                _read(held.read(member))


def _read(content: bytes) -> None:
    """Refuse XML that is broken, that defines entities, or that reaches beyond the file."""
    parser = ParserCreate()
    fields: list[str] = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        kind = attributes.get("Type", "")
        beyond = attributes.get("TargetMode") == "External" and not _HARMLESS.search(kind)
        if name.endswith("Relationship") and (beyond or _FOREIGN.search(kind)):
            raise _Refused(_REACHES_OUT)
        if name.endswith(":fldSimple"):
            fields.append(" ".join(attributes.values()))
        within.append(name)

    def end(_: str) -> None:
        within.pop()

    def characters(words: str) -> None:
        if within[-1].endswith(":instrText"):
            fields.append(words)

    def entities(*_: object) -> None:
        raise _Refused(_DAMAGED)

    within: list[str] = []
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = characters, entities
    parser.Parse(content, True)  # noqa: FBT003  # the parser takes it by place
    if _REACHING.search("".join(fields)):
        raise _Refused(_REACHES_OUT)
