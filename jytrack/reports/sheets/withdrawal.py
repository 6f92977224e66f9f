"""`target withdraw`: which reading was taken back, and why."""

from functools import partial

from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.records import ReadingRecord
from jytrack.domain.values.clock import Clock
from jytrack.reports.figures import readings
from jytrack.reports.values.document import Document, Paragraph, Report, Table
from jytrack.reports.values.json_values import JsonObject, header


def report(plan: Plan, clock: Clock, taken: ReadingRecord, reason: str, *, written: bool) -> Report:
    """The reading `taken` back, for the clerk and for programs; not `written` when this was a dry run."""
    return Report(
        partial(_document, taken, reason, written=written), partial(_data, plan, clock, taken, reason, written=written)
    )


def _document(taken: ReadingRecord, reason: str, *, written: bool) -> Document:
    verdict = "已收回下面这个数" if written else "只检查，没有收回；如正式收回，将收回下面这个数"
    return Document(
        title="收回填报数",
        blocks=(
            Paragraph(f"{verdict}，原因：{reason}。收回前的记录仍可用 jytrack target readings --history 查到。"),
            Table(readings.COLUMNS, (readings.row(taken),)),
        ),
        sheet=readings.sheet([taken]),
    )


def _data(plan: Plan, clock: Clock, taken: ReadingRecord, reason: str, *, written: bool) -> JsonObject:
    return {
        **header(plan.code, clock),
        "rows": [readings.json_row(taken)],
        "reason": reason,
        "written": written,
    }
