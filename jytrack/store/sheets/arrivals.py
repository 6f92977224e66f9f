"""When reports came in: of each unit and metric, counted by the database where nothing was put right.

Most units state each month once. Of these the database gives a row for all months, as one text, and the same text is
one object however many units it is of. The rest is read row by row, for the rule asks for each figure and its versions.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from jytrack.domain.figures.reading import Arrival, Arrivals
from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.period import Period
from jytrack.store.database.database import Session
from jytrack.store.database.keys import department_ids, metric_ids
from jytrack.store.figures.received import received_day
from jytrack.store.sheets.acts import chains
from jytrack.store.sheets.void import is_report
from jytrack.store.values.encoding import Rows, date_of, moment_number, month_of
from jytrack.store.values.known import closed, recorded
from jytrack.store.values.listed import in_parts, keyed, numbers

_ASKED = f"r.metric_id IN {{metrics}} AND {{of_units}} AND r.period BETWEEN :first AND :last AND {recorded(':moment')}"
# What is undone, withdrawn or superseded, and a cumulative beside months without one, is told row by row.
_PLAIN = f"""
count(*) FILTER (WHERE {closed(":moment")} OR r.withdrawn OR NOT {{is_report}}) = 0
    AND count(r.cumulative) IN (0, count(*))
"""
_TOGETHER = f"""
SELECT r.metric_id, r.unit_id, count(r.cumulative), {_PLAIN}, {{packed}}
FROM reading r WHERE {_ASKED}
GROUP BY r.metric_id, r.unit_id
"""  # noqa: S608
_DAYS = "SELECT w.id, {received_on} FROM writing w"
_ONE_BY_ONE = f"""
SELECT r.metric_id, r.unit_id, r.period, {{received_on}}, r.withdrawn,
    r.month, r.cumulative, r.value, r.numerator, r.denominator
FROM k CROSS JOIN reading r CROSS JOIN writing w
WHERE r.metric_id = k.metric_id AND r.unit_id = k.unit_id AND w.id = r.writing_id
    AND r.period BETWEEN :first AND :last AND {recorded(":moment")} AND {{is_report}}
ORDER BY r.metric_id, r.unit_id, r.period, r.superseded_by
"""  # noqa: S608

_CUMULATIVE = 1
"""The place of the cumulative among the figures of a row."""


def arrivals(session: Session, plan: Plan, clock: Clock, unit: str | None = None) -> Arrivals:
    """The reports of the plan's year, of all units or of one, that had come in by the known moment, closed or not.

    What was undone was never reported, and what undoing copied back came in when its original did.
    """
    metrics, units = metric_ids(session, plan.region), department_ids(session, plan.region)
    codes = Rows((metrics[target.code], target.code) for target in plan.targets)
    names = Rows((row, name) for name, row in units.items())
    received_on = received_day(session, clock.known_at)
    words = {
        "metrics": numbers(codes),
        "of_units": f"r.unit_id IN {numbers([units[unit]])}" if unit else "TRUE",
        "is_report": is_report(chains(session, clock.known_at).void()),
        "received_on": received_on,
        "packed": session.joined("r.writing_id * 16 + r.period % 100", by="r.period"),
    }
    asked = {
        "first": Period(plan.year, 1).number,
        "last": Period(plan.year, 12).number,
        "moment": moment_number(clock.known_at),
    }
    found: dict[str, dict[str, Sequence[Arrival]]] = defaultdict(dict)
    days = dict(session.execute(_DAYS.format(**words)))

    @cache
    def plain(packed: str, cumulative: bool) -> tuple[Arrival, ...]:  # noqa: FBT001 - a part of the cache's key
        """The reports of these months, each stated once, with a `cumulative` or without, in acts on their days."""
        came = []
        for writing, month in (divmod(int(each), 16) for each in packed.split(",")):
            received_on = date_of(days[writing])
            came.append(Arrival(Period(plan.year, month), received_on, 0, received_on if cumulative else None))
        return tuple(came)

    others: list[tuple[int, int]] = []
    for metric, of_unit, cumulatives, is_plain, packed in session.execute(_TOGETHER.format(**words), asked):
        if is_plain:
            found[codes[metric]][names[of_unit]] = plain(packed, cumulatives > 0)
        else:
            others.append((metric, of_unit))
    for part in in_parts(others):
        rows = session.execute(keyed(("metric_id", "unit_id"), part) + _ONE_BY_ONE.format(**words), asked)
        for (metric, of_unit), of_both in groupby(rows, itemgetter(0, 1)):
            if came := _one_by_one(row[2:] for row in of_both):
                found[codes[metric]][names[of_unit]] = came
    return found


def _one_by_one(rows: Iterable[Sequence[Any]]) -> tuple[Arrival, ...]:
    """The reports of a unit and a metric, made of all versions of their rows."""
    found = []
    for period, versions in groupby(rows, itemgetter(0)):
        received_on, covering, corrections = _received([version[1:] for version in versions])
        if received_on:
            found.append(Arrival(month_of(period), received_on, corrections, covering))
    return tuple(found)


def _received(versions: Iterable[Sequence[Any]]) -> tuple[date | None, date | None, int]:
    """The days on which a reading and its cumulative first came, and how often it was corrected.

    None when it was taken back. Each figure has the day of the first sheet that stated it, the reading the first of
    these. A correction changes a number that was stated; filling in what was left blank is none (intake.md).
    """
    came: dict[int, str] = {}
    corrections = 0
    before: tuple[int | None, ...] = ()
    for received_on, withdrawn, *figures in versions:
        if withdrawn:
            came, corrections, before = {}, 0, ()
            continue
        for field, figure in enumerate(figures):
            if figure is not None:
                came.setdefault(field, received_on)
        corrections += any(old is not None and old != new for old, new in zip(before, figures, strict=False))
        before = tuple(figures)
    return _day(min(came.values(), default=None)), _day(came.get(_CUMULATIVE)), corrections


def _day(stored: str | None) -> date | None:
    """A day as stored."""
    return date_of(stored) if stored else None
