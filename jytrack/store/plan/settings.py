"""What a plan folder says, piece by piece, in words that can be compared with what it said last time."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from enum import StrEnum
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple

from jytrack.domain.plan.plan import CalendarDay, Department, Milestone, Plan, Policy, Task, TaskLink
from jytrack.domain.plan.stages import StageRule
from jytrack.domain.plan.target import Duty, Goal, Metric, Schedule, Target, Thresholds, UnitBounds
from jytrack.domain.plan.wording import LETTERHEAD
from jytrack.domain.values.numerals import date_text, period_text, plain
from jytrack.domain.values.words import Basis, ThresholdItem


class Kind(StrEnum):
    """What a piece is about; a kind is written as a whole, in this order."""

    IDENTITY = "地区和年度"
    PLAN = "方案"
    DEPARTMENT = "单位"
    DEPARTMENT_ALIASES = "单位别名"
    MEMBERS = "集合单位成员"
    TASK = "任务"
    LINKS = "任务单位"
    MILESTONES = "任务节点"
    POLICIES = "任务政策"
    TARGET = "指标"
    METRIC_ALIASES = "指标别名"
    DEFINITION = "指标口径"
    GOALS = "年度目标值"
    SCHEDULES = "时序进度"
    DUTIES = "填报责任"
    THRESHOLDS = "亮灯标准"
    BOUNDS = "单位界限"
    CALENDAR = "日历"
    PAPERS = "文书"
    REMINDERS = "催办阶段"


class Piece(NamedTuple):
    """What the folder says of one kind about one owner; empty: nothing. The wording is kept, so change it rarely."""

    kind: Kind
    owner: str
    text: str

    @property
    def subject(self) -> str:
        """The piece's name, under which the settings log remembers it."""
        return f"{self.kind} {self.owner}"


def pieces_of(plan: Plan) -> Iterator[Piece]:
    """Everything that the plan says."""
    yield Piece(Kind.IDENTITY, plan.code, f"{plan.region}{plan.year}年")
    yield Piece(Kind.PLAN, plan.code, _listed(plan.title, date_text(plan.issued_on), plan.document))
    yield Piece(Kind.THRESHOLDS, plan.code, _thresholds(plan.thresholds, Thresholds()))
    for before, department in pairwise((None, *plan.departments)):
        if department:
            yield from _of_department(department, before)
    for task in plan.tasks:
        yield from _of_task(task)
    for previous, target in pairwise((None, *plan.targets)):
        if target:
            yield from _of_target(target, previous, plan.thresholds)
    for day in plan.calendar:
        yield Piece(Kind.CALENDAR, day.day.isoformat(), _day(day))
    for name, content in plan.papers.named().items():
        yield Piece(Kind.PAPERS, name, _paper(name, content))
    for rule in plan.reminders:
        yield Piece(Kind.REMINDERS, rule.kind.label, _rule(rule))


def _of_department(department: Department, before: Department | None) -> Iterator[Piece]:
    """What is said of one department; its place is told by the one `before` it."""
    place = f"列在{before.name}之后" if before else "列在最前"
    villages = "" if department.villages is None else f"行政村{department.villages}"
    communities = "" if department.communities is None else f"社区{department.communities}"
    text = _listed(department.kind.label, department.code, villages, communities, department.basis.label, place)
    yield Piece(Kind.DEPARTMENT, department.name, text)
    yield Piece(Kind.DEPARTMENT_ALIASES, department.name, _listed(*department.aliases))
    yield Piece(Kind.MEMBERS, department.name, _listed(*department.members))


def _of_task(task: Task) -> Iterator[Piece]:
    """What is said of one task."""
    owner = str(task.no)
    yield Piece(Kind.TASK, owner, _joined((task.title, task.section, task.summary)))
    yield Piece(Kind.LINKS, owner, _joined(_link(link) for link in task.links))
    yield Piece(Kind.MILESTONES, owner, _joined(_milestone(milestone) for milestone in task.milestones))
    yield Piece(Kind.POLICIES, owner, _joined(_policy(policy) for policy in task.policies))


def _of_target(target: Target, before: Target | None, thresholds: Thresholds) -> Iterator[Piece]:
    """What is said of one target and its metric; its place is told by the one `before` it."""
    code, unit = target.code, target.metric.measure_unit
    task = "" if target.task is None else f"任务{target.task}{_basis(target.task_basis)}"
    binding = "约束性" if target.binding else "非约束性"
    place = f"列在{before.code}之后" if before else "列在最前"
    yield Piece(Kind.TARGET, code, _listed(_metric(target.metric), target.direction.label, binding, task, place))
    yield Piece(Kind.METRIC_ALIASES, code, _listed(*target.metric.aliases))
    prose = f"行文名：{target.metric.written_as}" if target.metric.written_as else ""
    yield Piece(Kind.DEFINITION, code, _joined((target.metric.definition, prose)))
    yield Piece(Kind.GOALS, code, _joined(_goal(goal, unit) for goal in target.goals))
    warning = f"预警：{_schedule(target.early_warning)}" if target.early_warning else ""
    yield Piece(Kind.SCHEDULES, code, _joined((_schedule(target.schedule), warning)))
    yield Piece(Kind.DUTIES, code, _joined(_duty(duty) for duty in target.duties))
    yield Piece(Kind.THRESHOLDS, code, _thresholds(target.thresholds, thresholds))
    yield Piece(Kind.BOUNDS, code, _joined(_bounds(bounds, unit) for bounds in target.bounds))


def _metric(metric: Metric) -> str:
    """A metric's name and kind."""
    parts = f"{metric.numerator_unit}/{metric.denominator_unit}" if metric.numerator_unit else ""
    negative = "可为负数" if metric.may_be_negative else ""
    people = "分子不超分母" if metric.share_of_people else ""
    source = "须注明来源" if metric.source_required else ""
    words = (metric.measure.label, metric.reporting.label)
    return _listed(metric.name, metric.measure_unit, *words, parts, negative, people, source)


def _link(link: TaskLink) -> str:
    """A department's role in a task."""
    return f"{link.role.label}{link.position}：{link.department}{_basis(link.basis)}"


def _milestone(milestone: Milestone) -> str:
    """A milestone with its dates."""
    dates = [date_text(day) for day in (milestone.starts_on, milestone.due_on) if day]
    frequency = milestone.frequency.label if milestone.frequency else ""
    return _listed(milestone.name + _basis(milestone.basis), milestone.kind.label, "至".join(dates), frequency)


def _policy(policy: Policy) -> str:
    """A figure of policy."""
    return _listed(policy.item + _basis(policy.basis), policy.figure, policy.condition)


def _goal(goal: Goal, unit: str) -> str:
    """A goal with its date and grounds."""
    value = "未设" if goal.value is None else f"{plain(goal.value)}{unit}"
    return _listed(value + _basis(goal.basis), f"自{date_text(goal.valid_from)}起", goal.reason, goal.document)


def _schedule(schedule: Schedule) -> str:
    """A schedule with its points or its day."""
    checkpoint = date_text(schedule.checkpoint) if schedule.checkpoint else ""
    return _listed(schedule.kind.label, checkpoint, *(str(point) for point in schedule.points))


def _duty(duty: Duty) -> str:
    """Who reports, how often, due when."""
    return f"{duty.unit}{duty.frequency.label}{duty.due_day}日前，自{period_text(duty.since)}起"


def _thresholds(thresholds: Thresholds, base: Thresholds) -> str:
    """The thresholds that differ from `base`."""
    own, others = asdict(thresholds), asdict(base)
    return _listed(*(f"{item.label}{plain(own[item])}" for item in ThresholdItem if own[item] != others[item]))


def _bounds(bounds: UnitBounds, unit: str) -> str:
    """What is low and high for a unit."""
    ends = (("下限", bounds.low), ("上限", bounds.high))
    told = (f"{end}{plain(value)}{unit}" for end, value in ends if value is not None)
    return _listed(f"{bounds.unit}{'、'.join(told)}", bounds.note)


def _day(day: CalendarDay) -> str:
    """A day of the calendar."""
    return _listed(day.name, "放假" if day.off else "上班", day.source)


def _paper(name: str, content: str) -> str:
    """A wording or an item of the office's own data as it stands; its letterhead by what pins it."""
    return f"sha256 {sha256(content.encode()).hexdigest()}" if name == LETTERHEAD else content


def _rule(rule: StageRule) -> str:
    """The stages of one kind, and who gets copies."""
    every = f"之后每{rule.every}天" if rule.every else ""
    copies = (("抄送牵头单位自", rule.lead_from), ("抄送办公室自", rule.office_from))
    told = (f"{who}{stage:+d}天起" for who, stage in copies if stage is not None)
    return _listed("、".join(f"{stage:+d}" if stage else "0" for stage in rule.stages) + "天", every, *told)


def _basis(basis: Basis | None) -> str:
    """The mark of what is not printed in the plan."""
    return f"（{basis.label}）" if basis and basis is not Basis.PRINTED else ""


def _listed(*parts: str | None) -> str:
    """The parts that are there, as one statement."""
    return "，".join(part for part in parts if part)


def _joined(statements: Iterable[str]) -> str:
    """Statements one after the other."""
    return "；".join(statement for statement in statements if statement)
