"""A file becomes tabs, whose rows can be read as often as they are needed; its content decides what it is."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from typing import BinaryIO

from jytrack.intake.books.outline import MOST_BYTES
from jytrack.intake.decode import examine
from jytrack.intake.problem import Problem
from jytrack.intake.rows import read_rows
from jytrack.intake.workbook import is_workbook, read_workbook


@dataclass(frozen=True, slots=True)
class Tab:
    """One sheet of a file; `name` is empty where the file has but one.

    `rows` begins at row 1 each time it is called and raises csv.Error where quotes break. `guarded`: a number as long
    as a telephone's may be in it.
    """

    name: str
    rows: Callable[[], Iterable[Sequence[str]]]
    guarded: bool = True


@dataclass(frozen=True, slots=True)
class Opened:
    """What a file holds: how its text or workbook is encoded, and its tabs."""

    encoding: str
    tabs: tuple[Tab, ...]


def open_file(stream: BinaryIO) -> Opened | Problem:
    """The tabs of the file that `stream` (seekable) reads; text is read anew each time, a workbook kept."""
    head = stream.read(4096)
    stream.seek(0)
    if is_workbook(head):
        book = read_workbook(stream.read(MOST_BYTES + 1))
        if isinstance(book, Problem):
            return book
        return Opened(book.kind, tuple(Tab(page.name, page.rows.__iter__) for page in book.pages))
    text = examine(stream)
    if isinstance(text, Problem):
        return text
    return Opened(text.encoding, (Tab("", lambda: _rows(stream, text.encoding), text.guarded),))


def _rows(stream: BinaryIO, encoding: str) -> Iterator[list[str]]:
    """The rows of the text in `stream`, which is left open."""
    stream.seek(0)
    text = TextIOWrapper(stream, encoding, newline="")
    try:
        yield from read_rows(text)
    finally:
        text.detach()
