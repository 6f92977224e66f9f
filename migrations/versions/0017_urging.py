"""Whom the office urged is an entry of the log: that of a note or a letter that went out."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

STATUSES = (
    "'registered', 'assigned', 'accepted', 'in_progress', 'reported', 'returned', 'done', 'closed', 'suspended', "
    "'cancelled'"
)
COLUMNS = (
    "id, plan_id, task_no, action, happened_on, recorded_at, recorded_by, note, department_id, from_status, to_status, "
    "milestone, until, group_id, target_id, period, publication_id, digest"
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
    for rule, event in (("no_update", "UPDATE"), ("no_delete", "DELETE")):
        op.execute(
            f"CREATE TRIGGER tr_task_log_{rule} BEFORE {event} ON task_log "
            "BEGIN SELECT RAISE(ABORT, 'task_log keeps its history'); END"
        )


def create_log() -> None:
    """The log with the document that an entry may be about."""
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
        sa.Column("period", sa.Integer(), nullable=True),
        sa.Column("publication_id", sa.Integer(), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_task_log"),
        *references(),
        *rules(),
        sqlite_autoincrement=True,
    )


def references() -> list[sa.ForeignKeyConstraint]:
    """What an entry may point to."""
    department = ["plan_department.plan_id", "plan_department.department_id"]
    return [
        sa.ForeignKeyConstraint(["plan_id", "department_id"], department, name="fk_task_log_plan_id_department_id"),
        sa.ForeignKeyConstraint(["plan_id", "group_id"], department, name="fk_task_log_plan_id_group_id"),
        sa.ForeignKeyConstraint(
            ["plan_id", "task_no"], ["task.plan_id", "task.no"], name="fk_task_log_plan_id_task_no"
        ),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name="fk_task_log_target_id"),
        sa.ForeignKeyConstraint(["publication_id"], ["publication.id"], name="fk_task_log_publication_id"),
    ]


def rules() -> list[sa.CheckConstraint]:
    """What each action states, and what it does not."""
    members = "('member_added', 'member_removed')"
    months = "'month_locked', 'month_locked_strictly', 'month_unlocked'"
    documents = "'published', 'publication_withdrawn', 'publication_registered', 'urged'"
    return [
        sa.CheckConstraint(rule, name=f"ck_task_log_{name}")
        for name, rule in {
            "status": "(action = 'status') = (to_status IS NOT NULL)",
            "milestone": "CASE WHEN action LIKE 'milestone%' THEN milestone IS NOT NULL "
            "WHEN action LIKE 'extension%' THEN 1 ELSE milestone IS NULL END",
            "task": f"task_no IS NOT NULL OR action IN ('target_owner', 'member_added', 'member_removed', {months}, "
            f"{documents})",
            "publication": f"action NOT IN ({documents}) OR publication_id IS NOT NULL",
            "target": "(action = 'target_owner') = (target_id IS NOT NULL)",
            "owner": "action <> 'target_owner' OR task_no IS NULL OR department_id IS NULL",
            "group": f"(action IN {members}) = (group_id IS NOT NULL)",
            "member": "group_id IS NULL OR department_id IS NOT NULL",
            "until": "(action IN ('milestone_added', 'extension_requested', 'extension_approved', 'month_unlocked')) "
            "= (until IS NOT NULL)",
            "month": f"(action IN ({months})) = (period IS NOT NULL)",
            "period": "period % 100 BETWEEN 1 AND 12",
            "unit": "action NOT IN ('month_unlocked', 'urged') OR department_id IS NOT NULL",
            "digest": "length(digest) = 64",
            "action": "action IN ('status', 'note', 'milestone_done', 'milestone_added', 'milestone_reopened', "
            "'milestone_dropped', 'extension_requested', 'extension_approved', 'extension_refused', 'task_owner', "
            f"'target_owner', 'member_added', 'member_removed', 'progress', 'problem', 'next_step', {months}, {documents})",
            "from_status": f"from_status IN ({STATUSES})",
            "to_status": f"to_status IN ({STATUSES})",
        }.items()
    ]
