"""The chain of all acts of writing: a link for each, and what it covers."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from jytrack.store.database.tables.base import Model, append_only
from jytrack.store.values.columns import Moment


class ChainLink(Model, table=True):
    """One act of writing; `digest` is that of its parts and of the link before, so that it pins all that was recorded.

    `opening`: laid over everything that was there when the schema was made or changed.
    """

    __table_args__ = (CheckConstraint("length(digest) = 64", name="digest"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    opening: bool
    recorded_at: datetime = Field(sa_type=Moment)
    digest: str


class ChainPart(Model, table=True):
    """What an act wrote or closed in one table: how many rows, and the digest over them."""

    __table_args__ = (CheckConstraint("length(digest) = 64", name="digest"),)

    link_id: int = Field(primary_key=True, foreign_key="chain_link.id")
    subject: str = Field(primary_key=True)
    row_count: int
    digest: str


append_only("chain_link")
append_only("chain_part")
