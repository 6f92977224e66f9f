"""A target also says what its metric counts, and by what name it goes in prose."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    for name in ("definition", "prose_name"):
        op.add_column("target", sa.Column(name, sa.String()))
