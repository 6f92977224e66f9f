"""`report weekly`: the week in one chat message, at most 2 048 bytes of UTF-8, the same text when run twice."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from jytrack.domain.accounts.standing import PlanStanding
from jytrack.domain.plan.ownership import OWNERSHIP
from jytrack.domain.plan.plan import Task
from jytrack.domain.supervision.supervision import MilestoneStanding
from jytrack.domain.supervision.waiting import waiting as found_waiting
from jytrack.domain.values.listing import several
from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.numerals import date_text
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Colour, LightCode, LogAction, MilestoneState
from jytrack.reports.accounts.coming import coming
from jytrack.reports.accounts.delays import longest_overdue
from jytrack.reports.supervision import waiting
from jytrack.reports.supervision.entries import matter
from jytrack.reports.values import phrases
from jytrack.reports.values.fitting import Section, fitted
from jytrack.reports.values.phrases import STATE_LABELS
from jytrack.reports.values.used import doubts_told

LIMIT = 2048
"""Bytes of UTF-8 that a chat message may have."""

DAYS = 7


@valueclass
class Received:
    """Readings that came in of one unit: new ones, or those that correct others."""

    unit: str
    corrected: bool = False


def week(as_of: date) -> tuple[date, date]:
    """The first and the last of the seven days before `as_of`, whose own day belongs to the next week."""
    return as_of - timedelta(days=DAYS), as_of - timedelta(days=1)


def weekly_text(standing: PlanStanding, received: Mapping[Received, int]) -> str:
    """The week before the as-of day; `received` counts the readings whose received date lies within `week(as_of)`."""
    as_of = standing.clock.as_of
    first, last = (phrases.short_day(day) for day in week(as_of))
    title = f"{standing.plan.title}　一周小结\n截至{as_of.year}年{phrases.short_day(as_of)}（{first}至{last}）"
    title += f"\n{standing.plan.notice}" if standing.plan.notice else ""
    waits, moved, decisions = _waiting(standing), _postponed(standing), _decisions(standing)
    sections = (
        Section("总体", (), _whole(standing)),
        Section("红灯", _lit(standing, Colour.RED)),
        Section("逾期节点", _overdue(standing)),
        *((Section("等待办理", waits),) if waits else ()),
        Section("黄灯", _lit(standing, Colour.YELLOW)),
        *((Section("延期和迟完成", moved),) if moved else ()),
        Section("一周内到期", _coming(standing)),
        _missing(standing),
        *((Section("归属决定", decisions),) if decisions else ()),
        Section("任务动态", _movements(standing)),
        _received(standing, received),
        Section("久未更新", _neglected(standing)),
    )
    return fitted(title, sections, LIMIT)


def _whole(standing: PlanStanding) -> str:
    """How many targets and tasks there are of each light, in one line."""
    lights = Counter(item.light.colour.value for item in standing.assessments)
    states = Counter(item.state for item in standing.tasks)
    lines = []
    for what, counts in (("指标", lights), ("任务", states)):
        told = "、".join(f"{label}{counts[state]}" for state, label in STATE_LABELS.items() if counts[state])
        lines.append(f"{what}{counts.total()}项" + (f"：{told}" if told else ""))
    return "；".join(filter(None, (*lines, doubts_told(len(standing.open_doubts)))))


def _received(standing: PlanStanding, received: Mapping[Received, int]) -> Section:
    """How many readings came in, unit by unit, the most first, in official order where they are as many."""
    places = {department.name: department.position for department in standing.plan.departments}
    units, corrections = Counter[str](), Counter[str]()
    for came, count in received.items():
        units[came.unit] += count
        corrections[came.unit] += count if came.corrected else 0
    corrected = corrections.total()
    lines = [
        f"{unit}{count}条" + (f"（更正{corrections[unit]}条）" if corrections[unit] else "")
        for unit, count in sorted(units.items(), key=lambda entry: (-entry[1], places.get(entry[0], 0), entry[0]))
    ]
    summary = f"新报{units.total() - corrected}条，更正{corrected}条" if units else ""
    return Section("收到填报数", lines, summary, "个单位")


def _movements(standing: PlanStanding) -> list[str]:
    """What was written in the task log during the week; what many departments were told at once is one line."""
    first, last = week(standing.clock.as_of)
    return [
        _movement(item.task, tuple(same))
        for item in standing.tasks
        for _, same in groupby((entry for entry in _moving(item.task) if first <= entry.on <= last), key=matter)
    ]


def _moving(task: Task) -> Iterator[LogEntry]:
    """The task's log without decisions about ownership, which are told of themselves."""
    return (entry for entry in task.log if entry.action not in OWNERSHIP)


def _decisions(standing: PlanStanding) -> list[str]:
    """What the office decided about owners and members during the week."""
    first, last = week(standing.clock.as_of)
    told = []
    for decision in standing.plan.decisions:
        if first <= decision.entry.on <= last:
            about, became = phrases.decided(standing.plan, decision)
            told.append(f"{about}：{decision.entry.action.label} {became}")
    return told


def _movement(task: Task, same: Sequence[LogEntry]) -> str:
    """One line on entries that say the same of one department or several."""
    entry = same[0]
    named = [each.department for each in same if each.department and each.department != task.lead]
    who = several([each.department or "" for each in same], 1) if named and len(same) > 1 else "".join(named)
    return f"任务{task.no} {'，'.join(part for part in (f'{who}{_what(entry)}', entry.note) if part)}"


def _what(entry: LogEntry) -> str:
    """What an entry tells, before its note."""
    until = f"至{date_text(entry.until)}" if entry.until else ""
    match entry.action:
        case LogAction.NOTE:
            return ""
        case LogAction.STATUS:
            return f"转为{entry.to_status.label}" if entry.to_status else ""
        case LogAction.MILESTONE_ADDED:
            return f"{entry.action.label} {entry.milestone}（{date_text(entry.until)}到期）"
        case _:
            return f"{entry.action.label} {entry.milestone or ''}{until}".rstrip()


def _lit(standing: PlanStanding, colour: Colour) -> list[str]:
    """The targets with this light, the main goals first; what milestones light is told apart."""
    plan = standing.plan
    return [
        f"{phrases.doubted(item.target.metric.name, item.open_doubts)}："
        f"{_behind(phrases.shortfall(item), phrases.behind_points(item))}（{phrases.answerable(plan, item.target)}）"
        for item in phrases.main_first(standing.assessments)
        if item.light.colour is colour
    ]


def _overdue(standing: PlanStanding) -> list[str]:
    """The milestones whose day has passed, the longest overdue first; what was granted stands beside the first day."""
    late = longest_overdue(standing)
    return [f"任务{task.no} {each.milestone.name}：{each.light.reason}" for each, task in late]


def _waiting(standing: PlanStanding) -> list[str]:
    """What waits for the office and for departments, and for how long."""
    return [
        f"{item.what.label} 任务{item.task.no} {waiting.who(item)} {waiting.asked(item)}，已{item.days}天"
        for item in found_waiting(standing.plan, standing.tasks, standing.clock.as_of)
    ]


def _postponed(standing: PlanStanding) -> list[str]:
    """The milestones that may be done later than planned and are not overdue yet, and those done late this week."""
    first, last = week(standing.clock.as_of)
    lines = []
    for item in standing.tasks:
        for each in item.milestones:
            milestone = each.milestone
            done_now = milestone.done_on and first <= milestone.done_on <= last
            late = each.state is MilestoneState.DONE_LATE and done_now
            granted = item.open and each.state is MilestoneState.POSTPONED and each not in item.overdue
            if late or granted:
                original = f"原定{phrases.short_day(milestone.due_on)}，" if milestone.due_on else ""
                lines.append(f"任务{item.task.no} {milestone.name}：{original}{_since(each)}")
    return lines


def _since(standing: MilestoneStanding) -> str:
    """What became of a milestone after its day: done late, or postponed."""
    milestone = standing.milestone
    if milestone.done_on:
        return f"{phrases.short_day(milestone.done_on)}完成，迟{standing.days_late}天"
    return f"批准延至{date_text(milestone.postponed_to)}"


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
    summary = f"{sum(owing.values())}项，{len(owing)}个单位" if owing else ""
    return Section("缺报", [f"{unit}{count}项" for unit, count in owing.items()], summary, "个单位")


def _coming(standing: PlanStanding) -> list[str]:
    """What falls due: reports, milestones, windows."""
    return [
        f"{phrases.short_day(item.due_on)} {item.department + item.what}"
        if item.task is None
        else f"{phrases.short_day(item.due_on)} {item.what}（任务{item.task}，{item.department}）"
        for item in coming(standing, standing.reports_ahead)
    ]
