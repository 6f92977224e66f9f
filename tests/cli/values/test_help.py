"""`jytrack help` in front of a command is what `--help` says behind it; and what is said before anything is asked."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from jytrack.cli.values.chinese import help_text
from tests.cli.conftest import Jytrack


@pytest.mark.parametrize("command", ["", "target", "target import", "task milestone add", "report", "help"])
def test_in_front_as_behind(bare: Jytrack, command: str) -> None:
    asked, usual = bare("help", *command.split()), bare(*command.split(), "--help")
    assert (asked.code, asked.out) == (0, usual.out)


def test_help_stays_on_the_screen(bare: Jytrack) -> None:
    """The program's own begins with what to do first, and with what can be done; no line leaves 80 columns."""
    for words in ((), ("plan",), ("target", "import"), ("task", "template")):
        page = bare(*words, "--help").out
        for columns in (60, 80):
            within = help_text(page, columns)
            assert max(map(cell_len, within.splitlines())) <= columns
            assert "".join(within.split()) == "".join(page.split())
    page = bare().out
    assert page.index("jytrack plan new -o 我的方案") < page.index("命令：") < page.index("选项：")


@pytest.mark.parametrize(
    ("words", "said"),
    [("tar", "没有命令 tar，您要的是不是 target"), ("target improt", "import"), ("init x", "多出了参数 x")],
)
def test_what_is_no_command(bare: Jytrack, words: str, said: str) -> None:
    ran = bare("help", *words.split())
    assert (ran.code, said in ran.err, ran.err.count("\n")) == (2, True, 1)


def test_a_backup_that_is_not_there_is_told_before_anything_is_asked(jytrack: Jytrack, tmp_path: Path) -> None:
    ran = jytrack("db", "restore", tmp_path / "没有.zip")
    assert ran.code == 2
    assert ran.err.startswith("错误：没有备份文件 ")


def test_a_record_without_a_figure_says_which_option_takes_which(jytrack: Jytrack) -> None:
    ran = jytrack("target", "record", "job-fairs", "--unit", "人社局", "--period", "2023-07")
    assert ran.code == 2
    assert "本月数 --month，本年累计数 --cumulative，期末数 --value" in ran.err


def test_one_units_note_goes_into_one_file(jytrack: Jytrack, tmp_path: Path) -> None:
    asked = ("remind", "notes", "--as-of", "2023-07-30", "-o")
    for name in ("人社局.docx", "人社局.txt"):
        assert jytrack(*asked, tmp_path / name, "--department", "人社局").code == 0
        assert (tmp_path / name).is_file()
    everybody = jytrack(*asked, tmp_path / "都.docx")
    assert (everybody.code, "--department" in everybody.err) == (2, True)
    assert jytrack(*asked, tmp_path / "人社局.xlsx", "--department", "人社局").code == 2
