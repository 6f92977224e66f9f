"""What all tables share: names of constraints, and triggers that keep history from being rewritten."""

import re

from sqlalchemy import DDL, CheckConstraint, MetaData, event
from sqlalchemy.orm import declared_attr
from sqlmodel import SQLModel

from jytrack.store.encoding import FOREVER

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
    _trigger(table, "no_update", "UPDATE")
    _trigger(table, "no_delete", "DELETE")


def closed_once(table: str, column: str) -> None:
    """Let the database itself refuse to change a row of `table` that has `column` filled in, or to delete any."""
    _trigger(table, "no_update", "UPDATE", f"WHEN OLD.{column} <> '' ")
    _trigger(table, "no_delete", "DELETE")


def keeps_history(table: str) -> None:
    """Let the database itself refuse any change to a row of `table` but one: closing it, once."""
    columns = Model.metadata.tables[table].columns.keys()
    kept = ", ".join(name for name in columns if name != "superseded_at")
    _trigger(table, "no_update", f"UPDATE OF {kept}")
    _trigger(table, "closed_once", "UPDATE OF superseded_at", f"WHEN OLD.superseded_at <> {FOREVER} ")
    _trigger(table, "no_delete", "DELETE")


def _trigger(table: str, rule: str, when: str, condition: str = "") -> None:
    statement = (
        f"CREATE TRIGGER tr_{table}_{rule} BEFORE {when} ON {table} {condition}"
        f"BEGIN SELECT RAISE(ABORT, '{table} keeps its history'); END"
    )
    ddl = DDL(statement)  # type: ignore[no-untyped-call]
    event.listen(Model.metadata.tables[table], "after_create", ddl)
