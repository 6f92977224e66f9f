"""`target readings`: what was reported, when it came in, and the file and row it stands in."""

from collections.abc import Sequence

from jytrack.domain.clock import Clock
from jytrack.domain.numerals import date_text, period_text, plain
from jytrack.domain.plan import Plan
from jytrack.domain.quantity import Quantity, exact
from jytrack.domain.reading import Reading
from jytrack.domain.records import ReadingRecord
from jytrack.reports.document import Cell, Column, Document, JsonValue, Number, Paragraph, Report, Table
from jytrack.reports.json_values import JsonObject, header, moment, quantity
from jytrack.reports.phrases import moment_text

COLUMNS = (
    Column("指标", shrink=True),
    Column("单位"),
    Column("报告期"),
    Column("填报数", right=True),
    Column("收到"),
    Column("来源", shrink=True),
    Column("情况", shrink=True),
)
_SHEET = (
    "指标代码", "指标", "单位", "报告期", "本月数", "累计数", "期末数", "分子", "分母",
    "收到日期", "登记时间", "登记人", "文件", "工作表", "行", "校验值", "出处", "备注", "被更正时间", "更正原因",
)  # fmt: skip


def report(plan: Plan, clock: Clock, records: Sequence[ReadingRecord]) -> Report:
    """The records chosen by the caller, in the caller's order."""
    table = Table(COLUMNS, tuple(map(row, records)), empty="没有填报数。")
    document = Document(
        title=f"{plan.title}：填报数",
        blocks=(table, Paragraph(f"共 {len(records)} 条，按 {moment_text(clock.known_at)} 已登记的数", quiet=True)),
        sheet=Table(tuple(map(Column, _SHEET)), tuple(map(_sheet_row, records))),
    )
    rows: list[JsonValue] = [json_row(record) for record in records]
    return Report(document, {**header(plan.code, clock), "rows": rows})


def row(record: ReadingRecord) -> tuple[Cell, ...]:
    """A record as a row under `COLUMNS`; what was not stated stays empty."""
    reading, source = record.reading, record.source
    return (
        record.metric.name,
        reading.unit,
        period_text(reading.period),
        figures(reading),
        date_text(record.received_on),
        (f"{source.file} 第 {source.row} 行" if source.row else source.file) if source else record.cited or "手工登记",
        _state(record),
    )


def json_row(record: ReadingRecord) -> JsonObject:
    """A record for programs; the keys are those of `report explain` where both have them."""
    reading, source = record.reading, record.source
    return {
        "target": record.metric.code,
        "unit": reading.unit,
        "period": str(reading.period),
        "month": quantity(reading.month),
        "cumulative": quantity(reading.cumulative),
        "value": quantity(reading.value),
        "numerator": quantity(reading.numerator),
        "denominator": quantity(reading.denominator),
        "received_on": moment(record.received_on),
        "recorded_at": moment(record.recorded_at),
        "recorded_by": record.recorded_by,
        "superseded_at": moment(record.superseded_at),
        "reason": record.reason,
        "cited": record.cited,
        "note": record.note,
        "source": {"file": source.file, "sha256": source.sha256, "sheet": source.sheet, "row": source.row}
        if source
        else None,
    }


def _values(reading: Reading) -> tuple[Quantity | None, ...]:
    return reading.month, reading.cumulative, reading.value, reading.numerator, reading.denominator


def figures(reading: Reading) -> str:
    """What was typed, each number with its name."""
    month, cumulative, value, numerator, denominator = map(_plain, _values(reading))
    named = (("本月", month), ("累计", cumulative), ("期末", value))
    parts = [f"{name} {number}" for name, number in named if number]
    return "，".join(parts + ([f"{numerator}/{denominator}"] if numerator else []))


def _plain(value: Quantity | None) -> str:
    return "" if value is None else plain(exact(value))


def _state(record: ReadingRecord) -> str:
    """Whether the row is in force, and why it was written where it corrected another."""
    parts = []
    if record.superseded_at:
        parts.append(f"{moment_text(record.superseded_at)} 起被更正")
    if record.reason:
        parts.append(f"更正：{record.reason}")
    return "；".join([*parts, *([record.note] if record.note else [])])


def _sheet_row(record: ReadingRecord) -> tuple[Cell, ...]:
    reading, source = record.reading, record.source
    return (
        record.metric.code, record.metric.name, reading.unit, str(reading.period),
        *(None if value is None else Number(exact(value)) for value in _values(reading)),
        moment(record.received_on), moment(record.recorded_at), record.recorded_by,
        source.file if source else None, source.sheet if source else None, source.row if source else None,
        source.sha256 if source else None, record.cited, record.note, moment(record.superseded_at), record.reason,
    )  # fmt: skip
