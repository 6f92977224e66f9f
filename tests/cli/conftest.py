"""The program as it is typed: a fresh database for each test, the real command line, the real files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from jytrack.cli.app import app


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str
    raw: bytes


Jytrack = Callable[..., Ran]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where the test's database is, once `init` has made it."""
    return tmp_path / "台账.db"


@pytest.fixture
def bare(database: Path, monkeypatch: pytest.MonkeyPatch) -> Jytrack:
    """Runs the command line; there is no database yet."""
    for name in ("FORCE_COLOR", "PY_COLORS", "GITHUB_ACTIONS", "NO_COLOR", "JYTRACK_PLAN"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str | Path, env: Mapping[str, str] | None = None) -> Ran:
        settings = {"JYTRACK_DB": str(database), "JYTRACK_ACTOR": "测试员", "COLUMNS": "100", **(env or {})}
        result = CliRunner().invoke(app, [str(item) for item in arguments], env=settings, catch_exceptions=False)
        return Ran(result.exit_code, result.stdout, result.stderr, result.stdout_bytes)

    return run


@pytest.fixture
def jytrack(bare: Jytrack) -> Jytrack:
    """Runs the command line on a database with the 2023 plan in it."""
    assert bare("init").code == 0
    return bare


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[..., Path]:
    """Writes a sheet into the test's folder and gives its path."""

    def write(text: str, name: str = "香水镇.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write
