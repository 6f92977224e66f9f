"""`target received`: which sheets count as received on another day, and why."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.records import Act, ReceivedChange
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.numerals import date_text
from jytrack.domain.values.valueclass import valueclass
from jytrack.reports.values.document import Column, Document, JsonValue, Paragraph, Report, Table
from jytrack.reports.values.json_values import JsonObject, header, moment

_COLUMNS = (Column("文件", shrink=True), Column("原收到日期"), Column("收到日期"))


@valueclass
class Redated:
    """An act and what was said of its day; `was` are those of its sheets that had another, by file ("": typed)."""

    act: Act
    said: ReceivedChange
    was: Sequence[tuple[str, date]]
    written: bool


def report(plan: Plan, clock: Clock, redated: Redated) -> Report:
    """The change, for the clerk and for programs."""
    return Report(partial(_document, redated), partial(_data, plan, clock, redated))


def _document(redated: Redated) -> Document:
    day, kind = date_text(redated.said.day), redated.act.kind.label
    rows = tuple((name or kind, date_text(was), day) for name, was in redated.was)
    return Document(
        title=f"第{redated.act.id}次{kind}的收到日期",
        blocks=(
            Paragraph(_verdict(redated)),
            *((Table(_COLUMNS, rows),) if rows else ()),
        ),
        sheet=Table(
            tuple(map(Column, ("次", "文件", "原收到日期", "收到日期", "原因"))),
            tuple(
                (redated.act.id, name or None, moment(day), moment(redated.said.day), redated.said.reason)
                for name, day in redated.was
            ),
        ),
    )


def _verdict(redated: Redated) -> str:
    """What became of it in one sentence."""
    day = date_text(redated.said.day)
    if not redated.was:
        return f"收到日期本来就是{day}，没有改动。"
    if not redated.written:
        return f"只检查，没有写入：如正式改，下面的收到日期将改为{day}。"
    return (
        f"下面的收到日期已改为{day}，原因：{redated.said.reason}。按时、迟报随之重算；"
        "以前的情况仍可用 --known-at 看到。"
    )


def _data(plan: Plan, clock: Clock, redated: Redated) -> JsonObject:
    rows: list[JsonValue] = [
        {"file": name or None, "was": moment(day), "received_on": moment(redated.said.day)} for name, day in redated.was
    ]
    return {
        **header(plan.code, clock),
        "import": redated.act.id,
        "received_on": moment(redated.said.day),
        "reason": redated.said.reason,
        "written": redated.written and bool(redated.was),
        "rows": rows,
    }
