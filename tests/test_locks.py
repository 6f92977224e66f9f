"""The two locks: what the program runs with is pinned as it is tested, and nothing else is installed with it."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]


def pinned(name: str) -> dict[str, str]:
    """Each package with its version, its marker and its hashes."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    return {
        re.split(r"[=\[]", line, maxsplit=1)[0]: " ".join(line.split()) for line in text.splitlines() if "==" in line
    }


def test_what_runs_is_pinned_as_it_is_tested() -> None:
    runs, tested = pinned("requirements-run.lock"), pinned("requirements.lock")
    assert {name: tested[name] for name in runs} == runs
    assert all("--hash=sha256:" in line for line in runs.values())


def test_what_runs_is_what_the_program_asks_for_without_what_it_is_tested_with() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {re.split(r"[<>=]", each, maxsplit=1)[0].lower() for each in project["dependencies"]}
    runs = set(pinned("requirements-run.lock"))
    assert asked <= runs
    assert (
        not {re.split(r"[<>=]", each, maxsplit=1)[0].lower() for each in project["optional-dependencies"]["dev"]} & runs
    )
    assert len(runs) < 30
