"""Streams that are closed, full, or carry bytes that are no text; a folder that is gone; numbers beyond all bounds."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Jytrack

PROGRAM = f"{sys.executable} -m jytrack"


def in_shell(line: str, database: Path, **more: str) -> subprocess.CompletedProcess[bytes]:
    """A line for the shell, with the program as J."""
    env = {**os.environ, "JYTRACK_DB": str(database), "J": PROGRAM, "LANG": "C.UTF-8", **more}
    ran = subprocess.run(["bash", "-c", line], env=env, capture_output=True, check=False, timeout=60)
    assert b"Traceback" not in ran.stderr
    assert b"Exception" not in ran.stderr
    return ran


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("$J report weekly > /dev/full", 6, "磁盘已满"),
        ("$J report > /dev/full", 6, "磁盘已满"),
        ("$J remind --format json > /dev/full", 6, "磁盘已满"),
        ("$J report weekly >&-", 6, "输出没有打开"),
        ("$J --help >&-", 6, "输出没有打开"),
        ("$J report -o {folder}/a.txt >&-", 0, "已写入"),
        ("$J report -o {folder}/a.txt 2>&-", 0, ""),
        ("$J report -o {folder}/a.txt 2> /dev/full", 0, ""),
        ("$J report <&- >&- 2>&-", 6, ""),
        ("$J task show 99 2> /dev/full", 4, ""),
        ("$J task note 3 开了会 --on 2023-04-03 >&- 2>&- <&-", 0, ""),
        ("$J db restore {folder}/台账.db <&-", 2, "没有写入任何内容；确要这样，请在命令后面加 --yes"),
        ("printf '\\377\\n' | PYTHONIOENCODING=utf-8:strict $J db restore {folder}/台账.db", 2, "没有写入"),
        ("$J target undo 3 --reason x <&-", 2, "--yes"),
        ("mkdir {folder}/去 && cd {folder}/去 && rmdir {folder}/去 && $J report -o a.txt", 6, "没有这个文件夹"),
        ("mkdir {folder}/去 && cd {folder}/去 && rmdir {folder}/去 && $J --db a.db db info", 5, "没有数据库"),
    ],
)
@pytest.mark.usefixtures("jytrack")
def test_streams(database: Path, tmp_path: Path, line: str, code: int, said: str) -> None:
    ran = in_shell(line.format(folder=tmp_path), database)
    talk = ran.stderr.decode()
    assert (ran.returncode, said in talk) == (code, True), talk
    assert talk.count("\n") <= 1 or "[y/N]" in talk


def test_the_database_is_not_opened_in_the_place_of_a_closed_stream(jytrack: Jytrack, database: Path) -> None:
    in_shell("$J task note 3 开了会 --on 2023-04-03 >&- 2>&- <&-", database)
    assert jytrack("db", "check").code == 0
    assert "开了会" in jytrack("task", "show", "3", "--as-of", "2023-12-31").out


@pytest.mark.parametrize("number", ["99999999999999999999", "-99999999999999999999", "9223372036854775807"])
@pytest.mark.parametrize(
    "command", ["target undo {} --reason x --yes", "target imports {}", "task show {}", "task note {} x"]
)
def test_a_number_beyond_all_bounds_is_not_found(jytrack: Jytrack, command: str, number: str) -> None:
    line = command.format(f"-- {number}" if number.startswith("-") and "--" not in command else number)
    ran = jytrack(*line.split())
    assert (ran.code in (2, 4), ran.err.count("\n")) == (True, 1)
