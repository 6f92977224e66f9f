"""What was noticed at an import is kept with it, and no import is undone twice."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "import_problem",
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
        sa.ForeignKeyConstraint(
            ["import_file_id"], ["import_file.id"], name="fk_import_problem_import_file_id"
        ),
        sa.CheckConstraint('"row" >= 1', name="ck_import_problem_row"),
        sa.CheckConstraint("position >= 1", name="ck_import_problem_position"),
        sa.CheckConstraint("severity IN ('warning', 'fixed')", name="ck_import_problem_severity"),
        sqlite_with_rowid=False,
    )
    for rule, event in (("no_update", "UPDATE"), ("no_delete", "DELETE")):
        op.execute(
            f"CREATE TRIGGER tr_import_problem_{rule} BEFORE {event} ON import_problem "
            "BEGIN SELECT RAISE(ABORT, 'import_problem keeps its history'); END"
        )
    op.create_index("ix_import_batch_undoes_id", "import_batch", ["undoes_id"], unique=True)
    # A sheet's counts are known when its last row has been read; until then its encoding stays empty.
    op.execute("DROP TRIGGER tr_import_file_no_update")
    op.execute(
        "CREATE TRIGGER tr_import_file_no_update BEFORE UPDATE ON import_file WHEN OLD.encoding <> '' "
        "BEGIN SELECT RAISE(ABORT, 'import_file keeps its history'); END"
    )
