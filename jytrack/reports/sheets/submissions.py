"""`report submissions`: units × metrics × periods: on time, late, missing, corrected; and what went back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from functools import partial

from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.discipline import Discipline, DueReport, together
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.numerals import percent, period_text
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import SubmissionState
from jytrack.reports.sheets import receipts
from jytrack.reports.values.columns import headed
from jytrack.reports.values.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    JsonValue,
    Paragraph,
    Percent,
    Report,
    Table,
)
from jytrack.reports.values.json_values import JsonObject, moment, percentage, report_header
from jytrack.reports.values.phrases import metric_names, short_day
from jytrack.reports.values.used import opening, small_print

TOTALS = (
    Column("应报", right=True),
    Column("按时", right=True),
    Column("迟报", right=True),
    Column("缺报", right=True),
    Column("更正", right=True),
    Column("退回", right=True),
    Column("完整率", right=True),
)
"""The columns of the counts of reports."""
_SHEET = (
    "单位",
    "指标代码",
    "指标",
    "月份",
    "应于",
    "收到日期",
    "报送情况",
    "迟报天数",
    "更正次数",
    "退回次数",
    "首次收到",
)
NOTHING_DUE = "·"
"""What stands in a cell of the matrix in which no report was due."""


def report(
    plan: Plan, clock: Clock, chosen: Mapping[str, Discipline], unit: str | None, period: Period | None
) -> Report:
    """The reports of the `chosen` units; the page of one `unit` has its metrics down, that of several the units."""
    return Report(
        partial(_document, plan, clock, chosen, unit, period), partial(_data, plan, clock, chosen, unit, period)
    )


def _document(
    plan: Plan, clock: Clock, chosen: Mapping[str, Discipline], unit: str | None, period: Period | None
) -> Document:
    names = metric_names(plan)
    whole = together("", chosen.values())
    words = "、".join(filter(None, (unit or "", period_text(period) if period else "")))
    return Document(
        title=f"{plan.title}：报送情况" + (f"（{words}）" if words else ""),
        blocks=(
            opening(plan, clock),
            Paragraph(_summary(whole)),
            *matrix(chosen, names),
            *_missing(chosen, names),
            *receipts.returned(chosen.values()),
            Paragraph(_days(whole.due_days), quiet=True),
            *small_print(plan, clock),
        ),
        sheet=lambda: Table(headed(_SHEET), tuple(_sheet_row(item, names) for item in whole.reports)),
    )


def _data(
    plan: Plan, clock: Clock, chosen: Mapping[str, Discipline], unit: str | None, period: Period | None
) -> JsonObject:
    rows: list[JsonValue] = [_json_row(discipline) for discipline in chosen.values()]
    asked: JsonObject = {"unit": unit, "period": str(period) if period else None}
    return {**report_header("submissions", plan, clock), **asked, "rows": rows}


def _summary(whole: Discipline) -> str:
    """The counts of all the reports shown, and of the sheets that went back."""
    returned = f"退回过{whole.returned}张表" if whole.returned else ""
    if not whole.expected:
        return f"还没有到期的填报{'；' * bool(returned)}{returned}。"
    return "；".join(filter(None, (counted(whole), returned)))


def counted(of: Discipline) -> str:
    """The counts of the due reports in words."""
    return (
        f"到期应报{of.expected}项：按时{of.on_time}、迟报{of.late}、缺报{of.missing}；"
        f"其中更正过{of.corrected}项；完整率{percent(of.completeness)}"
    )


def matrix(chosen: Mapping[str, Discipline], names: Mapping[str, str]) -> tuple[Block, ...]:
    """Periods across; units down, or the metrics of the only unit."""
    months = sorted({period for discipline in chosen.values() for period in discipline.due_days})
    across = tuple(Column(f"{period.month}月") for period in months)
    if not months:
        return ()
    if len(chosen) > 1:
        return (Table((Column("单位"), *TOTALS, *across), tuple(_unit_rows(chosen.values(), months))),)
    reports = [item for discipline in chosen.values() for item in discipline.reports]
    due = {item.metric for item in reports}
    rows = (_metric_row(metric, names, reports, months) for metric in names if metric in due)
    return (Table((Column("指标", shrink=True), *across), tuple(rows)),)


def _unit_rows(chosen: Iterable[Discipline], months: Sequence[Period]) -> Iterator[tuple[Cell, ...]]:
    """Each unit's counts, in all and month by month.

    What came of thousands of units alike is one course, and told once: by where it is, for courses are dear to compare.
    """
    told: dict[tuple[tuple[int, ...], str], tuple[Cell, ...]] = {}
    for discipline in chosen:
        like = tuple(id(own.course) for own in discipline.courses), discipline.unit if discipline.returns else ""
        if like not in told:
            told[like] = *_counts(discipline), *map(_counted, map(discipline.of, months))
        yield discipline.unit, *told[like]


def _counts(discipline: Discipline) -> Iterator[Cell]:
    yield from (discipline.expected, discipline.on_time, discipline.late, discipline.missing, discipline.corrected)
    yield discipline.returned
    yield Percent(discipline.completeness)


def _counted(of_month: Discipline) -> str:
    """One month of one unit: what there is of each state, in words."""
    counts = (
        (SubmissionState.ON_TIME.label, of_month.on_time),
        (SubmissionState.LATE.label, of_month.late),
        (SubmissionState.MISSING.label, of_month.missing),
        ("更正", of_month.corrected),
        ("退回", of_month.returned),
    )
    return " ".join(f"{word}{count}" for word, count in counts if count) or NOTHING_DUE


def _metric_row(
    metric: str, names: Mapping[str, str], reports: Iterable[DueReport], months: Sequence[Period]
) -> tuple[Cell, ...]:
    """One metric of one unit, month by month."""
    found = {item.period: item for item in reports if item.metric == metric}
    return names[metric], *(_told(found[month]) if month in found else NOTHING_DUE for month in months)


def _told(item: DueReport) -> str:
    """One report: how it came in, whether it was corrected, and whether a sheet with it went back."""
    late = f"{item.days_late}天" if item.state is SubmissionState.LATE else ""
    return f"{item.state.label}{late}" + " 更正" * bool(item.corrections) + " 退回" * bool(item.returned_on)


def _missing(chosen: Mapping[str, Discipline], names: Mapping[str, str]) -> tuple[Block, ...]:
    """What has not come, unit by unit."""
    lines = []
    for unit, discipline in chosen.items():
        absent = [f"{item.period.month}月 {names[item.metric]}" for item in discipline.missing_reports]
        if absent:
            lines.append(f"{unit}（{len(absent)}项）：{'、'.join(absent)}")
    return (Heading("缺报"), Paragraph("\n".join(lines))) if lines else ()


def _days(days: Mapping[Period, Set[date]]) -> str:
    """The due days of each period, as the calendar moved them."""
    told = [f"{period.month}月：{'、'.join(map(short_day, sorted(due)))}" for period, due in sorted(days.items())]
    moved = f"各期期限（遇休息日已顺延到下一个工作日）：{'；'.join(told)}。" if told else ""
    return f"{moved}方案印发以前到期的不算迟报；“{NOTHING_DUE}”为当期没有到期的填报。"


def _json_row(discipline: Discipline) -> JsonObject:
    return {
        "unit": discipline.unit,
        **json_counts(discipline),
        "returns": [receipts.json_receipt(sheet) for sheet in discipline.returns],
        "missing_items": [json_item(item) for item in discipline.missing_reports],
        "items": [json_item(item) for item in discipline.reports],
    }


def json_counts(discipline: Discipline) -> JsonObject:
    """How many reports were due, and how they came in, for programs."""
    return {
        "expected": discipline.expected,
        "on_time": discipline.on_time,
        "late": discipline.late,
        "missing": discipline.missing,
        "corrected": discipline.corrected,
        "returned": discipline.returned,
        "completeness_pct": percentage(discipline.completeness),
    }


def json_item(item: DueReport) -> JsonObject:
    """One due report, for programs."""
    return {
        "target": item.metric,
        "period": str(item.period),
        "due_on": moment(item.due_on),
        "state": item.state.value,
        "received_on": moment(item.received_on),
        "days_late": item.days_late,
        "corrections": item.corrections,
        "returns": len(item.returned_on),
        "first_received_on": moment(item.first_on),
    }


def _sheet_row(item: DueReport, names: Mapping[str, str]) -> tuple[Cell, ...]:
    return (
        item.unit, item.metric, names[item.metric], str(item.period), moment(item.due_on), moment(item.received_on),
        item.state.label, item.days_late, item.corrections, len(item.returned_on), moment(item.first_on),
    )  # fmt: skip
