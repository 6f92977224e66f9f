"""All that an .xlsx workbook says anywhere: hidden sheets, comments, headers and footers, links, its makers."""

from collections.abc import Iterator

from jytrack.intake.books.archive import Archive, Attributes, local, parse
from jytrack.intake.books.outline import Unreadable
from jytrack.intake.values.personal import is_personal

_XML = (".xml", ".rels", ".vml")
_RUNS = frozenset(
    (
        *("t", "r", "rPr", "rPh", "rFont", "sz", "color", "family", "scheme", "charset", "b", "i", "u", "strike"),
        *("vertAlign", "font", "span"),
    )
)
"""Parts of one text and its fonts; the text is taken as a whole."""

_TELLING = frozenset(
    (
        *("name", "value", "title", "prompt", "promptTitle", "error", "errorTitle"),
        *("Target", "tooltip", "display", "descr", "location", "author", "comment"),
    )
)
"""Attributes that people have written."""


def holds_personal_data(raw: bytes) -> bool:
    """Whether personal data stands anywhere in the workbook `raw`, or it cannot be searched."""
    try:
        return any(map(is_personal, _all_texts(raw)))
    except Unreadable:
        return True


def _all_texts(raw: bytes) -> Iterator[str]:
    """The texts of the workbook `raw`, each by itself; Unreadable as in `Archive`."""
    archive = Archive(raw)
    for member in archive:
        if member.endswith(_XML):
            texts = _Texts()
            parse(archive.pieces(member), texts.start, texts.end, texts.text)
            yield from texts.said


class _Texts:
    """One pass over an XML document, text by text."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self._text: list[str] = []

    def start(self, name: str, attributes: Attributes) -> None:
        """Take in the beginning of an element."""
        if local(name) not in _RUNS:
            self._end_text()
        self.said += (value for key, value in attributes.items() if local(key) in _TELLING)

    def text(self, text: str) -> None:
        """Take in text."""
        self._text.append(text)

    def end(self, name: str) -> None:
        """Take in the end of an element."""
        if local(name) not in _RUNS:
            self._end_text()

    def _end_text(self) -> None:
        """Keep the text that has come to its end."""
        if self._text:
            self.said.append("".join(self._text))
            self._text.clear()
