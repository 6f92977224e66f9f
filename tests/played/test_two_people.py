"""Two people on two machines work a month together on one server; the record says who did what, a third only reads."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from jytrack.store.values.address import Server
from tests import server
from tests.command import Ran, typed
from tests.played.playing import CHINA
from tests.played.sheets import lay_out

WANG = (
    "task assign 3,6,14 --all --on 2023-04-03 --note 按方案交办（虚构）",
    "task accept 3,6,14 --all --on 2023-04-04",
    "task start 6 --all --on 2023-04-04",
    "task report 6 --all --note 窗口期内补办两户，已公示（虚构） --file 转移就业分解.csv --on 2023-04-06",
    "task finish 6 --all --note 已核对名单（虚构） --on 2023-04-07",
    "task milestone done 27 季通报（一季度） --on 2023-04-12",
    "target lock 2023-01 --note 通报已印发（虚构）",
    "target own urban-new-jobs --department 人社局 --note 会议纪要（虚构） --on 2023-04-20",
    "task note 14 走访三家企业（虚构） --on 2023-04-21",
)
"""What the one does who looks after the tasks."""

LI = (
    "target import 收表/2023-03/虚构_各乡镇3月明细.csv --received 2023-03-27",
    "target import 收表/2023-03/虚构_部门3月登记表.csv --received 2023-03-28",
    "target import 收表/2023-04/虚构_乡镇4月汇总表.csv --received 2023-04-25",
    "target import 收表/2023-04/虚构_部门4月登记表.csv --received 2023-04-28",
    "target import 收表/2023-04/虚构_六盘山镇4月补报.csv --received 2023-05-06",
    "target record job-fairs --unit 人社局 --period 2023-05 --month 2 --received 2023-05-06",
    "target undo 6 --reason 登记错 --yes",
    "target allocate new-posts --equal",
)
"""What the other does who takes in the sheets."""


@pytest.fixture
def office() -> Iterator[Server]:
    """The plan on the server, as its owner has loaded it."""
    where = server.new_database(server.migrated())
    assert asked(where, "init").code == 0
    yield where
    server.drop_database(where)


def asked(where: Server, line: str, actor: str | None = None) -> Ran:
    return typed(line.split(), {"JYTRACK_DB": where.dsn, "JYTRACK_ACTOR": actor, "JYTRACK_PLAN": None})


def told(where: Server, line: str) -> dict[str, Any]:
    ran = asked(where, f"{line} --format json")
    assert ran.code == 0, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def at_work(where: Server, name: str, lines: Sequence[str], folder: Path) -> "subprocess.Popen[str]":
    """A machine on which `name` types the lines one after the other."""
    folder.mkdir()
    lay_out(folder)
    settings = {"JYTRACK_DB": where.dsn, "JYTRACK_ACTOR": name, "PYTHONPATH": str(Path(__file__).parents[2])}
    machine = subprocess.Popen(
        [sys.executable, "-m", "tests.played.elsewhere"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=folder, env={**os.environ, **settings},
    )  # fmt: skip
    assert machine.stdin
    now = datetime.now(CHINA).isoformat()
    machine.stdin.write("".join(json.dumps([now, line.split()]) + "\n" for line in lines))
    machine.stdin.close()
    return machine


def test_two_people_work_a_month_together(office: Server, tmp_path: Path) -> None:
    with server.logins(office, "wang", "li", "leader") as (wang, li, leader):
        for who, right in ((wang, "--write"), (li, "--write"), (leader, "--read")):
            ran = asked(office, f"db grant {who.login} {right}")
            assert ran.code == 0, ran.err
        machines = [at_work(wang, "王芳", WANG, tmp_path / "王"), at_work(li, "李明", LI, tmp_path / "李")]
        for machine in machines:
            assert machine.stdout
            ran_there = [json.loads(line) for line in machine.stdout]
            assert machine.wait() == 0
            assert [each for each in ran_there if each[0]] == []
            machine.stdout.close()

        acts = told(leader, "target imports")["rows"]
        assert [act["import"] for act in acts] == list(range(1, len(acts) + 1))
        assert {act["recorded_by"] for act in acts} == {f"李明（{li.login}）"}
        shown = [row for no in (3, 6, 14, 27) for row in told(leader, f"task show {no}")["rows"]]
        entries = [entry for row in shown for entry in row["log"]]
        assert len(entries) > len(WANG)
        assert {entry["recorded_by"] for entry in entries} == {f"王芳（{wang.login}）"}
        refused = asked(leader, "task note 3 我也来记")
        assert (refused.code, f"请管理员授权：jytrack db grant {leader.login}" in refused.err) == (6, True)
        assert asked(leader, "db check").code == 0
        assert asked(leader, f"db grant {leader.login} --write").code == 6
