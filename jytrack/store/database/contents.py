"""Bytes kept inside the database under their hash, each content once: put there, handed back, compared."""

import hashlib
from collections.abc import Iterator
from datetime import datetime

from jytrack.store.database.database import Session
from jytrack.store.values.encoding import moment_number

MOST_BYTES = 20 * 1024 * 1024
"""What is larger is no sheet and no page, and would make every copy of the database long."""

OWNERS = ("import_file", "publication_file", "task_evidence", "delivery")
"""The tables whose column `sha256` may name a content; each content is named by a row of one of them."""


def keep(session: Session, content: bytes, moment: datetime) -> str:
    """Keep `content`, of at most `MOST_BYTES`, unless it is kept already, as written at the moment; its hash.

    The row that names it is to be written in the same act.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    if not is_kept(session, sha256):
        session.execute(
            "INSERT INTO content (sha256, size, recorded_at, body) VALUES (?, ?, ?, ?)",
            (sha256, len(content), moment_number(moment), content),
        )
    return sha256


def is_kept(session: Session, sha256: str) -> bool:
    """Whether a content with this hash is kept."""
    return session.execute("SELECT 1 FROM content WHERE sha256 = ?", (sha256,)).fetchone() is not None


def load(session: Session, sha256: str) -> bytes | None:
    """The content with this hash as it was put there; None where none is kept, or it is not what it was."""
    row = session.execute("SELECT body FROM content WHERE sha256 = ?", (sha256,)).fetchone()
    return row[0] if row and _is_sound(sha256, row[0]) else None


def faults(session: Session) -> Iterator[tuple[str, str]]:
    """The contents that are not what they were, or that nothing names: hash, and what is wrong in Chinese."""
    for sha256, content in session.execute("SELECT sha256, body FROM content ORDER BY sha256"):
        if not _is_sound(sha256, content):
            yield sha256, "被改动"
    present = [table for table in OWNERS if table in session.catalog.tables()]
    owned = " UNION ".join(f"SELECT sha256 FROM {table}" for table in present)  # noqa: S608 - our own names
    for (sha256,) in session.execute(f"SELECT sha256 FROM content WHERE sha256 NOT IN ({owned}) ORDER BY sha256"):  # noqa: S608
        yield sha256, "没有记录提到"


def _is_sound(sha256: str, content: object) -> bool:
    return isinstance(content, bytes) and hashlib.sha256(content).hexdigest() == sha256
