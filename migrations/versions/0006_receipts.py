"""Sheets that came and were not taken in are remembered, each sheet has its own received day, and notes are kept."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

PROBLEM = 'import_file_id, position, severity, code, "row", "column", value, message, suggestion'


def upgrade() -> None:
    op.add_column("import_file", sa.Column("received_on", sa.Date()))
    keep_notes()
    create_receipts()
    create_changes()
    for table in ("import_problem", "receipt", "receipt_item", "receipt_problem", "received_change"):
        for rule, event in (("no_update", "UPDATE"), ("no_delete", "DELETE")):
            op.execute(
                f"CREATE TRIGGER tr_{table}_{rule} BEFORE {event} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} keeps its history'); END"
            )


def keep_notes() -> None:
    """What was noticed may also be a note, which asks for nothing."""
    op.create_table(
        "import_problem_new",
        sa.Column("import_file_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("severity", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column("column", sa.String(), nullable=True),
        sa.Column("value", sa.String(), nullable=True),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("suggestion", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("import_file_id", "position", name="pk_import_problem"),
        sa.ForeignKeyConstraint(["import_file_id"], ["import_file.id"], name="fk_import_problem_import_file_id"),
        sa.CheckConstraint('"row" >= 1', name="ck_import_problem_row"),
        sa.CheckConstraint("position >= 1", name="ck_import_problem_position"),
        sa.CheckConstraint("severity IN ('warning', 'fixed', 'note')", name="ck_import_problem_severity"),
        sqlite_with_rowid=False,
    )
    op.execute(f"INSERT INTO import_problem_new ({PROBLEM}) SELECT {PROBLEM} FROM import_problem")
    op.execute("DROP TABLE import_problem")
    op.execute("ALTER TABLE import_problem_new RENAME TO import_problem")


def create_receipts() -> None:
    """A sheet that was refused, or kept out by another one: what it was for, its problems counted."""
    op.create_table(
        "receipt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("refused", sa.Boolean(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_receipt"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_receipt_plan_id"),
        sa.CheckConstraint("length(sha256) = 64", name="ck_receipt_sha256"),
    )
    op.create_index("ix_receipt_sha256", "receipt", ["sha256"])
    op.create_index("ix_receipt_recorded_at", "receipt", ["recorded_at"])
    op.create_table(
        "receipt_item",
        sa.Column("receipt_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("metric_id", sa.Integer(), nullable=True),
        sa.Column("period", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("receipt_id", "position", name="pk_receipt_item"),
        sa.ForeignKeyConstraint(["receipt_id"], ["receipt.id"], name="fk_receipt_item_receipt_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["department.id"], name="fk_receipt_item_unit_id"),
        sa.ForeignKeyConstraint(["metric_id"], ["metric.id"], name="fk_receipt_item_metric_id"),
        sa.CheckConstraint("position >= 1", name="ck_receipt_item_position"),
        sa.CheckConstraint("period % 100 BETWEEN 1 AND 12", name="ck_receipt_item_period"),
    )
    op.create_table(
        "receipt_problem",
        sa.Column("receipt_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("receipt_id", "code", name="pk_receipt_problem"),
        sa.ForeignKeyConstraint(["receipt_id"], ["receipt.id"], name="fk_receipt_problem_receipt_id"),
        sa.CheckConstraint("count >= 1", name="ck_receipt_problem_count"),
    )


def create_changes() -> None:
    """A received day that was put right, of an act's sheet or of the whole act, with its reason."""
    op.create_table(
        "received_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("import_file_id", sa.Integer(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_received_change"),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name="fk_received_change_batch_id"),
        sa.ForeignKeyConstraint(["import_file_id"], ["import_file.id"], name="fk_received_change_import_file_id"),
        sa.CheckConstraint("reason <> ''", name="ck_received_change_reason"),
    )
