"""Coverage-guided fuzzing of the intake: a short pass that is always the same, and a long one under make soak.

A pass is a process of its own, because the fuzzer ends the process that it runs in.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("atheris", reason="atheris has no wheel for this system")

ROOT = Path(__file__).parents[2]
RUNS = {"value": 1000, "rows": 400, "file": 150, "service": 25, "arguments": 25}
SECONDS = float(os.environ.get("JYTRACK_SOAK_FUZZ", "90"))


def fuzz(target: str, folder: Path, *options: str) -> None:
    """One pass over `target`; what broke is shown."""
    order = [sys.executable, "-m", "tests.fuzz.run", target, *options]
    env = {**os.environ, "JYTRACK_FUZZ_DIR": str(folder)}
    ran = subprocess.run(order, cwd=ROOT, env=env, capture_output=True, check=False)
    talk = ran.stderr.decode("utf-8", "replace")
    assert ran.returncode == 0, talk[talk.find("Uncaught Python exception") :]
    assert "DONE" in talk


@pytest.mark.parametrize("target", RUNS)
def test_a_short_pass(target: str, tmp_path: Path) -> None:
    fuzz(target, tmp_path, "-seed=2023", f"-runs={RUNS[target]}")


@pytest.mark.slow
@pytest.mark.parametrize("target", RUNS)
def test_a_long_pass(target: str, tmp_path: Path) -> None:
    fuzz(target, tmp_path, f"-max_total_time={SECONDS:.0f}")
