"""Databases on the server of which a test may change everything."""

from collections.abc import Iterator

import pytest

from jytrack.store.values.address import Server
from tests import server


@pytest.fixture
def clock() -> None:
    """The server's clock is its own."""


@pytest.fixture
def fresh() -> Iterator[Server]:
    """An empty database."""
    where = server.new_database()
    yield where
    server.drop_database(where)


@pytest.fixture
def made() -> Iterator[Server]:
    """A database with an empty schema of the newest revision."""
    where = server.new_database(server.migrated())
    yield where
    server.drop_database(where)
