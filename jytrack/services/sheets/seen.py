"""Which rows of a sheet said what was on record already, a million of them at a time."""

from array import array
from collections.abc import Iterator

from jytrack.domain.figures.reading import Entries, Key, columns_of
from jytrack.domain.values.period import Period


class Seen:
    """The rows of one sheet that said what was on record already, so that a second row for the same is noticed."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], array[int]] = {}
        self._years: dict[int, int] = {}

    def keys(self) -> Iterator[Key]:
        """What the rows are about."""
        for (unit, code), months in self._rows.items():
            for place, row in enumerate(months):
                if row:
                    yield unit, code, Period(self._years[place // 12], place % 12 + 1)

    def note(self, entries: Entries) -> list[tuple[int, int]]:
        """Keep the rows of `entries`; of each that says what a row before it said, its place and that row."""
        rows, units, codes, periods, *_ = columns_of(entries)
        places = {period: period.year % 2 * 12 + period.month - 1 for period in set(periods)}
        self._years |= {period.year % 2: period.year for period in places}
        again = []
        for number, (row, pair, period) in enumerate(zip(rows, zip(units, codes, strict=True), periods, strict=True)):
            months = self._rows.get(pair)
            if months is None:
                # Two years of months: a dictionary of a million keys would be larger than all the rest.
                months = self._rows[pair] = array("L", bytes(array("L").itemsize * 24))
            place = places[period]
            if before := months[place]:
                again.append((number, before))
            else:
                months[place] = row
        return again
