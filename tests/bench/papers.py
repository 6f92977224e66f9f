"""The bars for documents and messages: Word beside XML by hand, files beside the page looked at daily."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.bench.databases import Databases
from tests.bench.timing import JYTRACK, PYTHON, Bar, Contender, Cost, side_by_side, table

ROUNDS = 10
OWING, YEAR = 834, ("--as-of", "2023-12-31")


@dataclass(frozen=True)
class Papers:
    """What was measured: each contender beside the one after it, and the most that it may be."""

    pairs: Sequence[tuple[Contender, Contender, float]]
    costs: Sequence[Cost]

    @property
    def bars(self) -> list[Bar]:
        """Each bar."""
        return [
            Bar(f"{ours.name} beside {theirs.name}", own.seconds / other.seconds, most)
            for (ours, theirs, most), own, other in zip(self.pairs, self.costs[0::2], self.costs[1::2], strict=True)
        ]

    def page(self) -> str:
        """Its part of the page."""
        return f"## Documents and messages\n\nIn turn, the least of {ROUNDS} rounds.\n\n{table(self.bars)}"


def measure(made: Databases) -> Papers:
    """Measure."""
    folder, report = made.folder, [JYTRACK, "--db", made.demo(), "report"]
    daily = Contender("`report` (demo)", [*report, "--as-of", "2023-06-30"])
    word, hand = (
        [PYTHON, "-m", f"tests.bench.{name}", str(folder / f"{name}.docx")] for name in ("bulletin", "by_hand")
    )
    owing = [JYTRACK, "--db", str(made.empty(OWING, 3)), "remind"]
    pairs = [
        (Contender("a Word bulletin of 350 rows", word), Contender("the same XML by hand", hand), 3.5),
        *(
            (
                Contender(
                    f"`{' '.join(['report', *words])} -o x{suffix}` (demo)",
                    [*report, *words, "--as-of", "2023-06", "-o", str(folder / f"x{suffix}")],
                ),
                daily,
                most,
            )
            for words in ([], ["monthly"])
            for suffix, most in ((".xlsx", 2.5), (".html", 1.5))
        ),
        (
            Contender(f"`remind send --dry-run` ({OWING * 12:,} obligations)", [*owing, "send", "--dry-run", *YEAR]),
            Contender("`remind`", [*owing, *YEAR]),
            1.5,
        ),
    ]
    return Papers(pairs, side_by_side([each for pair in pairs for each in pair[:2]], ROUNDS))
