"""What the office calls low and high of a unit's month is kept with the plan."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "unit_bounds",
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("low", sa.BigInteger(), nullable=True),
        sa.Column("high", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("target_id", "unit_id", name="pk_unit_bounds"),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name="fk_unit_bounds_target_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["department.id"], name="fk_unit_bounds_unit_id"),
        sa.CheckConstraint("low IS NOT NULL OR high IS NOT NULL", name="ck_unit_bounds_some"),
        sa.CheckConstraint("low <= high", name="ck_unit_bounds_order"),
        sa.CheckConstraint("position >= 1", name="ck_unit_bounds_position"),
    )
    # When doubts were closed is asked by every transaction.
    op.create_index("ix_doubt_found_superseded_at", "doubt_found", ["superseded_at"])
