"""`report weekly`: the week in one chat message, at most 2 048 bytes of UTF-8, the same text when run twice."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from jytrack.domain.numerals import date_text
from jytrack.domain.plan import LogEntry, Task
from jytrack.domain.reminding import Reminder, ReminderKind, reminders
from jytrack.domain.standing import PlanStanding
from jytrack.domain.words import Colour, LightCode, LogAction
from jytrack.reports import phrases
from jytrack.reports.fitting import Section, fitted

LIMIT = 2048
"""Bytes of UTF-8 that a chat message may have."""

DAYS = 7
_ANY_MOMENT = datetime.min.replace(tzinfo=UTC)
_OWN_CAUSES = (LightCode.OVERDUE, LightCode.DUE_SOON)
"""Why a task is lit beside its targets, which are listed themselves."""


@dataclass(frozen=True, slots=True)
class Received:
    """One reading that came in: new, or correcting another."""

    unit: str
    corrected: bool = False


def week(as_of: date) -> tuple[date, date]:
    """The first and the last of the seven days before `as_of`, whose own day belongs to the next week."""
    return as_of - timedelta(days=DAYS), as_of - timedelta(days=1)


def weekly_text(standing: PlanStanding, received: Iterable[Received]) -> str:
    """The week before the as-of day; `received` are the readings whose received date lies within `week(as_of)`."""
    as_of = standing.clock.as_of
    first, last = (phrases.short_day(day) for day in week(as_of))
    title = f"{standing.plan.title}　一周小结\n截至 {as_of.year}年{phrases.short_day(as_of)}（{first}至{last}）"
    title += f"\n{standing.plan.notice}" if standing.plan.notice else ""
    soon = [item for item in reminders(standing) if item.days is not None and 0 <= item.days <= DAYS]
    sections = (
        _received(received),
        Section("任务动态", _movements(standing)),
        Section("红灯", _lit(standing, Colour.RED)),
        Section("黄灯", _lit(standing, Colour.YELLOW)),
        Section("久未更新", _neglected(standing)),
        _missing(standing),
        Section("一周内到期", [*_reports_due(soon), *_other_due(soon)]),
    )
    return fitted(title, sections, LIMIT)


def _received(received: Iterable[Received]) -> Section:
    """How many readings came in, unit by unit, the most first."""
    kinds = Counter((item.unit, item.corrected) for item in received)
    units = Counter[str]()
    for (unit, _), count in kinds.items():
        units[unit] += count
    corrected = sum(count for (_, correcting), count in kinds.items() if correcting)
    lines = [
        f"{unit} {count} 条" + (f"（更正 {kinds[unit, True]} 条）" if kinds[unit, True] else "")
        for unit, count in sorted(units.items(), key=lambda entry: (-entry[1], entry[0]))
    ]
    summary = f"新报 {units.total() - corrected} 条，更正 {corrected} 条" if units else ""
    return Section("收到填报数", lines, summary)


def _movements(standing: PlanStanding) -> list[str]:
    """What was written in the task log during the week; what many departments were told at once is one line."""
    first, last = week(standing.clock.as_of)
    return [
        _movement(item.task, tuple(same))
        for item in standing.tasks
        for _, same in groupby((entry for entry in item.task.log if first <= entry.on <= last), key=_matter)
    ]


def _matter(entry: LogEntry) -> LogEntry:
    """What an entry says, whoever it is about and whenever it was recorded."""
    return replace(entry, department=None, recorded_at=_ANY_MOMENT, recorded_by="")


def _movement(task: Task, same: Sequence[LogEntry]) -> str:
    """One line on entries that say the same of one department or several."""
    entry = same[0]
    named = [each.department for each in same if each.department and each.department not in task.leads[:1]]
    who = f"{named[0]}等{len(same)}个单位" if named and len(same) > 1 else "".join(named)
    words = "，".join(part for part in (f"{who}{_what(entry)}", entry.note) if part)
    return f"任务{task.no} {words}"


def _what(entry: LogEntry) -> str:
    """What an entry tells, before its note."""
    until = f"至{date_text(entry.until)}" if entry.until else ""
    match entry.action:
        case LogAction.NOTE:
            return ""
        case LogAction.STATUS:
            return f"转为{entry.to_status.label}" if entry.to_status else ""
        case LogAction.MILESTONE_DONE | LogAction.MILESTONE_ADDED:
            return f"{entry.action.label} {entry.milestone}{until}"
        case _:
            return f"{entry.action.label} {entry.milestone or ''}{until}".rstrip()


def _lit(standing: PlanStanding, colour: Colour) -> list[str]:
    """Targets with this light, then tasks that have it for a reason of their own."""
    plan = standing.plan
    targets = [
        f"{item.target.metric.name}：{_behind(phrases.shortfall(item), phrases.behind_points(item))}"
        f"（{phrases.lead(plan, item.target)}）"
        for item in standing.assessments
        if item.light.colour is colour
    ]
    tasks = [
        f"任务{item.task.no} {item.light.reason}"
        for item in standing.tasks
        if item.light and item.light.colour is colour and item.light.code in _OWN_CAUSES
    ]
    return targets + tasks


def _neglected(standing: PlanStanding) -> list[str]:
    """The tasks that nobody has written about for too long."""
    return [
        f"任务{item.task.no} {item.task.title}"
        for item in standing.tasks
        if item.light and item.light.code is LightCode.NEGLECTED
    ]


def _behind(*parts: str) -> str:
    return "，".join(part for part in parts if part)


def _missing(standing: PlanStanding) -> Section:
    """Who owes reports whose day has passed."""
    owing = {unit: found.missing for unit, found in standing.disciplines.items() if found.missing}
    summary = f"{sum(owing.values())} 项，{len(owing)} 个单位" if owing else ""
    return Section("缺报", [f"{unit} {count} 项" for unit, count in owing.items()], summary)


def _reports_due(soon: Sequence[Reminder]) -> list[str]:
    """Reports that fall due, all units of one day and period in one line."""
    due = [item for item in soon if item.kind is ReminderKind.SUBMISSION]
    lines = []
    for due_on, period in dict.fromkeys((item.due_on, item.period) for item in due):
        units = [item.department for item in due if (item.due_on, item.period) == (due_on, period)]
        if due_on and period:
            who = f"{units[0]}等 {len(set(units))} 个单位" if len(set(units)) > 1 else units[0]
            lines.append(f"{phrases.short_day(due_on)} {who}报{period.month}月数，共 {len(units)} 项")
    return lines


def _other_due(soon: Sequence[Reminder]) -> list[str]:
    """Milestones and windows that fall due."""
    return [
        f"{phrases.short_day(item.due_on)} {item.what}（任务{item.task}，{item.department}）"
        for item in soon
        if item.kind in (ReminderKind.MILESTONE, ReminderKind.WINDOW) and item.due_on
    ]
