"""What a sheet corrects, a million readings at a time: columns are kept, objects are made when asked for."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat
from operator import ne
from typing import Any

from jytrack.domain.figures.reading import Entry, Key
from jytrack.domain.sheets.correcting import Correction, LastCorrection
from jytrack.intake.sheets.merging import differing

Columns = Sequence[Sequence[Any]]


class Corrections:
    """The corrections of one sheet, in the order in which they were laid."""

    def __init__(self) -> None:
        """None yet."""
        self._parts: list[_Replaced | tuple[Correction]] = []
        self.figures = 0
        """How many figures they replace, of which a correction may have several."""

    def __len__(self) -> int:
        """How many readings are replaced."""
        return sum(map(len, self._parts))

    def __iter__(self) -> Iterator[Correction]:
        """The corrections one by one."""
        return chain.from_iterable(self._parts)

    @property
    def by_older(self) -> Iterator[Correction]:
        """Those by which an older sheet replaces a later correction; each of them was added by itself."""
        return (part[0] for part in self._parts if isinstance(part, tuple) and part[0].older)

    def append(self, correction: Correction) -> None:
        """Add one."""
        self._parts.append((correction,))
        self.figures += len(correction.fields)

    def add(self, entries: Columns, before: Columns, last: Mapping[Key, LastCorrection]) -> None:
        """Add those of a block of entries, in the order of their fields, which replace the five columns `before`.

        Both state the same fields, and none is by an older sheet; `last` has what put that there in the place of
        another, where something did.
        """
        self._parts.append(_Replaced(entries, before, last))
        self.figures += sum(sum(map(ne, *both)) for both in zip(entries[4:9], before, strict=True))


class _Replaced:
    """Corrections of a block: what they are told by, and no more than that."""

    def __init__(self, entries: Columns, before: Columns, last: Mapping[Key, LastCorrection]) -> None:
        self._entries = [*entries[:4], *map(_packed, entries[4:9])]
        self._before = [
            kept if theirs is ours else _packed(theirs)
            for kept, ours, theirs in zip(self._entries[4:], entries[4:9], before, strict=True)
        ]
        self._last = list(map(last.get, zip(*entries[1:4], strict=True))) if last else None

    def __len__(self) -> int:
        return len(self._entries[0])

    def __iter__(self) -> Iterator[Correction]:
        told = zip(zip(*self._entries, strict=True), zip(*self._before, strict=True), strict=True)
        for (ours, theirs), last in zip(told, self._last or repeat(None), strict=False):
            entry, before = Entry(*ours), Entry(0, *ours[1:4], *theirs)
            yield Correction(entry, before, differing(entry, before), last)


def places_differing(entries: Columns, before: Columns) -> set[int]:
    """At which places any figure of `entries` is not that of the five columns `before`."""
    found: set[int] = set()
    for ours, theirs in zip(entries[4:9], before, strict=True):
        if ours is not theirs:
            found.update(place for place, differs in enumerate(map(ne, ours, theirs)) if differs)
    return found


def taken(columns: Columns, places: Iterable[int]) -> Columns:
    """What stands in `columns` at these places, in their order; a column that is there twice is the same afterwards."""
    chosen = list(places)
    if len(chosen) == len(columns[0]):
        return columns
    made = {id(column): [column[place] for place in chosen] for column in columns}
    return [made[id(column)] for column in columns]


def _packed(figures: Sequence[Any]) -> Sequence[Any]:
    """The figures without an object for each, where all are stated."""
    return figures if None in figures else array("q", figures)
