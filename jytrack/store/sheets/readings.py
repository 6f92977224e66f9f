"""Readings out: those in force at a moment, when reports came in, and the whole history with its provenance."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from jytrack.domain.figures.reading import Reading
from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.records import ReadingRecord, Source
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.period import Period
from jytrack.domain.values.valueclass import valueclass
from jytrack.store.database.database import Session
from jytrack.store.database.keys import department_ids, metric_ids, plan_id
from jytrack.store.figures.received import received_day
from jytrack.store.sheets.acts import chains
from jytrack.store.sheets.void import is_report
from jytrack.store.values.encoding import (
    FOREVER,
    LAST_WRITING,
    Rows,
    date_of,
    figures_of,
    moment_number,
    moment_of,
    month_of,
    sound,
)
from jytrack.store.values.known import in_force
from jytrack.store.values.listed import numbers

_HISTORY = """
SELECT m.code, d.name, r.period, r.withdrawn, {received_on}, w.recorded_at, s.recorded_at,
    r.month, r.cumulative, r.value, r.numerator, r.denominator, r.source, r.note, w.recorded_by, w.reason, r."row",
    f.name, f.sheet, f.sha256
FROM target t JOIN metric m ON m.id = t.metric_id
    JOIN reading r ON r.metric_id = t.metric_id AND r.unit_id BETWEEN :first_unit AND :last_unit
    JOIN writing w ON w.id = r.writing_id
    JOIN department d ON d.id = r.unit_id
    LEFT JOIN plan_department p ON p.plan_id = t.plan_id AND p.department_id = r.unit_id
    LEFT JOIN writing s ON s.id = r.superseded_by
    LEFT JOIN import_file f ON f.id = w.import_file_id
WHERE t.plan_id = :plan AND m.code = coalesce(:metric, m.code)
    AND r.period BETWEEN :first_period AND :last_period AND w.recorded_at > :after AND w.recorded_at <= :until
    AND {narrowed}
ORDER BY t.position, p.position NULLS FIRST, r.unit_id, r.period, r.superseded_by
LIMIT :most
"""

_STANDS = "NOT r.withdrawn AND (s.recorded_at IS NULL OR s.recorded_at > :until)"
"""That a row of histories was in force at the moment."""

_IN_FORCE = f"""
SELECT metric_id, unit_id, period, month, cumulative, value, numerator, denominator FROM reading r
WHERE metric_id IN {{metrics}} AND {{of_units}} AND period BETWEEN ? AND ? AND {in_force("?")} AND NOT withdrawn
ORDER BY metric_id, unit_id, period
"""  # noqa: S608
_REPORTED = """
SELECT metric_id, unit_id FROM reading
WHERE metric_id IN {metrics} AND period BETWEEN ? AND ? AND superseded_by = ? AND NOT withdrawn
    AND (period = ? OR cumulative IS NOT NULL)
ORDER BY metric_id
"""
_UNDOINGS = "SELECT recorded_at FROM import_batch WHERE undoes_id IS NOT NULL"
_CAME_BY = f"""
SELECT w.id, w.reason <> '' AND w.recorded_at NOT IN ({_UNDOINGS}) FROM writing w
WHERE {{received_on}} BETWEEN ? AND ? AND w.recorded_at <= ?
"""  # noqa: S608
_CAME_IN = """
SELECT r.unit_id, r.writing_id IN {corrections} AS corrected, count(*) FROM reading r
WHERE r.metric_id IN {metrics} AND r.period BETWEEN ? AND ? AND r.writing_id IN {writings} AND NOT r.withdrawn
    AND {is_report}
GROUP BY r.unit_id, corrected
"""

LARGEST = 2**63 - 1
"""No id is greater, no number of rows."""


def readings_until(
    session: Session, plan: Plan, clock: Clock, units: Collection[str] | None = None
) -> dict[str, list[Reading]]:
    """The readings of each target's metric for the closed months of the plan's year, in force at the known moment.

    Of all units, or of those named.
    """
    last = Period(plan.year, clock.closed_months)
    return _in_force(session, plan, Period(plan.year, 1), last, clock.known_at, units)


def readings_last_year(session: Session, plan: Plan, clock: Clock) -> dict[str, list[Reading]]:
    """The readings of the year before, for comparison only, in force at the known moment."""
    return _in_force(session, plan, Period(plan.year - 1, 1), Period(plan.year - 1, 12), clock.known_at)


def readings_of_two_years(
    session: Session, plan: Plan, clock: Clock
) -> tuple[dict[str, list[Reading]], dict[str, list[Reading]]]:
    """The readings as `readings_until` and as `readings_last_year` have them, asked for at once."""
    both = _in_force(session, plan, Period(plan.year - 1, 1), Period(plan.year, clock.closed_months), clock.known_at)
    this = {code: [each for each in found if each.period.year == plan.year] for code, found in both.items()}
    return this, {code: [each for each in found if each.period.year < plan.year] for code, found in both.items()}


def _in_force(
    session: Session, plan: Plan, first: Period, last: Period, known_at: datetime, units: Collection[str] | None = None
) -> dict[str, list[Reading]]:
    """The readings of each target's metric from `first` to `last` that were in force at `known_at`."""
    codes, names = _codes(session, plan), _names(session, plan)
    moment = moment_number(known_at)
    found: dict[str, list[Reading]] = {target.code: [] for target in plan.targets}
    statement = _IN_FORCE.format(metrics=numbers(codes), of_units=_of_units(session, plan, units))
    rows = session.execute(statement, (first.number, last.number, moment, moment))
    for metric, of_metric in groupby(rows, itemgetter(0)):
        found[codes[metric]] = [
            Reading(names[unit], month_of(period), *figures_of(stated)) for _, unit, period, *stated in of_metric
        ]
    return found


def _of_units(session: Session, plan: Plan, units: Collection[str] | None) -> str:
    """The SQL that keeps a query to `units`; None: all, as when they are most of them, for others are passed over."""
    ids = department_ids(session, plan.region)
    if units is None or 2 * len(units) >= len(ids):
        return "TRUE"
    return f"unit_id IN {numbers(ids[unit] for unit in units)}"


def reported(session: Session, plan: Plan, period: Period) -> dict[str, set[str]]:
    """The units that have, by metric code, a number for `period` now, or a later cumulative of its year over it."""
    codes, names = _codes(session, plan), _names(session, plan)
    found: dict[str, set[str]] = {target.code: set() for target in plan.targets}
    told = period.number, Period(period.year, 12).number, LAST_WRITING, period.number
    rows = session.execute(_REPORTED.format(metrics=numbers(codes)), told)
    for metric, of_metric in groupby(rows, itemgetter(0)):
        found[codes[metric]] = set(map(names.__getitem__, map(itemgetter(1), of_metric)))
    return found


def came_in(
    session: Session, plan: Plan, known_at: datetime, first: date, last: date
) -> Iterator[tuple[str, bool, int]]:
    """Who sent, and how many readings, from the `first` received day to the `last`: new ones, and those that correct.

    Of the plan's year and the year before, as known at `known_at`; what was undone or taken back was not sent.
    """
    came_by = _CAME_BY.format(received_on=received_day(session, known_at))
    days = first.isoformat(), last.isoformat(), moment_number(known_at)
    writings: dict[int, int] = dict(session.execute(came_by, days))
    if not writings:  # and nothing has to be read, as in most weeks
        return
    names = _names(session, plan)
    statement = _CAME_IN.format(
        metrics=numbers(_codes(session, plan)),
        writings=numbers(writings),
        corrections=numbers(writing for writing, corrects in writings.items() if corrects),
        is_report=is_report(chains(session, known_at).void()),
    )
    months = Period(plan.year - 1, 1).number, Period(plan.year, 12).number
    for unit, corrected, count in session.execute(statement, months):
        yield names[unit], bool(corrected), count


def _codes(session: Session, plan: Plan) -> dict[int, str]:
    """The codes of the plan's targets by the rows of their metrics."""
    metrics = metric_ids(session, plan.region)
    return Rows((metrics[target.code], target.code) for target in plan.targets)


def _names(session: Session, plan: Plan) -> dict[int, str]:
    """The names of the region's departments by their rows."""
    return Rows((row, name) for name, row in department_ids(session, plan.region).items())


Row = Sequence[Any]
"""A reading as the database holds it with its provenance; `decoder` makes a record of it."""


@valueclass
class Walk:
    """Of which metric and unit (None: of all) and of which months, the last included, readings are walked along.

    `with_history`: those too that are in force no more.
    """

    metric: str | None
    unit: str | None
    months: tuple[Period, Period]
    with_history: bool


def history(
    session: Session,
    plan: Plan,
    known_at: datetime,
    *,
    metric: str | None = None,
    unit: str | None = None,
    period: Period | None = None,
    written: tuple[datetime, datetime] | None = None,
    most: int = LARGEST,
) -> list[ReadingRecord]:
    """All that was recorded by `known_at` for the plan's year and the year before, in the plan's order.

    Narrowed to a metric, a unit, a period; to what was `written` after one moment up to another; at `most` so many.
    """
    months = (period or Period(plan.year - 1, 1), period or Period(plan.year, 12))
    asked = _asked(session, plan, known_at, metric, unit, months, most)
    if written:
        asked |= {"after": moment_number(written[0]), "until": moment_number(min(written[1], known_at))}
    statement = _HISTORY.format(narrowed="TRUE", received_on=received_day(session, known_at))
    return list(map(decoder(session, plan, known_at), sound(session.execute(statement, asked))))


def walk(session: Session, plan: Plan, known_at: datetime, walked: Walk) -> Iterator[Row]:
    """What `history` finds, row by row as it is read, which may be longer than what memory holds."""
    asked = _asked(session, plan, known_at, walked.metric, walked.unit, walked.months)
    narrowed = "TRUE" if walked.with_history else _STANDS
    statement = _HISTORY.format(narrowed=narrowed, received_on=received_day(session, known_at))
    return sound(session.execute(statement, asked))


def _asked(
    session: Session,
    plan: Plan,
    known_at: datetime,
    metric: str | None,
    unit: str | None,
    months: tuple[Period, Period],
    most: int = LARGEST,
) -> dict[str, str | int | None]:
    """What the query of histories is asked, of all days and moments by `known_at`."""
    unit_id = department_ids(session, plan.region)[unit] if unit else None
    return {
        "plan": plan_id(session, plan.code),
        "metric": metric,
        "first_unit": unit_id or 0,
        "last_unit": unit_id or LARGEST,
        "first_period": months[0].number,
        "last_period": months[1].number,
        "after": 0,
        "until": moment_number(known_at),
        "most": most,
    }


def decoder(session: Session, plan: Plan, known_at: datetime) -> Callable[[Row], ReadingRecord]:
    """What makes a record of a row, as it was known at the moment; it needs the session no more."""
    metrics = {target.code: target.metric for target in plan.targets}
    undoings = {moment for (moment,) in session.execute(_UNDOINGS, ())}
    moment = moment_number(known_at)

    def decoded(row: Row) -> ReadingRecord:
        code, name, number, withdrawn, received_on, recorded_at, superseded_at, *rest = row
        *figures, cited, note, recorded_by, reason, line, file, sheet, sha256 = rest
        return ReadingRecord(
            metric=metrics[code],
            reading=Reading(name, month_of(number), *figures_of(figures)),
            received_on=date_of(received_on),
            recorded_at=moment_of(recorded_at),
            recorded_by=recorded_by,
            superseded_at=moment_of(superseded_at) if (superseded_at or FOREVER) <= moment else None,
            withdrawn=bool(withdrawn),
            source=Source(file, sha256, line, sheet or None) if file else None,
            reason=reason,
            cited=cited,
            note=note,
            restored=recorded_at in undoings,
        )

    return decoded
