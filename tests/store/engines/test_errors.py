"""What the driver raises when a connection breaks: it gives no code then, and not always a class of its own."""

import psycopg2
import pytest

from jytrack.store.engines.errors_postgres import is_gone

CLOSED = "server closed the connection unexpectedly"


@pytest.mark.parametrize(
    ("error", "gone"),
    [
        (psycopg2.OperationalError(CLOSED), True),
        (psycopg2.DatabaseError(CLOSED), True),
        (psycopg2.InterfaceError("connection already closed"), True),
        (psycopg2.ProgrammingError("can't adapt type"), False),
        (psycopg2.DataError("a value"), False),
    ],
)
def test_a_broken_connection_is_known_without_a_code(error: psycopg2.Error, gone: bool) -> None:
    assert is_gone(error) is gone
