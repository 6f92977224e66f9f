"""Text becomes the rows that a spreadsheet would show, whatever separates the cells."""

import csv
from collections.abc import Iterator
from itertools import islice

DELIMITERS = ",\t;，"
"""What may stand between cells; of two that fit equally well the earlier is taken."""

_SAMPLE = 20


def read_rows(text: str) -> Iterator[list[str]]:
    """The rows of `text`, empty ones too, so that the n-th is the spreadsheet's row n; csv.Error where quotes break."""
    return csv.reader(_lines(text), delimiter=_delimiter(text), strict=True)


def column_letter(index: int) -> str:
    """The letter that a spreadsheet shows over the column `index` (from 0): A … Z, AA and on."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _delimiter(text: str) -> str:
    """The separator: it stands in most of the first lines, and among those that do, most often.

    A comma inside notes or thousands does not reach the header, so the true separator wins by that line.
    """
    sample = [line for line in islice(_lines(text), _SAMPLE) if line.strip()]
    return max(DELIMITERS, key=lambda mark: (sum(mark in line for line in sample), sum(s.count(mark) for s in sample)))


def _lines(text: str) -> Iterator[str]:
    """The lines of `text` one by one; a list of them all would be larger than the text itself.

    Old Mac programs end a line with CR and break it within a cell with LF.
    """
    end = "\n" if text.count("\n") >= text.count("\r") else "\r"
    start = 0
    while stop := text.find(end, start) + 1:
        yield text[start:stop]
        start = stop
    yield text[start:]
