"""`make bench`: the bars that speed is held to, measured side by side, printed and kept in docs/performance.md."""

import platform
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.bench import intake, pages, server, supervision
from tests.bench.generated import MONTHS, unit_name, write_plan, write_readings
from tests.bench.timing import Contender, Cost, side_by_side

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
JYTRACK, PYTHON, WATSON = str(BIN / "jytrack"), sys.executable, str(BIN / "watson")
RUNS = 20
UNITS, METRICS = 417, 20
NATION_UNITS, NATION_METRICS, SMALL_UNITS = 3860, 26, 39
OWING, YEAR = 834, ("--as-of", "2023-12-31")
UNIT_PAGE = ["report", "townships", "--unit", unit_name(7), "--as-of", "2023-12-31"]
SUMS = (
    "SELECT metric_id, sum(month) FROM reading WHERE period BETWEEN 202301 AND 202312 "
    "AND writing_id <= 1000000 AND superseded_by > 1000000 AND NOT withdrawn GROUP BY metric_id"
)
"""The best aggregate by hand: in the order of the table's own key, one row a metric."""
PAGE = ROOT / "docs" / "performance.md"


@dataclass(frozen=True)
class Bar:
    """One promise: `ours` may cost at most `most` times `theirs`, and peak at `megabytes` at most."""

    ours: Contender
    theirs: Contender
    most: float
    megabytes: float | None = None


@dataclass(frozen=True)
class Nation:
    """The promises at national scale.

    Variance: at most `db info` and four times the SQL's own time, and 300 MB. The page of one unit: at most 1.5 times
    what it takes on 12 thousand readings, be it in the same plan or in a small one.
    """

    readings: int
    report: Cost
    info: Cost
    sums: Cost
    unit: Cost
    unit_few_readings: Cost
    unit_small_plan: Cost

    @property
    def kept(self) -> bool:
        """Whether both are kept."""
        allowed = self.info.seconds + 4 * self.sums.seconds
        beside = min(self.unit_few_readings.seconds, self.unit_small_plan.seconds)
        return self.report.seconds <= allowed and self.report.megabytes <= 300 and self.unit.seconds <= 1.5 * beside

    def page(self) -> str:
        """Its part of the page."""
        return self._variance() + self._one_unit()

    def _one_unit(self) -> str:
        """The page of one unit beside the same on a hundredth of the readings."""
        few = NATION_METRICS * SMALL_UNITS * MONTHS
        lines = [
            "",
            f"One unit among them: `{' '.join(UNIT_PAGE[:4])}` beside the same on {few:,} readings, in turn.",
            "Its readings are found by their key (metric, unit, period). The others are summed only where the goal is",
            "split, to rank it, and where at most 1,000 units share the whole, to tell its contribution.",
            "",
            "Query plans, held by tests/services/figures/test_peers.py (no scan, no sorting, no second index):",
            "",
            "- one unit: `SEARCH reading USING PRIMARY KEY (metric_id=? AND unit_id=? AND period>? AND period<?)`",
            "- all units of a target: `SEARCH reading USING PRIMARY KEY (metric_id=?)`, in the order of the key",
            "",
            "| readings | plan | time | ratio | at most | kept | peak memory |",
            "|--:|---|--:|--:|--:|---|--:|",
            f"| {self.readings:,} | {NATION_UNITS} units | {self.unit.seconds:.3f} s | | | "
            f"| {self.unit.megabytes:.0f} MB |",
        ]
        for units, cost in ((NATION_UNITS, self.unit_few_readings), (SMALL_UNITS, self.unit_small_plan)):
            ratio = self.unit.seconds / cost.seconds
            lines.append(
                f"| {few:,} | {units} units | {cost.seconds:.3f} s | {ratio:.2f} | 1.5 "
                f"| {'yes' if ratio <= 1.5 else 'NO'} | {cost.megabytes:.0f} MB |"
            )
        return "\n".join(lines) + "\n"

    def _variance(self) -> str:
        """The variance report beside what it may cost."""
        allowed = self.info.seconds + 4 * self.sums.seconds
        return f"""
At national scale: {self.readings:,} readings of {NATION_UNITS} units, in turn, the least of {RUNS} rounds.
`report variance --format json` may cost `db info` and four times the best SQL aggregate by hand, and 300 MB.

| report variance | db info | SQL in the sqlite3 shell | allowed | kept | peak memory |
|--:|--:|--:|--:|---|--:|
| {self.report.seconds:.3f} s | {self.info.seconds:.3f} s | {self.sums.seconds:.3f} s | {allowed:.3f} s \
| {"yes" if self.report.seconds <= allowed else "NO"} | {self.report.megabytes:.0f} MB |
"""


def main() -> None:
    """Measure every bar, print the table, keep it; leave with 1 when a bar is missed."""
    with tempfile.TemporaryDirectory(prefix="jytrack-bench-") as folder:
        bars = _bars(Path(folder))
        parts = [
            Contender("python -c pass", [PYTHON, "-c", "pass"]),
            Contender("import typer", [PYTHON, "-c", "import typer"]),
            Contender("import sqlalchemy", [PYTHON, "-c", "import sqlalchemy"]),
            Contender("import rich.table", [PYTHON, "-c", "import rich.console, rich.table"]),
        ]
        contenders = [side for bar in bars for side in (bar.ours, bar.theirs)]
        costs = side_by_side([*contenders, *parts], RUNS)
        nation = _nation(Path(folder))
        read = pages.measure(Path(folder), Path(folder) / "large.db", Path(folder) / "small.db")
        supervised = supervision.measure(Path(folder))
        taken_in = intake.measure(Path(folder))
    measured = list(zip(bars, costs[0::2], costs[1::2], strict=False))
    page = _page(measured, list(zip(parts, costs[len(contenders) :], strict=True)))
    page += nation.page() + read.page() + supervised.page() + taken_in.page()
    PAGE.write_text(page, encoding="utf-8")
    sys.stdout.write(page)
    kept = nation.kept and read.kept and supervised.kept and taken_in.kept and all(_kept(*row) for row in measured)
    raise SystemExit(not (server.added_to(PAGE) and kept))


def _bars(folder: Path) -> list[Bar]:
    demo, empty, filled, sheet = (folder / name for name in ("demo.db", "empty.db", "filled.db", "sheet.csv"))
    subprocess.run([JYTRACK, "demo", demo], check=True, capture_output=True)
    write_plan(folder / "plan", UNITS, METRICS)
    subprocess.run([JYTRACK, "--db", empty, "init", "--seed", folder / "plan"], check=True, capture_output=True)
    rows = write_readings(sheet, UNITS, METRICS)
    bare = folder / "bare.db"

    def fresh() -> None:
        for stale in folder.glob("filled.db*"):
            stale.unlink()
        shutil.copy(empty, filled)

    def bare_table() -> None:
        bare.unlink(missing_ok=True)
        with sqlite3.connect(bare) as connection:
            connection.execute("CREATE TABLE reading (unit TEXT, metric TEXT, period TEXT, month INTEGER)")
        connection.close()

    write_plan(folder / "owing", OWING, 3)
    subprocess.run(
        [JYTRACK, "--db", folder / "owing.db", "init", "--seed", folder / "owing"], check=True, capture_output=True
    )
    owing = [JYTRACK, "--db", str(folder / "owing.db"), "remind"]
    load = ["sqlite3", str(bare), ".mode csv", f".import --skip 1 {sheet} reading"]
    return [
        Bar(
            Contender("jytrack --help", [JYTRACK, "--help"]),
            Contender("watson --version", [WATSON, "--version"]),
            1.3,
        ),
        Bar(
            Contender("jytrack report (demo)", [JYTRACK, "--db", str(demo), "report", "--as-of", "2023-06-30"]),
            Contender("python -c 'import sqlmodel'", [PYTHON, "-c", "import sqlmodel"]),
            1.8,
        ),
        Bar(
            Contender(
                "jytrack report variance --format json (demo)",
                [JYTRACK, "--db", str(demo), "report", "variance", "--as-of", "2023-06-30", "--format", "json"],
            ),
            Contender("jytrack db info (demo)", [JYTRACK, "--db", str(demo), "db", "info"]),
            1.3,
        ),
        Bar(
            Contender(
                f"jytrack target import ({rows:,} readings)",
                [JYTRACK, "--db", str(filled), "target", "import", str(sheet), "--received", "2023-12-31"],
                fresh,
            ),
            Contender("sqlite3 .import into a bare table", load, bare_table),
            12,
            200,
        ),
        *_papers(demo, folder),
        Bar(
            Contender(
                f"jytrack remind send --dry-run ({OWING * 12:,} obligations)", [*owing, "send", "--dry-run", *YEAR]
            ),
            Contender("jytrack remind (the same)", [*owing, *YEAR]),
            1.5,
        ),
    ]


def _papers(demo: Path, folder: Path) -> list[Bar]:
    """What documents cost: Word beside XML by hand, workbooks and pages beside the page looked at daily."""
    report = [JYTRACK, "--db", str(demo), "report"]
    daily = Contender("jytrack report (demo)", [*report, "--as-of", "2023-06-30"])
    word, hand = (
        [PYTHON, "-m", f"tests.bench.{name}", str(folder / f"{name}.docx")] for name in ("bulletin", "by_hand")
    )
    return [
        Bar(Contender("Word bulletin of 350 rows", word), Contender("the same XML by hand", hand), 3.5),
        *(
            Bar(
                Contender(
                    f"jytrack {' '.join(command)} -o x{suffix} (demo)",
                    [JYTRACK, "--db", str(demo), *command, "--as-of", "2023-06", "-o", str(folder / f"x{suffix}")],
                ),
                daily,
                most,
            )
            for command in (["report"], ["report", "monthly"])
            for suffix, most in ((".xlsx", 2.5), (".html", 1.5))
        ),
    ]


def _nation(folder: Path) -> Nation:
    """Build the large database and the small ones through the program itself, and measure."""
    plan, small_plan = folder / "nation", folder / "small"
    write_plan(plan, NATION_UNITS, NATION_METRICS)
    write_plan(small_plan, SMALL_UNITS, NATION_METRICS)
    readings = write_readings(folder / "nation.csv", NATION_UNITS, NATION_METRICS)
    write_readings(folder / "small.csv", SMALL_UNITS, NATION_METRICS)
    large = _loaded(folder / "large.db", plan, folder / "nation.csv")
    few = _loaded(folder / "few.db", plan, folder / "small.csv")
    small = _loaded(folder / "small.db", small_plan, folder / "small.csv")
    report = ["report", "variance", "--format", "json", "--as-of", "2023-12-31"]
    costs = side_by_side(
        [
            Contender("report variance", [JYTRACK, "--db", large, *report]),
            Contender("db info", [JYTRACK, "--db", large, "db", "info"]),
            Contender("SQL", ["sqlite3", large, SUMS]),
            Contender("one unit", [JYTRACK, "--db", large, *UNIT_PAGE]),
            Contender("one unit, few readings", [JYTRACK, "--db", few, *UNIT_PAGE]),
            Contender("one unit, small plan", [JYTRACK, "--db", small, *UNIT_PAGE]),
        ],
        RUNS,
    )
    return Nation(readings, *costs)


def _loaded(database: Path, plan: Path, sheet: Path) -> str:
    """A database with the plan and the sheet's readings."""
    for command in (["init", "--seed", str(plan)], ["target", "import", str(sheet), "--received", "2023-12-31"]):
        subprocess.run([JYTRACK, "--db", str(database), *command], check=True, capture_output=True)
    return str(database)


def _kept(bar: Bar, ours: Cost, theirs: Cost) -> bool:
    within = bar.megabytes is None or ours.megabytes <= bar.megabytes
    return within and ours.seconds <= bar.most * theirs.seconds


def _page(measured: list[tuple[Bar, Cost, Cost]], parts: list[tuple[Contender, Cost]]) -> str:
    lines = [
        "# Performance",
        "",
        f"Written by `make bench`: Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}.",
        f"Whole processes, all commands taking turns, the least wall time of {RUNS} rounds after one that is not",
        "counted; memory is the highest peak of the process. Ratios are held, not seconds.",
        "",
        "| what | time | beside | time | ratio | at most | kept | peak memory |",
        "|---|--:|---|--:|--:|--:|---|--:|",
    ]
    for bar, ours, theirs in measured:
        memory = f"{ours.megabytes:.0f} MB" + (f" (at most {bar.megabytes:.0f})" if bar.megabytes else "")
        lines.append(
            f"| {bar.ours.name} | {ours.seconds:.3f} s | {bar.theirs.name} | {theirs.seconds:.3f} s "
            f"| {ours.seconds / theirs.seconds:.2f} | {bar.most} | {'yes' if _kept(bar, ours, theirs) else 'NO'} "
            f"| {memory} |"
        )
    lines += ["", "Where the time goes: what a process costs before jytrack does anything, in the same run.", ""]
    lines += ["| process | time |", "|---|--:|"]
    lines += [f"| {part.name} | {cost.seconds:.3f} s |" for part, cost in parts]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
