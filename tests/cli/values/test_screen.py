"""What is asked of the screen: how wide, with which signs, and where a long page stops."""

import os
import re
import sys
from pathlib import Path

import pexpect
import pytest
from rich.cells import cell_len

from tests.cli.conftest import Jytrack

REPORT = ("report", "variance", "--as-of", "2023-06")
LAST = "推定是方案没有写明"
"""What stands in the last line of the report."""
ACCOUNTS = ("report", "accountability", "--as-of", "2023-06")


def test_a_width_lays_a_pipe_out_as_a_screen(jytrack: Jytrack) -> None:
    for width in (40, 80, 140):
        out = jytrack(*REPORT, "--width", str(width)).out
        assert max(map(cell_len, out.splitlines())) <= width
        assert "■ 落后和超限" in out
    assert jytrack("--width", "80", *REPORT).out == jytrack(*REPORT, "--width", "80").out
    assert "【落后和超限】" in jytrack(*REPORT).out, "a width is for one command line"


@pytest.mark.parametrize("asked", ["0", "19", "1001", "-80", "宽", "80.5"])
def test_no_width(jytrack: Jytrack, asked: str) -> None:
    ran = jytrack(*REPORT, "--width", asked)
    assert (ran.code, ran.out) == (2, "")
    assert "列数" in ran.err


def test_what_has_no_room_is_named_and_wide_shows_it(jytrack: Jytrack) -> None:
    narrow, wide = (jytrack(*ACCOUNTS, "--width", "70", *more).out for more in ((), ("--wide",)))
    assert "取消" in narrow.partition("屏幕窄，没有列出：")[2].partition("；全列加 --wide")[0]
    assert "屏幕窄" not in wide
    assert max(map(cell_len, wide.splitlines())) > 70
    prose = wide.partition("■ 口径")[2]
    assert max(map(cell_len, prose.splitlines())) <= 70


def test_plain_signs(jytrack: Jytrack) -> None:
    out = jytrack(*REPORT, "--ascii", "--width", "100").out
    assert not set(out) & set("─│█▌■★※·—–≥≤…“”")
    assert "* 落后和超限" in out


def terminal(database: Path, *words: str, lines: int = 24, **settings: str) -> "pexpect.spawn[str]":
    left = ("NO_COLOR", "PAGER", "JYTRACK_PAGER", "LESS", "COLUMNS", "LINES")
    environment = {name: value for name, value in os.environ.items() if name not in left}
    environment |= {"JYTRACK_DB": str(database), "TERM": "xterm", **settings}
    return pexpect.spawn(
        sys.executable,
        ["-m", "jytrack", *words],
        env=environment,
        encoding="utf-8",
        timeout=20,
        dimensions=(lines, 80),
    )


@pytest.mark.usefixtures("jytrack")
def test_a_pipe_that_ends_on_a_screen_is_as_wide(database: Path) -> None:
    """As into `more` and `head`; a file, and a pipe that nobody reads, are as wide as they like."""
    line = f"{sys.executable} -m jytrack {' '.join(REPORT)}"
    environment = {**os.environ, "JYTRACK_DB": str(database), "TERM": "xterm"}
    environment.pop("COLUMNS", None)
    for ending, narrow in (("| cat", True), ("2>/dev/null | cat", False)):
        ran = pexpect.spawn("sh", ["-c", f"{line} {ending}"], env=environment, encoding="utf-8", dimensions=(24, 80))
        shown = to_the_end(ran).splitlines()
        assert (max(map(cell_len, shown)) <= 80) is narrow
        assert not any("\x1b" in each for each in shown)


def flat(shown: str) -> str:
    """What was shown without colours, line ends and what the pager put before the lines."""
    return re.sub(r"\x1b\[[0-9;]*m|\s|见", "", shown)


def to_the_end(screen: "pexpect.spawn[str]") -> str:
    screen.expect(pexpect.EOF)
    screen.close()
    assert screen.exitstatus == 0
    return str(screen.before)


@pytest.mark.parametrize(
    ("settings", "paged"),
    [
        ({"PAGER": "sed s/^/见/"}, True),
        ({"PAGER": "cat", "JYTRACK_PAGER": "sed s/^/见/"}, True),
        ({"PAGER": "cat"}, False),
        ({"PAGER": ""}, False),
        ({"PAGER": "没有的程序"}, False),
        ({"PAGER": "false"}, False),
        ({"PAGER": 'sed "s/'}, False),
    ],
)
@pytest.mark.usefixtures("jytrack")
def test_the_readers_own_pager(database: Path, settings: dict[str, str], paged: bool) -> None:
    shown = to_the_end(terminal(database, *REPORT, **settings))
    assert ("见泾源县" in shown) is paged
    assert LAST in flat(shown)


@pytest.mark.parametrize("words", [(*REPORT, "--no-pager"), ("task", "board", "-o", "看板.txt"), ("db", "info")])
@pytest.mark.usefixtures("jytrack")
def test_what_is_not_paged(database: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    monkeypatch.chdir(database.parent)
    assert "见见见" not in to_the_end(terminal(database, *words, lines=60, PAGER="sed s/^/见见见/"))


@pytest.mark.usefixtures("jytrack")
def test_our_own_stop_where_there_is_no_pager(database: Path, tmp_path: Path) -> None:
    for said, whole in (("q", False), ("", True)):
        screen = terminal(database, *REPORT, PATH=str(tmp_path))
        screen.expect("回车看下一屏")
        assert LAST not in flat(str(screen.before))
        screen.sendline(said)
        while whole and screen.expect(["回车看下一屏", pexpect.EOF]) == 0:
            whole_page = str(screen.before)
            assert len(whole_page.splitlines()) <= 26
            screen.sendline("")
        shown = str(screen.before) if whole else to_the_end(screen)
        assert (LAST in flat(shown)) is whole


@pytest.mark.usefixtures("jytrack")
def test_leaving_a_pager_early_is_no_error(database: Path) -> None:
    shown = to_the_end(terminal(database, "target", "readings", "--as-of", "2023-06", PAGER="head -1", lines=2))
    assert "Traceback" not in shown
