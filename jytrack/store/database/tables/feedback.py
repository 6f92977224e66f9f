"""What departments say of targets that are late, with its two times; of tasks their log tells."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from jytrack.domain.values.period import Period
from jytrack.store.database.tables.base import Model, keeps_history, known_from_to
from jytrack.store.values.columns import Moment, PeriodNumber


class Explanation(Model, table=True):
    """One thing said of a target in a month: the cause, the measures, who answers for them, until when.

    The key holds one row in force, whose `superseded_at` is the largest moment. A day is ISO text; "" takes back.
    """

    __table_args__ = (
        CheckConstraint("period % 100 BETWEEN 1 AND 12", name="period"),
        CheckConstraint("item IN ('cause', 'measures', 'person', 'until')", name="item"),
        CheckConstraint('"row" >= 1', name="row"),
        known_from_to(),
        {"sqlite_with_rowid": False},
    )

    target_id: int = Field(primary_key=True, foreign_key="target.id")
    period: Period = Field(sa_type=PeriodNumber, primary_key=True)
    item: str = Field(primary_key=True)
    superseded_at: datetime = Field(sa_type=Moment, primary_key=True)
    text: str
    recorded_at: datetime = Field(sa_type=Moment)
    recorded_by: str
    import_file_id: int | None = Field(default=None, foreign_key="import_file.id")
    row: int | None = None
    reason: str = ""


keeps_history("explanation")
