"""`target schedule`: the share expected by each month, officially and for early warning, and how that came about."""

from collections.abc import Sequence
from fractions import Fraction
from functools import partial

from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.schedule import YEAR, Course, share
from jytrack.domain.plan.target import Schedule, Target
from jytrack.domain.sheets.records import ScheduleChange
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.numerals import plain
from jytrack.domain.values.period import Period
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import ScheduleKind, ScheduleRole
from jytrack.reports.values import phrases
from jytrack.reports.values.document import (
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
from jytrack.reports.values.json_values import JsonObject, header, moment, percentage

_MONTHS = tuple(Column(f"{month}月", right=True) for month in range(1, YEAR + 1))
_COLUMNS = (Column("用途"), Column("类型", shrink=True), *_MONTHS)
_HISTORY = (
    Column("用途"),
    Column("类型", shrink=True),
    Column("自何时起"),
    Column("到何时"),
    Column("登记人"),
    Column("原因", shrink=True),
)
_NAMES = {ScheduleRole.OFFICIAL: "正式", ScheduleRole.EARLY_WARNING: "预警"}
_NOTE = "正式时序据以亮灯；预警时序只作提示，不影响亮灯。"


@valueclass
class Shown:
    """A target's schedules: `history` as known; `last_year` and `why_none` speak of what last year's shape needs."""

    target: Target
    history: Sequence[ScheduleChange]
    last_year: Course | None = None
    why_none: str = ""


_Given = tuple[ScheduleRole, Schedule, tuple[Fraction | None, ...]]
"""A schedule that there is, and its shares month by month."""


def report(plan: Plan, clock: Clock, shown: Shown) -> Report:
    """Both schedules of a target month by month, then every schedule that it has had."""
    target = shown.target
    both = [(ScheduleRole.OFFICIAL, target.schedule), (ScheduleRole.EARLY_WARNING, target.early_warning)]
    given = [(role, schedule, _shares(plan, schedule, shown.last_year)) for role, schedule in both if schedule]
    return Report(partial(_document, shown, given), partial(_data, plan, clock, shown, given))


def _document(shown: Shown, given: Sequence[_Given]) -> Document:
    target = shown.target
    table: list[tuple[Cell, ...]] = [
        (_NAMES[role], phrases.schedule(schedule), *map(Percent, shares)) for role, schedule, shares in given
    ]
    shaped = any(schedule.kind is ScheduleKind.LAST_YEAR for _, schedule, _ in given)
    why = f"上年同期：{shown.why_none}。" if shaped and shown.why_none else ""
    return Document(
        title=f"{phrases.titled(target)}：时序进度",
        blocks=(
            Table(_COLUMNS, tuple(table)),
            *((Paragraph(why),) if why else ()),
            Paragraph(_NOTE, quiet=True),
            Heading("时序的沿革"),
            Table(_HISTORY, tuple(map(_history_row, shown.history)), empty="尚无登记。"),
        ),
        sheet=Table(_COLUMNS, tuple(table)),
    )


def _data(plan: Plan, clock: Clock, shown: Shown, given: Sequence[_Given]) -> JsonObject:
    rows: list[JsonValue] = [
        {
            "role": role.value,
            "kind": schedule.kind.value,
            "checkpoint": moment(schedule.checkpoint),
            "expected_pct": [percentage(value) for value in shares],
            "note": shown.why_none if schedule.kind is ScheduleKind.LAST_YEAR else "",
        }
        for role, schedule, shares in given
    ]
    history: list[JsonValue] = [_json_change(change) for change in shown.history]
    return {**header(plan.code, clock), "target": shown.target.code, "rows": rows, "history": history}


def _shares(plan: Plan, schedule: Schedule, last_year: Course | None) -> tuple[Fraction | None, ...]:
    """W at the end of each month."""
    ends = (Period(plan.year, month) for month in range(1, YEAR + 1))
    return tuple(share(schedule, end.month, end.last_day, last_year) for end in ends)


def _history_row(change: ScheduleChange) -> tuple[Cell, ...]:
    return (
        _NAMES[change.role],
        _described(change.schedule),
        phrases.moment_text(change.known_from),
        phrases.moment_text(change.known_to) if change.known_to else "至今",
        change.by,
        change.reason or "按方案文件夹",
    )


def _described(schedule: Schedule | None) -> str:
    """A schedule by name with its day, or with the shares of its twelve months."""
    if schedule is None:
        return "（取消）"
    if not schedule.points:
        return phrases.schedule(schedule)
    return f"{schedule.kind.label}：{'、'.join(plain(100 * point, 1) for point in schedule.points)}（%）"


def _json_change(change: ScheduleChange) -> JsonObject:
    schedule = change.schedule
    return {
        "role": change.role.value,
        "kind": schedule.kind.value if schedule else None,
        "checkpoint": moment(schedule.checkpoint) if schedule else None,
        "points_pct": [percentage(point) for point in schedule.points] if schedule else [],
        "known_from": moment(change.known_from),
        "known_to": moment(change.known_to),
        "recorded_by": change.by,
        "reason": change.reason,
    }
