"""`target check`: the figures on record that deserve a second look, each with its evidence."""

from collections.abc import Callable, Sequence
from datetime import datetime
from fractions import Fraction
from functools import partial

from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.checking import Suspicion
from jytrack.domain.sheets.doubting import Decision, Standing
from jytrack.domain.sheets.records import KeptFinding
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.numerals import percent, period_text, plain
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Flaw
from jytrack.reports.figures.readings import json_source
from jytrack.reports.sheets.findings import findings_table, json_finding
from jytrack.reports.values.columns import headed
from jytrack.reports.values.document import Cell, Column, Document, Heading, JsonValue, Number, Paragraph, Report, Table
from jytrack.reports.values.json_values import JsonObject, header, moment, number
from jytrack.reports.values.phrases import moment_text
from jytrack.reports.values.used import opening

_COLUMNS = (
    Column("编号", right=True),
    Column("指标", shrink=True),
    Column("单位"),
    Column("报告期"),
    Column("疑点"),
    Column("依据", shrink=True),
    Column("出处", shrink=True),
)
_ACCEPTED = (
    Column("编号", right=True),
    Column("疑点"),
    Column("依据", shrink=True),
    Column("核实说明", shrink=True),
    Column("核实人"),
    Column("核实时间"),
)
_SHEET = (
    "问题代码", "指标代码", "指标", "单位", "月份", "填报数", "对照数", "程度", "疑点", "疑点依据",
    "文件", "工作表", "行", "编号", "核实情况", "核实说明", "核实人", "核实时间",
)  # fmt: skip
_WHOLE_SHEET = "（整表）"
_FOOT = (
    "疑点不改变任何数。有误的用 jytrack target import --correct --reason 更正，疑点随之消失；"
    "无误的用 jytrack target check --accept 编号 --note 依据 记为核实，以后不再提"
)


@valueclass
class Noticed:
    """What was noticed about a sheet as it was sent, with the last decision about it."""

    finding: KeptFinding
    decision: Decision | None = None

    @property
    def open(self) -> bool:
        """Whether nobody has accepted it."""
        return self.decision is None or not self.decision.accepted


@valueclass
class Found:
    """All that was found, in the order of the page: about figures on record, and about sheets as they were sent."""

    doubts: Sequence[Standing]
    noticed: Sequence[Noticed]

    @property
    def open(self) -> int:
        """How many of them nobody has accepted."""
        return len(self.doubts) + len(self.noticed) - len(self.accepted)

    @property
    def accepted(self) -> Sequence["Standing | Noticed"]:
        """Those that somebody has accepted."""
        both: tuple[Standing | Noticed, ...] = (*self.doubts, *self.noticed)
        return [item for item in both if not item.open]


def report(plan: Plan, clock: Clock, found: Found, *, accepted: bool = False) -> Report:
    """The findings chosen by the caller; on the page those `accepted` only when they are asked for."""
    return Report(partial(_document, plan, clock, found, accepted=accepted), partial(_data, plan, clock, found))


def _document(plan: Plan, clock: Clock, found: Found, *, accepted: bool) -> Document:
    doubts = [item for item in found.doubts if item.open]
    noticed = [item for item in found.noticed if item.open]
    settled = found.accepted
    told = f"另有{len(settled)}个已核实，见 jytrack target check --accepted" if settled and not accepted else ""
    foot = "；".join(filter(None, (f"共{found.open}处" if found.open else "", told)))
    return Document(
        title=f"{plan.title}：填报数核对",
        blocks=(
            opening(plan, clock),
            *((Table(_COLUMNS, tuple(map(_row, doubts)), empty="没有疑点。"),) if doubts or not noticed else ()),
            *(
                (
                    Heading(f"导入时留存的提示（{len(noticed)}处）"),
                    findings_table([item.finding for item in noticed], numbered=True),
                )
                if noticed
                else ()
            ),
            *(
                (
                    Heading(f"已核实的（{len(settled)}个）"),
                    Table(_ACCEPTED, tuple(map(_accepted_row, settled)), empty="没有已核实的疑点。"),
                )
                if accepted
                else ()
            ),
            Paragraph("\n".join(filter(None, (foot, _FOOT if found.open else ""))), quiet=True),
        ),
        sheet=Table(
            headed(_SHEET),
            (
                *(_sheet_row(item) for item in found.doubts if accepted or item.open),
                *(_kept_row(item) for item in found.noticed if accepted or item.open),
            ),
        ),
    )


def _data(plan: Plan, clock: Clock, found: Found) -> JsonObject:
    rows: list[JsonValue] = [_json_row(item) for item in found.doubts if item.open]
    settled: list[JsonValue] = [_json_row(item) for item in found.doubts if not item.open]
    noticed: list[JsonValue] = [_json_noticed(item) for item in found.noticed if item.open]
    settled += [_json_noticed(item) for item in found.noticed if not item.open]
    return {**header(plan.code, clock), "open_doubts": found.open, "rows": rows, "kept": noticed, "accepted": settled}


def told(item: Standing | Noticed) -> str:
    """One finding in a line, by its number."""
    if isinstance(item, Standing):
        return f"疑点{item.number} {sentence(item.suspicion)}"
    return f"疑点{item.finding.number} {item.finding.file}：{item.finding.finding.message}"


def sentence(item: Suspicion) -> str:
    """The finding in one sentence, for where it stands alone: about what, and the evidence."""
    about = f"“{item.target.metric.name}”" if item.target else ""
    return f"“{item.unit}”{period_text(item.period)}{about}：{evidence(item)}"


def evidence(item: Suspicion) -> str:
    """What speaks against the figure, with the numbers."""
    value, against, month = _amount(item, item.value), _amount(item, item.against), item.period.month
    match item.flaw:
        case Flaw.OUT_OF_PROPORTION:
            return f"填的是{value}，全年目标才{against}，差得太远，请核对数字和计量单位"
        case Flaw.UNIT_SLIP:
            return f"填的是{value}，与本单位的中位数{against}相差约一万倍，请核对计量单位"
        case Flaw.LOOKS_CUMULATIVE:
            return f"本月数{value}，不小于此前各月合计{against}，请核对是否填成了累计数"
        case Flaw.LOOKS_MONTHLY:
            return f"累计{value}，不到此前累计{against}的一半，请核对是否填成了当月数"
        case Flaw.ALWAYS_RISING:
            return f"1至{month}月的本月数从{against}到{value}，从未减少，请核对是否每月都填了累计数"
        case Flaw.OUTLIER:
            return f"填的是{value}，明显偏离该单位以往各月水平（中位数{against}）"
        case Flaw.OUT_OF_BOUNDS:
            beyond = "低于下限" if (item.value or 0) < (item.against or 0) else "高于上限"
            return f"这个月是{value}，{beyond}{against}（办公室在方案里为本单位定的）"
        case Flaw.JUMP:
            return f"填的是{value}，比此前平均{against}多{_excess(item)}，又没有备注"
        case Flaw.NEVER_CHANGED:
            return f"报了{plain(item.degree)}次，每次都是{value}"
        case Flaw.SAME_AS_LAST_MONTH:
            return f"本月的{plain(item.degree)}个指标与上月一个数也不差，请核对是否误报了上月的表"
        case Flaw.SUBSET:
            return f"至今{value}，比“{item.whole.metric.name if item.whole else ''}”的{against}还多"
        case Flaw.OVER_ALLOCATION:
            return f"至今{value}，超过分解目标{against}的3倍"


def _amount(item: Suspicion, value: Fraction | None) -> str:
    """A value with the target's measure unit."""
    unit = item.target.metric.measure_unit if item.target else ""
    return f"{plain(value, 2)}{unit}"


def _excess(item: Suspicion) -> str:
    """By how much the value exceeds what it was compared with."""
    return percent((item.value or Fraction(0)) / item.against - 1, cap=None) if item.against else ""


def _source(item: Suspicion) -> str:
    """The file and row of the figure, where there is one row."""
    if item.source is None:
        return ""
    return f"{item.source.file} 第{item.source.row}行" if item.source.row else item.source.file


def _row(doubt: Standing) -> tuple[Cell, ...]:
    item = doubt.suspicion
    name = item.target.metric.name if item.target else _WHOLE_SHEET
    return doubt.number, name, item.unit, period_text(item.period), item.flaw.label, evidence(item), _source(item)


def _accepted_row(item: Standing | Noticed) -> tuple[Cell, ...]:
    if isinstance(item, Standing):
        about: tuple[Cell, ...] = (item.number, item.suspicion.flaw.label, sentence(item.suspicion))
    else:
        about = (item.finding.number, "导入时提示", f"{item.finding.file}：{item.finding.finding.message}")
    return (*about, *_decided(item.decision, moment_text))


def _decided(decision: Decision | None, when: Callable[[datetime], str | None] = moment) -> tuple[Cell, ...]:
    """Who accepted it, with what words, when: as a sheet has it, or as a page does."""
    if decision is None or not decision.accepted:
        return None, None, None
    return decision.note, decision.by, when(decision.at)


def _state(item: Standing | Noticed) -> str:
    return "待核对" if item.open else "已核实"


def _sheet_row(doubt: Standing) -> tuple[Cell, ...]:
    item = doubt.suspicion
    source = item.source
    return (
        item.flaw.value, item.target.code if item.target else None,
        item.target.metric.name if item.target else _WHOLE_SHEET, item.unit, str(item.period),
        Number(item.value, 4), Number(item.against, 4), Number(item.degree, 4), item.flaw.label, evidence(item),
        source.file if source else None, source.sheet if source else None, source.row if source else None,
        doubt.number, _state(doubt), *_decided(doubt.decision),
    )  # fmt: skip


def _kept_row(item: Noticed) -> tuple[Cell, ...]:
    """What an import noticed, under the same columns; the figure stands in its words."""
    kept, noticed = item.finding, item.finding.finding
    where = noticed.code, *[None] * 7, "导入时提示", noticed.message
    source = kept.file, kept.sheet or None, noticed.row
    return (*where, *source, kept.number, _state(item), *_decided(item.decision))


def _json_noticed(item: Noticed) -> JsonObject:
    return {**json_finding(item.finding), "number": item.finding.number, "decision": _json_decision(item.decision)}


def _json_decision(decision: Decision | None) -> JsonValue:
    """The last decision about a doubt, null where there was none."""
    if decision is None:
        return None
    return {
        "accepted": decision.accepted,
        "note": decision.note,
        "recorded_by": decision.by,
        "recorded_at": moment(decision.at),
    }


def _json_row(doubt: Standing) -> JsonObject:
    item = doubt.suspicion
    return {
        "number": doubt.number,
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
        "decision": _json_decision(doubt.decision),
    }
