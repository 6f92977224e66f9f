"""An act that is killed between any two of its statements: what was not committed is gone."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from jytrack.store.engines.session_sqlite import SqliteSession


class Killed(BaseException):
    """What ends a run at once: nothing of ours catches it, so all that was not committed is gone."""


@contextmanager
def killing(at_statement: int) -> Iterator[list[int]]:
    """Meanwhile the run is killed before that statement; how many there were."""
    counted = [0]
    execute, insert = SqliteSession.execute, SqliteSession.insert

    def step() -> None:
        counted[0] += 1
        if counted[0] == at_statement:
            raise Killed

    def executing(self: Any, *given: Any, **more: Any) -> Any:
        step()
        return execute(self, *given, **more)

    def inserting(self: Any, *given: Any, **more: Any) -> Any:
        step()
        return insert(self, *given, **more)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(SqliteSession, "execute", executing)
        patched.setattr(SqliteSession, "insert", inserting)
        yield counted
