"""The first schema: plans, tasks, targets, readings with two times, and logs that only grow."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

FOREVER = 253402271999999999


def upgrade() -> None:
    create_plan_tables()
    create_task_tables()
    create_target_tables()
    create_reading_tables()
    for table in ("settings_log", "task_log", "import_batch", "import_file"):
        append_only(table)
    for table in ("reading", "target_goal", "schedule", "allocation"):
        keeps_history(table)


def append_only(table: str) -> None:
    """Neither change nor delete what was recorded."""
    refuse(table, "no_update", "UPDATE")
    refuse(table, "no_delete", "DELETE")


def keeps_history(table: str) -> None:
    """No change to a row but one: closing it, once."""
    columns = [column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)]
    kept = ", ".join(column for column in columns if column != "superseded_at")
    refuse(table, "no_update", f"UPDATE OF {kept}")
    refuse(table, "closed_once", "UPDATE OF superseded_at", f"WHEN OLD.superseded_at <> {FOREVER} ")
    refuse(table, "no_delete", "DELETE")


def refuse(table: str, rule: str, event: str, condition: str = "") -> None:
    op.execute(
        f"CREATE TRIGGER tr_{table}_{rule} BEFORE {event} ON {table} {condition}"
        f"BEGIN SELECT RAISE(ABORT, '{table} keeps its history'); END"
    )


def create_plan_tables() -> None:
    """The plan, its departments, its calendar, and the log of edited settings."""
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_plan"),
        sa.UniqueConstraint("code", name="uq_plan_code"),
        sa.CheckConstraint("year BETWEEN 1949 AND 9998", name="ck_plan_year"),
    )
    op.create_table(
        "department",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_department"),
        sa.UniqueConstraint("region", "name", name="uq_department_region_name"),
        sa.CheckConstraint("name <> ''", name="ck_department_name"),
    )
    op.create_table(
        "metric",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_metric"),
        sa.UniqueConstraint("region", "code", name="uq_metric_region_code"),
        sa.CheckConstraint("code <> ''", name="ck_metric_code"),
    )
    op.create_table(
        "plan_department",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("villages", sa.Integer(), nullable=True),
        sa.Column("communities", sa.Integer(), nullable=True),
        sa.Column("basis", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("plan_id", "department_id", name="pk_plan_department"),
        sa.UniqueConstraint("plan_id", "code", name="uq_plan_department_plan_id_code"),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name="fk_plan_department_department_id"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_plan_department_plan_id"),
        sa.CheckConstraint("communities >= 0", name="ck_plan_department_communities"),
        sa.CheckConstraint("position >= 1", name="ck_plan_department_position"),
        sa.CheckConstraint("villages >= 0", name="ck_plan_department_villages"),
        sa.CheckConstraint(
            "kind IN ('bureau', 'township', 'county', 'vertical', 'party', 'mass', 'park', 'office', 'group')",
            name="ck_plan_department_kind",
        ),
        sa.CheckConstraint("basis IN ('printed', 'derived', 'assumed')", name="ck_plan_department_basis"),
    )
    op.create_table(
        "department_alias",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("alias", sa.String(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("plan_id", "alias", name="pk_department_alias"),
        sa.ForeignKeyConstraint(
            ["plan_id", "department_id"],
            ["plan_department.plan_id", "plan_department.department_id"],
            name="fk_department_alias_plan_id_department_id",
        ),
        sa.CheckConstraint("position >= 1", name="ck_department_alias_position"),
    )
    op.create_table(
        "group_member",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("plan_id", "group_id", "member_id", name="pk_group_member"),
        sa.ForeignKeyConstraint(
            ["plan_id", "group_id"],
            ["plan_department.plan_id", "plan_department.department_id"],
            name="fk_group_member_plan_id_group_id",
        ),
        sa.ForeignKeyConstraint(
            ["plan_id", "member_id"],
            ["plan_department.plan_id", "plan_department.department_id"],
            name="fk_group_member_plan_id_member_id",
        ),
        sa.CheckConstraint("group_id <> member_id", name="ck_group_member_not_itself"),
        sa.CheckConstraint("position >= 1", name="ck_group_member_position"),
    )
    op.create_table(
        "calendar_day",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("off", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("plan_id", "day", name="pk_calendar_day"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_calendar_day_plan_id"),
    )
    op.create_table(
        "settings_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("was", sa.String(), nullable=False),
        sa.Column("became", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_settings_log"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_settings_log_plan_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_settings_log_plan_id_subject", "settings_log", ["plan_id", "subject"])


def create_task_tables() -> None:
    """Tasks, their departments, milestones and policies, and the log."""
    op.create_table(
        "task",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("plan_id", "no", name="pk_task"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_task_plan_id"),
        sa.CheckConstraint("title <> ''", name="ck_task_title"),
        sa.CheckConstraint("no >= 1", name="ck_task_no"),
    )
    op.create_table(
        "task_department",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("task_no", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("plan_id", "task_no", "role", "department_id", name="pk_task_department"),
        sa.UniqueConstraint(
            "plan_id", "task_no", "role", "position", name="uq_task_department_plan_id_task_no_role_position"
        ),
        sa.ForeignKeyConstraint(
            ["plan_id", "department_id"],
            ["plan_department.plan_id", "plan_department.department_id"],
            name="fk_task_department_plan_id_department_id",
        ),
        sa.ForeignKeyConstraint(
            ["plan_id", "task_no"], ["task.plan_id", "task.no"], name="fk_task_department_plan_id_task_no"
        ),
        sa.CheckConstraint("position >= 1", name="ck_task_department_position"),
        sa.CheckConstraint("role IN ('lead', 'responsible')", name="ck_task_department_role"),
        sa.CheckConstraint("basis IN ('printed', 'derived', 'assumed')", name="ck_task_department_basis"),
    )
    op.create_table(
        "milestone",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("task_no", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("frequency", sa.String(32), nullable=True),
        sa.Column("basis", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("plan_id", "task_no", "name", name="pk_milestone"),
        sa.ForeignKeyConstraint(
            ["plan_id", "task_no"], ["task.plan_id", "task.no"], name="fk_milestone_plan_id_task_no"
        ),
        sa.CheckConstraint("position >= 1", name="ck_milestone_position"),
        sa.CheckConstraint("starts_on <= due_on", name="ck_milestone_starts_on"),
        sa.CheckConstraint("kind IN ('milestone', 'window', 'checklist')", name="ck_milestone_kind"),
        sa.CheckConstraint("frequency IN ('month', 'quarter', 'half', 'year')", name="ck_milestone_frequency"),
        sa.CheckConstraint("basis IN ('printed', 'derived', 'assumed')", name="ck_milestone_basis"),
    )
    op.create_table(
        "policy",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("task_no", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("figure", sa.String(), nullable=False),
        sa.Column("condition", sa.String(), nullable=False),
        sa.Column("basis", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("plan_id", "task_no", "position", name="pk_policy"),
        sa.ForeignKeyConstraint(["plan_id", "task_no"], ["task.plan_id", "task.no"], name="fk_policy_plan_id_task_no"),
        sa.CheckConstraint("position >= 1", name="ck_policy_position"),
        sa.CheckConstraint("basis IN ('printed', 'derived', 'assumed')", name="ck_policy_basis"),
    )
    op.create_table(
        "task_log",
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
        sa.CheckConstraint("(action = 'milestone_done') = (milestone IS NOT NULL)", name="ck_task_log_milestone"),
        sa.CheckConstraint("(action = 'status') = (to_status IS NOT NULL)", name="ck_task_log_status"),
        sa.CheckConstraint("length(digest) = 64", name="ck_task_log_digest"),
        sa.CheckConstraint("action IN ('status', 'note', 'milestone_done')", name="ck_task_log_action"),
        sa.CheckConstraint(
            "from_status IN ('registered', 'assigned', 'accepted', 'in_progress', 'reported', 'returned', 'done', "
            "'closed', 'suspended', 'cancelled')",
            name="ck_task_log_from_status",
        ),
        sa.CheckConstraint(
            "to_status IN ('registered', 'assigned', 'accepted', 'in_progress', 'reported', 'returned', 'done', "
            "'closed', 'suspended', 'cancelled')",
            name="ck_task_log_to_status",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_task_log_plan_id_task_no", "task_log", ["plan_id", "task_no"])


def create_target_tables() -> None:
    """Targets with goals, schedules, allocations and duties."""
    op.create_table(
        "target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("metric_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("measure_unit", sa.String(), nullable=False),
        sa.Column("measure", sa.String(32), nullable=False),
        sa.Column("reporting", sa.String(32), nullable=False),
        sa.Column("numerator_unit", sa.String(), nullable=True),
        sa.Column("denominator_unit", sa.String(), nullable=True),
        sa.Column("may_be_negative", sa.Boolean(), nullable=False),
        sa.Column("share_of_people", sa.Boolean(), nullable=False),
        sa.Column("source_required", sa.Boolean(), nullable=False),
        sa.Column("direction", sa.String(32), nullable=False),
        sa.Column("binding", sa.Boolean(), nullable=False),
        sa.Column("task_no", sa.Integer(), nullable=True),
        sa.Column("task_basis", sa.String(32), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_target"),
        sa.UniqueConstraint("plan_id", "metric_id", name="uq_target_plan_id_metric_id"),
        sa.UniqueConstraint("plan_id", "name", name="uq_target_plan_id_name"),
        sa.ForeignKeyConstraint(["metric_id"], ["metric.id"], name="fk_target_metric_id"),
        sa.ForeignKeyConstraint(["plan_id", "task_no"], ["task.plan_id", "task.no"], name="fk_target_plan_id_task_no"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_target_plan_id"),
        sa.CheckConstraint("(numerator_unit IS NULL) = (denominator_unit IS NULL)", name="ck_target_parts"),
        sa.CheckConstraint("position >= 1", name="ck_target_position"),
        sa.CheckConstraint("task_no IS NOT NULL OR task_basis IS NULL", name="ck_target_task"),
        sa.CheckConstraint("measure IN ('count', 'amount', 'rate', 'level')", name="ck_target_measure"),
        sa.CheckConstraint(
            "reporting IN ('increment', 'cumulative', 'cumulative_distinct', 'point')", name="ck_target_reporting"
        ),
        sa.CheckConstraint("direction IN ('at_least', 'at_most')", name="ck_target_direction"),
        sa.CheckConstraint("task_basis IN ('printed', 'derived', 'assumed')", name="ck_target_task_basis"),
    )
    op.create_table(
        "metric_alias",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("alias", sa.String(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("plan_id", "alias", name="pk_metric_alias"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_metric_alias_plan_id"),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name="fk_metric_alias_target_id"),
        sa.CheckConstraint("position >= 1", name="ck_metric_alias_position"),
    )
    op.create_table(
        "threshold",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_threshold"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_threshold_plan_id"),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name="fk_threshold_target_id"),
        sa.CheckConstraint(
            "name IN ('flow_red', 'rate_red', 'near_limit', 'hard_pace', 'last_months', 'due_soon_days', "
            "'neglected_days')",
            name="ck_threshold_name",
        ),
        sa.CheckConstraint(
            "value % 10000 = 0 OR name IN ('flow_red', 'rate_red', 'near_limit', 'hard_pace')",
            name="ck_threshold_whole",
        ),
        sa.CheckConstraint("value <= 0 OR name NOT IN ('flow_red', 'rate_red')", name="ck_threshold_not_above_zero"),
        sa.CheckConstraint("value >= 0 OR name IN ('flow_red', 'rate_red')", name="ck_threshold_not_below_zero"),
    )
    op.create_index(
        "uq_threshold_plan", "threshold", ["plan_id", "name"], unique=True, sqlite_where=sa.text("target_id IS NULL")
    )
    op.create_index(
        "uq_threshold_target",
        "threshold",
        ["target_id", "name"],
        unique=True,
        sqlite_where=sa.text("target_id IS NOT NULL"),
    )
    op.create_table(
        "target_goal",
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("superseded_at", sa.BigInteger(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("basis", sa.String(32), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("target_id", "valid_from", "superseded_at", name="pk_target_goal"),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name="fk_target_goal_target_id"),
        sa.CheckConstraint("recorded_at < superseded_at", name="ck_target_goal_two_times"),
        sa.CheckConstraint("basis IN ('printed', 'derived', 'assumed')", name="ck_target_goal_basis"),
    )
    op.create_table(
        "schedule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("checkpoint", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("superseded_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_schedule"),
        sa.UniqueConstraint("target_id", "role", "superseded_at", name="uq_schedule_target_id_role_superseded_at"),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name="fk_schedule_target_id"),
        sa.CheckConstraint("(kind = 'checkpoint') = (checkpoint IS NOT NULL)", name="ck_schedule_checkpoint"),
        sa.CheckConstraint("recorded_at < superseded_at", name="ck_schedule_two_times"),
        sa.CheckConstraint("role IN ('official', 'early_warning')", name="ck_schedule_role"),
        sa.CheckConstraint("kind IN ('linear', 'steps', 'last_year', 'checkpoint')", name="ck_schedule_kind"),
    )
    op.create_table(
        "schedule_point",
        sa.Column("schedule_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("share", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("schedule_id", "month", name="pk_schedule_point"),
        sa.ForeignKeyConstraint(["schedule_id"], ["schedule.id"], name="fk_schedule_point_schedule_id"),
        sa.CheckConstraint("month BETWEEN 1 AND 12", name="ck_schedule_point_month"),
    )
    op.create_table(
        "allocation",
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("superseded_at", sa.BigInteger(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("basis", sa.String(32), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("target_id", "unit_id", "valid_from", "superseded_at", name="pk_allocation"),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name="fk_allocation_target_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["department.id"], name="fk_allocation_unit_id"),
        sa.CheckConstraint("recorded_at < superseded_at", name="ck_allocation_two_times"),
        sa.CheckConstraint("basis IN ('printed', 'derived', 'assumed')", name="ck_allocation_basis"),
    )
    op.create_table(
        "duty",
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("frequency", sa.String(32), nullable=False),
        sa.Column("due_day", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("target_id", "unit_id", name="pk_duty"),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name="fk_duty_target_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["department.id"], name="fk_duty_unit_id"),
        sa.CheckConstraint("due_day BETWEEN 1 AND 31", name="ck_duty_due_day"),
        sa.CheckConstraint("position >= 1", name="ck_duty_position"),
        sa.CheckConstraint("since % 100 BETWEEN 1 AND 12", name="ck_duty_since"),
        sa.CheckConstraint("frequency IN ('month', 'quarter', 'half', 'year')", name="ck_duty_frequency"),
    )


def create_reading_tables() -> None:
    """Readings, and the imports they came from."""
    op.create_table(
        "import_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_import_batch"),
        sa.UniqueConstraint("recorded_at", name="uq_import_batch_recorded_at"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_import_batch_plan_id"),
        sa.ForeignKeyConstraint(["undoes_id"], ["import_batch.id"], name="fk_import_batch_undoes_id"),
    )
    op.create_table(
        "import_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("encoding", sa.String(), nullable=False),
        sa.Column("layout", sa.String(), nullable=False),
        sa.Column("period", sa.Integer(), nullable=True),
        sa.Column("new_rows", sa.Integer(), nullable=False),
        sa.Column("unchanged_rows", sa.Integer(), nullable=False),
        sa.Column("corrected_rows", sa.Integer(), nullable=False),
        sa.Column("rejected_rows", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_import_file"),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name="fk_import_file_batch_id"),
        sa.CheckConstraint("length(sha256) = 64", name="ck_import_file_sha256"),
        sa.CheckConstraint(
            "min(new_rows, unchanged_rows, corrected_rows, rejected_rows) >= 0", name="ck_import_file_counts"
        ),
        sa.CheckConstraint("period % 100 BETWEEN 1 AND 12", name="ck_import_file_period"),
        sa.CheckConstraint("size >= 0", name="ck_import_file_size"),
    )
    op.create_index("ix_import_file_sha256", "import_file", ["sha256"])
    op.create_table(
        "reading",
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
        sa.CheckConstraint(
            "typeof(month) IN ('integer', 'null') AND typeof(cumulative) IN ('integer', 'null') "
            "AND typeof(value) IN ('integer', 'null') AND typeof(numerator) IN ('integer', 'null') "
            "AND typeof(denominator) IN ('integer', 'null')",
            name="ck_reading_exact",
        ),
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
