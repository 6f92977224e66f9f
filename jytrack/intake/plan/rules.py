"""What hangs on each target of a plan folder: schedules, duties, thresholds, bounds of single units."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import pairwise

from jytrack.domain.plan.plan import Department
from jytrack.domain.plan.target import Duty, Schedule, Thresholds, UnitBounds
from jytrack.domain.values.words import DepartmentKind, Frequency, ScheduleKind, ScheduleRole, ThresholdItem
from jytrack.intake.plan.files import MONTHS, Table
from jytrack.intake.plan.rows import Names, Row

WHOLE_PLAN = ""
"""Stands for the plan's own thresholds among those of its metrics."""

_NEVER_POSITIVE = (ThresholdItem.FLOW_RED, ThresholdItem.RATE_RED)
_COUNTED = (ThresholdItem.LAST_MONTHS, ThresholdItem.DUE_SOON_DAYS, ThresholdItem.NEGLECTED_DAYS)


@dataclass(slots=True)
class Duties:
    """A target's duties as entered, and opened into units, by whose names they are found: groups have thousands."""

    entered: list[Duty] = field(default_factory=list)
    opened: dict[str, Duty] = field(default_factory=dict)


def read_schedules(
    table: Table, targets: Names, year: int | None
) -> dict[tuple[str, ScheduleRole], tuple[Row, Schedule]]:
    """Each schedule with its row, by metric and by whether it decides or only warns."""
    schedules: dict[tuple[str, ScheduleRole], tuple[Row, Schedule]] = {}
    for row in table.rows:
        metric = targets.find(row, "指标")
        role = row.word("用途", ScheduleRole)
        kind = row.word("类型", ScheduleKind)
        schedule = Schedule(kind, _points(row, kind), read_checkpoint(row, kind, year))
        if metric and (metric, role) in schedules:
            row.refuse("指标", f"这个指标的{role.label}重复：第{schedules[metric, role][0].line}行已有")
        elif metric:
            schedules[metric, role] = row, schedule
    return schedules


def read_checkpoint(row: Row, kind: ScheduleKind, year: int | None) -> date | None:
    """The day from which a target is judged: there for a checkpoint and for nothing else, and in the plan's year."""
    day = row.maybe("考核节点", row.day)
    if not row.sound:
        return day
    if kind is ScheduleKind.CHECKPOINT and day is None:
        row.refuse("考核节点", f"{kind.label}要有日期")
    elif kind is not ScheduleKind.CHECKPOINT and day is not None:
        row.refuse("考核节点", f"{kind.label}没有考核日期")
    elif day is not None and year is not None and day.year != year:
        row.refuse("考核节点", f"不在方案年度{year}年内")
    return day


def _points(row: Row, kind: ScheduleKind) -> tuple[Fraction, ...]:
    """Twelve cumulative shares that never fall and end at 1, for steps; for any other kind nothing may be given."""
    given = [month for month in MONTHS if row.typed(month)]
    if kind is not ScheduleKind.STEPS:
        if given:
            row.refuse(given[0], f"{kind.label}不填各月比例")
        return ()
    if len(given) < len(MONTHS):
        row.refuse(next(month for month in MONTHS if month not in given), "分步时序要有12个月的累计比例")
        return ()
    points = tuple(row.share(month) for month in MONTHS)
    if row.sound:
        for month, (before, after) in zip(MONTHS[1:], pairwise(points), strict=True):
            if after < before:
                row.refuse(month, "累计比例比上月小")
        if points[-1] != 1:
            row.refuse(MONTHS[-1], "最后一个月的累计比例应为1")
    return points


def read_duties(
    table: Table, targets: Names, names: Names, departments: Mapping[str, Department], year: int | None
) -> dict[str, Duties]:
    """The duties by metric; a duty of a group is one for each member, in official order."""
    duties: dict[str, Duties] = defaultdict(Duties)
    for row in table.rows:
        metric, unit = targets.find(row, "指标"), names.find(row, "填报单位")
        duty = Duty(
            unit=unit or "",
            frequency=row.word("频次", Frequency),
            due_day=row.whole("截止日", low=1, high=31, ending="日号"),
            since=row.period("起始月份"),
        )
        if year is not None and row.sound and duty.since.year != year:
            row.refuse("起始月份", f"不在方案年度{year}年内")
        if metric:
            duties[metric].entered.append(duty)
            if unit:
                _open(row, duty, departments[unit], duties[metric].opened)
    for of_metric in duties.values():
        in_order = sorted(of_metric.opened.items(), key=lambda opened: departments[opened[0]].position)
        of_metric.opened = dict(in_order)
    return duties


def _open(row: Row, duty: Duty, department: Department, opened: dict[str, Duty]) -> None:
    """Add the duty to `opened`, for the unit itself or for each member of a group; no unit may have it twice."""
    is_group = department.kind is DepartmentKind.GROUP
    if is_group and not department.members:
        row.refuse("填报单位", f"{DepartmentKind.GROUP.label}还没有成员，无人填报")
    for unit in department.members if is_group else (department.name,):
        if unit in opened:
            row.refuse("填报单位", f"“{unit}”填报这个指标的责任重复")
        else:
            opened[unit] = replace(duty, unit=unit)


def read_bounds(
    table: Table, targets: Names, names: Names, duties: Mapping[str, Duties], units: Mapping[str, str]
) -> dict[str, list[UnitBounds]]:
    """What is low and high for single units, by metric, in its own of `units`; only for who reports it, and once."""
    bounds: dict[str, list[UnitBounds]] = defaultdict(list)
    for row in table.rows:
        metric, unit = targets.find(row, "指标"), names.find(row, "单位")
        number = partial(row.number, unit=units.get(metric or "", ""))
        low, high = row.maybe("下限", number), row.maybe("上限", number)
        if row.sound and low is None and high is None:
            row.refuse("下限", "下限、上限至少写一个")
        if row.sound and low is not None and high is not None and low > high:
            row.refuse("下限", "下限比上限大")
        if not (metric and unit and row.sound):
            continue
        if any(other.unit == unit for other in bounds[metric]):
            row.refuse("单位", f"“{unit}”这个指标的界限重复")
        elif metric in duties and unit not in duties[metric].opened:
            row.refuse("单位", "duties.csv中这个单位不报这个指标")
        bounds[metric].append(UnitBounds(unit, low, high, row.typed("说明")))
    return bounds


def read_thresholds(table: Table, targets: Names) -> dict[str, dict[ThresholdItem, Fraction]]:
    """What the folder says of thresholds, by metric; under `WHOLE_PLAN` what it says for all of them."""
    changes: dict[str, dict[ThresholdItem, Fraction]] = defaultdict(dict)
    for row in table.rows:
        metric = targets.find(row, "指标") if row.typed("指标") else WHOLE_PLAN
        item, value = row.word("项目", ThresholdItem), row.number("值")
        if row.sound and metric is not None:
            if item in changes[metric]:
                row.refuse("项目", f"{item.label}重复")
            _check_threshold(row, item, value)
            changes[metric][item] = value
    return changes


def _check_threshold(row: Row, item: ThresholdItem, value: Fraction) -> None:
    """Refuse a sign that would turn a light round, and a part of a day or month."""
    if item in _NEVER_POSITIVE and value > 0:
        row.refuse("值", f"{item.label}应为负数或0")
    elif item not in _NEVER_POSITIVE and value < 0:
        row.refuse("值", f"{item.label}不能是负数")
    elif item in _COUNTED and value.denominator != 1:
        row.refuse("值", f"{item.label}应为整数")


def changed(base: Thresholds, changes: Mapping[ThresholdItem, Fraction]) -> Thresholds:
    """The thresholds `base` with what `changes` says instead."""
    return Thresholds(
        flow_red=changes.get(ThresholdItem.FLOW_RED, base.flow_red),
        rate_red=changes.get(ThresholdItem.RATE_RED, base.rate_red),
        near_limit=changes.get(ThresholdItem.NEAR_LIMIT, base.near_limit),
        hard_pace=changes.get(ThresholdItem.HARD_PACE, base.hard_pace),
        last_months=int(changes.get(ThresholdItem.LAST_MONTHS, base.last_months)),
        due_soon_days=int(changes.get(ThresholdItem.DUE_SOON_DAYS, base.due_soon_days)),
        neglected_days=int(changes.get(ThresholdItem.NEGLECTED_DAYS, base.neglected_days)),
    )
