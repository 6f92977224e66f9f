"""Where answers go: formats, files, pipes that break, disks that are full, terminals that know only GBK."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Jytrack
from tests.forked import started

COMMANDS = (
    "report variance",
    "report accountability",
    "task list",
    "target list",
    "target readings",
    "remind",
    "db info",
    "db check",
)
JYTRACK = [sys.executable, "-m", "jytrack"]


@pytest.mark.parametrize("command", [*COMMANDS, "report", "task show 8", "target show urban-new-jobs"])
def test_json_is_one_object_with_the_common_keys(jytrack: Jytrack, command: str) -> None:
    answer = json.loads(jytrack(*command.split(), "--format", "json").raw.decode("utf-8"))
    assert {"plan", "as_of", "known_at", "rows"} <= answer.keys()
    if command.startswith("report"):
        assert {"report", "closed_months", "rules"} <= answer.keys()


@pytest.mark.parametrize("command", COMMANDS)
def test_csv_is_one_table_for_a_spreadsheet(jytrack: Jytrack, command: str) -> None:
    raw = jytrack(*command.split(), "--format", "csv").raw
    assert raw.startswith(b"\xef\xbb\xbf")
    header, *rows = csv.reader(io.StringIO(raw.decode("utf-8-sig")))
    assert all(len(row) == len(header) for row in rows)


def test_what_is_not_flat_names_what_is(jytrack: Jytrack) -> None:
    ran = jytrack("report", "--format", "csv")
    assert (ran.code, ran.raw) == (2, b"")
    assert "jytrack report variance" in ran.err
    assert "jytrack report accountability" in ran.err


@pytest.mark.parametrize(("suffix", "begins"), [(".txt", "泾源县"), (".md", "# "), (".csv", "\ufeff"), (".json", "{")])
def test_the_suffix_decides_the_format(jytrack: Jytrack, tmp_path: Path, suffix: str, begins: str) -> None:
    path = tmp_path / f"差额{suffix}"
    ran = jytrack("report", "variance", "-o", path)
    assert (ran.code, ran.out) == (0, "")
    assert f"已写入 {path}" in ran.err
    assert path.read_text(encoding="utf-8").startswith(begins)
    assert [item.name for item in tmp_path.iterdir() if item.name.startswith(".")] == []


def test_an_unknown_suffix_is_refused(jytrack: Jytrack, tmp_path: Path) -> None:
    ran = jytrack("report", "-o", tmp_path / "x.pages")
    assert ran.code == 2
    assert "--format" in ran.err


def test_a_folder_that_is_not_there(jytrack: Jytrack, tmp_path: Path) -> None:
    ran = jytrack("report", "-o", tmp_path / "没有" / "x.txt")
    assert ran.code == 6
    assert ran.err.count("\n") == 1


def test_exit_code_speaks_of_findings_only_when_asked(jytrack: Jytrack) -> None:
    assert jytrack("report", "--as-of", "2023-06").code == 0
    assert jytrack("report", "--as-of", "2023-06", "--exit-code").code == 7
    assert jytrack("remind", "--as-of", "2023-06", "--exit-code").code == 7
    assert jytrack("report", "--as-of", "2023-01-05", "--exit-code").code == 0
    assert jytrack("db", "check").code == 0


def shell(database: Path, *arguments: str, **settings: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*JYTRACK, "--db", str(database), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | settings,
    )


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "utf-8"])
@pytest.mark.usefixtures("jytrack")
def test_every_encoding_takes_it(database: Path, encoding: str) -> None:
    process = shell(database, "report", PYTHONIOENCODING=encoding)
    taken(encoding, process.wait(), *(part.decode(encoding) for part in process.communicate()))


@pytest.mark.parametrize("command", ["report weekly", "remind", "task show 8", "--help", "task show 99"])
@pytest.mark.parametrize("encoding", ["gbk", "ascii", "utf-8"])
@pytest.mark.usefixtures("jytrack")
def test_every_command_takes_every_encoding(database: Path, command: str, encoding: str) -> None:
    def speaking() -> None:
        """As PYTHONIOENCODING has it."""
        for stream in (sys.stdin, sys.stdout, sys.stderr):
            stream.reconfigure(encoding=encoding, errors="strict")

    process = started(["--db", database, *command.split()], {}, speaking)
    taken(
        encoding,
        *process.communicate(encoding="gbk" if encoding == "gbk" else "utf-8"),
        exits=4 if "99" in command else 0,
    )


def taken(encoding: str, code: int, out: str, err: str, exits: int = 0) -> None:
    """What was said in an encoding: all of it, and no complaint."""
    assert code == exits
    assert "Traceback" not in err
    assert "\x1b" not in out
    if encoding == "gbk":
        assert "?" not in out + err
        assert ("任务" in out + err) or ("就业" in out + err)


@pytest.mark.usefixtures("jytrack")
def test_a_pipe_that_closes_is_no_error(database: Path) -> None:
    process = shell(database, "report", "--as-of", "2023-06")
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.usefixtures("jytrack")
def test_a_full_disk_is_one_line(database: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(
            [*JYTRACK, "--db", str(database), "report"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert run.returncode == 6
    assert run.stderr.decode().count("\n") == 1
    assert "写不出去" in run.stderr.decode()


def test_a_text_bears_a_mark_of_its_encoding_where_that_was_asked_for(
    jytrack: Jytrack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = tmp_path / "人社局.csv"
    sheet.write_text("单位,指标,月份,本月数\n人社局,创业担保贷款发放,2023-03,很多\n", encoding="utf-8")
    for mark in (b"", b"\xef\xbb\xbf"):
        folder = tmp_path / f"退回{len(mark)}"
        for name in ("表.txt", "表.md"):
            assert jytrack("report", "variance", "-o", tmp_path / name).code == 0
        assert jytrack("target", "import", sheet, "--slips", folder).code == 3
        assert (tmp_path / "表.txt").read_bytes().startswith(mark + "泾源县".encode())
        assert (tmp_path / "表.md").read_bytes().startswith(b"# ")
        assert (folder / "人社局.退回单.txt").read_bytes().startswith(mark + "人社局".encode())
        monkeypatch.setenv("JYTRACK_TXT_BOM", "1")
