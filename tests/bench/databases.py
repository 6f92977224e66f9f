"""The databases that several rooms measure on, each made once, through the program itself."""

import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.bench.generated import MONTHS, YEAR, write_plan, write_readings
from tests.bench.timing import JYTRACK

METRICS = 26
UNITS = {"12 thousand": 39, "120 thousand": 386, "1.2 million": 3860, "12 million": 38_600}
"""How many units report 26 metrics in 12 months, by what the readings come to."""

LONGEST_SHEET = 1_300_000
"""Readings in one sheet; more come by the month, as they would."""

RECEIVED = ("--received", "2023-12-31")


@dataclass(frozen=True)
class Databases:
    """Those of one folder."""

    folder: Path

    @cache  # noqa: B019  # one object a run
    def demo(self) -> str:
        """The demo's."""
        path = self.folder / "demo.db"
        run([JYTRACK, "demo", str(path)])
        return str(path)

    @cache  # noqa: B019
    def plan(self, units: int, metrics: int = METRICS) -> Path:
        """A plan folder for so many units."""
        path = self.folder / f"plan-{units}-{metrics}"
        write_plan(path, units, metrics)
        return path

    @cache  # noqa: B019
    def empty(self, units: int, metrics: int = METRICS) -> Path:
        """A database with that plan and no reading."""
        path = self.folder / f"empty-{units}-{metrics}.db"
        run([JYTRACK, "--db", str(path), "init", "--seed", str(self.plan(units, metrics))])
        return path

    @cache  # noqa: B019
    def filled(self, units: int) -> str:
        """A database with the readings of a whole year."""
        path = self.folder / f"filled-{units}.db"
        run([JYTRACK, "--db", str(path), "init", "--seed", str(self.plan(units))])
        step = max(1, min(MONTHS, LONGEST_SHEET // (units * METRICS)))
        sheet = self.folder / "filling.csv"
        for first in range(0, MONTHS, step):
            write_readings(sheet, units, METRICS, YEAR[first : first + step])
            run([JYTRACK, "--db", str(path), "target", "import", str(sheet), *RECEIVED])
        sheet.unlink()
        return str(path)


def run(command: list[str]) -> None:
    """Run what must succeed for anything to be measured."""
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed with {done.returncode}:\n{done.stderr[-500:]}")
