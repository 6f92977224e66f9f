"""Lights: one function for every output. The functions below are the rows of the table in domain.md §3, Light."""

from datetime import date
from fractions import Fraction

from jytrack.domain.plan.plan import Milestone
from jytrack.domain.plan.schedule import YEAR, before_checkpoint
from jytrack.domain.plan.target import Target, Thresholds
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import Colour, Direction, LightCode, Measure


@valueclass
class Light:
    """A colour with its reason; `lower_bound` marks a green that stands although units are missing."""

    colour: Colour
    code: LightCode
    reason: str = ""
    lower_bound: bool = False


@valueclass
class Case:
    """What the table looks at: m, T, A, `points` (δ of a flow, r − T of a rate), v, κ, and who has reported."""

    target: Target
    as_of: date
    closed_months: int
    goal: Fraction | None
    actual: Fraction | None
    points: Fraction | None
    pace: Fraction | None
    pace_ratio: Fraction | None
    ever_reported: bool
    units_missing: bool

    @property
    def at_least(self) -> bool:
        """Whether more is better."""
        return self.target.direction is Direction.AT_LEAST

    @property
    def year_over(self) -> bool:
        """Whether all twelve months are closed."""
        return self.closed_months == YEAR


GREEN_DONE = Light(Colour.GREEN, LightCode.DONE)
GREEN_ON_TRACK = Light(Colour.GREEN, LightCode.ON_TRACK)
YELLOW_BEHIND = Light(Colour.YELLOW, LightCode.BEHIND)
YELLOW_NEAR_LIMIT = Light(Colour.YELLOW, LightCode.NEAR_LIMIT)
RED_FAR_BEHIND = Light(Colour.RED, LightCode.FAR_BEHIND)
RED_NOT_MET = Light(Colour.RED, LightCode.NOT_MET)
RED_OVER_LIMIT = Light(Colour.RED, LightCode.OVER_LIMIT)
GREY_NO_GOAL = Light(Colour.GREY, LightCode.NO_GOAL)
GREY_NOT_DUE = Light(Colour.GREY, LightCode.NOT_DUE)
GREY_NO_REPORT = Light(Colour.GREY, LightCode.NO_REPORT)
GREY_AWAITING = Light(Colour.GREY, LightCode.AWAITING)
GREY_NOT_COMPUTABLE = Light(Colour.GREY, LightCode.NOT_COMPUTABLE)


def light_for(case: Case) -> Light:
    """The light of a target, its reason still to be worded: the grey order first, then the table.

    Before its checkpoint a target has a light only when the goal is reached, or a ceiling is passed, already.
    """
    if case.goal is None:
        return GREY_NO_GOAL
    judged = GREY_NOT_COMPUTABLE if case.actual is None else _by_table(case, case.actual, case.goal)
    if case.units_missing:
        judged = _with_units_missing(case, judged)
    if case.closed_months == 0 or before_checkpoint(case.target.schedule, case.as_of):
        decided = judged.code is LightCode.OVER_LIMIT or (judged.colour is Colour.GREEN and _reached(case))
        return judged if decided else GREY_NOT_DUE
    if not case.ever_reported:
        return GREY_NO_REPORT if case.units_missing else GREY_NOT_DUE
    return judged


def milestone_light(milestone: Milestone, as_of: date, thresholds: Thresholds) -> Light:
    """The light of a dated milestone: done or not due green, within seven days yellow, overdue red."""
    if milestone.done_on is not None and milestone.done_on <= as_of:
        return GREEN_DONE
    days = (milestone.due_on - as_of).days if milestone.due_on is not None else None
    if days is None or days > thresholds.due_soon_days:
        return Light(Colour.GREEN, LightCode.NOT_DUE)
    return Light(Colour.RED, LightCode.OVERDUE) if days < 0 else Light(Colour.YELLOW, LightCode.DUE_SOON)


def _by_table(case: Case, actual: Fraction, goal: Fraction) -> Light:
    """The row of the table for this kind of target."""
    tiered = case.target.metric.measure in (Measure.RATE, Measure.LEVEL)
    if not case.at_least:
        return _level_or_rate_at_most(case, actual, goal) if tiered else _count_at_most(actual, goal)
    if tiered:
        return _rate_at_least(case, actual, goal)
    return _flow_at_least(case, actual, goal) if case.target.is_flow else _stock_at_least(case, actual, goal)


def _flow_at_least(case: Case, actual: Fraction, goal: Fraction) -> Light:
    """Flow, at_least. Without δ (T = 0, or a schedule that is not known) only the goal itself can be judged."""
    if actual >= goal:
        return GREEN_DONE
    if case.year_over:
        return RED_NOT_MET
    if case.points is None:
        return GREY_NOT_COMPUTABLE
    if case.points >= 0:
        return GREEN_ON_TRACK
    if case.points < case.target.thresholds.flow_red or _out_of_reach(case):
        return RED_FAR_BEHIND
    return YELLOW_BEHIND


def _out_of_reach(case: Case) -> bool:
    """≤ 3 months left and (κ > 1.5 or v ≤ 0)."""
    thresholds = case.target.thresholds
    if YEAR - case.closed_months > thresholds.last_months or case.pace is None:
        return False
    return case.pace <= 0 or (case.pace_ratio is not None and case.pace_ratio > thresholds.hard_pace)


def _stock_at_least(case: Case, actual: Fraction, goal: Fraction) -> Light:
    """Stock, at_least: there is no yellow."""
    if actual >= goal:
        return GREEN_DONE if case.year_over else GREEN_ON_TRACK
    return RED_NOT_MET if case.year_over else RED_FAR_BEHIND


def _rate_at_least(case: Case, actual: Fraction, goal: Fraction) -> Light:
    """Rate, at_least (and a level that may not fall below its goal)."""
    if actual >= goal:
        return GREEN_DONE if case.year_over else GREEN_ON_TRACK
    if case.year_over:
        return RED_NOT_MET
    return YELLOW_BEHIND if actual >= goal + case.target.thresholds.rate_red else RED_FAR_BEHIND


def _level_or_rate_at_most(case: Case, actual: Fraction, goal: Fraction) -> Light:
    """Level or rate, at_most: near the limit is yellow, over it there is no tolerance."""
    if actual > goal:
        return RED_OVER_LIMIT
    return GREEN_ON_TRACK if actual <= goal - case.target.thresholds.near_limit else YELLOW_NEAR_LIMIT


def _count_at_most(actual: Fraction, goal: Fraction) -> Light:
    """Count (or amount), at_most: there is no yellow."""
    return GREEN_ON_TRACK if actual <= goal else RED_OVER_LIMIT


def _with_units_missing(case: Case, judged: Light) -> Light:
    """What still stands when units are missing, because the sum so far is a lower bound; all else is awaited."""
    metric = case.target.metric
    if case.at_least and case.target.is_flow and not metric.may_be_negative and judged.colour is Colour.GREEN:
        return Light(judged.colour, judged.code, lower_bound=True)
    if not case.at_least and metric.measure in (Measure.COUNT, Measure.AMOUNT) and judged.colour is Colour.RED:
        return judged
    return GREY_AWAITING


def _reached(case: Case) -> bool:
    """Whether A ≥ T already, for which no checkpoint needs to be waited for."""
    return case.at_least and case.actual is not None and case.goal is not None and case.actual >= case.goal
