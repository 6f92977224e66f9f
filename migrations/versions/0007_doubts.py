"""What is doubtful about figures is kept with its two times, and so is what the office decided of it."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

FOREVER = 253402271999999999


def upgrade() -> None:
    create_doubt()
    create_found()
    create_decision()
    for table in ("doubt", "doubt_decision"):
        guard(table, "no_update", "UPDATE")
        guard(table, "no_delete", "DELETE")
    evidence = "doubt_id, recorded_at, period, value, against, degree, whole_id, import_file_id, row"
    guard("doubt_found", "no_update", f"UPDATE OF {evidence}")
    guard("doubt_found", "closed_once", "UPDATE OF superseded_at", f" WHEN OLD.superseded_at <> {FOREVER}")
    guard("doubt_found", "no_delete", "DELETE")


def guard(table: str, rule: str, event: str, condition: str = "") -> None:
    op.execute(
        f"CREATE TRIGGER tr_{table}_{rule} BEFORE {event} ON {table}{condition} "
        f"BEGIN SELECT RAISE(ABORT, '{table} keeps its history'); END"
    )


def create_doubt() -> None:
    """Which doubts there ever were, each with its number."""
    op.create_table(
        "doubt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("metric_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("figure", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_doubt"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_doubt_plan_id"),
        sa.ForeignKeyConstraint(["metric_id"], ["metric.id"], name="fk_doubt_metric_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["department.id"], name="fk_doubt_unit_id"),
    )
    op.create_index("ix_doubt_plan_id_metric_id", "doubt", ["plan_id", "metric_id"])


def create_found() -> None:
    """From when to when each of them held, with what spoke for it."""
    op.create_table(
        "doubt_found",
        sa.Column("doubt_id", sa.Integer(), nullable=False),
        sa.Column("superseded_at", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(), nullable=True),
        sa.Column("against", sa.String(), nullable=True),
        sa.Column("degree", sa.String(), nullable=True),
        sa.Column("whole_id", sa.Integer(), nullable=True),
        sa.Column("import_file_id", sa.Integer(), nullable=True),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("doubt_id", "superseded_at", name="pk_doubt_found"),
        sa.ForeignKeyConstraint(["doubt_id"], ["doubt.id"], name="fk_doubt_found_doubt_id"),
        sa.ForeignKeyConstraint(["whole_id"], ["metric.id"], name="fk_doubt_found_whole_id"),
        sa.ForeignKeyConstraint(["import_file_id"], ["import_file.id"], name="fk_doubt_found_import_file_id"),
        sa.CheckConstraint("period % 100 BETWEEN 1 AND 12", name="ck_doubt_found_period"),
        sa.CheckConstraint("recorded_at < superseded_at", name="ck_doubt_found_two_times"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_doubt_found_recorded_at", "doubt_found", ["recorded_at"])


def create_decision() -> None:
    """What the office said of a doubt: that the figure is right, or that it is doubted again."""
    op.create_table(
        "doubt_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("doubt_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_doubt_decision"),
        sa.ForeignKeyConstraint(["doubt_id"], ["doubt.id"], name="fk_doubt_decision_doubt_id"),
        sa.CheckConstraint("note <> ''", name="ck_doubt_decision_note"),
    )
    op.create_index("ix_doubt_decision_recorded_at", "doubt_decision", ["recorded_at"])
