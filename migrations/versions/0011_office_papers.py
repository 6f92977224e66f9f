"""What the office writes itself for its documents is kept with the plan: wordings, its own data, its letterhead."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "office_paper",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("plan_id", "name", name="pk_office_paper"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_office_paper_plan_id"),
        sa.CheckConstraint("content <> ''", name="ck_office_paper_content"),
    )
