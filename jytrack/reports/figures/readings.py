"""`target readings`: what was reported, when it came in, and the file and row it stands in."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Generic, TypeVar

from jytrack.domain.figures.reading import Reading
from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.doubting import NO_DOUBTS, OpenDoubts
from jytrack.domain.sheets.records import ReadingRecord, Source
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.numerals import date_text, period_text, plain
from jytrack.domain.values.quantity import Quantity, exact
from jytrack.domain.values.valueclass import valueclass
from jytrack.reports.values.columns import headed
from jytrack.reports.values.document import (
    Block,
    Cell,
    Column,
    Document,
    JsonValue,
    LongList,
    LongTable,
    Number,
    Paragraph,
    Report,
    Table,
)
from jytrack.reports.values.ends import READ, ends
from jytrack.reports.values.json_values import JsonObject, header, moment, quantity
from jytrack.reports.values.phrases import doubted, known_text, moment_text
from jytrack.reports.values.used import doubts_explained

T = TypeVar("T")

COLUMNS = (
    Column("指标", shrink=True),
    Column("单位"),
    Column("报告期"),
    Column("填报数", right=True),
    Column("收到"),
    Column("来源", shrink=True, spare=1),
    Column("情况", shrink=True),
)
_SHEET = (
    "指标代码", "指标", "单位", "月份", "本月数", "累计数", "数值", "分子", "分母",
    "收到日期", "登记时间", "登记人", "文件", "工作表", "行", "校验值", "来源", "备注", "失效时间", "原因",
)  # fmt: skip


@valueclass
class Found(Generic[T]):
    """Readings as they lie in the record, in the order in which they are told; each of `rows` is read as a record.

    There may be millions, so that they are walked along, as often as need be, and what is not shown is not made.
    """

    rows: Callable[[], Iterable[T]]
    record: Callable[[T], ReadingRecord]

    def records(self) -> Iterator[ReadingRecord]:
        """All of them."""
        return map(self.record, self.rows())

    def ends(self, *, short: bool) -> tuple[list[ReadingRecord], tuple[Block, ...]]:
        """Those that a page shows, and what it says of the rest; see `ends`."""
        shown, rest = ends(self.rows(), short=short)
        return list(map(self.record, shown)), rest


@valueclass
class Told(Generic[T]):
    """The readings chosen by the caller, and the doubts that are open about figures in force."""

    plan: Plan
    clock: Clock
    found: Found[T]
    doubts: OpenDoubts = NO_DOUBTS


def report(told: Told[T]) -> Report:
    """The readings for a person and for programs."""
    papers = dict.fromkeys(READ, partial(_document, told, short=True))
    papers["csv"] = partial(_titled, told)
    return Report(partial(_document, told), partial(_data, told), papers)


def _document(told: Told[T], *, short: bool = False) -> Document:
    records, rest = told.found.ends(short=short)
    count = "" if rest else f"共{len(records)}条，"
    return _titled(
        told,
        Table(COLUMNS, tuple(row(each, told.doubts.about_record(each)) for each in records), empty="没有填报数。"),
        *rest,
        *doubts_explained(any(map(told.doubts.about_record, records))),
        Paragraph(f"{count}{known_text(told.clock)}", quiet=True),
    )


def _titled(told: Told[T], *blocks: Block) -> Document:
    """A page of these blocks, and the sheet that csv writes."""
    return Document(
        title=f"{told.plan.title}：填报数",
        blocks=blocks,
        sheet=lambda: LongTable(
            headed((*_SHEET, "待核对")),
            ((*_sheet_row(record), told.doubts.about_record(record) or None) for record in told.found.records()),
        ),
    )


def _data(told: Told[T]) -> JsonObject:
    def rows() -> Iterator[JsonValue]:
        for record in told.found.records():
            yield {**json_row(record), "open_doubts": told.doubts.about_record(record)}

    return {**header(told.plan.code, told.clock), "rows": LongList(rows)}


def row(record: ReadingRecord, doubts: int = 0) -> tuple[Cell, ...]:
    """A record as a row under `COLUMNS`; what was not stated stays empty, what is doubted is marked."""
    reading = record.reading
    return (
        record.metric.name,
        reading.unit,
        period_text(reading.period),
        "收回" if record.withdrawn else doubted(figures(reading), doubts),
        date_text(record.received_on),
        origin(record),
        _state(record),
    )


def json_row(record: ReadingRecord) -> JsonObject:
    """A record for programs; the keys are those of `report explain` where both have them."""
    reading = record.reading
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
        "withdrawn": record.withdrawn,
        "reason": record.reason,
        "cited": record.cited,
        "note": record.note,
        "source": json_source(record.source),
    }


def json_source(source: Source | None) -> JsonValue:
    """The place of a figure in a file for programs; null where no file holds it."""
    if source is None:
        return None
    return {"file": source.file, "sha256": source.sha256, "sheet": source.sheet, "row": source.row}


def sheet(records: Sequence[ReadingRecord]) -> Table:
    """One row a record with bare numbers and the whole provenance, for a spreadsheet."""
    return Table(headed(_SHEET), tuple(map(_sheet_row, records)))


def origin(record: ReadingRecord) -> str:
    """Where a reading comes from: its place in a file, what was cited for it, or somebody's hand."""
    return _place(record.source) if record.source else record.cited or "手工登记"


def _place(source: Source) -> str:
    """Where in a file a reading stands."""
    sheet_name = f"“{source.sheet}”表 " if source.sheet else ""
    return f"{source.file} {sheet_name}第{source.row}行" if source.row else source.file


def values(reading: Reading) -> tuple[Quantity | None, ...]:
    """The five numbers that a reading may state, in their usual order."""
    return reading.month, reading.cumulative, reading.value, reading.numerator, reading.denominator


def figures(reading: Reading) -> str:
    """What was typed, each number with its name."""
    month, cumulative, value, numerator, denominator = map(_plain, values(reading))
    named = (("本月", month), ("累计", cumulative), ("期末", value))
    parts = [f"{name}{number}" for name, number in named if number]
    return "，".join(parts + ([f"{numerator}/{denominator}"] if numerator else []))


def _plain(value: Quantity | None) -> str:
    return "" if value is None else plain(exact(value))


def _state(record: ReadingRecord) -> str:
    """Until when the row was in force, and why it was written where it corrected another or took it back."""
    parts = []
    if record.superseded_at:
        parts.append(f"{moment_text(record.superseded_at)}起不再有效")
    if record.reason:
        parts.append(f"{_replaced(record)}：{record.reason}")
    return "；".join([*parts, *([record.note] if record.note else [])])


def _replaced(record: ReadingRecord) -> str:
    """What happened to what had stood in the row's place."""
    if record.restored:
        return "撤销" if record.withdrawn else "恢复"
    return "收回" if record.withdrawn else "更正"


def _sheet_row(record: ReadingRecord) -> tuple[Cell, ...]:
    reading, source = record.reading, record.source
    return (
        record.metric.code, record.metric.name, reading.unit, str(reading.period),
        *(None if value is None else Number(exact(value)) for value in values(reading)),
        moment(record.received_on), moment(record.recorded_at), record.recorded_by,
        source.file if source else None, source.sheet if source else None, source.row if source else None,
        source.sha256 if source else None, record.cited, record.note, moment(record.superseded_at), record.reason,
    )  # fmt: skip
