"""A file becomes tabs, whose rows can be read as often as they are needed; its content decides what it is."""

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO, TextIOWrapper
from itertools import chain
from typing import BinaryIO

from jytrack.domain.values.valueclass import valueclass
from jytrack.intake.books.outline import MOST_BYTES, Unreadable
from jytrack.intake.books.word import is_word, word_rows
from jytrack.intake.books.workbook import Page, is_workbook, read_workbook
from jytrack.intake.values.cell import is_amount
from jytrack.intake.values.decode import Text, examine
from jytrack.intake.values.personal import masked
from jytrack.intake.values.problem import Problem
from jytrack.intake.values.rows import TextRows


@valueclass
class Tab:
    """One sheet of a file; `name` is empty where the file has but one.

    `rows` begins at row 1 each time it is called and raises csv.Error where quotes break. `guarded`: a number as long
    as a telephone's may be in it. `hidden` are the rows and columns that hold something and are not shown.
    """

    name: str
    rows: Callable[[], Iterable[Sequence[str]]]
    guarded: bool = True
    hidden: tuple[str, ...] = ()


@valueclass
class Opened:
    """What a file holds: how its text or workbook is encoded, its tabs, and the names of those that it hides."""

    encoding: str
    tabs: tuple[Tab, ...]
    hidden: tuple[str, ...] = ()

    @property
    def filled(self) -> tuple[Tab, ...]:
        """The tabs to be read: beside those with numbers, not the ones without (how to fill it in, months to come)."""
        if len(self.tabs) == 1:
            return self.tabs
        return tuple(tab for tab in self.tabs if any(map(is_amount, chain.from_iterable(tab.rows())))) or self.tabs


def open_file(stream: BinaryIO) -> Opened | Problem:
    """The tabs of the file that `stream` (seekable) reads; text is read anew each time, a workbook kept."""
    head = stream.read(4096)
    stream.seek(0)
    if is_workbook(head):
        book = read_workbook(stream.read(MOST_BYTES + 1))
        if isinstance(book, Problem):
            return book
        return Opened(book.kind, tuple(map(_tab, book.pages)), tuple(map(masked, book.hidden)))
    text = examine(stream)
    if isinstance(text, Problem):
        return text
    return Opened(text.encoding, (Tab("", lambda: _rows(stream, text), text.guarded),))


def open_form(stream: BinaryIO) -> Opened | Problem:
    """The same of a form, which may be a Word file too: its lines and tables are one tab."""
    raw = stream.read(MOST_BYTES + 1)
    stream.seek(0)
    if len(raw) > MOST_BYTES or not is_word(raw):
        return open_file(stream)
    try:
        rows = word_rows(raw)
    except Unreadable as error:
        return error.problem
    return Opened("docx", (Tab("", rows.__iter__),))


def _tab(page: Page) -> Tab:
    """The tab that a workbook's page is."""
    return Tab(masked(page.name), page.rows.__iter__, hidden=page.hidden)


class _View(TextIOWrapper):
    """A text view of a stream, which the stream outlives."""

    def close(self) -> None:
        """Let go of the stream."""
        if not self._let_go:
            self._let_go = True
            self.detach()

    _let_go = False


def _rows(stream: BinaryIO, text: Text) -> TextRows:
    """The rows of the text in `stream`, which is left open."""
    stream.seek(0)
    if text.ends is not None:
        return TextRows(TextIOWrapper(BytesIO(stream.read(text.ends)), text.encoding, newline=""))
    return TextRows(_View(stream, text.encoding, newline=""))
