"""What a command says beside its answer: spared by --quiet where all went well, told always where it did not."""

import os
import sys
from pathlib import Path

import pexpect
import pytest

from tests.cli.conftest import Jytrack
from tests.cli.values.test_usage import COMMANDS

DONE = (
    "task note 3 已开工",
    "task assign 5",
    "db backup 备份.db",
    "report variance -o 差额.csv",
    "target template --unit 香水镇 --period 2023-07 -o 香水镇.xlsx",
    "task milestone add 3 验收 --due 2023-12-01 --on 2023-07-10 --note 会议定",
)
REFUSED = ("task show 99", "report --as-of x", "target import 没有.csv", "db restore 没有.db --yes")


@pytest.mark.parametrize("command", DONE)
@pytest.mark.parametrize("before", [True, False])
def test_quiet_says_nothing_of_success(
    jytrack: Jytrack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, before: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    words = command.split()
    ran = jytrack(*(["-q", *words] if before else [*words, "--quiet"]))
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    again = jytrack("task", "note", "3", "又一条")
    assert "已记入任务3" in again.err, "quiet is for one command line"


def test_quiet_spares_nobody_the_answer_or_an_error(jytrack: Jytrack) -> None:
    for command in REFUSED:
        loud, quiet = jytrack(*command.split()), jytrack("-q", *command.split())
        assert quiet == loud
        assert quiet.err.startswith("错误：")
    assert jytrack("-q", "report", "--as-of", "2023-06").out == jytrack("report", "-q", "--as-of", "2023-06").out != ""


def test_quiet_spares_nobody_what_was_left_undone(jytrack: Jytrack, tmp_path: Path) -> None:
    folder = tmp_path / "收表"
    folder.mkdir()
    (folder / "说明.pdf").write_bytes(b"%PDF-1.4")
    (folder / "香水镇.csv").write_text("单位,指标,月份,本月数\n香水镇,创造新岗位,2023-07,同上\n", encoding="utf-8")
    ran = jytrack("target", "import", folder, "-q")
    assert ran.code == 3
    assert "没有读 说明.pdf" in ran.err
    assert "再加 --slips" in ran.err
    assert "没有符合条件的填报数" in jytrack("-q", "target", "export", "--period", "2023-12").err


@pytest.mark.parametrize("option", ["-q", "--width", "--wide", "--no-pager", "--ascii"])
def test_every_command_takes_it(option: str) -> None:
    assert [words for words, command in COMMANDS if not any(option in each.opts for each in command.params)] == []


def in_terminal(database: Path, *arguments: str, **settings: str) -> "pexpect.spawn[str]":
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    environment |= {"JYTRACK_DB": str(database), "COLUMNS": "100", "PAGER": "cat", **settings}
    command = ["-m", "jytrack", *arguments]
    return pexpect.spawn(sys.executable, command, env=environment, encoding="utf-8", timeout=20)


@pytest.mark.usefixtures("jytrack")
def test_a_dumb_terminal_gets_no_control_codes(database: Path) -> None:
    for term, coloured in (("dumb", False), ("xterm", True)):
        terminal = in_terminal(database, "report", "--as-of", "2023-06", TERM=term)
        terminal.expect(pexpect.EOF)
        assert ("\x1b" in str(terminal.before)) is coloured


@pytest.mark.usefixtures("jytrack")
def test_what_is_neither_yes_nor_no_is_asked_again_in_chinese(database: Path, tmp_path: Path) -> None:
    in_terminal(database, "db", "backup", str(tmp_path / "备份.db")).wait()
    terminal = in_terminal(database, "db", "restore", str(tmp_path / "备份.db"))
    for said, then in (("好的", "请回答 y（是）或 n（否）"), ("是", "已恢复")):
        terminal.expect("替换现在的数据库？")
        terminal.sendline(said)
        terminal.expect(then)
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 0
