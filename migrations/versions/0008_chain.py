"""Each act of writing leaves a link: digests of all that it wrote and closed, chained to the links before."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "chain_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("opening", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_chain_link"),
        sa.CheckConstraint("length(digest) = 64", name="ck_chain_link_digest"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "chain_part",
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("link_id", "subject", name="pk_chain_part"),
        sa.ForeignKeyConstraint(["link_id"], ["chain_link.id"], name="fk_chain_part_link_id"),
        sa.CheckConstraint("length(digest) = 64", name="ck_chain_part_digest"),
    )
    for table in ("chain_link", "chain_part"):
        for rule, event in (("no_update", "UPDATE"), ("no_delete", "DELETE")):
            op.execute(
                f"CREATE TRIGGER tr_{table}_{rule} BEFORE {event} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} keeps its history'); END"
            )
