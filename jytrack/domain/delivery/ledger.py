"""What the ledger of deliveries says: what was claimed, sent, failed, and what may be sent again (delivery.md §4)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Word

RETRY_AFTER = timedelta(minutes=55)
"""A recipient at whom a message failed is left alone for an hour, as cron counts it: a run takes its time."""

TELL_AGAIN_AFTER = timedelta(hours=23, minutes=30)
"""The office hears of a lasting failure again after a day, counted so too."""

RUNNING = timedelta(minutes=10)
"""No run is between claiming and confirming one message for longer: an older claim without an end was cut off."""

HAND = "hand"
"""The channel of what people did themselves: a call, a visit."""


class Outcome(Word):
    """How a delivery ended."""

    SENT = "sent", "已发出"
    FAILED = "failed", "没有送出"
    UNCLEAR = "unclear", "不知是否送达"


@valueclass
class Recipient:
    """Where a message goes: a department, by a channel, to an address there (blank where the channel has but one)."""

    department: str
    channel: str
    address: str = ""

    @property
    def key(self) -> str:
        """By which the ledger knows it."""
        return f"{self.channel}:{self.address}:{self.department}"

    @property
    def shown(self) -> str:
        """The channel, and the address as far as a page may show it."""
        name, mark, host = self.address.partition("@")
        address = f"{name[:2]}***@{host}" if mark else self.address
        return f"{self.channel} {address}".strip()


@valueclass
class Item:
    """One stage of one obligation that a delivery carried; `copy`: to another one than the `debtor`."""

    obligation: str
    counted_from: date
    stage: int
    debtor: str
    copy: bool = False

    @property
    def place(self) -> date:
        """The stage's own day, before it is moved to a workday: what is later is another, later stage."""
        return self.counted_from + timedelta(self.stage)


@valueclass
class Delivery:
    """One message to one recipient as the ledger knows it; without an `outcome` it was claimed and never confirmed.

    `settled` by hand, when nobody could know. `sha256` names the text that was sent, kept beside the database.
    """

    number: int
    run: int
    recipient: Recipient
    claimed_at: datetime
    by: str
    items: tuple[Item, ...]
    sha256: str | None = None
    note: str = ""
    outcome: Outcome | None = None
    ended_at: datetime | None = None
    reason: str = ""
    code: str = ""
    settled: bool = False

    @property
    def certain(self) -> bool:
        """Whether it is known what became of it."""
        return self.outcome in (Outcome.SENT, Outcome.FAILED)

    def cut_off(self, now: datetime) -> bool:
        """Whether nobody knows whether it arrived, and no run is at work on it any more."""
        if self.outcome is None:
            return not timedelta(0) <= now - self.claimed_at < RUNNING
        return self.outcome is Outcome.UNCLEAR


@valueclass
class Urged:
    """How often somebody was reminded, runs counted once each, and when last."""

    times: int
    last_on: date


def told_until(deliveries: Iterable[Delivery]) -> Mapping[str, date]:
    """Up to which place each obligation was told to one recipient, by its `deliveries`: failed ones told nothing.

    What may have arrived counts, so that nothing is sent twice without being asked.
    """
    found: dict[str, date] = {}
    for delivery in deliveries:
        if delivery.outcome is not Outcome.FAILED:
            for item in delivery.items:
                found[item.obligation] = max(found.get(item.obligation, item.place), item.place)
    return found


def failing_since(deliveries: Sequence[Delivery]) -> list[Delivery]:
    """The failures of one recipient since its last success, in order."""
    streak: list[Delivery] = []
    for delivery in sorted(deliveries, key=lambda each: each.number):
        if delivery.outcome is Outcome.SENT:
            streak.clear()
        elif delivery.outcome is Outcome.FAILED:
            streak.append(delivery)
    return streak


def resting(deliveries: Sequence[Delivery], now: datetime) -> bool:
    """Whether the recipient's last message failed less than an hour ago; a clock that was put back rests nobody."""
    streak = failing_since(deliveries)
    last = streak[-1].ended_at if streak else None
    return last is not None and timedelta(0) <= now - last < RETRY_AFTER


def to_be_told(streak: Sequence[Delivery]) -> bool:
    """Whether the office is to hear of the last failure of the streak: the first, and one every 24 hours after it."""
    told: datetime | None = None
    tell = False
    for failure in streak:
        at = failure.ended_at or failure.claimed_at
        tell = told is None or at - told >= TELL_AGAIN_AFTER
        if tell:
            told = at
    return tell


def recovered(deliveries: Sequence[Delivery]) -> Delivery | None:
    """The success that ended the last failing of one recipient, where nothing failed since; None: there is none."""
    found: Delivery | None = None
    failing = False
    for delivery in sorted(deliveries, key=lambda each: each.number):
        if delivery.outcome is Outcome.FAILED:
            failing, found = True, None
        elif delivery.outcome is Outcome.SENT and failing:
            failing, found = False, delivery
    return found


def urged(deliveries: Iterable[Delivery], wanted: Callable[[Item], bool]) -> Urged | None:
    """How often the debtors of the `wanted` items were reminded of them; None: never.

    Two messages of one run are one reminder, and copies to others are none.
    """
    runs: set[int] = set()
    days: set[date] = set()
    for delivery in deliveries:
        if delivery.outcome is Outcome.SENT and any(wanted(item) for item in delivery.items if not item.copy):
            runs.add(delivery.run)
            days.add(delivery.claimed_at.date())
    return Urged(len(runs), max(days)) if runs else None


def with_letters(told: Urged | None, days: Sequence[date]) -> Urged | None:
    """The same with the letters that went out on some days, each of which is a reminder of its own."""
    if not days:
        return told
    return Urged(told.times + len(days), max(told.last_on, *days)) if told else Urged(len(days), max(days))
