"""`task evidence`: the files that prove the entries of the log, of one task or of all."""

from collections.abc import Sequence
from functools import partial

from jytrack.domain.plan.plan import Plan, Task
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.log import Evidence, LogEntry
from jytrack.domain.values.numerals import date_text
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import LogAction
from jytrack.reports.supervision.entries import change
from jytrack.reports.values.columns import headed
from jytrack.reports.values.document import Cell, Column, Document, JsonValue, Report, Table, hinted
from jytrack.reports.values.json_values import JsonObject, header, moment
from jytrack.reports.values.used import opening

_TASK = Column("任务", right=True)
_FILES = (
    Column("日期"),
    Column("事项", shrink=True),
    Column("单位", shrink=True),
    Column("文件", shrink=True),
    Column("大小（字节）", right=True),
    Column("校验码"),
    Column("情况"),
)
_SHEET = (
    "任务序号",
    "办理日期",
    "办理事项",
    "登记说明",
    "单位",
    "材料",
    "大小（字节）",
    "校验值",
    "材料情况",
    "登记时间",
)


@valueclass
class Proof:
    """One file of one entry; `fault` says what is wrong with the kept copy, empty where it is as it came.

    `task` None: it proves a decision that is about no task.
    """

    task: int | None
    entry: LogEntry
    file: Evidence
    fault: str = ""


def report(plan: Plan, clock: Clock, task: Task | None, found: Sequence[Proof]) -> Report:
    """The files in the order of the entries that they prove: of one task, or all of the plan's."""
    return Report(partial(_document, plan, clock, task, found), partial(_data, plan, clock, task, found))


def _document(plan: Plan, clock: Clock, task: Task | None, found: Sequence[Proof]) -> Document:
    bad = sum(bool(proof.fault) for proof in found)
    command = f"jytrack task evidence {'' if task is None else f'{task.no} '}-o 文件夹"
    counted = f"共{len(found)}份{f'，{bad}份有问题' if bad else ''}"
    return Document(
        title=f"任务{task.no}　{task.title}：材料" if task else f"{plan.title}：材料",
        blocks=(
            opening(plan, clock),
            _table(plan, task, found),
            *((hinted(counted, f"；取出原件：{command}", quiet=True),) if found else ()),
        ),
        sheet=Table(headed(_SHEET), tuple(_sheet_row(plan, proof) for proof in found)),
    )


def _data(plan: Plan, clock: Clock, task: Task | None, found: Sequence[Proof]) -> JsonObject:
    rows: list[JsonValue] = [
        {
            "task": proof.task,
            "on": moment(proof.entry.on),
            "action": proof.entry.action.value,
            "to_status": proof.entry.to_status.value if proof.entry.to_status else None,
            "milestone": proof.entry.milestone,
            "department": proof.entry.department,
            "note": proof.entry.note,
            "name": proof.file.name,
            "size_bytes": proof.file.size,
            "sha256": proof.file.sha256,
            "intact": not proof.fault,
            "recorded_at": moment(proof.entry.recorded_at),
        }
        for proof in found
    ]
    return {**header(plan.code, clock), "task": task.no if task else None, "rows": rows}


def _table(plan: Plan, task: Task | None, found: Sequence[Proof]) -> Table:
    """The files, one a row; of all of the plan's, each with its task."""
    rows = [_row(plan, proof) for proof in found]
    if task:
        return Table(_FILES, tuple(rows), empty="这项任务的记录没有附材料。")
    placed = tuple((proof.task or "", *row) for proof, row in zip(found, rows, strict=True))
    return Table((_TASK, *_FILES), placed, empty="记录都没有附材料。")


def _row(plan: Plan, proof: Proof) -> tuple[Cell, ...]:
    entry, file = proof.entry, proof.file
    return (
        date_text(entry.on),
        _matter(plan, entry),
        entry.department or "",
        file.name,
        file.size,
        file.sha256[:12],
        proof.fault or "完好",
    )


def _sheet_row(plan: Plan, proof: Proof) -> tuple[Cell, ...]:
    entry, file = proof.entry, proof.file
    return (
        proof.task,
        moment(entry.on),
        _matter(plan, entry),
        entry.note,
        entry.department or "",
        file.name,
        file.size,
        file.sha256,
        proof.fault or "完好",
        moment(entry.recorded_at),
    )


def _matter(plan: Plan, entry: LogEntry) -> str:
    """What the entry tells of, in a few words."""
    told = change(plan, entry)
    return told if entry.action is LogAction.STATUS else f"{entry.action.label} {told}".rstrip()
