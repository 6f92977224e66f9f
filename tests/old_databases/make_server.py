"""Writes tests/old_databases/server/REVISION.sql, a server's schema of this revision as statements; see `make`.

Run once for each revision, before the next one is made: python -m tests.old_databases.make_server
"""

import subprocess

from jytrack.store.database.database import Database
from jytrack.store.database.schema import upgrade
from tests import server
from tests.old_databases.make import FOLDER, fill

SERVER = FOLDER / "server"


def main() -> None:
    """Write the file."""
    where = server.new_database()
    revision = upgrade(where).after
    with server.clock_as_here():
        fill(Database(where))
    told = subprocess.run(
        [server.client_programs() / "pg_dump", "--inserts", "--no-owner", "--schema", where.schema, where.dsn],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    lines = (line for line in told.splitlines() if line and not line.startswith(("--", "\\", "SET ")))
    (SERVER / f"{revision}.sql").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
