"""A disk that refuses something at any moment of any command that writes: one line, and what is said is what is so."""

import errno
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.refusing_disk import SQLITE, Refusing, refusing
from tests.tally import tally
from tests.writing_commands import BEYOND, READS, WRITES, Stage, Stages, all_commands

# A workbook's library leaves its row files to the end of the program when they cannot be written.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")

DONE = "不要重做"
IN_TEST = 2
ERRORS = {"EIO": errno.EIO, "ENOSPC": errno.ENOSPC}


def test_every_command_is_known_to_write_or_not() -> None:
    assert {" ".join(name) for name in all_commands()} == READS | WRITES.keys() | BEYOND
    assert not (READS | BEYOND) & WRITES.keys()


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory, initiated: Path) -> Stages:
    return Stages(tmp_path_factory.mktemp("台"), initiated)


def content(database: Path) -> list[tuple[object, ...]]:
    """All that the database holds but the moments of recording and what follows from them."""
    if not database.exists() or not database.stat().st_size:
        return []
    with closing(sqlite3.connect(database)) as connection:  # what a killed program left is taken back here
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        return [(name, *connection.execute(f"SELECT count(*) FROM {name}").fetchone()) for (name,) in tables]


def run_refused(stage: Stage, folder: Path, at: int, error: str) -> tuple[Refusing, Stage]:
    """Run the command of the stage on a disk that refuses the `at`-th thing; what came of it is as it is said."""
    here = stage.copied(folder)
    before = content(here.database)
    with refusing(at, ERRORS[error], SQLITE[error]) as disk:
        ran = here.run()
    after = content(here.database)
    told = f"{stage.line}: {disk.refused} {at}: {ran.code} {ran.err}"
    if ran.code in (5, 6):
        errors = [line for line in ran.err.splitlines() if line.startswith("错误：")]
        assert len(errors) == 1, told
        assert ran.err.splitlines()[-1] == errors[0], told
        if not stage.line.startswith("db backup"):
            assert (after != before) == (DONE in errors[0]), told
    else:
        assert ran.code == (3 if "--partial" in stage.line else 0), told
    if here.database.exists() and here.database.stat().st_size:
        assert here.run("db", "check").code == 0, told
    if disk.refused != "unlink":
        assert not [path for path in folder.rglob("*") if path.name.startswith(".jytrack-")], told
    for path in (folder / "out").rglob("*"):
        assert path.is_dir() or path.stat().st_size, told
    return disk, here


@pytest.mark.parametrize("name", WRITES)
def test_at_some_moments(stages: dict[str, Stage], tmp_path: Path, name: str) -> None:
    whole, _ = run_refused(stages[name], tmp_path / "全", 0, "EIO")
    assert whole.asked
    moments = random.Random(name).sample(range(1, len(whole.asked) + 1), k=min(IN_TEST, len(whole.asked)))
    for at in moments:
        run_refused(stages[name], tmp_path / "试", at, random.Random(at).choice(list(ERRORS)))


@pytest.mark.slow
@pytest.mark.parametrize("name", WRITES)
def test_at_every_moment(stages: dict[str, Stage], tmp_path: Path, name: str) -> None:
    whole, _ = run_refused(stages[name], tmp_path / "全", 0, "EIO")
    for error in ERRORS:
        for at in range(1, len(whole.asked) + 1):
            disk, _ = run_refused(stages[name], tmp_path / "试", at, error)
            assert disk.refused
    tally(f"disk refused {name}", dict.fromkeys(ERRORS, len(whole.asked)))
