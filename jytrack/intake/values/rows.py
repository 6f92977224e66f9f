"""Text becomes the rows that a spreadsheet would show, whatever separates the cells."""

import csv
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TextIO

DELIMITERS = ",\t;，"
"""What may stand between cells; of two that fit equally well the earlier is taken."""

_SAMPLE = 20


def read_rows(text: TextIO) -> Iterator[list[str]]:
    """The rows of `text` (opened without translating line ends, and seekable), the n-th being the spreadsheet's row n.

    Empty rows count; csv.Error where quotes break.
    """
    delimiter = _delimiter(islice(text, _SAMPLE))
    text.seek(0)
    return csv.reader(text, delimiter=delimiter, strict=True)


def column_letter(index: int) -> str:
    """The letter that a spreadsheet shows over the column `index` (from 0): A … Z, AA and on."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _delimiter(lines: Iterable[str]) -> str:
    """The separator: it stands in most of the first lines, and among those that do, most often.

    A comma inside notes or thousands does not reach the header, so the true separator wins by that line.
    """
    sample = [line for line in lines if line.strip()]
    return max(DELIMITERS, key=lambda mark: (sum(mark in line for line in sample), sum(s.count(mark) for s in sample)))
