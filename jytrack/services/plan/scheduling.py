"""Schedules shown and set: the official one, and the second that only warns."""

import re
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from itertools import pairwise

from jytrack.domain.figures.lastyear import why_no_shape
from jytrack.domain.figures.value import course
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.schedule import YEAR
from jytrack.domain.plan.target import Schedule
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import ScheduleKind, ScheduleRole
from jytrack.errors import InputRefused, UsageError
from jytrack.reports.plan import schedules as report
from jytrack.services.values.answer import Answer
from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import find_target
from jytrack.store.plan import schedules as store
from jytrack.store.sheets import readings

HELP = "用法见 jytrack target schedule --help"
_SHARE = re.compile(r"[0-9]{1,6}/[1-9][0-9]{0,5}|[0-9](?:\.[0-9]{1,6})?")


@valueclass
class Order:
    """What the command line asked of a schedule; `kind` None and not `remove`: only to show."""

    code: str
    kind: ScheduleKind | None = None
    points: str = ""
    checkpoint: date | None = None
    early_warning: bool = False
    remove: bool = False
    reason: str = ""

    @property
    def changes(self) -> bool:
        """Whether anything but a look was asked for."""
        return self.kind is not None or self.remove or bool(self.points) or self.checkpoint is not None


def schedule(desk: Desk, order: Order, as_of: date | None, known_at: datetime | None) -> Answer:
    """Set the schedule when one is stated, and show both as they then are.

    UsageError for a contradictory order or malformed points, InputRefused for a target that has no schedule to set.
    """
    if order.changes:
        _set(desk, order)
    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session, as_of, known_at)
        target = find_target(plan, order.code)
        history = store.history(session, plan, target.code, clock.known_at)
        before = readings.readings_last_year(session, replace(plan, targets=(target,)), clock)[target.code]
    year = plan.year - 1
    shown = report.Shown(target, history, course(target, before, year), why_no_shape(target, before, year))
    return Answer(report.report(plan, clock, shown))


def _set(desk: Desk, order: Order) -> None:
    """Check the order and write it."""
    if not order.reason.strip():
        raise UsageError(f"改动时序要写明原因 --reason；{HELP}")
    role = ScheduleRole.EARLY_WARNING if order.early_warning else ScheduleRole.OFFICIAL
    if order.remove and not order.early_warning:
        raise UsageError(f"正式时序不能取消，只能改；取消预警时序请加 --early-warning，{HELP}")
    with desk.database.writing() as session:
        plan, _ = desk.open_plan(session)
        target = find_target(plan, order.code)
        wanted = None if order.remove else _stated(plan, order)
        current = target.early_warning if order.early_warning else target.schedule
        if wanted == current:
            raise InputRefused(
                f"“{target.metric.name}”的{role.label}已是如此，未作改动；"
                f"见 jytrack target schedule {target.metric.name}"
            )
        store.set_schedule(session, plan, target.code, role, wanted, order.reason.strip(), desk.actor, desk.now)


def _stated(plan: Plan, order: Order) -> Schedule:
    """The schedule that the options state."""
    if order.kind is None:
        raise UsageError(f"请用 --kind 写明时序类型；{HELP}")
    if bool(order.points) != (order.kind is ScheduleKind.STEPS):
        raise UsageError(f"只有分步 steps 要写 --points，也必须写；{HELP}")
    if (order.checkpoint is not None) != (order.kind is ScheduleKind.CHECKPOINT):
        raise UsageError(f"只有考核节点 checkpoint 要写 --checkpoint，也必须写；{HELP}")
    if order.checkpoint is not None and order.checkpoint.year != plan.year:
        raise UsageError(f"考核节点不在方案年度{plan.year}年内；{HELP}")
    return Schedule(order.kind, _points(order.points), order.checkpoint)


def _points(text: str) -> tuple[Fraction, ...]:
    """Twelve cumulative shares that never fall and end at 1."""
    if not text:
        return ()
    parts = [part.strip() for part in text.replace("，", ",").split(",")]
    if len(parts) != YEAR or not all(_SHARE.fullmatch(part) for part in parts):
        raise UsageError(f"--points 要写12个累计比例，如 1/12 或 0.25，用逗号隔开；{HELP}")
    points = tuple(Fraction(part) for part in parts)
    if points[-1] != 1 or any(after < before for before, after in pairwise(points)):
        raise UsageError(f"累计比例不能比上月小，12月应为1；{HELP}")
    return points
