"""Metrics, what a plan asks of them, when, and of whom: goals, schedules, allocations, duties."""

from datetime import date, datetime
from fractions import Fraction

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, UniqueConstraint
from sqlmodel import Field

from jytrack.domain.values.period import Period
from jytrack.domain.values.words import Basis, Direction, Frequency, Measure, Reporting, ScheduleKind, ScheduleRole
from jytrack.store.database.tables.base import Model, keeps_history, known_from_to
from jytrack.store.values.columns import Figure, Moment, PeriodNumber, Share, word


class Metric(Model, table=True):
    """What is measured, by its code; it lives across the plans of its region, and readings belong to it."""

    __table_args__ = (UniqueConstraint("region", "code"), CheckConstraint("code <> ''", name="code"))

    id: int | None = Field(default=None, primary_key=True)
    region: str
    code: str


class Target(Model, table=True):
    """What one plan says of a metric: its name and kind that year, and what is asked of it."""

    __table_args__ = (
        ForeignKeyConstraint(["plan_id", "task_no"], ["task.plan_id", "task.no"]),
        UniqueConstraint("plan_id", "metric_id"),
        UniqueConstraint("plan_id", "name"),
        CheckConstraint("position >= 1", name="position"),
        CheckConstraint("(numerator_unit IS NULL) = (denominator_unit IS NULL)", name="parts"),
        CheckConstraint("task_no IS NOT NULL OR task_basis IS NULL", name="task"),
    )

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    metric_id: int = Field(foreign_key="metric.id")
    position: int
    name: str
    measure_unit: str
    measure: Measure = Field(sa_column=Column(word(Measure, "measure"), nullable=False))
    reporting: Reporting = Field(sa_column=Column(word(Reporting, "reporting"), nullable=False))
    numerator_unit: str | None = None
    denominator_unit: str | None = None
    may_be_negative: bool
    share_of_people: bool
    source_required: bool
    direction: Direction = Field(sa_column=Column(word(Direction, "direction"), nullable=False))
    binding: bool
    task_no: int | None = None
    task_basis: Basis | None = Field(default=None, sa_column=Column(word(Basis, "task_basis")))
    definition: str | None = None
    prose_name: str | None = None


class MetricAlias(Model, table=True):
    """Another spelling that a plan accepts for a metric."""

    __table_args__ = (CheckConstraint("position >= 1", name="position"),)

    plan_id: int = Field(primary_key=True, foreign_key="plan.id")
    alias: str = Field(primary_key=True)
    target_id: int = Field(foreign_key="target.id")
    position: int


class TargetGoal(Model, table=True):
    """The annual goal from a date on, as known between two moments; `value` NULL: none is set yet."""

    __table_args__ = (known_from_to(),)

    target_id: int = Field(primary_key=True, foreign_key="target.id")
    valid_from: date = Field(primary_key=True)
    superseded_at: datetime = Field(sa_type=Moment, primary_key=True)
    value: Fraction | None = Field(default=None, sa_type=Figure)
    basis: Basis = Field(sa_column=Column(word(Basis, "basis"), nullable=False))
    reason: str = ""
    document: str = ""
    recorded_at: datetime = Field(sa_type=Moment)
    recorded_by: str


class Schedule(Model, table=True):
    """The official or the early-warning schedule of a target, as known between two moments."""

    __table_args__ = (
        UniqueConstraint("target_id", "role", "superseded_at"),
        CheckConstraint("(kind = 'checkpoint') = (checkpoint IS NOT NULL)", name="checkpoint"),
        known_from_to(),
    )

    id: int | None = Field(default=None, primary_key=True)
    target_id: int = Field(foreign_key="target.id")
    role: ScheduleRole = Field(sa_column=Column(word(ScheduleRole, "role"), nullable=False))
    kind: ScheduleKind = Field(sa_column=Column(word(ScheduleKind, "kind"), nullable=False))
    checkpoint: date | None = None
    reason: str = ""
    recorded_at: datetime = Field(sa_type=Moment)
    recorded_by: str
    superseded_at: datetime = Field(sa_type=Moment)


class SchedulePoint(Model, table=True):
    """The share of the goal expected by the end of a month."""

    __table_args__ = (CheckConstraint("month BETWEEN 1 AND 12", name="month"),)

    schedule_id: int = Field(primary_key=True, foreign_key="schedule.id")
    month: int = Field(primary_key=True)
    share: Fraction = Field(sa_type=Share)


class Allocation(Model, table=True):
    """One unit's part of a goal from a date on, as known between two moments."""

    __table_args__ = (known_from_to(),)

    target_id: int = Field(primary_key=True, foreign_key="target.id")
    unit_id: int = Field(primary_key=True, foreign_key="department.id")
    valid_from: date = Field(primary_key=True)
    superseded_at: datetime = Field(sa_type=Moment, primary_key=True)
    value: Fraction = Field(sa_type=Figure)
    basis: Basis = Field(sa_column=Column(word(Basis, "basis"), nullable=False))
    reason: str = ""
    document: str = ""
    recorded_at: datetime = Field(sa_type=Moment)
    recorded_by: str


class Duty(Model, table=True):
    """Which unit or group reports a target's metric, how often, due on which day of the reported month."""

    __table_args__ = (
        CheckConstraint("position >= 1", name="position"),
        CheckConstraint("due_day BETWEEN 1 AND 31", name="due_day"),
        CheckConstraint("since % 100 BETWEEN 1 AND 12", name="since"),
    )

    target_id: int = Field(primary_key=True, foreign_key="target.id")
    unit_id: int = Field(primary_key=True, foreign_key="department.id")
    position: int
    frequency: Frequency = Field(sa_column=Column(word(Frequency, "frequency"), nullable=False))
    due_day: int
    since: Period = Field(sa_type=PeriodNumber)


class UnitBounds(Model, table=True):
    """What the office calls low and high of a unit's month, of which the plan folder speaks; NULL: no such bound."""

    __table_args__ = (
        CheckConstraint("position >= 1", name="position"),
        CheckConstraint("low IS NOT NULL OR high IS NOT NULL", name="some"),
        CheckConstraint("low <= high", name="order"),
    )

    target_id: int = Field(primary_key=True, foreign_key="target.id")
    unit_id: int = Field(primary_key=True, foreign_key="department.id")
    position: int
    low: Fraction | None = Field(default=None, sa_type=Figure)
    high: Fraction | None = Field(default=None, sa_type=Figure)
    note: str


for name in ("target_goal", "schedule", "allocation"):
    keeps_history(name)
