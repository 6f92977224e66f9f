"""Readings as the rule book sees them: what was typed, for one unit, metric and month."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import starmap
from typing import Any, NamedTuple

from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import Quantity
from jytrack.domain.values.valueclass import valueclass


@valueclass
class Reading:
    """What one unit reported of one metric for one period, exactly as typed; everything else is derived when read."""

    unit: str
    period: Period
    month: Quantity | None = None
    cumulative: Quantity | None = None
    value: Quantity | None = None
    numerator: Quantity | None = None
    denominator: Quantity | None = None


Key = tuple[str, str, Period]
"""What a reading is about: unit, metric code, period."""


class Entry(NamedTuple):
    """A reading on its way between a sheet and the record, with the row it stands in (0: typed by hand).

    A named tuple, because a large import makes a million of them. `source` is the one the unit names. An entry that
    states no number takes a reading back.
    """

    row: int
    unit: str
    metric: str
    period: Period
    month: Quantity | None = None
    cumulative: Quantity | None = None
    value: Quantity | None = None
    numerator: Quantity | None = None
    denominator: Quantity | None = None
    source: str = ""
    note: str = ""

    @property
    def key(self) -> Key:
        """What the entry is about."""
        return self.unit, self.metric, self.period

    @property
    def reading(self) -> Reading:
        """What the entry states."""
        return Reading(self.unit, self.period, *self[4:9])


class Block:
    """Entries as columns, for an object for each of a million rows is too dear; iterating makes them all the same."""

    def __init__(self, columns: Sequence[Sequence[Any]]) -> None:
        """`columns` are of one length and in the order of the entry's fields."""
        self.columns = columns

    def __len__(self) -> int:
        """How many entries there are."""
        return len(self.columns[0])

    def __iter__(self) -> Iterator[Entry]:
        """The entries one by one."""
        return starmap(Entry, zip(*self.columns, strict=True))


Entries = Sequence[Entry] | Block
"""Entries of one sheet that follow each other."""


def columns_of(entries: Entries) -> Sequence[Sequence[Any]]:
    """The fields of `entries`, of which there are some, each as a column."""
    return entries.columns if isinstance(entries, Block) else list(zip(*entries, strict=True))


@valueclass
class Submission:
    """That a unit's report of a metric for a period came in: first on `received_on`, then corrected so often.

    `cumulative_on` is the day on which it first stated a cumulative, which may have come later than the rest.
    """

    unit: str
    metric: str
    period: Period
    received_on: date
    corrections: int = 0
    cumulative_on: date | None = None


class Arrival(NamedTuple):
    """A submission of a unit and a metric that are told elsewhere."""

    period: Period
    received_on: date
    corrections: int = 0
    cumulative_on: date | None = None


Arrivals = Mapping[str, Mapping[str, Sequence[Arrival]]]
"""What came in, by metric code and unit; where the same came of two, they may have one object."""


def arrived(submissions: Iterable[Submission]) -> Arrivals:
    """`submissions` by metric and unit."""
    found: dict[str, dict[str, list[Arrival]]] = defaultdict(lambda: defaultdict(list))
    for item in submissions:
        arrival = Arrival(item.period, item.received_on, item.corrections, item.cumulative_on)
        found[item.metric][item.unit].append(arrival)
    return found
