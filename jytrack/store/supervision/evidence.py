"""The files that prove entries of the task log: kept beside the database under their hash, each content once."""

import hashlib
import re
import shutil
import stat
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from jytrack.domain.values.log import Evidence
from jytrack.domain.values.texts import readable_name
from jytrack.drafts import drafted, put_over
from jytrack.errors import InputRefused, OutputProblem, UsageError, os_reason
from jytrack.store.database import contents
from jytrack.store.database.database import Session
from jytrack.store.values.address import Address, File, address_of
from jytrack.store.values.encoding import moment_of

_NAMED = (
    "SELECT l.task_no, e.name, e.size, e.sha256 FROM task_evidence e JOIN task_log l ON l.id = e.log_id "
    "GROUP BY l.task_no, e.name, e.size, e.sha256 "
    "ORDER BY l.task_no NULLS FIRST, min(e.log_id), min(e.position), e.name, e.size, e.sha256"
)

_IS_HASH = re.compile("[0-9a-f]{64}").fullmatch

_LONGEST_NAME = 200
"""Bytes that a file's name may have: handed back, it may stand behind its task's number, where systems allow 255."""


def folder_of(database: Path) -> Path:
    """Where the evidence of the database at `database` is; databases of one folder share it."""
    return database.absolute().parent / "evidence"


def is_used(folder: Path) -> bool:
    """Whether there is evidence in `folder`; where nobody may look, there may be."""
    try:
        return folder.is_dir() and any(folder.iterdir())
    except OSError:
        return True


@contextmanager
def kept(where: Address | Path, session: Session, files: Sequence[Path]) -> Iterator[tuple[Evidence, ...]]:
    """`files` kept with the database at `where`, of whose writing transaction `session` is: beside a file, or inside.

    To be used around what writes the entry that speaks of them; see `_kept_beside` and `_kept_inside`.
    """
    where = address_of(where)
    keeping = _kept_beside(where.path, files) if isinstance(where, File) else _kept_inside(session, files)
    with keeping as found:
        yield found


@contextmanager
def _kept_inside(session: Session, files: Sequence[Path]) -> Iterator[tuple[Evidence, ...]]:
    """`files` as contents of the database, written at the moment of the entry that speaks of them.

    UsageError for a file that cannot be read, InputRefused for one that is too large to be kept so.
    """
    found = []
    for file in files:
        _require_readable(file)
        if file.stat().st_size > contents.MOST_BYTES:
            raise InputRefused(
                f"材料 {file} 太大，服务器上一份最多{contents.MOST_BYTES // 2**20} MB，"
                "没有登记；请压缩或拆开再附：--file 文件"
            )
        body = file.read_bytes()
        found.append((Evidence(readable_name(file.name), len(body), hashlib.sha256(body).hexdigest()), body))
    yield tuple(each for each, _ in found)
    if found:
        (moment,) = session.execute("SELECT max(recorded_at) FROM task_log").fetchone()
        for _, body in found:
            contents.keep(session, body, moment_of(moment))


class Shelf:
    """Where the evidence of one database is: inside it, as on a server or in what came from one, or beside the file."""

    def __init__(self, where: Address | Path | None, session: Session) -> None:
        """Of the database at `where`, of whose transaction `session` is; None: only what is inside it."""
        where = address_of(where) if where else None
        self._folder = folder_of(where.path) if isinstance(where, File) else None
        self._session = session

    def is_kept(self, sha256: str) -> bool:
        """Whether what has this hash is there as it came."""
        if self._folder is None or is_inside(self._session, sha256):
            return contents.load(self._session, sha256) is not None
        return is_kept(sha256, self._folder)

    def fault(self, file: Evidence) -> str:
        """What is wrong with what is kept of `file`, in Chinese; empty where it is as it came."""
        if self._folder is not None and not is_inside(self._session, file.sha256):
            return fault(file, self._folder)
        if not is_inside(self._session, file.sha256):
            return "不在了"
        return "" if self.is_kept(file.sha256) else "被改动"

    def content(self, file: Evidence) -> bytes | None:
        """The bytes of `file` as they came; None where they cannot be read or are not what was recorded."""
        if self._folder is None or is_inside(self._session, file.sha256):
            return contents.load(self._session, file.sha256)
        return content(file, self._folder)


def is_inside(session: Session, sha256: str) -> bool:
    """Whether the database itself keeps the content with this hash; before 0013 none does."""
    return "content" in session.catalog.tables() and contents.is_kept(session, sha256)


@contextmanager
def _kept_beside(database: Path, files: Sequence[Path]) -> Iterator[tuple[Evidence, ...]]:
    """`files` copied beside the database, each whole or not at all: put there once what speaks of them is written.

    To be used within the writing transaction, whose refusal leaves nothing. What stands there is never taken away, for
    another database of the folder may name it. UsageError for a file that cannot be read, OutputProblem when the disk
    refuses.
    """
    for file in files:
        _require_readable(file)
    folder = folder_of(database)
    with ExitStack() as stack:
        drafts = [(file, *stack.enter_context(_copied(file, database, folder))) for file in files]
        yield tuple(found for _, found, _ in drafts)
        for file, found, draft in drafts:
            with _told(file, folder):
                put_over(draft, folder / found.sha256)


def named(session: Session) -> Iterator[tuple[int | None, Evidence]]:
    """The files that the log names, each with its task; decisions that are about no task have None in its place."""
    return ((no, Evidence(*file)) for no, *file in session.execute(_NAMED))


def unnamed(session: Session, folder: Path) -> list[Path]:
    """The files in `folder` that no entry names: left by a program that was killed, or another database's."""
    known = {sha256 for (sha256,) in session.execute("SELECT DISTINCT sha256 FROM task_evidence")}
    if "delivery" in session.catalog.tables():  # what was sent is kept there too
        known |= {sha256 for (sha256,) in session.execute("SELECT DISTINCT sha256 FROM delivery")}
    try:
        return sorted(path for path in folder.glob("*") if _IS_HASH(path.name) and path.name not in known)
    except OSError:
        return []


def fault(file: Evidence, folder: Path) -> str:
    """What is wrong with the kept copy of `file`, in Chinese; empty where it is as it came."""
    path = folder / file.sha256
    try:
        if not path.is_file():
            return "不在了"
        return "被改动" if path.stat().st_size != file.size or _hash(path) != file.sha256 else ""
    except OSError as error:
        return f"读不了（{os_reason(error)}）"


def content(file: Evidence, folder: Path) -> bytes | None:
    """The bytes of `file` as they came; None where the kept copy cannot be read or is not what was recorded."""
    try:
        found = (folder / file.sha256).read_bytes()
    except OSError:
        return None
    return found if hashlib.sha256(found).hexdigest() == file.sha256 else None


def is_kept(sha256: str, folder: Path) -> bool:
    """Whether a file with this hash is in `folder` as it came."""
    try:
        return _hash(folder / sha256) == sha256
    except OSError:
        return False


def make_folder(folder: Path, database: Path) -> int:
    """Make the folder, unless it is there, for those who may read the database; the rights of what goes into it."""
    rights = stat.S_IMODE(database.stat().st_mode) if database.exists() else 0o600
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700 | rights & 0o066 | (rights & 0o044) >> 2)
    return rights & 0o444


def _require_readable(file: Path) -> None:
    """Refuse, before anything is written, what is no file that can be read, or could not be handed back by its name."""
    if len(readable_name(file.name).encode()) > _LONGEST_NAME:
        raise UsageError(
            f"材料的文件名太长（{len(file.name)}个字）：{file.name[:20]}…；请改短再附，用法见 jytrack task --help"
        )
    try:
        kind = file.stat()
        if stat.S_ISREG(kind.st_mode):
            file.open("rb").close()
    except OSError as error:
        raise UsageError(
            f"材料 {file} 读不了（{_reason(error)}）；请核对 --file 后面的路径，用法见 jytrack task --help"
        ) from None
    if not stat.S_ISREG(kind.st_mode):  # a pipe can be read once and may never end; it has no name to be handed back by
        raise UsageError(f"材料 {file} 不是文件（{_kind(kind.st_mode)}），没有登记；请先存成文件再附：--file 文件")
    if not kind.st_size:
        raise UsageError(f"材料 {file} 是空文件，没有登记；请核对 --file 后面的路径，用法见 jytrack task --help")


def _reason(error: OSError) -> str:
    """Why a file cannot be read."""
    return "没有这个文件" if isinstance(error, FileNotFoundError) else os_reason(error)


def _kind(mode: int) -> str:
    """What stands at a path where a file should."""
    return "文件夹" if stat.S_ISDIR(mode) else "管道" if stat.S_ISFIFO(mode) else "设备"


@contextmanager
def _copied(file: Path, database: Path, folder: Path) -> Iterator[tuple[Evidence, Path]]:
    """What the file is recorded as, and a draft of its copy for those who may read the database."""
    with ExitStack() as stack:
        with _told(file, folder):
            rights = make_folder(folder, database)
            draft = stack.enter_context(drafted(folder))
            shutil.copyfile(file, draft)
            found = Evidence(readable_name(file.name), draft.stat().st_size, _hash(draft))
            draft.chmod(rights)
        yield found, draft


@contextmanager
def _told(file: Path, folder: Path) -> Iterator[None]:
    """What the disk refuses, as a user error about the file."""
    try:
        yield
    except OSError as error:
        raise OutputProblem(
            f"材料 {file} 存不进 {folder}（{os_reason(error)}），没有登记；"
            "请检查磁盘空间和文件夹权限，数据库在哪里见 jytrack db info"
        ) from None


def _hash(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
