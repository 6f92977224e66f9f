"""Databases that hold the sample plan, on each engine, and moments to write at.

An engine is a word with its fixtures `<word>_database` and `<word>_empty`, and its error in REFUSALS.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import psycopg2
import pytest

from jytrack.store.database.database import Database
from jytrack.store.database.schema import upgrade
from jytrack.store.plan.seeding import save_plan
from jytrack.store.values.address import Server
from tests import server
from tests.store.sample import CLERK, LOADED_AT, PLAN

REFUSALS: dict[str, type[Exception]] = {"file": sqlite3.IntegrityError, "server": psycopg2.IntegrityError}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Each test that asks for a database runs on every engine; one that is marked `file` speaks of the file itself.

    Properties are tried at length on the file; on the server they are slow.
    """
    if "engine" in metafunc.fixturenames:
        of_file = metafunc.definition.get_closest_marker("file") is not None
        at_length = getattr(metafunc.function, "is_hypothesis_test", False)
        again = [pytest.param("server", marks=pytest.mark.slow if at_length else ())]
        metafunc.parametrize("engine", ["file", *(again if not of_file else ())])


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """The server's clock is the test's."""
    with server.clock_as_here():
        yield


@pytest.fixture
def database(engine: str, request: pytest.FixtureRequest) -> Database:
    """A database of one's own that holds the plan."""
    made = request.getfixturevalue(f"{engine}_database")
    assert isinstance(made, Database)
    return made


@pytest.fixture
def empty(engine: str, request: pytest.FixtureRequest) -> Database:
    """A migrated database without a plan."""
    made = request.getfixturevalue(f"{engine}_empty")
    assert isinstance(made, Database)
    return made


@pytest.fixture
def refusal(engine: str) -> type[Exception]:
    """What the engine's driver raises where a constraint or a guard refuses."""
    return REFUSALS[engine]


@pytest.fixture(scope="session")
def _migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One migrated file, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "jytrack.db"
    upgrade(path)
    return path


@pytest.fixture(scope="session")
def _template(_migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One migrated and loaded file, to be copied."""
    path = Path(shutil.copy(_migrated, tmp_path_factory.mktemp("template")))
    with Database(path).writing() as session:
        save_plan(session, PLAN, CLERK, LOADED_AT)
    return path


@pytest.fixture
def file_database(_template: Path, tmp_path: Path) -> Database:
    """A copy of the file."""
    return Database(Path(shutil.copy(_template, tmp_path / "jytrack.db")), wait=0.2)


@pytest.fixture
def file_empty(_migrated: Path, tmp_path: Path) -> Database:
    """A copy of the file before anything was loaded."""
    return Database(Path(shutil.copy(_migrated, tmp_path / "empty.db")), wait=0.2)


@pytest.fixture(scope="session")
def _on_server() -> tuple[Server, Server]:
    """A loaded database on the server, and one that is only migrated."""
    loaded, migrated = server.new_database(), server.new_database()
    for where in (loaded, migrated):
        upgrade(where)
    with server.clock_as_here(), Database(loaded).writing() as session:
        save_plan(session, PLAN, CLERK, LOADED_AT)
    for where in (loaded, migrated):
        server.keep_state(where)
    return loaded, migrated


@pytest.fixture
def server_database(_on_server: tuple[Server, Server]) -> Iterator[Database]:
    """The loaded one, put back as it was once the test is over."""
    yield Database(_on_server[0], wait=0.2)
    server.reset(_on_server[0])


@pytest.fixture
def server_empty(_on_server: tuple[Server, Server]) -> Iterator[Database]:
    """The migrated one."""
    yield Database(_on_server[1], wait=0.2)
    server.reset(_on_server[1])


@pytest.fixture
def ticks() -> Iterator[datetime]:
    """Moments after the plan was loaded, an hour apart."""
    return (LOADED_AT + timedelta(hours=hours) for hours in range(1, 10_000))
