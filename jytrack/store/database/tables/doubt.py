"""What is doubtful about figures, when it held, and what the office decided of it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from jytrack.domain.values.period import Period
from jytrack.store.database.tables.base import Model, append_only, keeps_history, known_from_to
from jytrack.store.values.columns import Moment, PeriodNumber


class Doubt(Model, table=True):
    """One doubt about exactly one `figure`; its id is the number that the clerk reads. It is never given again."""

    __table_args__ = (Index("ix_doubt_plan_id_metric_id", "plan_id", "metric_id"),)

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    code: str
    metric_id: int | None = Field(default=None, foreign_key="metric.id")
    unit_id: int | None = Field(default=None, foreign_key="department.id")
    figure: str
    recorded_at: datetime = Field(sa_type=Moment)


class DoubtFound(Model, table=True):
    """That a doubt held of what was on record between two moments, with what spoke for it; fractions are n/d."""

    __table_args__ = (
        CheckConstraint("period % 100 BETWEEN 1 AND 12", name="period"),
        known_from_to(),
        {"sqlite_with_rowid": False},
    )

    doubt_id: int = Field(primary_key=True, foreign_key="doubt.id")
    superseded_at: datetime = Field(sa_type=Moment, primary_key=True, index=True)
    recorded_at: datetime = Field(sa_type=Moment, index=True)
    period: Period = Field(sa_type=PeriodNumber)
    value: str | None = None
    against: str | None = None
    degree: str | None = None
    whole_id: int | None = Field(default=None, foreign_key="metric.id")
    import_file_id: int | None = Field(default=None, foreign_key="import_file.id")
    row: int | None = None


class DoubtDecision(Model, table=True):
    """That somebody of the office accepted the doubted figure as right, or took that back."""

    __table_args__ = (CheckConstraint("note <> ''", name="note"),)

    id: int | None = Field(default=None, primary_key=True)
    doubt_id: int = Field(foreign_key="doubt.id")
    recorded_at: datetime = Field(sa_type=Moment, index=True)
    recorded_by: str
    accepted: bool
    note: str


append_only("doubt")
keeps_history("doubt_found")
append_only("doubt_decision")
