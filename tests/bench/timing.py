"""Times whole processes side by side: every command in turn, again and again, the minimum kept."""

import os
import subprocess
import time
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
    with Path(os.devnull).open("wb") as sink:
        start = time.perf_counter()
        process = subprocess.Popen(contender.command, stdout=sink, stderr=sink, env=_ENVIRONMENT | dict(contender.env))
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{contender.name} failed with {process.returncode}: {' '.join(contender.command)}")
    return Cost(seconds, usage.ru_maxrss / 1024)
