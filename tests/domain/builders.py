"""Small plans, targets and readings for the tests of the rule book."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from fractions import Fraction
from operator import attrgetter

from jytrack.domain.figures.reading import Reading, Submission, arrived
from jytrack.domain.figures.variance import Assessment
from jytrack.domain.plan.plan import Department, Milestone, Plan, Task, TaskLink
from jytrack.domain.plan.target import Duty, Goal, Metric, Schedule, Target
from jytrack.domain.sheets.discipline import DueReport, due_courses
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.log import LastMove, LogEntry
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import Quantity, quantity
from jytrack.domain.values.words import (
    DepartmentKind,
    Direction,
    Frequency,
    Measure,
    MilestoneKind,
    Reporting,
    Role,
    ScheduleKind,
)

YEAR = 2023
ISSUED = date(2023, 3, 7)
TOWNS = ("香水镇", "泾河源镇")

Number = int | str | Fraction


def clock(month: int, day: int | None = None, year: int = YEAR) -> Clock:
    """The clock at the end of `month` (0: New Year's day), or on its `day`."""
    as_of = date(year, 1, 1) if month == 0 else Period(year, month).last_day
    return Clock(year, as_of if day is None else as_of.replace(day=day), datetime(year + 1, 2, 1, tzinfo=UTC))


def metric(
    measure: Measure = Measure.COUNT, reporting: Reporting = Reporting.INCREMENT, code: str = "jobs", **more: object
) -> Metric:
    """A metric; rates and levels are points in per cent."""
    if measure in (Measure.RATE, Measure.LEVEL):
        reporting = Reporting.POINT
    unit = {Measure.COUNT: "人", Measure.AMOUNT: "万元"}.get(measure, "%")
    values = {"code": code, "name": "城镇新增就业", "measure_unit": unit} | more
    if measure is Measure.RATE:
        values = {"numerator_unit": "人", "denominator_unit": "人"} | values
    return Metric(measure=measure, reporting=reporting, **values)  # type: ignore[arg-type]


def target(
    goal: Number | None = 550,
    of: Metric | None = None,
    direction: Direction = Direction.AT_LEAST,
    units: Sequence[str] = TOWNS,
    frequency: Frequency = Frequency.MONTH,
    since: int = 1,
    **more: object,
) -> Target:
    """A target that `units` report."""
    duties = tuple(Duty(unit, frequency, due_day=25, since=Period(YEAR, since)) for unit in units)
    goals = () if goal is None else (Goal(Fraction(goal), date(YEAR, 1, 1)),)
    values = {"goals": goals, "unit_duties": duties} | more
    return Target(metric=of or metric(), direction=direction, **values)  # type: ignore[arg-type]


def steps(*shares: Number) -> Schedule:
    return Schedule(ScheduleKind.STEPS, points=tuple(map(Fraction, shares)))


def checkpoint(month: int, day: int) -> Schedule:
    return Schedule(ScheduleKind.CHECKPOINT, checkpoint=date(YEAR, month, day))


def typed(value: Number | None) -> Quantity | None:
    return None if value is None else quantity(Fraction(value))


def reading(month: int, unit: str = TOWNS[0], year: int = YEAR, **stated: Number) -> Reading:
    """One reading; the stated numbers by the names of `Reading`'s fields, the month's own number as `own`."""
    fields = {("month" if name == "own" else name): typed(value) for name, value in stated.items()}
    return Reading(unit, Period(year, month), **fields)


def monthly(*values: Number | None, unit: str = TOWNS[0], year: int = YEAR) -> list[Reading]:
    """Increments from January on; None is a month not reported."""
    return [reading(m, unit, year, own=value) for m, value in enumerate(values, 1) if value is not None]


def even(each: Number, months: int, units: Sequence[str] = TOWNS) -> list[Reading]:
    """The same increment from each unit in each month."""
    return [one for unit in units for one in monthly(*[each] * months, unit=unit)]


def milestone(name: str, due_on: date | None, done_on: date | None = None, **more: object) -> Milestone:
    values = {"kind": MilestoneKind.MILESTONE} | more
    return Milestone(name, due_on=due_on, done_on=done_on, **values)  # type: ignore[arg-type]


def task(no: int, leads: Sequence[str] = (), responsible: Sequence[str] = (), **more: object) -> Task:
    links = [TaskLink(name, Role.LEAD, place) for place, name in enumerate(leads, 1)]
    links += [TaskLink(name, Role.RESPONSIBLE, place) for place, name in enumerate(responsible, 1)]
    values = {"title": f"第{no}项", "section": "行动", "links": tuple(links)} | more
    return Task(no, **values)  # type: ignore[arg-type]


def departments(*names: str, group: str = "各乡（镇）", members: Sequence[str] = TOWNS) -> tuple[Department, ...]:
    """Bureaus in the given order, then the townships and the group that stands for them."""
    found = [Department(name, DepartmentKind.BUREAU, place) for place, name in enumerate(names, 1)]
    found += [Department(name, DepartmentKind.TOWNSHIP, 100 + place) for place, name in enumerate(members)]
    found.append(Department(group, DepartmentKind.GROUP, 200, members=tuple(members)))
    return tuple(found)


def plan(tasks: Sequence[Task] = (), targets: Sequence[Target] = (), **more: object) -> Plan:
    values = {"departments": departments("发改局", "人社局", "财政局")} | more
    return Plan(
        code="jingyuan-2023",
        title="方案",
        region="泾源县",
        year=YEAR,
        issued_on=ISSUED,
        tasks=tuple(tasks),
        targets=tuple(targets),
        **values,  # type: ignore[arg-type]
    )


def last_moves(log: Iterable[LogEntry]) -> tuple[LastMove, ...]:
    """The moves of a log, of which each department's latest counts."""
    return tuple(
        LastMove(each.department, each.to_status, each.on, f"{each.on}{place:06}")
        for place, each in enumerate(log)
        if each.to_status
    )


def reports_due(
    of: Plan, judged: Sequence[Assessment], sent: Iterable[Submission], as_of: date, until: date
) -> tuple[DueReport, ...]:
    """The reports due by `until`, by due day, with what was sent."""
    courses = due_courses(of, judged, arrived(sent), as_of, until)
    return tuple(sorted((report for own in courses for report in own.reports()), key=attrgetter("due_on")))
