"""Mishaps that a clerk meets: each is one Chinese line with the right exit code, and nothing is written."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from jytrack.errors import os_reason
from tests.cli.conftest import Jytrack

PAGE = 4096


def one_line(ran, code: int, said: str) -> None:
    assert ran.code == code
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    assert said in ran.err


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "1899-12", "3000-01-01"])
@pytest.mark.parametrize("command", [("report",), ("report", "weekly"), ("remind",), ("task", "list")])
def test_a_date_no_clerk_can_mean_is_wrong_usage(jytrack, command: tuple[str, ...], day: str) -> None:
    one_line(jytrack(*command, "--as-of", day), 2, f"“{day}”不是日期")


def test_a_reading_without_a_figure_is_wrong_usage(jytrack) -> None:
    ran = jytrack("target", "record", "urban-new-jobs", "--unit", "香水镇", "--period", "2023-01")
    one_line(ran, 2, "没有写数")


def test_the_targets_of_a_task_that_does_not_exist(jytrack) -> None:
    one_line(jytrack("target", "list", "--task", "99"), 4, "没有任务99")
    assert jytrack("target", "list", "--task", "3").code == 0, "a task without targets is no mistake"


def test_a_damaged_database_is_not_taken_for_a_backup(jytrack, database: Path, tmp_path: Path) -> None:
    whole = bytearray(database.read_bytes())
    whole[10 * PAGE : 13 * PAGE] = b"X" * (3 * PAGE)
    database.write_bytes(whole)
    copy = tmp_path / "备份.db"
    one_line(jytrack("db", "backup", copy), 5, "已损坏，没有备份")
    assert not copy.exists()


@pytest.mark.parametrize("arguments", [["--help"], ["report", "--help"], ["--version"]])
def test_help_onto_a_full_disk(arguments: list[str]) -> None:
    program = Path(sys.executable).with_name("jytrack")
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [program, *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            env={**os.environ, "LANG": "C.UTF-8"},
        )
    said = ran.stderr.decode()
    assert (ran.returncode, said.count("\n")) == (6, 1)
    assert "磁盘已满" in said


def test_a_folder_that_is_not_there_is_said_in_chinese(jytrack, tmp_path: Path) -> None:
    one_line(jytrack("report", "-o", tmp_path / "没有" / "报告.txt"), 6, "没有这个文件夹")


def test_what_no_words_are_known_for_is_numbered() -> None:
    assert os_reason(OSError(errno.ENOSPC, "No space left on device")) == "磁盘已满"
    assert os_reason(OSError(errno.EXDEV, "Cross-device link")) == f"系统错误{errno.EXDEV}"


def test_a_folder_is_no_database(bare: Jytrack, tmp_path: Path) -> None:
    ran = bare("--db", tmp_path, "report")
    assert ran.code == 5
    assert "是文件夹" in ran.err
    assert "jytrack.db init" in ran.err


def test_the_weekly_text_goes_into_text_files_only(jytrack: Jytrack, tmp_path: Path) -> None:
    assert jytrack("report", "weekly", "-o", tmp_path / "周报.pdf").code == 2
    assert jytrack("report", "weekly", "-o", tmp_path / "周报.txt").code == 0


def test_a_value_by_hand_has_no_row(jytrack: Jytrack) -> None:
    asked = ("target", "record", "urban-new-jobs", "--unit", "大湾乡", "--period", "2023-01")
    assert jytrack(*asked, "--month", "3").code == 0
    ran = jytrack(*asked, "--month", "4", "--format", "json")
    assert ran.code == 3
    assert json.loads(ran.out)["rows"][0]["row"] is None
