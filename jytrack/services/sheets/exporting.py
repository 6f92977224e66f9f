"""Readings handed on: as they are on record, or as the county's month in one row a target."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO

from jytrack.domain.figures.reading import Entry
from jytrack.domain.figures.summary import Summary, summarise
from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.numerals import period_text
from jytrack.domain.values.period import Period
from jytrack.errors import UsageError
from jytrack.reports.sheets.exports import write_csv, write_xlsx
from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import find_department, find_target
from jytrack.store.database.database import Session
from jytrack.store.sheets import readings
from jytrack.store.sheets.exporting import in_force

_HELP = "用法见 jytrack target export --help"


@dataclass(frozen=True, slots=True)
class Order:
    """What the command line asked for; months None: the plan's year and the year before.

    `summary`: the month of the whole county, under the name `as_unit` (empty: the region's own), when `incomplete` with
    figures that lack units too.
    """

    period: Period | None = None
    first: Period | None = None
    last: Period | None = None
    as_of: date | None = None
    known_at: datetime | None = None
    unit: str | None = None
    target: str | None = None
    summary: bool = False
    as_unit: str = ""
    incomplete: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """How many readings were written, and what there is to say about those that were not."""

    count: int
    notes: tuple[str, ...] = ()


def check_order(order: Order) -> None:
    """Refuse, with UsageError, an order that contradicts itself."""
    if order.period and (order.first or order.last or order.as_of):
        raise UsageError(f"--period 不能和 --from、--to、--as-of 同用；{_HELP}")
    if order.as_of and order.last:
        raise UsageError(f"--as-of 不能和 --to 同用；{_HELP}")
    if order.first and order.last and order.first > order.last:
        raise UsageError(f"--from 晚于 --to；{_HELP}")
    if order.summary and (order.first or order.last or order.unit):
        raise UsageError(f"--summary 汇总全县一个月，不能和 --from、--to、--unit 同用；{_HELP}")
    if not order.summary and (order.as_unit or order.incomplete):
        raise UsageError(f"--as-unit 和 --incomplete 只用于 --summary；{_HELP}")


def export(desk: Desk, order: Order, file: IO[bytes], *, workbook: bool) -> Exported:
    """Write the readings asked for into `file`, as a workbook or as CSV, from one state of the database.

    UsageError for a contradictory order or no closed month to sum up; NotFound for an unknown target or unit.
    """
    check_order(order)
    write = write_xlsx if workbook else write_csv
    with desk.database.reading() as session:
        day = order.period.last_day if order.period else order.as_of
        plan, clock = desk.open_plan(session, day, order.known_at)
        code = find_target(plan, order.target).code if order.target else None
        if order.summary:
            summaries = _summaries(session, plan, clock, order, code)
            entries = _sourced(session, plan, clock, summaries)
            return Exported(write(plan, entries, file), tuple(_notes(summaries, order)))
        unit = find_department(plan, order.unit).name if order.unit else None
        rows = in_force(session, plan, clock.known_at, _months(plan, clock, order), code, unit)
        return Exported(write(plan, rows, file))


def _months(plan: Plan, clock: Clock, order: Order) -> tuple[Period, Period]:
    """The first and the last month asked for."""
    if order.period:
        return order.period, order.period
    last = order.last or Period(plan.year, 12)
    if order.as_of:
        last = clock.last_closed or Period(plan.year - 1, 12)
    return order.first or Period(plan.year - 1, 1), last


def _summaries(session: Session, plan: Plan, clock: Clock, order: Order, code: str | None) -> tuple[Summary, ...]:
    """The county's month, target by target."""
    if clock.last_closed is None or (order.period and order.period != clock.last_closed):
        raise UsageError(f"没有可汇总的月份：方案是 {plan.year} 年的；请写 --period 月份，{_HELP}")
    targets = [target for target in plan.targets if code in (None, target.code)]
    known = readings.readings_until(session, plan, clock)
    return summarise(targets, known, clock, order.as_unit.strip() or plan.region, incomplete=order.incomplete)


def _sourced(session: Session, plan: Plan, clock: Clock, summaries: Sequence[Summary]) -> Iterator[Entry]:
    """The summaries as entries; where a metric must name its source, with the sources that its units name."""
    sources: dict[str, dict[str, None]] = defaultdict(dict)
    month = clock.last_closed or Period(plan.year, 12)
    needed = [item.target.code for item in summaries if item.target.metric.source_required]
    for code in needed:
        for entry in in_force(session, plan, clock.known_at, (month, month), code):
            sources[code][entry.source] = None
    for item in summaries:
        if (reading := item.reading) is not None:
            figures = reading.month, reading.cumulative, reading.value, reading.numerator, reading.denominator
            source = "、".join(filter(None, sources[item.target.code]))
            yield Entry(0, reading.unit, item.target.code, reading.period, *figures, source)


def _notes(summaries: Sequence[Summary], order: Order) -> Iterator[str]:
    """What is not, or not wholly, in the summary, and which units lack."""
    lacking = [item for item in summaries if item.missing]
    for item in lacking:
        state = (
            "不完整"
            if order.incomplete and item.reading
            else "未报齐，没有汇总"
            if item.reading is None
            else "报齐的部分已汇总，其余没有汇总"
        )
        yield f"{item.target.metric.name}：{state}，缺 {'、'.join(item.missing)}"
    if lacking and not order.incomplete:
        yield f"以上 {len(lacking)} 个指标缺数；确要先按已报的汇总，加 --incomplete"


def file_name(order: Order, suffix: str = ".csv") -> str:
    """What a file in a folder is called; it names a month only where all its readings are of that month."""
    what = "汇总" if order.summary else "填报数"
    month = f"-{period_text(order.period)}" if order.period else ""
    return f"{what}{month}{suffix}"
