"""When sheets were received: those that came and were not taken in, and received days that were put right."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from jytrack.domain.values.period import Period
from jytrack.store.database.tables.base import Model, append_only
from jytrack.store.values.columns import Moment, PeriodNumber


class Receipt(Model, table=True):
    """One sheet of a file that was not taken in: `refused` itself, or kept out by another one of its import."""

    __table_args__ = (CheckConstraint("length(sha256) = 64", name="sha256"),)

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    name: str
    sheet: str = ""
    sha256: str = Field(index=True)
    refused: bool
    received_on: date
    recorded_at: datetime = Field(sa_type=Moment, index=True)
    recorded_by: str


class ReceiptItem(Model, table=True):
    """What a refused sheet was for: a unit that it goes back to, a metric, a month (NULL: that was not to be seen)."""

    __table_args__ = (
        CheckConstraint("position >= 1", name="position"),
        CheckConstraint("period % 100 BETWEEN 1 AND 12", name="period"),
    )

    receipt_id: int = Field(primary_key=True, foreign_key="receipt.id")
    position: int = Field(primary_key=True)
    unit_id: int = Field(foreign_key="department.id")
    metric_id: int | None = Field(default=None, foreign_key="metric.id")
    period: Period | None = Field(default=None, sa_type=PeriodNumber)


class ReceiptProblem(Model, table=True):
    """How many problems of one code a refused sheet had; nothing of its cells is kept."""

    __table_args__ = (CheckConstraint("count >= 1", name="count"),)

    receipt_id: int = Field(primary_key=True, foreign_key="receipt.id")
    code: str = Field(primary_key=True)
    count: int


class ReceivedChange(Model, table=True):
    """That the received day of an act, or of one sheet of it, is another one, and why."""

    __table_args__ = (CheckConstraint("reason <> ''", name="reason"),)

    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="import_batch.id")
    import_file_id: int | None = Field(default=None, foreign_key="import_file.id")
    received_on: date
    reason: str
    recorded_at: datetime = Field(sa_type=Moment)
    recorded_by: str


for name in ("receipt", "receipt_item", "receipt_problem", "received_change"):
    append_only(name)
