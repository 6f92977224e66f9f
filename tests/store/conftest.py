"""Databases that hold the sample plan, and moments to write at."""

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from jytrack.store.database.database import Database
from jytrack.store.database.schema import upgrade
from jytrack.store.plan.seeding import save_plan
from tests.store.sample import CLERK, LOADED_AT, PLAN


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One migrated and loaded database, to be copied."""
    path = tmp_path_factory.mktemp("template") / "jytrack.db"
    upgrade(path)
    with Database(path).writing() as session:
        save_plan(session, PLAN, CLERK, LOADED_AT)
    return path


@pytest.fixture
def database(_template: Path, tmp_path: Path) -> Database:
    """A database of one's own that holds the plan."""
    return Database(Path(shutil.copy(_template, tmp_path / "jytrack.db")), wait=0.2)


@pytest.fixture
def empty(tmp_path: Path) -> Database:
    """A migrated database without a plan."""
    upgrade(tmp_path / "empty.db")
    return Database(tmp_path / "empty.db", wait=0.2)


@pytest.fixture
def ticks() -> Iterator[datetime]:
    """Moments after the plan was loaded, an hour apart."""
    return (LOADED_AT + timedelta(hours=hours) for hours in range(1, 10_000))
