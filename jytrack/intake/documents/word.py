"""A Word file read for what it says: its paragraphs as text, and the marks that the program left in its draft."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from jytrack.domain.documents.publication import Mark
from jytrack.domain.values.texts import clean
from jytrack.domain.values.valueclass import valueclass
from jytrack.errors import InputRefused
from jytrack.intake.books.archive import Archive, Attributes, local, parse
from jytrack.intake.books.outline import Unreadable

_BODY, _MARKS = "word/document.xml", "docprops/custom.xml"
_PRINTED_MARK = re.compile("数据指纹 ?([0-9a-f]{12})")
_PRINTED_MOMENT = re.compile(r"--known-at ([0-9T:.+-]+)")


@valueclass
class Paper:
    """What a Word file says: its text, a line a paragraph, and its marks; "" or None: it bears no such mark.

    The moment and the fingerprint stand in its small print too, for a file whose marks were lost.
    """

    text: str
    kind: str = ""
    about: str = ""
    as_of: date | None = None
    known_at: datetime | None = None
    fingerprint: str = ""
    printed_at: str = ""


def read_paper(name: str, raw: bytes) -> Paper:
    """The Word file `raw`; InputRefused, by its `name`, for what is none."""
    try:
        archive = Archive(raw)
        body = _Body()
        parse(archive.pieces(_BODY), body.start, body.end, body.data)
        marks = _marks(archive) if _MARKS in archive else {}
    except Unreadable:
        raise InputRefused(f"{name} 不是读得懂的 Word 文件（.docx）；旧的 .doc 请另存为 .docx 或 .pdf 再发布") from None
    text = "\n".join(body.lines)
    printed, moment = _PRINTED_MARK.search(text), _PRINTED_MOMENT.search(text)
    try:
        as_of = date.fromisoformat(marks[Mark.AS_OF]) if Mark.AS_OF in marks else None
        known_at = datetime.fromisoformat(marks[Mark.KNOWN_AT]) if Mark.KNOWN_AT in marks else None
    except ValueError:
        as_of = known_at = None
    return Paper(
        text,
        marks.get(Mark.KIND, ""),
        marks.get(Mark.ABOUT, ""),
        as_of,
        known_at if known_at and known_at.tzinfo else None,
        marks.get(Mark.FINGERPRINT, "") or (printed[1] if printed else ""),
        moment[1].rstrip(".") if moment else "",
    )


@dataclass(slots=True)
class _Body:
    """The paragraphs met so far; what was struck out under change tracking is no text of it."""

    lines: list[str] = field(default_factory=list)
    run: list[str] = field(default_factory=list)
    in_text: bool = False

    def start(self, name: str, _: Attributes) -> None:
        match local(name):
            case "t":
                self.in_text = True
            case "tab" | "br" | "tc":
                self.run.append(" ")

    def end(self, name: str) -> None:
        match local(name):
            case "t":
                self.in_text = False
            case "p":
                self.lines.append(clean("".join(self.run)).strip())
                self.run.clear()

    def data(self, text: str) -> None:
        if self.in_text:
            self.run.append(text)


def _marks(archive: Archive) -> dict[str, str]:
    """The file's own properties by name."""
    found: dict[str, str] = {}
    names = [""]

    def start(name: str, attributes: Attributes) -> None:
        if local(name) == "property":
            names[0] = attributes.get("name", "")

    def data(text: str) -> None:
        if names[0] and text.strip():
            found[names[0]] = found.get(names[0], "") + text.strip()

    parse(archive.pieces(_MARKS), start, None, data)
    return found
