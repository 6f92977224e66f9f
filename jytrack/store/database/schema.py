"""Which revision a database has, which one the program needs, and the way from one to the other."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from jytrack.domain.values.valueclass import valueclass
from jytrack.errors import DatabaseProblem, JytrackError
from jytrack.shipped import shipped
from jytrack.store.database import chain, recount
from jytrack.store.engines.engine import engine_at
from jytrack.store.engines.session import Session
from jytrack.store.values.address import Address, address_of
from jytrack.store.values.encoding import SHANGHAI

_OWN_TABLES = {"alembic_version", "plan", "reading", "task_log"}
"""By these a database of ours is told from another program's."""


@valueclass
class UpgradeResult:
    """What `upgrade` found and left; `before` None: the database was made new; `backup` is the file as it was."""

    before: str | None
    after: str
    backup: Path | None = None


def head_revision(migrations: Path | None = None) -> str:
    """The revision that the program needs: the number of the last migration."""
    versions = (migrations or shipped("migrations")) / "versions"
    return max(file.name[:4] for file in versions.glob("[0-9][0-9][0-9][0-9]_*.py"))


def stored_revision(session: Session, where: Address) -> str | None:
    """The revision that a database has, None when it is empty; DatabaseProblem when it is not jytrack's."""
    if set(session.catalog.tables()) >= _OWN_TABLES:
        row = session.execute("SELECT * FROM alembic_version").fetchone()
        if row and re.fullmatch("[0-9]{4}", str(row[0])):
            return str(row[0])
    elif session.catalog.is_empty():
        return None
    raise DatabaseProblem(f"{where} 不是 jytrack 的数据库，请用 --db 指定别的文件，如 jytrack --db 文件 init")


def is_current(where: Address | Path) -> bool:
    """Whether the database at `where` is there and has the program's revision."""
    return _stands_at(head_revision(), address_of(where))


def require_head(session: Session, where: Address) -> None:
    """Refuse, with the remedy, a database whose revision is not the program's."""
    stored, needed = stored_revision(session, where), head_revision()
    if stored is None:
        raise DatabaseProblem(f"数据库 {where} 还是空的，请先运行 jytrack init")
    if stored < needed:
        raise DatabaseProblem(f"数据库 {where} 是旧版结构 {stored}，请运行 jytrack init 升级（会先备份）")
    if stored > needed:
        raise too_new(where, stored, needed)


def too_new(where: Address, stored: str, needed: str) -> DatabaseProblem:
    """What is said of a database that a newer program has made."""
    return DatabaseProblem(
        f"数据库 {where} 是新版结构 {stored}，程序只认到 {needed}，"
        "请升级程序：在新版的程序文件夹里运行 make run，再用那里的 jytrack db info"
    )


def upgrade(where: Address | Path, migrations: Path | None = None) -> UpgradeResult:
    """Make the database at `where`, or bring it to the newest revision; see `upgraded`."""
    with upgraded(where, migrations) as (_, result):
        return result


@contextmanager
def upgraded(where: Address | Path, migrations: Path | None = None) -> Iterator[tuple[Session, UpgradeResult]]:
    """A transaction for writing into the database at `where`, made or brought to the newest revision in it.

    So what is written stands with the schema that it needs, or neither does. An older database is first copied to a
    file beside it, and whatever is there becomes a link of the chain. DatabaseProblem for a newer or a foreign one and
    for one that was changed behind its back, OutputProblem when the disk refuses.
    """
    where, folder = address_of(where), migrations or shipped("migrations")
    head, engine = head_revision(folder), engine_at(where)
    if _stands_at(head, where):
        with engine.writing() as session:
            require_head(session, where)
            _lay_views(session)
            yield session, UpgradeResult(head, head)
            chain.close_act(session)
        return
    with engine.making() as session:
        before, backup = stored_revision(session, where), None
        if before is not None and before > head:
            raise too_new(where, before, head)
        if before is not None and before < head:
            _require_sound(session, where, before)
            backup = engine.copy_aside(before, datetime.now(SHANGHAI))
        if before != head:
            if before is None:
                make(session, folder, made_from_models=engine.made_from_models)
            else:
                _migrate(session, folder, before)
            chain.open_chain(session)
        _lay_views(session)
        yield session, UpgradeResult(before, head, backup)
        _require_references(session)
        chain.close_act(session)


def _stands_at(revision: str, where: Address) -> bool:
    """Whether the database is there and needs no upgrade; what is wrong with it is told by whoever opens it next."""
    try:
        with engine_at(where).reading() as session:
            return stored_revision(session, where) == revision
    except JytrackError:
        return False


def _require_sound(session: Session, where: Address, revision: str) -> None:
    """Refuse to lay a new link over what is not as its acts wrote it: nobody would find it any more."""
    if recount.torn_histories(session) or (revision >= recount.CHAINED and next(recount.faults(session), None)):
        raise DatabaseProblem(f"数据库 {where} 的内容被改动过，没有升级；详情见 jytrack db check")


def make(session: Session, migrations: Path | None = None, *, made_from_models: bool) -> None:
    """Make all tables of a new database, which is without a chain yet."""
    folder = migrations or shipped("migrations")
    if not made_from_models:
        _migrate(session, folder, None)
        return
    from jytrack.store.database.born import create

    create(session, head_revision(folder))


def _migrate(session: Session, folder: Path, before: str | None) -> None:
    """Run all migrations after `before` inside the open transaction.

    Views are taken away before, because a table cannot change under them; from the revisions on that speak to every
    engine, guards too, and laid again after them.
    """
    from alembic import command
    from alembic.config import Config

    from jytrack.store.database import fitting, views
    from jytrack.store.database.models import connection_in

    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    head = head_revision(folder)
    views.remove(session)
    with connection_in(session) as connection:
        config.attributes["connection"] = connection
        if before is None or before < fitting.FOR_FILES:
            command.upgrade(config, min(head, fitting.FOR_FILES))
        if head > fitting.FOR_FILES:
            session.lift_guards()
            command.upgrade(config, "head")
            fitting.lay(session, head)


def _require_references(session: Session) -> None:
    """Keep nothing that points at what is not there; the engine does not look while it makes tables anew."""
    for table, parent, _ in session.catalog.dangling():
        raise RuntimeError(f"{table} points at a missing {parent}")


def _lay_views(session: Session) -> None:
    """Lay the views as this program knows them, where they do not stand so."""
    from jytrack.store.database import views

    if any(views.faulty(session)):
        views.remove(session)
        views.lay(session)
