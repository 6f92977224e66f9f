"""What runs by itself: the crontab of both READMEs and the systemd units that ship, run as their daemons would."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from configparser import RawConfigParser
from pathlib import Path

import pytest

from tests.command import typed

ROOT = Path(__file__).parents[1]
UNITS = ROOT / "seed" / "systemd"
HOME = "/srv/jytrack"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder as the office's: a database, and the program where it is installed."""
    assert typed(["init"], {"JYTRACK_DB": str(tmp_path / "jytrack.db"), "JYTRACK_ACTOR": "测试员"}).code == 0
    program = tmp_path / ".venv" / "bin" / "jytrack"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m jytrack "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return tmp_path


def crontab(name: str) -> list[str]:
    """The lines of the crontab that a README prints."""
    (block,) = re.findall(r"^```\n(LANG=.*?)^```", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return str(block).splitlines()


def run(command: list[str], settings: dict[str, str], folder: Path) -> None:
    """Run a command with nothing else in its environment, twice; it must say nothing and write the same."""
    environment = {"HOME": str(folder), "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), **settings}
    for _ in range(2):
        ran = subprocess.run(command, env=environment, cwd=folder, capture_output=True, check=False)
        assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"", b"")
        assert "先做：" in (folder / "weekly.txt").read_text(encoding="utf-8")
    (folder / "jytrack.db").unlink()
    ran = subprocess.run(command, env=environment, cwd=folder, capture_output=True, check=False)
    assert ran.returncode == 5
    assert ran.stderr.decode().startswith("错误：")
    assert "先做：" in (folder / "weekly.txt").read_text(encoding="utf-8"), "the last summary is kept"


def test_the_crontab(home: Path) -> None:
    lines = crontab("README.zh-CN.md")
    assert lines == crontab("README.md")
    *settings, line = (each.replace(HOME, str(home)) for each in lines)
    given = {name: value.strip('"') for name, value in (each.split("=", 1) for each in settings)}
    assert given["CONTENT_TYPE"] == "text/plain; charset=UTF-8"
    moment, command = line.split("  ", 1)
    assert re.fullmatch(r"0 8 \* \* 1", moment)
    assert "%" not in command, "cron takes it for the end of the line"
    run(["/bin/sh", "-c", command], given, home)


def unit(path: Path) -> RawConfigParser:
    read = RawConfigParser(strict=True)
    read.optionxform = str  # type: ignore[method-assign, assignment]
    read.read(path, encoding="utf-8")
    return read


def test_the_service(home: Path) -> None:
    service = unit(UNITS / "jytrack-weekly.service")["Service"]
    assert service["Type"] == "oneshot"
    assert service["ReadWritePaths"] == service["WorkingDirectory"] == HOME
    given = dict(each.split("=", 1) for each in shlex.split(service["Environment"].replace(HOME, str(home))))
    run(shlex.split(service["ExecStart"].replace(HOME, str(home))), given, home)


def test_the_timer() -> None:
    timer = unit(UNITS / "jytrack-weekly.timer")
    assert timer["Timer"]["OnCalendar"] == "Mon *-*-* 08:00:00 Asia/Shanghai"
    assert timer["Timer"]["Persistent"] == "true"
    assert timer["Install"]["WantedBy"] == "timers.target"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_systemd_takes_the_units(home: Path) -> None:
    for path in UNITS.iterdir():
        (home / path.name).write_text(path.read_text(encoding="utf-8").replace(HOME, str(home)), encoding="utf-8")
    units = sorted(str(home / path.name) for path in UNITS.iterdir())
    command = ["systemd-analyze", "verify", "--recursive-errors=no", *units]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C"})
    assert (ran.returncode, ran.stderr) == (0, "")
    broken = home / "jytrack-weekly.timer"
    broken.write_text(broken.read_text(encoding="utf-8").replace("Mon *", "Someday *"), encoding="utf-8")
    assert subprocess.run(command, capture_output=True, text=True, check=False).stderr != ""
