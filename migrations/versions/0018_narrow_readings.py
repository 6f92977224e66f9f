"""What readings that were written together have in common is told once, and their two times are numbers of it."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

FOREVER = 253402271999999999
LAST = 2147483647
EXACT = " AND ".join(
    f"({figure} IS NULL OR typeof({figure}) = 'integer')"
    for figure in ("month", "cumulative", "value", "numerator", "denominator")
)
FIGURES = "month, cumulative, value, numerator, denominator, withdrawn, source, note"
KEPT = f'metric_id, unit_id, period, {FIGURES}, writing_id, "row"'
ALIKE = "recorded_at, recorded_by, received_on, import_file_id, reason"


def upgrade() -> None:
    create_writing()
    # In the order of the moments: then a number tells what a moment told.
    op.execute(
        f"INSERT INTO writing (id, batch_id, {ALIKE}) "
        "SELECT row_number() OVER (ORDER BY recorded_at, import_file_id NULLS FIRST, reason, received_on, recorded_by),"
        " (SELECT b.id FROM import_batch b WHERE b.recorded_at >= t.recorded_at ORDER BY b.recorded_at LIMIT 1), "
        f"{ALIKE} FROM (SELECT DISTINCT {ALIKE} FROM reading) AS t"
    )
    op.rename_table("reading", "reading_old")
    on_server = op.get_context().dialect.name == "postgresql"
    if on_server:  # where the names of keys are those of indexes, and each is there once
        op.execute("ALTER TABLE reading_old RENAME CONSTRAINT pk_reading TO pk_reading_old")
    create_reading(on_server=on_server)
    # Of one key, what follows a reading is what superseded it: this was looked at before anything was changed.
    op.execute(
        f"INSERT INTO reading ({KEPT}, superseded_by) "
        f'SELECT metric_id, unit_id, period, {FIGURES}, writing_id, "row", lead(writing_id, 1, {LAST}) '
        "OVER (PARTITION BY metric_id, unit_id, period ORDER BY superseded_at) FROM ("
        "SELECT r.*, w.id AS writing_id FROM reading_old r JOIN writing w ON w.recorded_at = r.recorded_at "
        "AND coalesce(w.import_file_id, 0) = coalesce(r.import_file_id, 0) AND w.reason = r.reason "
        "AND w.received_on = r.received_on AND w.recorded_by = r.recorded_by) AS told"
    )
    op.drop_table("reading_old")
    if not on_server:
        lay_guards()


def lay_guards() -> None:
    for table, rule, event, condition in (
        ("writing", "no_update", "UPDATE", ""),
        ("writing", "no_delete", "DELETE", ""),
        ("reading", "no_update", f"UPDATE OF {KEPT}", ""),
        ("reading", "closed_once", "UPDATE OF superseded_by", f" WHEN OLD.superseded_by <> {LAST}"),
        ("reading", "no_delete", "DELETE", ""),
    ):
        op.execute(
            f"CREATE TRIGGER tr_{table}_{rule} BEFORE {event} ON {table}{condition} "
            f"BEGIN SELECT RAISE(ABORT, '{table} keeps its history'); END"
        )


def text() -> sa.String:
    """A text that a server compares byte by byte, as a file does."""
    return sa.String().with_variant(sa.String(collation="C"), "postgresql")


def create_writing() -> None:
    op.create_table(
        "writing",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("recorded_by", text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("import_file_id", sa.Integer(), nullable=True),
        sa.Column("reason", text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_writing"),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name="fk_writing_batch_id"),
        sa.ForeignKeyConstraint(["import_file_id"], ["import_file.id"], name="fk_writing_import_file_id"),
    )


def create_reading(*, on_server: bool) -> None:
    """On a server what a reading points at is looked for once a statement, by a trigger."""
    references = (
        sa.ForeignKeyConstraint(["metric_id"], ["metric.id"], name="fk_reading_metric_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["department.id"], name="fk_reading_unit_id"),
        sa.ForeignKeyConstraint(["writing_id"], ["writing.id"], name="fk_reading_writing_id"),
    )
    op.create_table(
        "reading",
        sa.Column("metric_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("unit_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("period", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("superseded_by", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("month", sa.BigInteger(), nullable=True),
        sa.Column("cumulative", sa.BigInteger(), nullable=True),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("numerator", sa.BigInteger(), nullable=True),
        sa.Column("denominator", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("source", text(), nullable=False),
        sa.Column("note", text(), nullable=False),
        sa.Column("writing_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("metric_id", "unit_id", "period", "superseded_by", name="pk_reading"),
        *(() if on_server else references),
        sa.CheckConstraint("TRUE" if on_server else EXACT, name="ck_reading_exact"),
        sa.CheckConstraint('"row" >= 1', name="ck_reading_row"),
        sa.CheckConstraint("(numerator IS NULL) = (denominator IS NULL)", name="ck_reading_parts"),
        sa.CheckConstraint("denominator >= 0", name="ck_reading_denominator"),
        sa.CheckConstraint("period % 100 BETWEEN 1 AND 12", name="ck_reading_period"),
        sa.CheckConstraint("writing_id < superseded_by", name="ck_reading_two_times"),
        sa.CheckConstraint(
            "withdrawn = (coalesce(month, cumulative, value, numerator) IS NULL)", name="ck_reading_number"
        ),
        sqlite_with_rowid=False,
    )
