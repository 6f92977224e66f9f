"""Blocks of rows about which there is nothing to say, read column by column: what a million rows are read by.

A block with anything out of the ordinary is left to the walk, which reads it row by row with the same result; a
property test holds the two to each other.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import product
from operator import getitem
from typing import TypeVar

from jytrack.domain.figures.reading import Block
from jytrack.domain.sheets.proportion import Bounds
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import Quantity
from jytrack.intake.sheets.blocks import Columns
from jytrack.intake.sheets.figures import PLACES, Figures
from jytrack.intake.sheets.header import Header
from jytrack.intake.sheets.lookups import Named, Remembered
from jytrack.intake.sheets.row_figures import BETWEEN
from jytrack.intake.sheets.sheet import Field, Layout
from jytrack.intake.sheets.words import Role
from jytrack.intake.values.cell import Cells

T = TypeVar("T")
Texts = Sequence[str]


class _NotPlainError(LookupError):
    """There is something to say about a text, so the walk has to look at its row."""


class PlainRows:
    """Reads the plain blocks of one long sheet; the mappings are the walk's own, of what a cell says.

    What many rows share is asked once a block, of the distinct texts in it; the rest is mapped, column by column.
    `units` and `periods` are all that its rows have named.
    """

    def __init__(
        self,
        header: Header,
        duties: frozenset[tuple[str, str]],
        units: Mapping[str, Named[str]],
        metrics: Mapping[str, Named[tuple[Figures, ...]]],
        periods: Mapping[str, Named[Period]],
        changed_by: Callable[[Collection[str]], bool],
        stated: Period | None,
    ) -> None:
        """`metrics` take the cell of the metric, or it and the cell of the measure unit with BETWEEN between them.

        `changed_by` tells whether any of these remarks changes the figures beside it.
        """
        self.units: set[str] = set()
        self.periods: set[Period] = set()
        self._width = len(header.columns)
        self._place = header.place
        self._duties = duties
        self._dutiful: defaultdict[frozenset[str], set[str]] = defaultdict(set)
        self._stated = stated
        self._units: Mapping[str, str] = Remembered(lambda text: _plain(units[text]))
        self._periods: Mapping[str, Period] = Remembered(lambda text: _plain(periods[text]))
        self._metrics: Mapping[str, Figures] = Remembered(lambda text: _simple(_plain(metrics[text])))
        self._changed_by = changed_by
        self._figures = header.figures

    @classmethod
    def can_read(cls, header: Header) -> bool:
        """Whether the rows under `header` are a reading each, and no column of it is to be looked at beside them."""
        return header.layout is Layout.LONG and not header.suspects and not header.aside

    def read(self, block: Sequence[Texts] | Columns, first: int) -> Block | None:
        """The entries of the rows from row `first` on; None when not all of them are plain."""
        if isinstance(block, Columns):
            columns = block.columns
        elif set(map(len, block)) == {self._width}:
            columns = list(zip(*block, strict=True))
        else:
            return None
        try:
            return self._entries(columns, first)
        except _NotPlainError:
            return None

    def _entries(self, columns: Sequence[Texts], first: int) -> Block | None:
        """The entries of the rows whose cells are `columns`."""
        length = len(columns[0])
        units, whose = self._column(columns, Role.UNIT, self._units)
        keys = self._keys(columns)
        figures = {key: self._metrics[key] for key in set(keys)}
        code_of = {key: each.metric.code for key, each in figures.items()}
        codes = list(map(code_of.__getitem__, keys))
        if not self._on_duty(whose, frozenset(code_of.values()), zip(units, codes, strict=True)):
            return None
        if self._place(Role.PERIOD) is not None:
            periods, when = self._column(columns, Role.PERIOD, self._periods)
        elif self._stated is not None:
            periods, when = [self._stated] * length, {self._stated}
        else:
            return None
        values = self._values(columns, keys, figures)
        if values is None:
            return None
        self.units |= whose
        self.periods |= when
        words = [self._words(columns, role) for role in (Role.SOURCE, Role.NOTE)]
        if self._changed_by(set(words[1])):
            return None
        return Block([range(first, first + length), units, codes, periods, *values, *words])

    def _on_duty(self, units: set[str], codes: frozenset[str], pairs: Iterable[tuple[str, str]]) -> bool:
        """Whether each unit reports its metric: quickly seen where all units report all the metrics."""
        dutiful = self._dutiful[codes]
        fresh = units - dutiful
        if self._duties.issuperset(product(fresh, codes)):
            dutiful |= fresh
            return True
        return self._duties.issuperset(pairs)

    def _column(self, columns: Sequence[Texts], role: Role, meanings: Mapping[str, T]) -> tuple[list[T], set[T]]:
        """What the cells of the column with `role` mean, one by one and all together."""
        texts = columns[self._place(role) or 0]
        distinct = set(texts)
        if len(distinct) == 1:  # as the month of most sheets
            return [meanings[texts[0]]] * len(texts), {meanings[texts[0]]}
        return list(map(meanings.__getitem__, texts)), set(map(meanings.__getitem__, distinct))

    def _keys(self, columns: Sequence[Texts]) -> Texts:
        """What names the metric of each row."""
        metrics, unit_at = columns[self._place(Role.METRIC) or 0], self._place(Role.MEASURE_UNIT)
        return metrics if unit_at is None else list(map(BETWEEN.join, zip(metrics, columns[unit_at], strict=True)))

    def _values(
        self, columns: Sequence[Texts], keys: Texts, figures: Mapping[str, Figures]
    ) -> list[list[Quantity | None]] | None:
        """The five figures of all rows; None when a row has none of them."""
        values: list[list[Quantity | None]] = [[None] * len(keys)] * len(Field)
        read = []
        for number, column in enumerate(self._figures):
            cells = {key: each.cells[number][2] for key, each in figures.items()}
            read.append(_quantities(cells, keys, columns[column.at]))
            values[PLACES[column.field or Field.VALUE]] = read[-1]
        if _out_of_proportion({key: each.bounds for key, each in figures.items()}, keys, values):
            return None
        nothing = None in read[0] if len(read) == 1 else (None,) * len(read) in zip(*read, strict=True)
        return None if nothing else values

    def _words(self, columns: Sequence[Texts], role: Role) -> Sequence[str]:
        """The remarks in the column with `role`, without the spaces around them."""
        at = self._place(role)
        return [""] * len(columns[0]) if at is None else list(map(str.strip, columns[at]))


def _quantities(cells: Mapping[str, Cells], keys: Texts, texts: Texts) -> list[Quantity | None]:
    """What each of `texts` is, read by the cells of the key beside it: most metrics of a sheet are read alike."""
    one, *others = {id(each): each for each in cells.values()}.values()
    plain = {key: each.plain for key, each in cells.items()}
    try:
        if not others:
            return list(map(one.plain.__getitem__, texts))
        return list(map(getitem, map(plain.__getitem__, keys), texts))
    except KeyError:  # one is read for the first time, or there is something to say about it
        found = list(map(getitem, map(cells.__getitem__, keys), texts))
        if any(parsed.trouble for parsed in found):
            raise _NotPlainError from None
        return [parsed.quantity for parsed in found]


def _out_of_proportion(
    bounds: Mapping[str, Bounds | None], keys: Texts, values: Sequence[Sequence[Quantity | None]]
) -> bool:
    """Whether any figure may be out of proportion to its goal, whatever its year: then its row is looked at."""
    if not any(bounds.values()):
        return False
    month, cumulative, value = values[:3]
    if value.count(None) < len(value):
        rows = zip(keys, zip(month, cumulative, value, strict=True), strict=True)
        return any(each.crossed(row) is not None for key, row in rows if (each := bounds[key]))
    return _above({key: each.month if each else None for key, each in bounds.items()}, keys, month) or _above(
        {key: each.cumulative if each else None for key, each in bounds.items()}, keys, cumulative
    )


def _above(most: Mapping[str, Quantity | None], keys: Texts, column: Sequence[Quantity | None]) -> bool:
    """Whether any figure is above what it may be at most; none is where the largest is below all of that."""
    bounds = [highest for highest in most.values() if highest is not None]
    stated = [figure for figure in column if figure is not None]
    if not bounds or not stated or max(stated) <= min(bounds):
        return False
    rows = zip(map(most.__getitem__, keys), column, strict=True)
    return any(figure > highest for highest, figure in rows if figure is not None and highest is not None)


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
