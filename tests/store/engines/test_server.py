"""A database on a server: what stands in its way is told in one line, what is begun there is whole or not at all."""

from collections.abc import Iterator

import psycopg2
import pytest

from jytrack.domain.figures.reading import Entry
from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import quantity
from jytrack.domain.values.words import LogAction
from jytrack.errors import DatabaseProblem, OutputProblem
from jytrack.store.database import guards, recount, views
from jytrack.store.database.database import Database
from jytrack.store.database.keys import next_row
from jytrack.store.database.schema import head_revision, upgrade
from jytrack.store.plan import ledger
from jytrack.store.plan.seeding import save_plan
from jytrack.store.sheets.imports import open_batch
from jytrack.store.values.address import Server
from tests import server
from tests.store.sample import CLERK, LOADED_AT, PLAN
from tests.store.writing import store

ROW = "INSERT INTO department (id, region, name) VALUES (?, '东县', '外单位')"


@pytest.fixture
def fresh() -> Iterator[Server]:
    """An empty database."""
    where = server.new_database()
    yield where
    server.drop_database(where)


@pytest.fixture
def made() -> Iterator[Server]:
    """A database with an empty schema of the newest revision."""
    where = server.new_database(server.migrated())
    yield where
    server.drop_database(where)


def do(where: Server, statement: str) -> None:
    connection = psycopg2.connect(where.dsn)
    connection.autocommit = True
    connection.cursor().execute(statement)
    connection.close()


@pytest.mark.parametrize(
    "dsn",
    [
        "postgresql://ma@localhost:1/office",
        "postgresql://ma@no.such.host.invalid/office",
        "postgresql://ma@%2Fno%2Fsocket/office?passfile=%2Fgeheim",
    ],
)
def test_a_server_that_is_not_there(dsn: str) -> None:
    with pytest.raises(DatabaseProblem, match="连不上服务器") as told, Database(Server(dsn)).reading():
        pass
    assert "geheim" not in str(told.value)


def test_a_database_or_a_user_that_is_not_there(fresh: Server) -> None:
    for dsn in (f"{fresh.dsn}_none", fresh.dsn.replace(server.OWNER, "nobody_here")):
        with pytest.raises(DatabaseProblem, match="连不上服务器"), Database(Server(dsn)).reading():
            pass


def test_a_schema_that_is_not_there_yet_or_is_anothers(fresh: Server) -> None:
    with pytest.raises(DatabaseProblem, match="jytrack init"), Database(fresh).reading():
        pass
    do(fresh, "CREATE SCHEMA jytrack; CREATE TABLE jytrack.guests (name TEXT)")
    for opened in (Database(fresh).reading, lambda: upgrade(fresh)):
        with pytest.raises(DatabaseProblem, match="不是 jytrack 的数据库"):
            opened().__enter__()


def test_a_server_of_another_encoding(fresh: Server) -> None:
    name = f"{server.name_of(fresh)}_latin"
    do(fresh, f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'")
    latin = Server(fresh.dsn.replace(server.name_of(fresh), name))
    try:
        with pytest.raises(DatabaseProblem, match="UTF8"):
            upgrade(latin)
    finally:
        server.drop_database(latin)


def test_schemas_of_one_database_know_nothing_of_each_other(made: Server) -> None:
    other = Server(made.dsn, "other")
    upgrade(other)
    with Database(made).writing() as here, Database(other, wait=0.2).writing() as there:
        here.execute(ROW, (next_row(here, "department"),))
        assert there.execute("SELECT count(*) FROM department").fetchone() == (0,)
        here.keep = there.keep = False


def test_a_new_schema_is_as_it_should_be_and_a_change_of_it_is_seen(made: Server) -> None:
    assert upgrade(made).before == head_revision()
    with Database(made).reading() as session:
        assert not list(guards.faulty(session, head_revision()))
        assert not list(views.faulty(session))
        assert not list(recount.faults(session))
    do(
        made,
        "ALTER TABLE jytrack.reading DISABLE TRIGGER tr_reading_no_update; "
        "DROP TRIGGER tr_task_log_no_delete ON jytrack.task_log; DROP VIEW jytrack.v_import; "
        "CREATE OR REPLACE VIEW jytrack.v_plan AS SELECT 1 AS plan",
    )
    with Database(made).reading() as session:
        found = dict(guards.faulty(session, head_revision()))
        assert found == {"tr_reading_no_update": False, "tr_task_log_no_delete": True}
        assert ("v_import", True) in list(views.faulty(session))
        assert [fault.subject for fault in recount.faults(session)] == ["schema"]


def test_history_cannot_be_truncated(made: Server) -> None:
    with pytest.raises(psycopg2.IntegrityError, match="keeps its history"):
        do(made, "TRUNCATE jytrack.reading")


def write_over_a_broken_line(where: Server) -> None:
    with Database(where).writing() as session:
        session.execute(ROW, (1,))
        do(
            where,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE application_name = 'jytrack' AND datname = current_database()",
        )
        session.execute(ROW, (2,))


def test_a_connection_that_breaks_leaves_nothing_and_frees_the_lock(made: Server) -> None:
    with pytest.raises(DatabaseProblem, match="连接断了"):
        write_over_a_broken_line(made)
    with Database(made, wait=0.2).writing() as session:
        assert session.execute("SELECT count(*) FROM department").fetchone() == (0,)


def test_who_may_only_read_cannot_write_and_hears_it(made: Server) -> None:
    role = f"reader_{server.name_of(made)}"
    do(made, f"CREATE ROLE {role} LOGIN; GRANT USAGE ON SCHEMA jytrack TO {role}")
    do(made, f"GRANT SELECT ON ALL TABLES IN SCHEMA jytrack TO {role}")
    reader = Server(made.dsn.replace(server.OWNER, role, 1))
    try:
        with Database(reader).reading() as session:
            assert session.execute("SELECT count(*) FROM plan").fetchone() == (0,)
        with pytest.raises(OutputProblem, match="没有这项权限"), Database(reader).writing() as session:
            session.execute(ROW, (1,))
        with pytest.raises(OutputProblem, match="没有这项权限"):
            upgrade(Server(reader.dsn, "own"))
    finally:
        do(made, f"DROP OWNED BY {role}; DROP ROLE {role}")


def test_who_may_write_writes_readings_and_the_log_and_rewrites_nothing(made: Server) -> None:
    role = f"writer_{server.name_of(made)}"
    with Database(made).writing() as session:
        save_plan(session, PLAN, CLERK, LOADED_AT)
    do(made, f"CREATE ROLE {role} LOGIN; GRANT USAGE ON SCHEMA jytrack TO {role}")
    do(made, f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA jytrack TO {role}")
    do(made, f"REVOKE ALL ON jytrack.given FROM {role}; GRANT SELECT ON jytrack.given TO {role}")
    writer = Server(made.dsn.replace(server.OWNER, role, 1))
    try:
        with Database(writer).writing() as session:
            batch = open_batch(session, PLAN, CLERK, LOADED_AT, LOADED_AT.date())
            rows = [
                Entry(no, "西乡", "jobs", Period(2020 + no // 12, no % 12 + 1), quantity(8)) for no in range(36, 48)
            ]
            store(session, PLAN, batch, None, rows)
            ledger.append(session, PLAN, 1, LogEntry(LogAction.NOTE, LOADED_AT.date(), LOADED_AT, CLERK, "记"))
        with Database(writer).reading() as session:
            assert session.catalog.given("task_log") == 1
            assert not list(recount.faults(session))
        for change in ("DELETE FROM reading", "UPDATE reading SET month = 1"):
            with (
                pytest.raises(psycopg2.IntegrityError, match="keeps its history"),
                Database(writer).writing() as session,
            ):
                session.execute(change)
        for change in ("DROP TRIGGER tr_reading_no_delete ON reading", "UPDATE given SET number = 0"):
            with pytest.raises(OutputProblem, match="没有这项权限"), Database(writer).writing() as session:
                session.execute(change)
    finally:
        do(made, f"DROP OWNED BY {role}; DROP ROLE {role}")


def test_a_numbers_place_is_never_given_again(made: Server) -> None:
    with Database(made).writing() as session:
        given = session.next_number("chain_link")
        assert given == session.catalog.given("chain_link") + 1
