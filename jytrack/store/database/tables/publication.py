"""Documents that went out, each with its number and the files that are kept of it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field

from jytrack.domain.documents.publication import FileRole, Series
from jytrack.domain.plan.wording import DocumentKind
from jytrack.store.database.tables.base import Model, append_only
from jytrack.store.values.columns import Moment, word


class Publication(Model, table=True):
    """One document that went out, with its number and what it was made of."""

    __table_args__ = (
        UniqueConstraint("plan_id", "series", "year", "issue"),
        CheckConstraint("issue >= 1", name="issue"),
        CheckConstraint("title <> ''", name="title"),
        CheckConstraint("length(fingerprint) = 12", name="fingerprint"),
        CheckConstraint("length(facts_sha256) = 64", name="facts"),
        CheckConstraint("replaces_id IS NULL OR reason <> ''", name="replaces"),
        CheckConstraint("(kind = 'correction') = (corrects_id IS NOT NULL)", name="corrects"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    kind: DocumentKind = Field(sa_column=Column(word(DocumentKind, "kind"), nullable=False))
    series: Series = Field(sa_column=Column(word(Series, "series"), nullable=False))
    year: int
    issue: int
    as_of: date
    about: str = ""
    known_at: datetime = Field(sa_type=Moment)
    recorded_at: datetime = Field(sa_type=Moment)
    recorded_by: str
    published_on: date
    title: str
    document_no: str = ""
    corrects_id: int | None = Field(default=None, foreign_key="publication.id")
    replaces_id: int | None = Field(default=None, foreign_key="publication.id")
    program: str
    rules: str
    wording_sha256: str
    looks_sha256: str
    facts_sha256: str
    fingerprint: str = Field(index=True)
    reason: str = ""
    entered: bool


class PublicationFile(Model, table=True):
    """A file kept with a publication: the draft first, then what went out, then the facts, deflated."""

    __table_args__ = (CheckConstraint("position >= 1", name="position"),)

    publication_id: int = Field(primary_key=True, foreign_key="publication.id")
    position: int = Field(primary_key=True)
    role: FileRole = Field(sa_column=Column(word(FileRole, "role"), nullable=False))
    name: str
    sha256: str = Field(foreign_key="content.sha256")


class PublicationDifference(Model, table=True):
    """A number typed by hand into what went out (`added`), or out of it, with the words around it."""

    __table_args__ = (CheckConstraint("position >= 1", name="position"),)

    publication_id: int = Field(primary_key=True, foreign_key="publication.id")
    position: int = Field(primary_key=True)
    added: bool
    number: str
    words: str


for name in ("publication", "publication_file", "publication_difference"):
    append_only(name)
