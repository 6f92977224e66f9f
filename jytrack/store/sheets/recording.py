"""Readings in: bulk writing of what is new, what stands in the way of it, and what is to take its place."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from typing import Any

from jytrack.domain.figures.reading import Entries, Entry, Key, columns_of
from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.correcting import LastCorrection
from jytrack.domain.values.period import Period
from jytrack.domain.values.valueclass import valueclass
from jytrack.store.database.database import Session
from jytrack.store.database.keys import department_ids, metric_ids, next_row
from jytrack.store.figures.received import received_day
from jytrack.store.sheets.acts import chains
from jytrack.store.sheets.adding_up import not_adding_up
from jytrack.store.sheets.imports import Batch, open_writing
from jytrack.store.sheets.series import Written
from jytrack.store.sheets.standing import FIGURES, IN_FORCE, PLACE, Standing, close, standing
from jytrack.store.sheets.streaming import Stated, Stream, all_equal, unstreamed
from jytrack.store.sheets.void import is_report
from jytrack.store.values.encoding import LAST_WRITING, Rows, moment_number, moment_of, month_of, sound
from jytrack.store.values.listed import in_parts, keyed

READINGS = "reading"
"""The table that all of them go into, by the session's bulk methods alone."""

_WRITTEN = ("period", "row", "month", "cumulative", "value", "numerator", "denominator", "source", "note")
_FIELDS = (
    'r.metric_id, r.unit_id, r.period, r."row", r.month, r.cumulative, r.value, r.numerator, r.denominator, r.source, '
    "r.note, w.import_file_id, w.id"
)
_AT_KEYS = f"""
SELECT {_FIELDS} FROM k CROSS JOIN reading r CROSS JOIN writing w
WHERE r.metric_id = k.metric_id AND r.unit_id = k.unit_id AND r.period = k.period AND {IN_FORCE}
"""  # noqa: S608
_DAYS_AT_KEYS = f"""
SELECT {{day}} AS day, count(*) FROM k CROSS JOIN reading r CROSS JOIN writing w
WHERE r.metric_id = k.metric_id AND r.unit_id = k.unit_id AND r.period = k.period AND {IN_FORCE} GROUP BY day
"""  # noqa: S608
_LAST_CORRECTIONS = f"""
SELECT r.metric_id, r.unit_id, r.period, w.recorded_by, w.recorded_at, {{day}}, w.reason
FROM k CROSS JOIN reading r CROSS JOIN writing w
WHERE r.metric_id = k.metric_id AND r.unit_id = k.unit_id AND r.period = k.period AND {IN_FORCE} AND w.reason <> ''
"""  # noqa: S608
_WITHDRAWALS = f"{_LAST_CORRECTIONS} AND r.withdrawn AND {{is_report}}"
_ANY_CUMULATIVE = f"""
SELECT 1 FROM reading WHERE metric_id = ? AND period BETWEEN ? AND ? AND superseded_by = {LAST_WRITING}
    AND cumulative IS NOT NULL LIMIT 1
"""  # noqa: S608
_WITH_CUMULATIVES = f"""
SELECT {_FIELDS} FROM k CROSS JOIN reading r CROSS JOIN writing w
WHERE r.metric_id = k.metric_id AND r.unit_id = k.unit_id AND r.period BETWEEN :first AND :last AND {IN_FORCE}
    AND NOT r.withdrawn
    AND EXISTS (
        SELECT 1 FROM reading c WHERE c.metric_id = k.metric_id AND c.unit_id = k.unit_id
            AND c.period BETWEEN :first AND :last AND c.superseded_by = {LAST_WRITING} AND c.cumulative IS NOT NULL
    )
ORDER BY r.metric_id, r.unit_id, r.period
"""  # noqa: S608


@valueclass
class InForce:
    """A reading in force, the row of the file it came from (None: typed by hand), and whether this act wrote it.

    A withdrawal is in force too; it states no number.
    """

    entry: Entry
    file: int | None
    pending: bool


class Recorder:
    """Writes the readings of one act, sheet by sheet, in its transaction."""

    def __init__(self, session: Session, plan: Plan, batch: Batch, sheets: int = 1) -> None:
        """`sheets` is how many `begin` will announce; the batch's moment is that of the last."""
        self.changed = False
        self._session = session
        self._batch = batch
        self._metrics, self._units = metric_ids(session, plan.region), department_ids(session, plan.region)
        self._years = Period(plan.year - 1, 1).number, Period(plan.year, 12).number
        self._after = moment_number(batch.recorded_at - timedelta(microseconds=sheets))
        self._moment = self._after
        self._file: int | None = None
        self._received_on = batch.received_on
        self._first = next_row(session, "writing")
        self._writings: dict[str, int] = {}
        self._stream = Stream(session)
        # More than was touched: all the units of a block by all its metrics, which are a thousand times fewer.
        self._touched: defaultdict[frozenset[int], set[int]] = defaultdict(set)

    @property
    def written(self) -> Written:
        """What the act has written so far."""
        units: defaultdict[int, set[int]] = defaultdict(set)
        for metrics, touched in self._touched.items():
            for metric in metrics:
                units[metric] |= touched
        return Written(self._after, self._batch.recorded_at, units)

    def begin(self, file: int | None, received_on: date | None = None) -> None:
        """What follows comes from the sheet `file` (None: typed by hand), received on that day (None: the batch's).

        Each sheet has a moment of its own, so that a later one may complete what an earlier one has just written.
        """
        self._file = file
        self._received_on = received_on or self._batch.received_on
        self._moment += 1
        self._writings = {}

    def add(self, entries: Entries) -> int:
        """Write those entries at whose key nothing is in force, and return how many they were."""
        if not entries:
            return 0
        told = self._stated(entries, "")
        added = self._session.insert_new(READINGS, told.names, told.rows, told.shared)
        self._stream.written(told, self._moment, added)
        self.changed = self.changed or added > 0
        return added

    def on_record(self, entries: Entries) -> bool:
        """Whether all that each of `entries` states was on record before this act."""
        rows, *_ = columns = columns_of(entries)
        stated = dict(zip(FIGURES, columns[4:9], strict=True))
        own = [name for name, values in stated.items() if values.count(None) < len(values)]
        placed = list(zip(*self._places(columns), *(stated[name] for name in own), strict=True))
        before = f"r.superseded_by = {LAST_WRITING} AND r.writing_id < {self._first}"
        return self._session.on_record("reading", PLACE, own, placed, before) == len(rows)

    def replace(self, entries: Entries) -> None:
        """Close what is in force at the keys of `entries` and put them in its place, for the batch's reason."""
        if len(entries):
            close(self._session, self._keys(entries), self._writing(self._batch.reason))
            told = self._stated(entries, self._batch.reason)
            self._session.insert(READINGS, told.names, told.rows, told.shared)
            self._stream.written(told, self._moment, len(entries))
            self.changed = True

    def in_force(self, entries: Entries) -> dict[Key, InForce]:
        """What is in force at the keys of `entries`."""
        return {
            found.entry.key: found
            for part in in_parts(self._keys(entries))
            for found in self._found(self._session.execute(keyed(PLACE, part) + _AT_KEYS))
        }

    def standing(self, entries: Entries) -> Standing | None:
        """What stands at the keys of `entries`, where it states their very fields; None where anything else does."""
        return standing(self._session, self._keys(entries), columns_of(entries)[4:9], self._first)

    def received_days(self, keys: Sequence[Key]) -> Counter[date]:
        """The days on which what is in force at `keys` was received, and how many readings on each."""
        found = Counter[date]()
        day = received_day(self._session)
        for part in in_parts(
            [(self._metrics[metric], self._units[unit], month.number) for unit, metric, month in keys]
        ):
            rows = self._session.execute(keyed(PLACE, part) + _DAYS_AT_KEYS.format(day=day))
            found.update({date.fromisoformat(on): readings for on, readings in rows})
        return found

    def last_corrections(self, entries: Entries) -> dict[Key, LastCorrection]:
        """What put the readings in force at the keys of `entries` in the place of others, where something did."""
        return self._last(entries, _LAST_CORRECTIONS.format(day=received_day(self._session)))

    def withdrawals(self, entries: Entries) -> dict[Key, LastCorrection]:
        """Who withdrew the readings at the keys of `entries`, and why; an act that was undone withdrew nothing."""
        reported = is_report(chains(self._session, self._batch.recorded_at).void())
        return self._last(entries, _WITHDRAWALS.format(day=received_day(self._session), is_report=reported))

    def _last(self, entries: Entries, statement: str) -> dict[Key, LastCorrection]:
        """The last changes at the keys of `entries` that `statement` finds."""
        codes = {row: code for code, row in self._metrics.items()}
        names = {row: name for name, row in self._units.items()}

        @cache  # a few acts changed them all
        def told(by: str, at: int, day: str, reason: str) -> LastCorrection:
            return LastCorrection(by, moment_of(at), date.fromisoformat(day), reason)

        return {
            (names[unit], codes[metric], month_of(period)): told(*change)
            for part in in_parts(self._keys(entries))
            for metric, unit, period, *change in self._session.execute(keyed(PLACE, part) + statement)
        }

    def with_cumulatives(self, codes: Iterable[str]) -> Iterator[list[InForce]]:
        """The readings in force of each unit and metric (of `codes`) that this act changed and that has a cumulative.

        Those of the plan's year and the year before, by month; not of those where each month adds up with the last.
        """
        first, last = self._years
        touched = self.written.units
        wanted = [
            metric
            for metric in sorted(self._metrics[code] for code in codes)
            if metric in touched and self._session.execute(_ANY_CUMULATIVE, (metric, first, last)).fetchone()
        ]
        pairs = [(metric, unit) for metric in wanted for unit in sorted(touched[metric])]
        for part in in_parts(sorted(not_adding_up(self._session, pairs, first, last))):
            statement = keyed(PLACE[:2], part) + _WITH_CUMULATIVES
            rows = self._session.execute(statement, {"first": first, "last": last})
            for _, group in groupby(self._found(rows), lambda found: found.entry[1:3]):
                yield list(group)

    def _places(self, columns: Sequence[Sequence[Any]]) -> tuple[list[int], list[int], list[int]]:
        """The keys in the database of the entries with these `columns`, as columns."""
        _, units, codes, periods, *_ = columns
        months = periods[:1] if all_equal(periods) else set(periods)
        numbers = {period: period.number for period in months}
        return (
            list(map(self._metrics.__getitem__, codes)),
            list(map(self._units.__getitem__, units)),
            list(map(numbers.__getitem__, periods)) if len(numbers) > 1 else [*numbers.values()] * len(periods),
        )

    def _keys(self, entries: Entries) -> list[tuple[int, int, int]]:
        """The keys of `entries` in the database, in their order."""
        return list(zip(*self._places(columns_of(entries)), strict=True))

    def _found(self, rows: Iterable[Sequence[Any]]) -> Iterator[InForce]:
        """Rows of the query's fields as values of the domain."""
        codes = Rows((row, code) for code, row in self._metrics.items())
        names = Rows((row, name) for name, row in self._units.items())
        for metric, unit, period, row, *stated, file, writing in sound(rows):
            entry = Entry(row or 0, names[unit], codes[metric], month_of(period), *stated)
            yield InForce(entry, file, writing >= self._first)

    def _stated(self, entries: Entries, reason: str) -> Stated:
        """The rows of `entries`, of which there are some.

        What all of them state alike, as a sheet of months does its month and most of its fields, is told once.
        """
        numbers, _, _, _, *stated = columns = columns_of(entries)
        metrics, units, periods = self._places(columns)
        self._touched[frozenset(metrics)].update(units)
        written = dict(zip(_WRITTEN, (periods, numbers if numbers[0] else (None,), *stated), strict=True))
        common = {name: values[0] for name, values in written.items() if all_equal(values)}
        own = {name: values for name, values in written.items() if name not in common}
        shared = {
            "superseded_by": LAST_WRITING,
            "writing_id": self._writing(reason),
            **{name: value for name, value in common.items() if value is not None},
        }
        return Stated({"metric_id": metrics, "unit_id": units} | own, shared)

    def _writing(self, reason: str) -> int:
        """What the sheet's readings have in common that are written for this `reason`; recorded when first asked."""
        if reason not in self._writings:
            told = self._moment, self._received_on, self._file, reason
            self._writings[reason] = open_writing(self._session, self._batch, *told)
        return self._writings[reason]


def withdraw(session: Session, plan: Plan, batch: Batch, key: Key) -> Written:
    """Close what is in force for `key` and put in its place, for the batch's reason, that it was taken back."""
    unit, metric, period = key
    place = metric_ids(session, plan.region)[metric], department_ids(session, plan.region)[unit], period.number
    moment = moment_number(batch.recorded_at)
    unstreamed(session)
    writing = open_writing(session, batch, moment, batch.received_on, reason=batch.reason)
    close(session, [place], writing)
    session.execute(
        "INSERT INTO reading (metric_id, unit_id, period, superseded_by, withdrawn, source, note, writing_id) "
        "VALUES (?, ?, ?, ?, TRUE, '', '', ?)",
        (*place, LAST_WRITING, writing),
    )
    return Written(moment - 1, batch.recorded_at, {place[0]: {place[1]}})
