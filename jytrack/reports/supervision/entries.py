"""Entries of a task's log, as every page tells them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby

from jytrack.domain.plan.feedback import WRITTEN_BACK
from jytrack.domain.plan.plan import Plan
from jytrack.domain.values.listing import several
from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.numerals import date_text, plain
from jytrack.domain.values.words import LogAction
from jytrack.reports.values.document import Cell, Column
from jytrack.reports.values.json_values import JsonObject, moment
from jytrack.reports.values.phrases import moment_text

_ANY_MOMENT = datetime.min.replace(tzinfo=UTC)

LOG = (
    Column("日期"),
    Column("事项"),
    Column("内容", shrink=True),
    Column("单位", shrink=True),
    Column("登记人"),
    Column("登记时间"),
)


def log_rows(plan: Plan, log: Iterable[LogEntry]) -> list[tuple[Cell, ...]]:
    """The entries as rows under `LOG`; what many departments were told at once is one row."""
    return [_told_once(plan, same) for same in alike(log)]


def alike(log: Iterable[LogEntry]) -> list[list[LogEntry]]:
    """The entries in their order, those together that say the same of different departments."""
    return [list(same) for _, same in groupby(log, key=matter)]


def matter(entry: LogEntry) -> LogEntry:
    """What an entry says, whoever it is about and whenever it was recorded."""
    return replace(entry, department=None, recorded_at=_ANY_MOMENT, recorded_by="")


def _told_once(plan: Plan, same: Sequence[LogEntry]) -> tuple[Cell, ...]:
    """One row for entries that say the same."""
    names = [entry.department for entry in same if entry.department]
    day, action, told, _, *signed = log_row(plan, same[0])
    return day, action, told, several(names, 1), *signed


def log_row(plan: Plan, entry: LogEntry) -> tuple[Cell, ...]:
    """The entry as a row under `LOG`."""
    return (
        date_text(entry.on),
        entry.action.label,
        "：".join(part for part in (change(plan, entry), entry.note or _taken_back(entry), files(entry)) if part),
        entry.department or "",
        entry.recorded_by,
        moment_text(entry.recorded_at),
    )


def _taken_back(entry: LogEntry) -> str:
    """What stands for the text that a form had brought and that was taken back."""
    return "（收回）" if entry.action in WRITTEN_BACK else ""


def change(plan: Plan, entry: LogEntry) -> str:
    """What the entry changed: one status into another, a milestone, or whose a target or a member is."""
    if entry.action is LogAction.STATUS and entry.to_status:
        return f"{entry.from_status.label}→{entry.to_status.label}" if entry.from_status else entry.to_status.label
    if entry.action is LogAction.MILESTONE_ADDED:
        return f"{entry.milestone}（{date_text(entry.until)}到期）"
    until = f"至{date_text(entry.until)}" if entry.until else ""
    target = next((target.metric.name for target in plan.targets if target.code == entry.target), None)
    return " ".join(part for part in (entry.milestone, until, target, entry.group) if part)


def files(entry: LogEntry) -> str:
    """The files that prove the entry, by name, size and the beginning of their hash."""
    named = (f"{file.name}（{plain(file.size)}字节，{file.sha256[:12]}）" for file in entry.evidence)
    return f"材料 {'、'.join(named)}" if entry.evidence else ""


def json_entry(entry: LogEntry) -> JsonObject:
    """The entry for programs."""
    return {
        "action": entry.action.value,
        "on": moment(entry.on),
        "department": entry.department,
        "from_status": entry.from_status.value if entry.from_status else None,
        "to_status": entry.to_status.value if entry.to_status else None,
        "milestone": entry.milestone,
        "until": moment(entry.until),
        "target": entry.target,
        "group": entry.group,
        "evidence": [{"name": file.name, "size_bytes": file.size, "sha256": file.sha256} for file in entry.evidence],
        "note": entry.note,
        "recorded_at": moment(entry.recorded_at),
        "recorded_by": entry.recorded_by,
    }
