"""A server that crashes while an act is committed: what is told of the act is what became of it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from jytrack import outcome
from jytrack.store.values.address import Server
from tests import server
from tests.command import typed

_SECONDS_TO_RECOVER = 30


def note(text: str) -> list[str]:
    """The command that notes something of a task."""
    return ["task", "note", "3", text, "--on", "2023-04-03"]


def noted_by_another(where: Server, text: str) -> bool:
    """Whether another process could note it."""
    env = {**os.environ, "JYTRACK_DB": where.dsn}
    ran = subprocess.run([sys.executable, "-m", "jytrack", *note(text)], env=env, check=False, capture_output=True)
    return ran.returncode == 0


def kill_the_writer(where: Server) -> int:
    """Kill the process that writes, which takes the server down; the number of its transaction."""
    with server.connect(where) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid, backend_xid FROM pg_stat_activity "
            "WHERE application_name LIKE 'jytrack%' AND backend_xid IS NOT NULL"
        )
        ((process, number),) = cursor.fetchall()
    os.kill(process, signal.SIGKILL)
    return int(number)


def test_what_was_lost_is_not_told_as_done_by_the_number_of_somebody_elses_act(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was not written down yet is lost in the crash, and its number is given again."""
    committing, found = outcome.committing, {}

    @contextmanager
    def crashing() -> Iterator[outcome.Commit]:
        monkeypatch.setattr(outcome, "committing", committing)
        lost = kill_the_writer(where)
        until = time.monotonic() + _SECONDS_TO_RECOVER
        while not noted_by_another(where, "另一人") and time.monotonic() < until:
            time.sleep(0.1)
        with server.connect(where) as connection, connection.cursor() as cursor:
            cursor.execute("SELECT xmin FROM task_log WHERE note = '另一人'")
            ((given,),) = cursor.fetchall()
        found.update(lost=lost, given=int(given))
        with committing() as commit:
            yield commit

    with server.alone() as where:
        assert typed(["init"], {"JYTRACK_DB": where.dsn}).code == 0
        monkeypatch.setattr(outcome, "committing", crashing)
        ran = typed(note("丢了的"), {"JYTRACK_DB": where.dsn})
        told = typed(["task", "show", "3", "--as-of", "2023-12-31"], {"JYTRACK_DB": where.dsn}).out
    assert found["lost"] == found["given"]
    assert (ran.code, "未作改动；请重试" in ran.err) == (5, True), ran.err
    assert ("另一人" in told, "丢了的" in told) == (True, False)
