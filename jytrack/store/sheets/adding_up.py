"""Running totals looked at by the database: which series of readings a rule must look at one by one."""

from collections.abc import Iterator, Sequence

from jytrack.store.database.database import Session
from jytrack.store.values.encoding import LAST_WRITING
from jytrack.store.values.listed import in_parts, keyed

# Before the first month of a year stands the year itself, where all is 0.
_NOT_ADDING_UP = f"""
, s AS (
    SELECT r.metric_id, r.unit_id, r.period, r.month, r.cumulative, r.period / 100 * 100 AS year,
        lag(r.period) OVER w AS before, lag(r.cumulative) OVER w AS base
    FROM k CROSS JOIN reading r
    WHERE r.metric_id = k.metric_id AND r.unit_id = k.unit_id AND r.period BETWEEN :first AND :last
        AND r.superseded_by = {LAST_WRITING} AND NOT r.withdrawn
    WINDOW w AS (PARTITION BY r.metric_id, r.unit_id ORDER BY r.period)
), t AS (
    SELECT metric_id, unit_id, period, month, cumulative,
        CASE WHEN before > year THEN before ELSE year END AS before,
        CASE WHEN before > year THEN base ELSE 0 END AS base
    FROM s
)
SELECT DISTINCT metric_id, unit_id FROM t
WHERE cumulative IS NULL OR cumulative < base OR month <> cumulative - base
    OR month IS NOT NULL AND before <> period - 1
"""  # noqa: S608


def not_adding_up(
    session: Session, pairs: Sequence[tuple[int, int]], first: int, last: int
) -> Iterator[tuple[int, int]]:
    """Those of `pairs` of metric and unit of which some reading in force may contradict a running total.

    From the month `first` to `last`. In all others every reading states a total, none less than the one before it, and
    whatever month is stated makes up all that it grew since the month before.
    """
    for part in in_parts(pairs):
        found = session.execute(keyed(("metric_id", "unit_id"), part) + _NOT_ADDING_UP, {"first": first, "last": last})
        yield from found
