"""Ctrl-C and a killed process: one line or none, and a database that holds all of an import or nothing."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Jytrack

RUN = [sys.executable, "-m", "jytrack"]
MONTHS = 12
WHOLE = 7 * 5 * MONTHS


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A sheet that takes a while: one row a month for every township and metric, again and again in new notes."""
    towns = ("香水镇", "泾河源镇", "六盘山镇", "新民乡", "兴盛乡", "黄花乡", "大湾乡")
    metrics = ("城镇新增就业", "新培育创业实体", "创造新岗位", "城镇失业人员再就业", "职业技能培训")
    rows = [
        f"{town},{metric},2023-{month:02d},5,{'注' * 2000}"
        for town in towns
        for metric in metrics
        for month in range(1, MONTHS + 1)
    ]
    path = tmp_path / "大表.csv"
    path.write_text("\n".join(["单位,指标,月份,本月数,备注", *rows]), encoding="utf-8")
    return path


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_nothing_or_all(jytrack: Jytrack, database: Path, large: Path, how: signal.Signals) -> None:
    for tenths in (3, 4, 5, 6):  # before that a slow machine may still be starting Python itself
        stop_an_import(jytrack, database, large, how, tenths / 10)


@pytest.mark.slow
def test_nothing_or_all_at_many_moments(jytrack: Jytrack, database: Path, large: Path) -> None:
    chance = random.Random(2023)
    for _ in range(60):
        stop_an_import(jytrack, database, large, signal.SIGKILL, chance.uniform(0.02, 0.5))


def stop_an_import(jytrack: Jytrack, database: Path, large: Path, how: signal.Signals, after: float) -> None:
    """Stop an import `after` so many seconds; the database is sound and holds all of it or nothing."""
    process = subprocess.Popen(
        [*RUN, "--db", str(database), "target", "import", str(large)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        env=os.environ,
    )
    time.sleep(after)
    process.send_signal(how)
    _, talk = process.communicate()
    assert b"Traceback" not in talk
    if process.returncode == 130:
        assert talk.decode() in ("", "错误：已中断，没有写入任何内容\n")
    assert jytrack("db", "check").code == 0
    count = jytrack("target", "readings", "--format", "csv").out.count("\n") - 1
    assert count in (0, WHOLE)
