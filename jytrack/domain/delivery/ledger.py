"""What the ledger of deliveries says: what was claimed, sent, failed, and what may be sent again (delivery.md §4)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from jytrack.domain.values.words import Word

RETRY_AFTER = timedelta(hours=1)
"""A recipient at whom a message failed is left alone for so long."""

TELL_AGAIN_AFTER = timedelta(hours=24)
"""The office hears of a lasting failure again after so long."""

RUNNING = timedelta(minutes=10)
"""No run is between claiming and confirming one message for longer: an older claim without an end was cut off."""

HAND = "hand"
"""The channel of what people did themselves: a call, a visit."""


class Outcome(Word):
    """How a delivery ended."""

    SENT = "sent", "已送达"
    FAILED = "failed", "没有送出"
    UNCLEAR = "unclear", "不知是否送达"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Where a message goes: a department, by a channel, to an address there (blank where the channel has but one)."""

    department: str
    channel: str
    address: str = ""

    @property
    def key(self) -> str:
        """By which the ledger knows it."""
        return f"{self.channel}:{self.address}:{self.department}"


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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


def urged(deliveries: Iterable[Delivery], obligations: Iterable[str] | None = None) -> Mapping[str, Urged]:
    """How often each debtor was reminded of its own, or of these `obligations` alone.

    Two messages of one run are one reminder, and copies to others are none.
    """
    wanted = None if obligations is None else set(obligations)
    runs: dict[str, set[int]] = {}
    last: dict[str, date] = {}
    for delivery in deliveries:
        if delivery.outcome is not Outcome.SENT:
            continue
        for item in delivery.items:
            if not item.copy and (wanted is None or item.obligation in wanted):
                runs.setdefault(item.debtor, set()).add(delivery.run)
                day = delivery.claimed_at.date()
                last[item.debtor] = max(last.get(item.debtor, day), day)
    return {debtor: Urged(len(found), last[debtor]) for debtor, found in runs.items()}
