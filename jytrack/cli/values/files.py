"""The one place that opens files to write: each appears whole, and none in the place of what is in use."""

import errno
import io
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import IO

from jytrack.domain.values.valueclass import valueclass
from jytrack.errors import OutputProblem, UsageError, os_reason

_SIDES = ("", "-wal", "-shm", "-journal", "-writer")
_OTHER = "请换一个位置：-o 文件"
_ELSEWHERE = "请换一个位置或文件名，数据库在哪里见 jytrack db info"
_LONGEST_LOG = 1_000_000
"""Bytes after which a log is begun anew."""
_LENT = ("/dev/fd/", "/dev/std", "/proc/")
"""What the shell has opened for us stands under such names."""


@valueclass
class InUse:
    """What a command works with: its database, and the files and folders that it was given to read."""

    database: Path | None
    inputs: tuple[Path, ...]


_in_use: ContextVar[InUse | None] = ContextVar("in_use", default=None)


@contextmanager
def sparing(in_use: InUse) -> Iterator[None]:
    """Meanwhile nothing that is in use is written over."""
    token = _in_use.set(in_use)
    try:
        yield
    finally:
        _in_use.reset(token)


def require_spared(path: Path) -> None:
    """Refuse to write to `path` where that is in use."""
    used = _in_use.get()
    if used is None:
        return
    if used.database and used.database.exists() and _is_of(used.database, path):
        raise UsageError(f"不能写到 {path}，那里是正在用的数据库；{_ELSEWHERE}")
    if used.database and _is_within(path, used.database.absolute().parent / "evidence"):
        raise UsageError(f"不能写到 {path}，那里是任务的材料；{_ELSEWHERE}")
    for given in used.inputs:
        if not path.is_dir() and (_is_same(path, given) or (path.exists() and _is_within(path, given))):
            raise UsageError(f"不能写到 {path}，那是这条命令要读的文件；{_ELSEWHERE}")


def _is_of(database: Path, path: Path) -> bool:
    """Whether `path` is the database or a file beside it that is its own."""
    return any(_is_same(path, Path(f"{database}{side}")) for side in _SIDES)


def require_file_place(path: Path) -> None:
    """Refuse, before anything else is done, a file that could not be written."""
    with _told(path):
        require_spared(path)
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "")
        folder = path.resolve().parent
        if not folder.is_dir():
            raise FileNotFoundError(errno.ENOENT, "")
        if not _is_lent(path) and not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, "")


def require_folder_place(path: Path) -> None:
    """The same of a folder that files are to go into, which may still have to be made."""
    require_spared(path)
    standing = next((each for each in (path, *path.absolute().parents) if each.exists()), path)
    if standing.exists() and not standing.is_dir():
        raise UsageError(f"{standing} 是文件，不是文件夹，请换一个；用法见 jytrack --help")
    if not os.access(standing, os.W_OK | os.X_OK):
        raise OutputProblem(f"文件夹 {path} 写不进（没有权限）；请换一个位置")


def make_folder(folder: Path) -> None:
    """Make the folder that files go into, unless it is there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise UsageError(f"{folder} 是文件，不是文件夹，请换一个；用法见 jytrack --help") from None
    except OSError as error:
        raise OutputProblem(f"建不了文件夹 {folder}（{os_reason(error)}）；请换一个位置") from None


def write_file(path: Path, content: bytes) -> None:
    """Write `content` whole."""
    write_pieces(path, [content])


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Write what is made of `pieces`, whole."""
    with whole_file(path) as draft:
        draft.writelines(pieces)


def append_line(path: Path, line: str) -> None:
    """Add a line to a log; one that has grown long is put aside, in the place of the one before it."""
    with _told(path):
        require_spared(path)
        if not _is_lent(path) and path.exists() and path.stat().st_size > _LONGEST_LOG:
            path.replace(path.with_name(f"{path.name}.1"))
        with path.open("ab") as log:
            log.write(f"{line}\n".encode())


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A draft to write into, put into place at the end, so that nobody ever sees half a file; gone after an exception.

    A link is followed. What is no regular file (a pipe, a device) is written into, never replaced.
    """
    from jytrack.drafts import drafted, put_over

    with _told(path):
        require_spared(path)
        if _is_lent(path):
            held = io.BytesIO()
            yield held
            _pour(held.getvalue(), path)
        else:
            place = path.resolve()
            with drafted(place.parent) as draft:
                with draft.open("wb") as file:
                    yield file
                draft.chmod(0o666 & ~_umask())
                put_over(draft, place)


@contextmanager
def whole_folder(path: Path) -> Iterator[Callable[[str, bytes], None]]:
    """Takes files by their names in a new folder, put into place at the end with all of them; gone after an exception.

    Who may read the database that is in use may read them.
    """
    from jytrack.drafts import drafted_folder, put_folder

    with _told(path):
        require_spared(path)
        place = path.resolve()
        if path.exists():
            raise FileExistsError(errno.EEXIST, "")
        used = _in_use.get()
        database = used.database if used else None
        rights = stat.S_IMODE(database.stat().st_mode) & 0o644 if database and database.exists() else 0o600
        with drafted_folder(place.parent) as draft:

            def write(name: str, content: bytes) -> None:
                file = draft / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
                file.chmod(rights)

            yield write
            for folder in (draft, *(each for each in draft.rglob("*") if each.is_dir())):
                folder.chmod(0o700 | (rights & 0o044) | (rights & 0o044) >> 2)
            put_folder(draft, place)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputProblem(f"写不了文件 {path}（{os_reason(error)}）；{_OTHER}") from None


def _is_lent(path: Path) -> bool:
    """Whether `path` is no file of ours: a pipe, a device, what the shell has opened for us."""
    if str(path.absolute()).startswith(_LENT):
        return True
    try:
        return not stat.S_ISREG(path.stat().st_mode) and not path.is_dir()
    except FileNotFoundError:
        return False


def _pour(content: bytes, path: Path) -> None:
    """Write into what is there; a pipe that nobody reads is refused, not waited for."""
    number = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_NONBLOCK)
    os.set_blocking(number, True)
    with os.fdopen(number, "wb") as lent:
        lent.write(content)


def _is_same(path: Path, other: Path) -> bool:
    """Whether both are one place, or one file under two names."""
    return path.resolve() == other.resolve() or (path.exists() and other.exists() and path.samefile(other))


def _is_within(path: Path, folder: Path) -> bool:
    """Whether `path` is the folder or in it."""
    return path.resolve().is_relative_to(folder.resolve())


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def given_files(values: Sequence[object]) -> tuple[Path, ...]:
    """Those of the values typed that name something to read."""
    texts = [text for value in values for text in (value if isinstance(value, (list, tuple)) else (value,))]
    return tuple(path for path in (Path(text) for text in texts if isinstance(text, (str, Path)) and text) if _is(path))


def _is(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a text that could be no file's name
        return False
