"""Whether a workbook that is to go back holds personal data anywhere: cells, comments, hidden sheets, page footers."""

from jytrack.intake.books.archive import Archive, Attributes, local, parse
from jytrack.intake.books.outline import Unreadable
from jytrack.intake.sheets.checks import is_personal

_RUNS = frozenset(
    (
        *("t", "r", "rPr", "rPh", "rFont", "sz", "color", "family", "scheme", "charset", "b", "i", "u", "strike"),
        *("vertAlign", "font", "span"),
    )
)
"""Parts of one text and its fonts; the text is searched as a whole."""

_TELLING = frozenset(
    (
        *("name", "value", "title", "prompt", "promptTitle", "error", "errorTitle"),
        *("Target", "tooltip", "display", "descr", "location"),
    )
)
"""Attributes that people have written."""


def holds_personal_data(book: bytes) -> bool:
    """Whether personal data stands anywhere in the .xlsx workbook `book`, or it cannot be searched."""
    try:
        archive = Archive(book)
        return any(_in_member(archive, name) for name in archive if name.endswith((".xml", ".rels", ".vml")))
    except Unreadable:
        return True


def _in_member(archive: Archive, name: str) -> bool:
    """Whether personal data stands in one member."""
    search = _Search()
    parse(archive.pieces(name), search.start, search.end, search.text)
    return search.found


class _Search:
    """One pass over an XML document, text by text."""

    def __init__(self) -> None:
        self.found = False
        self._text: list[str] = []

    def start(self, name: str, attributes: Attributes) -> None:
        """Take in the beginning of an element."""
        if local(name) not in _RUNS:
            self._flush()
        self.found |= any(is_personal(value) for key, value in attributes.items() if local(key) in _TELLING)

    def text(self, text: str) -> None:
        """Take in text."""
        self._text.append(text)

    def end(self, name: str) -> None:
        """Take in the end of an element."""
        if local(name) not in _RUNS:
            self._flush()

    def _flush(self) -> None:
        """Search the text that has come to its end."""
        text = "".join(self._text)
        self._text.clear()
        # A fraction of a formula's result has as many digits as a number of a person.
        self.found |= bool(text) and not _is_fraction(text) and is_personal(text)


def _is_fraction(text: str) -> bool:
    """Whether `text` is a number with decimals as a workbook stores it."""
    whole, point, decimals = text.strip().removeprefix("-").partition(".")
    return bool(point) and whole.isdigit() and len(whole) < 11 and decimals.isdigit()
