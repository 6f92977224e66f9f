"""What becomes of each entry of an import beside what is on record and what its other sheets say."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto

from jytrack.domain.figures.reading import Block, Entries, Entry, Key, columns_of
from jytrack.domain.plan.target import Metric
from jytrack.domain.sheets.correcting import Age, Correction, LastCorrection, older_by
from jytrack.intake.sheets.history import against_history, grows
from jytrack.intake.sheets.merging import Merged, Outcome, differing, merge
from jytrack.intake.sheets.sheet import Field
from jytrack.intake.values.problem import Code, Problem, ProblemList
from jytrack.services.plan.locked import Held, Locked
from jytrack.services.sheets.conflicts import conflict, contradiction, doubled, locked, overtaken, stated
from jytrack.services.sheets.corrections import Columns, Corrections, places_differing, taken
from jytrack.services.sheets.seen import Seen
from jytrack.store.sheets.recording import InForce, Recorder
from jytrack.store.sheets.series import Written


class Fate(Enum):
    """What becomes of an entry that is not refused, counted apart for every file (intake.md, What happens)."""

    NEW = auto()
    UNCHANGED = auto()
    CORRECTED = auto()


@dataclass
class Laid:
    """What became of one sheet's entries; `refused` are the rows of which something may not be written.

    `corrections` are those that were made, `unconfirmed` those that somebody must confirm; `age` tells what is known of
    the sheet's.
    """

    name: str
    file: int | None
    age: Callable[[], Age] | None = None
    corrections: Corrections = field(default_factory=Corrections)
    unconfirmed: list[Correction] = field(default_factory=list)
    fates: Counter[Fate] = field(default_factory=Counter)
    problems: ProblemList = field(default_factory=ProblemList)
    refused: set[int | None] = field(default_factory=set)
    seen: Seen = field(default_factory=Seen)

    def refuse_both(self, problem: Problem, earlier: int) -> None:
        """Note `problem`, which makes the row `earlier` as doubtful as its own."""
        self.refuse(problem)
        self.refused.add(earlier)

    def refuse(self, problem: Problem) -> None:
        """Note `problem` and its row; a row that comes twice is named once for all its figures."""
        last = self.problems.last
        if not (last and problem.code is Code.DUPLICATE_KEY and (last.code, last.row) == (problem.code, problem.row)):
            self.problems.append(problem)
        self.refused.add(problem.row)


class Merger:
    """Lays the sheets of one import over what is in force, one after the other, and writes what changes."""

    def __init__(
        self,
        recorder: Recorder,
        metrics: Mapping[str, Metric],
        locks: Locked,
        *,
        correct: bool,
        confirmed: bool = False,
    ) -> None:
        """`metrics` by code; `correct` lets an entry replace a different value, `confirmed` also a later correction."""
        self._recorder = recorder
        self._metrics = metrics
        self._locks = locks
        self._any_closed = locks.any_closed
        self._correct = correct
        self._confirmed = confirmed
        self._last_corrections: Mapping[Key, LastCorrection] = {}
        self._withdrawals: Mapping[Key, LastCorrection] = {}
        self._sheets: dict[int | None, Laid] = {}
        self._expects_known = self._expects_corrections = False

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return self._recorder.changed

    @property
    def written(self) -> Written:
        """What was written so far."""
        return self._recorder.written

    def begin(
        self,
        name: str,
        file: int | None,
        received_on: date | None = None,
        age: Callable[[], Age] | None = None,
    ) -> Laid:
        """The sheet `name`, recorded as `file` (None: typed by hand), whose entries are laid next.

        `received_on` None: on the day of the act; `age` None: it replaces nothing that is later.
        """
        self._recorder.begin(file, received_on)
        self._sheets[file] = laid = Laid(name, file, age)
        return laid

    def lay(self, laid: Laid, entries: Entries) -> None:
        """Write those of `entries` that may be written, and note what becomes of each."""
        if not len(entries):
            return
        # Most blocks are either new as a whole, or known as a whole because the file comes again.
        if not (self._expects_known or self._any_closed) and self._recorder.add(entries) == len(entries):
            laid.fates[Fate.NEW] += len(entries)
        elif self._expects_known and not self._expects_corrections and self._recorder.on_record(entries):
            self._lay_known(laid, entries)
        elif not (self._correct and self._lay_corrections(laid, entries)):
            self._lay_one_by_one(laid, entries)

    def _lay_known(self, laid: Laid, entries: Entries) -> None:
        """Take in entries all of which say what was on record before."""
        again = laid.seen.note(entries)
        laid.fates[Fate.UNCHANGED] += len(entries) - len(again)
        if again:
            told = list(entries)
            for number, before in again:
                laid.refuse_both(doubled(told[number], before), before)

    def _lay_corrections(self, laid: Laid, entries: Entries) -> bool:
        """Put `entries` in the place of what was on record before, all at once.

        Whether that can be: each states the very fields that stand there, and no lock speaks of its month.
        """
        columns = columns_of(entries)
        if self._locks.speaks_of(set(columns[3])) or (standing := self._recorder.standing(entries)) is None:
            return False
        again = dict(laid.seen.note(entries))
        told = list(entries) if again else []
        for place, before in again.items():
            laid.refuse_both(doubled(told[place], before), before)
        differing = places_differing(columns, standing.figures)
        laid.fates[Fate.UNCHANGED] += len(entries) - len(differing | again.keys())
        replacing = sorted(differing - again.keys())
        if replacing:
            both = taken([*columns, *standing.figures], replacing)
            self._replace(laid, both[: len(columns)], both[len(columns) :], changed=standing.changed)
        self._expects_known, self._expects_corrections = True, bool(replacing)
        return True

    def _replace(self, laid: Laid, entries: Columns, before: Columns, *, changed: bool) -> None:
        """Put `entries` in the place of the figures `before`, of which some have been `changed` before, or none."""
        last = self._recorder.last_corrections(Block(entries)) if changed else {}
        if laid.age and any(older_by(laid.age(), each) for each in set(last.values())):
            self._last_corrections = last
            each = zip(Block(entries), zip(*before, strict=True), strict=True)
            recorded = ((entry, Entry(0, *entry[1:4], *figures)) for entry, figures in each)
            kept = (place for place, both in enumerate(recorded) if self._corrects(laid, *both, differing(*both)))
            entries = taken(entries, kept)
        else:
            laid.corrections.add(entries, before, last)
        laid.fates[Fate.CORRECTED] += len(entries[0])
        self._recorder.replace(Block(entries))

    def _lay_one_by_one(self, laid: Laid, entries: Entries) -> None:
        """Settle each of `entries`, some of which may have been written just now."""
        in_force = self._recorder.in_force(entries)
        self._last_corrections = self._recorder.last_corrections(entries) if self._correct else {}
        withdrawn = [entry for entry in entries if (at := in_force.get(entry.key)) and _withdrawn(at)]
        self._withdrawals = self._recorder.withdrawals(withdrawn) if withdrawn else {}
        fresh: list[Entry] = []
        replacing: dict[Key, Entry] = {}
        for entry in entries:
            before = in_force.get(entry.key)
            if before is None and self._is_closed(laid, entry):
                continue
            if before is None:
                in_force[entry.key] = InForce(entry, laid.file, pending=True)
                fresh.append(entry)
            elif before.pending and before.file == laid.file and before.entry.row == entry.row:
                laid.fates[Fate.NEW] += 1
            elif (after := self._onto(laid, entry, before)) is not None:
                in_force[entry.key] = InForce(after, laid.file, pending=True)
                replacing[entry.key] = after
        laid.fates[Fate.NEW] += self._recorder.add(fresh)
        self._recorder.replace(list(replacing.values()))
        self._expects_known, self._expects_corrections = len(fresh) < len(entries), False

    def _onto(self, laid: Laid, entry: Entry, before: InForce) -> Entry | None:
        """Settle an entry whose key has something in force; what is to take its place, None for nothing."""
        if before.pending and before.file == laid.file:
            earlier = before.entry.row
        else:
            earlier = next((row for _, row in laid.seen.note([entry])), 0)
        if earlier:
            laid.refuse_both(doubled(entry, earlier), earlier)
            return None
        merged = merge(entry, before.entry.reading)
        if merged.outcome is Outcome.UNCHANGED:
            laid.fates[Fate.UNCHANGED] += 1
            return None
        if not before.pending and self._stands(laid, entry, before, merged):
            return None
        differs = merged.outcome is Outcome.CONFLICT
        if differs and before.pending:
            laid.refuse(contradiction(entry, before.entry, self._sheets[before.file].name))
            return None
        if differs and not self._correct:
            laid.refuse(conflict(entry, before.entry, merged))
            return None
        if differs and not self._corrects(laid, entry, before.entry, merged.differs):
            return None
        if entry.key in self._withdrawals and not self._brings_back(laid, entry, before.entry):
            return None
        laid.fates[Fate.CORRECTED if differs else Fate.NEW] += 1
        reading = merged.reading
        figures = reading.month, reading.cumulative, reading.value, reading.numerator, reading.denominator
        return Entry(*entry[:4], *figures, *entry[9:])

    def _is_closed(self, laid: Laid, entry: Entry) -> bool:
        """Whether a lock keeps a first report out, which is noted."""
        held = self._any_closed and self._locks.closed(entry.key)
        if held:
            laid.refuse(locked(entry, None, merge(entry, None), held, self._opened_by(held, entry)))
        return bool(held)

    def _stands(self, laid: Laid, entry: Entry, before: InForce, merged: Merged) -> bool:
        """Whether a lock keeps what is on record as it is, which is noted; a withdrawal states nothing to be kept."""
        held = self._locks.closed(entry.key) if _withdrawn(before) else self._locks.at(entry.key)
        if held:
            laid.refuse(locked(entry, before.entry, merged, held, self._opened_by(held, entry)))
        return bool(held)

    def _opened_by(self, held: Held, entry: Entry) -> str:
        return self._locks.opened_by(held, entry.unit, entry.period)

    def _corrects(self, laid: Laid, entry: Entry, recorded: Entry, differs: tuple[Field, ...]) -> bool:
        """Note what `entry` replaces; whether it may, which takes a yes where the sheet is older than what it does."""
        last = self._last_corrections.get(entry.key) if self._last_corrections else None
        older = older_by(laid.age(), last) if laid.age and last else None
        correction = Correction(entry, recorded, differs, last, older)
        if last and older and not self._confirmed:
            laid.unconfirmed.append(correction)
            laid.refuse(overtaken(correction, last, older))
            return False
        laid.corrections.append(correction)
        return True

    def _brings_back(self, laid: Laid, entry: Entry, withdrawn: Entry) -> bool:
        """Whether `entry` may stand where a figure was withdrawn: a sheet that is older than that takes a yes."""
        last = self._withdrawals[entry.key]
        older = older_by(laid.age(), last) if laid.age else None
        if older is None:
            return True
        correction = Correction(entry, withdrawn, stated(entry), last, older)
        (laid.corrections if self._confirmed else laid.unconfirmed).append(correction)
        if not self._confirmed:
            laid.refuse(overtaken(correction, last, older))
        return self._confirmed

    def received_days(self, laid: Laid) -> Counter[date]:
        """The days on which was received what the sheet states and was on record, and how many readings on each."""
        return self._recorder.received_days(list(laid.seen.keys()))

    def on_record_at(self, keys: Iterable[Key]) -> list[Entry]:
        """What is in force at `keys` and states a figure."""
        asked = [Entry(0, *key) for key in keys]
        if not asked:
            return []
        found = self._recorder.in_force(asked)
        return [found[entry.key].entry for entry in asked if entry.key in found and any(found[entry.key].entry[4:9])]

    def check_histories(self) -> None:
        """Refuse the rows whose cumulative values contradict the months around them, in the sheets and on record."""
        growing = [code for code, metric in self._metrics.items() if grows(metric)]
        for readings in self._recorder.with_cumulatives(growing):
            metric = self._metrics[readings[0].entry.metric]
            ours = {found.entry.key: found for found in readings if found.pending}
            recorded = [found.entry.reading for found in readings]
            for entry, problem in against_history(metric, (found.entry for found in ours.values()), recorded):
                # A correction with its reason overrules a fall, for a past figure may have been too high.
                if not (self._correct and problem.code is Code.CUMULATIVE_FALLS):
                    self._sheets[ours[entry.key].file].refuse(problem)


def _withdrawn(found: InForce) -> bool:
    """Whether what is in force states no figure any more."""
    return not found.pending and all(figure is None for figure in found.entry[4:9])
