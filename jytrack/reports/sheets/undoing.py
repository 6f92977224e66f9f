"""`target undo`: what an act of writing had put on record, what is there without it, and that it was taken back."""

from collections.abc import Sequence
from functools import partial

from jytrack.domain.figures.reading import Reading
from jytrack.domain.plan.feedback import TextChange
from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.records import Act, ReadingChange
from jytrack.domain.sheets.undoing import ActKind
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.numerals import period_text
from jytrack.domain.values.quantity import exact
from jytrack.domain.values.valueclass import valueclass
from jytrack.reports.figures.readings import figures, values
from jytrack.reports.sheets.acts import files_text
from jytrack.reports.sheets.texts import BLANK, TEXT_SHEET, json_text, text_row, text_subject
from jytrack.reports.values.columns import headed
from jytrack.reports.values.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    JsonValue,
    Number,
    Paragraph,
    Report,
    Table,
)
from jytrack.reports.values.json_values import JsonObject, header, quantity
from jytrack.reports.values.phrases import moment_text

SHOWN = 40
"""So many changes stand on the page; the sheet and the JSON object hold all."""

NOTHING = "未报"
"""What stands for a reading that is not, or no longer, on record."""

_COLUMNS = (
    Column("指标", shrink=True),
    Column("单位"),
    Column("报告期"),
    Column("现在", right=True),
    Column("之后", right=True),
)
_TEXTS = (
    Column("说的是", shrink=True),
    Column("报告期"),
    Column("栏目"),
    Column("现在", shrink=True),
    Column("之后", shrink=True),
)
_FIGURES = ("本月数", "累计数", "数值", "分子", "分母")
_SHEET = (
    "指标代码", "指标", "单位", "月份",
    *(f"现在{name}" for name in _FIGURES), *(f"之后{name}" for name in _FIGURES),
)  # fmt: skip
_KEYS = ("month", "cumulative", "value", "numerator", "denominator")


@valueclass
class Undone:
    """The act that was asked for, the `first` of its chain, and all that changes; `kind` says whether away or back.

    `recorded_as` is the number of the new act, None when nothing was written. `doubts` are what the cumulative values
    on record contradict afterwards and did not before; `texts` are what was said on forms.
    """

    act: Act
    first: Act
    kind: ActKind
    recorded_as: int | None
    reason: str
    changes: Sequence[ReadingChange]
    doubts: Sequence[str]
    texts: Sequence[TextChange] = ()


def report(plan: Plan, clock: Clock, undone: Undone) -> Report:
    """The difference, for the clerk and for programs."""
    return Report(partial(_document, plan, undone), partial(_data, plan, clock, undone))


def _document(plan: Plan, undone: Undone) -> Document:
    shown = tuple(map(_row, undone.changes[:SHOWN]))
    return Document(
        title=f"{undone.kind.label}第{undone.first.id}次{undone.first.kind.label}",
        blocks=(
            Paragraph(f"{_what(undone.first)}\n{_verdict(undone)}"),
            *_figures(undone, shown),
            *_texts(plan, undone),
            *_more(undone),
            *_doubts(undone),
        ),
        sheet=_sheet(undone),
    )


def _data(plan: Plan, clock: Clock, undone: Undone) -> JsonObject:
    rows: list[JsonValue] = [_json_row(change) for change in undone.changes]
    return {
        **header(plan.code, clock),
        "import": undone.first.id,
        "undoes": undone.act.id,
        "kind": str(undone.kind),
        "reason": undone.reason,
        "written": undone.recorded_as is not None,
        "recorded_as": undone.recorded_as,
        "doubts": list(undone.doubts),
        "texts": [json_text(change) for change in undone.texts],
        "rows": rows,
    }


def _what(act: Act) -> str:
    """What the act was, in one line."""
    files = files_text(act.files)
    named = f"：{files}" if files else ""
    return f"第{act.id}次{act.kind.label}，{moment_text(act.recorded_at)}，{act.recorded_by}{named}"


def _verdict(undone: Undone) -> str:
    """What was done, or would be."""
    count, kind = len(undone.changes) + len(undone.texts), undone.kind.label
    what = "处内容" if undone.texts else "个数"
    if undone.recorded_as is None:
        return f"还没有写入；如{kind}，下面{count}{what}将这样变。原因：{undone.reason}"
    back = f"要改回来，运行 jytrack target undo {undone.recorded_as} --reason 原因"
    return f"已{kind}，记为第{undone.recorded_as}次；下面{count}{what}已这样变。原因：{undone.reason}。{back}"


def _figures(undone: Undone, shown: tuple[tuple[Cell, ...], ...]) -> tuple[Block, ...]:
    """The figures that change; of an act that wrote texts alone nothing."""
    return () if undone.texts and not shown else (Table(_COLUMNS, shown, empty="没有数要改动。"),)


def _texts(plan: Plan, undone: Undone) -> tuple[Block, ...]:
    """The texts that change."""
    rows = tuple(
        (
            text_subject(plan, each.key),
            period_text(each.key.period),
            each.key.item.label,
            each.now or BLANK,
            each.after or BLANK,
        )
        for each in undone.texts
    )
    return (Table(_TEXTS, rows),) if rows else ()


def _sheet(undone: Undone) -> Table:
    """All that changes, flat: figures, or texts where the act wrote these."""
    if not undone.texts:
        return Table(headed(_SHEET), tuple(map(_sheet_row, undone.changes)))
    return Table(headed(TEXT_SHEET), tuple(text_row(each) for each in undone.texts))


def _row(change: ReadingChange) -> tuple[Cell, ...]:
    now, after = (figures(each) if each else NOTHING for each in (change.now, change.after))
    return change.metric.name, change.unit, period_text(change.period), now, after


def _more(undone: Undone) -> tuple[Block, ...]:
    """That the page does not show all."""
    if len(undone.changes) <= SHOWN:
        return ()
    return (Paragraph(f"只列前{SHOWN}个；全部见 --dry-run 加 --format csv 或 --format json", quiet=True),)


def _doubts(undone: Undone) -> tuple[Block, ...]:
    """What does not fit together afterwards."""
    if not undone.doubts:
        return ()
    told = "\n".join(undone.doubts[:SHOWN])
    cut = f"\n只列前{SHOWN}处；全部见 --format json" if len(undone.doubts) > SHOWN else ""
    return (Heading(f"之后累计数前后不符（{len(undone.doubts)}处），请随后更正"), Paragraph(f"{told}{cut}"))


def _sheet_row(change: ReadingChange) -> tuple[Cell, ...]:
    typed = [value for each in (change.now, change.after) for value in _values(each)]
    return (
        change.metric.code, change.metric.name, change.unit, str(change.period),
        *(None if value is None else Number(exact(value)) for value in typed),
    )  # fmt: skip


def _values(reading: Reading | None) -> Sequence[int | None]:
    return values(reading) if reading else [None] * len(_FIGURES)


def _json_row(change: ReadingChange) -> JsonObject:
    return {
        "target": change.metric.code,
        "unit": change.unit,
        "period": str(change.period),
        "now": _json_reading(change.now),
        "after": _json_reading(change.after),
    }


def _json_reading(reading: Reading | None) -> JsonValue:
    return None if reading is None else dict(zip(_KEYS, map(quantity, values(reading)), strict=True))
