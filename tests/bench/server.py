"""The bars of a server beside the file's: the CPU of the program and of the server's processes together.

python -m tests.bench.server measures these alone.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests import server
from tests.bench.generated import write_plan, write_readings

JYTRACK = str(Path(sys.executable).parent / "jytrack")
ROUNDS = int(os.environ.get("JYTRACK_BENCH_ROUNDS", "7"))
UNITS, METRICS = 417, 20
"""A hundred thousand readings in a year."""
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Bar:
    """What may cost a server at most so many times the CPU seconds that it costs a file."""

    name: str
    on_server: float
    of_file: float
    most: float

    @property
    def kept(self) -> bool:
        """Whether it does."""
        return self.on_server <= self.most * self.of_file

    def row(self) -> str:
        """Its row of the page."""
        ratio = self.on_server / self.of_file
        told = f"{self.on_server:.2f} s | {self.of_file:.2f} s | {ratio:.2f} | {self.most}"
        return f"| {self.name} | {told} | {'yes' if self.kept else 'NO'} |"


def added_to(page: Path) -> bool:
    """Measure, and write the result behind what stands on the page; whether every bar is kept."""
    bars = measured()
    with page.open("a", encoding="utf-8") as told:
        told.write(_page(bars))
    return all(bar.kept for bar in bars)


def measured() -> list[Bar]:
    """The bars, file and server in turn, the least of all rounds."""
    with tempfile.TemporaryDirectory(prefix="jytrack-bench-") as name:
        folder = Path(name)
        write_plan(folder / "plan", UNITS, METRICS)
        write_readings(folder / "sheet.csv", UNITS, METRICS)
        demo = folder / "demo.db"
        _run("demo", str(demo))
        on_server = server.new_database()
        _run("--db", on_server.dsn, "db", "restore", str(demo), "--yes")
        report = ("report", "--as-of", "2023-06-30")
        costs = _in_turn(lambda: _run("--db", on_server.dsn, *report), lambda: _run("--db", str(demo), *report))
        bars = [Bar("`jytrack report` (demo)", *costs, 1.3)]
        sheet = ("target", "import", str(folder / "sheet.csv"), "--received", "2023-12-31")
        costs = _in_turn(
            lambda: _run("--db", _fresh_schema(folder), *sheet),
            lambda: _run("--db", _fresh_file(folder), *sheet),
            rounds=max(1, ROUNDS // 2),
        )
        return [*bars, Bar("import of 100,000 readings", *costs, 2)]


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


def _fresh_file(folder: Path) -> str:
    """A file with the plan."""
    path = folder / "fresh.db"
    for stale in folder.glob("fresh.db*"):
        stale.unlink()
    _run("--db", str(path), "init", "--seed", str(folder / "plan"))
    return str(path)


def _fresh_schema(folder: Path) -> str:
    """A schema with the plan."""
    where = server.new_database(server.migrated())
    _run("--db", where.dsn, "init", "--seed", str(folder / "plan"))
    return where.dsn


def _page(bars: list[Bar]) -> str:
    lines = [
        "",
        "On a PostgreSQL server: CPU seconds of the program and of the server's processes together, beside the file's,",
        f"in turn, the least of {ROUNDS} rounds (imports of half as many). Statements a report sends are counted by",
        "tests/cli/figures/test_statements.py; that a file's report loads no driver is held by",
        "tests/cli/values/test_start_up.py.",
        "",
        "| what | on a server | in a file | ratio | at most | kept |",
        "|---|--:|--:|--:|--:|---|",
    ]
    return "\n".join([*lines, *(bar.row() for bar in bars)]) + "\n"


if __name__ == "__main__":
    sys.stdout.write(_page(measured()))
