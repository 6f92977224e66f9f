"""Judging one target: from readings to a complete `Assessment` (domain.md §3)."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial
from math import ceil

from jytrack.domain.figures.comparison import compare, compare_total
from jytrack.domain.figures.light import GREY_AWAITING, Case, light_for
from jytrack.domain.figures.pace import may_average, pace
from jytrack.domain.figures.projection import Ground, project, why_none
from jytrack.domain.figures.reading import Reading
from jytrack.domain.figures.reasons import target_reason
from jytrack.domain.figures.value import Total, UnitFigure, course, fold, unit_figures
from jytrack.domain.figures.variance import Assessment, EarlyWarning
from jytrack.domain.plan.schedule import Course, shape, share
from jytrack.domain.plan.target import Schedule, Target
from jytrack.domain.values.clock import Clock
from jytrack.domain.values.words import Direction, Measure

NOT_PROJECTED = "只对逐月累加、要求不低于目标值的指标作预测"


def assess(target: Target, readings: Sequence[Reading], clock: Clock, last_year: Sequence[Reading] = ()) -> Assessment:
    """`target` judged at `clock` on its readings; last year's give a schedule its shape and never enter A."""
    last_course = course(target, last_year, clock.year - 1) if last_year else None
    judged = assess_figures(target, unit_figures(target, readings, clock), clock, last_course)
    return replace(judged, compared=partial(compare, target, readings, last_year, clock))


def assess_figures(
    target: Target, figures: Sequence[UnitFigure], clock: Clock, last_year: Course | None = None
) -> Assessment:
    """`target` judged at `clock` on its units' figures, wherever these were computed."""
    return _judged(_measured(target, figures, fold(target, figures), clock), clock, last_year)


def assess_total(target: Target, total: Total, clock: Clock) -> Assessment:
    """`target` judged at `clock` on the sum of its units, all of which have reported; their figures stay unknown."""
    measured, _ = _measured(target, (), total, clock)
    compared = partial(compare_total, target, total, clock)
    return _judged((replace(measured, units_reported=target.units, compared=compared), total), clock, None)


def _judged(measured: tuple[Assessment, Total], clock: Clock, last_year: Course | None) -> Assessment:
    """What was measured, held against the goal and the schedule, with its light and the light's reason."""
    (assessment, total), target = measured, measured[0].target
    if target.direction is Direction.AT_MOST:
        assessment = _as_ceiling(assessment, total)
    elif target.is_flow:
        assessment = _as_flow(assessment, total, clock, last_year)
    elif target.is_stock:
        assessment = replace(assessment, attainment=_ratio(assessment.actual, assessment.goal))
    if target.metric.measure is Measure.RATE:
        assessment = _as_rate(assessment)
    assessment = replace(assessment, light=light_for(_case(assessment, clock)))
    return replace(assessment, light=replace(assessment.light, reason=target_reason(assessment, clock.as_of)))


def _measured(target: Target, figures: Sequence[UnitFigure], total: Total, clock: Clock) -> tuple[Assessment, Total]:
    """What was reported, and by whom, with the sums behind it; not judged yet.

    The goal in force is expected at all times: a flow knows better (`_as_flow`).
    """
    goal = target.goal_at(clock.as_of)
    value = goal.value if goal is not None else None
    assessment = Assessment(
        target=target,
        closed_months=clock.closed_months,
        goal=value,
        expected=value,
        variance=_difference(total.actual, value),
        original_goal=target.goals[0].value if target.goals else None,
        actual=total.actual,
        light=GREY_AWAITING,
        units_reported=tuple(unit.unit for unit in figures if unit.reported),
        missing_units=tuple(unit.unit for unit in figures if not unit.reported),
        stale_units=tuple(unit.unit for unit in figures if unit.stale),
        mean=total.mean,
        numerator=total.numerator,
        denominator=total.denominator,
        projection_note=NOT_PROJECTED,
        figures=tuple(figures),
    )
    return assessment, total


def _as_flow(assessment: Assessment, total: Total, clock: Clock, last_year: Course | None) -> Assessment:
    """Schedule, pace and projection of an at_least flow."""
    target, goal, actual, months = assessment.target, assessment.goal, assessment.actual, assessment.closed_months
    complete = not assessment.missing_units
    part = share(target.schedule, months, clock.as_of, last_year)
    expected = goal * part if goal is not None and part is not None else None
    attainment = _ratio(actual, goal)
    going = pace(goal, actual, total.recent, months, complete=complete)
    ground = Ground(actual, months, part, going.recent, shape(last_year, months), complete)
    short = max(Fraction(0), expected - (actual or 0)) if expected is not None and not complete else None
    return replace(
        assessment,
        expected=expected,
        expected_share=part,
        variance=_difference(actual, expected),
        attainment=attainment,
        variance_points=_points(attainment, part),
        remaining=going.remaining,
        required_per_month=going.required,
        pace_per_month=going.recent,
        pace_ratio=going.ratio,
        projection=project(ground),
        projection_note=why_none(ground),
        early_warning=_early_warning(target.early_warning, attainment, clock, last_year),
        needed_from_missing=short,
    )


def _early_warning(
    schedule: Schedule | None, attainment: Fraction | None, clock: Clock, last_year: Course | None
) -> EarlyWarning | None:
    """The same attainment against the second schedule, where there is one and it can be computed."""
    if schedule is None:
        return None
    part = share(schedule, clock.closed_months, clock.as_of, last_year)
    points = _points(attainment, part)
    return EarlyWarning(schedule, part, points) if part is not None and points is not None else None


def _as_ceiling(assessment: Assessment, total: Total) -> Assessment:
    """How much room is left under a goal not to be passed; for a level also what the months left may average."""
    left = None
    if assessment.target.metric.measure is Measure.LEVEL and assessment.goal is not None and total.mean is not None:
        left = may_average(assessment.goal, total.mean, total.months)
    return replace(assessment, headroom=_difference(assessment.goal, assessment.actual), may_average=left)


def _as_rate(assessment: Assessment) -> Assessment:
    """The variance r − T in points, and what the numerator still needs where it counts whole things (not money)."""
    numerator, denominator, goal = assessment.numerator, assessment.denominator, assessment.goal
    unit = assessment.target.metric.numerator_unit
    asked = assessment.target.direction is Direction.AT_LEAST and unit is not None and not unit.endswith("元")
    needed = None
    if asked and numerator is not None and denominator and goal is not None:
        needed = max(Fraction(0), ceil(goal * denominator / 100) - numerator)
    return replace(assessment, variance_points=assessment.variance, needed=needed)


def _case(assessment: Assessment, clock: Clock) -> Case:
    """What the light table looks at."""
    return Case(
        target=assessment.target,
        as_of=clock.as_of,
        closed_months=assessment.closed_months,
        goal=assessment.goal,
        actual=assessment.actual,
        points=assessment.variance_points,
        pace=assessment.pace_per_month,
        pace_ratio=assessment.pace_ratio,
        ever_reported=assessment.actual is not None or any(unit.latest is not None for unit in assessment.figures),
        units_missing=bool(assessment.missing_units),
    )


def _difference(left: Fraction | None, right: Fraction | None) -> Fraction | None:
    """What `left` has over `right`, where both are known."""
    return left - right if left is not None and right is not None else None


def _ratio(actual: Fraction | None, goal: Fraction | None) -> Fraction | None:
    """A/T; n/a for T = 0."""
    return actual / goal if actual is not None and goal else None


def _points(attainment: Fraction | None, part: Fraction | None) -> Fraction | None:
    """δ = 100·(α − W) in percentage points."""
    return 100 * (attainment - part) if attainment is not None and part is not None else None
