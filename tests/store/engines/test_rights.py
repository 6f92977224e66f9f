"""Who may do what on a server: an owner, a writer, a reader, each with a login of its own."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import psycopg2
import pytest

from jytrack.domain.figures.reading import Entry
from jytrack.domain.sheets.records import Writer
from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import quantity
from jytrack.domain.values.words import LogAction
from jytrack.errors import DatabaseProblem, JytrackError, NotFound, OutputProblem
from jytrack.store.database import recount
from jytrack.store.database.database import Database
from jytrack.store.database.schema import upgrade
from jytrack.store.keeping import maintenance
from jytrack.store.keeping.rights import grant
from jytrack.store.plan import ledger
from jytrack.store.plan.seeding import save_plan
from jytrack.store.sheets.imports import open_batch
from jytrack.store.values.address import Server
from jytrack.store.values.encoding import SHANGHAI
from tests import server
from tests.store.sample import CLERK, LOADED_AT, PLAN
from tests.store.writing import store

ADDED = (
    "INSERT INTO reading (metric_id, unit_id, period, superseded_by, month, withdrawn, source, note, writing_id) "
    "SELECT metric_id, unit_id, 202401, superseded_by, 10000, FALSE, '', '', writing_id FROM reading LIMIT 1"
)
"""A figure under what was written first, whoever wrote it."""
WRITER, READER = "wang%_fang", "leader"


@pytest.fixture(scope="module")
def everybody() -> Iterator[tuple[Server, Server, Server]]:
    """The sample plan on the server, as its owner, a writer and a reader see it."""
    plan = server.new_database(server.migrated())
    with Database(plan).writing() as session:
        save_plan(session, PLAN, CLERK, LOADED_AT)
    server.keep_state(plan)
    with server.logins(plan, WRITER, READER) as (writer, reader):
        grant(plan, str(writer.login), writes=True)
        grant(plan, str(reader.login), writes=False)
        yield plan, writer, reader
    server.drop_database(plan)


@pytest.fixture
def plan(everybody: tuple[Server, Server, Server]) -> Iterator[Server]:
    """The plan as its owner sees it, put back as it was once the test is over."""
    yield everybody[0]
    server.reset(everybody[0])


@pytest.fixture
def people(plan: Server, everybody: tuple[Server, Server, Server]) -> tuple[Server, Server]:
    """The same as a writer and as a reader see it."""
    return everybody[1:]


def record(where: Server, who: str, when: datetime = LOADED_AT) -> None:
    """A dozen readings and an entry of the log."""
    with Database(where).writing() as session:
        batch = open_batch(session, PLAN, who, when, when.date())
        rows = [Entry(no, "西乡", "jobs", Period(2020 + no // 12, no % 12 + 1), quantity(8)) for no in range(36, 48)]
        store(session, PLAN, batch, None, rows)
        ledger.append(session, PLAN, 1, LogEntry(LogAction.NOTE, when.date(), when, who, "记"))


def statement(where: Server, sql: str) -> None:
    with Database(where).writing() as session:
        session.execute(sql)


def test_a_writer_adds_to_the_record_and_closes_what_stands(people: tuple[Server, Server]) -> None:
    writer, reader = people
    record(writer, str(writer.login))
    with Database(writer).writing() as session:
        session.execute("UPDATE reading SET superseded_by = writing_id + 1 WHERE period = 202305")
    with Database(reader).reading() as session:
        assert session.execute("SELECT count(*) FROM reading").fetchone() == (12,)
        assert session.catalog.given("task_log") == 1
        assert session.execute("SELECT count(*) FROM v_department").fetchone() == (6,)


@pytest.mark.parametrize("name", ["{}", "王芳（{}）", "（{}）"])
def test_a_login_signs_with_its_own_name(people: tuple[Server, Server], name: str) -> None:
    writer, _ = people
    record(writer, name.format(writer.login))
    with Database(writer).reading() as session:
        assert session.execute("SELECT DISTINCT recorded_by FROM writing").fetchall() == [(name.format(writer.login),)]
        assert not list(recount.faults(session))


@pytest.mark.parametrize(
    "name", ["", "王芳", "office", "王芳（office）", "{}（王芳）", "王芳({})", "wangX_fang", "x{}"]
)
def test_a_login_cannot_sign_with_anothers_name(people: tuple[Server, Server], name: str) -> None:
    writer, _ = people
    with pytest.raises(OutputProblem, match="只能以自己的登录名登记"):
        record(writer, name.format(writer.login))
    with Database(writer).reading() as session:
        assert session.execute("SELECT count(*) FROM reading").fetchone() == (0,)


def test_a_figure_cannot_be_put_under_what_another_has_written(people: tuple[Server, Server], plan: Server) -> None:
    writer, _ = people
    record(plan, "王芳")
    with pytest.raises(OutputProblem, match="只能以自己的登录名登记"):
        statement(writer, ADDED)
    statement(plan, ADDED)


def test_the_owner_may_write_what_others_have_recorded(plan: Server) -> None:
    record(plan, "王芳")


REFUSED = (
    "DELETE FROM reading", "TRUNCATE reading", "DELETE FROM chain_link", "UPDATE reading SET month = 1",
    "UPDATE target_goal SET value = 1", "UPDATE given SET number = 0", "DELETE FROM given",
    "INSERT INTO task (plan_id, no, title, section, summary) VALUES (1, 99, '', '', '')",
    "UPDATE task SET title = ''", "DELETE FROM plan", "INSERT INTO given VALUES ('x', 1)",
    "DROP TRIGGER tr_reading_no_delete ON reading", "ALTER TABLE reading DISABLE TRIGGER ALL", "DROP TABLE reading",
    "CREATE TABLE other (a TEXT)", "CREATE OR REPLACE FUNCTION own_name() RETURNS trigger LANGUAGE plpgsql AS ''",
)  # fmt: skip


def test_what_a_writer_may_not_do(people: tuple[Server, Server]) -> None:
    writer, _ = people
    record(writer, str(writer.login))
    for sql in REFUSED:
        with pytest.raises(OutputProblem, match=r"没有这项权限，未作改动；.*请管理员授权：jytrack db grant wang%_fang"):
            statement(writer, sql)
    with pytest.raises(psycopg2.IntegrityError, match="keeps its history"):
        statement(
            writer,
            "UPDATE reading SET superseded_by = writing_id + 1; UPDATE reading SET superseded_by = writing_id + 2",
        )
    with pytest.raises(OutputProblem, match="没有这项权限"):
        upgrade(Server(writer.dsn, "own"))


def test_what_a_reader_may_not_do(people: tuple[Server, Server]) -> None:
    _, reader = people
    with pytest.raises(OutputProblem, match="没有这项权限"):
        record(reader, str(reader.login))


def test_who_was_given_nothing_hears_it(plan: Server) -> None:
    with server.logins(plan, "guest") as (guest,):
        for opened in (Database(guest).reading, Database(guest).writing):
            with pytest.raises(OutputProblem, match=f"没有这项权限.*jytrack db grant {guest.login} --read"):
                opened().__enter__()


def test_a_writer_becomes_a_reader(people: tuple[Server, Server], plan: Server) -> None:
    writer, _ = people
    grant(plan, str(writer.login), writes=False)
    with pytest.raises(OutputProblem, match="没有这项权限"):
        record(writer, str(writer.login))
    grant(plan, str(writer.login), writes=True)
    record(writer, str(writer.login))


@pytest.mark.parametrize(
    ("by", "to", "error", "words"),
    [
        ("writer", "reader", OutputProblem, "的所有者是 office，只有所有者能授权"),
        ("owner", "owner", OutputProblem, "office 是数据库 .* 的所有者，本来就什么都能做"),
        ("owner", "nobody", NotFound, "没有登录名“no.body”；请管理员先建：createuser no.body"),
    ],
)
def test_rights_that_cannot_be_given(
    people: tuple[Server, Server], plan: Server, by: str, to: str, error: type[JytrackError], words: str
) -> None:
    writer, reader = people
    where = {"writer": writer, "owner": plan}[by]
    login = {"reader": str(reader.login), "owner": server.OWNER, "nobody": "no'body"}[to]
    with pytest.raises(error, match=words):
        grant(where, login, writes=True)


def test_who_writes_is_told_to_who_waits_and_to_who_asks(people: tuple[Server, Server], plan: Server) -> None:
    """The reader has no right to look into the server's own affairs."""
    writer, reader = people
    with Database(writer).writing():
        for other in (plan, writer, reader):
            with (
                pytest.raises(DatabaseProblem, match=rf"正被 {writer.login}（服务器本机，自20..-.*起）占用，未作改动"),
                Database(other, wait=0.05).writing(),
            ):
                pass
        found = maintenance.info(reader).writer
    assert found is not None
    assert (found.login, found.address) == (writer.login, "")
    assert found.since is not None
    assert abs(datetime.now(SHANGHAI) - found.since) < timedelta(minutes=5)
    assert maintenance.info(reader).writer is None


def test_who_holds_the_lock_without_this_program_is_named_as_far_as_it_goes(plan: Server) -> None:
    connection = server.connect(plan)
    connection.cursor().execute("SELECT pg_advisory_lock(hashtext('jytrack'), hashtext('jytrack'))")
    try:
        with pytest.raises(DatabaseProblem, match="正被 office 占用"), Database(plan, wait=0.05).writing():
            pass
        assert maintenance.info(plan).writer == Writer("office", None, None)
    finally:
        connection.close()
