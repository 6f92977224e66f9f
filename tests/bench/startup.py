"""The bars that a start is held to, beside programs of the same kind."""

from dataclasses import dataclass
from pathlib import Path

from tests.bench.databases import Databases
from tests.bench.timing import BIN, JYTRACK, PYTHON, Bar, Contender, Cost, side_by_side, table

ROUNDS = 20
TASKS = 30
COMPLETING = {"_JYTRACK_COMPLETE": "complete_bash", "COMP_WORDS": "jytrack rep", "COMP_CWORD": "1"}
_TASK = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:bench
BEGIN:VTODO
UID:{0}
DTSTAMP:20230601T000000Z
SUMMARY:fictional task {0}
DUE;VALUE=DATE:202306{1:02d}
PRIORITY:{2}
END:VTODO
END:VCALENDAR
"""


@dataclass(frozen=True)
class Startup:
    """What was measured, by the contender's name."""

    costs: dict[str, Cost]

    @property
    def bars(self) -> list[Bar]:
        """Each bar."""
        seconds = {name: cost.seconds for name, cost in self.costs.items()}
        return [
            Bar("`jytrack --help` beside `watson --version`", seconds["--help"] / seconds["watson"], 1.0),
            Bar("completing `jytrack rep` beside `watson --version`", seconds["completion"] / seconds["watson"], 1.0),
            Bar("`report` (demo) beside `todo list` of 30 tasks", seconds["report"] / seconds["todo list"], 0.75),
            Bar("`report` (demo) beside `python -c 'import sqlmodel'`", seconds["report"] / seconds["sqlmodel"], 1.8),
            Bar("`report variance --format json` beside `db info` (demo)", seconds["variance"] / seconds["info"], 1.3),
        ]

    def page(self) -> str:
        """Its part of the page."""
        rows = [f"| {name} | {cost.seconds:.3f} s | {cost.megabytes:.0f} MB |" for name, cost in self.costs.items()]
        return "\n".join(
            [
                f"## Start\n\nIn turn, the least of {ROUNDS} rounds. todoman's `todo list` has its cache.\n",
                table(self.bars),
                "| process | time | peak memory |",
                "|---|--:|--:|",
                *rows,
                "",
            ]
        )


def measure(made: Databases) -> Startup:
    """Measure."""
    report = [JYTRACK, "--db", made.demo(), "report"]
    contenders = [
        Contender("--help", [JYTRACK, "--help"]),
        Contender("completion", [JYTRACK], env=COMPLETING),
        Contender("report", [*report, "--as-of", "2023-06-30"]),
        Contender("variance", [*report, "variance", "--as-of", "2023-06-30", "--format", "json"]),
        Contender("info", [JYTRACK, "--db", made.demo(), "db", "info"]),
        Contender("watson", [str(BIN / "watson"), "--version"]),
        Contender("todo list", [str(BIN / "todo"), "--config", str(_tasks(made.folder)), "list"]),
        Contender("sqlmodel", [PYTHON, "-c", "import sqlmodel"]),
        Contender("python -c pass", [PYTHON, "-c", "pass"]),
        Contender("import typer", [PYTHON, "-c", "import typer"]),
    ]
    costs = side_by_side(contenders, ROUNDS, patience=60)
    return Startup({each.name: cost for each, cost in zip(contenders, costs, strict=True)})


def _tasks(folder: Path) -> Path:
    """todoman's settings, with a list of fictional tasks."""
    place, settings = folder / "todo" / "list", folder / "todo.py"
    place.mkdir(parents=True)
    for number in range(TASKS):
        task = _TASK.format(number, number % 28 + 1, number % 9)
        (place / f"{number}.ics").write_text(task.replace("\n", "\r\n"), encoding="utf-8")
    settings.write_text(
        f"path = {str(place.parent / '*')!r}\ncache_path = {str(folder / 'todo-cache.db')!r}\n"
        "date_format = '%Y-%m-%d'\ntime_format = '%H:%M'\n",
        encoding="utf-8",
    )
    return settings
