"""The task log also tells of extensions, added milestones and the files that prove an entry."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

STATUSES = (
    "'registered', 'assigned', 'accepted', 'in_progress', 'reported', 'returned', 'done', 'closed', 'suspended', "
    "'cancelled'"
)
COLUMNS = (
    "id, plan_id, task_no, action, happened_on, recorded_at, recorded_by, note, department_id, from_status, to_status, "
    "milestone, digest"
)


def upgrade() -> None:
    given = op.get_bind().scalar(sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'task_log'")) or 0
    create_log()
    op.execute(f"INSERT INTO task_log_new ({COLUMNS}) SELECT {COLUMNS} FROM task_log ORDER BY id")
    op.execute("DROP TABLE task_log")
    op.execute("ALTER TABLE task_log_new RENAME TO task_log")
    # The last number given tells whether the log's end was cut off, so it must not be counted anew.
    op.execute("DELETE FROM sqlite_sequence WHERE name IN ('task_log', 'task_log_new')")
    op.execute(f"INSERT INTO sqlite_sequence (name, seq) VALUES ('task_log', {given})")
    op.create_index("ix_task_log_plan_id_task_no", "task_log", ["plan_id", "task_no"])
    create_evidence()
    for table in ("task_log", "task_evidence"):
        for rule, event in (("no_update", "UPDATE"), ("no_delete", "DELETE")):
            op.execute(
                f"CREATE TRIGGER tr_{table}_{rule} BEFORE {event} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} keeps its history'); END"
            )


def create_log() -> None:
    """The log with its new actions and their day."""
    op.create_table(
        "task_log_new",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("task_no", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("from_status", sa.String(32), nullable=True),
        sa.Column("to_status", sa.String(32), nullable=True),
        sa.Column("milestone", sa.String(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_task_log"),
        sa.ForeignKeyConstraint(
            ["plan_id", "department_id"],
            ["plan_department.plan_id", "plan_department.department_id"],
            name="fk_task_log_plan_id_department_id",
        ),
        sa.ForeignKeyConstraint(
            ["plan_id", "task_no"], ["task.plan_id", "task.no"], name="fk_task_log_plan_id_task_no"
        ),
        sa.CheckConstraint("(action = 'status') = (to_status IS NOT NULL)", name="ck_task_log_status"),
        sa.CheckConstraint(
            "CASE WHEN action IN ('milestone_done', 'milestone_added') THEN milestone IS NOT NULL "
            "WHEN action IN ('status', 'note') THEN milestone IS NULL ELSE 1 END",
            name="ck_task_log_milestone",
        ),
        sa.CheckConstraint(
            "(action IN ('milestone_added', 'extension_requested', 'extension_approved')) = (until IS NOT NULL)",
            name="ck_task_log_until",
        ),
        sa.CheckConstraint("length(digest) = 64", name="ck_task_log_digest"),
        sa.CheckConstraint(
            "action IN ('status', 'note', 'milestone_done', 'milestone_added', 'extension_requested', "
            "'extension_approved', 'extension_refused')",
            name="ck_task_log_action",
        ),
        sa.CheckConstraint(f"from_status IN ({STATUSES})", name="ck_task_log_from_status"),
        sa.CheckConstraint(f"to_status IN ({STATUSES})", name="ck_task_log_to_status"),
        sqlite_autoincrement=True,
    )


def create_evidence() -> None:
    """The files that prove an entry; their hashes are part of the entry's own."""
    op.create_table(
        "task_evidence",
        sa.Column("log_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("log_id", "position", name="pk_task_evidence"),
        sa.ForeignKeyConstraint(["log_id"], ["task_log.id"], name="fk_task_evidence_log_id"),
        sa.CheckConstraint("position >= 1", name="ck_task_evidence_position"),
        sa.CheckConstraint("size >= 0", name="ck_task_evidence_size"),
        sa.CheckConstraint("length(sha256) = 64", name="ck_task_evidence_sha256"),
    )
