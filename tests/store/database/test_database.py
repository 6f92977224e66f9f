"""Transactions are whole, writers wait for each other, and troubles are told in one line."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from jytrack.errors import DatabaseProblem, JytrackError, OutputProblem
from jytrack.store.database.database import Database, Session, default_path
from jytrack.store.engines.session_sqlite import connect
from jytrack.store.sheets.imports import open_batch
from tests.store.sample import CLERK, LOADED_AT, PLAN


def batches(database: Database) -> int:
    with database.reading() as session:
        return int(session.execute("SELECT count(*) FROM import_batch").fetchone()[0])


def test_writing_is_kept(database: Database) -> None:
    with database.writing() as session:
        open_batch(session, PLAN, CLERK, LOADED_AT, LOADED_AT.date())
    assert batches(database) == 1


@pytest.mark.parametrize("trouble", [ValueError, KeyboardInterrupt, GeneratorExit, DatabaseProblem])
def test_any_exception_undoes_the_writing(database: Database, trouble: type[BaseException]) -> None:
    def write() -> None:
        with database.writing() as session:
            open_batch(session, PLAN, CLERK, LOADED_AT, LOADED_AT.date())
            raise trouble

    with pytest.raises(trouble):
        write()
    assert batches(database) == 0


def test_rehearsal_is_not_kept(database: Database) -> None:
    with database.writing(keep=False) as session:
        open_batch(session, PLAN, CLERK, LOADED_AT, LOADED_AT.date())
        assert session.execute("SELECT count(*) FROM import_batch").fetchone() == (1,)
    assert batches(database) == 0


def test_queries_cannot_end_the_transaction(database: Database) -> None:
    with database.writing(keep=False) as session:
        open_batch(session, PLAN, CLERK, LOADED_AT, LOADED_AT.date())
        session.commit()
        session.rollback()
        assert session.execute("SELECT count(*) FROM import_batch").fetchone() == (1,)
    assert batches(database) == 0


def test_a_reader_sees_one_state(database: Database) -> None:
    with database.reading() as reader:
        assert reader.execute("SELECT count(*) FROM import_batch").fetchone() == (0,)
        with database.writing() as writer:
            open_batch(writer, PLAN, CLERK, LOADED_AT, LOADED_AT.date())
        assert reader.execute("SELECT count(*) FROM import_batch").fetchone() == (0,)
    assert batches(database) == 1


def test_second_writer_waits_and_then_says_so(database: Database) -> None:
    with database.writing(), pytest.raises(DatabaseProblem, match=r"正被.*占用.*db info"), database.writing():
        pass


WRITER = """
import sys
from datetime import date
from pathlib import Path
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import quantity
from jytrack.store.database.database import Database
from jytrack.store.sheets.imports import open_batch
from jytrack.domain.figures.reading import Entry
from tests.store.sample import LOADED_AT, PLAN
from tests.store.writing import on_record, store

database, unit = Database(Path(sys.argv[1])), sys.argv[2]
key = ("团委", "jobs", Period(2023, 1))
for number in range(25):
    with database.writing() as session:
        batch = open_batch(session, PLAN, unit, LOADED_AT, date(2023, 4, 1), "更正")
        known = on_record(session, PLAN, [key[:2]])
        value = (known[key].month or 0) + 10_000 if known else 10_000
        shared = [Entry(1, *key, value)]
        store(session, PLAN, batch, None, *(([], shared) if known else (shared,)))
        own = Entry(1, unit, "jobs", Period(2000 + number, 1), quantity(number))
        store(session, PLAN, batch, None, [own])
"""


@pytest.mark.file
def test_two_writers_lose_nothing(database: Database) -> None:
    """Each reads a number and writes it back one higher, over and over: no step may be lost."""
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(database.where.path), unit], stderr=subprocess.PIPE)
        for unit in ("东镇", "西乡")
    ]
    for writer in writers:
        assert writer.communicate(timeout=30)[1] == b""
    with database.reading() as session:
        counts = session.execute(
            "SELECT d.name, count(*), max(r.month) FROM reading r JOIN department d ON d.id = r.unit_id GROUP BY 1"
        ).fetchall()
        assert sorted(counts) == sorted([("东镇", 25, 240_000), ("西乡", 25, 240_000), ("团委", 50, 500_000)])
        assert session.execute("SELECT count(DISTINCT recorded_at) FROM import_batch").fetchone() == (50,)


@pytest.mark.file
def test_killed_writer_leaves_nothing(database: Database) -> None:
    script = (
        WRITER
        + "\nimport os\nwith database.writing() as s:\n    open_batch(s, PLAN, 'x', LOADED_AT, date(2023, 4, 1))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script + "    os.kill(os.getpid(), 9)", str(database.where.path), "东镇"], check=False
    )
    assert run.returncode == -9
    assert batches(database) == 25
    with database.reading() as session:
        assert session.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    missing = tmp_path / "none.db"
    for path, says in ((missing, f"没有数据库 {missing}，请先运行 jytrack init"), (tmp_path, f"{tmp_path} 是文件夹")):
        with pytest.raises(DatabaseProblem, match=says), Database(path).reading():
            pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.file
def test_damaged_file(database: Database) -> None:
    content = bytearray(database.where.path.read_bytes())
    content[4096:] = b"\x7f" * (len(content) - 4096)
    database.where.path.write_bytes(content)
    with pytest.raises(DatabaseProblem, match=r"已损坏.*jytrack db restore"), database.reading() as session:
        session.execute("SELECT * FROM reading").fetchall()


@pytest.mark.file
@pytest.mark.parametrize(
    ("limit", "error", "words"),
    [
        ("PRAGMA query_only = ON", OutputProblem, "只读"),
        ("PRAGMA max_page_count = 1", OutputProblem, "磁盘已满"),
    ],
)
@pytest.mark.file
def test_disk_refuses(database: Database, limit: str, error: type[JytrackError], words: str) -> None:
    def write() -> None:
        with database.writing() as session:
            session.execute(limit)
            for _ in range(2000):
                open_batch(session, PLAN, CLERK * 50, LOADED_AT, LOADED_AT.date())

    before = database.where.path.read_bytes()
    with pytest.raises(error, match=words):
        write()
    assert database.where.path.read_bytes() == before


@pytest.mark.file
def test_full_disk(database: Database) -> None:
    """The system itself refuses to let any file grow."""
    script = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from jytrack.errors import OutputProblem\n"
        "from jytrack.store.database.database import Database\n"
        "from jytrack.store.sheets.imports import open_batch\n"
        "from tests.store.sample import LOADED_AT, PLAN\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "path = Path(sys.argv[1])\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "try:\n"
        "    with Database(path).writing() as session:\n"
        "        for _ in range(3000):\n"
        "            open_batch(session, PLAN, 'x' * 99, LOADED_AT, LOADED_AT.date())\n"
        "except OutputProblem as problem:\n"
        "    print(problem)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(database.where.path)], capture_output=True, text=True, check=True
    )
    assert "jytrack.db" in run.stdout
    assert run.stderr == ""
    assert batches(database) == 0


@pytest.mark.file
def test_a_bug_stays_a_bug(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such column"), database.reading() as session:
        session.execute("SELECT telephone FROM plan")


@pytest.mark.file
def test_settings_of_the_file(database: Database) -> None:
    with database.writing() as session:
        assert session.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert session.execute("PRAGMA synchronous").fetchone() == (2,)
        assert session.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_default_path_is_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_path() == tmp_path / "jytrack" / "jytrack.db"


DAILY = """
import sys
from datetime import date
from pathlib import Path
from jytrack.domain.values.clock import Clock
from jytrack.store.sheets import acts, exporting, findings, imports, readings, recording
from jytrack.store.plan import ledger, plans, seeding
from jytrack.store.keeping import maintenance
from jytrack.store.sheets import undoing
from jytrack.store.database.database import Database
from jytrack.store.database.schema import upgrade
from tests.store.sample import LOADED_AT, PLAN

path = Path(sys.argv[1])
upgrade(path)
with Database(path).reading() as session:
    plan = plans.load_plan(session, PLAN.code, date(2023, 6, 30), LOADED_AT)
    readings.readings_until(session, plan, Clock(2023, date(2023, 6, 30), LOADED_AT))
with Database(path).writing() as session:
    seeding.save_plan(session, PLAN, "x", LOADED_AT)
    imports.open_batch(session, plan, "x", LOADED_AT, date(2023, 6, 30))
maintenance.info(path)
print(*sorted({name.split(".")[0] for name in sys.modules}))
"""


@pytest.mark.file
def test_daily_commands_load_the_driver_only(database: Database) -> None:
    """Opening, reading, writing readings, and loading an unchanged folder: neither SQLModel nor Alembic."""
    run = subprocess.run(
        [sys.executable, "-c", DAILY, str(database.where.path)], capture_output=True, text=True, check=True
    )
    loaded = set(run.stdout.split())
    assert {"sqlite3", "jytrack"} <= loaded
    assert not loaded & {"sqlmodel", "sqlalchemy", "pydantic", "alembic", "platformdirs", "typer"}


@pytest.mark.file
def test_opening_asks_two_small_questions(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def traced(path: Path, *, wait: float) -> Session:
        session = connect(path, wait=wait)
        session.set_trace_callback(asked.append)
        return session

    monkeypatch.setattr("jytrack.store.engines.frozen_sqlite.connect", traced)
    with database.reading():
        pass
    begin, state, tables, check = asked
    assert (begin, state) == ("BEGIN", "SELECT 1 FROM sqlite_master")
    assert "FROM sqlite_master" in tables
    assert "FROM alembic_version" in check
