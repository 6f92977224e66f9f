"""Every command that writes, typed on a file and on the schema that it was moved to: it does the same to both."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine

from jytrack.store.database.database import Database
from jytrack.store.database.tables import Model
from jytrack.store.keeping import maintenance, moving
from tests import server
from tests.command import Ran, typed
from tests.played.playing import CHINA
from tests.writing_commands import WRITES, Stage, set_up

pytestmark = pytest.mark.slow

OWN = {"chain_link", "chain_part", "content"}
"""Where the two differ: the link over a schema that is worded otherwise, and evidence, which a server keeps inside."""
NOW = datetime(2026, 3, 2, 9, tzinfo=CHINA)


def rows(database: Database) -> dict[str, list[Any]]:
    """All that the database holds but for what is its own."""
    found = {}
    with database.reading() as session:
        for table in Model.metadata.sorted_tables:
            if table.name not in OWN:
                names, key = quoted(table.columns.keys()), quoted(table.primary_key.columns.keys())
                found[table.name] = session.execute(f"SELECT {names} FROM {table.name} ORDER BY {key}").fetchall()
    return found


def quoted(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def run(stage: Stage, place: str, actor: str) -> Ran:
    channels = str(stage.folder / "in" / "channels.toml")
    return typed(stage.arguments, {"JYTRACK_DB": place, "JYTRACK_ACTOR": actor, "JYTRACK_CHANNELS": channels})


@pytest.mark.parametrize("name", WRITES)
def test_a_command_does_the_same_on_a_server(tmp_path: Path, initiated: Path, name: str) -> None:
    stage = set_up(name, tmp_path / "台", initiated)
    where, there = server.new_database(), stage.copied(tmp_path / "服")
    try:
        with server.clock_as_here(), time_machine.travel(NOW, tick=False):
            if name != "init":
                moving.restore(where, stage.database)
            here = run(stage, str(stage.database), f"测试员（{server.OWNER}）")
            ran = run(there, where.dsn, "测试员")  # behind whom the login is set
        assert (ran.code, ran.err.count("\n")) == (here.code, here.err.count("\n")), ran.err
        assert rows(Database(where)) == rows(Database(stage.database))
        assert maintenance.check(where).sound
    finally:
        server.drop_database(where)
