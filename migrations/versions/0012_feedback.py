"""What departments say of targets that are late is kept with its two times; what they say of tasks goes into the log."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

FOREVER = 253402271999999999
STATUSES = (
    "'registered', 'assigned', 'accepted', 'in_progress', 'reported', 'returned', 'done', 'closed', 'suspended', "
    "'cancelled'"
)
COLUMNS = (
    "id, plan_id, task_no, action, happened_on, recorded_at, recorded_by, note, department_id, from_status, to_status, "
    "milestone, until, group_id, target_id, digest"
)


def upgrade() -> None:
    create_explanation()
    given = op.get_bind().scalar(sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'task_log'")) or 0
    create_log()
    op.execute(f"INSERT INTO task_log_new ({COLUMNS}) SELECT {COLUMNS} FROM task_log ORDER BY id")
    op.execute("DROP TABLE task_log")
    op.execute("ALTER TABLE task_log_new RENAME TO task_log")
    # The last number given tells whether the log's end was cut off, so it must not be counted anew.
    op.execute("DELETE FROM sqlite_sequence WHERE name IN ('task_log', 'task_log_new')")
    op.execute(f"INSERT INTO sqlite_sequence (name, seq) VALUES ('task_log', {given})")
    op.create_index("ix_task_log_plan_id_task_no", "task_log", ["plan_id", "task_no"])
    guard("task_log", "no_update", "UPDATE")
    guard("task_log", "no_delete", "DELETE")


def guard(table: str, rule: str, event: str, condition: str = "") -> None:
    op.execute(
        f"CREATE TRIGGER tr_{table}_{rule} BEFORE {event} ON {table}{condition} "
        f"BEGIN SELECT RAISE(ABORT, '{table} keeps its history'); END"
    )


def create_explanation() -> None:
    """Cause, measures, person and day, a row each."""
    op.create_table(
        "explanation",
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("superseded_at", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("import_file_id", sa.Integer(), nullable=True),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("target_id", "period", "item", "superseded_at", name="pk_explanation"),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name="fk_explanation_target_id"),
        sa.ForeignKeyConstraint(["import_file_id"], ["import_file.id"], name="fk_explanation_import_file_id"),
        sa.CheckConstraint("period % 100 BETWEEN 1 AND 12", name="ck_explanation_period"),
        sa.CheckConstraint("item IN ('cause', 'measures', 'person', 'until')", name="ck_explanation_item"),
        sa.CheckConstraint('"row" >= 1', name="ck_explanation_row"),
        sa.CheckConstraint("recorded_at < superseded_at", name="ck_explanation_two_times"),
        sqlite_with_rowid=False,
    )
    kept = "target_id, period, item, text, recorded_at, recorded_by, import_file_id, row, reason"
    guard("explanation", "no_update", f"UPDATE OF {kept}")
    guard("explanation", "closed_once", "UPDATE OF superseded_at", f" WHEN OLD.superseded_at <> {FOREVER}")
    guard("explanation", "no_delete", "DELETE")


def create_log() -> None:
    """The log with what forms bring."""
    department = ["plan_department.plan_id", "plan_department.department_id"]
    op.create_table(
        "task_log_new",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("task_no", sa.Integer(), nullable=True),
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
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("target_id", sa.Integer(), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_task_log"),
        sa.ForeignKeyConstraint(["plan_id", "department_id"], department, name="fk_task_log_plan_id_department_id"),
        sa.ForeignKeyConstraint(["plan_id", "group_id"], department, name="fk_task_log_plan_id_group_id"),
        sa.ForeignKeyConstraint(
            ["plan_id", "task_no"], ["task.plan_id", "task.no"], name="fk_task_log_plan_id_task_no"
        ),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name="fk_task_log_target_id"),
        *rules(),
        sqlite_autoincrement=True,
    )


def rules() -> list[sa.CheckConstraint]:
    """What each action states, and what it does not."""
    members = "('member_added', 'member_removed')"
    return [
        sa.CheckConstraint(rule, name=f"ck_task_log_{name}")
        for name, rule in {
            "status": "(action = 'status') = (to_status IS NOT NULL)",
            "milestone": "CASE WHEN action LIKE 'milestone%' THEN milestone IS NOT NULL "
            "WHEN action LIKE 'extension%' THEN 1 ELSE milestone IS NULL END",
            "task": "task_no IS NOT NULL OR action IN ('target_owner', 'member_added', 'member_removed')",
            "target": "(action = 'target_owner') = (target_id IS NOT NULL)",
            "owner": "action <> 'target_owner' OR task_no IS NULL OR department_id IS NULL",
            "group": f"(action IN {members}) = (group_id IS NOT NULL)",
            "member": "group_id IS NULL OR department_id IS NOT NULL",
            "until": "(action IN ('milestone_added', 'extension_requested', 'extension_approved')) "
            "= (until IS NOT NULL)",
            "digest": "length(digest) = 64",
            "action": "action IN ('status', 'note', 'milestone_done', 'milestone_added', 'milestone_reopened', "
            "'milestone_dropped', 'extension_requested', 'extension_approved', 'extension_refused', 'task_owner', "
            "'target_owner', 'member_added', 'member_removed', 'progress', 'problem', 'next_step')",
            "from_status": f"from_status IN ({STATUSES})",
            "to_status": f"to_status IN ({STATUSES})",
        }.items()
    ]
