"""Eight that write and eight that read, at once, with clocks that disagree: nothing is lost, nothing is seen half done.

How long: JYTRACK_SOAK_SECONDS.
"""

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.command import typed
from tests.tally import tally

pytestmark = pytest.mark.slow

SECONDS = float(os.environ.get("JYTRACK_SOAK_SECONDS", "600"))
TOWNS = ("香水镇", "泾河源镇", "六盘山镇", "新民乡", "兴盛乡", "黄花乡", "大湾乡")
EACH = 8
SHIFTED = """
import sys, time_machine
from datetime import datetime, timedelta
with time_machine.travel(datetime.now().astimezone() + timedelta(seconds=float(sys.argv.pop(1)))):
    from jytrack.__main__ import main
    main()
"""


class Crowd:
    """What they all did: exit codes by command, and what must be in the database at the end."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self.came: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.acts = self.entries = 0
        self.last: dict[tuple[str, str], int] = {}
        self.longest = 0.0
        self.lock = threading.Lock()
        self.until = time.monotonic() + SECONDS

    def run(self, chance: random.Random, *words: str | Path, allowed: tuple[int, ...] = (0,)) -> tuple[int, str]:
        """Run the program, its clock up to ten minutes wrong either way."""
        order = [sys.executable, "-c", SHIFTED, str(chance.uniform(-600, 600)), *map(str, words)]
        env = {**os.environ, "JYTRACK_DB": str(self.database), "JYTRACK_ACTOR": "测试员", "LANG": "C.UTF-8"}
        began = time.monotonic()
        ran = subprocess.run(order, capture_output=True, text=True, env=env, check=False)
        with self.lock:
            self.longest = max(self.longest, time.monotonic() - began)
            self.came[" ".join(map(str, words[-2:] if words[0] == "--db" else words[:2]))] += 1
            if ran.returncode not in allowed or "Traceback" in ran.stderr or "locked" in ran.stderr:
                self.wrong.append(f"{words}: {ran.returncode} {ran.stderr}")
        return ran.returncode, ran.stdout


def writer(crowd: Crowd, number: int) -> None:
    """Readings of a month of its own, corrected, undone; entries with evidence."""
    chance, count = random.Random(number), 0
    while time.monotonic() < crowd.until:
        count += 1
        unit, period, value = chance.choice(TOWNS), f"2023-{number + 1:02d}", count * EACH + number
        what = chance.choice(("record", "record", "undo", "note", "proof"))
        if what == "record":
            reading = ("urban-new-jobs", "--unit", unit, "--period", period, "--month", str(value))
            code, _ = crowd.run(chance, "target", "record", *reading, "--correct", "--reason", "改")
            if code == 0:
                with crowd.lock:
                    crowd.acts, crowd.last[unit, period] = crowd.acts + 1, value
        elif what == "undo":
            why = f"{number}-{count}"
            reading = ("new-posts", "--unit", unit, "--period", period, "--month", str(value))
            code, _ = crowd.run(chance, "target", "record", *reading, "--correct", "--reason", why)
            shown = json.loads(crowd.run(chance, "target", "imports", "--format", "json")[1])["rows"]
            acts = [row["import"] for row in shown if row["reason"] == why]
            if code != 0 or len(acts) != 1:
                crowd.wrong.append(f"{reading}: {code} {acts}")
                continue
            undone, _ = crowd.run(chance, "target", "undo", str(acts[0]), "--reason", "错", "--yes")
            with crowd.lock:
                crowd.acts += 1 + (undone == 0)
        else:
            proof = crowd.database.with_name(f"{number}-{count}.txt")
            proof.write_text(f"{number} {count}")
            files = ("--file", proof) if what == "proof" else ()
            code, _ = crowd.run(chance, "task", "note", "3", f"{number} {count}", "--on", "2023-04-03", *files)
            with crowd.lock:
                crowd.entries += code == 0


def reader(crowd: Crowd, number: int) -> None:
    """Pages, exports, checks, backups."""
    chance, count = random.Random(100 + number), 0
    while time.monotonic() < crowd.until:
        count += 1
        copy = crowd.database.with_name(f"备份-{number}-{count}.db")
        words = chance.choice(
            (
                ("report",),
                ("db", "check"),
                ("target", "export", "--with-doubts"),
                ("task", "show", "3"),
                ("db", "backup", copy),
            )
        )
        crowd.run(chance, *words)
        if "backup" in words:
            crowd.run(chance, "--db", copy, "db", "info")
            copy.unlink()


def test_nothing_is_lost_and_nothing_is_half_done(tmp_path: Path) -> None:
    database = tmp_path / "台账.db"
    assert typed(["init"], {"JYTRACK_DB": str(database), "JYTRACK_ACTOR": "测试员"}).code == 0
    crowd = Crowd(database)
    jobs: list[tuple[Callable[[Crowd, int], None], int]] = [(job, n) for job in (writer, reader) for n in range(EACH)]
    threads = [threading.Thread(target=job, args=(crowd, number)) for job, number in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert crowd.wrong == []
    with closing(sqlite3.connect(database)) as connection:
        acts = [number for (number,) in connection.execute("SELECT id FROM import_batch ORDER BY id")]
        entries = [number for (number,) in connection.execute("SELECT id FROM task_log ORDER BY id")]
        moments = [moment for (moment,) in connection.execute("SELECT recorded_at FROM import_batch ORDER BY id")]
    assert (acts, entries) == (list(range(1, crowd.acts + 1)), list(range(1, crowd.entries + 1)))
    assert moments == sorted(set(moments))
    settings = {"JYTRACK_DB": str(database)}
    assert typed(["db", "check"], settings).code == 0
    shown = json.loads(typed(["target", "readings", "urban-new-jobs", "--format", "json"], settings).out)["rows"]
    found = {(row["unit"], row["period"]): float(row["month"]) for row in shown}
    assert found == crowd.last
    assert not list(tmp_path.rglob(".jytrack-*"))
    shutil.rmtree(tmp_path / "evidence", ignore_errors=True)
    tally(f"crowd of {2 * EACH}, {SECONDS:.0f} s, longest command {crowd.longest:.1f} s", crowd.came)
