"""Eight write on a server, on two sessions each, and two read, while programs, lines and the server are killed.

Nothing is lost of what was told as done, nothing is done twice, nothing is seen half done, nobody is told of a lock
before the wait is over. How long: JYTRACK_SOAK_SECONDS.
"""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from jytrack.store.engines.engine import WAIT_SECONDS
from jytrack.store.values.address import Server
from tests import server
from tests.command import typed
from tests.tally import tally

pytestmark = pytest.mark.slow

SECONDS = float(os.environ.get("JYTRACK_SOAK_SECONDS", "20"))
WRITERS, SESSIONS, READERS = 8, 2, 2
TOWNS = ("香水镇", "泾河源镇", "六盘山镇", "新民乡", "兴盛乡", "黄花乡", "大湾乡")
KILLED = -signal.SIGKILL
UNSURE = "不知道写没写进"
OCCUPIED = "占用，未作改动"
WRITTEN = "改动已写入数据库"
TOLD = (WRITTEN, "连接断了，未作改动", "连不上服务器", OCCUPIED, UNSURE)
"""What may be said while the server is gone, or once one has waited in vain; between first and last nothing changed."""


class Crowd:
    """What they all did, and what must be on the server at the end."""

    def __init__(self, where: Server) -> None:
        self.where, self.until = where, time.monotonic() + SECONDS
        self.came: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.done: set[str] = set()
        self.unsure: set[str] = set()
        self.said: dict[str, str] = {}
        self.running: set[subprocess.Popen[str]] = set()
        self.lock = threading.Lock()
        self.longest = 0.0

    def run(self, login: Server, *words: str) -> tuple[int, str, str]:
        """Run the program as somebody; what it may not say is noted."""
        env = {**os.environ, "JYTRACK_DB": login.dsn, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
        began = time.monotonic()
        program = subprocess.Popen(
            [sys.executable, "-m", "jytrack", *words],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env,
        )  # fmt: skip
        with self.lock:
            self.running.add(program)
        out, err = program.communicate()
        took = time.monotonic() - began
        with self.lock:
            self.running.discard(program)
            self.longest = max(self.longest, took)
            told = next((words for words in TOLD if words in err), "")
            self.came[told or {0: "done", KILLED: "killed"}.get(program.returncode, f"exit {program.returncode}")] += 1
            hasty = OCCUPIED in err and took < WAIT_SECONDS
            if "Traceback" in err or hasty or (program.returncode not in (0, KILLED) and not told):
                self.wrong.append(f"{words}: {program.returncode} {err}")
        return program.returncode, out, err


def writer(crowd: Crowd, login: Server, number: int) -> None:
    """Readings, each another figure for its month (the same again would write nothing); entries, all of other words."""
    chance, count = random.Random(number), 0
    while time.monotonic() < crowd.until:
        count += 1
        mark = f"{number}-{count}"
        if chance.random() < 0.5:
            figure = 2 * count + number // 12  # of two writers of one month each states its own
            reading = ("--unit", chance.choice(TOWNS), "--period", f"2023-{number % 12 + 1:02}", "--month", str(figure))
            done = ("target", "record", "urban-new-jobs", *reading, "--correct", "--reason", mark)
        else:
            done = ("task", "note", "3", mark, "--on", "2023-04-03")
        code, _, err = crowd.run(login, *done)
        with crowd.lock:
            crowd.said[mark] = f"{code} {err}"
            if code == 0 or WRITTEN in err:
                crowd.done.add(mark)
            elif code == KILLED or UNSURE in err:  # it may have been killed after the commit
                crowd.unsure.add(mark)


def reader(crowd: Crowd, login: Server, number: int) -> None:
    """Pages and checks."""
    chance = random.Random(100 + number)
    while time.monotonic() < crowd.until:
        words = chance.choice((("report",), ("db", "check"), ("task", "show", "3"), ("db", "info")))
        crowd.run(login, *words)


def breaker(crowd: Crowd, _: Server, __: int) -> None:
    """Kills a program, cuts a line, kills a process of the server so that all are begun anew, one after the other."""
    chance = random.Random(7)
    breaks: list[Callable[[], None]] = [lambda: _kill_one(crowd, chance), lambda: _cut_one(chance), _kill_server]
    for number in range(10_000):
        time.sleep(chance.uniform(1, 6))
        if time.monotonic() > crowd.until:
            return
        breaks[min(number % 9, 8) // 4]()


def _kill_one(crowd: Crowd, chance: random.Random) -> None:
    with crowd.lock:
        running = sorted(crowd.running, key=lambda program: program.pid)
        if running:
            chance.choice(running).kill()
            crowd.came["kill -9 of a program"] += 1


def _backends() -> list[int]:
    with server.connect() as connection, connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'jytrack%' ORDER BY pid")
        return [pid for (pid,) in cursor.fetchall()]


def _cut_one(chance: random.Random) -> None:
    pids = _backends()
    if pids:
        server.do(None, f"SELECT pg_terminate_backend({chance.choice(pids)})")


def _kill_server() -> None:
    """Kill -9 of one of its processes: the server takes all others down and recovers from its log."""
    pids = _backends()
    if pids:
        os.kill(pids[0], signal.SIGKILL)


@pytest.fixture
def office() -> Iterator[Server]:
    """The plan on a server."""
    where = server.new_database(server.migrated())
    assert typed(["init"], {"JYTRACK_DB": where.dsn, "JYTRACK_ACTOR": None}).code == 0
    yield where
    server.drop_database(where)


def test_nothing_is_lost_and_nothing_is_done_twice(office: Server) -> None:
    with ExitStack() as stack:
        names = [f"w{number}" for number in range(WRITERS)]
        logins = stack.enter_context(server.logins(office, *names, "leader"))
        for login in logins:
            right = "--read" if login is logins[-1] else "--write"
            assert typed(["db", "grant", str(login.login), right], {"JYTRACK_DB": office.dsn}).code == 0
        crowd = Crowd(office)
        jobs: list[tuple[Callable[[Crowd, Server, int], None], Server, int]] = [
            *((writer, logins[number % WRITERS], number) for number in range(WRITERS * SESSIONS)),
            *((reader, logins[-1], number) for number in range(READERS)),
            (breaker, office, 0),
        ]
        threads = [threading.Thread(target=job, args=(crowd, login, number)) for job, login, number in jobs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert crowd.wrong == []
        _as_told(office, crowd)
        tally("server crowd", {**crowd.came, "longest in seconds": round(crowd.longest)})


def _as_told(office: Server, crowd: Crowd) -> None:
    """All that was told as done is there, once; of what nobody can know no more than once; and nothing else."""
    with server.connect(office) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT reason, recorded_by FROM import_batch UNION ALL "
            "SELECT note, recorded_by FROM task_log WHERE action = 'note'"
        )
        found = cursor.fetchall()
        cursor.execute("SELECT count(*), max(id) FROM import_batch UNION ALL SELECT count(*), max(id) FROM task_log")
        assert all(count == last for count, last in cursor.fetchall())
    marks = Counter(mark for mark, _ in found)
    assert max(marks.values()) == 1
    lost, unasked = crowd.done - marks.keys(), marks.keys() - crowd.done - crowd.unsure
    assert (lost, [crowd.said[mark] for mark in unasked]) == (set(), [])
    assert {(int(mark.partition("-")[0]) % WRITERS, who.partition("_")[0]) for mark, who in found} <= {
        (number, f"w{number}") for number in range(WRITERS)
    }
    ran = typed(["db", "check", "--format", "json"], {"JYTRACK_DB": office.dsn})
    assert (ran.code, json.loads(ran.out)["rows"]) == (0, [])
