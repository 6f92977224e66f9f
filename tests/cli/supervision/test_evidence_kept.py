"""How evidence comes to be kept: from files alone, once what speaks of it is written, beside another database's."""

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from jytrack.store.supervision import evidence
from tests.cli.conftest import Jytrack

NOTE = ("task", "note", "3", "开了会", "--on", "2023-04-03")


def kept(tmp_path: Path) -> list[str]:
    """What is in the folder of evidence."""
    folder = tmp_path / "evidence"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_pipe_is_no_evidence(jytrack: Jytrack, database: Path, tmp_path: Path) -> None:
    """It can be read but once, and has no name by which it could be handed back."""
    pipe = tmp_path / "管道"
    os.mkfifo(pipe)
    for place, what in ((pipe, "管道"), (Path("/dev/null"), "设备"), (tmp_path, "文件夹")):
        ran = jytrack(*NOTE, "--file", place)
        assert (ran.code, ran.err.count("\n"), what in ran.err) == (2, 1, True)
    order = [sys.executable, "-m", "jytrack", "--db", str(database), *NOTE, "--file", "/dev/stdin"]
    assert subprocess.run(order, input=b"proof", capture_output=True, check=False).returncode == 2
    assert kept(tmp_path) == []
    assert "开了会" not in jytrack("task", "show", "3", "--as-of", "2023-12-31").out


def test_what_is_refused_takes_nothing_away_from_another_database(
    jytrack: Jytrack, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one records the same file while this one is still busy, and is then refused."""
    other, proof = tmp_path / "另一个.db", tmp_path / "纪要.txt"
    shutil.copy(database, other)
    proof.write_text("纪要")
    copied = evidence.Evidence

    def meanwhile(*values: object) -> object:
        monkeypatch.setattr(evidence, "Evidence", copied)
        other_clerk = threading.Thread(target=lambda: ran.append(jytrack("--db", other, *NOTE, "--file", proof).code))
        ran: list[int] = []
        other_clerk.run()
        assert ran == [0]
        return copied(*values)

    monkeypatch.setattr(evidence, "Evidence", meanwhile)
    assert jytrack("task", "finish", "3", "--note", "x", "--on", "2023-04-04", "--file", proof).code == 3
    assert len(kept(tmp_path)) == 1
    assert jytrack("--db", other, "db", "check").code == 0


def test_what_is_refused_leaves_nothing(jytrack: Jytrack, tmp_path: Path) -> None:
    proof = tmp_path / "纪要.txt"
    proof.write_text("纪要")
    assert jytrack("task", "finish", "3", "--note", "x", "--on", "2023-04-04", "--file", proof).code == 3
    assert kept(tmp_path) == []


def test_a_damaged_copy_is_made_whole_when_the_file_comes_again(jytrack: Jytrack, tmp_path: Path) -> None:
    proof = tmp_path / "纪要.txt"
    proof.write_text("纪要")
    assert jytrack(*NOTE, "--file", proof).code == 0
    (copy,) = (tmp_path / "evidence").iterdir()
    copy.chmod(0o644)
    copy.write_text("坏")
    assert jytrack("db", "check").code == 5
    assert jytrack(*NOTE, "--file", proof).code == 0
    assert jytrack("db", "check").code == 0
