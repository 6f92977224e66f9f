"""What was recorded since a document went out, as causes of what it shows otherwise, and each cause in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from jytrack.domain.documents.changes import Cause, CauseKind
from jytrack.domain.documents.recorded import (
    Any,
    RecordedEntry,
    RecordedGoal,
    RecordedReading,
    RecordedReceipt,
    RecordedSchedule,
    RecordedSetting,
)
from jytrack.domain.figures.reading import Reading
from jytrack.domain.plan.ownership import OWNERSHIP
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.target import Target
from jytrack.domain.values.numerals import date_text, plain
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import exact
from jytrack.reports.documents.amounts import short_date

_WITHOUT_TIME = ("年度目标值", "时序进度", "文书")
"""What the plan folder says with two times, or what no figure depends on."""

_OF_TASK = "任务"
"""What the subjects of the plan folder's settings of a task begin with."""

_ALIKE = 3
"""So many causes of one act and kind are told one by one; more are counted."""

Targets = Mapping[str, Target]
"""The plan's targets by their codes."""


def causes_of(plan: Plan, recorded: Iterable[Any]) -> tuple[Cause, ...]:
    """What one act recorded, as causes."""
    targets = {target.code: target for target in plan.targets}
    return tuple(_placed(targets, _cause(targets, each)) for each in recorded)


def folder_causes(plan: Plan, settings: Iterable[RecordedSetting], was: str, now: str) -> tuple[Cause, ...]:
    """What the plan folder came to say; where it said nothing new, that the program counts otherwise.

    `was` and `now` are the versions of the program at publishing and today.
    """
    targets = {target.code: target for target in plan.targets}
    found = []
    for each in settings:
        kind, _, owner = each.subject.partition(" ")
        if kind not in _WITHOUT_TIME:
            target = owner if owner in targets else ""
            task = int(owner) if kind.startswith(_OF_TASK) and owner.isdecimal() else None
            cause = Cause(
                CauseKind.FOLDER, each.at, each.by, target=target, task=task, was=each.was, became=each.became,
                about=each.subject,
            )  # fmt: skip
            found.append(_placed(targets, cause))
    return tuple(found) or (Cause(CauseKind.PROGRAM, was=was, became=now),)


def told(causes: Sequence[Cause], plan: Plan) -> str:
    """Causes in words, in order of recording; many of one kind and act are counted."""
    parts = []
    for _, found in groupby(causes, key=lambda each: (each.kind, each.act, each.recorded_at)):
        alike = list(found)
        if len(alike) > _ALIKE:
            parts.append(f"{_act(alike[0])}{len(alike)}项{_ground(alike[0])}")
        else:
            parts += [_told(each, plan) for each in alike]
    return "；".join(dict.fromkeys(parts))


def _placed(targets: Targets, cause: Cause) -> Cause:
    """The cause with the task that its target belongs to."""
    return replace(cause, task=targets[cause.target].task) if cause.target in targets else cause


def _cause(targets: Targets, each: Any) -> Cause:
    """One thing recorded, as a cause."""
    match each:
        case RecordedReading():
            return _of_reading(each, _unit(targets, each.target))
        case RecordedGoal():
            unit = _unit(targets, each.target)
            kind = CauseKind.SPLIT if each.unit else CauseKind.GOAL
            was, became = (f"{plain(value)}{unit}" if value is not None else "" for value in (each.was, each.became))
            return Cause(
                kind, each.at, each.by, target=each.target, unit=each.unit, was=was, became=became,
                about=each.valid_from.isoformat(), reason=each.reason,
            )  # fmt: skip
        case RecordedSchedule():
            became = each.role.label if each.kept else ""
            return Cause(CauseKind.SCHEDULE, each.at, each.by, target=each.target, became=became, reason=each.reason)
        case RecordedEntry():
            kind = CauseKind.OWNER if each.action in OWNERSHIP else CauseKind.LOGGED
            about = f"{short_date(each.on)}{_entered(each)}"
            return Cause(kind, each.at, each.by, task=each.task, unit=each.department, about=about, reason=each.reason)
        case RecordedReceipt():
            about = f"{each.file}{short_date(each.day)}"
            return Cause(CauseKind.RECEIVED, each.at, each.by, about=about, reason=each.reason)


def _unit(targets: Targets, code: str) -> str:
    """The unit that a target's values have."""
    return targets[code].metric.measure_unit if code in targets else ""


def _entered(each: RecordedEntry) -> str:
    """What an entry of the log tells: what came to be of a task and for whom, which milestone was done."""
    if each.status is None:
        return f"{each.about or (f'任务{each.task}' if each.task else '')}{each.action.label}"
    return f"任务{each.task}{each.status.label}{f'（{each.department}）' if each.department else ''}"


def _of_reading(each: RecordedReading, unit: str) -> Cause:
    """A reading that came or went."""
    known = each.became or each.was
    return Cause(
        each.kind,
        each.at,
        each.by,
        act=each.act,
        undoes=each.undoes,
        target=each.target,
        unit=known.unit if known else "",
        period=known.period if known else None,
        was=_figures(each.was, unit),
        became=_figures(each.became, unit),
        about=each.received_on.isoformat(),
        reason=each.reason,
    )


def _figures(reading: Reading | None, unit: str) -> str:
    """What a reading states, with its unit; "" for none."""
    return "、".join(_stated(reading, unit)) if reading else ""


def _stated(reading: Reading, unit: str) -> Iterator[str]:
    for name, value in (("", reading.month), ("累计", reading.cumulative), ("", reading.value)):
        if value is not None:
            yield f"{name}{plain(exact(value))}{unit}"
    if reading.numerator is not None and reading.denominator is not None:
        yield f"{plain(exact(reading.numerator))}/{plain(exact(reading.denominator))}"


def _told(cause: Cause, plan: Plan) -> str:
    """One cause, as §8 words it."""
    label, ground = cause.kind.label, _ground(cause)
    match cause.kind:
        case CauseKind.LATE:
            day = date.fromisoformat(cause.about)
            return f"{label}：{_place(cause)}{cause.became}，{_day(day, plan)}收到"
        case CauseKind.CORRECTED | CauseKind.COMPLETED:
            return f"{label}：{_place(cause)}{_change(cause)}{ground}"
        case CauseKind.WITHDRAWN:
            return f"{label}：{_place(cause)}{ground}"
        case CauseKind.UNDONE | CauseKind.REDONE:
            return f"撤销第{cause.undoes}次登记：{_place(cause)}{_change(cause)}{ground}"
        case CauseKind.GOAL | CauseKind.SPLIT:
            since = _day(date.fromisoformat(cause.about), plan)
            return f"{label}{cause.unit}{_change(cause)}，自{since}起{ground}"
        case CauseKind.FOLDER:
            return f"{label}：{cause.about}{_change(cause)}"
        case CauseKind.PROGRAM:
            return f"{label}由{cause.was}到{cause.became}" if cause.was != cause.became else label
        case CauseKind.BY_HAND:
            return f"{label}{ground}"
        case _:
            return f"{label}{cause.about}{ground}"


def _act(cause: Cause) -> str:
    """A kind of cause of which there are many."""
    undoing = cause.kind in (CauseKind.UNDONE, CauseKind.REDONE)
    return f"撤销第{cause.undoes}次登记" if undoing else cause.kind.label


def _place(cause: Cause) -> str:
    """The unit and its month."""
    return f"{cause.unit}{_month(cause.period)}"


def _month(period: Period | None) -> str:
    return f"{period.month}月" if period else ""


def _change(cause: Cause) -> str:
    """From what to what, the unit once: 15→10人."""
    was, became = cause.was or "无", cause.became or "无"
    tail = became.lstrip("0123456789.,-")
    return f"{was.removesuffix(tail) if tail and was.endswith(tail) else was}→{became}"


def _ground(cause: Cause) -> str:
    return f"，{cause.reason}" if cause.reason else ""


def _day(day: date, plan: Plan) -> str:
    """A day of the plan's year without it."""
    return short_date(day) if day.year == plan.year else date_text(day)
