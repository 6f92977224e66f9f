"""What all tables share: names of constraints, and triggers that keep history from being rewritten."""

import re
from collections.abc import Iterable

from sqlalchemy import DDL, CheckConstraint, MetaData, event
from sqlalchemy.orm import declared_attr
from sqlmodel import SQLModel

from jytrack.store.database import guards
from jytrack.store.engines import guards_sqlite
from jytrack.store.values.guard import Guard

CONVENTION = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}


class Model(SQLModel):
    """The base of all tables; a class is named in English, its table in snake case."""

    metadata = MetaData(naming_convention=CONVENTION)

    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805 - SQLAlchemy passes the class
        """The table's name."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cls.__name__).lower()


def known_from_to() -> CheckConstraint:
    """The check that a row with two times is known from a moment before it is superseded."""
    return CheckConstraint("recorded_at < superseded_at", name="two_times")


def append_only(table: str) -> None:
    """Let the database itself refuse to change or delete what `table` has recorded."""
    _lay(guards.append_only(table))


def closed_once(table: str, column: str) -> None:
    """Let the database itself refuse to change a row of `table` that has `column` filled in, or to delete any."""
    _lay(guards.closed_once(table, column))


def keeps_history(table: str) -> None:
    """Let the database itself refuse any change to a row of `table` but one: closing it, once."""
    _lay(guards.keeps_history(table, Model.metadata.tables[table].columns.keys()))


def _lay(laid: Iterable[Guard]) -> None:
    """Have the guards made with their table in a file; a server has its own (`born.create`)."""
    for guard in laid:
        ddl = DDL(guards_sqlite.statement(guard)).execute_if(dialect="sqlite")  # type: ignore[no-untyped-call]
        event.listen(Model.metadata.tables[guard.table], "after_create", ddl)
