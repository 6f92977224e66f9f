"""Jobs that run by themselves: a crontab that keeps all else, units that systemd accepts, tasks of Windows."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jytrack.domain.delivery.timetable import Job, Times, cron_line, crontab, installed, schtasks, times, unit_files
from tests.cli.conftest import Jytrack

JOB = Job(
    "send", "发催办消息", Times(8, 30), ("/opt/py thon", "-m", "jytrack", "--db", "/data/100%/台账.db"), (("A", "b c"),)
)
WEEKLY = Job("weekly", "发一周小结", Times(8, 0, 0), ("jytrack",))

CRONTAB = """#!/bin/sh
file="$FAKE_CRONTAB"
[ -z "$FAKE_BROKEN" ] || { echo "cannot read" >&2; exit 1; }
case "$1" in
    -l) [ -f "$file" ] && cat "$file" || { echo "no crontab for office" >&2; exit 1; } ;;
    -) cat > "$file" ;;
esac
"""


@pytest.fixture
def cron(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in the place of crontab that keeps the table in a file."""
    program = tmp_path / "bin" / "crontab"
    program.parent.mkdir()
    program.write_text(CRONTAB)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    monkeypatch.setenv("FAKE_CRONTAB", str(tmp_path / "crontab"))
    return tmp_path / "crontab"


def test_installed_once_and_nothing_else_is_touched(jytrack: Jytrack, cron: Path, database: Path) -> None:
    cron.write_text("# 别的\n0 1 * * * backup 50%\n")
    typed = ("remind", "schedule", "install", "--weekly", "MON@08:00", "--with", "cron")
    ran = jytrack(*typed)
    assert ran.err == f"已安装：每天 08:30 发催办消息；每周一 08:00 发一周小结；数据库 {database}\n"
    once = cron.read_text()
    assert once.startswith("# 别的\n0 1 * * * backup 50%\n# jytrack: begin\n30 8 * * * ")
    jytrack(*typed)
    assert cron.read_text() == once
    assert "remind send --quiet --log" in jytrack("remind", "schedule", "show", "--with", "cron").out
    jytrack("remind", "schedule", "install", "--send", "17:05", "--with", "cron")
    assert "\n5 17 * * * " in cron.read_text()
    assert "weekly" not in cron.read_text()
    assert jytrack("remind", "schedule", "remove", "--with", "cron").code == 0
    assert cron.read_text() == "# 别的\n0 1 * * * backup 50%\n"
    assert "没有装" in jytrack("remind", "schedule", "remove", "--with", "cron").err


def test_a_job_works_on_a_server_as_it_was_addressed(
    jytrack: Jytrack, cron: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    address = "postgresql://ma@server.example/office?sslmode=require&schema=jing"
    ran = jytrack("--db", address, "remind", "schedule", "install", "--with", "cron")
    assert (ran.code, ran.err) == (0, f"已安装：每天 08:30 发催办消息；数据库 {address}\n")
    assert f"--db '{address}'" in cron.read_text()
    assert f"--log {tmp_path / 'data' / 'jytrack' / 'remind.log'}" in cron.read_text()


def test_a_crontab_that_cannot_be_read_is_left_alone(
    jytrack: Jytrack, cron: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cron.write_text("# jytrack: begin\n")
    ran = jytrack("remind", "schedule", "install", "--with", "cron")
    assert (ran.code, "标记不成对" in ran.err, cron.read_text()) == (2, True, "# jytrack: begin\n")
    monkeypatch.setenv("FAKE_BROKEN", "1")
    ran = jytrack("remind", "schedule", "install", "--with", "cron")
    assert (ran.code, "没有改动" in ran.err) == (6, True)
    ran = jytrack("remind", "schedule", "install", "--send", "天天", "--with", "cron")
    assert (ran.code, "应写成 daily@08:30" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("daily@08:30", Times(8, 30)),
        ("8:05", Times(8, 5)),
        ("sun@23:59", Times(23, 59, 6)),
        ("24:00", None),
        ("MON@8", None),
        ("每天@08:30", None),
    ],
)
def test_times(text: str, found: Times | None) -> None:
    assert times(text) == found


def test_lines_of_cron() -> None:
    assert cron_line(JOB) == "30 8 * * * A='b c' '/opt/py thon' -m jytrack --db '/data/100\\%/台账.db'"
    assert cron_line(WEEKLY) == "0 8 * * 1 jytrack"
    assert cron_line(Job("x", "", Times(0, 0, 6), ("x",))) == "0 0 * * 0 x"
    assert schtasks(WEEKLY, "jytrack.exe x")[-6:] == ["/SC", "WEEKLY", "/D", "MON", "/ST", "08:00"]


@given(st.lists(st.sampled_from(["0 1 * * * x", "# a", "", "MAILTO=a"])).map("\n".join))
def test_what_stood_there_stays(standing: str) -> None:
    with_jobs = crontab(standing, (JOB, WEEKLY))
    assert len(installed(with_jobs)) == 2
    assert crontab(with_jobs, (JOB, WEEKLY)) == with_jobs
    assert crontab(with_jobs, ()).rstrip("\n") == standing.rstrip("\n")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    job = Job("send", "", JOB.at, ("/bin/true", "--db", '/data/100%/$x "台账".db'), JOB.environment)
    for name, text in unit_files((job, Job("weekly", "", WEEKLY.at, ("/bin/true",)))).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for name in ("jytrack-send.service", "jytrack-send.timer", "jytrack-weekly.timer"):
        ran = subprocess.run(
            ["systemd-analyze", "verify", "--user", "--man=no", str(tmp_path / name)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert str(tmp_path) not in ran.stderr, ran.stderr
    for when in ("*-*-* 08:30:00", "Mon *-*-* 08:00:00"):
        assert subprocess.run(["systemd-analyze", "calendar", when], capture_output=True, check=False).returncode == 0
