"""Who has done what of a task, and which extensions were asked for: the sections of `task show` on supervision."""

from collections.abc import Iterable
from datetime import date

from jytrack.domain.accounts.accountability import Postponement
from jytrack.domain.plan.plan import Plan, Task
from jytrack.domain.supervision.extension import Extension, extensions
from jytrack.domain.supervision.lifecycle import Holder, holders
from jytrack.domain.values.numerals import date_text
from jytrack.domain.values.words import TaskStatus
from jytrack.reports.values.document import Block, Cell, Column, Heading, Table
from jytrack.reports.values.json_values import JsonObject, moment, strings
from jytrack.reports.values.phrases import NO_LEAD

_HOLDERS = (
    Column("单位"),
    Column("角色"),
    Column("状态"),
    Column("自何日"),
    Column("已历", right=True),
    Column("依据", shrink=True),
)
_EXTENSIONS = (
    Column("单位"),
    Column("事项", shrink=True),
    Column("原定"),
    Column("申请日"),
    Column("申请延至"),
    Column("批复", shrink=True),
    Column("原因", shrink=True),
)


def handling(plan: Plan, task: Task, as_of: date) -> tuple[Block, ...]:
    """Where each department stands that has been given the task, and for how long; nothing while none has."""
    rows = _holder_rows(plan, task, as_of)
    return (Heading("各单位办理情况"), Table(_HOLDERS, tuple(rows))) if rows else ()


def postponements(asked: Iterable[Postponement]) -> tuple[Block, ...]:
    """The extensions asked for beside the original day, and what became of them; nothing when there are none."""
    rows = tuple(map(_extension_row, asked))
    return (Heading("延期"), Table(_EXTENSIONS, rows)) if rows else ()


def data(plan: Plan, task: Task) -> JsonObject:
    """The same for programs."""
    return {
        "departments": [_json_holder(holder) for holder in holders(task, plan.members)],
        "extensions": [json_extension(asked) for asked in extensions(task.extension_log)],
    }


def _holder_rows(plan: Plan, task: Task, as_of: date) -> list[tuple[Cell, ...]]:
    """Where each department that has been given the task stands, and since when; the others are only counted.

    Days are counted where the department, or the office, still has something to do.
    """
    known = holders(task, plan.members)
    rows: list[tuple[Cell, ...]] = [
        (
            holder.name or NO_LEAD,
            holder.part.label,
            holder.state.status.label,
            date_text(holder.moves[-1].on),
            f"{(as_of - holder.moves[-1].on).days}天" if holder.state.under_way else "",
            holder.moves[-1].note,
        )
        for holder in known
        if holder.moves
    ]
    left = len(known) - len(rows)
    return [*rows, (f"其余{left}个单位", "", TaskStatus.REGISTERED.label, "", "", "")] if rows and left else rows


def _extension_row(postponement: Postponement) -> tuple[Cell, ...]:
    asked = postponement.extension
    return (
        asked.department or NO_LEAD,
        asked.milestone or "整项任务",
        date_text(postponement.original),
        date_text(asked.request.on),
        date_text(asked.request.until) if asked.request.until else "",
        decision_words(asked),
        asked.request.note,
    )


def decision_words(asked: Extension) -> str:
    """What became of the request."""
    if asked.decision is None:
        return "待批"
    if asked.granted is None:
        return f"{date_text(asked.decision.on)}不准：{asked.decision.note}"
    return f"{date_text(asked.decision.on)}批准延至{date_text(asked.granted)}"


def _json_holder(holder: Holder) -> JsonObject:
    return {
        "department": holder.name,
        "role": holder.part.value,
        "status": holder.state.status.value,
        "since": moment(holder.moves[-1].on) if holder.moves else None,
        "possible": strings(act.value for act in holder.state.possible),
    }


def json_extension(asked: Extension) -> JsonObject:
    """What was asked for and decided, for programs."""
    return {
        "department": asked.department,
        "milestone": asked.milestone,
        "requested_on": moment(asked.request.on),
        "until": moment(asked.request.until),
        "decided_on": moment(asked.decision.on) if asked.decision else None,
        "granted": moment(asked.granted),
        "note": asked.request.note,
    }
