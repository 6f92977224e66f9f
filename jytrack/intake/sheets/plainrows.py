"""Blocks of rows about which there is nothing to say, read column by column: what a million rows are read by.

A block with anything out of the ordinary is left to the walk, which reads it row by row with the same result; a
property test holds the two to each other.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import getitem
from typing import TypeVar

from jytrack.domain.figures.reading import Block
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import Quantity
from jytrack.intake.sheets.figures import PLACES, Figures
from jytrack.intake.sheets.header import Header
from jytrack.intake.sheets.lookups import Named, Remembered
from jytrack.intake.sheets.sheet import Field, Layout
from jytrack.intake.sheets.words import Role
from jytrack.intake.values.cell import Cells

T = TypeVar("T")
Texts = Sequence[str]

BETWEEN = "\0"
"""Parts two cells of one key: no text that `decode` lets through holds this character."""


class _NotPlainError(LookupError):
    """There is something to say about a text, so the walk has to look at its row."""


class PlainRows:
    """Reads the plain blocks of one long sheet; the three mappings are the walk's own, of what a cell names."""

    def __init__(
        self,
        header: Header,
        duties: frozenset[tuple[str, str]],
        units: Mapping[str, Named[str]],
        metrics: Mapping[str, Named[tuple[Figures, ...]]],
        periods: Mapping[str, Named[Period]],
        stated: Period | None,
    ) -> None:
        """`metrics` take the cell of the metric, or it and the cell of the measure unit with BETWEEN between them."""
        self._width = len(header.columns)
        self._place = header.place
        self._duties = duties
        self._metrics_of: defaultdict[str, set[str]] = defaultdict(set)
        for unit, code in duties:
            self._metrics_of[unit].add(code)
        self._stated = stated
        self._units: Mapping[str, str] = Remembered(lambda text: _plain(units[text]))
        self._periods: Mapping[str, Period] = Remembered(lambda text: _plain(periods[text]))
        self._metrics: Mapping[str, Figures] = Remembered(lambda text: _simple(_plain(metrics[text])))
        self._figures = header.figures

    @classmethod
    def can_read(cls, header: Header) -> bool:
        """Whether the rows under `header` are a reading each, and no column of it is to be looked at beside them."""
        return header.layout is Layout.LONG and not header.suspects and not header.aside

    def read(self, block: Sequence[Texts], first: int) -> Block | None:
        """The entries of the rows from row `first` on; None when not all of them are plain."""
        if set(map(len, block)) != {self._width}:
            return None
        try:
            return self._entries(list(zip(*block, strict=True)), first)
        except _NotPlainError:
            return None

    def _entries(self, columns: Sequence[Texts], first: int) -> Block | None:
        """The entries of the rows whose cells are `columns`."""
        length = len(columns[0])
        units = self._column(columns, Role.UNIT, self._units)
        figures = list(map(self._metrics.__getitem__, self._keys(columns)))
        codes = [each.metric.code for each in figures]
        if not self._on_duty(units, codes):
            return None
        at = self._place(Role.PERIOD)
        periods = self._column(columns, Role.PERIOD, self._periods) if at is not None else [self._stated] * length
        values = self._values(columns, figures)
        if values is None or (at is None and self._stated is None):
            return None
        words = [self._words(columns, role) for role in (Role.SOURCE, Role.NOTE)]
        return Block([range(first, first + length), units, codes, periods, *values, *words])

    def _on_duty(self, units: Sequence[str], codes: Sequence[str]) -> bool:
        """Whether each unit reports its metric: quickly seen where all units report all the metrics."""
        metrics = set(codes)
        if all(metrics <= self._metrics_of[unit] for unit in set(units)):
            return True
        return self._duties.issuperset(zip(units, codes, strict=True))

    def _column(self, columns: Sequence[Texts], role: Role, meanings: Mapping[str, T]) -> list[T]:
        """What the cells of the column with `role` mean."""
        return list(map(meanings.__getitem__, columns[self._place(role) or 0]))

    def _keys(self, columns: Sequence[Texts]) -> Iterable[str]:
        """What names the metric of each row."""
        metrics, unit_at = columns[self._place(Role.METRIC) or 0], self._place(Role.MEASURE_UNIT)
        return metrics if unit_at is None else map(BETWEEN.join, zip(metrics, columns[unit_at], strict=True))

    def _values(self, columns: Sequence[Texts], figures: Sequence[Figures]) -> list[list[Quantity | None]] | None:
        """The five figures of all rows; None when a row has none of them."""
        values: list[list[Quantity | None]] = [[None] * len(figures)] * len(Field)
        read = []
        for number, column in enumerate(self._figures):
            cells = [each.cells[number][2] for each in figures]
            read.append(_quantities(cells, columns[column.at]))
            values[PLACES[column.field or Field.VALUE]] = read[-1]
        if _out_of_proportion(figures, values):
            return None
        nothing = None in read[0] if len(read) == 1 else (None,) * len(read) in zip(*read, strict=True)
        return None if nothing else values

    def _words(self, columns: Sequence[Texts], role: Role) -> Sequence[str]:
        """The remarks in the column with `role`, without the spaces around them."""
        at = self._place(role)
        return [""] * len(columns[0]) if at is None else list(map(str.strip, columns[at]))


def _quantities(cells: Sequence[Cells], texts: Texts) -> list[Quantity | None]:
    """What each of `texts` is, read by the cells beside it."""
    try:
        return list(map(getitem, [each.plain for each in cells], texts))
    except KeyError:  # one is read for the first time, or there is something to say about it
        found = list(map(getitem, cells, texts))
        if any(parsed.trouble for parsed in found):
            raise _NotPlainError from None
        return [parsed.quantity for parsed in found]


def _out_of_proportion(figures: Sequence[Figures], values: Sequence[Sequence[Quantity | None]]) -> bool:
    """Whether any figure may be out of proportion to its goal, whatever its year: then its row is looked at."""
    bounds = [each.bounds for each in figures]
    if not any(bounds):
        return False
    month, cumulative, value = values[:3]
    if value.count(None) < len(value):
        rows = zip(month, cumulative, value, strict=True)
        return any(each and each.crossed(row) is not None for each, row in zip(bounds, rows, strict=True))
    return _above(month, [each.month if each else None for each in bounds]) or _above(
        cumulative, [each.cumulative if each else None for each in bounds]
    )


def _above(column: Sequence[Quantity | None], most: Sequence[Quantity | None]) -> bool:
    """Whether any figure is above what it may be at most."""
    if column.count(None) == len(column):
        return False
    return any(
        figure > highest
        for figure, highest in zip(column, most, strict=True)
        if figure is not None and highest is not None
    )


def _plain(named: Named[T]) -> T:
    """What was named, if there is nothing to say about it."""
    if named.what is None or named.trouble is not None:
        raise _NotPlainError
    return named.what


def _simple(figures: tuple[Figures, ...]) -> Figures:
    """The figures of a row that needs no check beyond its cells."""
    if len(figures) != 1 or figures[0].careful:
        raise _NotPlainError
    return figures[0]
