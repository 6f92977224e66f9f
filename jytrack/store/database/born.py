"""A new database on a server: made from the models at once, for it need not repeat what files have been through."""

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, MetaData, String, Table, TypeDecorator, text

from jytrack.store.database import fitting
from jytrack.store.database.models import connection_in
from jytrack.store.database.tables import Model
from jytrack.store.engines.session import Session

_CHECKS = {
    "ck_import_file_counts": "least(new_rows, unchanged_rows, corrected_rows, rejected_rows) >= 0",
    "ck_task_log_milestone": (
        "CASE WHEN action LIKE 'milestone%' THEN milestone IS NOT NULL "
        "WHEN action LIKE 'extension%' THEN TRUE ELSE milestone IS NULL END"
    ),
    "ck_reading_exact": "TRUE",
}
"""The checks that a server says otherwise than a file, worded as its migrations are; types hold the last."""


def create(session: Session, revision: str) -> None:
    """Make all tables, guards and what keeps references in the empty schema of `session`, as of `revision`.

    Text is compared byte by byte, as a file does, whatever the server's own order; numbers of rows are the program's.
    """
    metadata = MetaData(naming_convention=Model.metadata.naming_convention)
    for table in Model.metadata.sorted_tables:
        _fit(table.to_metadata(metadata))
    Table("alembic_version", metadata, Column("version_num", String(32), primary_key=True))
    with connection_in(session) as connection:
        metadata.create_all(connection, checkfirst=False)
    session.execute("INSERT INTO alembic_version (version_num) VALUES (?)", (revision,))
    fitting.lay(session, revision)


def _fit(table: Table) -> None:
    """Have the table made as a server understands it."""
    for column in table.columns:
        column.autoincrement = False
        stored = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
        if isinstance(stored, String):
            column.type = String(stored.length, collation="C")
    for check in list(table.constraints):
        if isinstance(check, ForeignKeyConstraint) and table.name == "reading":
            table.constraints.remove(check)  # looked for once a statement (`guards_postgres`)
        elif isinstance(check, CheckConstraint) and check.name in _CHECKS:
            table.constraints.remove(check)
            table.append_constraint(CheckConstraint(text(_CHECKS[str(check.name)]), name=check.name))
