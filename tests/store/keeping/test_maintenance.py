"""What a database holds, whether it is sound, and copies that are whole."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest

from jytrack.domain.figures.reading import Entry
from jytrack.domain.sheets.records import LogEnd
from jytrack.domain.values.log import LogEntry
from jytrack.domain.values.period import Period
from jytrack.domain.values.quantity import quantity
from jytrack.domain.values.words import LogAction
from jytrack.errors import DatabaseProblem, OutputProblem, UsageError
from jytrack.store.database.database import Database
from jytrack.store.database.schema import head_revision
from jytrack.store.keeping.backups import backup, restore
from jytrack.store.keeping.maintenance import check, info
from jytrack.store.plan import ledger
from jytrack.store.sheets.imports import open_batch
from tests.store.sample import CLERK, LOADED_AT, PLAN
from tests.store.writing import store

pytestmark = pytest.mark.file


@pytest.fixture
def used(database: Database, ticks: Iterator[datetime]) -> Database:
    """The database with a reading, its correction, and an entry in the log."""
    statement = Entry(2, "东镇", "jobs", Period(2023, 3), quantity(8))
    with database.writing() as session:
        first = open_batch(session, PLAN, CLERK, next(ticks), date(2023, 4, 1))
        store(session, PLAN, first, None, [statement])
        second = open_batch(session, PLAN, CLERK, next(ticks), date(2023, 4, 1), "更正")
        store(session, PLAN, second, None, [], [statement._replace(month=quantity(9))])
        ledger.append(session, PLAN, 1, LogEntry(LogAction.NOTE, date(2023, 4, 1), next(ticks), CLERK, "开了会"))
    return database


def behind_the_back(path: Path, *statements: str) -> None:
    """Change the file as someone with another program would who puts the triggers back afterwards."""
    with closing(sqlite3.connect(path)) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for trigger, _ in triggers:
            connection.execute(f"DROP TRIGGER {trigger}")
        for statement in statements:
            connection.execute(statement)
        for _, laid in triggers:
            connection.execute(laid)
        connection.commit()


def wrong(path: Path) -> list[str]:
    """What is wrong within the file."""
    return list(check(path).wrong)


def rows(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT * FROM reading").fetchall()


def test_info(used: Database) -> None:
    found = info(used.where.path)
    assert (found.path, found.size) == (str(used.where), used.where.path.stat().st_size)
    assert (found.revision, found.plans) == (head_revision(), ("dong-2023",))
    assert found.counts["reading"] == 2
    assert found.counts["department"] == 6
    assert found.counts["allocation"] == 0
    assert not {"alembic_version", "sqlite_sequence"} & found.counts.keys()
    assert found.last_import == LOADED_AT.replace(hour=11)
    assert (found.log.entries, found.log.recorded_at) == (1, LOADED_AT.replace(hour=12))
    assert len(found.log.head) == 64


def test_info_before_any_import(database: Database) -> None:
    assert info(database.where.path).last_import is None
    assert info(database.where.path).log == LogEnd(0)


def test_sound_database(used: Database) -> None:
    found = check(used.where.path)
    assert (found.sound, found.wrong, found.lost, found.codes) == (True, (), (), ())
    assert found.log == info(used.where.path).log


READINGS = "第3次写入（2023-03-08 12:00）在表 reading 写下的内容被改动、添加或删除"
"""What is said when readings are not those that the act wrote."""


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        (["UPDATE reading SET unit_id = 99"], ["表 reading 有2行指向表 department 中不存在的记录", READINGS]),
        (
            ["DELETE FROM metric WHERE id = 2"],
            [
                "表 target 有1行指向表 metric 中不存在的记录",
                "表 metric 被改动，不是第2次写入（2023-03-08 09:00）时的样子",
            ],
        ),
        (
            ["UPDATE reading SET superseded_by = superseded_by + 1 WHERE month = 80000"],
            ["有1个填报数的更正历史前后不接"],
        ),
        (["DELETE FROM reading WHERE month = 90000"], ["有1个填报数的更正历史前后不接", READINGS]),
        (["UPDATE reading SET month = 10000 * month"], [READINGS]),
        (["UPDATE task_log SET note = '没开会'"], ["督办日志第1条被改动，或它之前有缺失"]),
        (["DELETE FROM task_log"], ["督办日志第1条被改动，或它之前有缺失"]),
        (
            ["UPDATE task_log SET note = 'x'", "DELETE FROM reading WHERE month = 90000"],
            ["有1个填报数的更正历史前后不接", "督办日志第1条被改动，或它之前有缺失", READINGS],
        ),
    ],
)
def test_tampering_is_found(used: Database, changes: list[str], found: list[str]) -> None:
    behind_the_back(used.where.path, *changes)
    assert wrong(used.where.path) == found


CUT = ["DELETE FROM task_log WHERE id > {left}", "UPDATE sqlite_sequence SET seq = {left} WHERE name = 'task_log'"]
"""The end of the log cut off, with the counter set back: the log's chain that is left is whole."""

ACTS_CUT = [
    "DELETE FROM chain_part WHERE link_id > {left}",
    "DELETE FROM chain_link WHERE id > {left}",
    "UPDATE sqlite_sequence SET seq = {left} WHERE name = 'chain_link'",
]
"""The same with the acts that wrote it: all that is left is whole."""


def whole_but_shorter(path: Path, entries: int, acts: int) -> None:
    """Cut off the end of the record as one who knows how would."""
    behind_the_back(path, *(each.format(left=entries) for each in CUT), *(each.format(left=acts) for each in ACTS_CUT))


@pytest.fixture
def pages(used: Database, ticks: Iterator[datetime]) -> list[str]:
    """The codes of three pages, printed when the log had one, two and three entries."""
    printed = []
    for note in ("", "又开了会", "办完了"):
        with used.writing() as session:
            if note:
                entry = LogEntry(LogAction.NOTE, date(2023, 4, 2), next(ticks), CLERK, note)
                ledger.append(session, PLAN, 1, entry)
            printed.append(ledger.head(session)[:12])
    return printed


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ([], [(1, True, 2), (2, True, 1), (3, True, 0)]),
        ([each.format(left=2) for each in CUT], [(1, True, 1), (2, True, 0), (None, False, 0)]),
        ([each.format(left=0) for each in CUT], [(None, False, 0)] * 3),
        (["UPDATE task_log SET note = 'x' WHERE id = 2"], [(1, True, 2), (2, False, 1), (3, False, 0)]),
        (["DELETE FROM task_log WHERE id = 2"], [(1, True, 1), (None, False, 0), (3, False, 0)]),
        (["DELETE FROM task_log WHERE id = 3"], [(1, True, 1), (2, True, 0), (None, False, 0)]),
        (
            ["UPDATE task_log SET digest = hex(zeroblob(32)) WHERE id = 1"],
            [(None, False, 0), (2, False, 1), (3, False, 0)],
        ),
        (["UPDATE task_log SET recorded_at = 'x' WHERE id = 3"], [(1, True, 2), (2, True, 1), (3, False, 0)]),
    ],
)
def test_a_printed_code_tells_what_became_of_the_log(
    used: Database, pages: list[str], changes: list[str], told: list[tuple[int | None, bool, int]]
) -> None:
    behind_the_back(used.where.path, *changes)
    found = check(used.where.path, pages)
    assert [(code.entry, code.intact, code.later) for code in found.codes] == told
    assert [code.code for code in found.codes] == pages
    assert found.sound is (not changes)


def test_only_a_printed_code_tells_that_the_end_was_cut_off(used: Database, pages: list[str]) -> None:
    behind_the_back(used.where.path, *(each.format(left=2) for each in CUT))
    assert wrong(used.where.path) == ["第5次写入（2023-03-08 14:00）在表 task_log 写下的内容被改动、添加或删除"]
    whole_but_shorter(used.where.path, 2, 4)
    assert check(used.where.path).sound
    assert check(used.where.path, pages[:2]).sound
    assert not check(used.where.path, pages[2:]).sound


def test_a_log_written_anew_has_none_of_the_printed_codes(used: Database, pages: list[str]) -> None:
    """Who alters an entry and hashes all after it anew leaves a whole chain: another one than was printed."""
    whole_but_shorter(used.where.path, 0, 2)
    behind_the_back(used.where.path, "DELETE FROM reading", "DELETE FROM writing", "DELETE FROM import_batch")
    with used.writing() as session:
        for note in ("没开会", "又开了会", "办完了"):
            ledger.append(session, PLAN, 1, LogEntry(LogAction.NOTE, date(2023, 4, 1), LOADED_AT, CLERK, note))
    assert check(used.where.path).sound
    assert [code.entry for code in check(used.where.path, pages).codes] == [None, None, None]


def test_two_entries_of_one_code_are_told_by_the_earlier(used: Database, pages: list[str]) -> None:
    behind_the_back(
        used.where.path, "UPDATE task_log SET digest = (SELECT digest FROM task_log WHERE id = 3) WHERE id = 2"
    )
    (found,) = check(used.where.path, pages[2:]).codes
    assert (found.entry, found.intact) == (2, False)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("DROP TRIGGER tr_task_log_no_update", ["防改触发器缺失：tr_task_log_no_update"]),
        (
            "CREATE TRIGGER tr_reading_no_delete BEFORE DELETE ON reading WHEN OLD.unit_id <> 2 "
            "BEGIN SELECT RAISE(ABORT, 'reading keeps its history'); END",
            ["防改触发器被改动：tr_reading_no_delete"],
        ),
        (
            "CREATE TRIGGER tr_import_file_no_update BEFORE UPDATE ON import_file "
            "BEGIN SELECT RAISE(ABORT, 'import_file keeps its history'); END",
            ["防改触发器被改动：tr_import_file_no_update"],
        ),
    ],
)
def test_a_guard_that_is_missing_or_altered_is_found(used: Database, change: str, found: list[str]) -> None:
    with closing(sqlite3.connect(used.where.path)) as connection:
        if change.startswith("CREATE TRIGGER"):
            connection.execute(f"DROP TRIGGER {change.split()[2]}")
        connection.execute(change)
        connection.commit()
    assert wrong(used.where.path) == found


def test_every_trigger_that_the_migrations_lay_is_guarded(used: Database) -> None:
    with closing(sqlite3.connect(used.where.path)) as connection:
        laid = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        for name in laid:
            connection.execute(f"DROP TRIGGER {name}")
        connection.commit()
    assert len(laid) > 20
    assert wrong(used.where.path) == [f"防改触发器缺失：{name}" for name in sorted(laid)]


@pytest.mark.parametrize("part", ["ix_task_log_plan_id_task_no", "reading", "settings_log"])
def test_damage_is_found(used: Database, part: str) -> None:
    with closing(sqlite3.connect(used.where.path)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'ix_task_log_plan_id_task_no'"
        ).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    content = bytearray(used.where.path.read_bytes())
    content[(page - 1) * size : page * size] = b"\x7f" * size
    used.where.path.write_bytes(content)
    assert wrong(used.where.path) == ["文件已损坏，没法再往下查"]


def test_check_and_backup_need_a_database_of_ours(tmp_path: Path) -> None:
    text, target = tmp_path / "text.db", tmp_path / "copy.db"
    text.write_text("这不是数据库" * 99)
    (tmp_path / "empty.db").touch()
    for path, words in (
        (tmp_path / "none.db", "没有数据库 .*none.db，请先运行 jytrack init"),
        (tmp_path / "empty.db", "还是空的，请先运行 jytrack init"),
        (text, "text.db 不是数据库文件"),
    ):
        with pytest.raises(DatabaseProblem, match=words):
            check(path)
        with pytest.raises(DatabaseProblem, match=words):
            backup(path, target)
    assert not target.exists()


def test_backup_of_a_database_in_use(used: Database, tmp_path: Path) -> None:
    target = tmp_path / "备份.db"
    with used.writing() as session:
        open_batch(session, PLAN, CLERK, LOADED_AT, date(2023, 4, 1))  # not committed: not in the copy
        backup(used.where.path, target)
    assert rows(target) == rows(used.where.path)
    assert wrong(target) == []
    assert info(target).counts["import_batch"] == 2
    assert sorted(file.name for file in tmp_path.iterdir()) == ["jytrack.db", "备份.db"]


def test_backup_is_one_file_that_can_be_read_anywhere(used: Database, tmp_path: Path) -> None:
    backup(used.where.path, tmp_path / "copy.db")
    with closing(sqlite3.connect(f"file:{tmp_path / 'copy.db'}?mode=ro", uri=True)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_backup_overwrites_nothing(used: Database, tmp_path: Path) -> None:
    target = tmp_path / "there.db"
    target.write_text("keep")
    with pytest.raises(OutputProblem, match="不覆盖"):
        backup(used.where.path, target)
    assert target.read_text() == "keep"


def test_backup_to_nowhere(used: Database, tmp_path: Path) -> None:
    with pytest.raises(OutputProblem, match="写不进"):
        backup(used.where.path, tmp_path / "no folder" / "copy.db")
    with pytest.raises(DatabaseProblem, match="jytrack init"):
        backup(tmp_path / "none.db", tmp_path / "copy.db")
    assert [file.name for file in tmp_path.iterdir()] == ["jytrack.db"]


def test_restore_keeps_what_it_replaces(used: Database, tmp_path: Path) -> None:
    backup(used.where.path, tmp_path / "copy.db")
    old = rows(used.where.path)
    with used.writing() as session:
        batch = open_batch(session, PLAN, CLERK, LOADED_AT, date(2023, 4, 1))
        store(session, PLAN, batch, None, [Entry(2, "西乡", "jobs", Period(2023, 3), quantity(1))])
    new = rows(used.where.path)
    kept = restore(used.where.path, tmp_path / "copy.db")
    assert kept is not None
    assert kept.parent == used.where.path.parent
    assert kept.name.startswith("jytrack-replaced-")
    assert (rows(used.where.path), rows(kept)) == (old, new)
    with used.writing() as session:
        assert session.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert not list(tmp_path.glob("*.new"))


def test_restore_over_a_damaged_or_missing_database(used: Database, tmp_path: Path) -> None:
    backup(used.where.path, tmp_path / "copy.db")
    old = rows(used.where.path)
    used.where.path.write_text("zerstört" * 999)
    kept = restore(used.where.path, tmp_path / "copy.db")
    assert kept is not None
    assert kept.read_text() == "zerstört" * 999
    assert rows(used.where.path) == old
    other = tmp_path / "new" / "folder" / "jytrack.db"
    assert restore(other, tmp_path / "copy.db") is None
    assert rows(other) == old


def test_restore_refuses_what_is_not_sound(used: Database, tmp_path: Path) -> None:
    source = tmp_path / "copy.db"
    backup(used.where.path, source)
    before = used.where.path.read_bytes()
    with pytest.raises(UsageError, match="没有备份文件"):
        restore(used.where.path, tmp_path / "none.db")
    with pytest.raises(UsageError, match="没有备份文件"):
        restore(used.where.path, used.where.path)
    behind_the_back(source, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DatabaseProblem, match="升级程序"):
        restore(used.where.path, source)
    behind_the_back(source, f"UPDATE alembic_version SET version_num = '{head_revision()}'", "DELETE FROM task_log")
    with pytest.raises(DatabaseProblem, match="有问题，没有恢复"):
        restore(used.where.path, source)
    assert used.where.path.read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["copy.db", "jytrack.db"]
