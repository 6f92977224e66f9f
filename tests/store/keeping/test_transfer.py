"""A database moved to a server and back is what it was, table by table, and carries its evidence."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from jytrack.domain.figures.reading import Entry
from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import quantity
from jytrack.domain.values.words import LogAction
from jytrack.errors import DatabaseProblem
from jytrack.store.database import recount
from jytrack.store.database.database import Database, Session
from jytrack.store.database.tables import Model
from jytrack.store.keeping import backups, maintenance, moving
from jytrack.store.plan import ledger
from jytrack.store.sheets.imports import open_batch
from jytrack.store.supervision import evidence
from jytrack.store.values.address import Server
from tests import server
from tests.store.sample import CLERK, LOADED_AT, PLAN
from tests.store.writing import store

OWN = {"chain_link", "chain_part", "content"}
"""What moving adds to: a link over the schema as the other engine words it, and the evidence, which goes inside."""


@pytest.fixture
def place() -> Iterator[Server]:
    """An empty database on the server."""
    where = server.new_database()
    yield where
    server.drop_database(where)


@pytest.fixture
def played(file_database: Database, tmp_path: Path) -> Database:
    """A file with a reading and an entry that a file proves."""
    (tmp_path / "证明.txt").write_text("照片", encoding="utf-8")
    with file_database.writing() as session:
        batch = open_batch(session, PLAN, CLERK, LOADED_AT, LOADED_AT.date())
        store(session, PLAN, batch, None, [Entry(2, "西乡", "jobs", Period(2023, 1), quantity(8))])
        with evidence.kept(file_database.where, session, [tmp_path / "证明.txt"]) as files:
            entry = LogEntry(LogAction.NOTE, date(2023, 3, 9), LOADED_AT, CLERK, "见\t附件\\n", evidence=files)
            ledger.append(session, PLAN, 1, entry)
    return file_database


def contents(session: Session) -> dict[str, list[tuple[object, ...]]]:
    return {
        table.name: session.execute(
            "SELECT {} FROM {} ORDER BY {}".format(
                ", ".join(f'"{name}"' for name in list(table.columns.keys())),
                table.name,
                ", ".join(f'"{name}"' for name in list(table.primary_key.columns.keys())),
            )
        ).fetchall()
        for table in Model.metadata.sorted_tables
        if table.name not in OWN
    }


@pytest.mark.file
@pytest.mark.parametrize("form", ["回.db", "回.zip"])
def test_to_a_server_and_back(played: Database, place: Server, tmp_path: Path, form: str) -> None:
    path = Path(str(played.where))
    assert moving.restore(place, path) is None
    assert maintenance.check(place).sound
    (tmp_path / "另").mkdir()
    back = tmp_path / "另" / form
    moving.backup(place, back)
    assert maintenance.check(back).sound if form.endswith("db") else backups.check(back, (), LOADED_AT)
    with played.reading() as before, Database(place).reading() as there:
        was = contents(before)
        assert contents(there) == was
        assert not list(recount.faults(there))
        (named,) = [file for _, file in evidence.named(there)]
        assert evidence.Shelf(place, there).content(named) == "照片".encode()
    if form.endswith("db"):
        with Database(back).reading() as after:
            assert contents(after) == was
            assert evidence.Shelf(back, after).content(named) == "照片".encode()


@pytest.mark.file
def test_what_stood_on_the_server_is_kept_beside_it(played: Database, place: Server) -> None:
    path = Path(str(played.where))
    moving.restore(place, path)
    aside = moving.restore(place, path)
    assert aside is not None
    assert maintenance.check(place).sound
    with Database(Server(place.dsn, aside)).reading() as old:
        assert old.execute("SELECT count(*) FROM reading").fetchone() == (1,)


@pytest.mark.file
def test_what_was_changed_behind_its_back_is_not_moved(played: Database, place: Server) -> None:
    path = Path(str(played.where))
    moving.restore(place, path)
    connection = server.connect(place)
    connection.cursor().execute(
        "SET session_replication_role = replica; UPDATE jytrack.reading SET month = month + 10000"
    )
    connection.close()
    with pytest.raises(DatabaseProblem, match="被改动过"):
        moving.backup(place, path.with_name("x.db"))
    assert not path.with_name("x.db").exists()
