"""The slow tests, part by part, as many at once as there are cores: python -m tests.soak.run [PART …].

Each part's minutes are those of one quiet core. What it counted is printed when it ends; all of it, with the commit,
is left in build/soak/.
"""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from tests.tally import MARK

ROOT = Path(__file__).parents[2]
LOGS = ROOT / "build" / "soak"
PYTEST = (sys.executable, "-m", "pytest", "-m", "slow", "-s", "-p", "no:cacheprovider", "--durations=5")


class Part(NamedTuple):
    """What belongs together, and about how many minutes it takes."""

    minutes: int
    tests: tuple[str, ...]


PARTS = {
    "fuzz": Part(25, ("tests/fuzz",)),
    "disk": Part(12, ("tests/cli/keeping/test_refusing_disk.py",)),
    "server": Part(
        15,
        (
            "tests/store",
            *(f"tests/cli/{name}.py" for name in ("test_on_a_server", "test_walk_on_a_server")),
            *(f"tests/soak/{name}.py" for name in ("test_server_crowd", "test_standby")),
        ),
    ),
    "crowd": Part(11, ("tests/soak/test_crowd.py",)),
    "kills": Part(9, ("tests/soak/test_system_calls.py", "-k", "killed")),
    "faults": Part(5, ("tests/soak/test_system_calls.py", "-k", "refused")),
    "sheets": Part(6, ("tests/generated_sheets",)),
    "delivery": Part(6, ("tests/services/delivery",)),
    "documents": Part(6, ("tests/services/documents",)),
    "histories": Part(
        6,
        (
            "tests/services/test_two_times.py",
            *(f"tests/services/{wing}" for wing in ("figures", "sheets", "supervision")),
        ),
    ),
    "damage": Part(3, ("tests/cli/keeping/test_damage.py",)),
    "interruption": Part(3, ("tests/cli/values/test_interruption.py",)),
    "books": Part(2, ("tests/intake/books",)),
    "year": Part(2, ("tests/played",)),
}
"""The longest first, so that no core waits long at the end."""


def run(name: str) -> tuple[str, bool]:
    """Run a part; a line with how it ended and how long it took, the lines of what it counted; whether it passed."""
    log = LOGS / f"{name}.log"
    began = time.monotonic()
    with log.open("wb") as out:
        ran = subprocess.run([*PYTEST, *PARTS[name].tests], cwd=ROOT, stdout=out, stderr=out, check=False)
    text = log.read_text(encoding="utf-8", errors="replace").splitlines()
    took = f"{(time.monotonic() - began) / 60:.1f} min of about {PARTS[name].minutes}"
    ended = f"{name}: {'passed' if ran.returncode == 0 else 'FAILED, see ' + str(log.relative_to(ROOT))}, {took}"
    return "\n".join([ended, *(f"  {line}" for line in text if line.startswith(MARK))]), ran.returncode == 0


def main() -> None:
    """Run the parts that are named, or all."""
    asked = sys.argv[1:] or [*PARTS]
    if unknown := [name for name in asked if name not in PARTS]:
        sys.exit(f"no part {', '.join(unknown)}; there are {', '.join(PARTS)}")
    LOGS.mkdir(parents=True, exist_ok=True)
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    lines, good = [f"commit {commit.stdout.strip()}"], True
    print(lines[0], flush=True)  # noqa: T201
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for line, passed in pool.map(run, asked):
            print(line, flush=True)  # noqa: T201
            lines, good = [*lines, line], good and passed
    (LOGS / "summary.txt").write_text("\n".join([*lines, ""]), encoding="utf-8")
    sys.exit(not good)


if __name__ == "__main__":
    main()
