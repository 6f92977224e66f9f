"""What the troubles of a SQLite file are called in Chinese."""

import glob
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jytrack.errors import DatabaseProblem, JytrackError, OutputProblem, os_reason


def require_file(path: Path) -> None:
    """Refuse, with the remedy, a database that is not there or may not be looked at."""
    try:
        kind = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        raise DatabaseProblem(f"没有数据库 {path}，{_instead(path)}") from None
    except OSError as error:
        raise DatabaseProblem(
            f"数据库 {path} 打不开（{os_reason(error)}）；请用 --db 指定别处，或请管理员给权限"
        ) from None
    if stat.S_ISDIR(kind):
        raise DatabaseProblem(f"{path} 是文件夹，不是数据库；请写出文件名，如 jytrack --db {path / 'jytrack.db'} init")
    if not stat.S_ISREG(kind):
        raise DatabaseProblem(f"{path} 不是文件，不能当数据库；请用 --db 指定别的文件，如 jytrack --db 文件 init")


def _instead(path: Path) -> str:
    """What to do without a database: where copies of it stand, one of them is it rather than a new one."""
    copies = sorted(path.parent.glob(f"{glob.escape(path.stem)}-replaced-*{glob.escape(path.suffix)}"))
    if copies:
        return f"旁边有它被替换前的 {copies[-1].name}；请恢复：jytrack db restore {copies[-1]}"
    return "请先运行 jytrack init"


class UnreadableTables(sqlite3.DatabaseError):
    """The list of tables is so damaged that the driver cannot even read what SQLite says of it."""

    sqlite_errorcode = sqlite3.SQLITE_CORRUPT


@contextmanager
def explaining(path: Path) -> Iterator[None]:
    """Turn the database's own errors about the file at `path` into the user errors of the exit-code table."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        explained = _explained(error, path)
        if explained is None:
            raise
        raise explained from error


@contextmanager
def writing_files(path: Path) -> Iterator[None]:
    """Turn what the disk refuses, and the database's own errors, into user errors about the file at `path`."""
    try:
        with explaining(path):
            yield
    except OSError as error:
        raise OutputProblem(
            f"文件 {path} 写不进（{os_reason(error)}）；请检查磁盘空间和文件夹权限，或换一个位置"
        ) from error


def _explained(error: sqlite3.DatabaseError, path: Path) -> JytrackError | None:
    """The user error for a trouble with the file or the disk; None for a bug."""
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:  # the primary code; higher bits only refine it
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return DatabaseProblem(f"数据库 {path} 正被另一个程序占用，请稍后重试；查看它用 jytrack db info")
        case sqlite3.SQLITE_CORRUPT:
            return DatabaseProblem(f"数据库 {path} 已损坏，请从备份恢复：jytrack db restore 备份文件")
        case sqlite3.SQLITE_NOTADB:
            return DatabaseProblem(
                f"{path} 不是数据库文件，请用 --db 指定别的文件，或从备份恢复：jytrack db restore 备份文件"
            )
        case sqlite3.SQLITE_FULL:
            return OutputProblem(f"磁盘已满，数据库 {path} 未作改动；请腾出空间后重试，再用 jytrack db check 检查")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return OutputProblem(f"数据库 {path} 是只读的，未作改动；请检查文件和文件夹的权限，或用 --db 指定别处")
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_IOERR:
            return OutputProblem(f"数据库 {path} 打不开或写不进；请检查磁盘空间和文件夹权限，或用 --db 指定别处")
    return None
