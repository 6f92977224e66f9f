"""The state of a month for a unit is the last entry that names it or all units and has not lapsed."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest

from jytrack.domain.plan.locks import Locks, LockState, locked_text
from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import LogAction

JUNE, MAY = Period(2023, 6), Period(2023, 5)
EAST, WEST = "东镇", "西乡"
AT = datetime(2023, 7, 10, tzinfo=UTC)


def entry(action: LogAction, unit: str | None = None, until: int | None = None, note: str = "") -> LogEntry:
    last = None if until is None else date(2023, 7, until)
    return LogEntry(action, date(2023, 7, 10), AT, "王芳", note, unit, until=last, period=JUNE)


LOCK, STRICT = entry(LogAction.MONTH_LOCKED), entry(LogAction.MONTH_LOCKED_STRICTLY)


def opened(unit: str = EAST, until: int = 17) -> LogEntry:
    return entry(LogAction.MONTH_UNLOCKED, unit, until)


def seen(told: Sequence[LogEntry], day: int = 12) -> Locks:
    return Locks({JUNE: tuple(told)}, date(2023, 7, day))


@pytest.mark.parametrize(
    ("told", "day", "holds"),
    [
        ([], 12, None),
        ([LOCK], 12, LOCK),
        ([LOCK, opened()], 12, None),
        ([LOCK, opened()], 17, None),  # its last day counts
        ([LOCK, opened()], 18, LOCK),  # and then it lapses by itself
        ([LOCK, opened(WEST)], 12, LOCK),  # whoever opens for one opens for nobody else
        ([LOCK, opened(), STRICT], 12, STRICT),  # the next lock ends it
        ([LOCK, opened(until=13), opened(until=20)], 15, None),  # opened for longer
        ([LOCK, opened(until=20), opened(until=13)], 15, None),  # the first has not lapsed
        ([STRICT, opened(until=11)], 12, STRICT),
    ],
)
def test_the_last_entry_that_has_not_lapsed_holds(told: list[LogEntry], day: int, holds: LogEntry | None) -> None:
    found = seen(told, day)
    assert found.lock(JUNE, EAST) is holds
    assert found.lock(MAY, EAST) is None


def test_every_entry_is_told_with_what_it_means() -> None:
    told = seen([LOCK, opened(until=11), STRICT, opened(until=12), opened(WEST)])
    assert [state for _, state in told.told()] == [
        LockState.REPLACED,
        LockState.LAPSED,
        LockState.STRICT,
        LockState.OPEN,
        LockState.OPEN,
    ]
    assert told.open_units(JUNE) == [EAST, WEST]
    assert told.whole(JUNE) is STRICT


@pytest.mark.parametrize(
    ("lock", "text"),
    [
        (LOCK, "2023年6月已于7月10日由王芳锁定"),
        (STRICT, "2023年6月已于7月10日由王芳锁定，不再收补报"),
        (entry(LogAction.MONTH_LOCKED, note="随第2期通报"), "2023年6月已于7月10日由王芳锁定（随第2期通报）"),
    ],
)
def test_a_lock_says_since_when_and_by_whom(lock: LogEntry, text: str) -> None:
    assert locked_text(lock, JUNE) == text
    later = locked_text(lock, Period(2022, 12))
    assert later.startswith("2022年12月已于2023年7月10日")
