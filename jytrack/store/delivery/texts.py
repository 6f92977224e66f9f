"""The texts that were sent, kept beside the database under their hash, as evidence is: each content once."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from jytrack.drafts import write_new
from jytrack.errors import OutputProblem, os_reason
from jytrack.store.database import contents
from jytrack.store.database.database import Session
from jytrack.store.database.moments import next_moment
from jytrack.store.supervision import evidence
from jytrack.store.values.address import Address, File, address_of
from jytrack.store.values.encoding import moment_of

SINCE = "0015"
"""The revision from which messages are sent."""


def keep(where: Address | Path, session: Session, text: str, now: datetime) -> str:
    """Keep a text, and name it by its hash; to be done before the claim that speaks of it, in its transaction.

    Beside a file; in a database on a server it is one of its contents.
    """
    content, where = text.encode(), address_of(where)
    if isinstance(where, File):
        return _keep_beside(where.path, content)
    return contents.keep(session, content, moment_of(next_moment(session, now)))


def _keep_beside(database: Path, content: bytes) -> str:
    """Keep a content beside the database; its hash."""
    digest = hashlib.sha256(content).hexdigest()
    folder = evidence.folder_of(database)
    try:
        rights = evidence.make_folder(folder, database)
        with suppress(FileExistsError):
            write_new(folder / digest, content, rights)
    except OSError as error:
        raise OutputProblem(
            f"消息的原文存不进 {folder}（{os_reason(error)}），没有发送；请检查磁盘空间和权限，位置见 jytrack db info"
        ) from None
    return digest


def named(session: Session) -> Iterator[tuple[int, str]]:
    """The hash of each text that was sent, with the first message that it was."""
    rows = session.execute("SELECT min(id), sha256 FROM delivery WHERE sha256 IS NOT NULL GROUP BY sha256 ORDER BY 1")
    return ((number, sha256) for number, sha256 in rows)


def lost(session: Session, is_kept: Callable[[str], bool]) -> Iterator[str]:
    """The messages whose text is not kept as it was, by its hash, a line each."""
    for number, sha256 in named(session):
        if not is_kept(sha256):
            yield f"第{number}条消息的原文不在了，或被改动（{sha256}）"
