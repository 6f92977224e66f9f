"""The bars that intake is held to: a million readings, again and all corrected, three million, and ordinary sheets."""

import csv
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jytrack.domain.plan.plan import Plan
from jytrack.intake.sheets.checks import fields_of
from jytrack.intake.sheets.sheet import Field
from jytrack.services.values.desk import Desk
from jytrack.store.values.encoding import SHANGHAI
from tests.bench.generated import YEAR, YEAR_BEFORE, write_ordinary, write_plan, write_readings
from tests.bench.timing import Contender, Cost, side_by_side

BIN = Path(sys.executable).parent
JYTRACK, SQLITE_UTILS = str(BIN / "jytrack"), str(BIN / "sqlite-utils")
UNITS, METRICS = 6250, 20
ORDINARY_UNITS = 417
ROUNDS = 5
PLAIN, ORDINARY = "month INTEGER", "month INTEGER, total INTEGER, note TEXT"
RECEIVED = ("--received", "2023-12-31")


@dataclass(frozen=True)
class Intake:
    """What was measured, and how many readings a million is."""

    readings: int
    first: Cost
    bare: Cost
    again: Cost
    three: Cost
    other: Cost
    seven: Cost
    sqlmodel: Cost
    corrected: Cost
    ordinary: Cost
    ordinary_bare: Cost

    @property
    def bars(self) -> list[tuple[str, float, float]]:
        """Each bar: what is held, its ratio or figure, and the most that is allowed."""
        first = self.first.seconds
        return [
            ("time beside `sqlite3 .import` into a bare table", first / self.bare.seconds, 6),
            ("time beside `sqlite-utils insert --csv`, which checks nothing", first / self.other.seconds, 1),
            ("peak memory in MB", self.first.megabytes, 250),
            ("peak memory of three million readings beside one", self.three.megabytes / self.first.megabytes, 1.2),
            ("the same file again, all unchanged, beside the first time", self.again.seconds / first, 1),
            ("all of them corrected, beside the first time", self.corrected.seconds / first, 2.5),
            (
                "a hundred thousand ordinary rows beside `.import`",
                self.ordinary.seconds / self.ordinary_bare.seconds,
                7,
            ),
            ("seven sheets beside `python -c 'import sqlmodel'`", self.seven.seconds / self.sqlmodel.seconds, 2),
        ]

    @property
    def kept(self) -> bool:
        """Whether all bars are kept."""
        return all(figure <= most for _, figure, most in self.bars)

    def page(self) -> str:
        """Its part of the page."""
        lines = [
            "",
            f"Intake: {self.readings:,} readings in layout 1, ordered by month, of {UNITS:,} units and {METRICS}",
            "metrics, into an empty database: decoded, every row checked, histories looked at, what is doubtful noted,",
            "committed. In turn, the least time",
            f"and highest peak of {ROUNDS} rounds (sqlite-utils, corrections: of one). Three million: the year before",
            "and a whole year, of the same plan. All corrected: each figure by one. Ordinary rows: month and running",
            f"total with a remark, a year of {ORDINARY_UNITS} units. Seven sheets: the townships of the 2023 plan, one",
            "reading a metric, looked at",
            "a second time.",
            "",
            f"First time {self.first.seconds:.2f} s, again {self.again.seconds:.2f} s,",
            f"`.import` {self.bare.seconds:.2f} s, sqlite-utils {self.other.seconds:.1f} s,",
            f"all corrected {self.corrected.seconds:.1f} s and {self.corrected.megabytes:.0f} MB,",
            f"ordinary rows {self.ordinary.seconds:.2f} s, `.import` of them {self.ordinary_bare.seconds:.2f} s,",
            f"three million {self.three.seconds:.1f} s and {self.three.megabytes:.0f} MB,",
            f"seven sheets {self.seven.seconds:.3f} s.",
            "",
            "| what | measured | at most | kept |",
            "|---|--:|--:|---|",
        ]
        lines += [f"| {what} | {x:.2f} | {most:g} | {'yes' if x <= most else 'NO'} |" for what, x, most in self.bars]
        return "\n".join(lines) + "\n"


def measure(folder: Path) -> Intake:
    """Build what is needed in `folder`, and measure."""
    empty, filled, plan = folder / "intake-empty.db", folder / "intake.db", folder / "intake-plan"
    write_plan(plan, UNITS, METRICS)
    subprocess.run([JYTRACK, "--db", empty, "init", "--seed", plan], check=True, capture_output=True)
    million, three = folder / "million.csv", folder / "three.csv"
    readings = write_readings(million, UNITS, METRICS, YEAR[:8])
    write_readings(three, UNITS, METRICS, (*YEAR_BEFORE, *YEAR))
    once = Contender("first", _import(filled, million), lambda: _copy(empty, filled))
    bare, load = folder / "intake-bare.db", f".import --skip 1 {million} r"
    first, plain, again = side_by_side(
        [
            once,
            Contender(".import", ["sqlite3", str(bare), ".mode csv", load], lambda: _bare(bare)),
            Contender("again", _import(filled, million), lambda: _filled(empty, filled, million)),
        ],
        ROUNDS,
    )
    (large,) = side_by_side([Contender("three", _import(filled, three), lambda: _copy(empty, filled))], 1)
    better, ordinary = folder / "better.csv", folder / "ordinary.csv"
    write_readings(better, UNITS, METRICS, YEAR[:8], more=1)
    write_ordinary(ordinary, ORDINARY_UNITS, METRICS)
    correction = [*_import(filled, better), "--correct", "--reason", "bench"]
    (corrected,) = side_by_side([Contender("corrected", correction, lambda: _filled(empty, filled, million))], 1)
    load = f".import --skip 1 {ordinary} r"
    usual, usual_bare = side_by_side(
        [
            Contender("ordinary", _import(filled, ordinary), lambda: _copy(empty, filled)),
            Contender(".import", ["sqlite3", str(bare), ".mode csv", load], lambda: _bare(bare, ORDINARY)),
        ],
        ROUNDS,
    )
    other = ["insert", str(folder / "other.db"), "r", str(million), "--csv"]
    (utils,) = side_by_side(
        [Contender("sqlite-utils", [SQLITE_UTILS, *other], lambda: _remove(folder / "other.db"))], 1
    )
    seven, sqlmodel = _seven(folder)
    return Intake(readings, first, plain, again, large, utils, seven, sqlmodel, corrected, usual, usual_bare)


def _seven(folder: Path) -> list[Cost]:
    """Seven ordinary sheets into the database of the 2023 plan, beside the start of another program."""
    empty, filled, sheets = folder / "county-empty.db", folder / "county.db", folder / "seven"
    subprocess.run([JYTRACK, "--db", empty, "init"], check=True, capture_output=True)
    sheets.mkdir()
    desk = Desk(empty, None, "bench", datetime(2023, 7, 1, tzinfo=SHANGHAI))
    with desk.database.reading() as session:
        plan, _ = desk.open_plan(session)
    for unit in dict.fromkeys(unit for target in plan.targets if len(target.units) > 1 for unit in target.units):
        _sheet_of(plan, unit, sheets / f"{unit}2023年6月.csv")
    return side_by_side(
        [
            Contender("seven sheets", _import(filled, sheets), lambda: _copy(empty, filled)),
            Contender("sqlmodel", [sys.executable, "-c", "import sqlmodel"]),
        ],
        20,
    )


def _sheet_of(plan: Plan, unit: str, path: Path) -> None:
    """A unit's month: one reading of every metric that it reports."""
    with path.open("w", newline="", encoding="utf-8-sig") as sheet:
        writer = csv.writer(sheet)
        writer.writerow(["乡镇", "指标", "月份", *(field.label for field in Field)])
        for target in plan.targets:
            if unit in target.units:
                stated = fields_of(target.metric)[-2:]
                writer.writerow([unit, target.metric.name, "2023-06", *("7" if f in stated else "" for f in Field)])


def _import(database: Path, sheet: Path) -> list[str]:
    return [JYTRACK, "--db", str(database), "target", "import", str(sheet), *RECEIVED]


def _copy(source: Path, database: Path) -> None:
    _remove(database)
    shutil.copy(source, database)


def _filled(source: Path, database: Path, sheet: Path) -> None:
    _copy(source, database)
    subprocess.run(_import(database, sheet), check=True, capture_output=True)


def _remove(database: Path) -> None:
    for stale in database.parent.glob(f"{database.name}*"):
        stale.unlink()


def _bare(database: Path, figures: str = PLAIN) -> None:
    _remove(database)
    with sqlite3.connect(database) as connection:
        connection.execute(f"CREATE TABLE r (unit TEXT, metric TEXT, period TEXT, {figures})")
    connection.close()
