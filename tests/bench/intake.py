"""The bars that intake is held to: a million readings, again and all corrected, three million, and ordinary sheets."""

import csv
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jytrack.domain.plan.plan import Plan
from jytrack.intake.sheets.checks import fields_of
from jytrack.intake.sheets.sheet import Field
from jytrack.services.values.desk import Desk
from jytrack.store.values.encoding import SHANGHAI
from tests.bench.databases import RECEIVED, Databases
from tests.bench.generated import YEAR, YEAR_BEFORE, write_ordinary, write_readings
from tests.bench.timing import BIN, JYTRACK, PYTHON, Bar, Contender, Cost, side_by_side, table

SQLITE_UTILS = str(BIN / "sqlite-utils")
UNITS, METRICS = 6250, 20
ORDINARY_UNITS = 417
ROUNDS = 3
PLAIN, ORDINARY = "month INTEGER", "month INTEGER, total INTEGER, note TEXT"


_HEAD = """## Taking in

{readings:,} readings in layout 1, ordered by month, of {units:,} units and {metrics} metrics, into an empty database:
decoded, every row checked, histories looked at, what is doubtful noted, committed. In turn, the least time and highest
peak of {rounds} rounds; three million, corrections and sqlite-utils, which checks nothing: of one. Three million: the
year before and a whole year, of the same plan. Corrected: each figure by one. Ordinary rows: month and running total
with a remark, a year of {town} units. Seven sheets: the townships of the 2023 plan, one reading a metric.
"""


@dataclass(frozen=True)
class Intake:
    """What was measured, by the contender's name, and how many readings a million is."""

    readings: int
    costs: Mapping[str, Cost]

    @property
    def bars(self) -> list[Bar]:
        """Each bar."""
        seconds = {name: cost.seconds for name, cost in self.costs.items()}
        first, three = self.costs["first"], self.costs["three million"]
        return [
            Bar("a million beside `sqlite3 .import` into a bare table", first.seconds / seconds[".import"], 4),
            Bar("three million beside `.import` of them", three.seconds / seconds[".import of three million"], 4),
            Bar("a million beside `sqlite-utils insert --csv`", first.seconds / seconds["sqlite-utils"], 1),
            Bar("a million, peak memory in MB", first.megabytes, 250),
            Bar("three million, peak memory in MB", three.megabytes, 250),
            Bar("the same file again, all unchanged, beside the first time", seconds["again"] / first.seconds, 1),
            Bar("all of them corrected beside the first time", seconds["corrected"] / first.seconds, 2.5),
            Bar(
                "a hundred thousand ordinary rows beside `.import` of them",
                seconds["ordinary"] / seconds[".import of ordinary rows"],
                7,
            ),
            Bar("seven sheets beside `python -c 'import sqlmodel'`", seconds["seven sheets"] / seconds["sqlmodel"], 2),
        ]

    def page(self) -> str:
        """Its part of the page."""
        rows = [f"| {name} | {cost.seconds:.2f} s | {cost.megabytes:.0f} MB |" for name, cost in self.costs.items()]
        return "\n".join(
            [
                _HEAD.format(readings=self.readings, units=UNITS, metrics=METRICS, rounds=ROUNDS, town=ORDINARY_UNITS),
                table(self.bars),
                "| what | time | peak memory |",
                "|---|--:|--:|",
                *rows,
                "",
            ]
        )


def measure(made: Databases) -> Intake:
    """Build what is needed, and measure."""
    folder, filled, empty = made.folder, made.folder / "intake.db", made.empty(UNITS, METRICS)
    sheets = {name: folder / f"{name}.csv" for name in ("million", "three", "better", "ordinary")}
    readings = write_readings(sheets["million"], UNITS, METRICS, YEAR[:8])
    write_readings(sheets["three"], UNITS, METRICS, (*YEAR_BEFORE, *YEAR))
    write_readings(sheets["better"], UNITS, METRICS, YEAR[:8], more=1)
    write_ordinary(sheets["ordinary"], ORDINARY_UNITS, METRICS)
    correction = [*_import(filled, sheets["better"]), "--correct", "--reason", "bench"]
    other = folder / "other.db"

    def fresh() -> None:
        _copy(empty, filled)

    def full() -> None:
        _copy(empty, filled)
        subprocess.run(_import(filled, sheets["million"]), check=True, capture_output=True)

    costs = _costs(
        ROUNDS,
        Contender("first", _import(filled, sheets["million"]), fresh),
        _bare(folder, ".import", sheets["million"]),
        Contender("again", _import(filled, sheets["million"]), full),
        Contender("ordinary", _import(filled, sheets["ordinary"]), fresh),
        _bare(folder, ".import of ordinary rows", sheets["ordinary"], ORDINARY),
    )
    costs |= _costs(
        0,
        Contender("three million", _import(filled, sheets["three"]), fresh),
        _bare(folder, ".import of three million", sheets["three"]),
        Contender("corrected", correction, full),
        Contender(
            "sqlite-utils",
            [SQLITE_UTILS, "insert", str(other), "r", str(sheets["million"]), "--csv"],
            lambda: _remove(other),
        ),
    )
    return Intake(readings, costs | _seven(folder))


def _costs(rounds: int, *contenders: Contender) -> dict[str, Cost]:
    """What each costs, in turn, by its name."""
    names = [each.name for each in contenders]
    return dict(zip(names, side_by_side(contenders, rounds, patience=60), strict=True))


def _seven(folder: Path) -> dict[str, Cost]:
    """Seven ordinary sheets into the database of the 2023 plan, beside the start of another program."""
    empty, filled, sheets = folder / "county-empty.db", folder / "county.db", folder / "seven"
    subprocess.run([JYTRACK, "--db", empty, "init"], check=True, capture_output=True)
    sheets.mkdir()
    desk = Desk(empty, None, "bench", datetime(2023, 7, 1, tzinfo=SHANGHAI))
    with desk.database.reading() as session:
        plan, _ = desk.open_plan(session)
    for unit in dict.fromkeys(unit for target in plan.targets if len(target.units) > 1 for unit in target.units):
        _sheet_of(plan, unit, sheets / f"{unit}2023年6月.csv")
    return _costs(
        10,
        Contender("seven sheets", _import(filled, sheets), lambda: _copy(empty, filled)),
        Contender("sqlmodel", [PYTHON, "-c", "import sqlmodel"]),
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


def _remove(database: Path) -> None:
    for stale in database.parent.glob(f"{database.name}*"):
        stale.unlink()


def _bare(folder: Path, name: str, sheet: Path, figures: str = PLAIN) -> Contender:
    """The sqlite3 shell's own import of a sheet into a table that checks nothing."""
    database = folder / "intake-bare.db"

    def empty() -> None:
        _remove(database)
        with sqlite3.connect(database) as connection:
            connection.execute(f"CREATE TABLE r (unit TEXT, metric TEXT, period TEXT, {figures})")
        connection.close()

    return Contender(name, ["sqlite3", str(database), ".mode csv", f".import --skip 1 {sheet} r"], empty)
