"""The bars of a server beside the file's: the CPU of the program and of the server's processes together."""

import os
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests import server
from tests.bench.databases import Databases
from tests.bench.generated import write_readings
from tests.bench.timing import JYTRACK, MOST_ROUNDS, Bar, table

ROUNDS = min(7, MOST_ROUNDS + 1)
UNITS, METRICS = 417, 20
"""A hundred thousand readings in a year."""
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Served:
    """What was measured: by name the seconds on a server, those of a file, and how many times these it may be."""

    found: Mapping[str, tuple[float, float, float]]

    @property
    def bars(self) -> list[Bar]:
        """Each bar."""
        return [Bar(f"{name} beside a file", ours / file, most) for name, (ours, file, most) in self.found.items()]

    def page(self) -> str:
        """Its part of the page."""
        rows = [f"| {name} | {ours:.2f} s | {file:.2f} s |" for name, (ours, file, _) in self.found.items()]
        return "\n".join(
            [
                "## On a PostgreSQL server\n",
                "Processor seconds of the program and of the server's processes together, beside the file's, in turn,",
                f"the least of {ROUNDS} rounds (imports of half as many). Statements a report sends are counted by",
                "tests/cli/figures/test_statements.py; that a file's report loads no driver is held by",
                "tests/cli/values/test_start_up.py.\n",
                table(self.bars),
                "| what | on a server | in a file |",
                "|---|--:|--:|",
                *rows,
                "",
            ]
        )


def measure(made: Databases) -> Served:
    """Measure, file and server in turn, the least of all rounds."""
    folder, demo = made.folder, made.demo()
    sheet = folder / "served.csv"
    write_readings(sheet, UNITS, METRICS)
    on_server = server.new_database()
    _run("--db", on_server.dsn, "db", "restore", demo, "--yes")
    report = ("report", "--as-of", "2023-06-30")
    taken = ("target", "import", str(sheet), "--received", "2023-12-31")
    plan = str(made.plan(UNITS, METRICS))
    ours, file = _in_turn(lambda: _run("--db", on_server.dsn, *report), lambda: _run("--db", demo, *report))
    into, beside = _in_turn(
        lambda: _run("--db", _fresh_schema(plan), *taken),
        lambda: _run("--db", _fresh_file(folder, plan), *taken),
        rounds=max(1, ROUNDS // 2),
    )
    return Served({"`report` (demo)": (ours, file, 1.3), "import of 100,000 readings": (into, beside, 2)})


def _in_turn(*does: Callable[[], float], rounds: int = ROUNDS) -> list[float]:
    """The least CPU seconds of each, which take turns, after one round that is not counted."""
    costs = [[each() for each in does] for _ in range(rounds + 1)][1:]
    return [min(column) for column in zip(*costs, strict=True)]


def _run(*words: str) -> float:
    """Run the program; the CPU seconds that it and the server took."""
    before = _of_server()
    process = subprocess.Popen([JYTRACK, *words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr
    said = process.stderr.read()
    process.stderr.close()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{words}: {said.decode(errors='replace')}")
    return used.ru_utime + used.ru_stime + _of_server() - before


def _of_server() -> float:
    """The CPU seconds of all processes of the test server, those that have ended too."""
    data = server.installed().folder / "data"
    if not (data / "postmaster.pid").exists():
        return 0.0
    main = int((data / "postmaster.pid").read_text().split()[0])
    ticks = 0
    for told in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = told.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(told.parent.name) == main:
            ticks += sum(map(int, fields[11:15]))  # its own, and those of its processes that have ended
        elif int(fields[1]) == main:
            ticks += sum(map(int, fields[11:13]))
    return ticks / _TICKS


def _fresh_file(folder: Path, plan: str) -> str:
    """A file with the plan."""
    path = folder / "fresh.db"
    for stale in folder.glob("fresh.db*"):
        stale.unlink()
    _run("--db", str(path), "init", "--seed", plan)
    return str(path)


def _fresh_schema(plan: str) -> str:
    """A schema with the plan."""
    where = server.new_database(server.migrated())
    _run("--db", where.dsn, "init", "--seed", plan)
    return where.dsn
