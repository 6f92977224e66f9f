"""Measures whole processes side by side: every command in turn, again and again, the least cost kept."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isnan, nan
from pathlib import Path

BIN = Path(sys.executable).parent
JYTRACK, PYTHON = str(BIN / "jytrack"), sys.executable
PATIENCE = 12.0
"""Seconds after which a command has been measured often enough, however many rounds the others take."""

MOST_ROUNDS = int(os.environ.get("ROUNDS") or 1000)
"""Fewer rounds than a part asks for, to see in a hurry that it works."""


@dataclass(frozen=True)
class Contender:
    """A command line to be measured; `prepare` runs before each run, unmeasured; `answer` is the file it writes."""

    name: str
    command: Sequence[str]
    prepare: Callable[[], None] = field(default=lambda: None)
    env: Mapping[str, str] = field(default_factory=dict)
    answer: Path | None = None


@dataclass(frozen=True)
class Cost:
    """The least seconds of the processor, the highest peak memory in MB, and the bytes of the answer.

    All are NaN where the command failed, so that every bar on it is missed.
    """

    seconds: float
    megabytes: float
    answer: float = nan


@dataclass(frozen=True)
class Bar:
    """One promise: what is measured is at most so much."""

    what: str
    measured: float
    most: float

    @property
    def kept(self) -> bool:
        """Whether it is kept; what could not be measured is not."""
        return self.measured <= self.most


_LAUNCH = Path(__file__).with_name("launch.py")

# Without compiled files Python would compile every module anew at each start, and that would be what is measured.
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def side_by_side(contenders: Sequence[Contender], runs: int, patience: float = PATIENCE) -> list[Cost]:
    """The cost of each contender over `runs` rounds, in which all take turns, after one round not counted.

    Who has taken more than `patience` seconds in all is run no more, and counted from the first round if need be.
    """
    costs: list[list[Cost]] = [[] for _ in contenders]
    for _ in range(min(runs, MOST_ROUNDS) + 1):
        for contender, kept in zip(contenders, costs, strict=True):
            if not kept or sum(cost.seconds for cost in kept) < patience:
                kept.append(_once(contender))
    return [_least(kept[1:] or kept) for kept in costs]


def table(bars: Iterable[Bar]) -> str:
    """Bars as they stand on the page."""
    rows = [f"| {bar.what} | {bar.measured:.2f} | {bar.most:g} | {'yes' if bar.kept else 'NO'} |" for bar in bars]
    return "\n".join(["| what | measured | at most | kept |", "|---|--:|--:|---|", *rows, ""])


def _least(costs: Sequence[Cost]) -> Cost:
    if isnan(costs[-1].seconds):  # after which it was run no more
        return costs[-1]
    return Cost(min(c.seconds for c in costs), max(c.megabytes for c in costs), costs[-1].answer)


def _once(contender: Contender) -> Cost:
    try:
        contender.prepare()
    except subprocess.CalledProcessError as error:
        sys.stderr.write(f"nothing to measure {contender.name} on: {error}\n{error.stderr}\n")
        return Cost(nan, nan)
    launched = subprocess.run(
        [sys.executable, "-IS", _LAUNCH, *contender.command],
        env=_ENVIRONMENT | dict(contender.env),
        capture_output=True,
        check=True,
    )
    code, seconds, peak, written, said = json.loads(launched.stdout)
    if code:
        sys.stderr.write(f"{contender.name} failed with {code}: {' '.join(contender.command)}\n{said}\n")
        return Cost(nan, nan)
    size = contender.answer.stat().st_size if contender.answer else written
    return Cost(seconds, peak / 1024, size)
