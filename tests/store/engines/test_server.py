"""A database on a server: what stands in its way is told in one line, what is begun there is whole or not at all."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import psycopg2
import pytest
import time_machine

from jytrack import outcome
from jytrack.errors import DatabaseProblem, JytrackError, OutputProblem
from jytrack.store.database import guards, recount, views
from jytrack.store.database.chain import open_chain
from jytrack.store.database.database import Database
from jytrack.store.database.keys import next_row
from jytrack.store.database.moments import next_moment
from jytrack.store.database.schema import head_revision, upgrade, upgraded
from jytrack.store.engines import postgres
from jytrack.store.keeping import maintenance
from jytrack.store.plan.seeding import save_plan
from jytrack.store.values.address import Server
from jytrack.store.values.encoding import SHANGHAI, moment_number, moment_of
from tests import server
from tests.cutting import cut_line
from tests.store.sample import CLERK, LOADED_AT, PLAN

ROW = "INSERT INTO department (id, region, name) VALUES (?, '东县', '外单位')"
WRITE = "INSERT INTO department (id, region, name) VALUES (1, '东县', '外单位')"
SPILL = (
    f"{WRITE}; SET LOCAL work_mem = 64; SELECT count(*) FROM (SELECT a FROM generate_series(1, 50000) a ORDER BY -a) b"
)


@pytest.fixture(scope="module")
def shared() -> Iterator[Server]:
    """A database with an empty schema, which each test leaves as it was."""
    where = server.new_database(server.migrated())
    yield where
    server.drop_database(where)


@pytest.fixture(autouse=True)
def secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """A password that stands in no message; the test's server asks for none."""
    monkeypatch.setenv("PGPASSWORD", "geheim")


def one_line(told: pytest.ExceptionInfo[JytrackError]) -> bool:
    """Whether what is said fits one line that names the database and a remedy, and tells no secret."""
    text = str(told.value)
    return "\n" not in text and "postgresql://" in text and "请" in text and "geheim" not in text


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
    assert one_line(told)


def test_a_database_or_a_user_that_is_not_there(fresh: Server) -> None:
    for dsn in (f"{fresh.dsn}_none", fresh.dsn.replace(server.OWNER, "nobody_here")):
        with pytest.raises(DatabaseProblem, match="连不上服务器"), Database(Server(dsn)).reading():
            pass


def test_a_schema_that_is_not_there_yet_or_is_anothers(fresh: Server) -> None:
    with pytest.raises(DatabaseProblem, match="jytrack init"), Database(fresh).reading():
        pass
    server.do(fresh, "CREATE SCHEMA jytrack; CREATE TABLE jytrack.guests (name TEXT)")
    for opened in (Database(fresh).reading, lambda: upgrade(fresh)):
        with pytest.raises(DatabaseProblem, match="不是 jytrack 的数据库"):
            opened().__enter__()


def test_a_server_of_another_encoding(fresh: Server) -> None:
    name = f"{server.name_of(fresh)}_latin"
    server.do(fresh, f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'")
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
    server.do(
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
        server.do(made, "TRUNCATE jytrack.reading")


TROUBLES = (
    ("statement_timeout = '50ms'", "SELECT pg_sleep(9)", DatabaseProblem, "正被另一个程序占用，未作改动"),
    (
        "default_transaction_read_only = on",
        WRITE,
        OutputProblem,
        "是只读的备用服务器，未作改动；请用 --db 指定主服务器",
    ),
    ("temp_file_limit = 0", SPILL, OutputProblem, "空间或连接数不足，未作改动；请管理员处理"),
)


@pytest.mark.parametrize(("setting", "statement", "error", "words"), TROUBLES, ids=["slow", "read-only", "full"])
def test_what_the_server_refuses_is_told_in_one_line(
    shared: Server, setting: str, statement: str, error: type[JytrackError], words: str
) -> None:
    name = server.name_of(shared)
    server.do(None, f"ALTER DATABASE {name} SET {setting}")
    try:
        with pytest.raises(error, match=words) as told:
            write(shared, statement)
        assert one_line(told)
    finally:
        server.do(None, f"ALTER DATABASE {name} RESET ALL")
    with Database(shared).writing() as session:  # nothing is left of it
        assert session.execute("SELECT count(*) FROM department").fetchone() == (0,)
        session.keep = False


def write_slowly(where: Server) -> None:
    with Database(where).writing() as session:
        session.execute("SET LOCAL idle_in_transaction_session_timeout = 1")
        time.sleep(0.05)
        session.execute(WRITE)


def test_who_thinks_too_long_loses_the_lock(shared: Server) -> None:
    with pytest.raises(DatabaseProblem, match="连接断了，未作改动；请重试") as told:
        write_slowly(shared)
    assert one_line(told)


PHASES = {
    b"REPEATABLE READ": "reading", b"alembic_version": "reading", b"pg_advisory_xact_lock": "writing",
    b"INSERT INTO department": "writing", b"txid_current": "writing", b"COMMIT": "writing",
}  # fmt: skip
"""Where the line is cut, and in what."""


@pytest.mark.parametrize(("at", "does"), PHASES.items())
@pytest.mark.parametrize("after", [False, True])
def test_a_line_that_is_cut_in_any_phase(shared: Server, at: bytes, does: str, after: bool) -> None:
    """What is told is so: nothing was changed, or it was, whose answer alone was lost."""
    outcome.begin()
    written = at == b"COMMIT" and after
    with cut_line(shared, at, after=after) as line:
        if written:
            write(line, WRITE)
            assert outcome.done() == "改动已写入数据库"
        else:
            with pytest.raises(DatabaseProblem, match="连接断了，未作改动；请重试") as told:
                write(line, WRITE) if does == "writing" else read(line)
            assert one_line(told)
            assert not outcome.done()
    with Database(shared, wait=5).writing() as session:
        assert session.execute("SELECT count(*) FROM department").fetchone() == (int(written),)
        session.execute("DELETE FROM department")


def write(where: Server, statements: str) -> None:
    with Database(where).writing() as session:
        for each in statements.split(";"):
            session.execute(each)


def read(where: Server) -> None:
    with Database(where).reading() as session:
        session.execute("SELECT count(*) FROM department").fetchone()


def test_what_became_of_an_act_is_not_guessed(shared: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server went away at the commit and does not come back: nobody can know."""
    monkeypatch.setattr(postgres, "_TIMES_ASKED", 1)
    monkeypatch.setattr(postgres, "_SECONDS_BETWEEN", 0)
    with pytest.raises(DatabaseProblem, match=r"不知道写没写进.*jytrack db info") as told:
        postgres._became_of(Server("postgresql://ma@localhost:1/office"), 3)
    assert one_line(told)
    with server.connect(shared).cursor() as cursor:
        cursor.execute("SELECT txid_current()")
        (act,) = cursor.fetchone()
    assert postgres._became_of(shared, act)


def test_a_number_that_a_crashed_server_gave_again_proves_nothing(made: Server) -> None:
    """What it had not written down it has forgotten, and whose number is committed now is somebody else's act."""
    with Database(made).writing() as session:
        ours = session.execute("SELECT txid_current()").fetchone()[0]
        open_chain(session)
        proof = session.proof
    assert proof is not None
    assert postgres._became_of(made, ours, proof)
    with pytest.raises(DatabaseProblem, match="未作改动；请重试") as told:
        postgres._became_of(made, ours, (proof[0], (proof[1][0], "0" * 64)))
    assert one_line(told)
    with pytest.raises(DatabaseProblem, match="未作改动；请重试"):
        postgres._became_of(made, ours + 1_000_000)


@pytest.mark.parametrize("days", [-2, -1.1, 1.1, 400])
def test_a_machine_whose_clock_is_a_day_off_is_refused(shared: Server, days: float) -> None:
    with time_machine.travel(datetime.now(UTC) + timedelta(days=days)):
        for opened in (Database(shared).writing, lambda: upgraded(shared)):
            with pytest.raises(DatabaseProblem, match=r"本机时间 .*差一天以上，未作改动；请校准时钟") as told:
                opened().__enter__()
            assert one_line(told)
        with Database(shared).reading() as session:
            assert session.execute("SELECT count(*) FROM department").fetchone() == (0,)


@pytest.mark.parametrize("hours", [-23, 0, 23])
def test_acts_have_the_moments_of_the_server(shared: Server, hours: float) -> None:
    now = datetime.now(SHANGHAI)
    with time_machine.travel(now + timedelta(hours=hours)), Database(shared).writing() as session:
        moments = [next_moment(session, datetime.now(SHANGHAI)), moment_number(session.now(datetime.now(SHANGHAI)))]
        session.keep = False
    for moment in moments:
        assert abs(moment_of(moment) - now) < timedelta(minutes=5)


def test_moments_ahead_of_the_servers_clock_are_named(made: Server) -> None:
    with server.clock_as_here(), Database(made).writing() as session:
        save_plan(session, PLAN, CLERK, LOADED_AT.replace(year=2199))
    found = maintenance.check(made, now=LOADED_AT.replace(year=2200))
    assert [moment.year for moment in found.ahead] == [2199]


def test_a_server_that_is_too_old(shared: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "_LEAST_VERSION", 990000)
    with pytest.raises(DatabaseProblem, match="版本太旧；请管理员升级到 PostgreSQL 15") as told:
        upgrade(Server(shared.dsn, "other"))
    assert one_line(told)


def test_every_text_is_compared_byte_by_byte(shared: Server) -> None:
    """Whatever the order of the database for texts; the test server knows no other than C."""
    asked = (
        "SELECT count(*), count(*) FILTER (WHERE l.collname = 'C') FROM pg_attribute AS a "
        "JOIN pg_class AS c ON c.oid = a.attrelid JOIN pg_collation AS l ON l.oid = a.attcollation "
        "WHERE c.relkind = 'r' AND a.attnum > 0 AND c.relnamespace = CAST('jytrack' AS regnamespace)"
    )
    with Database(shared).reading() as session:
        texts, compared_so = session.execute(asked).fetchone()
    assert texts == compared_so > 50


def test_a_numbers_place_is_never_given_again(made: Server) -> None:
    with Database(made).writing() as session:
        given = session.next_number("chain_link")
        assert given == session.catalog.given("chain_link") + 1
