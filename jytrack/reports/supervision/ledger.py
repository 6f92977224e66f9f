"""`task ledger`: the ledger by which the office supervises, a row a task, as it goes to a meeting or a superior."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from jytrack.domain.accounts.accountability import Postponement
from jytrack.domain.accounts.standing import Standing
from jytrack.domain.plan.deadline import due_day
from jytrack.domain.plan.feedback import WRITTEN_BACK, Key, Progress, Told, progress_of
from jytrack.domain.plan.plan import Task
from jytrack.domain.supervision.supervision import TaskStanding
from jytrack.domain.values.listing import several
from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.numerals import date_text, period_text
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import LogAction
from jytrack.reports.plan.explained import json_progress
from jytrack.reports.supervision.supervising import decision_words, json_extension
from jytrack.reports.supervision.tasks import json_row
from jytrack.reports.values.columns import headed
from jytrack.reports.values.document import Cell, Column, Document, JsonValue, Lamp, Report, Table, hinted
from jytrack.reports.values.json_values import JsonObject, header, moment
from jytrack.reports.values.phrases import NO_LEAD
from jytrack.reports.values.used import opening, pinned, small_print

COLUMNS = (
    Column("序号", right=True),
    Column("任务", shrink=True),
    Column("牵头", shrink=True),
    Column("责任", shrink=True),
    Column("状态"),
    Column("时限"),
    Column("延期", shrink=True),
    Column("最近进展", shrink=True),
    Column("存在问题", shrink=True),
    Column("下步打算", shrink=True),
    Column("佐证", shrink=True),
    Column("亮灯"),
)
_SHEET = (
    "任务序号", "任务", "牵头单位", "责任单位", "状态", "任务时限", "延期", "最近进展", "存在问题", "下步打算", "材料",
    "亮灯",
)  # fmt: skip
_NAMED = 2
"""More files than this are counted, and more responsible departments named in part."""

_WORK = (LogAction.STATUS, LogAction.NOTE, LogAction.MILESTONE_DONE)
"""Entries that tell of the work where no form has."""


def report(standing: Standing, tasks: Sequence[TaskStanding], told: Mapping[Key, Told], of: str = "") -> Report:
    """The ledger of `tasks`, whose logs are known; `told` is what came back on forms, `of` whose ledger it is."""
    progress = progress_of(told)
    return Report(partial(_document, standing, tasks, progress, of), partial(_data, standing, tasks, progress))


def _document(
    standing: Standing, tasks: Sequence[TaskStanding], progress: Mapping[int, Sequence[Progress]], of: str
) -> Document:
    plan, clock = standing.plan, standing.clock
    asked = _asked(standing)
    rows = [_row(standing, item, progress.get(item.task.no, ()), asked.get(item.task.no, ())) for item in tasks]
    return Document(
        title=f"{plan.title}：督办台账{f'（{of}）' if of else ''}",
        blocks=(
            opening(plan, clock),
            Table(COLUMNS, tuple(rows), empty="没有任务。"),
            hinted(f"共{len(rows)}项", "；一项的全部记录：jytrack task show 序号", quiet=True),
            *small_print(plan, clock),
            pinned(plan),
        ),
        sheet=Table(headed(_SHEET), tuple(rows)),
    )


def _data(standing: Standing, tasks: Sequence[TaskStanding], progress: Mapping[int, Sequence[Progress]]) -> JsonObject:
    asked = _asked(standing)
    rows: list[JsonValue] = [
        {
            **json_row(item),
            "due_on": moment(due_day(standing.plan, item.task)),
            "extensions": [json_extension(each.extension) for each in asked.get(item.task.no, ())],
            "monthly_progress": json_progress(progress.get(item.task.no, ())),
            "evidence": [file.name for entry in item.task.log for file in entry.evidence],
        }
        for item in tasks
    ]
    return {**header(standing.plan.code, standing.clock), "rows": rows}


def _asked(standing: Standing) -> dict[int, list[Postponement]]:
    """The extensions asked for, by task."""
    found: dict[int, list[Postponement]] = {}
    for each in standing.postponements:
        found.setdefault(each.task.no, []).append(each)
    return found


def _row(
    standing: Standing, item: TaskStanding, told: Sequence[Progress], asked: Iterable[Postponement]
) -> tuple[Cell, ...]:
    task, clock = item.task, standing.clock
    late = f"（逾期{item.days_overdue}天）" if item.days_overdue else ""
    return (
        task.no,
        task.title,
        "、".join(task.leads) or NO_LEAD,
        several(task.responsible, _NAMED).replace(" ", ""),
        task.status.label,
        f"{date_text(due_day(standing.plan, task))}{late}",
        "；".join(f"{each.extension.milestone or '整项任务'}{decision_words(each.extension)}" for each in asked),
        *_said(task, told, Period.of(clock.as_of)),
        _evidence(task),
        Lamp(item.light.colour if item.light else None, "" if item.light else "已取消"),
    )


def _said(task: Task, told: Sequence[Progress], now: Period) -> Iterator[str]:
    """How the task gets on, what is in its way, what comes next: of the last form, else what its log tells."""
    if not told:
        yield from (_last_work(task.log), "", "")
        return
    last = told[-1]
    month = "" if last.period == now else f"（{period_text(last.period)}）"
    for text in (last.progress, last.problem, last.next_step):
        yield f"{month}{text}" if text else ""


def _last_work(log: Sequence[LogEntry]) -> str:
    """The last entry that tells of the work in words."""
    for entry in reversed(log):
        if entry.action in _WORK and entry.action not in WRITTEN_BACK and (entry.note or entry.milestone):
            what = f"节点“{entry.milestone}”完成" if entry.milestone else ""
            return f"{date_text(entry.on)} {'：'.join(part for part in (what, entry.note) if part)}"
    return ""


def _evidence(task: Task) -> str:
    """The files behind the task's log."""
    names = list(dict.fromkeys(file.name for entry in task.log for file in entry.evidence))
    return several(names, _NAMED, "份").replace(" ", "") if names else ""
