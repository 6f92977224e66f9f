"""Bytes that are kept as they came or went out, each content once, under its hash."""

from datetime import datetime

from sqlalchemy import CheckConstraint, LargeBinary
from sqlmodel import Field

from jytrack.store.database.tables.base import Model, append_only
from jytrack.store.values.columns import Moment


class Content(Model, table=True):
    """One content; other tables name it by its hash, and some row of them does (`database.contents`)."""

    __table_args__ = (
        CheckConstraint("length(sha256) = 64", name="sha256"),
        CheckConstraint("size = length(body)", name="size"),
        CheckConstraint("size <= 20971520", name="most"),
    )

    sha256: str = Field(primary_key=True)
    size: int
    recorded_at: datetime = Field(sa_type=Moment)
    body: bytes = Field(sa_type=LargeBinary)


append_only("content")
