"""A small fictional plan that uses every field."""

from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction

from jytrack.domain.plan.plan import CalendarDay, Department, Milestone, Plan, Policy, Task, TaskLink
from jytrack.domain.plan.target import Duty, Goal, Metric, Schedule, Target, Thresholds
from jytrack.domain.values.period import Period
from jytrack.domain.values.words import (
    Basis,
    DepartmentKind,
    Direction,
    Frequency,
    Measure,
    MilestoneKind,
    Reporting,
    Role,
    ScheduleKind,
)
from jytrack.store.values.encoding import SHANGHAI

LOADED_AT = datetime(2023, 3, 8, 9, tzinfo=SHANGHAI)
"""When the plan of these tests came into the database."""

CLERK = "小马"

DEPARTMENTS = (
    Department("人社局", DepartmentKind.BUREAU, 1, aliases=("县人社局", "人社")),
    Department("团委", DepartmentKind.MASS, 2),
    Department("东镇", DepartmentKind.TOWNSHIP, 3, "640424901", 18, 3, aliases=("东镇政府",)),
    Department("西乡", DepartmentKind.TOWNSHIP, 4, "640424902", 11, 0),
    Department("各乡（镇）", DepartmentKind.GROUP, 5, members=("东镇", "西乡")),
    Department("领导小组", DepartmentKind.GROUP, 6, basis=Basis.ASSUMED),
)

TASKS = (
    Task(
        1,
        "稳岗扩岗",
        "扩容行动",
        "用自己的话写的说明",
        (TaskLink("人社局", Role.LEAD, 1), TaskLink("团委", Role.LEAD, 2), TaskLink("各乡（镇）", Role.RESPONSIBLE, 1)),
        (
            Milestone("受理", MilestoneKind.WINDOW, date(2023, 1, 1), date(2023, 3, 31)),
            Milestone("月调度", MilestoneKind.MILESTONE, None, date(2023, 6, 30), Frequency.MONTH, Basis.ASSUMED),
            Milestone("春风行动", MilestoneKind.CHECKLIST),
        ),
        (Policy("补贴", "每人1000元", "签合同"), Policy("期限", "3年", basis=Basis.DERIVED)),
    ),
    Task(2, "组织领导", "保障措施", links=(TaskLink("领导小组", Role.RESPONSIBLE, 1, Basis.ASSUMED),)),
)

PLAN_THRESHOLDS = Thresholds(flow_red=Fraction(-12), last_months=2)

JOBS = Target(
    Metric(
        "jobs", "新增就业", "人", Measure.COUNT, Reporting.INCREMENT, may_be_negative=True, aliases=("就业", "新增")
    ),
    Direction.AT_LEAST,
    (Goal(Fraction(550), date(2023, 1, 1), reason="说明", document="泾党办"),),
    early_warning=Schedule(ScheduleKind.STEPS, tuple(Fraction(min(m, 3), 3) for m in range(1, 13))),
    duties=(Duty("各乡（镇）", Frequency.MONTH, 25, Period(2023, 1)),),
    unit_duties=(
        Duty("东镇", Frequency.MONTH, 25, Period(2023, 1)),
        Duty("西乡", Frequency.MONTH, 25, Period(2023, 1)),
    ),
    thresholds=PLAN_THRESHOLDS,
)
AID = Target(
    Metric("aid", "帮扶率", "%", Measure.RATE, Reporting.POINT, "人", "人", share_of_people=True),
    Direction.AT_LEAST,
    (Goal(Fraction(181, 2), date(2023, 1, 1), Basis.DERIVED),),
    task=1,
    task_basis=Basis.PRINTED,
    schedule=Schedule(ScheduleKind.CHECKPOINT, checkpoint=date(2023, 9, 30)),
    duties=(Duty("人社局", Frequency.QUARTER, 28, Period(2023, 3)), Duty("东镇", Frequency.YEAR, 1, Period(2022, 12))),
    unit_duties=(
        Duty("人社局", Frequency.QUARTER, 28, Period(2023, 3)),
        Duty("东镇", Frequency.YEAR, 1, Period(2022, 12)),
    ),
    thresholds=Thresholds(flow_red=Fraction(-12), last_months=2, near_limit=Fraction(1, 4), due_soon_days=5),
)
FUND = Target(
    Metric("fund", "资金", "万元", Measure.AMOUNT, Reporting.POINT, source_required=True),
    Direction.AT_MOST,
    (Goal(None, date(2023, 1, 1), Basis.ASSUMED),),
    binding=False,
    thresholds=PLAN_THRESHOLDS,
)

PLAN = Plan(
    "dong-2023",
    "东县行动方案",
    "东县",
    2023,
    date(2023, 3, 7),
    "东党办发〔2023〕1号",
    DEPARTMENTS,
    TASKS,
    (JOBS, AID, FUND),
    (
        CalendarDay(date(2023, 6, 24), "端午节", off=True, source="国办"),
        CalendarDay(date(2023, 6, 25), "调休", off=False),
    ),
    PLAN_THRESHOLDS,
)


def signed(plan: Plan, who: str, when: datetime) -> Plan:
    """The plan as it is when loaded: its goals know who brought them in, and when."""

    def sign(goals: tuple[Goal, ...]) -> tuple[Goal, ...]:
        return tuple(replace(goal, recorded_at=when, recorded_by=who) for goal in goals)

    return replace(plan, targets=tuple(replace(target, goals=sign(target.goals)) for target in plan.targets))
