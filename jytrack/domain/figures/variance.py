"""The values that say how one target stands against goal and schedule (domain.md §3, Value to date to Projection)."""

from collections.abc import Callable
from dataclasses import field
from fractions import Fraction

from jytrack.domain.figures.comparison import Comparison, not_compared
from jytrack.domain.figures.light import Light
from jytrack.domain.figures.value import UnitFigure
from jytrack.domain.plan.target import Schedule, Target
from jytrack.domain.values.valueclass import valueclass


@valueclass
class Projection:
    """The year-end figure foreseen, with the range over the methods available."""

    headline: Fraction
    low: Fraction
    high: Fraction


@valueclass
class EarlyWarning:
    """The same actual against the target's second, non-official schedule."""

    schedule: Schedule
    share: Fraction
    variance_points: Fraction


@valueclass
class Assessment:
    """One target judged at one clock: ratios are plain (1 = 100 %), `*_points` percentage points, None unknown.

    `figures` are the units behind `actual`; `needed_from_missing` is what the missing units together
    would have to bring for the schedule to be met (at_least flows). `compared` compares the month with others when it
    is asked, for few pages do. `open_doubts` counts the doubts about figures behind it that nobody has accepted
    (domain/sheets/doubting.py).
    """

    target: Target
    closed_months: int
    goal: Fraction | None
    original_goal: Fraction | None
    actual: Fraction | None
    light: Light
    units_reported: tuple[str, ...]
    missing_units: tuple[str, ...]
    stale_units: tuple[str, ...]
    mean: Fraction | None = None
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    needed: Fraction | None = None
    attainment: Fraction | None = None
    expected: Fraction | None = None
    expected_share: Fraction | None = None
    variance: Fraction | None = None
    variance_points: Fraction | None = None
    headroom: Fraction | None = None
    remaining: Fraction | None = None
    required_per_month: Fraction | None = None
    pace_per_month: Fraction | None = None
    pace_ratio: Fraction | None = None
    may_average: Fraction | None = None
    projection: Projection | None = None
    projection_note: str = ""
    early_warning: EarlyWarning | None = None
    needed_from_missing: Fraction | None = None
    figures: tuple[UnitFigure, ...] = ()
    compared: Callable[[], Comparison] = field(default=not_compared, compare=False, repr=False)
    open_doubts: int = 0
