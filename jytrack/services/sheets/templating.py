"""The sheets that units fill in: which unit, which month, which metrics, and what is on record so far."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import NamedTuple

from jytrack.domain.figures.value import UnitFigure, unit_figures
from jytrack.domain.plan.calendar import WorkCalendar
from jytrack.domain.plan.due import due_day, due_periods
from jytrack.domain.plan.plan import Plan
from jytrack.domain.plan.target import Duty, Metric, Target
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.numerals import period_text, plain
from jytrack.domain.values.period import Period
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Direction, Frequency, Measure
from jytrack.errors import UsageError
from jytrack.intake.sheets.checks import fields_of
from jytrack.intake.sheets.sheet import Field
from jytrack.intake.sheets.words import measure_unit, whole
from jytrack.reports.sheets.template_values import Asked, Facts, Item, Template
from jytrack.reports.sheets.templates import template
from jytrack.services.values.desk import Desk
from jytrack.services.values.naming import find_department
from jytrack.store.plan.allocations import load_allocations
from jytrack.store.sheets import readings

_EVERY = "要一并列出加 --every"


@valueclass
class Order:
    """What the command line asked for; `unit` None is all units, `every` also the metrics not due that month."""

    unit: str | None = None
    period: Period | None = None
    every: bool = False
    as_of: date | None = None
    known_at: datetime | None = None


@valueclass
class Made:
    """The sheets, and what there is to say about what is not in them."""

    templates: tuple[Template, ...]
    notes: tuple[str, ...]


@valueclass
class _Report:
    """One metric that a unit reports."""

    target: Target
    duty: Duty

    def due(self, period: Period) -> bool:
        """Whether the report for `period` is due."""
        return period in due_periods(self.duty, period.year)


class _Known(NamedTuple):
    """What a unit's sheet tells of one metric: the last figure on record, and the goal (templates.Item)."""

    last: UnitFigure
    goal: str | Fraction | None


def templates(desk: Desk, order: Order) -> Made:
    """The sheets of one unit (of a group: its members) or of all, for the month asked or the one due next.

    NotFound for an unknown unit; UsageError for one that reports nothing (that month) and a month outside the plan.
    """
    with desk.database.reading() as session:
        plan, clock = desk.open_plan(session, order.as_of, order.known_at, order.period)
        reports = _reports(plan, order.unit)
        calendar = WorkCalendar.of(plan.calendar)
        period = order.period or _due_next(plan, reports, calendar, clock.as_of)
        if period.year != plan.year:
            raise UsageError(f"方案是{plan.year}年的，没有 {period} 这一期：jytrack target template --period 月份")
        before = Clock(plan.year, period.first_day - timedelta(days=1), clock.known_at)
        on_record = readings.readings_until(session, plan, before, reports)
        parts = load_allocations(session, plan, Clock(plan.year, period.last_day, clock.known_at))
    known = {
        (target.code, figure.unit): _Known(figure, _goal(target, parts.get(target.code, {}), figure.unit, period))
        for target in plan.targets
        for figure in unit_figures(_of_units(target, reports), on_record[target.code], before)
    }
    facts = [_facts(plan, unit, period, own, known, calendar, every=order.every) for unit, own in reports.items()]
    made = tuple(template(one) for one in facts if one.items)
    if not made:
        raise UsageError(
            f"“{'、'.join(reports)}”{period_text(period)}没有要报的指标；要空表用 jytrack target template --every"
        )
    return Made(made, tuple(_notes(reports, period, facts, every=order.every)))


def _of_units(target: Target, units: Collection[str]) -> Target:
    """The target as if those of `units` alone reported it."""
    return replace(target, unit_duties=tuple(duty for duty in target.unit_duties if duty.unit in units))


def _reports(plan: Plan, unit: str | None) -> dict[str, list[_Report]]:
    """What each unit asked for reports, in official order; UsageError when that is nothing."""
    found: dict[str, list[_Report]] = {department.name: [] for department in plan.departments}
    for target in plan.targets:
        for duty in target.unit_duties:
            found[duty.unit].append(_Report(target, duty))
    chosen: Iterable[str] = found
    if unit is not None:
        department = find_department(plan, unit)
        chosen = department.members or (department.name,)
    reports = {name: found[name] for name in chosen if found[name]}
    if not reports:
        who = f"“{unit}”" if unit else "各单位"
        raise UsageError(f"{who}没有填报责任，不用填表；谁报什么见 jytrack target list")
    return reports


def _due_next(plan: Plan, reports: Mapping[str, Sequence[_Report]], calendar: WorkCalendar, today: date) -> Period:
    """The first month of which a report is still to fall due; after the last due day December.

    Due days lie within the month itself (domain.md §2), so early in a month it is that month that is asked for.
    """
    duties = [report.duty for own in reports.values() for report in own]
    ahead = (
        period for duty in duties for period in due_periods(duty, plan.year) if due_day(duty, period, calendar) >= today
    )
    return min(ahead, default=Period(plan.year, 12))


def _facts(
    plan: Plan,
    unit: str,
    period: Period,
    reports: Sequence[_Report],
    known: Mapping[tuple[str, str], _Known],
    calendar: WorkCalendar,
    *,
    every: bool,
) -> Facts:
    """What the sheet of `unit` is made of."""
    due = [report for report in reports if report.due(period)]
    extra = [] if every else [report for report in reports if not report.due(period)]
    days = [due_day(report.duty, period, calendar) for report in due]
    return Facts(
        unit=unit,
        period=period,
        due_on=min(days, default=None),
        headings=tuple(field.label for field in Field),
        items=tuple(_item(report, period, known[report.target.code, unit]) for report in (reports if every else due)),
        extra=tuple(_item(report, period, known[report.target.code, unit]) for report in extra),
        notice=plan.notice,
    )


def _item(report: _Report, period: Period, known: _Known) -> Item:
    """One metric, with whether the months before `period` are all answered for."""
    january = Period(period.year, 1)
    all_year = report.duty.frequency is Frequency.MONTH and report.duty.since <= january
    complete = period == january or (all_year and known.last.reported)
    return Item(report.target.metric, _asked(report.target.metric), known.last, complete, known.goal)


def _goal(target: Target, parts: Mapping[str, Fraction], unit: str, period: Period) -> str | Fraction | None:
    """The part of the goal that is the unit's, whole where no other unit reports; in words where parts make no sense.

    None where there is no goal, or it is still to be split.
    """
    goal = target.goal_at(period.last_day)
    if goal is None or goal.value is None:
        return None
    if target.direction is Direction.AT_MOST or target.metric.measure in (Measure.RATE, Measure.LEVEL):
        bound = "不高于" if target.direction is Direction.AT_MOST else "不低于"
        return f"{bound}{plain(goal.value)}{target.metric.measure_unit}"
    return parts.get(unit) if len(target.units) > 1 else goal.value


def _asked(metric: Metric) -> tuple[Asked, ...]:
    """The figures that make up a reading of `metric`."""
    return tuple(Asked(field.label, measure_unit(metric, field), whole(metric, field)) for field in fields_of(metric))


def _notes(
    reports: Mapping[str, Sequence[_Report]], period: Period, facts: Sequence[Facts], *, every: bool
) -> Iterable[str]:
    """What was left out, and why."""
    if every:
        return
    idle = [one.unit for one in facts if not one.items]
    if idle:
        yield f"{period_text(period)}没有要报的指标、没有做表的单位：{'、'.join(idle)}；{_EVERY}"
    left = {
        f"{report.target.metric.name}（{report.duty.frequency.label}）": None
        for one in facts
        if one.items
        for report in reports[one.unit]
        if not report.due(period)
    }
    if left:
        yield f"{period_text(period)}不用报、没有列入的指标：{'、'.join(left)}；{_EVERY}"
