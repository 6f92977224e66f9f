"""What departments write back on the office's forms: why a target is late and what is done, how a task gets on.

Reasons belong to a target and a month; progress belongs to a task's log, dated in the month that it tells of.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.period import Period
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import LogAction, Word


class FormKind(Word):
    """The forms that go out and come back."""

    REASONS = "reasons", "滞后原因说明表"
    LEDGER = "ledger", "督办台账"

    @property
    def items(self) -> tuple["Item", ...]:
        """What is asked in it."""
        return tuple(item for item in Item if (item in _ACTIONS) is (self is FormKind.LEDGER))


class Item(Word):
    """One thing that a form asks, under its column's heading."""

    CAUSE = "cause", "滞后原因"
    MEASURES = "measures", "下步措施"
    PERSON = "person", "责任人"
    UNTIL = "until", "完成时限"
    PROGRESS = "progress", "最近进展"
    PROBLEM = "problem", "存在问题"
    NEXT_STEP = "next_step", "下步打算"

    @property
    def action(self) -> LogAction | None:
        """The entry of a task's log that it becomes; None for what is said of a target."""
        return _ACTIONS.get(self)


_ACTIONS = {
    Item.PROGRESS: LogAction.PROGRESS,
    Item.PROBLEM: LogAction.PROBLEM,
    Item.NEXT_STEP: LogAction.NEXT_STEP,
}

WRITTEN_BACK = tuple(_ACTIONS.values())
"""What a task's log has from forms: of one month and action the entry recorded last counts, and "" takes it back."""

REASONS = FormKind.REASONS.items
PROGRESS = FormKind.LEDGER.items


class Key(NamedTuple):
    """What a text is about: `subject` is a target's code or a task's number."""

    subject: str | int
    period: Period
    item: Item


class Told(NamedTuple):
    """What is on record at a key: the text (of 完成时限 an ISO date), who recorded it and when."""

    text: str
    by: str
    at: datetime


class TextChange(NamedTuple):
    """What stands at a key before and after; "" for nothing."""

    key: Key
    now: str
    after: str


@valueclass
class Explanation:
    """What the lead says of a target that is late, in the month that it was said of; what was left blank is ""."""

    period: Period
    cause: str = ""
    measures: str = ""
    person: str = ""
    until: date | None = None


@valueclass
class Progress:
    """How a task gets on, as its lead says, in the month that it was said of; what was left blank is ""."""

    period: Period
    progress: str = ""
    problem: str = ""
    next_step: str = ""


def standing_entries(log: Iterable[LogEntry]) -> list[LogEntry]:
    """The entries of a task's log without what came on forms and was replaced or taken back since."""
    entries = list(log)
    last: dict[tuple[LogAction, Period], LogEntry] = {}
    for entry in sorted(entries, key=lambda each: each.recorded_at):
        if entry.action in WRITTEN_BACK:
            last[entry.action, Period.of(entry.on)] = entry
    return [
        entry
        for entry in entries
        if entry.action not in WRITTEN_BACK or (entry.note and last[entry.action, Period.of(entry.on)] is entry)
    ]


def explanations_of(told: Mapping[Key, Told]) -> dict[str, tuple[Explanation, ...]]:
    """What was said of each target that was late, by code, month by month; the last is what holds."""
    found: dict[str, tuple[Explanation, ...]] = {}
    for (subject, period), said in _by_month(told, REASONS):
        day = said.get(Item.UNTIL)
        cause, measures, person = (said.get(item, "") for item in (Item.CAUSE, Item.MEASURES, Item.PERSON))
        one = Explanation(period, cause, measures, person, date.fromisoformat(day) if day else None)
        found[str(subject)] = (*found.get(str(subject), ()), one)
    return found


def progress_of(told: Mapping[Key, Told]) -> dict[int, tuple[Progress, ...]]:
    """How each task got on, by number, month by month; the last is what holds."""
    found: dict[int, tuple[Progress, ...]] = {}
    for (subject, period), said in _by_month(told, PROGRESS):
        one = Progress(period, *(said.get(item, "") for item in PROGRESS))
        found[int(subject)] = (*found.get(int(subject), ()), one)
    return found


def _by_month(
    told: Mapping[Key, Told], items: Collection[Item]
) -> list[tuple[tuple[str | int, Period], dict[Item, str]]]:
    """What was said by subject and month, the months in their order."""
    found: dict[tuple[str | int, Period], dict[Item, str]] = {}
    for key, said in told.items():
        if key.item in items:
            found.setdefault((key.subject, key.period), {})[key.item] = said.text
    return sorted(found.items(), key=lambda each: each[0][1])
