"""The bar for `init`: linear in the units of a plan."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.bench.databases import METRICS, UNITS, Databases
from tests.bench.timing import JYTRACK, Bar, Contender, Cost, side_by_side, table

ROUNDS = 2
FEW, MANY = UNITS["120 thousand"], UNITS["1.2 million"]


@dataclass(frozen=True)
class Plans:
    """What was measured."""

    few: Cost
    many: Cost

    @property
    def bars(self) -> list[Bar]:
        """Each bar."""
        return [Bar(f"`init` of {MANY:,} units beside {FEW:,}", self.many.seconds / self.few.seconds, MANY / FEW)]

    def page(self) -> str:
        """Its part of the page."""
        return "\n".join(
            [
                f"## Plans\n\n`init` of a plan with {METRICS} metrics that all units report, in turn, the least of"
                f" {ROUNDS} rounds:\n{FEW:,} units {self.few.seconds:.2f} s and {self.few.megabytes:.0f} MB, {MANY:,}"
                f" units {self.many.seconds:.2f} s and {self.many.megabytes:.0f} MB.\n",
                table(self.bars),
            ]
        )


def measure(made: Databases) -> Plans:
    """Measure."""
    few, many = (
        Contender(
            f"init of {units}",
            [JYTRACK, "--db", str(path), "init", "--seed", str(made.plan(units))],
            _removing(path),
        )
        for units in (FEW, MANY)
        for path in (made.folder / f"init-{units}.db",)
    )
    return Plans(*side_by_side([few, many], ROUNDS, patience=60))


def _removing(path: Path) -> Callable[[], None]:
    """What takes a database away before it is made anew."""

    def remove() -> None:
        for stale in path.parent.glob(f"{path.name}*"):
            stale.unlink()

    return remove
