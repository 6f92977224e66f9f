"""`target check`: the figures on record that deserve a second look, each with its evidence."""

from collections.abc import Sequence
from fractions import Fraction
from functools import partial

from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.checking import Suspicion
from jytrack.domain.sheets.records import KeptFinding
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.numerals import percent, period_text, plain
from jytrack.domain.values.words import Flaw
from jytrack.reports.figures.readings import json_source
from jytrack.reports.sheets.findings import findings_table, json_finding
from jytrack.reports.values.columns import headed
from jytrack.reports.values.document import Cell, Column, Document, Heading, JsonValue, Number, Paragraph, Report, Table
from jytrack.reports.values.json_values import JsonObject, header, number
from jytrack.reports.values.used import opening

_COLUMNS = (
    Column("指标", shrink=True),
    Column("单位"),
    Column("报告期"),
    Column("疑点"),
    Column("依据", shrink=True),
    Column("出处", shrink=True),
)
_SHEET = (
    "问题代码", "指标代码", "指标", "单位", "月份", "填报数", "对照数", "程度", "疑点", "疑点依据",
    "文件", "工作表", "行",
)  # fmt: skip
_WHOLE_SHEET = "（整表）"
_FOOT = "疑点只供核对，不改变任何数；核对无误的不必处理，有误的用 jytrack target import --correct --reason 更正"


def report(plan: Plan, clock: Clock, found: Sequence[Suspicion], kept: Sequence[KeptFinding] = ()) -> Report:
    """The findings chosen by the caller, in the caller's order; `kept` are those of the imports."""
    return Report(partial(_document, plan, clock, found, kept), partial(_data, plan, clock, found, kept))


def _document(plan: Plan, clock: Clock, found: Sequence[Suspicion], kept: Sequence[KeptFinding]) -> Document:
    return Document(
        title=f"{plan.title}：填报数核对",
        blocks=(
            opening(plan, clock),
            *((Table(_COLUMNS, tuple(map(_row, found)), empty="没有发现疑点。"),) if found or not kept else ()),
            *((Heading(f"导入时留存的提示（{len(kept)} 处）"), findings_table(kept)) if kept else ()),
            Paragraph(f"共 {len(found) + len(kept)} 处；{_FOOT}" if found or kept else "", quiet=True),
        ),
        sheet=Table(headed(_SHEET), (*map(_sheet_row, found), *map(_kept_row, kept))),
    )


def _data(plan: Plan, clock: Clock, found: Sequence[Suspicion], kept: Sequence[KeptFinding]) -> JsonObject:
    rows: list[JsonValue] = [_json_row(item) for item in found]
    noticed: list[JsonValue] = [json_finding(item) for item in kept]
    return {**header(plan.code, clock), "rows": rows, "kept": noticed}


def sentence(item: Suspicion) -> str:
    """The finding in one sentence, for where it stands alone: about what, and the evidence."""
    about = f"“{item.target.metric.name}”" if item.target else ""
    return f"“{item.unit}”{period_text(item.period)}{about}：{evidence(item)}"


def evidence(item: Suspicion) -> str:
    """What speaks against the figure, with the numbers."""
    value, against, month = _amount(item, item.value), _amount(item, item.against), item.period.month
    match item.flaw:
        case Flaw.UNIT_SLIP:
            return f"填的是 {value}，与本单位的中位数 {against}相差约一万倍，请核对计量单位"
        case Flaw.LOOKS_CUMULATIVE:
            return f"本月数 {value}，不小于此前各月合计 {against}，请核对是否填成了累计数"
        case Flaw.LOOKS_MONTHLY:
            return f"累计 {value}，不到此前累计 {against}的一半，请核对是否填成了当月数"
        case Flaw.ALWAYS_RISING:
            return f"1 至 {month} 月的本月数从 {against}到 {value}，从未减少，请核对是否每月都填了累计数"
        case Flaw.OUTLIER:
            return f"填的是 {value}，远离本单位的中位数 {against}（修正 z 值 {plain(item.degree, 1)}，界限 3.5）"
        case Flaw.JUMP:
            return f"填的是 {value}，比此前平均 {against}多 {_excess(item)}，又没有备注"
        case Flaw.NEVER_CHANGED:
            return f"报了 {plain(item.degree)} 次，每次都是 {value}"
        case Flaw.SAME_AS_LAST_MONTH:
            return f"本月的 {plain(item.degree)} 个指标与上月一个数也不差，请核对是否误报了上月的表"
        case Flaw.SUBSET:
            return f"至今 {value}，比“{item.whole.metric.name if item.whole else ''}”的 {against}还多"
        case Flaw.OVER_ALLOCATION:
            return f"至今 {value}，超过分解目标 {against}的 3 倍"


def _amount(item: Suspicion, value: Fraction | None) -> str:
    """A value with the target's measure unit."""
    unit = item.target.metric.measure_unit if item.target else ""
    return f"{plain(value, 2)}{'' if unit == '%' else ' '}{unit}".strip()


def _excess(item: Suspicion) -> str:
    """By how much the value exceeds what it was compared with."""
    return percent((item.value or Fraction(0)) / item.against - 1, cap=None) if item.against else ""


def _source(item: Suspicion) -> str:
    """The file and row of the figure, where there is one row."""
    if item.source is None:
        return ""
    return f"{item.source.file} 第 {item.source.row} 行" if item.source.row else item.source.file


def _row(item: Suspicion) -> tuple[Cell, ...]:
    name = item.target.metric.name if item.target else _WHOLE_SHEET
    return name, item.unit, period_text(item.period), item.flaw.label, evidence(item), _source(item)


def _sheet_row(item: Suspicion) -> tuple[Cell, ...]:
    source = item.source
    return (
        item.flaw.value, item.target.code if item.target else None,
        item.target.metric.name if item.target else _WHOLE_SHEET, item.unit, str(item.period),
        Number(item.value, 4), Number(item.against, 4), Number(item.degree, 4), item.flaw.label, evidence(item),
        source.file if source else None, source.sheet if source else None, source.row if source else None,
    )  # fmt: skip


def _kept_row(item: KeptFinding) -> tuple[Cell, ...]:
    """What an import noticed, under the same columns; the figure stands in its words."""
    noticed = item.finding
    where = noticed.code, *[None] * 7, "导入时提示", noticed.message
    return (*where, item.file, item.sheet or None, noticed.row)


def _json_row(item: Suspicion) -> JsonObject:
    return {
        "code": item.flaw.value,
        "target": item.target.code if item.target else None,
        "name": item.target.metric.name if item.target else None,
        "unit": item.unit,
        "period": str(item.period),
        "value": number(item.value),
        "against": number(item.against),
        "degree": number(item.degree),
        "whole": item.whole.code if item.whole else None,
        "message": evidence(item),
        "source": json_source(item.source),
    }
