"""The program as it is typed: a fresh database for each test, the real command line, the real files."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from jytrack.store.database.schema import upgrade
from tests.cli.answers import Office
from tests.command import Ran, typed

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
        return typed(arguments, settings)

    return run


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of the newest schema without a plan: making one takes as long as twenty commands."""
    path = tmp_path_factory.mktemp("空") / "台账.db"
    upgrade(path)
    return path


@pytest.fixture
def unplanned(bare: Jytrack, migrated: Path, database: Path) -> Jytrack:
    """Runs the command line on a database into which `init` loads a plan."""
    shutil.copy(migrated, database)
    return bare


@pytest.fixture(scope="session")
def initiated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database as `init` makes it."""
    path = tmp_path_factory.mktemp("方案") / "台账.db"
    assert typed(["init"], {"JYTRACK_DB": str(path), "JYTRACK_ACTOR": "测试员"}).code == 0
    return path


@pytest.fixture
def jytrack(bare: Jytrack, initiated: Path, database: Path) -> Jytrack:
    """Runs the command line on a database with the 2023 plan in it."""
    shutil.copy(initiated, database)
    return bare


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[..., Path]:
    """Writes a sheet into the test's folder and gives its path."""

    def write(text: str, name: str = "香水镇.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The demo after half a year's work, to ask everything of."""
    return Office(tmp_path_factory.mktemp("办公室"))
