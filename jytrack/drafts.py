"""Files that appear whole or not at all: written under a name of their own beside their place, then put there."""

import errno
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

_PREFIX, _SUFFIX = ".jytrack-", ".tmp"
_LEFT_AFTER = 3600.0
"""Seconds without a change after which nobody writes a draft any more."""
_DATABASE_SIDES = ("-journal", "-wal", "-shm")
"""What SQLite may put beside a draft that is a database."""


@contextmanager
def drafted(folder: Path) -> Iterator[Path]:
    """A new, empty file in `folder` that only its owner may read and nobody else has; what is left of it goes."""
    from tempfile import mkstemp  # which loads much that no start needs

    number, name = mkstemp(_SUFFIX, _PREFIX, folder)
    os.close(number)
    draft = Path(name)
    try:
        yield draft
    finally:
        for side in ("", *_DATABASE_SIDES):
            with suppress(OSError):  # what made the draft fail is what has to be told
                draft.with_name(draft.name + side).unlink(missing_ok=True)


@contextmanager
def drafted_folder(folder: Path) -> Iterator[Path]:
    """The same of a new folder in `folder`."""
    from tempfile import mkdtemp

    draft = Path(mkdtemp(_SUFFIX, _PREFIX, folder))
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


@contextmanager
def filling(draft: Path) -> Iterator[BinaryIO]:
    """A draft, open to be written from its beginning."""
    with draft.open("wb") as file:
        yield file


def put_over(draft: Path, path: Path) -> None:
    """Put a finished draft at `path`, in the place of whatever file stands there."""
    _sync(draft)
    draft.replace(path)
    _sync_names(path.parent)


def put_new(draft: Path, path: Path) -> None:
    """Put a finished draft at `path`; FileExistsError where anything stands there."""
    _sync(draft)
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: the name is taken first
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            draft.replace(path)
        except BaseException:
            path.unlink()
            raise
    _sync_names(path.parent)


def put_folder(draft: Path, path: Path) -> None:
    """Put a finished folder at `path`; FileExistsError where anything stands there."""
    for folder, _, files in os.walk(draft):
        for name in files:
            _sync(Path(folder) / name)
        _sync_names(Path(folder))
    if path.exists():
        raise FileExistsError(errno.EEXIST, "")
    draft.rename(path)
    _sync_names(path.parent)


def write_new(path: Path, content: bytes, rights: int = 0o600) -> None:
    """Write a file whole, with these rights; FileExistsError where anything stands there."""
    with _filled(path.parent, content, rights) as draft:
        put_new(draft, path)


def write_over(path: Path, content: bytes, rights: int = 0o600) -> None:
    """Write a file whole, with these rights, in the place of whatever file stands there."""
    with _filled(path.parent, content, rights) as draft:
        put_over(draft, path)


@contextmanager
def _filled(folder: Path, content: bytes, rights: int) -> Iterator[Path]:
    """A draft that holds `content`."""
    with drafted(folder) as draft:
        with draft.open("wb") as file:
            file.write(content)
        draft.chmod(rights)
        yield draft


def remove_left_behind(folder: Path) -> int:
    """Remove the drafts in `folder` on which no running program can be at work any more; how many they were."""
    old = [path for path in left_behind(folder) if time.time() - path.stat().st_mtime > _LEFT_AFTER]
    for path in old:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return len(old)


def left_behind(folder: Path) -> list[Path]:
    """The drafts in `folder`: of programs that run now, or that were killed."""
    with suppress(OSError):
        return sorted(path for path in folder.glob(f"{_PREFIX}*") if _SUFFIX in path.name)
    return []


def _sync(path: Path) -> None:
    """Have what was written outlast a loss of power."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _sync_names(folder: Path) -> None:
    """The same for the names in a folder, where the system can do that."""
    with suppress(OSError):
        _sync(folder)
