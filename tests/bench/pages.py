"""The bars for reading commands at 1.2 million readings: beside `report variance`, or beside a hundredth of them."""

import sys
from dataclasses import dataclass
from pathlib import Path

from tests.bench.generated import metric_code, unit_name
from tests.bench.timing import Contender, Cost, side_by_side

JYTRACK = str(Path(sys.executable).parent / "jytrack")
ROUNDS = 3
DAY = ("--as-of", "2023-12-31")
UNIT, METRIC = unit_name(7), metric_code(0)
VARIANCE = ("report", "variance", *DAY)

BESIDE_VARIANCE: dict[tuple[str, ...], float] = {
    ("report", *DAY): 3,
    ("report", "accountability", *DAY): 3,
    ("report", "weekly", *DAY): 3,
    ("report", "brief", *DAY): 3,
    ("remind", *DAY): 3,
    ("report", "submissions", *DAY): 6,
    ("task", "board", *DAY): 3,
    ("task", "list", *DAY): 1.5,
    ("task", "show", "1", *DAY): 1.5,
    ("target", "export", "--summary", "--period", "2023-12", "--incomplete", "--with-doubts"): 1.5,
}
"""What tells of the whole plan: at most so many times the least that judging every target costs.

Submissions have a row a unit and a cell a month; pages of tasks show the lights of all targets.
"""
BESIDE_FEW: dict[tuple[str, ...], float] = {
    ("report", "explain", METRIC, "--unit", UNIT, *DAY): 1.5,
    ("target", "check", "--unit", UNIT, *DAY): 1.5,
    ("target", "template", "--unit", UNIT, "--force", *DAY): 1.5,
    ("report", "submissions", "--unit", UNIT, *DAY): 1.5,
}
"""What tells of one unit: at most so many times the same in a plan with a hundredth of the units."""
MEGABYTES = 100


@dataclass(frozen=True)
class Row:
    """One command, what it stands beside, and the most that it may cost of that."""

    command: tuple[str, ...]
    ours: Cost
    beside: str
    theirs: Cost
    most: float

    @property
    def kept(self) -> bool:
        """Whether it costs no more, and no more memory than any of them may."""
        return self.ours.seconds <= self.most * self.theirs.seconds and self.ours.megabytes <= MEGABYTES

    def __str__(self) -> str:
        """Its row of the page."""
        return (
            f"| `{' '.join(word for word in self.command if word not in DAY)}` | {self.ours.seconds:.3f} s "
            f"| {self.beside} | {self.theirs.seconds:.3f} s | {self.ours.seconds / self.theirs.seconds:.2f} "
            f"| {self.most} | {'yes' if self.kept else 'NO'} | {self.ours.megabytes:.0f} MB |"
        )


@dataclass(frozen=True)
class Pages:
    """What was measured."""

    rows: tuple[Row, ...]

    @property
    def kept(self) -> bool:
        """Whether all bars are kept."""
        return all(row.kept for row in self.rows)

    def page(self) -> str:
        """Its part of the page."""
        return "\n".join(
            [
                "",
                f"Reading commands at national scale, in turn, the least of {ROUNDS} rounds; at most {MEGABYTES} MB.",
                "What tells of the whole plan stands beside `report variance` on the same readings, what tells of one",
                "unit beside itself in a plan with a hundredth of the units.",
                "",
                "| command | time | beside | time | ratio | at most | kept | peak memory |",
                "|---|--:|---|--:|--:|--:|---|--:|",
                *map(str, self.rows),
                "",
            ]
        )


def measure(folder: Path, large: Path, small: Path) -> Pages:
    """Measure all of them on the `large` database, those of one unit on the `small` one too."""
    commands = [*BESIDE_VARIANCE, *BESIDE_FEW]
    variance, *costs = side_by_side(
        [_contender(folder, large, command) for command in (VARIANCE, *commands)]
        + [_contender(folder, small, command) for command in BESIDE_FEW],
        ROUNDS,
    )
    ours, few = costs[: len(commands)], iter(costs[len(commands) :])
    return Pages(
        tuple(
            Row(command, cost, "`report variance`", variance, BESIDE_VARIANCE[command])
            if command in BESIDE_VARIANCE
            else Row(command, cost, "a hundredth", next(few), BESIDE_FEW[command])
            for command, cost in zip(commands, ours, strict=True)
        )
    )


def _contender(folder: Path, database: Path, command: tuple[str, ...]) -> Contender:
    """A command on a database; a sheet goes into a file."""
    out = ("-o", str(folder / "sheet.xlsx")) if "template" in command else ()
    return Contender(" ".join(command), [JYTRACK, "--db", str(database), *command, *out])
