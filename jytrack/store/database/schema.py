"""Which revision a database has, which one the program needs, and the way from one to the other."""

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jytrack.errors import DatabaseProblem
from jytrack.shipped import shipped
from jytrack.store.engines.copying import copy_database, stamped
from jytrack.store.engines.sqlite import Session, connect, writing_files
from jytrack.store.values.encoding import SHANGHAI

_OWN_TABLES = 3
"""How many tables are looked for, to tell a database of ours from another program's."""


@dataclass(frozen=True, slots=True)
class UpgradeResult:
    """What `upgrade` found and left; `before` None: the database was made new; `backup` is the file as it was."""

    before: str | None
    after: str
    backup: Path | None = None


def head_revision(migrations: Path | None = None) -> str:
    """The revision that the program needs: the number of the last migration."""
    versions = (migrations or shipped("migrations")) / "versions"
    return max(file.name[:4] for file in versions.glob("[0-9][0-9][0-9][0-9]_*.py"))


def stored_revision(session: Session, path: Path) -> str | None:
    """The revision that a database has, None when it is empty; DatabaseProblem when it is not jytrack's."""
    try:
        row = session.execute(
            "SELECT version_num, (SELECT count(*) FROM sqlite_master WHERE name IN ('plan', 'reading', 'task_log')) "
            "FROM alembic_version"
        ).fetchone()
    except sqlite3.OperationalError as error:
        if "no such table" not in str(error):
            raise
        row = None
        if not session.execute("SELECT 1 FROM sqlite_master").fetchone():
            return None
    if row is None or row[1] != _OWN_TABLES or not re.fullmatch("[0-9]{4}", row[0]):
        raise DatabaseProblem(f"{path} 不是 jytrack 的数据库，请用 --db 指定别的文件，如 jytrack --db 文件 init")
    return str(row[0])


def require_head(session: Session, path: Path) -> None:
    """Refuse, with the remedy, a database whose revision is not the program's."""
    stored, needed = stored_revision(session, path), head_revision()
    if stored is None:
        raise DatabaseProblem(f"数据库 {path} 还是空的，请先运行 jytrack init")
    if stored < needed:
        raise DatabaseProblem(f"数据库 {path} 是旧版结构 {stored}，请运行 jytrack init 升级（会先备份）")
    if stored > needed:
        raise too_new(path, stored, needed)


def too_new(path: Path, stored: str, needed: str) -> DatabaseProblem:
    """What is said of a database that a newer program has made."""
    return DatabaseProblem(
        f"数据库 {path} 是新版结构 {stored}，程序只认到 {needed}，请先升级程序：pip install --upgrade jytrack"
    )


def upgrade(path: Path, migrations: Path | None = None) -> UpgradeResult:
    """Make the database at `path`, or bring it to the newest revision, whole or not at all.

    An older database is first copied to a file beside it. DatabaseProblem for a newer or a foreign one,
    OutputProblem when the disk refuses.
    """
    folder = migrations or shipped("migrations")
    head = head_revision(folder)
    backup = None
    with writing_files(path):
        path.absolute().parent.mkdir(parents=True, exist_ok=True)
        with closing(connect(path, create=True)) as session:  # closed early, by any exception, it keeps nothing
            session.execute("BEGIN IMMEDIATE")
            before = stored_revision(session, path)
            if before is not None and before > head:
                raise too_new(path, before, head)
            if before is not None and before < head:
                backup = stamped(path, before, datetime.now(SHANGHAI))
                copy_database(path, backup)
            if before != head:
                _migrate(session, folder)
            session.execute("COMMIT")
            session.execute("PRAGMA journal_mode = WAL")
    return UpgradeResult(before, head, backup)


def _migrate(session: Session, folder: Path) -> None:
    """Run all newer migrations inside the open transaction; foreign keys are off, so they are checked at the end."""
    from alembic import command
    from alembic.config import Config

    from jytrack.store.database.models import connection_in

    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with connection_in(session) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    broken = session.execute("PRAGMA foreign_key_check").fetchone()
    if broken:
        raise RuntimeError(f"the migration left {broken[0]} pointing at a missing {broken[2]}")
