"""A fictional county's plan, made by hand: every kind of target and every colour of light."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction

from jytrack.domain.figures.reading import Reading, Submission
from jytrack.domain.plan.plan import Department, Milestone, Plan, Policy, Task, TaskLink
from jytrack.domain.plan.target import Duty, Goal, Metric, Schedule, Target
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import quantity
from jytrack.domain.values.words import (
    Basis,
    DepartmentKind,
    Direction,
    Frequency,
    LogAction,
    Measure,
    MilestoneKind,
    Reporting,
    Role,
    ScheduleKind,
    TaskStatus,
)

YEAR = 2023
ISSUED = date(YEAR, 1, 10)
KNOWN_AT = datetime(YEAR, 7, 1, 9, 0, tzinfo=timezone(timedelta(hours=8)))
CLOCK = Clock(YEAR, date(YEAR, 6, 30), KNOWN_AT)
TOWNS = ("东河镇", "西坪镇", "南岭乡")
EVEN = Schedule()


def department(name: str, position: int, kind: DepartmentKind = DepartmentKind.BUREAU) -> Department:
    return Department(name, kind, position, members=TOWNS if kind is DepartmentKind.GROUP else ())


DEPARTMENTS = (
    department("就业局", 1),
    department("发展局", 2),
    department("财务局", 3),
    department("文化局", 4),
    department("调查队", 5, DepartmentKind.VERTICAL),
    *(department(name, 6 + place, DepartmentKind.TOWNSHIP) for place, name in enumerate(TOWNS)),
    department("各乡镇", 9, DepartmentKind.GROUP),
)


def links(leads: str, responsible: str = "") -> tuple[TaskLink, ...]:
    named = [(name, Role.LEAD) for name in leads.split()] + [(name, Role.RESPONSIBLE) for name in responsible.split()]
    return tuple(TaskLink(name, role, place) for place, (name, role) in enumerate(named, 1))


TASKS = (
    Task(
        1,
        "扩大就业容量",
        "（一）扩容行动",
        "以项目带动就业，优先招用本地劳动力。",
        links("发展局", "财务局 就业局 各乡镇"),
        policies=(Policy("吸纳就业补贴", "每人1000元", "签订一年以上合同", Basis.PRINTED),),
        status=TaskStatus.IN_PROGRESS,
        updated_on=date(YEAR, 3, 1),
        log=(
            LogEntry(
                LogAction.STATUS,
                date(YEAR, 3, 1),
                datetime(YEAR, 3, 1, 16, 5, tzinfo=KNOWN_AT.tzinfo),
                "办公室",
                "开工",
                from_status=TaskStatus.REGISTERED,
                to_status=TaskStatus.IN_PROGRESS,
            ),
        ),
    ),
    Task(2, "支持创业", "（二）创业行动", links=links("就业局 发展局", "财务局"), status=TaskStatus.IN_PROGRESS),
    Task(
        3,
        "按月调度",
        "（三）保障措施",
        links=links("", "各乡镇"),
        milestones=(
            Milestone("调度会（5月）", MilestoneKind.MILESTONE, due_on=date(YEAR, 5, 31), basis=Basis.ASSUMED),
            Milestone("调度会（6月）", MilestoneKind.MILESTONE, due_on=date(YEAR, 7, 3), basis=Basis.ASSUMED),
            Milestone("一季度通报", MilestoneKind.MILESTONE, due_on=date(YEAR, 4, 10), done_on=date(YEAR, 4, 12)),
        ),
    ),
    Task(
        4,
        "发放补贴",
        "（三）保障措施",
        links=links("财务局", "就业局"),
        milestones=(Milestone("补贴申请", MilestoneKind.WINDOW, date(YEAR, 3, 1), date(YEAR, 7, 5)),),
        status=TaskStatus.DONE,
    ),
    Task(5, "文化下乡", "（三）保障措施", links=links("文化局"), status=TaskStatus.CANCELLED),
    Task(6, "宣传引导", "（三）保障措施", links=links("文化局", "就业局")),
)


@dataclass(frozen=True)
class Kind:
    """What a sample metric is measured in, and how."""

    unit: str
    measure: Measure = Measure.COUNT
    reporting: Reporting = Reporting.INCREMENT
    parts: tuple[str, str] | None = None
    negative: bool = False


PEOPLE = Kind("人")
NET = Kind("人", negative=True)
MONEY = Kind("万元", Measure.AMOUNT)
RATE = Kind("%", Measure.RATE, Reporting.POINT, ("人", "人"))
LEVEL = Kind("%", Measure.LEVEL, Reporting.POINT)
STOCK = Kind("户", Measure.COUNT, Reporting.POINT)
RUNNING = Kind("人", reporting=Reporting.CUMULATIVE_DISTINCT)


def target(
    code: str,
    name: str,
    kind: Kind,
    goal: str | None,
    units: tuple[str, ...],
    task: int | None = None,
    *,
    direction: Direction = Direction.AT_LEAST,
    basis: Basis = Basis.PRINTED,
    schedule: Schedule = EVEN,
    frequency: Frequency = Frequency.MONTH,
    binding: bool = True,
    goals: tuple[Goal, ...] = (),
) -> Target:
    upper, lower = kind.parts or (None, None)
    metric = Metric(code, name, kind.unit, kind.measure, kind.reporting, upper, lower, may_be_negative=kind.negative)
    duties = tuple(Duty(unit, frequency, 25, Period(YEAR, 1)) for unit in units)
    return Target(
        metric,
        direction,
        goals or (Goal(Fraction(goal) if goal is not None else None, ISSUED, basis),),
        task=task,
        task_basis=basis if task else None,
        binding=binding,
        schedule=schedule,
        duties=duties,
        unit_duties=duties,
    )


OFFICE = ("就业局",)
AT_MOST = Direction.AT_MOST
AT_YEAR_END = Schedule(ScheduleKind.CHECKPOINT, checkpoint=date(YEAR, 12, 31))
TARGETS = (
    target("new-jobs", "城镇新增就业", NET, "600", TOWNS, 1),
    target("transfer", "外出务工转移就业", RUNNING, "12000", TOWNS, 1, basis=Basis.ASSUMED),
    target("startups", "新培育创业实体", PEOPLE, "120", TOWNS, 2),
    target("loans", "创业担保贷款发放", MONEY, "1800", OFFICE, 2),
    target("placement", "毕业生就业去向落实率", RATE, "90", OFFICE, 2, frequency=Frequency.QUARTER),
    target("service", "困难群体服务到位率", RATE, "100", TOWNS, 2, basis=Basis.DERIVED,
           frequency=Frequency.HALF),
    target("aid", "离校未就业毕业生帮扶就业率", RATE, "90", OFFICE, 2, schedule=AT_YEAR_END),
    target("unemployment", "城镇调查失业率", LEVEL, "5.5", ("调查队",), 2, direction=AT_MOST),
    target("zero-families", "零就业家庭（期末户数）", STOCK, "0", TOWNS, 2, direction=AT_MOST),
    target("incidents", "群体性事件", Kind("起"), "0", OFFICE, direction=AT_MOST),
    target("training", "职业技能培训", PEOPLE, "300", TOWNS, 2),
    target("fairs", "招聘活动", Kind("场次"), "10", OFFICE, 2, schedule=Schedule(
        ScheduleKind.STEPS, tuple(Fraction(n, 4) for n in (0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4)))),
    target("fund", "就业资金规模", Kind("万元", Measure.AMOUNT, Reporting.POINT), None, ("财务局",), 4,
           frequency=Frequency.YEAR),
    target("veterans", "退役军人岗位占比", RATE, "5", ("发展局",), 1, binding=False, frequency=Frequency.YEAR),
    target("posts", "公益性岗位开发", PEOPLE, None, TOWNS, 2, goals=(
        Goal(Fraction(100), ISSUED),
        Goal(Fraction(120), date(YEAR, 5, 1), reason="上级追加", document="云就发〔2023〕5号"))),
)  # fmt: skip

PLAN = Plan(
    "yuntai-2023",
    "云台县2023年促进就业方案（虚构）",
    "云台县",
    YEAR,
    ISSUED,
    departments=DEPARTMENTS,
    tasks=TASKS,
    targets=TARGETS,
    log_head="3f9a6c0271de" + "0" * 52,
    chain_head="b4d10c55e902" + "0" * 52,
)


def months(unit: str, *values: str | None) -> Iterator[Reading]:
    for month, value in enumerate(values, 1):
        if value is not None:
            yield Reading(unit, Period(YEAR, month), month=quantity(Fraction(value)))


def point(unit: str, month: int, value: str) -> Reading:
    return Reading(unit, Period(YEAR, month), value=quantity(Fraction(value)))


def share(unit: str, month: int, upper: int, lower: int) -> Reading:
    return Reading(unit, Period(YEAR, month), numerator=quantity(upper), denominator=quantity(lower))


def running(unit: str, month: int, value: int) -> Reading:
    return Reading(unit, Period(YEAR, month), cumulative=quantity(value))


READINGS: dict[str, list[Reading]] = {
    "new-jobs": [
        *months("东河镇", "30", "-4", "25", "20", "24", "26"),
        *months("西坪镇", "18", "20", "15", "17", "16", "14"),
        *months("南岭乡", "12", "10", "9", "8", "11", "10"),
    ],
    "transfer": [
        running(unit, month, january + (month - 1) * growth)
        for unit, january, growth, last in (("东河镇", 700, 502, 6), ("西坪镇", 605, 300, 6), ("南岭乡", 180, 180, 5))
        for month in range(1, last + 1)
    ],
    "startups": [
        *months("东河镇", "4", "5", "4", "6", "5", "4"),
        *months("西坪镇", "3", "4", "3", "2", "4", "5"),
        *months("南岭乡", "2", "1", "3", "2", "2", None),
    ],
    "loans": list(months("就业局", "110", "120", "120", "116.5", "117", "116.5")),
    "placement": [share("就业局", 3, 150, 200), share("就业局", 6, 212, 240)],
    "aid": [share("就业局", month, 10 * month, 90) for month in range(1, 6)],
    "service": [share("东河镇", 6, 47, 47), share("西坪镇", 6, 30, 30), share("南岭乡", 6, 22, 23)],
    "unemployment": [point("调查队", month, value) for month, value in enumerate(("5.2", "5.4", "5.3", "5.6"), 1)]
    + [point("调查队", 5, "5.45"), point("调查队", 6, "5.4")],
    "zero-families": [
        point(unit, month, "1" if (unit, month) == ("西坪镇", 6) else "0") for unit in TOWNS for month in range(1, 7)
    ],
    "incidents": list(months("就业局", "0", "0", "0", "0", "0", "0")),
    "training": [
        *months("东河镇", "30", "40", "60", "50", "40", "45"),
        *months("西坪镇", "10", "10", "20", "10", "10", "15"),
    ],
    "fairs": list(months("就业局", "2", "1", "1", "1", "1", "0")),
    "posts": [
        *months("东河镇", "10", "5", "5", "5", "5", "5"),
        *months("西坪镇", "5", "3", "3", "2", "2", "2"),
        *months("南岭乡", "2", "2", "2", "2", "2", "1"),
    ],
}  # fmt: skip


def submissions() -> Iterator[Submission]:
    """Every reading came on the 20th of its month, but 西坪镇's of March three weeks later; one was corrected."""
    for metric, readings in READINGS.items():
        for reading in readings:
            late = reading.unit == "西坪镇" and reading.period.month == 3
            received = date(YEAR, 4, 15) if late else day_of(reading.period, 20)
            corrected = metric == "loans" and reading.period.month == 4
            yield Submission(reading.unit, metric, reading.period, received, 1 if corrected else 0)


def day_of(period: Period, day: int) -> date:
    return period.first_day.replace(day=day)
