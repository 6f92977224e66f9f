"""Text becomes the rows that a spreadsheet would show, whatever separates the cells."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TextIO

DELIMITERS = ",\t;，"
"""What may stand between cells; of two that fit equally well the earlier is taken."""

_SAMPLE = 20


class TextRows(Iterator[Sequence[str]]):
    """The rows of a text, the n-th being the spreadsheet's row n; empty rows count; csv.Error where quotes break.

    After any row those that follow may be taken many lines at a time: in most blocks of a long sheet no quote has to be
    understood, and then its columns are cut out of the text in a third of the time.
    """

    def __init__(self, text: TextIO) -> None:
        """Of `text`, which is opened without translating line ends, and seekable."""
        self._delimiter = _delimiter(islice(text, _SAMPLE))
        text.seek(0)
        self._text = text
        self._rows = self.understood(())

    def __next__(self) -> list[str]:
        """The next row."""
        return next(self._rows)

    def lines(self, most: int) -> list[str]:
        """The next lines, `most` of them while there are so many."""
        return list(islice(self._text, most))

    def understood(self, lines: Iterable[str]) -> Iterator[list[str]]:
        """The rows that begin in `lines`, which were taken, then those that follow: as many as lines at most."""
        return csv.reader(chain(lines, self._text), delimiter=self._delimiter, strict=True)

    def columns(self, lines: Sequence[str], width: int) -> list[list[str]] | None:
        """The columns of `lines` that are a row of `width` cells each; None where they may be anything else.

        A line of one cell may be empty, which is a row without cells.
        """
        text, rows = "".join(lines), len(lines)
        end = "\r\n" if "\r" in text else "\n"
        longest = csv.field_size_limit()
        if width < 2 or '"' in text or text.count("\r") not in (0, rows) or text.count(end) != rows:
            return None
        if len(text) > longest and max(map(len, lines)) > longest:
            return None
        # Each end of a line becomes a cell of its own, which must stand behind so many cells of every row.
        cells = text.replace(end, f"{self._delimiter}\n{self._delimiter}").split(self._delimiter)[:-1]
        if len(cells) != rows * (width + 1) or cells[width :: width + 1].count("\n") != rows:
            return None
        return [cells[at :: width + 1] for at in range(width)]


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
