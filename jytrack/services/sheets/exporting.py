"""Readings handed on: as they are on record, or as the county's month in one row a target."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import IO

from jytrack.domain.figures.reading import Entry
from jytrack.domain.figures.summary import Summary, summarise
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.target import Target
from jytrack.domain.sheets.doubting import OpenDoubts
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.listing import several
from jytrack.domain.values.numerals import period_text
from jytrack.domain.values.period import Period
from jytrack.domain.values.valueclass import valueclass
from jytrack.errors import InputRefused, UsageError
from jytrack.reports.sheets.exports import write_csv, write_xlsx
from jytrack.reports.values.phrases import metric_names
from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import find_department, find_target
from jytrack.store.database.database import Session
from jytrack.store.figures import totals
from jytrack.store.sheets import readings
from jytrack.store.sheets.doubts import open_doubts
from jytrack.store.sheets.exporting import in_force

_MOST_NAMED = 5
"""So many figures that are still to be checked are named where they are told of in one line."""

_HELP = "用法见 jytrack target export --help"


@valueclass
class Order:
    """What the command line asked for; months None: the plan's year and the year before.

    `summary`: the month of the whole county, under the name `as_unit` (empty: the region's own), when `incomplete` with
    figures that lack units too. `with_doubts`: figures that are still to be checked go out too, and say so.
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
    with_doubts: bool = False


@valueclass
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

    UsageError for a contradictory order or no closed month to sum up; NotFound for an unknown target or unit;
    InputRefused for figures still to be checked.
    """
    check_order(order)
    write = write_xlsx if workbook else write_csv
    with desk.database.reading() as session:
        plan, clock = _opened(desk, session, order)
        code = find_target(plan, order.target).code if order.target else None
        summaries = _summaries(session, plan, clock, order, code) if order.summary else ()
        doubts = _doubts(session, plan, clock, order, summaries)
        if len(doubts) and not order.with_doubts:
            raise InputRefused(f"{_told(plan, doubts)}；请先核对（jytrack target check），确要照样导出加 --with-doubts")
        if order.summary:
            entries = _marked(plan, _sourced(session, plan, clock, summaries), doubts, order)
            return Exported(write(plan, entries, file), tuple(_notes(summaries, order)))
        unit = find_department(plan, order.unit).name if order.unit else None
        rows = in_force(session, plan, clock.known_at, _months(plan, clock, order), code, unit)
        return Exported(write(plan, _marked(plan, rows, doubts, order), file))


def doubted(desk: Desk, order: Order) -> str:
    """What is to be said of the figures that the export would pass on although they are still to be checked."""
    check_order(order)
    with desk.database.reading() as session:
        plan, clock = _opened(desk, session, order)
        code = find_target(plan, order.target).code if order.target else None
        summaries = _summaries(session, plan, clock, order, code) if order.summary else ()
        doubts = _doubts(session, plan, clock, order, summaries)
        return _told(plan, doubts) if len(doubts) else ""


def _opened(desk: Desk, session: Session, order: Order) -> tuple[Plan, Clock]:
    """The plan with the clock that the order asks for."""
    return desk.open_plan(session, order.period.last_day if order.period else order.as_of, order.known_at)


def _doubts(session: Session, plan: Plan, clock: Clock, order: Order, summaries: Sequence[Summary]) -> OpenDoubts:
    """The open doubts about figures that the order asks for; into a summary go all months up to its own."""
    targets: Sequence[Target] = [find_target(plan, order.target)] if order.target else plan.targets
    unit = find_department(plan, order.unit).name if order.unit else None
    first, last = _months(plan, clock, order)
    if order.summary:
        targets, first = [item.target for item in summaries if item.reading is not None], Period(plan.year, 1)
    known = open_doubts(session, plan, replace(clock, as_of=last.last_day)).among(targets, unit)
    return OpenDoubts(doubt for doubt in known.doubts if first <= doubt.period)


def _told(plan: Plan, doubts: OpenDoubts) -> str:
    """Which figures are still to be checked."""
    names = metric_names(plan)
    told = several(
        [
            f"{doubt.unit}{period_text(doubt.period)}“{names[doubt.metric] if doubt.metric else '整表'}”"
            for doubt in doubts.doubts
        ],
        _MOST_NAMED,
        "个",
    )
    return f"要导出的数里有{len(doubts)}个待核对：{told}"


def _marked(plan: Plan, entries: Iterable[Entry], doubts: OpenDoubts, order: Order) -> Iterator[Entry]:
    """The entries, those with a note that are about figures still to be checked or made of them."""
    targets = {target.code: target for target in plan.targets}
    for entry in entries:
        target = targets[entry.metric]
        about = doubts.about(target) if order.summary else doubts.about_month(target.code, entry.unit, entry.period)
        words = "含待核对的数" if order.summary else "待核对"
        unsaid = about and not entry.note.endswith(words)
        yield entry._replace(note="；".join(filter(None, (entry.note, words)))) if unsaid else entry


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
        raise UsageError(f"没有可汇总的月份：方案是{plan.year}年的；请写 --period 月份，{_HELP}")
    targets = tuple(target for target in plan.targets if code in (None, target.code))
    sums = totals.complete_totals(session, replace(plan, targets=targets), clock)
    rest = replace(plan, targets=tuple(target for target in targets if target.code not in sums))
    known, name = readings.readings_until(session, rest, clock), order.as_unit.strip() or plan.region
    return summarise(targets, known, clock, name, incomplete=order.incomplete, totals=sums)


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
        yield f"以上{len(lacking)}个指标缺数；确要先按已报的汇总，加 --incomplete"


def file_name(order: Order, suffix: str = ".csv") -> str:
    """What a file in a folder is called; it names a month only where all its readings are of that month."""
    what = "汇总" if order.summary else "填报数"
    month = f"-{period_text(order.period)}" if order.period else ""
    return f"{what}{month}{suffix}"
