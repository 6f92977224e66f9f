"""The plan itself, its departments as it describes them, its calendar, and the log of edited settings."""

from datetime import date, datetime
from fractions import Fraction

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from jytrack.domain.values.words import Basis, DepartmentKind, ThresholdItem
from jytrack.store.database.tables.base import Model, append_only
from jytrack.store.values.columns import Figure, Moment, word

_WHOLE, _OWN = text("target_id IS NULL"), text("target_id IS NOT NULL")


class Plan(Model, table=True):
    """One year's action plan of one region."""

    __table_args__ = (CheckConstraint("year BETWEEN 1949 AND 9998", name="year"),)

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    title: str
    region: str
    year: int
    issued_on: date
    document: str = ""


class Threshold(Model, table=True):
    """One threshold of lights: the plan's own, or a target's that differs from it."""

    __table_args__ = (
        CheckConstraint("value <= 0 OR name NOT IN ('flow_red', 'rate_red')", name="not_above_zero"),
        CheckConstraint("value >= 0 OR name IN ('flow_red', 'rate_red')", name="not_below_zero"),
        CheckConstraint(
            "value % 10000 = 0 OR name IN ('flow_red', 'rate_red', 'near_limit', 'hard_pace')", name="whole"
        ),
        Index("uq_threshold_plan", "plan_id", "name", unique=True, sqlite_where=_WHOLE, postgresql_where=_WHOLE),
        Index("uq_threshold_target", "target_id", "name", unique=True, sqlite_where=_OWN, postgresql_where=_OWN),
    )

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    target_id: int | None = Field(default=None, foreign_key="target.id")
    name: ThresholdItem = Field(sa_column=Column(word(ThresholdItem, "name"), nullable=False))
    value: Fraction = Field(sa_type=Figure)


class Department(Model, table=True):
    """A body of one region by its printed name; it lives across the plans of the region."""

    __table_args__ = (UniqueConstraint("region", "name"), CheckConstraint("name <> ''", name="name"))

    id: int | None = Field(default=None, primary_key=True)
    region: str
    name: str


class PlanDepartment(Model, table=True):
    """What one plan says of a department."""

    __table_args__ = (
        UniqueConstraint("plan_id", "code"),
        CheckConstraint("position >= 1", name="position"),
        CheckConstraint("villages >= 0", name="villages"),
        CheckConstraint("communities >= 0", name="communities"),
    )

    plan_id: int = Field(primary_key=True, foreign_key="plan.id")
    department_id: int = Field(primary_key=True, foreign_key="department.id")
    position: int
    kind: DepartmentKind = Field(sa_column=Column(word(DepartmentKind, "kind"), nullable=False))
    code: str | None = None
    villages: int | None = None
    communities: int | None = None
    basis: Basis = Field(sa_column=Column(word(Basis, "basis"), nullable=False))


class DepartmentAlias(Model, table=True):
    """Another spelling that a plan accepts for a department."""

    __table_args__ = (
        ForeignKeyConstraint(
            ["plan_id", "department_id"], ["plan_department.plan_id", "plan_department.department_id"]
        ),
        CheckConstraint("position >= 1", name="position"),
    )

    plan_id: int = Field(primary_key=True)
    alias: str = Field(primary_key=True)
    department_id: int
    position: int


class GroupMember(Model, table=True):
    """A department that a group stands for, in one plan."""

    __table_args__ = (
        ForeignKeyConstraint(["plan_id", "group_id"], ["plan_department.plan_id", "plan_department.department_id"]),
        ForeignKeyConstraint(["plan_id", "member_id"], ["plan_department.plan_id", "plan_department.department_id"]),
        CheckConstraint("group_id <> member_id", name="not_itself"),
        CheckConstraint("position >= 1", name="position"),
    )

    plan_id: int = Field(primary_key=True)
    group_id: int = Field(primary_key=True)
    member_id: int = Field(primary_key=True)
    position: int


class CalendarDay(Model, table=True):
    """A day of a plan's calendar that differs from the week's pattern."""

    plan_id: int = Field(primary_key=True, foreign_key="plan.id")
    day: date = Field(primary_key=True)
    name: str
    off: bool
    source: str = ""


class OfficePaper(Model, table=True):
    """What a plan's folder says of documents: a wording, an item of the office's own data, or 公文.docx in base64."""

    __table_args__ = (CheckConstraint("content <> ''", name="content"),)

    plan_id: int = Field(primary_key=True, foreign_key="plan.id")
    name: str = Field(primary_key=True)
    content: str


class SettingsLog(Model, table=True):
    """What a plan folder said of one subject, each time that it said something new; empty: nothing."""

    __table_args__ = (Index("ix_settings_log_plan_id_subject", "plan_id", "subject"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    subject: str
    was: str
    became: str
    recorded_at: datetime = Field(sa_type=Moment)
    recorded_by: str


append_only("settings_log")
