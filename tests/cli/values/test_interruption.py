"""Ctrl-C and a killed process: one line or none, and a database that holds all of an import or nothing."""

import random
import shutil
import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from jytrack import __main__ as entry
from jytrack.errors import INTERRUPTED
from tests.cli.conftest import Jytrack
from tests.forked import Process, finished, started
from tests.tally import tally

MONTHS = 12
WHOLE = 7 * 5 * MONTHS
IN_TEST, IN_SOAK = 5, 200


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A sheet that takes a while: one row a month for every township and metric, each with a long note."""
    towns = ("香水镇", "泾河源镇", "六盘山镇", "新民乡", "兴盛乡", "黄花乡", "大湾乡")
    metrics = ("城镇新增就业", "新培育创业实体", "创造新岗位", "城镇失业人员再就业", "职业技能培训")
    rows = [
        f"{town},{metric},2023-{month:02d},5,{'注' * 4000}"
        for town in towns
        for metric in metrics
        for month in range(1, MONTHS + 1)
    ]
    path = tmp_path / "大表.csv"
    path.write_text("\n".join(["单位,指标,月份,本月数,备注", *rows]), encoding="utf-8")
    return path


def test_ctrl_c(jytrack: Jytrack, database: Path, large: Path) -> None:
    for hundredths in (0, 2, 5, 10):
        if stop_an_import(jytrack, database, large, signal.SIGINT, partial(until_opened, more=hundredths / 100)).count:
            break  # what is in the database already is not written again


def test_being_asked_to_end_is_an_interruption(jytrack: Jytrack, database: Path, large: Path) -> None:
    stopped = stop_an_import(jytrack, database, large, signal.SIGTERM, until_written)
    assert stopped.code in (0, INTERRUPTED)
    assert not list(database.parent.glob(".jytrack-*"))


def test_nothing_or_all(jytrack: Jytrack, database: Path, large: Path) -> None:
    kill_imports(jytrack, database, large, IN_TEST)


@pytest.mark.slow
def test_nothing_or_all_at_many_moments(jytrack: Jytrack, database: Path, large: Path) -> None:
    in_the_middle = kill_imports(jytrack, database, large, IN_SOAK)
    tally("imports killed", {"in all": IN_SOAK, "in the middle of writing": in_the_middle})
    assert in_the_middle > IN_SOAK // 20, "hardly any import was killed while it wrote"


def kill_imports(jytrack: Jytrack, database: Path, large: Path, times: int) -> int:
    """Kill so many imports into an empty database: half at moments over the time that one takes, half as it writes.

    How many of them had begun to write and had not finished.
    """
    empty = Path(shutil.copy(database, database.with_name("空.db")))
    began = time.monotonic()
    assert finished(command(database, large), {})[0] == 0
    takes = time.monotonic() - began
    chance = random.Random(2023)
    in_the_middle = 0
    for _ in range(times):
        for left in database.parent.glob(f"{database.name}*"):
            left.unlink()
        shutil.copy(empty, database)
        at_any_time = partial(wait, takes * chance.uniform(0, 1.05))
        moment = at_any_time if chance.random() < 0.5 else partial(until_written, more=chance.uniform(0, 0.02))
        in_the_middle += stop_an_import(jytrack, database, large, signal.SIGKILL, moment).half
    return in_the_middle


class Stopped(NamedTuple):
    """How an import ended, how many readings it left, and whether it had begun to write and left none."""

    code: int
    count: int
    half: bool


Moment = Callable[[Process, Path], None]


def wait(seconds: float, process: Process, log: Path) -> None:
    time.sleep(seconds)


def until_opened(process: Process, log: Path, more: float) -> None:
    """Wait until the import has opened the database, and a little more."""
    while process.poll() is None and not log.exists():
        time.sleep(0.0005)
    time.sleep(more)


def until_written(process: Process, log: Path, more: float = 0) -> None:
    """Wait until the import writes into its log, which it does at its end, and a little more."""
    while process.poll() is None and not (log.exists() and log.stat().st_size):
        time.sleep(0.0005)
    time.sleep(more)


def stop_an_import(jytrack: Jytrack, database: Path, large: Path, how: signal.Signals, moment: Moment) -> Stopped:
    """Stop an import at a moment; the database is sound and holds all of it or nothing, and what is said is so."""
    process = started(command(database, large), {})
    log = database.with_name(f"{database.name}-wal")
    moment(process, log)
    process.send_signal(how)
    code, _, said = process.communicate()
    assert "Traceback" not in said
    begun = log.exists() and log.stat().st_size > 0
    assert jytrack("db", "check").code == 0
    count = jytrack("target", "readings", "--format", "csv").out.count("\n") - 1
    assert count in (0, WHOLE)
    if code == INTERRUPTED:
        nothing, done = "错误：已中断，没有写入任何内容\n", "错误：改动已写入数据库，不要重做；"
        assert said == "" or said.startswith(done if count else nothing)
    return Stopped(code, count, begun and count == 0)


def command(database: Path, sheet: Path) -> list[str]:
    """The import of `sheet`, which nothing on the day it runs makes too early."""
    return ["--db", str(database), "target", "import", str(sheet)]


def test_an_interruption_while_a_class_is_made_is_one_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before Python 3.12 it comes wrapped in another error."""

    def interrupted() -> None:
        raise RuntimeError("Error calling __set_name__") from KeyboardInterrupt()

    monkeypatch.setattr("jytrack.cli.app.main", interrupted)
    with pytest.raises(SystemExit) as left:
        entry.main()
    assert left.value.code == INTERRUPTED
