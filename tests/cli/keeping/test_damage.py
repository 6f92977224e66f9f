"""A database that was damaged, or changed behind the program's back: told in one line, found by the check."""

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Jytrack
from tests.command import typed
from tests.old_databases.make import PROOF
from tests.tally import tally

SHEET = "单位,指标,月份,本月数,备注\n" + "".join(
    f"{unit},城镇新增就业,2023-{month:02},{10 * month + place},第{month}次\n"
    for month in range(1, 7)
    for place, unit in enumerate(("香水镇", "大湾乡", "黄花乡"))
)
RECORD = "target record urban-new-jobs --unit 香水镇 --period 2023-07"
READERS = ("report --as-of 2023-06-30", "report accountability --as-of 2023-06-30", "task show 3", "target readings",
           "target imports", "target show urban-new-jobs", "task evidence 3")  # fmt: skip


@pytest.fixture(scope="session")
def used(tmp_path_factory: pytest.TempPathFactory, initiated: Path) -> Path:
    """A database with an import, a correction, an undoing, a goal, a split, and a log with evidence."""
    folder = tmp_path_factory.mktemp("用过")
    path, sheet, proof = folder / "台账.db", folder / "香水镇.csv", folder / "纪要.pdf"
    shutil.copy(initiated, path)
    sheet.write_text(SHEET, encoding="utf-8")
    proof.write_bytes(PROOF)
    jobs, corrected = "城镇新增就业", ["--correct", "--reason", "核实"]
    for command in (
        ["target", "import", sheet, "--received", "2023-07-01"],
        ["target", "record", jobs, "--unit", "香水镇", "--period", "2023-03", "--month", "99", *corrected],
        ["target", "undo", "2", "--reason", "报错了", "--yes"],
        ["target", "revise", jobs, "--goal", "600", "--from", "2023-07-01", "--reason", "调整"],
        ["task", "assign", "3", "--note", "派单", "--on", "2023-04-03"],
        ["task", "note", "3", "开了会", "--on", "2023-04-03", "--file", proof],
    ):
        ran = typed(command, {"JYTRACK_DB": str(path), "JYTRACK_ACTOR": "测试员"})
        assert ran.code == 0, ran.err
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode = DELETE")
    return path


def behind_the_back(path: Path, *statements: str) -> None:
    """Change the file as someone with another program would, who puts the triggers back."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        laid = connection.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, *_ in laid:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in (each for several in statements for each in several.split("; ")):
            connection.execute(statement)
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        for _, table, sql in laid:
            if table in tables:
                connection.execute(sql)
        connection.commit()


@pytest.fixture
def office(bare: Jytrack, used: Path, database: Path) -> Jytrack:
    """The program on a copy of that database."""
    shutil.copy(used, database)
    shutil.copytree(used.parent / "evidence", database.parent / "evidence")
    return bare


@pytest.mark.parametrize(
    ("change", "command", "told"),
    [
        (
            "UPDATE plan_department SET basis = 'pzinted' WHERE position = 2",
            "report",
            "表 plan_department 中 plan_id 1",
        ),
        (
            "UPDATE task_department SET role = 'lEad' WHERE task_no = 3 AND role = 'lead'",
            "task show 3",
            "一行的 role 是读不懂的内容",
        ),
        (
            "UPDATE task SET title = CAST(x'cfe3' AS TEXT) WHERE no = 3",
            "report",
            "plan_id 1，no 3 一行的 title",
        ),
        ("UPDATE task SET title = x'cfe3cbae' WHERE no = 3", "task list", "表 task 中 plan_id 1，no 3 一行的 title"),
        ("UPDATE reading SET period = 202300 WHERE period = 202306", "target readings", "period 202300"),
        (
            "UPDATE reading SET unit_id = -5 WHERE period = 202306 AND month = 600000",
            "report weekly --as-of 2023-07-03",
            "unit_id -5",
        ),
        ("UPDATE writing SET received_on = '0garbage'", "target readings", "一行的 received_on 是读不懂的内容"),
        ("UPDATE reading SET month = 'viele' WHERE period = 202306", "report townships", "一行的 month 是读不懂的内容"),
        ("UPDATE task_log SET action = 'bewegt'", "task show 3", "表 task_log 中 id 1 一行的 action"),
        ("UPDATE task_log SET happened_on = '2023-03-1x'", "task show 3", "一行的 happened_on 是读不懂的内容"),
        ("UPDATE schedule_point SET share = '1/0'", "report variance", "表 schedule_point"),
        ("UPDATE duty SET due_day = 99", "report", "表 duty 中 target_id"),
        ("UPDATE target_goal SET value = 1.5", "report variance", "表 target_goal"),
        ("UPDATE calendar_day SET day = '2023-02-30' WHERE day = '2023-01-21'", "report", "表 calendar_day"),
        ("DROP TABLE calendar_day", "report", "缺少表 calendar_day"),
        ("DROP VIEW v_task; ALTER TABLE task DROP COLUMN summary", "task list", "表 task 缺少列 summary"),
        (
            "PRAGMA writable_schema = ON; UPDATE sqlite_master "
            "SET sql = replace(sql, 'happened_on', CAST(x'e8' AS TEXT) || 'appened_on') WHERE name = 'task_log'; "
            "PRAGMA writable_schema = OFF",
            "report accountability",
            "表 task_log 缺少列 happened_on",
        ),
        (
            "DROP TABLE chain_part",
            f"{RECORD} --month 1",
            "缺少表 chain_part",
        ),
    ],
)
def test_what_cannot_be_read_is_named_in_one_line(
    office: Jytrack, database: Path, change: str, command: str, told: str
) -> None:
    behind_the_back(database, change)
    ran = office(*command.split())
    assert (ran.code, ran.err.count("\n"), told in ran.err) == (5, 1, True), ran.err + ran.out
    assert "jytrack db check" in ran.err
    checked = office("db", "check")
    assert checked.code == 5
    assert "完好" not in checked.out


def _bit(raw: bytearray, chance: random.Random) -> None:
    raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)


def _byte(raw: bytearray, chance: random.Random) -> None:
    raw[chance.randrange(len(raw))] = chance.randrange(256)


def _digit(raw: bytearray, chance: random.Random) -> None:
    places = [place for place, byte in enumerate(raw) if 48 <= byte < 58]
    raw[chance.choice(places)] = 48 + chance.randrange(10)


def _letter(raw: bytearray, chance: random.Random) -> None:
    """A Chinese character, as most of the file's texts are."""
    place = raw.find("新".encode(), chance.randrange(len(raw) // 2))
    raw[place + 2] ^= 1


def _value(path: Path, chance: random.Random) -> None:
    """One value of one row."""
    with closing(sqlite3.connect(path)) as connection:
        table = _table(connection, chance)
        name, kind = chance.choice(
            connection.execute(f"SELECT name, type FROM pragma_table_info('{table}') WHERE pk = 0 OR pk > 1").fetchall()
            or connection.execute(f"SELECT name, type FROM pragma_table_info('{table}')").fetchall()
        )
    new = f'coalesce("{name}", 0) + 1' if "INT" in kind else f"coalesce(\"{name}\", '') || '改'"
    where = _one_row(path, table, chance)
    behind_the_back(path, f'UPDATE OR IGNORE {table} SET "{name}" = {new} WHERE {where}')


def _gone(path: Path, chance: random.Random) -> None:
    """One row deleted."""
    with closing(sqlite3.connect(path)) as connection:
        table = _table(connection, chance)
    behind_the_back(path, f"DELETE FROM {table} WHERE {_one_row(path, table, chance)}")


def _swapped(path: Path, chance: random.Random) -> None:
    """The figures of two months changed for one another."""
    first, second = chance.sample(range(202301, 202307), 2)
    behind_the_back(
        path,
        f"UPDATE reading SET month = (SELECT o.month FROM reading o WHERE o.metric_id = reading.metric_id "
        f"AND o.unit_id = reading.unit_id AND o.period = {first} AND o.superseded_by = reading.superseded_by) "
        f"WHERE period = {second} AND unit_id = (SELECT min(unit_id) FROM reading)",
    )


def _table(connection: sqlite3.Connection, chance: random.Random) -> str:
    """Any table that has rows."""
    names = [
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        if not name.startswith("sqlite") and connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
    ]
    return str(chance.choice([name for name in names if name != "alembic_version"]))


def _one_row(path: Path, table: str, chance: random.Random) -> str:
    """The condition that finds one row of the table."""
    with closing(sqlite3.connect(path)) as connection:
        keys = [name for (name,) in connection.execute(f"SELECT name FROM pragma_table_info('{table}') WHERE pk > 0")]
        rows = connection.execute(f"SELECT {', '.join(keys)} FROM {table}").fetchall()
    return " AND ".join(f"{key} = {value!r}" for key, value in zip(keys, chance.choice(rows), strict=True))


BYTES: tuple[Callable[[bytearray, random.Random], None], ...] = (_bit, _byte, _digit, _letter)
HANDS: tuple[Callable[[Path, random.Random], None], ...] = (_value, _gone, _swapped)


def damage(path: Path, seed: int) -> str:
    """Do one thing to the file, of so many kinds in turn; which."""
    chance = random.Random(seed)
    kinds = [*BYTES, *HANDS]
    kind = kinds[seed % len(kinds)]
    if seed % len(kinds) < len(BYTES):
        raw = bytearray(path.read_bytes())
        kind(raw, chance)  # type: ignore[arg-type]
        path.write_bytes(raw)
    else:
        kind(path, chance)  # type: ignore[arg-type]
    return kind.__name__


def content(path: Path) -> list[object]:
    """All that any page could show: every row of every table; an unreadable one is like no other."""
    with closing(sqlite3.connect(path)) as connection:
        connection.text_factory = bytes
        names = [name.decode() for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return [(name, sorted(map(repr, connection.execute(f"SELECT * FROM {name}")))) for name in sorted(names)]


def judged(office: Jytrack, used: Path, database: Path, seeds: Iterator[int] | range) -> dict[tuple[str, str], int]:
    """What came of each damage, by its kind: found, or harmless, or silent."""
    before, came = content(used), {}
    for seed in seeds:
        shutil.copy(used, database)
        kind = damage(database, seed)
        if office("db", "check").code:
            for command in READERS if seed % 5 == 0 else (READERS[seed % len(READERS)],):
                try:
                    ran = office(*command.split())
                except Exception as error:
                    raise AssertionError(f"damage {seed}: {command}") from error
                assert (ran.code in (0, 3, 4, 5, 6), ran.err.count("\n") <= 1) == (True, True), (seed, command, ran.err)
            fate = "found"
        else:
            fate = "harmless" if content(database) == before else "silent"
        came[kind, fate] = came.get((kind, fate), 0) + 1
        assert fate != "silent", seed
    return came


def test_damage_is_found_or_harmless(office: Jytrack, used: Path, database: Path) -> None:
    came = judged(office, used, database, range(14))
    assert sum(count for (_, fate), count in came.items() if fate == "found") >= 5


@pytest.mark.slow
def test_much_damage_is_found_or_harmless(office: Jytrack, used: Path, database: Path) -> None:
    came = judged(office, used, database, range(14, 514))
    tally("damage", {f"{kind[1:]} {fate}": count for (kind, fate), count in came.items()})
