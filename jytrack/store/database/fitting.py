"""What stands on the tables once they are made or changed: guards, and what an engine keeps besides."""

from jytrack.store.database import guards
from jytrack.store.database.tables import Model
from jytrack.store.engines.session import Session

FOR_FILES = "0017"
"""The last revision whose migrations speak to files alone, and lay triggers by themselves; later ones leave that."""


def lay(session: Session, revision: str) -> None:
    """Lay all guards of a database of `revision`, the program's own."""
    logs = [table.name for table in Model.metadata.sorted_tables if table.dialect_options["sqlite"]["autoincrement"]]
    session.lay_guards(guards.laid(revision, session.catalog.columns), logs)
