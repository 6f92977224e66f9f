"""`target locks`: which months stand as they are on record, and for whom one is open until when."""

from collections.abc import Sequence
from functools import partial

from jytrack.domain.plan.locks import LockState
from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.numerals import date_text, period_text
from jytrack.reports.values.columns import headed
from jytrack.reports.values.document import Cell, Column, Document, Paragraph, Report, Table
from jytrack.reports.values.json_values import JsonObject, header, moment
from jytrack.reports.values.used import pinned

_COLUMNS = (
    Column("月份"),
    Column("单位"),
    Column("情况"),
    Column("自何日"),
    Column("到何日"),
    Column("依据", shrink=True),
    Column("登记人"),
)
_FLAT = headed(("月份", "单位", "锁定情况", "办理日期", "到何日", "登记说明", "登记时间", "登记人"))
_RULE = (
    "锁定的月份，登记在案的数不再更正、补全、收回、撤销，也不改收到日期；没有报过的照收，算迟报（不收补报的除外）。"
    "要更正的开例外：jytrack target unlock 月份 --unit 单位 --reason 原因"
)

Told = Sequence[tuple[LogEntry, LockState]]


def report(plan: Plan, clock: Clock, told: Told) -> Report:
    """The entries about months, each with what it means at the clock."""
    return Report(partial(_document, plan, clock, told), partial(_data, plan, clock, told))


def _document(plan: Plan, clock: Clock, told: Told) -> Document:
    return Document(
        title=f"{plan.title}：锁定的月份",
        blocks=(
            Paragraph(f"截至{date_text(clock.as_of)}"),
            Table(_COLUMNS, tuple(_row(*each) for each in told), empty="没有锁定的月份。"),
            Paragraph(_RULE, quiet=True),
            pinned(plan),
        ),
        sheet=Table(_FLAT, tuple(_flat(*each) for each in told)),
    )


def _row(entry: LogEntry, state: LockState) -> tuple[Cell, ...]:
    return (
        period_text(entry.period),
        entry.department or "全部",
        state.label,
        date_text(entry.on),
        date_text(entry.until) if entry.until else "",
        entry.note,
        entry.recorded_by,
    )


def _flat(entry: LogEntry, state: LockState) -> tuple[Cell, ...]:
    return (
        str(entry.period),
        entry.department,
        state.label,
        moment(entry.on),
        moment(entry.until),
        entry.note or None,
        moment(entry.recorded_at),
        entry.recorded_by,
    )


def _data(plan: Plan, clock: Clock, told: Told) -> JsonObject:
    heads: JsonObject = {"log_head": plan.log_head or None, "chain_head": plan.chain_head or None}
    return {**header(plan.code, clock), **heads, "rows": [_json(*each) for each in told]}


def _json(entry: LogEntry, state: LockState) -> JsonObject:
    return {
        "period": str(entry.period),
        "unit": entry.department,
        "state": state.value,
        "on": moment(entry.on),
        "until": moment(entry.until),
        "note": entry.note,
        "recorded_at": moment(entry.recorded_at),
        "recorded_by": entry.recorded_by,
    }
