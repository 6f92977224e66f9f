"""What would be on record if the entries taken so far were written: the fate of each, before anything is."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from jytrack.domain.numerals import period_text, plain
from jytrack.domain.quantity import Quantity, exact
from jytrack.domain.reading import Entry, Key, Reading
from jytrack.intake.history import History
from jytrack.intake.merging import Merged, Outcome, merge
from jytrack.intake.problem import Code, Problem, finding
from jytrack.intake.sheet import Sheet


class Fate(Enum):
    """What becomes of an entry; the first three are counted apart for every file (intake.md, What happens)."""

    NEW = auto()
    UNCHANGED = auto()
    CORRECTED = auto()
    REFUSED = auto()


@dataclass(slots=True)
class Change:
    """What is to be written for one key: from which sheet, and whether it closes what is in force."""

    entry: Entry
    sheet: Sheet
    replaces: bool


class Overlay:
    """The readings on record with the changes of an import laid over them."""

    def __init__(self, recorded: Mapping[Key, Entry], *, correct: bool) -> None:
        """Begin with what is in force; `correct` lets an entry replace a different value."""
        self._recorded = recorded
        self._correct = correct
        self._changes: dict[Key, Change] = {}

    def take(self, sheet: Sheet, entry: Entry) -> tuple[Fate, Problem | None]:
        """Lay `entry` of `sheet` over what is there; its fate, and what is wrong when it is refused."""
        key = (entry.unit, entry.metric, entry.period)
        if (pending := self._changes.get(key)) is not None:
            return self._onto_pending(entry, pending)
        if (recorded := self._recorded.get(key)) is None:
            self._changes[key] = Change(entry, sheet, replaces=False)
            return Fate.NEW, None
        merged = merge(entry, recorded.reading)
        if merged.outcome is Outcome.UNCHANGED:
            return Fate.UNCHANGED, None
        if merged.outcome is Outcome.CONFLICT and not self._correct:
            return Fate.REFUSED, _conflict(entry, recorded, merged)
        self._changes[key] = Change(_merged(entry, merged), sheet, replaces=True)
        return (Fate.CORRECTED if merged.outcome is Outcome.CONFLICT else Fate.NEW), None

    def _onto_pending(self, entry: Entry, pending: Change) -> tuple[Fate, Problem | None]:
        """Two sheets of one import may say the same or complete each other, never differ."""
        merged = merge(entry, pending.entry.reading)
        if merged.outcome is Outcome.UNCHANGED:
            return Fate.UNCHANGED, None
        if merged.outcome is Outcome.CONFLICT:
            other = f"《{pending.sheet.name}》第 {pending.entry.row} 行"
            message = f"“{entry.unit}”{period_text(entry.period)}的数与{other}不一致"
            return Fate.REFUSED, finding(Code.DUPLICATE_KEY, message, "两张表只留一个数", row=entry.row)
        pending.entry = _merged(entry, merged)
        return Fate.NEW, None

    def changes(self, sheet: Sheet) -> list[Change]:
        """What is to be written on account of `sheet`."""
        return [change for change in self._changes.values() if change.sheet is sheet]

    def cumulative_readings(self) -> History:
        """The readings, as they would be in force, of each unit and metric that has a cumulative value."""
        entries = {**self._recorded, **{key: change.entry for key, change in self._changes.items()}}
        # Most units report months only; they have nothing to be compared and are passed over.
        pairs = {key[:2] for key, entry in entries.items() if entry.cumulative is not None}
        found: dict[tuple[str, str], list[Reading]] = defaultdict(list)
        for key, entry in entries.items():
            if key[:2] in pairs:
                found[key[:2]].append(entry.reading)
        return found


def _merged(entry: Entry, merged: Merged) -> Entry:
    """The merged figures with the entry's own place and words."""
    reading = merged.reading
    figures = (reading.month, reading.cumulative, reading.value, reading.numerator, reading.denominator)
    return Entry(*entry[:4], *figures, *entry[9:])


def _conflict(entry: Entry, recorded: Entry, merged: Merged) -> Problem:
    """The problem of a value that differs from the one on record."""
    field = merged.differs[0]
    was, now = (_shown(getattr(side, field)) for side in (recorded, entry))
    message = f"“{entry.unit}”{period_text(entry.period)}已登记{field.label} {was}，这里是 {now}"
    advice = "核对无误的，用 --correct --reason 原因 更正"
    return finding(Code.CONFLICT, message, advice, row=entry.row, column=field.label, value=now)


def _shown(value: Quantity | None) -> str:
    return plain(None if value is None else exact(value))
