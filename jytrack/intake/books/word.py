"""The tables of a Word file as rows of cells, with the lines around them as rows of one cell."""

from dataclasses import dataclass, field

from jytrack.intake.books.archive import Archive, Attributes, local, parse
from jytrack.intake.books.outline import Unreadable

BODY = "word/document.xml"

_WIDEST = 64
"""Columns that one cell may span; a form has a dozen."""


def is_word(raw: bytes) -> bool:
    """Whether it is a Word file, as far as its names tell."""
    try:
        return raw.startswith(b"PK") and BODY in Archive(raw)
    except Unreadable:
        return False


def word_rows(raw: bytes) -> list[list[str]]:
    """The rows of the Word file `raw`, from its first line on; Unreadable for a broken one.

    A cell that spans several columns stands in the first of them, one that spans rows in the first of these. What was
    struck out under change tracking is no text.
    """
    found = _Tables()
    parse(Archive(raw).pieces(BODY), found.start, found.end, found.data)
    return [row for row in found.rows if any(row)]


@dataclass(slots=True)
class _Tables:
    """What was met so far; tables within a cell are text of that cell."""

    rows: list[list[str]] = field(default_factory=list)
    row: list[str] = field(default_factory=list)
    run: list[str] = field(default_factory=list)
    depth: int = 0
    span: int = 1
    continued: bool = False
    in_text: bool = False
    skipped: int = 0

    def start(self, name: str, attributes: Attributes) -> None:
        value = next((each for key, each in attributes.items() if local(key) == "val"), "")
        match local(name):
            case "Fallback":  # says again, for old programs, what stands beside it
                self.skipped += 1
            case "t":
                self.in_text = True
            case "tab" | "br" | "cr":
                self.run.append(" ")
            case "tbl":
                self.depth += 1
            case "tr" if self.depth == 1:
                self.row = []
            case "tc" if self.depth == 1:
                self.run, self.span, self.continued = [], 1, False
            case "gridSpan" if self.depth == 1 and value.isdecimal() and len(value) < 9:
                self.span = min(max(int(value), 1), _WIDEST)
            case "vMerge" if self.depth == 1:
                self.continued = value != "restart"

    def end(self, name: str) -> None:
        match local(name):
            case "Fallback":
                self.skipped -= 1
            case "t":
                self.in_text = False
            case "p" if self.depth:
                self.run.append(" ")
            case "p":
                self.rows.append([self._said()])
            case "tc" if self.depth == 1:
                said = self._said()
                self.row += ["" if self.continued else said, *[""] * (self.span - 1)]
            case "tr" if self.depth == 1:
                self.rows.append(self.row)
            case "tbl":
                self.depth -= 1

    def data(self, text: str) -> None:
        if self.in_text and not self.skipped:
            self.run.append(text)

    def _said(self) -> str:
        said = " ".join("".join(self.run).split())
        self.run = []
        return said
