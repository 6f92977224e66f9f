"""`db`: backup, restore, check, printed codes, and what a damaged or interrupted database says."""

import json
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Jytrack


def noted(jytrack: Jytrack, *notes: str) -> None:
    """Entries in the log of task 3."""
    for note in notes:
        assert jytrack("task", "note", "3", note, "--on", "2023-04-03").code == 0


def printed(jytrack: Jytrack) -> list[str]:
    """The command that an accountability page prints at its foot."""
    page = jytrack("report", "accountability", "--as-of", "2023-12-31").out
    (command,) = re.findall(r"台账校验码 ([0-9a-f]{12})；核对这一页：jytrack (db check --code \1)$", page, re.M)
    return str(command[1]).split()


def cut_off(database: Path, entries: int, acts: int) -> None:
    """Take the end of the record away as someone who knows how would: counters set back, the triggers laid again."""
    left = {"task_log": ("id", entries), "chain_part": ("link_id", acts), "chain_link": ("id", acts)}
    with closing(sqlite3.connect(database)) as connection:
        for table, (number, last) in left.items():
            name = f"tr_{table}_no_delete"
            (guard,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()
            connection.execute(f"DROP TRIGGER {name}")
            connection.execute(f"DELETE FROM {table} WHERE {number} > ?", (last,))
            connection.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = ?", (last, table))
            connection.execute(guard)
        connection.commit()


def test_backup_then_restore_brings_back_what_was(jytrack: Jytrack, tmp_path: Path, sheet: Callable[..., Path]) -> None:
    copy = tmp_path / "备份.db"
    assert jytrack("db", "backup", copy).code == 0
    path = sheet("单位,指标,月份,本月数\n香水镇,城镇新增就业,2023-01,12\n")
    assert jytrack("target", "import", path).code == 0
    assert jytrack("db", "restore", copy, "--yes").code == 0
    assert "没有填报数" in jytrack("target", "readings").out
    assert jytrack("db", "check").code == 0


def test_backup_never_overwrites(jytrack: Jytrack, tmp_path: Path) -> None:
    copy = tmp_path / "备份.db"
    copy.write_bytes(b"precious")
    ran = jytrack("db", "backup", copy)
    assert ran.code == 6
    assert copy.read_bytes() == b"precious"


def test_restore_asks_first(jytrack: Jytrack, tmp_path: Path) -> None:
    copy = tmp_path / "备份.db"
    jytrack("db", "backup", copy)
    ran = jytrack("db", "restore", copy)
    assert ran.code == 2
    assert ran.err.endswith("没有写入任何内容；确要这样，请在命令后面加 --yes\n")


def test_damage_is_found_and_named(jytrack: Jytrack, database: Path) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw = bytearray(database.read_bytes())
    for at in range(40_000, len(raw) - 4096, 4096):
        raw[at : at + 2000] = b"\xff" * 2000
    database.write_bytes(raw)
    for command in ("report", "db check", "db info", "task list"):
        ran = jytrack(*command.split())
        assert ran.code in (0, 5), command
        assert ran.err.count("\n") <= 1, command
    ran = jytrack("db", "check")
    assert ran.code == 5
    assert "db restore" in ran.out + ran.err


def test_a_printed_page_is_compared_by_the_command_that_it_prints(jytrack: Jytrack, database: Path) -> None:
    noted(jytrack, "开了会")  # the third act: the schema was made, the plan came in
    early = printed(jytrack)
    assert "第3次写入" in jytrack(*early).out
    noted(jytrack, "又开了会", "办完了")
    late = printed(jytrack)
    ran = jytrack(*early)
    assert ran.code == 0
    assert re.search(r"是台账第3次写入（[^）]+），到这一次为止都没有改动；之后又写入2次", ran.out)
    ran = jytrack("db", "check")
    assert (ran.code, "完好\n督办日志3条，末条" in ran.out, late[-1] in ran.out) == (0, True, True)
    cut_off(database, entries=2, acts=4)
    ran = jytrack("db", "check")
    assert (ran.code, "完好\n督办日志2条" in ran.out, "台账4次写入" in ran.out) == (0, True, True)
    ran = jytrack(*late, *early[2:])
    assert (ran.code, "jytrack db restore" in ran.out) == (5, True)
    assert f"台账里没有校验码 {late[-1]}" in ran.out
    assert "是台账第3次写入" in ran.out
    told = json.loads(jytrack(*late, *early[2:], "--format", "json").out)
    assert (told["sound"], told["log_entries"], told["chain_acts"]) == (False, 2, 4)
    assert [(code["act"], code["entry"], code["intact"], code["later"]) for code in told["codes"]] == [
        (None, None, False, 0),
        (3, None, True, 1),
    ]


def test_a_code_printed_before_acts_were_chained_is_still_answered(jytrack: Jytrack) -> None:
    noted(jytrack, "开了会", "又开了会")
    head = json.loads(jytrack("db", "info", "--format", "json").out)["log_head"]
    ran = jytrack("db", "check", "--code", head[:12])
    assert (ran.code, "是日志第2条" in ran.out, "到这一条为止都没有改动" in ran.out) == (0, True, True)


def test_a_code_printed_before_figures_were_changed_says_so(
    jytrack: Jytrack, database: Path, sheet: Callable[..., Path]
) -> None:
    assert jytrack("target", "import", sheet("单位,指标,月份,本月数\n香水镇,城镇新增就业,2023-01,12\n")).code == 0
    page = printed(jytrack)
    with closing(sqlite3.connect(database)) as connection:
        (guard,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'tr_reading_no_update'").fetchone()
        connection.execute("DROP TRIGGER tr_reading_no_update")
        connection.execute("UPDATE reading SET month = 10 * month")
        connection.execute(guard)
        connection.commit()
    ran = jytrack(*page)
    assert (ran.code, "是台账第3次写入" in ran.out, "到这一次为止有改动，见下表" in ran.out) == (5, True, True)
    assert re.search(r"第3次写入（[^）]+）在表 reading 写下的内容被改动", ran.out)


@pytest.mark.parametrize(
    ("write", "code"),
    [
        (lambda head: head[:12], 0),
        (lambda head: head, 0),
        (lambda head: f" {head[:20].upper()} ", 0),
        (lambda head: "".join(chr(ord(digit) + 0xFEE0) for digit in head[:12]), 0),
        (lambda head: "f" * 12 if head[0] != "f" else "0" * 12, 5),
        (lambda head: head[:11] + ("0" if head[11] != "0" else "1"), 5),
        (lambda head: head[:11], 2),
        (lambda head: head + "0", 2),
        (lambda head: "校验码", 2),
        (lambda head: head[:11] + "_", 2),
        (lambda head: "%" * 12, 2),
        (lambda head: "", 2),
    ],
)
def test_how_a_code_is_written(jytrack: Jytrack, write: Callable[[str], str], code: int) -> None:
    noted(jytrack, "开了会")
    head = json.loads(jytrack("db", "info", "--format", "json").out)["log_head"]
    ran = jytrack("db", "check", "--code", write(head))
    assert ran.code == code
    assert (ran.err.count("\n"), "jytrack db check" in ran.err) == ((1, True) if code == 2 else (0, False))


def test_an_empty_log_has_no_code(jytrack: Jytrack) -> None:
    assert "督办日志尚无记录" in jytrack("db", "check").out
    assert re.search("督办日志 +尚无记录", jytrack("db", "info").out)
    told = json.loads(jytrack("db", "info", "--format", "json").out)
    assert (told["log_entries"], told["log_head"]) == (0, None)
    assert jytrack("report", "accountability", "--as-of", "2023-12-31").out.count("台账校验码") == 1
    assert jytrack("db", "check", "--code", "258fa1c74245").code == 5


def test_a_missing_guard_is_found(jytrack: Jytrack, database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("DROP TRIGGER tr_reading_no_update")
        connection.commit()
    ran = jytrack("db", "check")
    assert (ran.code, "防改触发器缺失：tr_reading_no_update" in ran.out) == (5, True)


def test_lost_evidence_is_put_back_by_hand(jytrack: Jytrack, database: Path, tmp_path: Path) -> None:
    proof = tmp_path / "纪要.pdf"
    proof.write_bytes(b"%PDF-1.4")
    assert jytrack("task", "note", "3", "开了会", "--on", "2023-04-03", "--file", proof).code == 0
    folder, away = tmp_path / "evidence", tmp_path / "别处"
    ran = jytrack("db", "backup", away.with_suffix(".db"))
    assert str(folder) in ran.err
    folder.rename(away)
    ran = jytrack("db", "check")
    assert (ran.code, f"请把另存的 evidence 文件夹放回 {folder}" in ran.out) == (5, True)
    assert "可用备份恢复" not in ran.out
    ran = jytrack("db", "restore", away.with_suffix(".db"), "--yes")
    assert (ran.code, f"请把另存的 evidence 文件夹放回 {folder}" in ran.err) == (0, True)
    shutil.copytree(away, folder)
    ran = jytrack("db", "restore", away.with_suffix(".db"), "--yes")
    assert (ran.code, "放回" in ran.err) == (0, False)
    assert jytrack("db", "check").code == 0
