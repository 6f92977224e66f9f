"""Sums of readings where a sum is all that the rules ask: made by the database, for plans with thousands of units."""

from collections import defaultdict
from collections.abc import Sequence

from jytrack.domain.figures.value import RECENT_MONTHS, Total
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.target import Target
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import exact
from jytrack.domain.values.words import Frequency, Reporting
from jytrack.store.database.database import Session
from jytrack.store.database.keys import department_ids, metric_ids
from jytrack.store.values.encoding import moment_number
from jytrack.store.values.known import in_force
from jytrack.store.values.listed import numbers

# In the order of the reading's own key, so that neither sorting nor a second index is needed.
_BY_METRIC = f"""
SELECT metric_id, count(*), count(month), count(cumulative), count(*) FILTER (WHERE unit_id IN {{units}}), min(period),
    CAST(sum(month) AS BIGINT),
    CAST(coalesce(sum(month) FILTER (WHERE period > :before_recent), 0) AS BIGINT),
    CAST(coalesce(sum(month) FILTER (WHERE period = :last), 0) AS BIGINT),
    CAST(coalesce(sum(month) FILTER (WHERE period = :last - 1), 0) AS BIGINT)
FROM reading r
WHERE metric_id IN {{metrics}} AND period BETWEEN :last_year AND :last AND {in_force(":moment")} AND NOT withdrawn
GROUP BY metric_id
"""  # noqa: S608


def complete_totals(session: Session, plan: Plan, clock: Clock) -> dict[str, Total]:
    """The value to date of each target, by code, of which every unit has stated each closed month and nothing else.

    All other targets (cumulatives, points, rates, a month missing, readings of other units or of the year before)
    need their readings one by one and are left out (domain.md §3, Value to date A).
    """
    asked = [target for target in plan.targets if clock.closed_months and _by_months_alone(target, plan.year)]
    if not asked:
        return {}
    metrics, units = metric_ids(session, plan.region), department_ids(session, plan.region)
    by_metric = {metrics[target.code]: target for target in asked}
    with_duty: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for metric, target in by_metric.items():
        with_duty[target.units].append(metric)
    statement = "UNION ALL".join(
        _BY_METRIC.format(metrics=numbers(of_these), units=numbers(units[unit] for unit in on_duty))
        for on_duty, of_these in with_duty.items()
    )
    found = {}
    for metric, *sums in session.execute(statement, _closed_months(clock)):
        target = by_metric[metric]
        if total := _complete_total(sums, len(target.units), clock):
            found[target.code] = total
    return found


def _by_months_alone(target: Target, year: int) -> bool:
    """Whether each unit owes the target a number for each month of the year."""
    return (
        target.is_flow
        and target.metric.reporting is Reporting.INCREMENT
        and bool(target.duties)
        and all(duty.frequency is Frequency.MONTH and duty.since <= Period(year, 1) for duty in target.duties)
    )


def _closed_months(clock: Clock) -> dict[str, int]:
    """What the query is told."""
    before = Period(clock.year, 1).number - 1
    return {
        "last_year": Period(clock.year - 1, 1).number,
        "last": Period(clock.year, clock.closed_months).number,
        "before_recent": before + max(0, clock.closed_months - RECENT_MONTHS),
        "moment": moment_number(clock.known_at),
    }


def _complete_total(row: Sequence[int], units: int, clock: Clock) -> Total | None:
    """The sums of one target over so many units; None when they would not be the whole truth.

    A unit states a month once: where there are as many numbers as months of units on duty, each has stated each.
    """
    rows, months, cumulatives, of_units, earliest, *sums = row
    if (
        cumulatives
        or earliest < Period(clock.year, 1).number
        or {rows, months, of_units} != {units * clock.closed_months}
    ):
        return None
    actual, growth, last_month, month_before = map(exact, sums)
    return Total(actual=actual, recent=growth, last_month=last_month, month_before=month_before)
