"""`report explain`: how a target's figure came about, down to the sheet and the row of every reading behind it."""

from collections.abc import Sequence
from functools import partial

from jytrack.domain.figures.explaining import Step, UnitSum
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.doubting import NO_DOUBTS, OpenDoubts
from jytrack.domain.sheets.records import ReadingRecord
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.numerals import period_text
from jytrack.domain.values.rules import RULES_VERSION
from jytrack.domain.values.valueclass import valueclass
from jytrack.reports.figures import readings, variance_rows
from jytrack.reports.plan import revisions
from jytrack.reports.values import phrases
from jytrack.reports.values.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    JsonValue,
    Lamp,
    Line,
    Paragraph,
    Report,
    Table,
)
from jytrack.reports.values.ends import READ, ends
from jytrack.reports.values.json_values import JsonObject, json_definition, number, report_header, strings
from jytrack.reports.values.phrases import definition, moment_text, titled
from jytrack.reports.values.used import doubts_explained, opening, small_print

_STEPS = (Column("步骤"), Column("算式", shrink=True))
_UNITS = (Column("单位"), Column("至今数怎么来的", shrink=True), Column("情况"))
_READINGS = (
    Column("单位"),
    Column("报告期"),
    Column("填报数", right=True),
    Column("用在"),
    Column("登记", shrink=True),
    Column("来源", shrink=True),
    Column("改动", shrink=True),
)
_FILES = (Column("文件", shrink=True), Column("校验值（SHA-256）"))


@valueclass
class Behind:
    """A reading in force with what it replaced, the latest first; `counted`: it enters the value to date."""

    record: ReadingRecord
    replaced: tuple[ReadingRecord, ...]
    counted: bool

    @property
    def corrects(self) -> ReadingRecord | None:
        """The reading before, where a number that it stated was changed; filling in a blank is none (intake.md)."""
        return self.replaced[0] if self.replaced and _differs(self.record, self.replaced[0]) else None


@valueclass
class Explained:
    """A target's figure taken apart; `unit` None: the whole, otherwise one unit's part of it.

    `doubts` are those open about it.
    """

    plan: Plan
    clock: Clock
    judged: Assessment
    unit: str | None
    steps: Sequence[Step]
    units: Sequence[UnitSum]
    readings: Sequence[Behind]
    doubts: OpenDoubts = NO_DOUBTS


def report(told: Explained) -> Report:
    """The explanation for a person and for programs."""
    return Report(
        partial(_document, told), partial(_data, told), dict.fromkeys(READ, partial(_document, told, short=True))
    )


def _document(told: Explained, *, short: bool = False) -> Document:
    target = told.judged.target
    (units, more_units), (behind, more_readings) = ends(told.units, short=short), ends(told.readings, short=short)
    of_unit = f"：{told.unit}" if told.unit else ""
    return Document(
        title=f"{titled(target)}{of_unit}：这个数怎么来的",
        blocks=(
            opening(told.plan, told.clock, len(told.doubts)),
            *_verdict(told),
            *((Paragraph(definition(target.metric)),) if target.metric.definition else ()),
            Heading("算式"),
            Table(_STEPS, tuple((step.title, step.formula) for step in told.steps)),
            Heading("各单位"),
            Table(_UNITS, tuple(_unit_row(told, item) for item in units), empty="没有填报单位。"),
            *more_units,
            *_goals(told),
            Heading("依据的填报数"),
            Table(_READINGS, tuple(_reading_row(told, item) for item in behind), empty="尚无填报数。"),
            *more_readings,
            *doubts_explained(len(told.doubts)),
            *_files(told.readings),
            *small_print(told.plan, told.clock, [told.judged]),
            Paragraph(f"规则版本{RULES_VERSION}", quiet=True),
        ),
        sheet=lambda: readings.sheet([item.record for item in told.readings]),
    )


def _verdict(told: Explained) -> tuple[Block, ...]:
    """The target's light; on one unit's page said to be the whole's, because no unit has a light of its own."""
    light = told.judged.light
    if told.unit is None:
        return Line((Lamp(light.colour, light.code.label),)), Paragraph(light.reason)
    return (Paragraph(f"全部单位合计为{light.colour.label}灯（{light.code.label}）：{light.reason}", quiet=True),)


def _goals(told: Explained) -> tuple[Block, ...]:
    """The goals one after the other, where there was more than one."""
    goals = told.judged.target.goals
    return revisions.goals(goals) if len(goals) > 1 else ()


def _unit_row(told: Explained, item: UnitSum) -> tuple[Cell, ...]:
    figure = item.figure
    doubts = told.doubts.about(told.judged.target, figure.unit)
    state = "已报齐" if figure.reported else "用旧数" if figure.stale else "未报齐" if figure.latest else "未报"
    return phrases.doubted(figure.unit, doubts), item.formula, state


def _reading_row(told: Explained, item: Behind) -> tuple[Cell, ...]:
    record = item.record
    return (
        record.reading.unit,
        period_text(record.reading.period),
        phrases.doubted(readings.figures(record.reading), told.doubts.about_record(record)),
        "计入" if item.counted else "参考",
        f"{moment_text(record.recorded_at)} {record.recorded_by}",
        readings.origin(record),
        _corrected(item),
    )


def _corrected(item: Behind) -> str:
    """What the reading corrected, or put back, and why."""
    before = item.corrects
    if before is None:
        return ""
    why = f"，{item.record.reason}" if item.record.reason else ""
    told = "撤销后恢复，原为" if item.record.restored else "原报"
    return f"{told} {readings.figures(before.reading)}（{moment_text(before.recorded_at)} {before.recorded_by}）{why}"


def _files(behind: Sequence[Behind]) -> tuple[Block, ...]:
    """The files that the readings came from, with the checksums by which they can be told."""
    sources = [item.record.source for item in behind if item.record.source]
    found = dict.fromkeys((source.file, source.sha256) for source in sources)
    return (Heading("来源文件"), Table(_FILES, tuple(found))) if found else ()


def _data(told: Explained) -> JsonObject:
    rows: list[JsonValue] = [
        {**_json_reading(item), "open_doubts": told.doubts.about_record(item.record)} for item in told.readings
    ]
    header = report_header("explain", told.plan, told.clock)
    rules = header["rules"]
    return {
        **header,
        "rules": {**(rules if isinstance(rules, dict) else {}), "version": RULES_VERSION},
        "target": told.judged.target.code,
        "name": told.judged.target.metric.name,
        **json_definition(told.judged.target.metric),
        "unit": told.unit,
        "assessment": variance_rows.json_row(told.plan, told.judged),
        "goals": revisions.json_goals(told.judged.target.goals),
        "steps": [
            {"step": step.code, "title": step.title, "formula": step.formula, "result": number(step.result)}
            for step in told.steps
        ],
        "units": [_json_unit(item) for item in told.units],
        "open_doubts": len(told.doubts),
        "rows": rows,
    }


def _json_unit(item: UnitSum) -> JsonObject:
    figure = item.figure
    return {
        "unit": figure.unit,
        "value": number(figure.figure),
        "formula": item.formula,
        "counted": strings(map(str, sorted(item.counted))),
        "latest": str(figure.latest) if figure.latest else None,
        "reported": figure.reported,
        "stale": figure.stale,
    }


def _json_reading(item: Behind) -> JsonObject:
    """The reading; `corrects` is the one whose number it changed, `completes` the one whose blanks it filled in."""
    before: JsonValue = None
    for record in reversed(item.replaced):
        before = {**readings.json_row(record), "replaces": before}
    changed = item.corrects is not None
    return {
        **readings.json_row(item.record),
        "counted": item.counted,
        "corrects": before if changed else None,
        "completes": None if changed else before,
    }


def _differs(record: ReadingRecord, before: ReadingRecord) -> bool:
    """Whether a number that `before` stated is another now."""
    pairs = zip(readings.values(before.reading), readings.values(record.reading), strict=True)
    return any(was is not None and was != now for was, now in pairs)
