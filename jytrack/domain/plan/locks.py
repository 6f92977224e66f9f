"""Locks: in a locked month what is on record of a unit stands, unless the office has opened an exception for it.

A lock protects what was printed; a first report of a late unit is welcome, unless the lock is a strict one
(documents.md §9). Both locks and exceptions are entries of the log: the state of a month for a unit is the last entry
that names it or all units, and has not lapsed.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.numerals import day_in, period_text
from jytrack.domain.values.period import Period
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import LogAction, Word

LOCKING = (LogAction.MONTH_LOCKED, LogAction.MONTH_LOCKED_STRICTLY, LogAction.MONTH_UNLOCKED)
"""The entries of the log that are about a month."""

OPEN_FOR = timedelta(days=7)
"""So long an exception is open where nobody says until when."""


class LockState(Word):
    """What an entry about a month means on the day asked; the last two hold no longer."""

    LOCKED = "locked", "锁定"
    STRICT = "strict", "锁定，不收补报"
    OPEN = "open", "例外"
    LAPSED = "lapsed", "例外到期"
    REPLACED = "replaced", "已由后一条代替"

    @property
    def holds(self) -> bool:
        """Whether it still says how the month stands."""
        return self in (LockState.LOCKED, LockState.STRICT, LockState.OPEN)


@valueclass
class Locks:
    """What the log says about each month, in the order of recording, seen on one day."""

    entries: Mapping[Period, tuple[LogEntry, ...]]
    day: date

    def lock(self, period: Period, unit: str) -> LogEntry | None:
        """The lock under which the month stands for `unit`; None where it is open."""
        for entry in reversed(self.entries.get(period, ())):
            if entry.department in (None, unit) and not self._lapsed(entry):
                return None if entry.action is LogAction.MONTH_UNLOCKED else entry
        return None

    def whole(self, period: Period) -> LogEntry | None:
        """The lock of the month, whatever exceptions are open in it."""
        locks = (each for each in reversed(self.entries.get(period, ())) if each.department is None)
        return next(locks, None)

    def open_units(self, period: Period) -> list[str]:
        """The units for which an exception is open."""
        return [entry.department or "" for entry, state in self._told(period) if state is LockState.OPEN]

    def told(self) -> Iterator[tuple[LogEntry, LockState]]:
        """Every entry with what it means on the day, month by month."""
        for period in sorted(self.entries):
            yield from self._told(period)

    def _told(self, period: Period) -> Iterator[tuple[LogEntry, LockState]]:
        own = self.entries.get(period, ())
        for place, entry in enumerate(own):
            later = any(each.department in (None, entry.department) for each in own[place + 1 :])
            if entry.action is LogAction.MONTH_UNLOCKED and self._lapsed(entry):
                yield entry, LockState.LAPSED
            elif later:
                yield entry, LockState.REPLACED
            else:
                yield entry, _STATES[entry.action]

    def _lapsed(self, entry: LogEntry) -> bool:
        """Whether its last day is over."""
        return entry.until is not None and entry.until < self.day


_STATES = {
    LogAction.MONTH_LOCKED: LockState.LOCKED,
    LogAction.MONTH_LOCKED_STRICTLY: LockState.STRICT,
    LogAction.MONTH_UNLOCKED: LockState.OPEN,
}


def is_strict(lock: LogEntry) -> bool:
    """Whether the lock keeps first reports out too."""
    return lock.action is LogAction.MONTH_LOCKED_STRICTLY


def locked_text(lock: LogEntry, period: Period) -> str:
    """That the month is locked, since when, by whom and on what ground."""
    ground = f"（{lock.note}）" if lock.note else ""
    closed = "，不再收补报" if is_strict(lock) else ""
    return f"{period_text(period)}已于{day_in(lock.on, period.year)}由{lock.recorded_by}锁定{ground}{closed}"
