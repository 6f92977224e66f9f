"""The models and the migrations agree, and an upgrade is whole or has not happened."""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from jytrack.errors import DatabaseProblem, OutputProblem
from jytrack.shipped import shipped
from jytrack.store.database.database import Database
from jytrack.store.database.schema import UpgradeResult, head_revision, upgrade
from jytrack.store.database.tables import Model
from jytrack.store.keeping.maintenance import check
from tests.old_databases.make import FOLDER, PROOF

pytestmark = pytest.mark.file

Facts = dict[str, object]
HEAD = head_revision()
NEXT = f"{int(HEAD) + 1:04}"


def facts(path: Path) -> Facts:
    """All that a database says of its schema: columns, keys, checks, indexes with their conditions, triggers."""
    inspector = inspect(create_engine(f"sqlite:///{path}"))
    found: Facts = {}
    for table in set(inspector.get_table_names()) - {"alembic_version"}:
        columns = {
            column["name"]: (str(column["type"]), column["nullable"], column["default"])
            for column in inspector.get_columns(table)
        }
        found[table] = (
            columns,
            inspector.get_pk_constraint(table),
            _by_name(inspector.get_unique_constraints(table)),
            _by_name(inspector.get_foreign_keys(table)),
            _by_name(inspector.get_check_constraints(table)),
        )
    with closing(sqlite3.connect(path)) as connection:
        for kind, name, table, sql in connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master"):
            if kind in ("index", "trigger") and sql:
                found[name] = table, _unquoted(sql)
            elif kind == "table" and sql:
                found[f"options of {name}"] = "AUTOINCREMENT" in sql, "WITHOUT ROWID" in sql
    return found | {"options of alembic_version": None}


def _by_name(constraints: object) -> dict[str, str]:
    assert isinstance(constraints, list)
    return {each["name"]: re.sub(r"\s+", " ", str(sorted(each.items()))) for each in constraints}


def _unquoted(sql: str) -> str:
    return re.sub(r"\s+", " ", sql.replace('"', ""))


@pytest.fixture
def migrations(tmp_path: Path) -> Path:
    """A copy of the migrations, to which a test may add."""
    return Path(shutil.copytree(shipped("migrations"), tmp_path / "migrations"))


def add_revision(migrations: Path, body: str) -> None:
    (migrations / "versions" / f"{NEXT}_next.py").write_text(
        f"import sqlalchemy as sa\nfrom alembic import op\n\nrevision = '{NEXT}'\ndown_revision = '{HEAD}'\n\n\n"
        f"def upgrade():\n{body}",
        encoding="utf-8",
    )


def test_models_and_migrations_agree(tmp_path: Path) -> None:
    migrated, created = tmp_path / "migrated.db", tmp_path / "created.db"
    upgrade(migrated)
    Model.metadata.create_all(create_engine(f"sqlite:///{created}"))
    ours, theirs = facts(migrated), facts(created)
    assert ours.keys() == theirs.keys()
    for name, fact in ours.items():
        assert fact == theirs[name], name
    assert len(Model.metadata.tables) == sum(1 for fact in ours.values() if isinstance(fact, tuple) and len(fact) == 5)


def test_the_comparison_sees_checks_triggers_and_partial_indexes(empty: Database) -> None:
    before = facts(empty.where.path)
    checks = before["threshold"]
    assert isinstance(checks, tuple)
    assert "ck_threshold_not_above_zero" in checks[4]
    assert "WHERE target_id IS NULL" in str(before["uq_threshold_plan"])
    with closing(sqlite3.connect(empty.where.path)) as connection:
        connection.execute("DROP TRIGGER tr_task_log_no_delete")
        connection.execute("DROP INDEX uq_threshold_plan")
    missing = before.keys() - facts(empty.where.path).keys()
    assert missing == {"tr_task_log_no_delete", "uq_threshold_plan"}


def test_head_is_the_last_file_and_alembics_head() -> None:
    config = Config()
    config.set_main_option("script_location", str(shipped("migrations")))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [head_revision()]


def test_new_database_then_nothing_to_do(tmp_path: Path) -> None:
    path = tmp_path / "there" / "not yet" / "jytrack.db"
    assert upgrade(path) == UpgradeResult(None, head_revision())
    before = path.read_bytes()
    assert upgrade(path) == UpgradeResult(head_revision(), head_revision())
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["jytrack.db"]


def test_upgrade_keeps_rows_and_backs_up(database: Database, migrations: Path) -> None:
    add_revision(
        migrations,
        "    with op.batch_alter_table('department', recreate='always') as batch:\n"
        "        batch.add_column(sa.Column('telephone', sa.String()))\n",
    )
    old = dump(database.where.path)
    result = upgrade(database.where.path, migrations)
    assert (result.before, result.after) == (HEAD, NEXT)
    assert result.backup is not None
    assert result.backup.parent == database.where.path.parent
    assert re.fullmatch(rf"jytrack-{HEAD}-[0-9]{{8}}-[0-9]{{6}}\.db", result.backup.name)
    assert dump(result.backup) == old
    with closing(sqlite3.connect(database.where.path)) as connection:
        assert connection.execute("SELECT count(telephone), count(*) FROM department").fetchone() == (0, 6)
        assert connection.execute("SELECT count(*) FROM plan_department").fetchone() == (6,)
        assert not connection.execute("PRAGMA foreign_key_check").fetchall()
    with pytest.raises(DatabaseProblem, match=f"新版结构 {NEXT}"), database.reading():
        pass


@pytest.mark.parametrize(
    "body",
    [
        "    op.execute('DROP TABLE duty')\n    op.execute('CREATE TABLE half (a)')\n    raise ValueError\n",
        "    op.execute('DROP TABLE duty')\n    op.execute('SELECT nothing FROM nowhere')\n",
        "    op.execute('DELETE FROM department')\n",  # leaves rows that point at nothing
    ],
)
def test_failed_migration_leaves_everything_as_it_was(database: Database, migrations: Path, body: str) -> None:
    add_revision(migrations, body)
    old = dump(database.where.path)
    with pytest.raises((ValueError, sqlite3.OperationalError, RuntimeError)):
        upgrade(database.where.path, migrations)
    assert dump(database.where.path) == old
    with database.reading() as session:
        assert session.execute("SELECT count(*) FROM duty").fetchone() == (3,)


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def refused_files(folder: Path) -> Iterator[tuple[Path, str]]:
    """Files that are no database of this program, and the words that say so."""
    text = folder / "text.db"
    text.write_text("指标,数值\n" * 999, encoding="gb18030")
    yield text, "不是数据库文件"
    for name, statement in (
        ("foreign.db", "CREATE TABLE alembic_version (version_num TEXT)"),
        ("other.db", "CREATE TABLE plan (a)"),
    ):
        with closing(sqlite3.connect(folder / name)) as connection:
            connection.execute(statement)
            if name == "foreign.db":
                connection.execute("INSERT INTO alembic_version VALUES ('0001')")
            connection.commit()
        yield folder / name, "不是 jytrack 的数据库"


def test_other_files_are_refused_and_left_alone(tmp_path: Path) -> None:
    for path, words in refused_files(tmp_path):
        before = path.read_bytes()
        with pytest.raises(DatabaseProblem, match=words), Database(path).reading():
            pass
        with pytest.raises(DatabaseProblem, match=words):
            upgrade(path)
        assert path.read_bytes() == before


@pytest.mark.parametrize("table", ["(other TEXT)", "(a, b)", "(version_num INTEGER)", "(version_num BLOB)"])
def test_another_program_s_revisions_are_none_of_ours(tmp_path: Path, table: str) -> None:
    path = tmp_path / "foreign.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"CREATE TABLE alembic_version {table}")
        connection.execute(f"INSERT INTO alembic_version VALUES ({', '.join(['7'] * (table.count(',') + 1))})")
        for name in ("plan", "reading", "task_log"):
            connection.execute(f"CREATE TABLE {name} (a)")
        connection.commit()
    with pytest.raises(DatabaseProblem, match="不是 jytrack 的数据库"), Database(path).reading():
        pass


def test_empty_file_is_made_a_database(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with pytest.raises(DatabaseProblem, match="jytrack init"), Database(path).reading():
        pass
    assert upgrade(path).before is None


@pytest.mark.parametrize(
    ("revision", "words"), [("0000", "旧版结构 0000，请运行 jytrack init"), ("9999", "新版结构 9999.*升级程序")]
)
def test_other_revisions_are_refused(database: Database, revision: str, words: str) -> None:
    with closing(sqlite3.connect(database.where.path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        connection.commit()
    with pytest.raises(DatabaseProblem, match=words), database.reading():
        pass
    with pytest.raises(DatabaseProblem, match=words), database.writing():
        pass


def test_newer_database_is_not_downgraded(database: Database) -> None:
    with closing(sqlite3.connect(database.where.path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(DatabaseProblem, match="升级程序"):
        upgrade(database.where.path)


def test_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputProblem, match="写不进"):
        upgrade(tmp_path / "file" / "jytrack.db")
    with pytest.raises(OutputProblem, match="打不开或写不进"):
        upgrade(tmp_path)


def test_a_database_of_the_revision_before_is_checked_and_comes_up(tmp_path: Path) -> None:
    """What the chain covers since then has no table there; that is no fault of the database."""
    path = tmp_path / "before.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(max(FOLDER.glob("*.sql")).read_text(encoding="utf-8"))
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / sha256(PROOF).hexdigest()).write_bytes(PROOF)
    assert check(path).sound
    assert upgrade(path).after == HEAD
    assert check(path).sound
