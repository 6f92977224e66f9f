"""Fuzzing of the intake and the command line: a short pass that is always the same, and a long one under make soak.

The long pass is guided by coverage, in a process of its own, because the fuzzer ends the process that it runs in.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz import targets
from tests.fuzz.arguments import arguments
from tests.fuzz.corpus import mutated
from tests.fuzz.importing import service
from tests.tally import tally

ROOT = Path(__file__).parents[2]
TARGETS = {**targets.TARGETS, "service": service, "arguments": arguments}
TIMES = {"value": 2000, "rows": 400, "file": 150, "service": 40, "arguments": 100}
SECONDS = float(os.environ.get("JYTRACK_SOAK_FUZZ", "300"))


@pytest.mark.parametrize("target", TIMES)
def test_a_short_pass(target: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JYTRACK_FUZZ_DIR", str(tmp_path_factory.getbasetemp()))
    for data in mutated(target, TIMES[target]):
        TARGETS[target](data)


def fuzz(target: str, folder: Path, *options: str) -> None:
    """One guided pass over `target`; what broke is shown."""
    pytest.importorskip("atheris", reason="atheris has no wheel for this system")
    order = [sys.executable, "-m", "tests.fuzz.run", target, *options]
    env = {**os.environ, "JYTRACK_FUZZ_DIR": str(folder)}
    ran = subprocess.run(order, cwd=ROOT, env=env, capture_output=True, check=False)
    talk = ran.stderr.decode("utf-8", "replace")
    assert ran.returncode == 0, talk[talk.find("Uncaught Python exception") :]
    done = re.search(r"^Done (\d+) runs", talk, re.MULTILINE)
    assert done, talk[-2000:]
    tally(f"fuzzed {target}", {"runs": int(done[1])})


def test_the_fuzzer_runs(tmp_path: Path) -> None:
    fuzz("value", tmp_path, "-seed=2023", "-runs=200")


@pytest.mark.slow
@pytest.mark.parametrize("target", TIMES)
def test_a_long_pass(target: str, tmp_path: Path) -> None:
    fuzz(target, tmp_path, f"-max_total_time={SECONDS:.0f}")
