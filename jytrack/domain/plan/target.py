"""What a plan asks of a metric: goal, schedule, duties, thresholds. Plain values, named as in domain.md §1."""

import re
from dataclasses import field
from datetime import date, datetime
from fractions import Fraction

from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.period import Period
from jytrack.domain.values.valueclass import valueclass
from jytrack.domain.values.words import (
    Basis,
    Direction,
    Frequency,
    Measure,
    Reporting,
    ScheduleKind,
)

_CLOSING_BRACKET = re.compile(r"[（(][^（()）]*[）)]$")


@valueclass
class Metric:
    """What is measured, over all years. `share_of_people` marks rates whose numerator may not pass the denominator.

    `definition` says what is counted and by what source, "" where nobody has said it; `written_as` is its name in
    prose, "" for the name itself.
    """

    code: str
    name: str
    measure_unit: str
    measure: Measure
    reporting: Reporting
    numerator_unit: str | None = None
    denominator_unit: str | None = None
    may_be_negative: bool = False
    share_of_people: bool = False
    source_required: bool = False
    aliases: tuple[str, ...] = ()
    definition: str = ""
    written_as: str = ""

    @property
    def prose_name(self) -> str:
        """The name that sentences use: the one given for it, else the name without a bracket at its end."""
        return self.written_as or _CLOSING_BRACKET.sub("", self.name) or self.name


@valueclass
class Goal:
    """The annual goal from a date on; a revision adds one and overwrites none. `value` None: none is set yet."""

    value: Fraction | None
    valid_from: date
    basis: Basis = Basis.PRINTED
    reason: str = ""
    document: str = ""
    recorded_at: datetime | None = None
    recorded_by: str = ""


@valueclass
class Schedule:
    """The share of the goal expected by each month: twelve `points` for steps, a `checkpoint` day for checkpoint."""

    kind: ScheduleKind = ScheduleKind.LINEAR
    points: tuple[Fraction, ...] = ()
    checkpoint: date | None = None


@valueclass
class Duty:
    """Which unit (or group) reports a target's metric, how often, due on which day of the reported month."""

    unit: str
    frequency: Frequency
    due_day: int
    since: Period


@valueclass
class UnitBounds:
    """What the office calls low and high of a unit's month; of a rate in per cent. None: there is no such bound."""

    unit: str
    low: Fraction | None = None
    high: Fraction | None = None
    note: str = ""


@valueclass
class Thresholds:
    """Where lights change colour (domain.md §3): plan data, overridable per target.

    All in percentage points, but for `hard_pace` (a ratio), `last_months` (months) and the `*_days` (calendar days).
    """

    flow_red: Fraction = Fraction(-10)
    rate_red: Fraction = Fraction(-2)
    near_limit: Fraction = Fraction(1, 5)
    hard_pace: Fraction = Fraction(3, 2)
    last_months: int = 3
    due_soon_days: int = 7
    neglected_days: int = 31


@valueclass
class Target:
    """What a plan asks of a metric; `duties` as entered, `unit_duties` with groups opened into units, in order.

    `bounds` are those of single units, as entered.

    `decision` is the entry of the log by which the office gave the target to `task`, or without a task to `owner`,
    where the plan does not print a task (issue 4 of 4, 4).
    """

    metric: Metric
    direction: Direction
    goals: tuple[Goal, ...] = ()
    task: int | None = None
    task_basis: Basis | None = None
    owner: str | None = None
    decision: LogEntry | None = None
    binding: bool = True
    schedule: Schedule = field(default_factory=Schedule)
    early_warning: Schedule | None = None
    duties: tuple[Duty, ...] = ()
    unit_duties: tuple[Duty, ...] = ()
    bounds: tuple[UnitBounds, ...] = ()
    thresholds: Thresholds = field(default_factory=Thresholds)

    @property
    def code(self) -> str:
        """The metric's stable English identifier, which names the target too."""
        return self.metric.code

    @property
    def is_flow(self) -> bool:
        """Whether the value grows over the year (increments and cumulatives), as schedules and pace need."""
        return self.metric.measure in (Measure.COUNT, Measure.AMOUNT) and self.metric.reporting is not Reporting.POINT

    @property
    def is_stock(self) -> bool:
        """Whether the value is a count or an amount at a point in time."""
        return self.metric.measure in (Measure.COUNT, Measure.AMOUNT) and self.metric.reporting is Reporting.POINT

    def goal_at(self, as_of: date) -> Goal | None:
        """The goal in force at `as_of`: the latest that had begun; before the first begins, the first."""
        begun = [goal for goal in self.goals if goal.valid_from <= as_of]
        if begun:
            return begun[-1]
        return self.goals[0] if self.goals else None

    @property
    def units(self) -> tuple[str, ...]:
        """The units U that must report, groups expanded, in official order."""
        return tuple(duty.unit for duty in self.unit_duties)
