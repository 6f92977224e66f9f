"""The days on which acts were received, where they were put right: nothing is overwritten, the last word counts."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from jytrack.domain.figures.reading import Key
from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.records import ReceivedChange
from jytrack.domain.values.period import Period
from jytrack.store.database.database import Session
from jytrack.store.database.keys import next_row, plan_id
from jytrack.store.database.moments import as_known, next_moment
from jytrack.store.values.encoding import FOREVER, moment_number, moment_of
from jytrack.store.values.grouping import grouped
from jytrack.store.values.listed import numbers

_CHANGED = """
SELECT c.import_file_id, b.recorded_at, c.received_on FROM received_change c JOIN import_batch b ON b.id = c.batch_id
WHERE c.recorded_at <= ? ORDER BY c.id
"""
_OF_PLAN = """
SELECT c.batch_id, c.received_on, c.reason, c.recorded_at, c.recorded_by, f.name, c.import_file_id
FROM received_change c JOIN import_batch b ON b.id = c.batch_id LEFT JOIN import_file f ON f.id = c.import_file_id
WHERE b.plan_id = ? AND c.recorded_at <= ? ORDER BY c.id
"""
_LAST_PERIOD = """
SELECT max(r.period) FROM reading r
WHERE r.writing_id IN (SELECT id FROM writing WHERE batch_id = ?) AND NOT r.withdrawn
"""
_KEYS_WRITTEN = """
SELECT d.name, m.code, r.period FROM reading r JOIN metric m ON m.id = r.metric_id JOIN department d ON d.id = r.unit_id
WHERE r.writing_id IN (SELECT id FROM writing WHERE batch_id = ? AND {which}) AND NOT r.withdrawn
ORDER BY r.period, m.id, d.id
"""


def received_day(session: Session, known_at: datetime | None = None, row: str = "w") -> str:
    """The SQL for the received day of a `row` of writing, as was known at the moment; None: as is known now.

    Those of a sheet are told by their file, those typed by hand by the moment of their act.
    """
    files: dict[int, date] = {}
    moments: dict[int, date] = {}
    found = session.execute(_CHANGED, (FOREVER,)) if known_at is None else as_known(session, _CHANGED, known_at)
    for file, moment, day in found:
        (moments if file is None else files)[moment if file is None else file] = date.fromisoformat(day)
    cases = [*_cases(f"{row}.import_file_id", files), *_cases(f"{row}.recorded_at", moments)]
    return f"CASE {' '.join(cases)} ELSE {row}.received_on END" if cases else f"{row}.received_on"


def _cases(column: str, days: Mapping[int, date]) -> list[str]:
    """The branches that give rows their days, one a day."""
    of_day: dict[date, list[int]] = defaultdict(list)
    for number, day in days.items():
        of_day[day].append(number)
    return [f"WHEN {column} IN {numbers(rows)} THEN '{day.isoformat()}'" for day, rows in of_day.items()]


def changes(session: Session, plan: Plan, known_at: datetime) -> Mapping[int, Sequence[ReceivedChange]]:
    """What was put right of each act of `plan` by the moment, the last word last."""
    rows = session.execute(_OF_PLAN, (plan_id(session, plan.code), moment_number(known_at)))
    return grouped(
        (batch, ReceivedChange(date.fromisoformat(day), reason, moment_of(at), by, file or "", row))
        for batch, day, reason, at, by, file, row in rows
    )


def last_period(session: Session, act: int) -> Period | None:
    """The last month that an act wrote readings for; None: none."""
    (last,) = session.execute(_LAST_PERIOD, (act,)).fetchone()
    return None if last is None else Period.from_number(last)


def keys_written(session: Session, act: int, files: Sequence[int | None]) -> Iterator[Key]:
    """What an act states in these sheets (None: by hand)."""
    sheets = numbers(file for file in files if file is not None)
    rows = session.execute(
        _KEYS_WRITTEN.format(which="TRUE" if None in files else f"import_file_id IN {sheets}"), (act,)
    )
    return ((unit, metric, Period.from_number(period)) for unit, metric, period in rows)


def change(
    session: Session, act: int, files: Sequence[int | None], day: date, reason: str, who: str, now: datetime
) -> datetime:
    """Record that these sheets of an act (None: what it wrote by hand) were received on another day; the moment."""
    moment = next_moment(session, now)
    for row, file in enumerate(files, next_row(session, "received_change")):
        session.execute(
            "INSERT INTO received_change (id, batch_id, import_file_id, received_on, reason, recorded_at, recorded_by) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (row, act, file, day.isoformat(), reason, moment, who),
        )
    return moment_of(moment)
