"""What a command writes never takes the place of what is in use, and what could not be written is refused before."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from jytrack.cli.values.places import OUTPUTS
from tests.cli.conftest import Jytrack
from tests.command import PROGRAM
from tests.writing_commands import all_commands

READ = {"folder", "files", "file", "sheet", "seed", "source"}
"""The parameters by which a command is given files to read."""

RECORD = ("target", "record", "urban-new-jobs", "--unit", "香水镇", "--period", "2023-01", "--month", "5")


def test_every_path_typed_is_known_to_be_read_or_written() -> None:
    found = set()
    for name in all_commands():
        command = PROGRAM
        for word in name:
            command = command.commands[word]  # type: ignore[attr-defined]
        found |= {each.name for each in command.params if each.type.name == "path" and not OUTPUTS & set(each.opts)}
    assert found == READ


def imports(database: Path) -> int:
    """How many acts of writing readings there are."""
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute("SELECT count(*) FROM import_batch").fetchone()[0])


def proved(jytrack: Jytrack, tmp_path: Path) -> Path:
    """The kept copy of a file that proves an entry."""
    proof = tmp_path / "纪要.txt"
    proof.write_text("纪要")
    assert jytrack("task", "note", "3", "开了会", "--on", "2023-04-03", "--file", proof).code == 0
    (kept,) = (tmp_path / "evidence").iterdir()
    return kept


@pytest.mark.parametrize("side", ["", "-wal", "-shm", "-journal"])
@pytest.mark.parametrize("command", ["report -o", "target export -o", "report weekly -o", "db backup", "task list -o"])
def test_the_database_is_never_written_over(
    bare: Jytrack, initiated: Path, tmp_path: Path, command: str, side: str
) -> None:
    database = Path(shutil.copy(initiated, tmp_path / "库.csv"))  # the suffix that exports go by
    before = database.read_bytes()
    place = database.with_name(database.name + side)
    ran = bare("--db", database, *command.split(), place, *(["--format", "csv"] if "list" in command else []))
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "那里是正在用的数据库" in ran.err
    assert database.read_bytes() == before
    assert not side or not place.exists()


@pytest.mark.parametrize("where", ["/", ".", ""])
def test_what_is_no_database_is_refused_in_one_line(jytrack: Jytrack, tmp_path: Path, where: str) -> None:
    ran = jytrack("--db", where, "report", "-o", tmp_path / "x.json")
    assert (ran.code in (2, 5), ran.err.count("\n")) == (True, 1)


@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_nor_by_another_name(
    jytrack: Jytrack, database: Path, tmp_path: Path, link: Callable[[Path, Path], None]
) -> None:
    before = database.read_bytes()
    link(database, tmp_path / "别名.json")
    assert jytrack("report", "-o", tmp_path / "别名.json").code == 2
    assert jytrack("report", "-o", tmp_path / "没有" / ".." / database.name, "--format", "json").code == 2
    assert database.read_bytes() == before


def test_evidence_is_never_written_over(jytrack: Jytrack, tmp_path: Path) -> None:
    kept = proved(jytrack, tmp_path)
    for command in (
        ("report", "--format", "json", "-o", kept),
        ("task", "evidence", "3", "--as-of", "2023-12-31", "-o", kept.parent),
        ("db", "backup", kept.parent / "备份.db"),
    ):
        ran = jytrack(*command)
        assert (ran.code, "那里是任务的材料" in ran.err) == (2, True)
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]
    assert jytrack("db", "check").code == 0


def test_what_is_read_is_never_written_over(jytrack: Jytrack, sheet: Callable[..., Path], database: Path) -> None:
    path = sheet("单位,指标,月份,本月数\n香水镇,城镇新增就业,2023-01,12\n")
    before = path.read_bytes()
    folder = path.parent / "收表"
    folder.mkdir()
    inside = folder / "结果.csv"
    inside.write_bytes(before)
    for given, place in ((path, path), (folder, inside), (path, path.parent / "." / path.name)):
        ran = jytrack("target", "import", given, "-o", place)
        assert (ran.code, "那是这条命令要读的文件" in ran.err) == (2, True)
    assert (path.read_bytes(), inside.read_bytes(), imports(database)) == (before, before, 0)
    preset = path.parent / "办法.csv"
    preset.write_text("项目\n")
    assert jytrack("report", "accountability", "--score", preset, "-o", preset).code == 2
    assert preset.read_text() == "项目\n"
    assert jytrack("target", "import", path, "-o", folder / "新.csv").code == 0


def test_a_pipe_stays_one(jytrack: Jytrack, tmp_path: Path) -> None:
    pipe = tmp_path / "管道"
    os.mkfifo(pipe)
    ran = jytrack("report", "--format", "json", "-o", pipe)
    assert (ran.code, "没有程序在读" in ran.err, pipe.is_fifo()) == (6, True, True)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    ran = jytrack("report", "variance", "--format", "json", "-o", pipe)
    while ran.code == 6:  # the reader had not come to it yet
        ran = jytrack("report", "variance", "--format", "json", "-o", pipe)
    reader.join(timeout=10)
    assert (ran.code, read[0][:1], pipe.is_fifo()) == (0, b"{", True)


def test_a_device_stays_one(jytrack: Jytrack) -> None:
    assert jytrack("report", "--format", "json", "-o", "/dev/null").code == 0
    ran = jytrack("report", "--format", "json", "-o", "/dev/full")
    assert (ran.code, ran.err.count("\n"), "磁盘已满" in ran.err) == (6, 1, True)
    assert Path("/dev/null").is_char_device()
    assert Path("/dev/full").is_char_device()


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="needs a folder among the devices")
def test_a_file_among_devices_is_one(jytrack: Jytrack) -> None:
    place = Path("/dev/shm") / f"jytrack-{os.getpid()}.json"
    try:
        assert jytrack("report", "-o", place).code == 0
        assert place.read_bytes()[:1] == b"{"
    finally:
        place.unlink(missing_ok=True)


def test_what_the_shell_has_opened_is_added_to(jytrack: Jytrack, database: Path, tmp_path: Path) -> None:
    log = tmp_path / "日志.txt"
    log.write_text("以前的\n", encoding="utf-8")
    with log.open("ab") as out:
        order = [sys.executable, "-m", "jytrack", "--db", database, "remind", "--format", "plain", "-o", "/dev/stdout"]
        assert subprocess.run(order, stdout=out, stderr=subprocess.PIPE, check=False).returncode == 0
    assert log.read_text(encoding="utf-8").startswith("以前的\n")
    assert log.stat().st_size > 20


def test_a_link_is_followed(jytrack: Jytrack, tmp_path: Path) -> None:
    real = tmp_path / "真.json"
    real.write_text("旧")
    (tmp_path / "链接.json").symlink_to(real)
    assert jytrack("report", "-o", tmp_path / "链接.json").code == 0
    assert (tmp_path / "链接.json").is_symlink()
    assert real.read_text(encoding="utf-8").startswith("{")


@pytest.mark.parametrize(
    ("place", "code"), [("x.bogus", 2), ("没有/x.json", 6), (".", 6), ("文件/x.json", 6), ("台账.db", 2)]
)
@pytest.mark.parametrize("command", ["record", "import", "allocate", "schedule"])
def test_a_bad_place_is_refused_before_anything_is_written(
    jytrack: Jytrack, database: Path, sheet: Callable[..., Path], tmp_path: Path, command: str, place: str, code: int
) -> None:
    path = sheet("单位,指标,月份,本月数\n香水镇,城镇新增就业,2023-01,12\n")
    (tmp_path / "文件").touch()
    before = database.read_bytes()
    typed: tuple[str | Path, ...] = {
        "record": RECORD,
        "import": ("target", "import", path),
        "allocate": ("target", "allocate", "new-posts", "--equal"),
        "schedule": ("target", "schedule", "new-posts", "--early-warning", "--kind", "linear", "--reason", "定了"),
    }[command]
    form = ("--format", "json") if place == "." else ()
    ran = jytrack(*typed, "-o", tmp_path / place, *form)
    assert (ran.code, ran.err.count("\n")) == (code, 1)
    assert "不要重做" not in ran.err
    assert database.read_bytes() == before


@pytest.mark.parametrize("place", ["文件", "文件/退回"])
def test_so_is_a_bad_folder_for_slips(
    jytrack: Jytrack, database: Path, sheet: Callable[..., Path], tmp_path: Path, place: str
) -> None:
    path = sheet("单位,指标,月份,本月数\n香水镇,城镇新增就业,2023-01,12\n香水镇,城镇新增就业,2023-02,不详\n")
    (tmp_path / "文件").touch()
    ran = jytrack("target", "import", path, "--partial", "--slips", tmp_path / place)
    assert (ran.code, ran.err.count("\n"), imports(database)) == (2, 1, 0)


def test_an_answer_that_cannot_be_shown_leaves_no_doubt_of_what_was_written(jytrack: Jytrack, database: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        order = [sys.executable, "-m", "jytrack", "--db", str(database), *RECORD]
        ran = subprocess.run(order, stdout=full, stderr=subprocess.PIPE, check=False)
    said = ran.stderr.decode()
    assert (ran.returncode, said.count("\n"), imports(database)) == (6, 1, 1)
    assert said.startswith("错误：改动已写入数据库，不要重做；只是输出写不出去（磁盘已满）")
    assert "重试" not in said
