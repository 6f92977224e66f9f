"""Times whole processes side by side: every command in turn, again and again, the minimum kept."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Contender:
    """A command line to be timed; `prepare` runs before each run, outside the clock."""

    name: str
    command: Sequence[str]
    prepare: Callable[[], None] = field(default=lambda: None)
    env: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Cost:
    """The least wall time in seconds, and the highest peak memory in MB."""

    seconds: float
    megabytes: float


_LAUNCH = Path(__file__).with_name("launch.py")

# Without compiled files Python would compile every module anew at each start, and that would be what is measured.
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def side_by_side(contenders: Sequence[Contender], runs: int) -> list[Cost]:
    """The cost of each contender over `runs` rounds, in which all take turns, after one round not counted."""
    costs: list[list[Cost]] = [[] for _ in contenders]
    for round_number in range(runs + 1):
        for contender, kept in zip(contenders, costs, strict=True):
            contender.prepare()
            cost = _once(contender)
            if round_number:
                kept.append(cost)
    return [Cost(min(c.seconds for c in kept), max(c.megabytes for c in kept)) for kept in costs]


def _once(contender: Contender) -> Cost:
    launched = subprocess.run(
        [sys.executable, "-IS", _LAUNCH, *contender.command],
        env=_ENVIRONMENT | dict(contender.env),
        capture_output=True,
        check=True,
    )
    code, seconds, peak = json.loads(launched.stdout)
    if code:
        raise SystemExit(f"{contender.name} failed with {code}: {' '.join(contender.command)}")
    return Cost(seconds, peak / 1024)
