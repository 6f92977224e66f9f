"""Readings with their two times, and the imports and files that they came from."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint
from sqlmodel import Field

from jytrack.domain.values.period import Period
from jytrack.store.database.tables.base import Model, append_only, closed_once, keeps_history
from jytrack.store.values.columns import Moment, PeriodNumber


class ImportBatch(Model, table=True):
    """One act of writing readings, whole or not at all; its moment is that of every reading it wrote."""

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    recorded_at: datetime = Field(sa_type=Moment, unique=True)
    recorded_by: str
    received_on: date
    reason: str = ""
    undoes_id: int | None = Field(default=None, foreign_key="import_batch.id", index=True, unique=True)


class ImportFile(Model, table=True):
    """One sheet of one file that was imported, and what became of its rows; its received day NULL: its act's."""

    __table_args__ = (
        CheckConstraint("length(sha256) = 64", name="sha256"),
        CheckConstraint("size >= 0", name="size"),
        CheckConstraint("period % 100 BETWEEN 1 AND 12", name="period"),
        # In SQLite's words, which are those of the migrations.
        CheckConstraint("min(new_rows, unchanged_rows, corrected_rows, rejected_rows) >= 0", name="counts"),
    )

    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="import_batch.id")
    name: str
    sheet: str = ""
    sha256: str = Field(index=True)
    size: int
    encoding: str
    layout: str
    period: Period | None = Field(default=None, sa_type=PeriodNumber)
    new_rows: int
    unchanged_rows: int
    corrected_rows: int
    rejected_rows: int
    received_on: date | None = None


class ImportProblem(Model, table=True):
    """Something noticed in a sheet that was imported all the same: a warning, a cell put right, or a mere note."""

    __table_args__ = (
        CheckConstraint("position >= 1", name="position"),
        CheckConstraint("severity IN ('warning', 'fixed', 'note')", name="severity"),
        CheckConstraint('"row" >= 1', name="row"),
        {"sqlite_with_rowid": False},
    )

    import_file_id: int = Field(primary_key=True, foreign_key="import_file.id")
    position: int = Field(primary_key=True)
    severity: str
    code: str
    row: int | None = None
    column: str | None = None
    value: str | None = None
    message: str
    suggestion: str = ""


class Writing(Model, table=True):
    """What readings that were written together have in common: act, moment, who, received day, sheet and reason.

    Numbers follow the moments, so of two readings the one with the smaller number was written earlier or by the same
    sheet. An undoing has one for each sheet and day that it copies.
    """

    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="import_batch.id")
    recorded_at: datetime = Field(sa_type=Moment)
    recorded_by: str
    received_on: date
    import_file_id: int | None = Field(default=None, foreign_key="import_file.id")
    reason: str = ""


class Reading(Model, table=True):
    """What one unit reported of one metric for one month, as typed, in whole ten-thousandths.

    It was known from its writing on until another one superseded it. The key holds one row in force, whose
    `superseded_by` is the largest number. A withdrawal is a row without a number, so that taking a reading back is
    recorded too.
    """

    __table_args__ = (
        CheckConstraint("period % 100 BETWEEN 1 AND 12", name="period"),
        CheckConstraint("withdrawn = (coalesce(month, cumulative, value, numerator) IS NULL)", name="number"),
        CheckConstraint("(numerator IS NULL) = (denominator IS NULL)", name="parts"),
        CheckConstraint("denominator >= 0", name="denominator"),
        # A column of SQLite takes what it is given, a fraction too. Most figures of a row are missing: these are not
        # asked for their type, which would take as long as all other checks together.
        CheckConstraint(
            " AND ".join(
                f"({number} IS NULL OR typeof({number}) = 'integer')"
                for number in ("month", "cumulative", "value", "numerator", "denominator")
            ),
            name="exact",
        ),
        CheckConstraint('"row" >= 1', name="row"),
        CheckConstraint("writing_id < superseded_by", name="two_times"),
        {"sqlite_with_rowid": False},
    )

    metric_id: int = Field(primary_key=True, foreign_key="metric.id")
    unit_id: int = Field(primary_key=True, foreign_key="department.id")
    period: Period = Field(sa_type=PeriodNumber, primary_key=True)
    superseded_by: int = Field(primary_key=True)
    month: int | None = Field(default=None, sa_type=BigInteger)
    cumulative: int | None = Field(default=None, sa_type=BigInteger)
    value: int | None = Field(default=None, sa_type=BigInteger)
    numerator: int | None = Field(default=None, sa_type=BigInteger)
    denominator: int | None = Field(default=None, sa_type=BigInteger)
    withdrawn: bool = Field(default=False, sa_column_kwargs={"server_default": "0"})
    source: str = ""
    note: str = ""
    writing_id: int = Field(foreign_key="writing.id")
    row: int | None = None


append_only("import_batch")
closed_once("import_file", "encoding")
append_only("import_problem")
append_only("writing")
keeps_history("reading")
