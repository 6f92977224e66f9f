"""The files that prove entries of the task log: kept beside the database under their hash, each content once."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from jytrack.domain.values.log import Evidence
from jytrack.domain.values.texts import readable_name
from jytrack.errors import OutputProblem, UsageError, os_reason
from jytrack.store.database.database import Session

_NAMED = (
    "SELECT l.task_no, e.name, e.size, e.sha256 FROM task_evidence e JOIN task_log l ON l.id = e.log_id "
    "GROUP BY l.task_no, e.name, e.size, e.sha256 "
    "ORDER BY l.task_no NULLS FIRST, min(e.log_id), min(e.position), e.name, e.size, e.sha256"
)

_LONGEST_NAME = 200
"""Bytes that a file's name may have: handed back, it may stand behind its task's number, where systems allow 255."""


def folder_of(database: Path) -> Path:
    """Where the evidence of the database at `database` is; databases of one folder share it."""
    return database.absolute().parent / "evidence"


@contextmanager
def kept(database: Path, files: Sequence[Path]) -> Iterator[tuple[Evidence, ...]]:
    """`files` copied beside the database, each whole or not at all; after an exception, what came anew is gone again.

    To be used within the writing transaction. UsageError for a file that cannot be read, OutputProblem when the disk
    refuses.
    """
    for file in files:
        _require_readable(file)
    folder, fresh = folder_of(database), list[Path]()
    try:
        found = []
        for file in files:
            copied, is_new = _copied(file, folder)
            found.append(copied)
            fresh += [folder / copied.sha256] if is_new else []
        yield tuple(found)
    except BaseException:
        for path in fresh:
            path.unlink(missing_ok=True)
        raise


def faults(session: Session, folder: Path) -> Iterator[tuple[int | None, Evidence, str]]:
    """The files named in the log that are not in `folder` as they came: task, file, and what is wrong in Chinese.

    Decisions that are about no task have None in its place.
    """
    for no, *file in session.execute(_NAMED):
        found = Evidence(*file)
        wrong = fault(found, folder)
        if wrong:
            yield no, found, wrong


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


def _require_readable(file: Path) -> None:
    """Refuse, before anything is written, what is no file that can be read, or could not be handed back by its name."""
    if len(readable_name(file.name).encode()) > _LONGEST_NAME:
        raise UsageError(
            f"材料的文件名太长（{len(file.name)} 个字）：{file.name[:20]}…；请改短再附，用法见 jytrack task --help"
        )
    try:
        with file.open("rb") as source:
            empty = not source.read(1)
    except OSError as error:
        raise UsageError(
            f"材料 {file} 读不了（{_reason(error)}）；请核对 --file 后面的路径，用法见 jytrack task --help"
        ) from None
    if empty:
        raise UsageError(f"材料 {file} 是空文件，没有登记；请核对 --file 后面的路径，用法见 jytrack task --help")


def _reason(error: OSError) -> str:
    """Why a file cannot be read."""
    return "没有这个文件" if isinstance(error, FileNotFoundError) else os_reason(error)


def _copied(file: Path, folder: Path) -> tuple[Evidence, bool]:
    """The file in its place, and whether it is new there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with file.open("rb") as source, tempfile.NamedTemporaryFile(dir=folder, prefix=".", delete=False) as draft:
            try:
                shutil.copyfileobj(source, draft)
                draft.flush()
                os.fsync(draft.fileno())
                copy = Path(draft.name)
                found = Evidence(readable_name(file.name), copy.stat().st_size, _hash(copy))
                is_new = not (folder / found.sha256).exists()
                copy.chmod(0o444)
                copy.replace(folder / found.sha256)
            except BaseException:
                Path(draft.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise OutputProblem(
            f"材料 {file} 存不进 {folder}（{os_reason(error)}），没有登记；"
            "请检查磁盘空间和文件夹权限，数据库在哪里见 jytrack db info"
        ) from None
    return found, is_new


def _hash(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
