"""A disk that refuses the n-th thing asked of it: what Python writes, names, removes, and each step of the database."""

import builtins
import io
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from jytrack.store.engines.session_sqlite import SqliteSession

_CALLS = ("fsync", "replace", "rename", "link", "unlink", "mkdir", "chmod", "sendfile")
_STEPS = ("BEGIN IMMEDIATE", "INSERT", "UPDATE", "COMMIT", "PRAGMA journal_mode")
SQLITE = {"EIO": sqlite3.SQLITE_IOERR, "ENOSPC": sqlite3.SQLITE_FULL}


class Refusing:
    """Counts what is asked of the disk and refuses the `at`-th, counted from 1; 0 refuses nothing."""

    def __init__(self, at: int, errno: int, sqlite_code: int) -> None:
        self.at, self.errno, self.sqlite_code = at, errno, sqlite_code
        self.asked: list[str] = []

    def ask(self, what: str, in_database: bool = False) -> None:
        self.asked.append(what)
        if len(self.asked) == self.at:
            if in_database:
                error = sqlite3.OperationalError("disk")
                error.sqlite_errorcode = self.sqlite_code
                raise error
            raise OSError(self.errno, os.strerror(self.errno))

    @property
    def refused(self) -> str:
        """What was refused; empty where nothing was."""
        return self.asked[self.at - 1] if 0 < self.at <= len(self.asked) else ""


class _File:
    """A file open for writing, each write of which is asked."""

    def __init__(self, file: Any, disk: Refusing) -> None:
        self._file, self._disk = file, disk

    def write(self, content: Any) -> Any:
        self._disk.ask("write")
        return self._file.write(content)

    def __enter__(self) -> "_File":
        self._file.__enter__()
        return self

    def __exit__(self, *how: Any) -> Any:
        return self._file.__exit__(*how)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._file)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


@contextmanager
def refusing(at: int, errno: int, sqlite_code: int) -> Iterator[Refusing]:
    """Meanwhile the disk is such a one."""
    disk = Refusing(at, errno, sqlite_code)
    with pytest.MonkeyPatch.context() as patch:
        for name in _CALLS:
            patch.setattr(os, name, _asking(disk, name, getattr(os, name)))
        made = os.open

        def opened(path: Any, flags: int, *rest: Any, **more: Any) -> int:
            if flags & os.O_CREAT:
                disk.ask("create")
            return made(path, flags, *rest, **more)

        patch.setattr(os, "open", opened)
        patch.setattr(io, "open", _opening(disk, io.open))
        patch.setattr(builtins, "open", _opening(disk, builtins.open))
        patch.setattr(SqliteSession, "execute", _executing(disk))
        yield disk


def _asking(disk: Refusing, name: str, done: Callable[..., Any]) -> Callable[..., Any]:
    def asked(*given: Any, **more: Any) -> Any:
        disk.ask(name)
        return done(*given, **more)

    return asked


def _opening(disk: Refusing, done: Callable[..., Any]) -> Callable[..., Any]:
    def opened(file: Any, mode: str = "r", *rest: Any, **more: Any) -> Any:
        found = done(file, mode, *rest, **more)
        writes = set(mode) & set("wax+") and file != os.devnull
        # A copy by the system asks for the file's number, and is asked itself.
        return _File(found, disk) if writes else found

    return opened


def _executing(disk: Refusing) -> Callable[..., Any]:
    def execute(session: SqliteSession, sql: str, values: Any = (), /) -> Any:
        step = next((step for step in _STEPS if sql.lstrip().startswith(step)), None)
        if step:
            disk.ask(step, in_database=True)
        return sqlite3.Connection.execute(session, sql, values)

    return execute
