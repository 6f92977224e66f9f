"""A reading's missing figures are not asked for their type, which took as long as all other checks of a row."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

FOREVER = 253402271999999999
EXACT = " AND ".join(
    f"({figure} IS NULL OR typeof({figure}) = 'integer')"
    for figure in ("month", "cumulative", "value", "numerator", "denominator")
)
KEPT = (
    "metric_id, unit_id, period, month, cumulative, value, numerator, denominator, withdrawn, source, note, "
    'received_on, recorded_at, recorded_by, import_file_id, "row", reason'
)


def upgrade() -> None:
    create_reading()
    columns = f"{KEPT}, superseded_at"
    op.execute(f"INSERT INTO reading_new ({columns}) SELECT {columns} FROM reading")
    op.execute("DROP TABLE reading")
    op.execute("ALTER TABLE reading_new RENAME TO reading")
    guard("no_update", f"UPDATE OF {KEPT}")
    guard("closed_once", "UPDATE OF superseded_at", f" WHEN OLD.superseded_at <> {FOREVER}")
    guard("no_delete", "DELETE")


def guard(rule: str, event: str, condition: str = "") -> None:
    op.execute(
        f"CREATE TRIGGER tr_reading_{rule} BEFORE {event} ON reading{condition} "
        "BEGIN SELECT RAISE(ABORT, 'reading keeps its history'); END"
    )


def create_reading() -> None:
    op.create_table(
        "reading_new",
        sa.Column("metric_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("superseded_at", sa.BigInteger(), nullable=False),
        sa.Column("month", sa.BigInteger(), nullable=True),
        sa.Column("cumulative", sa.BigInteger(), nullable=True),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("numerator", sa.BigInteger(), nullable=True),
        sa.Column("denominator", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("import_file_id", sa.Integer(), nullable=True),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("metric_id", "unit_id", "period", "superseded_at", name="pk_reading"),
        sa.ForeignKeyConstraint(["import_file_id"], ["import_file.id"], name="fk_reading_import_file_id"),
        sa.ForeignKeyConstraint(["metric_id"], ["metric.id"], name="fk_reading_metric_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["department.id"], name="fk_reading_unit_id"),
        sa.CheckConstraint(EXACT, name="ck_reading_exact"),
        sa.CheckConstraint('"row" >= 1', name="ck_reading_row"),
        sa.CheckConstraint("(numerator IS NULL) = (denominator IS NULL)", name="ck_reading_parts"),
        sa.CheckConstraint("denominator >= 0", name="ck_reading_denominator"),
        sa.CheckConstraint("period % 100 BETWEEN 1 AND 12", name="ck_reading_period"),
        sa.CheckConstraint("recorded_at < superseded_at", name="ck_reading_two_times"),
        sa.CheckConstraint(
            "withdrawn = (coalesce(month, cumulative, value, numerator) IS NULL)", name="ck_reading_number"
        ),
        sqlite_with_rowid=False,
    )
