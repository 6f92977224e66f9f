"""What is sent to whom is kept: addresses, messages with what they carried, what became of them; and the plan's stages."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    create_rules()
    create_contacts()
    create_deliveries()
    create_ends()
    for table in ("contact", "delivery", "delivery_item", "delivery_end"):
        for rule, event in (("no_update", "UPDATE"), ("no_delete", "DELETE")):
            op.execute(
                f"CREATE TRIGGER tr_{table}_{rule} BEFORE {event} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} keeps its history'); END"
            )


def create_rules() -> None:
    """The stages of one kind of obligation, where the plan has its own."""
    op.create_table(
        "reminder_rule",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("stages", sa.String(), nullable=False),
        sa.Column("every", sa.Integer(), nullable=False),
        sa.Column("lead_from", sa.Integer(), nullable=True),
        sa.Column("office_from", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("plan_id", "kind", name="pk_reminder_rule"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_reminder_rule_plan_id"),
        sa.CheckConstraint("every >= 0", name="ck_reminder_rule_every"),
        sa.CheckConstraint(
            "kind IN ('submission', 'milestone', 'duty', 'window', 'answer', 'target', 'notice')",
            name="ck_reminder_rule_kind",
        ),
    )


def create_contacts() -> None:
    """What was said of each address of a department."""
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("copies", sa.Boolean(), nullable=False),
        sa.Column("mobile", sa.String(), nullable=False),
        sa.Column("dropped", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_contact"),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name="fk_contact_department_id"),
    )
    op.create_index("ix_contact_recorded_at", "contact", ["recorded_at"])


def create_deliveries() -> None:
    """One message to one recipient, and the stages of obligations that it carries."""
    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_delivery_plan_id"),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name="fk_delivery_department_id"),
        sa.CheckConstraint("length(sha256) = 64", name="ck_delivery_sha256"),
    )
    op.create_index("ix_delivery_recorded_at", "delivery", ["recorded_at"])
    op.create_table(
        "delivery_item",
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("obligation", sa.String(), nullable=False),
        sa.Column("counted_from", sa.Date(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("debtor_id", sa.Integer(), nullable=True),
        sa.Column("is_copy", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("delivery_id", "position", name="pk_delivery_item"),
        sa.ForeignKeyConstraint(["delivery_id"], ["delivery.id"], name="fk_delivery_item_delivery_id"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_delivery_item_plan_id"),
        sa.ForeignKeyConstraint(["debtor_id"], ["department.id"], name="fk_delivery_item_debtor_id"),
        sa.UniqueConstraint(
            "plan_id", "recipient", "obligation", "counted_from", "stage", "attempt", name="uq_delivery_item_plan_id_recipient_obligation_counted_from_stage_attempt"
        ),
        sa.CheckConstraint("position >= 1", name="ck_delivery_item_position"),
        sa.CheckConstraint("attempt >= 1", name="ck_delivery_item_attempt"),
    )
    op.create_index("ix_delivery_item_debtor_id", "delivery_item", ["debtor_id"])


def create_ends() -> None:
    """What the run that sent a message saw become of it, and what the office decided where nobody could know."""
    op.create_table(
        "delivery_end",
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(32), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("delivery_id", "step", name="pk_delivery_end"),
        sa.ForeignKeyConstraint(["delivery_id"], ["delivery.id"], name="fk_delivery_end_delivery_id"),
        sa.CheckConstraint("step IN (1, 2)", name="ck_delivery_end_step"),
        sa.CheckConstraint("outcome IN ('sent', 'failed', 'unclear')", name="ck_delivery_end_outcome"),
    )
    op.create_index("ix_delivery_end_recorded_at", "delivery_end", ["recorded_at"])
