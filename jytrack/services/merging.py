"""What would be on record if the entries taken so far were written: the fate of each, before anything is."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import chain

from jytrack.domain.numerals import period_text, plain
from jytrack.domain.quantity import Quantity, exact
from jytrack.domain.reading import Entry, Key, Reading
from jytrack.intake.history import History
from jytrack.intake.merging import Merged, Outcome, merge
from jytrack.intake.problem import Code, Problem, finding
from jytrack.intake.sheet import Sheet


class Fate(Enum):
    """What becomes of an entry that is not refused, counted apart for every file (intake.md, What happens)."""

    NEW = auto()
    UNCHANGED = auto()
    CORRECTED = auto()


@dataclass
class Laid:
    """What one sheet changes on record: `new` had nothing in force, `replacing` close what is; and what was refused."""

    sheet: Sheet
    new: dict[Key, Entry] = field(default_factory=dict)
    replacing: dict[Key, Entry] = field(default_factory=dict)
    fates: Counter[Fate] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)

    def changes(self) -> Iterator[Entry]:
        """All that is to be written."""
        return chain(self.new.values(), self.replacing.values())


class Overlay:
    """The readings on record with the sheets of an import laid over them, one after the other."""

    def __init__(self, recorded: Mapping[Key, Entry], *, correct: bool) -> None:
        """Begin with what is in force; `correct` lets an entry replace a different value."""
        self._in_force = dict(recorded)
        self._correct = correct
        self._laid: list[Laid] = []

    def lay(self, sheet: Sheet, entries: Iterable[Entry]) -> Laid:
        """Lay the entries of a sheet over what is there."""
        laid = Laid(sheet)
        self._laid.append(laid)
        new, in_force = laid.new, self._in_force
        for entry in entries:
            key: Key = entry[1:4]
            if key in in_force:
                self._onto(laid, key, entry)
            else:
                new[key] = in_force[key] = entry
        laid.fates[Fate.NEW] += len(new)
        return laid

    def _onto(self, laid: Laid, key: Key, entry: Entry) -> None:
        """Settle an entry whose key has something in force, on record or from a sheet of this import."""
        before = self._in_force[key]
        merged = merge(entry, before.reading)
        if merged.outcome is Outcome.UNCHANGED:
            laid.fates[Fate.UNCHANGED] += 1
            return
        pending = self._pending(key)
        if merged.outcome is Outcome.CONFLICT and (pending or not self._correct):
            refusal = _contradiction(entry, before, pending.sheet) if pending else _conflict(entry, before, merged)
            laid.problems.append(refusal)
            return
        after = self._in_force[key] = _merged(entry, merged)
        if pending:  # completed by a second sheet: still one row to write, where it was to be written already
            (pending.new if key in pending.new else pending.replacing)[key] = after
        else:
            laid.replacing[key] = after
        laid.fates[Fate.CORRECTED if merged.outcome is Outcome.CONFLICT else Fate.NEW] += 1

    def _pending(self, key: Key) -> Laid | None:
        """The sheet of this import that is to write `key`."""
        return next((laid for laid in self._laid if key in laid.new or key in laid.replacing), None)

    def cumulative_readings(self) -> History:
        """The readings, as they would be in force, of each unit and metric that has a cumulative value."""
        # Most units report months only; they have nothing to be compared and are passed over.
        pairs = {key[:2] for key, entry in self._in_force.items() if entry.cumulative is not None}
        found: dict[tuple[str, str], list[Reading]] = defaultdict(list)
        if pairs:
            for key, entry in self._in_force.items():
                if key[:2] in pairs:
                    found[key[:2]].append(entry.reading)
        return found


def _merged(entry: Entry, merged: Merged) -> Entry:
    """The merged figures with the entry's own place and words."""
    reading = merged.reading
    figures = (reading.month, reading.cumulative, reading.value, reading.numerator, reading.denominator)
    return Entry(*entry[:4], *figures, *entry[9:])


def _contradiction(entry: Entry, before: Entry, sheet: Sheet) -> Problem:
    """The problem of two sheets of one import that differ; they may say the same or complete each other."""
    other = f"《{sheet.name}》第 {before.row} 行"
    message = f"“{entry.unit}”{period_text(entry.period)}的数与{other}不一致"
    return finding(Code.DUPLICATE_KEY, message, "两张表只留一个数", row=entry.row or None)


def _conflict(entry: Entry, recorded: Entry, merged: Merged) -> Problem:
    """The problem of a value that differs from the one on record."""
    field = merged.differs[0]
    was, now = (_shown(getattr(side, field)) for side in (recorded, entry))
    message = f"“{entry.unit}”{period_text(entry.period)}已登记{field.label} {was}，这里是 {now}"
    advice = "核对无误的，用 --correct --reason 原因 更正"
    return finding(Code.CONFLICT, message, advice, row=entry.row or None, column=field.label, value=now)


def _shown(value: Quantity | None) -> str:
    return plain(None if value is None else exact(value))
