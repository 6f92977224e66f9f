"""`target imports`: every act of writing readings, one of them in detail, and the sheets that were not taken in."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from jytrack.domain.plan.plan import Plan
from jytrack.domain.sheets.receipts import Receipt
from jytrack.domain.sheets.records import Act, ActFile, KeptFinding, ReadingRecord, ReceivedChange
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.numerals import date_text, period_text
from jytrack.domain.values.valueclass import valueclass
from jytrack.reports.figures import readings
from jytrack.reports.sheets import receipts
from jytrack.reports.sheets.counted import COUNTS, count_cells, json_counts
from jytrack.reports.sheets.findings import findings_table, json_finding
from jytrack.reports.values.document import Block, Cell, Column, Document, Heading, JsonValue, Paragraph, Report, Table
from jytrack.reports.values.json_values import JsonObject, header, moment
from jytrack.reports.values.phrases import known_text, moment_text

SHA256_SHOWN = 8
"""So many signs of a file's digest stand on the page; the sheet and the JSON object hold all."""

_LIST = (
    Column("批次", right=True),
    Column("登记时间"),
    Column("登记人"),
    Column("收到"),
    Column("内容", shrink=True),
    Column("校验值"),
    *COUNTS,
    Column("提示", right=True),
    Column("情况", shrink=True),
)
_SHEET = (
    "次", "登记类别", "登记时间", "登记人", "收到日期", "原因", "撤销了", "被撤销于", "登记数",
    "文件", "工作表", "校验值", "大小（字节）", "编码", "布局", "月份", "新增行数", "未变行数", "更正行数",
    "退回行数", "提示",
    "本表收到日期",
)  # fmt: skip
_FILES = (
    Column("文件", shrink=True),
    Column("收到"),
    Column("大小", right=True),
    Column("编码"),
    Column("布局"),
    Column("报告期"),
    *COUNTS,
)
_LAYOUTS = {"long": "逐条登记表", "summary": "月度汇总表", "return": "单位月报表", "grid": "全年分月表"}


@valueclass
class Shown:
    """One act with what was kept of it; `readings` are the first of those that it wrote, in all `written`."""

    act: Act
    findings: Sequence[KeptFinding]
    readings: Sequence[ReadingRecord]
    written: int


@valueclass
class Listed:
    """All acts, and the sheets that came and were not taken in; `words` are those of the codes of their problems."""

    acts: Sequence[Act]
    receipts: Sequence[Receipt]
    words: Mapping[str, str]


def list_report(plan: Plan, clock: Clock, listed: Listed) -> Report:
    """The acts, in the order in which they happened."""
    return Report(partial(_list_document, plan, clock, listed), partial(_list_data, plan, clock, listed))


def _list_document(plan: Plan, clock: Clock, listed: Listed) -> Document:
    acts = listed.acts
    rows = tuple(row for act in acts for row in _list_rows(act))
    foot = "看一次的详情用 jytrack target imports 次；整次撤销用 jytrack target undo 次 --reason 原因"
    return Document(
        title=f"{plan.title}：导入和登记",
        blocks=(
            Table(_LIST, rows, empty="还没有导入或登记过。"),
            Paragraph(f"共{len(acts)}次，{known_text(clock)}；{foot}", quiet=True),
            *receipts.left_out(listed.receipts, listed.words),
        ),
        sheet=Table(
            tuple(map(Column, _SHEET)),
            (*(row for act in acts for row in _sheet_rows(act)), *map(_receipt_row, listed.receipts)),
        ),
    )


def _list_data(plan: Plan, clock: Clock, listed: Listed) -> JsonObject:
    rows: list[JsonValue] = [json_act(act) for act in listed.acts]
    left: list[JsonValue] = [receipts.json_receipt(receipt) for receipt in listed.receipts]
    return {**header(plan.code, clock), "rows": rows, "not_taken_in": left}


def show_report(plan: Plan, clock: Clock, shown: Shown) -> Report:
    """One act: its files, what was noticed, what it wrote."""
    return Report(partial(_show_document, shown), partial(_show_data, plan, clock, shown))


def _show_document(shown: Shown) -> Document:
    act = shown.act
    return Document(
        title=f"第{act.id}次{act.kind.label}",
        blocks=(
            Paragraph(_told(act)),
            *((Heading("文件"), Table(_FILES, tuple(map(_file_row, act.files)))) if act.files else ()),
            *_noticed(shown.findings),
            *_written(shown),
        ),
        sheet=readings.sheet(shown.readings),
    )


def _show_data(plan: Plan, clock: Clock, shown: Shown) -> JsonObject:
    return {
        **header(plan.code, clock),
        **json_act(shown.act),
        "written": shown.written,
        "problems": [json_finding(item) for item in shown.findings],
        "rows": [readings.json_row(record) for record in shown.readings],
    }


def files_text(files: Sequence[ActFile]) -> str:
    """The files of an act in a few words."""
    return "、".join(dict.fromkeys(file.name for file in files))


def json_act(act: Act) -> JsonObject:
    """An act for programs."""
    files: list[JsonValue] = [
        {
            "file": file.name,
            "sheet": file.sheet or None,
            "sha256": file.sha256,
            "size": file.size,
            "encoding": file.encoding,
            "layout": file.layout,
            "period": str(file.period) if file.period else None,
            "received_on": moment(file.received_on),
            "counts": json_counts(file),
            "kept": file.kept,
            "original_kept": file.original,
        }
        for file in act.files
    ]
    return {
        "import": act.id,
        "kind": str(act.kind),
        "recorded_at": moment(act.recorded_at),
        "recorded_by": act.recorded_by,
        "received_on": moment(act.received_on),
        "reason": act.reason,
        "undoes": act.undoes,
        "undone_by": act.undone_by,
        "readings": act.readings,
        "received_changes": [_json_change(change) for change in act.changes],
        "files": files,
    }


def _json_change(change: ReceivedChange) -> JsonObject:
    return {
        "received_on": moment(change.day),
        "file": change.file or None,
        "reason": change.reason,
        "recorded_at": moment(change.recorded_at),
        "recorded_by": change.recorded_by,
    }


def _list_rows(act: Act) -> Iterator[tuple[Cell, ...]]:
    """One row a file; what is the act's own stands in the first of them only."""
    own = act.id, moment_text(act.recorded_at), act.recorded_by
    if not act.files:
        yield (*own, date_text(act.received_on), _content(act), "", *[""] * 5, _state(act))
    for place_, file in enumerate(act.files):
        yield (
            *(own if place_ == 0 else [""] * len(own)),
            date_text(file.received_on), _named(file), file.sha256[:SHA256_SHOWN],
            *count_cells(file), file.kept,
            _state(act) if place_ == 0 else "",
        )  # fmt: skip


def _content(act: Act) -> str:
    """What an act without files did."""
    of = f"第{act.undoes}次" if act.undoes is not None else ""
    return f"{act.kind.label}{of}，{act.readings}个数"


def _named(file: ActFile) -> str:
    return f"{file.name} “{file.sheet}”表" if file.sheet else file.name


def _state(act: Act) -> str:
    """Whether the act still holds, and why it was done."""
    undone = f"已由第{act.undone_by}次撤销" if act.undone_by is not None else ""
    redated = "收到日期改过" if act.changes else ""
    return "；".join(part for part in (undone, act.reason, redated) if part)


def _told(act: Act) -> str:
    """All that is known of the act itself, in lines."""
    lines = [
        f"{moment_text(act.recorded_at)}由 {act.recorded_by} 登记，{date_text(act.received_on)}收到",
        f"原因：{act.reason}" if act.reason else "",
        _content(act) if act.undoes is not None else "",
        f"已由第{act.undone_by}次撤销" if act.undone_by is not None else "",
        *map(_changed, act.changes),
    ]
    return "\n".join(line for line in lines if line)


def _changed(change: ReceivedChange) -> str:
    """One time that the received day was put right."""
    of = f"《{change.file}》的" if change.file else ""
    by = f"{moment_text(change.recorded_at)}由 {change.recorded_by}"
    return f"{of}收到日期 {by} 改为{date_text(change.day)}，原因：{change.reason}"


def _file_row(file: ActFile) -> tuple[Cell, ...]:
    return (
        f"{_named(file)}（校验值 {file.sha256[:SHA256_SHOWN]}）", date_text(file.received_on), f"{file.size}字节",
        file.encoding,
        _LAYOUTS.get(file.layout, file.layout), period_text(file.period) if file.period else "见各行",
        *count_cells(file),
    )  # fmt: skip


def _noticed(findings: Sequence[KeptFinding]) -> tuple[Block, ...]:
    """What was noticed when the sheets came in."""
    if not findings:
        return ()
    return Heading(f"导入时留存的提示（{len(findings)}处）"), findings_table(findings)


def _written(shown: Shown) -> tuple[Block, ...]:
    """The readings that the act wrote, the first of them."""
    table = Table(readings.COLUMNS, tuple(map(readings.row, shown.readings)), empty="没有写入填报数。")
    cut = f"只列前{len(shown.readings)}个；全部见 jytrack target readings --history"
    more = (Paragraph(cut, quiet=True),) if shown.written > len(shown.readings) else ()
    return (Heading(f"写入的填报数（{shown.written}个）"), table, *more)


def _sheet_rows(act: Act) -> Iterator[tuple[Cell, ...]]:
    own: tuple[Cell, ...] = (
        act.id, act.kind.label, moment(act.recorded_at), act.recorded_by, moment(act.received_on), act.reason,
        act.undoes, act.undone_by, act.readings,
    )  # fmt: skip
    if not act.files:
        yield (*own, *[None] * (len(_SHEET) - len(own)))
    for file in act.files:
        yield (
            *own, file.name, file.sheet or None, file.sha256, file.size, file.encoding, file.layout,
            str(file.period) if file.period else None, *count_cells(file),
            file.kept, moment(file.received_on),
        )  # fmt: skip


def _receipt_row(receipt: Receipt) -> tuple[Cell, ...]:
    """A sheet that was not taken in, under the columns of one that was."""
    told = "、".join(f"{code} {count}" for code, count in receipt.problems)
    return (
        None, receipts.state(receipt), moment(receipt.recorded_at), receipt.recorded_by, moment(receipt.received_on),
        told, *[None] * 3, receipt.name, receipt.sheet or None, receipt.sha256, *[None] * 9,
        moment(receipt.received_on),
    )  # fmt: skip
