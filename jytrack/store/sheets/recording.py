"""Readings in: bulk writing of what is new, what stands in the way of it, and what is to take its place."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain, groupby
from typing import Any

from jytrack.domain.figures.reading import Entries, Entry, Key, columns_of
from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.period import Period
from jytrack.store.database.database import Session
from jytrack.store.database.keys import department_ids, metric_ids
from jytrack.store.sheets.imports import Batch
from jytrack.store.sheets.series import Written
from jytrack.store.values.encoding import FOREVER, moment_number

_ROWS_AN_INSERT = 20  # measured: fewer and more are slower
_ROWS_A_LOOK = 200

_CACHE_KIB = 96 * 1024
"""A large import touches every page of the table again and again; with less room it writes them several times."""

Value = str | int | None

_PLACE = ("metric_id", "unit_id", "period")
_STATED = ("row", "month", "cumulative", "value", "numerator", "denominator", "source", "note")
_FIGURES = ("month", "cumulative", "value", "numerator", "denominator")
_PROVENANCE = ("superseded_at", "received_on", "recorded_at", "recorded_by", "import_file_id", "reason")
_FIELDS = (
    "r.metric_id, r.unit_id, r.period, r.row, r.month, r.cumulative, r.value, r.numerator, r.denominator, r.source, "
    "r.note, r.import_file_id, r.recorded_at"
)
_AT_KEYS = f"""
SELECT {_FIELDS} FROM json_each(?) k CROSS JOIN reading r
WHERE r.metric_id = json_extract(k.value, '$[0]') AND r.unit_id = json_extract(k.value, '$[1]')
    AND r.period = json_extract(k.value, '$[2]') AND r.superseded_at = {FOREVER}
"""  # noqa: S608
_ANY_CUMULATIVE = f"""
SELECT 1 FROM reading WHERE metric_id = ? AND period BETWEEN ? AND ? AND superseded_at = {FOREVER}
    AND cumulative IS NOT NULL LIMIT 1
"""  # noqa: S608
_WITH_CUMULATIVES = f"""
SELECT {_FIELDS} FROM json_each(:pairs) k CROSS JOIN reading r
WHERE r.metric_id = json_extract(k.value, '$[0]') AND r.unit_id = json_extract(k.value, '$[1]')
    AND r.period BETWEEN :first AND :last AND r.superseded_at = {FOREVER} AND NOT r.withdrawn
    AND EXISTS (
        SELECT 1 FROM reading c WHERE c.metric_id = json_extract(k.value, '$[0]')
            AND c.unit_id = json_extract(k.value, '$[1]') AND c.period BETWEEN :first AND :last
            AND c.superseded_at = {FOREVER} AND c.cumulative IS NOT NULL
    )
ORDER BY k.id, r.period
"""  # noqa: S608
_CLOSE = (
    "UPDATE reading SET superseded_at = ? WHERE metric_id = ? AND unit_id = ? AND period = ? "  # noqa: S608
    f"AND superseded_at = {FOREVER}"
)


@dataclass(frozen=True, slots=True)
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
        self._first = moment_number(batch.recorded_at - timedelta(microseconds=sheets - 1))
        self._moment = self._first - 1
        self._file: int | None = None
        # More than was touched: all the units of a block by all its metrics, which are a thousand times fewer.
        self._touched: defaultdict[int, set[int]] = defaultdict(set)
        session.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")

    @property
    def written(self) -> Written:
        """What the act has written so far."""
        return Written(self._first - 1, self._batch.recorded_at, self._touched)

    def begin(self, file: int | None) -> None:
        """What follows comes from the sheet `file` (None: typed by hand).

        Each sheet has a moment of its own, so that a later one may complete what an earlier one has just written.
        """
        self._file = file
        self._moment += 1

    def add(self, entries: Entries) -> int:
        """Write those entries at whose key nothing is in force, and return how many they were."""
        added = self._insert(
            entries, "", on_conflict="ON CONFLICT (metric_id, unit_id, period, superseded_at) DO NOTHING"
        )
        self.changed = self.changed or added > 0
        return added

    def on_record(self, entries: Entries) -> bool:
        """Whether all that each of `entries` states was on record before this act."""
        rows, *_ = columns = columns_of(entries)
        stated = dict(zip(_FIGURES, columns[4:9], strict=True))
        own = [name for name, values in stated.items() if values.count(None) < len(values)]
        placed = list(zip(*self._places(columns), *(stated[name] for name in own), strict=True))
        found = 0
        for at in range(0, len(rows), _ROWS_A_LOOK):
            part = placed[at : at + _ROWS_A_LOOK]
            values = list(chain.from_iterable(part))
            (count,) = self._session.execute(_on_record_sql(own, len(part)), (*values, self._first)).fetchone()
            found += count
        return found == len(rows)

    def replace(self, entries: Sequence[Entry]) -> None:
        """Close what is in force at the keys of `entries` and put them in its place, for the batch's reason."""
        if entries:
            self._session.executemany(_CLOSE, [(self._moment, *self._place(entry)) for entry in entries])
            self._insert(entries, self._batch.reason)
            self.changed = True

    def in_force(self, entries: Iterable[Entry]) -> dict[Key, InForce]:
        """What is in force at the keys of `entries`."""
        keys = json.dumps([self._place(entry) for entry in entries])
        return {found.entry.key: found for found in self._found(self._session.execute(_AT_KEYS, (keys,)))}

    def with_cumulatives(self, codes: Iterable[str]) -> Iterator[list[InForce]]:
        """The readings in force of each unit and metric (of `codes`) that this act changed and that has a cumulative.

        Those of the plan's year and the year before, by month.
        """
        first, last = self._years
        wanted = [
            metric
            for metric in sorted(self._metrics[code] for code in codes)
            if self._touched[metric] and self._session.execute(_ANY_CUMULATIVE, (metric, first, last)).fetchone()
        ]
        pairs = json.dumps([(metric, unit) for metric in wanted for unit in sorted(self._touched[metric])])
        rows = self._session.execute(_WITH_CUMULATIVES, {"pairs": pairs, "first": first, "last": last})
        for _, group in groupby(self._found(rows), lambda found: found.entry[1:3]):
            yield list(group)

    def _places(self, columns: Sequence[Sequence[Any]]) -> tuple[list[int], list[int], list[int]]:
        """The keys in the database of the entries with these `columns`, as columns."""
        _, units, codes, periods, *_ = columns
        numbers = {period: period.number for period in set(periods)}
        return (
            list(map(self._metrics.__getitem__, codes)),
            list(map(self._units.__getitem__, units)),
            list(map(numbers.__getitem__, periods)),
        )

    def _place(self, entry: Entry) -> tuple[int, int, int]:
        """The key of `entry` in the database."""
        return self._metrics[entry.metric], self._units[entry.unit], entry.period.number

    def _found(self, rows: Iterable[Sequence[Any]]) -> Iterator[InForce]:
        """Rows of the query's fields as values of the domain."""
        codes = {row: code for code, row in self._metrics.items()}
        names = {row: name for name, row in self._units.items()}
        for metric, unit, period, row, *stated, file, moment in rows:
            entry = Entry(row or 0, names[unit], codes[metric], Period.from_number(period), *stated)
            yield InForce(entry, file, moment >= self._first)

    def _insert(self, entries: Entries, reason: str, on_conflict: str = "") -> int:
        """Insert the entries, many with one statement; how many rows that made.

        What all rows have in common is bound once in each statement, which spares a sheet of months most of its values.
        """
        if not entries:
            return 0
        rows, _, _, _, *stated = columns = columns_of(entries)
        metrics, units, periods = self._places(columns)
        touched = set(units)
        for metric in set(metrics):
            self._touched[metric] |= touched
        written = dict(zip(_STATED, (rows if rows[0] else (None,), *stated), strict=True))
        common = {name: values[0] for name, values in written.items() if _all_equal(values)}
        own = {name: values for name, values in written.items() if name not in common}
        batch = self._batch
        provenance = FOREVER, batch.received_on.isoformat(), self._moment, batch.recorded_by, self._file, reason
        shared = (*provenance, *(value for value in common.values() if value is not None))
        placed = zip(metrics, units, periods, *own.values(), strict=True)
        ordered = sorted(placed)  # in the order of the table; of two with one key the upper row comes first
        names = (*_PROVENANCE, *(name for name, value in common.items() if value is not None), *_PLACE, *own)
        before = self._session.total_changes
        whole = len(ordered) - len(ordered) % _ROWS_AN_INSERT
        for rows_each, part in ((_ROWS_AN_INSERT, ordered[:whole]), (1, ordered[whole:])):
            flat = list(chain.from_iterable(part))
            width = rows_each * (len(_PLACE) + len(own))
            self._session.executemany(
                _insert_sql(names, len(shared), rows_each, on_conflict),
                ((*shared, *flat[at : at + width]) for at in range(0, len(flat), width)),
            )
        return self._session.total_changes - before


def _on_record_sql(figures: Sequence[str], rows: int) -> str:
    """How many of so many rows of values (key, then `figures`) agree with what was on record before a moment."""
    names = ("metric_id", "unit_id", "period", *figures)
    row = f"({', '.join('?' * len(names))})"
    same = "".join(f" AND (k.{name} IS NULL OR k.{name} = r.{name})" for name in figures)
    return (
        f"WITH k({', '.join(names)}) AS (VALUES {', '.join([row] * rows)}) "  # noqa: S608
        "SELECT count(*) FROM k CROSS JOIN reading r WHERE r.metric_id = k.metric_id AND r.unit_id = k.unit_id "
        f"AND r.period = k.period AND r.superseded_at = {FOREVER}{same} AND r.recorded_at < ?"
    )


def _all_equal(values: Sequence[Value]) -> bool:
    """Whether all of `values`, of which there are some, are the same."""
    return values[0] == values[-1] and values.count(values[0]) == len(values)


def withdraw(session: Session, plan: Plan, batch: Batch, key: Key) -> None:
    """Close what is in force for `key` and put in its place, for the batch's reason, that it was taken back."""
    unit, metric, period = key
    place = metric_ids(session, plan.region)[metric], department_ids(session, plan.region)[unit], period.number
    moment = moment_number(batch.recorded_at)
    session.execute(_CLOSE, (moment, *place))
    session.execute(
        "INSERT INTO reading (metric_id, unit_id, period, superseded_at, withdrawn, source, note, received_on, "
        "recorded_at, recorded_by, reason) VALUES (?, ?, ?, ?, 1, '', '', ?, ?, ?, ?)",
        (*place, FOREVER, batch.received_on.isoformat(), moment, batch.recorded_by, batch.reason),
    )


def _insert_sql(names: Sequence[str], shared: int, rows: int, on_conflict: str) -> str:
    """The statement for so many rows: of the columns, the first `shared` have one value for all rows."""
    own = len(names) - shared
    common = ", ".join(f"?{number}" for number in range(1, shared + 1))
    starts = range(shared + 1, shared + 1 + rows * own, own)
    values = (", ".join(f"?{number}" for number in range(start, start + own)) for start in starts)
    rows_of_values = ", ".join(f"({common}, {row})" for row in values)
    return f"INSERT INTO reading ({', '.join(names)}) VALUES {rows_of_values} {on_conflict}"  # noqa: S608
