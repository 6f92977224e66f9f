"""Databases of every earlier revision come up to date with all that they held."""

import shutil
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from jytrack.domain.figures.reading import Reading
from jytrack.domain.values.quantity import quantity
from jytrack.errors import DatabaseProblem
from jytrack.store.database.database import Database
from jytrack.store.database.recount import CHAINED
from jytrack.store.database.schema import head_revision, upgrade
from jytrack.store.keeping.maintenance import check
from jytrack.store.plan.plans import load_plan
from jytrack.store.sheets.acts import load_acts
from jytrack.store.sheets.imports import open_batch
from jytrack.store.sheets.readings import history
from jytrack.store.sheets.undoing import Undoing
from tests.old_databases.holding import MARCH, NOW, holds_all
from tests.old_databases.make import FOLDER, PROOF
from tests.store.sample import CLERK, PLAN

pytestmark = pytest.mark.file

OLD = sorted(FOLDER.glob("*.sql"))


@pytest.fixture(params=OLD, ids=[path.stem for path in OLD])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A database as an earlier program left it, with the evidence beside it."""
    path = tmp_path / "old.db"
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / sha256(PROOF).hexdigest()).write_bytes(PROOF)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(request.param.read_text(encoding="utf-8"))
    return path


NEVER_ALONE = {6, 7, 8}
"""Revisions that came together with the one after them: no program ever stopped at them."""


def test_every_revision_but_the_last_is_kept() -> None:
    kept = {int(path.stem) for path in OLD}
    assert set(range(1, int(head_revision()))) - NEVER_ALONE <= kept


def test_what_an_old_database_took_in_can_be_undone(old: Path) -> None:
    upgrade(old)
    with Database(old).writing() as session:
        batch = open_batch(session, PLAN, CLERK, NOW, NOW.date(), "撤", undoes=2)
        undoing = Undoing(session, 2, frozenset({2, batch.id}))
        assert undoing.later() == []
        (change,) = undoing.changes(PLAN)
        undoing.carry_out(batch)
    assert (change.unit, change.now, change.after) == (
        "东镇",
        Reading("东镇", MARCH, quantity(9)),
        Reading("东镇", MARCH, quantity(8)),
    )
    with Database(old).reading() as session:
        *_, restored = history(session, PLAN, NOW + timedelta(seconds=1), metric="jobs", unit="东镇")
    assert restored.in_force
    assert (restored.reading.month, restored.source.file, restored.reason) == (quantity(8), "三月.csv", "撤")
    assert check(old).sound


def test_what_was_noticed_at_imports_is_kept_and_notes_are_taken_from_now_on(old: Path) -> None:
    noticed = "INSERT INTO import_problem (import_file_id, position, severity, code, message, suggestion) VALUES "
    with closing(sqlite3.connect(old)) as connection:
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        had = "0002" <= revision < CHAINED  # what no act wrote is found from then on
        if had:
            connection.execute(f"{noticed} (1, 1, 'warning', 'jump', '突增', '')")
            connection.commit()
    upgrade(old)
    with closing(sqlite3.connect(old)) as connection:
        connection.execute(f"{noticed} (1, 2, 'note', 'hidden', '隐藏', '')")
        found = connection.execute("SELECT position, severity FROM import_problem ORDER BY position").fetchall()
    assert found == [*([(1, "warning")] if had else []), (2, "note")]
    with Database(old).reading() as session:
        act, _ = load_acts(session, load_plan(session, PLAN.code, date(2023, 3, 31), NOW), NOW)
    assert (act.received_on, act.files[0].received_on) == (date(2023, 4, 25), date(2023, 4, 25))


def test_a_log_cut_off_before_the_upgrade_is_found_after_it(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection:
        (guard,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'tr_task_log_no_delete'").fetchone()
        connection.execute("DROP TRIGGER tr_task_log_no_delete")
        (last,) = connection.execute("SELECT max(id) FROM task_log").fetchone()
        connection.execute("DELETE FROM task_log WHERE id = ?", (last,))
        connection.execute(guard)
        connection.commit()
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    said = f"督办日志第{last}条被改动，或它之前有缺失"
    assert said in check(old).wrong
    if revision >= CHAINED:
        with pytest.raises(DatabaseProblem, match="被改动过，没有升级"):
            upgrade(old)
    else:
        upgrade(old)
        assert check(old).wrong == (said,)


def test_an_old_database_is_checked_as_far_as_its_revision_goes(old: Path) -> None:
    assert check(old).sound
    with closing(sqlite3.connect(old)) as connection:
        head, later = connection.execute(
            "SELECT digest, (SELECT count(*) - 1 FROM task_log) FROM task_log ORDER BY id"
        ).fetchone()
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        guards = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
    (page,) = check(old, [head]).codes
    assert (page.entry, page.intact, page.later) == (1, True, later)
    with closing(sqlite3.connect(old)) as connection:
        for name in guards:
            connection.execute(f"DROP TRIGGER {name}")
        connection.commit()
    shutil.rmtree(old.parent / "evidence")
    found = check(old)
    assert found.wrong == tuple(f"防改触发器缺失：{name}" for name in sorted(guards))
    assert ["会议纪要.pdf" in line for line in found.lost] == ([True] if revision >= "0003" else [])


def test_upgraded_with_all_it_held(old: Path) -> None:
    assert upgrade(old).after == head_revision()
    assert check(old).sound
    holds_all(Database(old))
