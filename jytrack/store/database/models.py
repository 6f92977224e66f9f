"""SQLModel and Alembic inside an open transaction: the way from them to the one connection."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlmodel
from sqlalchemy import Connection, StaticPool, create_engine
from sqlalchemy.exc import DBAPIError

from jytrack.store.engines.session import Session


@contextmanager
def connection_in(session: Session) -> Iterator[Connection]:
    """A connection that works in the transaction of `session` and cannot end it; errors are the driver's own."""
    engine = create_engine(f"{session.dialect}://", creator=lambda: session, poolclass=StaticPool)
    try:
        with engine.connect() as connection:
            yield connection
    except DBAPIError as error:
        raise error.orig or error from error


@contextmanager
def models_in(session: Session) -> Iterator[sqlmodel.Session]:
    """A session of models that writes into the transaction of `session`."""
    with connection_in(session) as connection, sqlmodel.Session(connection) as models:
        yield models
        models.flush()
