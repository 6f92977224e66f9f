"""The table of reading commands: processor seconds and peak memory at each size, the SQL by hand beside."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isnan, nan
from pathlib import Path

from tests.bench.commands import COMMANDS, ITSELF, Command
from tests.bench.databases import UNITS, Databases
from tests.bench.timing import JYTRACK, Bar, Contender, Cost, side_by_side, table

ROUNDS = 3
SMALLEST, LARGE, HUGE = "12 thousand", "1.2 million", "12 million"
FASTER = 1.5
"""A cost has grown faster than its answer where its growth is so many times the answer's."""

HUGE_SQL, HUGE_UNIT = 1.7, 2
"""At 12 million: variance beside its SQL, a unit's page beside itself at the smallest size."""

_HEAD = """## Reading commands

Seconds of the processor / peak memory in MB, by the number of readings (26 metrics, 12 months, the units grow); all
commands of a size in turn, the least of {rounds} rounds. SQL: the same figures by hand in the sqlite3 shell
(tests/bench/by_sql.py), at {largest}. “grows”: cost and answer at {largest}, as multiples of {smallest}.
"""


@dataclass(frozen=True)
class Line:
    """One command's costs by size, and its SQL's."""

    command: Command
    costs: Mapping[str, Cost]
    by_hand: Mapping[str, Cost]

    @property
    def growth(self) -> tuple[float, float]:
        """How many times the cost, and the answer, of the smallest size the largest that was measured has."""
        first, last = self.costs[SMALLEST], list(self.costs.values())[-1]
        return last.seconds / first.seconds, last.answer / max(1, first.answer)

    @property
    def faster(self) -> bool:
        """Whether the cost grows faster than the answer."""
        cost, answer = self.growth
        return not cost <= FASTER * max(1, answer)

    def row(self, sizes: list[str]) -> str:
        """Its row of the page."""
        cells = [_cell(self.costs.get(size)) for size in sizes]
        by_hand = [_seconds(self.by_hand.get(size)) for size in sizes if size in (LARGE, HUGE)]
        cost, answer = self.growth
        return f"| {self.command.name} | {' | '.join([*cells, *by_hand])} | {cost:.1f} × / {answer:.1f} × |"


@dataclass(frozen=True)
class Reading:
    """What was measured."""

    sizes: list[str]
    lines: list[Line]
    info: Cost

    @property
    def bars(self) -> list[Bar]:
        """Each bar."""
        variance = self.lines[0]
        allowed = self.info.seconds + 4 * variance.by_hand[LARGE].seconds
        bars = [
            Bar(
                f"{variance.command.name} in seconds, `db info` and four times its SQL",
                variance.costs[LARGE].seconds,
                allowed,
            )
        ]
        for line in self.lines:
            command, cost = line.command, line.costs[LARGE]
            if command.most is not None:
                beside = line.costs[SMALLEST] if command.beside == ITSELF else variance.costs[LARGE]
                what = f"{command.name} beside {'itself at ' if command.beside == ITSELF else ''}{command.beside}"
                bars.append(Bar(what, cost.seconds / beside.seconds, command.most))
            bars.append(Bar(f"{command.name}, MB", cost.megabytes, command.megabytes))
        if HUGE in self.sizes:
            sql = variance.costs[HUGE].seconds / variance.by_hand[HUGE].seconds
            bars.append(Bar(f"{variance.command.name} at {HUGE} beside its SQL", sql, HUGE_SQL))
            bars += [
                Bar(f"{line.command.name} at {HUGE} beside itself at {SMALLEST}", line.growth[0], HUGE_UNIT)
                for line in self.lines
                if line.command.beside == ITSELF
            ]
        return bars + [Bar(f"{line.command.name} grows faster, and nobody knows why", nan, 0) for line in self.unknown]

    @property
    def unknown(self) -> list[Line]:
        """What grows faster than its answer without a line that says why."""
        return [line for line in self.lines if line.faster and not line.command.why]

    def page(self) -> str:
        """Its part of the page."""
        heads = ["command", *self.sizes, *(f"SQL at {size}" for size in self.sizes if size in (LARGE, HUGE)), "grows"]
        reasons: dict[str, list[str]] = {}
        for line in self.lines:
            if line.faster and line.command.why:
                reasons.setdefault(line.command.why, []).append(line.command.name)
        return "\n".join(
            [
                _HEAD.format(rounds=ROUNDS, largest=self.sizes[-1], smallest=SMALLEST),
                f"| {' | '.join(heads)} |",
                f"|---|{'--:|' * (len(heads) - 1)}",
                *(line.row(self.sizes) for line in self.lines),
                "",
                f"What grows more than {FASTER:g} times as fast as its answer, and why:",
                "",
                *(f"- {', '.join(names)}: {why}." for why, names in reasons.items()),
                "",
                f"At {LARGE}, unless another size is named:",
                "",
                table(self.bars),
            ]
        )


def measure(made: Databases, *, huge: bool = False) -> Reading:
    """Measure all of them at each size; at the huge one those alone that list not everything."""
    sizes = [size for size in UNITS if size != HUGE or huge]
    costs: dict[Command, dict[str, Cost]] = {command: {} for command in COMMANDS}
    by_hand: dict[Command, dict[str, Cost]] = {command: {} for command in COMMANDS}
    infos: dict[str, Cost] = {}
    for size in sizes:
        database = made.filled(UNITS[size])
        asked = [command for command in COMMANDS if size != HUGE or command.huge]
        beside = [command for command in asked if command.sql and size in (LARGE, HUGE)]
        found = iter(
            side_by_side(
                [
                    Contender("db info", [JYTRACK, "--db", database, "db", "info"]),
                    *(_contender(made.folder, database, command) for command in asked),
                    *(Contender(f"SQL for {each.name}", ["sqlite3", database, each.sql or ""]) for each in beside),
                ],
                ROUNDS,
            )
        )
        infos[size] = next(found)
        for command in asked:
            costs[command][size] = next(found)
        for command in beside:
            by_hand[command][size] = next(found)
    return Reading(sizes, [Line(command, costs[command], by_hand[command]) for command in COMMANDS], infos[LARGE])


def _contender(folder: Path, database: str, command: Command) -> Contender:
    """A command on a database; a sheet goes into a file."""
    sheet = folder / "sheet.xlsx" if "template" in command.words else None
    out = ("-o", str(sheet)) if sheet else ()
    return Contender(command.name, [JYTRACK, "--db", database, *command.words, *out], answer=sheet)


def _cell(cost: Cost | None) -> str:
    """A cost in the table; – where it was not measured."""
    if cost is None:
        return "–"
    return "failed" if isnan(cost.seconds) else f"{cost.seconds:.2f} / {cost.megabytes:.0f}"


def _seconds(cost: Cost | None) -> str:
    """The cost by hand."""
    return "–" if cost is None else f"{cost.seconds:.2f}"
