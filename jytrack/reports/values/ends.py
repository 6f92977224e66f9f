"""A list of thousands on a page for people: its first and its last, how many there are, and how to get all."""

from collections import deque
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import TypeVar

from jytrack.reports.values.document import Block, Document, LongTable, Paragraph, Table

READ = ("table", "plain")
"""The formats that are read on a screen, where a list of thousands helps nobody; all others hold it whole."""

LONG = 1000
"""A list of more than so many is shown by its ends."""

_EACH = 20

T = TypeVar("T")


def ends(rows: Iterable[T], *, short: bool) -> tuple[Sequence[T], tuple[Block, ...]]:
    """What is shown of `rows`, and what is said of the rest: all and nothing, but on a `short` page of a long list.

    Of rows on their way no more is held than is shown.
    """
    coming = iter(rows)
    first = list(islice(coming, LONG if short else None))
    if not (beyond := list(islice(coming, 1))):
        return first, ()
    last = deque(enumerate(chain(first[_EACH:], beyond, coming), _EACH + 1), _EACH)
    count, _ = last[-1]
    rest = f"共{count}行，以上是前{_EACH}行和后{_EACH}行；要全部，命令后加 -o 文件名.csv 或 .xlsx"
    return (*first[:_EACH], *(row for _, row in last)), (Paragraph(rest, quiet=True),)


def sheet_of(document: Document) -> Table | LongTable | None:
    """The document's sheet, made now where it was to be made only when it is asked for."""
    return document.sheet() if callable(document.sheet) else document.sheet
