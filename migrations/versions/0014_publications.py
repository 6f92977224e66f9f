"""Documents that went out are kept as they were, and the log tells of them."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

STATUSES = (
    "'registered', 'assigned', 'accepted', 'in_progress', 'reported', 'returned', 'done', 'closed', 'suspended', "
    "'cancelled'"
)
COLUMNS = (
    "id, plan_id, task_no, action, happened_on, recorded_at, recorded_by, note, department_id, from_status, to_status, "
    "milestone, until, group_id, target_id, period, digest"
)


def upgrade() -> None:
    create_publication()
    create_parts()
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
        for table in ("task_log", "publication", "publication_file", "publication_difference"):
            op.execute(
                f"CREATE TRIGGER tr_{table}_{rule} BEFORE {event} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} keeps its history'); END"
            )


def create_publication() -> None:
    """Documents with their numbers."""
    op.create_table(
        "publication",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("series", sa.String(32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("issue", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("known_at", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("document_no", sa.String(), nullable=False),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("program", sa.String(), nullable=False),
        sa.Column("rules", sa.String(), nullable=False),
        sa.Column("wording_sha256", sa.String(), nullable=False),
        sa.Column("looks_sha256", sa.String(), nullable=False),
        sa.Column("facts_sha256", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("entered", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_publication"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_publication_plan_id"),
        sa.ForeignKeyConstraint(["corrects_id"], ["publication.id"], name="fk_publication_corrects_id"),
        sa.ForeignKeyConstraint(["replaces_id"], ["publication.id"], name="fk_publication_replaces_id"),
        sa.UniqueConstraint("plan_id", "series", "year", "issue", name="uq_publication_plan_id_series_year_issue"),
        *(
            sa.CheckConstraint(rule, name=f"ck_publication_{name}")
            for name, rule in {
                "issue": "issue >= 1",
                "title": "title <> ''",
                "fingerprint": "length(fingerprint) = 12",
                "facts": "length(facts_sha256) = 64",
                "replaces": "replaces_id IS NULL OR reason <> ''",
                "corrects": "(kind = 'correction') = (corrects_id IS NOT NULL)",
                "kind": "kind IN ('monthly', 'quarterly', 'halfyear', 'annual', 'special', 'urge', 'supervise', "
                "'account', 'handout', 'correction')",
                "series": "series IN ('bulletin', 'dispatch', 'report', 'urging', 'supervision')",
            }.items()
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_publication_fingerprint", "publication", ["fingerprint"])


def create_parts() -> None:
    """The files of a document, and what was changed in it by hand."""
    op.create_table(
        "publication_file",
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("publication_id", "position", name="pk_publication_file"),
        sa.ForeignKeyConstraint(["publication_id"], ["publication.id"], name="fk_publication_file_publication_id"),
        sa.ForeignKeyConstraint(["sha256"], ["content.sha256"], name="fk_publication_file_sha256"),
        sa.CheckConstraint("position >= 1", name="ck_publication_file_position"),
        sa.CheckConstraint("role IN ('draft', 'final', 'facts')", name="ck_publication_file_role"),
    )
    op.create_table(
        "publication_difference",
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("added", sa.Boolean(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("publication_id", "position", name="pk_publication_difference"),
        sa.ForeignKeyConstraint(
            ["publication_id"], ["publication.id"], name="fk_publication_difference_publication_id"
        ),
        sa.CheckConstraint("position >= 1", name="ck_publication_difference_position"),
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
    documents = "'published', 'publication_withdrawn', 'publication_registered'"
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
            "unit": "action <> 'month_unlocked' OR department_id IS NOT NULL",
            "digest": "length(digest) = 64",
            "action": "action IN ('status', 'note', 'milestone_done', 'milestone_added', 'milestone_reopened', "
            "'milestone_dropped', 'extension_requested', 'extension_approved', 'extension_refused', 'task_owner', "
            f"'target_owner', 'member_added', 'member_removed', 'progress', 'problem', 'next_step', {months}, {documents})",
            "from_status": f"from_status IN ({STATUSES})",
            "to_status": f"to_status IN ({STATUSES})",
        }.items()
    ]
