"""A migration is written once for files and servers: guards, rights and a server's own come back by themselves."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from jytrack.errors import DatabaseProblem, OutputProblem
from jytrack.shipped import shipped
from jytrack.store.database import guards, recount, views
from jytrack.store.database.database import Database
from jytrack.store.database.schema import head_revision, upgrade
from jytrack.store.engines.engine import engine_at
from jytrack.store.engines.session import Session
from jytrack.store.keeping import maintenance
from jytrack.store.sheets.imports import open_batch
from jytrack.store.values.address import Server
from tests import server
from tests.old_databases.holding import NOW, holds_all
from tests.old_databases.make import fill
from tests.old_databases.make_server import SERVER
from tests.store.sample import PLAN

HEAD = head_revision()
NEXT = f"{int(HEAD) + 1:04}"
KEPT = sorted(SERVER.glob("*.sql"))

NOTHING = "    pass\n"
CHANGES = """
    op.execute("UPDATE reading SET note = '改'")
    op.execute("DELETE FROM contact")
    with op.batch_alter_table("reading") as batch:
        batch.add_column(sa.Column("extra", sa.String(), nullable=True))
        batch.drop_column("source")
    op.create_table(
        "shelf",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("counted", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_shelf"),
    )
    op.execute("INSERT INTO shelf (id, name, counted) VALUES (1, '乙', 1), (2, '甲', 2)")
    op.create_index("ix_shelf_name", "shelf", ["name"])
    with op.batch_alter_table("reading") as batch:
        batch.add_column(sa.Column("source", sa.String(), nullable=False, server_default=""))
"""
"""Rows under guard are changed, a column that guards name is lost, views stand on it, a table comes."""


@pytest.fixture
def migrations(tmp_path: Path) -> Path:
    """A copy of the migrations, to which a test may add."""
    return Path(shutil.copytree(shipped("migrations"), tmp_path / "migrations"))


def add_revision(migrations: Path, body: str) -> Path:
    (migrations / "versions" / f"{NEXT}_next.py").write_text(
        f"import sqlalchemy as sa\nfrom alembic import op\n\nrevision = '{NEXT}'\ndown_revision = '{HEAD}'\n\n\n"
        f"def upgrade():\n{body}",
        encoding="utf-8",
    )
    return migrations


@pytest.fixture(params=KEPT, ids=[path.stem for path in KEPT])
def old(request: pytest.FixtureRequest, fresh: Server) -> Server:
    """A schema as an earlier program left it on a server."""
    server.do(fresh, request.param.read_text(encoding="utf-8"))
    return fresh


def statements(where: Server) -> list[tuple[str, str]]:
    with engine_at(where).reading() as session:
        return session.catalog.statements()


def sound_at(session: Session, revision: str) -> bool:
    """Whether guards, views and chain are as they should be."""
    return not any((*guards.faulty(session, revision), *views.faulty(session), *recount.faults(session)))


def test_every_revision_of_a_server_is_kept() -> None:
    assert {path.stem for path in KEPT} >= {f"{number:04}" for number in range(17, int(HEAD))} | {"0017"}


def test_a_kept_schema_comes_up_with_all_that_it_held(old: Server, migrations: Path) -> None:
    """Whether or not it is that of this program: the next migration lays what its guards are now."""
    assert not maintenance.check(old).wrong
    assert upgrade(old, add_revision(migrations, NOTHING)).after == NEXT
    server.do(old, f"UPDATE jytrack.alembic_version SET version_num = '{HEAD}'")
    assert not maintenance.check(old).wrong
    holds_all(Database(old))


def test_models_and_migrations_agree_on_a_server(old: Server, fresh: Server, migrations: Path) -> None:
    upgrade(old, add_revision(migrations, NOTHING))
    made = Server(fresh.dsn, "made")
    upgrade(made)
    for where in (old, made):
        assert statements(where)
    assert [(name, told.replace("made.", "jytrack.")) for name, told in statements(made)] == statements(old)


@pytest.fixture(params=["file", "server"])
def changed(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database with readings and a log, on either engine."""
    if request.param == "file":
        database = Database(tmp_path / "jytrack.db")
        upgrade(database.where)
        fill(database)
        yield database
    else:
        where = server.new_database(server.migrated())
        with server.clock_as_here():
            fill(Database(where))
        yield Database(where)
        server.drop_database(where)


def test_a_migration_is_written_once(changed: Database, migrations: Path) -> None:
    assert upgrade(changed.where, add_revision(migrations, CHANGES)).after == NEXT
    with engine_at(changed.where).reading() as session:
        assert sound_at(session, NEXT)
        assert session.execute("SELECT DISTINCT note, source, extra FROM reading").fetchall() == [("改", "", None)]
        assert session.execute("SELECT name FROM shelf ORDER BY name").fetchall() == [("乙",), ("甲",)]
        assert session.catalog.given("task_log") == 4
    with pytest.raises(DatabaseProblem, match=f"新版结构 {NEXT}"), changed.reading():
        pass
    with pytest.raises(Exception, match="keeps its history"), engine_at(changed.where).writing() as session:
        session.execute("UPDATE reading SET extra = 'x'")


@pytest.mark.parametrize("body", [f"{CHANGES}    raise ValueError\n", "    op.execute('DELETE FROM department')\n"])
def test_a_migration_that_fails_leaves_everything(changed: Database, migrations: Path, body: str) -> None:
    with changed.reading() as session:
        before = session.catalog.statements()
    with pytest.raises((ValueError, RuntimeError, OSError, Exception)):
        upgrade(changed.where, add_revision(migrations, body))
    with changed.reading() as session:
        assert session.catalog.statements() == before
        assert sound_at(session, HEAD)
    with server.clock_as_here():
        holds_all(changed)


def test_rights_outlive_a_migration(old: Server, migrations: Path) -> None:
    """A writer writes as before, under the name of the login alone, and reads what is new."""
    with server.logins(old, "wang", "leader") as (writer, reader):
        server.do(old, f'GRANT USAGE ON SCHEMA jytrack TO "{writer.login}", "{reader.login}"')
        server.do(old, f'GRANT SELECT ON ALL TABLES IN SCHEMA jytrack TO "{writer.login}", "{reader.login}"')
        server.do(old, f'GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA jytrack TO "{writer.login}"')
        upgrade(old, add_revision(migrations, CHANGES))
        for where in (writer, reader):
            with engine_at(where).reading() as session:
                assert session.execute("SELECT count(*) FROM shelf").fetchone() == (2,)
                assert session.execute("SELECT count(*) FROM v_reading").fetchone() == (3,)
        server.do(old, f"UPDATE jytrack.alembic_version SET version_num = '{HEAD}'")
        with Database(writer).writing() as session:
            open_batch(session, PLAN, str(writer.login), NOW, NOW.date())
        for where, who, words in ((writer, "别人", "只能以自己的登录名"), (reader, str(reader.login), "没有这项权限")):
            with pytest.raises(OutputProblem, match=words), Database(where).writing() as session:
                open_batch(session, PLAN, who, NOW, NOW.date())
        with pytest.raises(OutputProblem, match="没有这项权限"), Database(writer).writing() as session:
            session.execute("DELETE FROM shelf")
