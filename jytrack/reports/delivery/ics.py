"""`remind calendar`: what falls due, for the phone (RFC 5545); the same thing has the same UID for ever."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from jytrack.domain.accounts.standing import PlanStanding
from jytrack.domain.plan.calendar import WorkCalendar
from jytrack.domain.plan.due import due_day, due_periods
from jytrack.domain.values.period import Period
from jytrack.domain.values.texts import one_line
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import MilestoneKind

_FOLD = 75
"""Bytes of a line."""
_ALARM = "-PT15H"
"""Nine in the morning of the day before."""


@valueclass
class _Event:
    key: str
    on: date
    summary: str
    description: str


def calendar(standing: PlanStanding) -> str:
    """The calendar, with an alarm for each thing that is still to be done."""
    stamp = standing.clock.known_at.astimezone(UTC)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//jytrack//remind//ZH", "CALSCALE:GREGORIAN"]
    lines.append(f"X-WR-CALNAME:{_text(f'{standing.plan.title}期限')}")
    for event in sorted(_events(standing), key=lambda each: (each.on, each.key)):
        lines += _lines(standing.plan.code, event, stamp)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _events(standing: PlanStanding) -> Iterator[_Event]:
    """What is still ahead."""
    yield from _reports(standing)
    for item in standing.tasks:
        task = item.task
        for each in task.milestones if item.open else ():
            if each.due_on is None or each.done_on is not None or each.kind is MilestoneKind.CHECKLIST:
                continue
            window = each.kind is MilestoneKind.WINDOW
            on = each.due_on if window else each.postponed_to or each.due_on
            if on >= standing.clock.as_of:
                what = "政策窗口截止" if window else "节点"
                who = f"牵头：{task.lead or standing.plan.office}"
                yield _Event(
                    f"{each.kind.value}/{task.no}/{each.name}", on, f"{what}：{each.name}（任务{task.no}）", who
                )


def _reports(standing: PlanStanding) -> Iterator[_Event]:
    """The due day of each period's reports: one for all units that report then."""
    plan, days = standing.plan, WorkCalendar.of(standing.plan.calendar)
    units: dict[tuple[date, Period], dict[str, None]] = {}
    for target in plan.targets:
        for duty in target.unit_duties:
            for period in due_periods(duty, plan.year):
                on = due_day(duty, period, days)
                if on >= standing.clock.as_of:
                    units.setdefault((on, period), {})[duty.unit] = None
    for (on, period), found in units.items():
        summary = f"{period.month}月份报表截止（{len(found)}个单位）"
        yield _Event(f"submission/{period}/{on.day}", on, summary, "、".join(found))


def _lines(code: str, event: _Event, stamp: datetime) -> Iterator[str]:
    """One event of a whole day."""
    uid = hashlib.sha256(f"{code}/{event.key}".encode()).hexdigest()[:32]
    yield from ("BEGIN:VEVENT", f"UID:{uid}@jytrack", f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}")
    yield from (f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}", f"DTEND;VALUE=DATE:{event.on + timedelta(1):%Y%m%d}")
    yield f"SUMMARY:{_text(event.summary)}"
    yield f"DESCRIPTION:{_text(event.description)}"
    yield from ("TRANSP:TRANSPARENT", "BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:{_ALARM}")
    yield from (f"DESCRIPTION:{_text(event.summary)}", "END:VALARM", "END:VEVENT")


def _text(text: str) -> str:
    """A text in which nothing ends the line or the value."""
    plain = one_line(text)
    for sign in ("\\", ";", ","):
        plain = plain.replace(sign, f"\\{sign}")
    return plain


def _folded(line: str) -> str:
    """A long line in pieces of at most 75 bytes, cut between characters."""
    pieces, size = [""], 0
    for character in line:
        width = len(character.encode())
        if size + width > _FOLD:
            pieces.append(" ")
            size = 1
        pieces[-1] += character
        size += width
    return "\r\n".join(pieces)
