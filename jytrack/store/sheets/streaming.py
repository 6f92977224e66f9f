"""The digest over an act's readings made while they are written, because reading a million again takes too long."""

from collections.abc import Mapping, Sequence
from operator import itemgetter, lt
from typing import Any

from jytrack.domain.values.valueclass import valueclass
from jytrack.store.database.coverage import GROWN
from jytrack.store.engines.session import Session, Value
from jytrack.store.values.canonical import Digest

(_READING,) = (cover for cover in GROWN if cover.table == "reading")

_PLACE = ("metric_id", "unit_id", "period")
"""The table's own order, as far as an act's rows differ in it."""

_UNSAID = {"withdrawn": 0}
"""What a row of a sheet does not say, and the database therefore writes by itself."""


@valueclass
class Stated:
    """Rows of readings in the order of their sheet, by column, and what all of them have in common."""

    columns: Mapping[str, Sequence[Any]]
    shared: Mapping[str, Value]

    @property
    def names(self) -> Sequence[str]:
        """The columns of `rows`."""
        return tuple(self.columns)

    @property
    def rows(self) -> Sequence[Sequence[Value]]:
        """The rows in the order of the table's key; of two with one key the upper row of the sheet comes first."""
        rows = list(zip(*self.columns.values(), strict=True))
        # One number after the other, the last of the key first: comparing whole rows takes twice as long.
        for name in reversed(_PLACE):
            if name in self.columns:
                rows.sort(key=itemgetter(self.names.index(name)))
        return rows


class Stream:
    """The readings of one act on their way into its digest, in the order in which the check will count them.

    Where that order or what was written cannot be told beforehand, the act's readings are read again at its end.
    """

    def __init__(self, session: Session) -> None:
        """Of nothing yet."""
        self._digests, self._place = session.streamed, len(session.streamed)
        self._digests.append(Digest(_READING.columns))
        self._last = (0, 0)

    def written(self, told: Stated, moment: int, count: int) -> None:
        """So many of the rows were written, at this moment."""
        digest = self._digests[self._place]
        if not count or digest is None:
            return
        metrics = told.columns["metric_id"]
        ordered = _ordered(told) if count == len(metrics) else {}
        numbers = ordered.get("row") or [told.shared.get("row")]
        first, last = (int(number or 0) for number in (numbers[0], numbers[-1]))
        if ordered and (moment, first) > self._last:
            self._last = moment, last
            digest.add(count, ordered, {**told.shared, **_UNSAID})
        else:
            self._digests[self._place] = None


def unstreamed(session: Session) -> None:
    """Readings were written by the database itself: no digest was made of them."""
    session.streamed.append(None)


def _ordered(told: Stated) -> Mapping[str, Sequence[Any]]:
    """The columns in the order in which rows are counted: by the row of the sheet, then by the key."""
    numbers = told.columns.get("row")
    if isinstance(numbers, range) or (numbers is not None and all(map(lt, numbers, numbers[1:]))):
        return told.columns  # one figure a row, as in every long sheet
    keys = list(zip(*(told.columns[name] for name in _READING.key if name in told.columns), strict=True))
    chosen = sorted(range(len(keys)), key=keys.__getitem__)
    return {name: [values[at] for at in chosen] for name, values in told.columns.items()}


def all_equal(values: Sequence[Value]) -> bool:
    """Whether all of `values`, of which there are some, are the same."""
    return values[0] == values[-1] and values.count(values[0]) == len(values)
