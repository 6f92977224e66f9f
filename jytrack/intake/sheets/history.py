"""Entries against the readings on record: cumulative values may not fall and must add up (intake.md, Codes).

A year's cumulative values cut it into spans. Over a span whose months are all known, they must make up the growth;
where some are not, the known ones of a metric that cannot be negative may not exceed it. So both neighbours of a new
value are looked at, and the order of imports makes no difference.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from jytrack.domain.figures.reading import Entry, Reading
from jytrack.domain.plan.target import Metric
from jytrack.domain.values.numerals import plain
from jytrack.domain.values.quantity import Quantity, exact
from jytrack.domain.values.words import Measure, Reporting
from jytrack.intake.sheets.merging import merge
from jytrack.intake.sheets.sheet import Field
from jytrack.intake.values.problem import About, Code, Problem, finding


class _Span(NamedTuple):
    """The months after `start` up to `end` of one year, with the cumulative values at both ends."""

    start: int
    before: int
    end: int
    cumulative: int
    months: tuple[Quantity | None, ...]


def against_history(
    metric: Metric, entries: Iterable[Entry], recorded: Sequence[Reading]
) -> Iterator[tuple[Entry, Problem]]:
    """The `cumulative-falls` and `cumulative-mismatch` that one unit's `entries` of a flow cause beside `recorded`.

    Each with the entry at whose row it is said. `cumulative-falls` is what a correction with a reason may overrule;
    the caller leaves it out then.
    """
    years: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        years[entry.period.year].append(entry)
    for year, group in years.items():
        yield from _check_year(metric, group, [reading for reading in recorded if reading.period.year == year])


def grows(metric: Metric) -> bool:
    """Whether the metric grows over the year, so that its readings have a history to agree with."""
    return metric.measure in (Measure.COUNT, Measure.AMOUNT) and metric.reporting is not Reporting.POINT


def _check_year(
    metric: Metric, entries: Sequence[Entry], recorded: Sequence[Reading]
) -> Iterator[tuple[Entry, Problem]]:
    """What is wrong in the spans of one unit's year that `entries` touch."""
    readings = {reading.period.month: reading for reading in recorded}
    rows = {}
    for entry in entries:
        month = entry.period.month
        readings[month] = merge(entry, readings.get(month)).reading
        rows[month] = entry
    for span in _spans(readings):
        touched = [month for month in range(span.start, span.end + 1) if month in rows]
        if touched and (problem := _check_span(metric, span, rows[touched[-1]])):
            yield rows[touched[-1]], problem


def _spans(readings: Mapping[int, Reading]) -> Iterator[_Span]:
    """The spans between cumulative values in one year, the first from the year's beginning, where all is 0."""
    start, before = 0, 0
    for end in sorted(readings):
        cumulative = readings[end].cumulative
        if cumulative is not None:
            between = range(start + 1, end + 1)
            months = tuple(readings[month].month if month in readings else None for month in between)
            yield _Span(start, before, end, cumulative, months)
            start, before = end, cumulative


def _check_span(metric: Metric, span: _Span, entry: Entry) -> Problem | None:
    """What is wrong with `span`, said at the row of its latest new `entry`."""
    growth = span.cumulative - span.before
    if growth < 0 and not metric.may_be_negative:
        return _falls(span, entry)
    known = [month for month in span.months if month is not None]
    total = sum(known)
    complete = len(known) == len(span.months)
    over = not metric.may_be_negative and total > growth
    if metric.reporting is Reporting.INCREMENT and known and (total != growth if complete else over):
        return _mismatch(span, entry, total, complete=complete)
    return None


def _falls(span: _Span, entry: Entry) -> Problem:
    """The problem of a cumulative value that is less than the one before it."""
    values = f"{span.start}月累计{_shown(span.before)}，{span.end}月累计{_shown(span.cumulative)}"
    message = f"“{entry.unit}”的累计数变小了：{values}"
    return finding(
        Code.CUMULATIVE_FALLS,
        message,
        "请核对；确实核减了的，发回时请说明原因",
        row=entry.row,
        about=(About(*entry.key, (Field.CUMULATIVE,)),),
    )


def _mismatch(span: _Span, entry: Entry, total: int, *, complete: bool) -> Problem:
    """The problem of a cumulative value that the one before it and the months do not make up."""
    start = f"{span.start}月累计{_shown(span.before)}" if span.start else "年初0"
    months = f"{span.start + 1}—{span.end}月" if span.end - span.start > 1 else f"{span.end}月"
    part = "当月数合计" if complete else "已报的当月数合计"
    values = f"{start}，{months}{part}{_shown(total)}，{span.end}月累计却是{_shown(span.cumulative)}"
    message = f"“{entry.unit}”的累计数对不上：{values}"
    stated = tuple(field for field in (Field.MONTH, Field.CUMULATIVE) if getattr(entry, field) is not None)
    about = (About(*entry.key, stated),)
    return finding(Code.CUMULATIVE_MISMATCH, message, "请核对本月数和累计数", row=entry.row, about=about)


def _shown(value: int) -> str:
    """A quantity for reading."""
    return plain(exact(value))
