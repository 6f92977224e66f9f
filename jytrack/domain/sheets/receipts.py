"""Sheets as they came: on which day one counts as received, and which went back."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from jytrack.domain.values.period import Period
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Word


class DayFrom(Word):
    """What says on which day a sheet was received, the first that says anything before the others."""

    OPTION = "option", "--received"
    FOLDER = "folder", "文件夹名"
    FILE = "file", "文件自己的日期"
    TODAY = "today", "今天"
    FIRST = "first", "首次收到"


@valueclass
class Received:
    """The day on which a sheet was received, and what says so."""

    day: date
    by: DayFrom


def received_on(
    today: date, asked: date | None = None, modified: date | None = None, folder: date | None = None
) -> Received:
    """The day that a sheet counts as received: as `asked`, the file's own where that is asked for, its folder's, today.

    `modified` None: the file's own day is not asked for; `folder` is the day in the folder's name.
    """
    said = (asked, DayFrom.OPTION), (modified, DayFrom.FILE), (folder, DayFrom.FOLDER)
    return next((Received(day, by) for day, by in said if day is not None), Received(today, DayFrom.TODAY))


def not_after(own: Received, first: date | None) -> Received:
    """The received day of a sheet whose very bytes came before, on the day `first`: what was right then came then."""
    return own if first is None or first >= own.day else Received(first, DayFrom.FIRST)


class Item(NamedTuple):
    """What a refused sheet was to report: a unit, a metric by its code, a month; None: that was not to be seen."""

    unit: str
    metric: str | None = None
    period: Period | None = None


@valueclass
class Receipt:
    """A sheet that came and was not taken in: `refused` itself, or else kept out by another one of its import.

    `items` are what it was for, of the units that it goes back to; `problems` are counted by code. `taken_in`: the very
    same sheet went in later, whole, so that nobody has to mend it.
    """

    name: str
    sheet: str
    sha256: str
    refused: bool
    received_on: date
    recorded_at: datetime
    recorded_by: str
    items: tuple[Item, ...] = ()
    problems: tuple[tuple[str, int], ...] = ()
    taken_in: bool = False

    @property
    def units(self) -> tuple[str, ...]:
        """The units that it was for."""
        return tuple(dict.fromkeys(item.unit for item in self.items))

    @property
    def periods(self) -> tuple[Period, ...]:
        """The months that it was for, as far as they were to be seen."""
        return tuple(sorted({item.period for item in self.items if item.period}))

    def concerns(self, unit: str, metric: str, period: Period) -> bool:
        """Whether it was to report this; a sheet that could not be read, whatever is due in its month."""
        return (unit, metric, period) in self.items or (unit, None, period) in self.items


def returns(receipts: Iterable[Receipt], as_of: date) -> tuple[Receipt, ...]:
    """The sheets that went back by the day, each content once, however often it was tried."""
    first: dict[tuple[str, str], Receipt] = {}
    for receipt in sorted(receipts, key=lambda each: (each.received_on, each.recorded_at)):
        if receipt.refused and not receipt.taken_in and receipt.received_on <= as_of:
            first.setdefault((receipt.sha256, receipt.sheet), receipt)
    return tuple(first.values())
