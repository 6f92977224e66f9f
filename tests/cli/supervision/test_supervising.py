"""The supervision ledger as the office uses it: moves, grounds, evidence, extensions, milestones."""

import json
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Jytrack
from tests.command import undated
from tests.conftest import Golden

AS_OF = ("--as-of", "2023-12-31")


def task(jytrack: Jytrack, no: int, *arguments: str) -> dict[str, Any]:
    """The task, without arguments with all that was ever told of it."""
    shown = jytrack("task", "show", str(no), *(arguments or ("--as-of", "2999-12-31")), "--format", "json")
    found: dict[str, Any] = json.loads(shown.out)["rows"][0]
    return found


def statuses(jytrack: Jytrack, no: int, *arguments: str) -> dict[str, str]:
    return {each["department"]: each["status"] for each in task(jytrack, no, *arguments)["departments"]}


def done(jytrack: Jytrack, line: str, *more: str | Path) -> str:
    ran = jytrack(*line.split(), *more)
    assert (ran.code, ran.out) == (0, ""), ran.err
    return ran.err


def played(jytrack: Jytrack) -> None:
    """The year of task 3: assigned, returned once, extended, closed late."""
    for line in (
        "task assign 3 --all --on 2023-03-10 --note 按方案交办",
        "task accept 3 --on 2023-03-13",
        "task accept 3 --department 民政局 --on 2023-03-14",
        "task start 3 --on 2023-04-03",
        "task report 3 --on 2023-06-20 --note 上半年建成养老点两处",
        "task return 3 --on 2023-06-25 --note 没有附验收单",
        "task report 3 --on 2023-07-03 --note 已补验收单",
        "task start 3 --on 2023-07-05 --note 接着办下半年",
        "task milestone add 3 养老托育项目验收 --due 2023-10-31 --on 2023-07-05 --note 县政府专题会议定",
        "task extend 3 --milestone 养老托育项目验收 --until 2023-11-20 --on 2023-10-20 --note 雨季停工",
        "task approve 3 --milestone 养老托育项目验收 --until 2023-11-15 --on 2023-10-24",
        "task milestone done 3 养老托育项目验收 --on 2023-11-18",
        "task report 3 --on 2023-11-20 --note 验收完毕",
        "task finish 3 --on 2023-11-24 --note 已现场核对",
        "task close 3 --on 2023-12-01",
    ):
        done(jytrack, line)


def test_a_whole_life(jytrack: Jytrack, golden: Golden, tmp_path: Path) -> None:
    played(jytrack)
    golden("cli/task-closed.txt", undated(jytrack("task", "show", "3", *AS_OF).out))
    assert statuses(jytrack, 3, *AS_OF)["发改局"] == "closed"
    assert statuses(jytrack, 3, *AS_OF)["民政局"] == "accepted"
    for day, status in (("2023-03-09", "registered"), ("2023-06-25", "returned"), ("2023-11-30", "done")):
        assert task(jytrack, 3, "--as-of", day)["status"] == status


def test_a_milestone_done_late_and_one_postponed(jytrack: Jytrack) -> None:
    played(jytrack)

    def state(day: str) -> object:
        (milestone,) = task(jytrack, 3, "--as-of", day)["milestones"]
        return milestone["state"], milestone["due_on"], milestone["postponed_to"], milestone["days_late"]

    assert state("2023-10-23") == ("not_due", "2023-10-31", None, 0)
    assert state("2023-10-25") == ("postponed", "2023-10-31", "2023-11-15", 0)
    assert state("2023-11-10") == ("postponed", "2023-10-31", "2023-11-15", 10)  # the original day counts
    assert state("2023-11-16") == ("overdue", "2023-10-31", "2023-11-15", 16)
    assert state("2023-11-18") == ("done_late", "2023-10-31", "2023-11-15", 18)


def test_illegal_moves_say_what_is_possible(jytrack: Jytrack) -> None:
    ran = jytrack("task", "finish", "3", "--note", "完")
    assert (ran.code, ran.out) == (3, "")
    assert "现为“立项”，不能办结；可以：交办 jytrack task assign 3、取消 jytrack task cancel 3" in ran.err
    ran = jytrack("task", "accept", "3", "--department", "民政局")
    assert "可以：交办 jytrack task assign 3 --department 民政局" in ran.err
    assert task(jytrack, 3)["log"] == []


def test_an_order_to_many_is_all_or_nothing(jytrack: Jytrack) -> None:
    done(jytrack, "task assign 3 --department 民政局")
    ran = jytrack("task", "assign", "3", "--department", "财政局", "--department", "民政局")
    assert ran.code == 3
    assert statuses(jytrack, 3)["财政局"] == "registered"
    said = done(jytrack, "task assign 3 --all")
    assert said.count("立项 → 交办") == 9  # all ten but the one that has it
    assert jytrack("task", "assign", "3", "--all").code == 3
    done(jytrack, "task cancel 3 --department 教体局 --department 教体局 --note 职责调整")
    assert statuses(jytrack, 3)["教体局"] == "cancelled"
    assert task(jytrack, 3)["status"] == "assigned"  # the primary lead's


def test_a_group_opens_into_its_members(jytrack: Jytrack) -> None:
    said = done(jytrack, "task assign 9 --department 各乡镇")
    assert said.count("立项 → 交办") == 7
    assert statuses(jytrack, 9)["香水镇"] == "assigned"
    assert "各乡（镇）" not in statuses(jytrack, 9)
    done(jytrack, "task assign 27 --department 县就业工作领导小组成员单位")  # its members are not printed
    assert statuses(jytrack, 27)["县就业工作领导小组成员单位"] == "assigned"


def test_both_dates_of_what_is_recorded_later(jytrack: Jytrack) -> None:
    said = done(jytrack, "task assign 3 --on 2023-04-10")
    assert re.search(r"立项 → 交办（日期2023年4月10日，登记日期\d{4}年\d+月\d+日）", said)
    (entry,) = task(jytrack, 3, *AS_OF)["log"]
    assert entry["on"] == "2023-04-10"
    assert entry["recorded_at"] > "2026"
    assert "登记日期" not in done(jytrack, "task accept 3")


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        ("task assign 3 --on 2999-01-01", 2, "还没到"),
        ("task assign 3 --on 2023-03-06", 2, "印发日期是2023年3月7日，2023年3月6日太早"),
        ("task note 3 早 --on 2022-12-31", 2, "年度日期是2023年1月1日"),
        ("task assign 99", 4, "没有任务99"),
        ("task assign 3 --department 无此局", 4, "没有单位"),
        ("task assign 3 --department 团委", 4, "“团委”不承担任务3"),
        ("task cancel 3", 2, "取消要写明依据"),
        ("task extend 3 --until 2024-02-01", 2, "要写明原因"),
        ("task extend 3 --until 2024-02-01 --note 雨", 3, "现为“立项”，不能申请延期"),
        ("task approve 3", 4, "没有待批的延期申请"),
        ("task refuse 3", 2, "要写明原因"),
        ("task milestone add 3 验收 --due 2023-10-31", 2, "要写名称和依据"),
        ("task milestone add 27 季通报（一季度） --due 2099-01-01 --note 会议", 3, "已有节点"),
        ("task milestone add 3 验收 --due 2023-03-08 --on 2023-03-09 --note 会议", 3, "早于"),
        ("task milestone done 3 无此节点", 4, "没有节点"),
        ("task milestone done 6 一次性扩岗补助延期受理", 4, "是政策窗口"),
        ("task assign 3 --file 没有.pdf", 2, "没有.pdf 读不了（没有这个文件）"),
    ],
)
def test_what_is_refused_is_one_line(jytrack: Jytrack, line: str, code: int, says: str) -> None:
    ran = jytrack(*line.split())
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith("错误：")
    assert ran.err.count("\n") == 1
    assert says in ran.err
    assert "jytrack" in ran.err
    assert task(jytrack, 3)["log"] == []


def test_days_follow_one_another(jytrack: Jytrack) -> None:
    done(jytrack, "task assign 3 --on 2023-04-10")
    ran = jytrack("task", "accept", "3", "--on", "2023-04-09")
    assert ran.code == 3
    assert "已于2023年4月10日交办，日期不能早于那天" in ran.err
    done(jytrack, "task accept 3 --on 2023-04-10")


def test_extensions_of_a_whole_task(jytrack: Jytrack) -> None:
    for act in ("assign", "accept"):
        done(jytrack, f"task {act} 3 --on 2023-04-10")
    asked = ("--until", "2024-01-31", "--note", "雨季", "--on", "2023-10-10")
    assert "原定2023年12月31日" in jytrack("task", "extend", "3", "--until", "2023-12-31", "--note", "雨季").err
    assert "从2023年12月31日延至2024年1月31日" in done(jytrack, "task extend 3", *asked)
    assert jytrack("task", "extend", "3", *asked).code == 3  # one at a time
    assert jytrack("task", "approve", "3", "--on", "2023-10-09").code == 3  # not before it was asked
    done(jytrack, "task refuse 3 --note 不准 --on 2023-10-12")
    ran = jytrack("task", "extend", "3", *asked)  # a decision belongs to the request before it
    assert (ran.code, "已于2023年10月12日不准延期，日期不能早于那天" in ran.err) == (3, True)
    done(jytrack, "task extend 3", *asked[:-1], "2023-10-12")
    done(jytrack, "task approve 3 --on 2023-10-13 --until 2024-01-15")
    first, second = task(jytrack, 3, *AS_OF)["extensions"]
    assert (first["until"], first["granted"], first["decided_on"]) == ("2024-01-31", None, "2023-10-12")
    assert (second["until"], second["granted"], second["decided_on"]) == ("2024-01-31", "2024-01-15", "2023-10-13")


@pytest.fixture
def proof(tmp_path: Path) -> Path:
    path = tmp_path / "验收单.pdf"
    path.write_bytes(b"%PDF-1.4 \xe5\x85\xa8")
    return path


def test_evidence_is_kept_once_and_watched(jytrack: Jytrack, proof: Path, tmp_path: Path) -> None:
    again = proof.with_name("同一份.pdf")
    again.write_bytes(proof.read_bytes())
    done(jytrack, "task assign 3 --all --file", proof)
    done(jytrack, "task note 3 已核 --file", again)
    (kept,) = (tmp_path / "evidence").iterdir()
    assert kept.read_bytes() == proof.read_bytes()
    log = task(jytrack, 3)["log"]
    expected = {"name": "验收单.pdf", "size_bytes": 12, "sha256": kept.name}
    assert [entry["evidence"] for entry in log] == [[expected]] * 10 + [[{**expected, "name": "同一份.pdf"}]]
    assert jytrack("db", "check").code == 0
    kept.chmod(0o644)
    kept.write_bytes(b"%PDF-1.4 \xe5\x85\xa9")
    ran = jytrack("db", "check")
    assert (ran.code, ran.out.count("被改动")) == (5, 2)
    done(jytrack, "task note 3 补材料 --file", proof)  # the true content heals what was altered
    assert jytrack("db", "check").code == 0
    kept.unlink()
    ran = jytrack("db", "check")
    assert (ran.code, "任务3的材料“验收单.pdf”不在了" in ran.out) == (5, True)


def test_evidence_of_a_refused_move_is_not_kept(jytrack: Jytrack, proof: Path, tmp_path: Path) -> None:
    assert jytrack("task", "accept", "3", "--file", proof).code == 3
    assert list((tmp_path / "evidence").iterdir()) == []
    done(jytrack, "task assign 3 --file", proof)
    assert jytrack("task", "assign", "3", "--file", proof).code == 3
    assert len(list((tmp_path / "evidence").iterdir())) == 1  # it proves an earlier move


def test_evidence_that_cannot_be_kept(jytrack: Jytrack, proof: Path, tmp_path: Path) -> None:
    for path in (tmp_path, proof.with_name("空.pdf")):
        if path != tmp_path:
            path.touch()
        assert jytrack("task", "assign", "3", "--file", path).code == 2
    (tmp_path / "evidence").touch()  # stands in the folder's place
    ran = jytrack("task", "assign", "3", "--file", proof)
    assert (ran.code, ran.out, ran.err.count("\n")) == (6, "", 1)
    assert "存不进" in ran.err
    assert task(jytrack, 3)["log"] == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MiB, where the system lets one be made."""
    folder = tmp_path / "小盘"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_evidence_onto_a_full_disk(jytrack: Jytrack, database: Path, tmp_path: Path, small_disk: Path) -> None:
    moved = Path(shutil.copy(database, small_disk / "台账.db"))
    large = tmp_path / "录像.mp4"
    large.write_bytes(bytes(4 << 20))
    ran = jytrack("--db", moved, "task", "assign", "3", "--file", large)
    assert (ran.code, ran.out, ran.err.count("\n")) == (6, "", 1)
    assert "磁盘已满" in ran.err
    assert list((small_disk / "evidence").iterdir()) == []
    assert jytrack("--db", moved, "db", "check").code == 0
    assert jytrack("--db", moved, "task", "assign", "3").code == 0


def test_a_backup_is_restored_though_its_evidence_stays(jytrack: Jytrack, proof: Path, tmp_path: Path) -> None:
    done(jytrack, "task assign 3 --file", proof)
    away = tmp_path / "别处"
    away.mkdir()
    ran = jytrack("db", "backup", away / "备份.db")
    assert (ran.code, str(tmp_path / "evidence") in ran.err) == (0, True)
    assert jytrack("db", "restore", away / "备份.db", "--yes").code == 0
    assert jytrack("db", "check").code == 0


def test_accountability_prints_the_head_of_all_that_was_written(jytrack: Jytrack, database: Path) -> None:
    done(jytrack, "task assign 3 --on 2023-04-10")
    with closing(sqlite3.connect(database)) as connection:
        (entry,) = connection.execute("SELECT digest FROM task_log ORDER BY id DESC").fetchone()
        first, *_, head = (each for (each,) in connection.execute("SELECT digest FROM chain_link ORDER BY id"))
    for command in (("report", "accountability"), ("report",)):
        assert f"台账校验码 {head[:12]}" in jytrack(*command, *AS_OF).out
    told = json.loads(jytrack("report", "accountability", *AS_OF, "--format", "json").out)
    assert (told["log_head"], told["chain_head"]) == (entry, head)
    overview = json.loads(jytrack("report", *AS_OF, "--format", "json").out)
    assert overview["accountability"]["chain_head"] == head
    then = jytrack("report", "accountability", *AS_OF, "--known-at", "2023-12-31")
    assert f"台账校验码 {first[:12]}" in then.out


def test_an_edit_behind_the_back_is_found(jytrack: Jytrack, database: Path) -> None:
    done(jytrack, "task assign 3 --on 2023-04-10 --note 按方案")
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("DROP TRIGGER tr_task_log_no_update")
        connection.execute("UPDATE task_log SET happened_on = '2023-03-10'")
        connection.commit()
    ran = jytrack("db", "check")
    assert (ran.code, "督办日志第1条被改动" in ran.out) == (5, True)


def test_an_added_milestone_does_not_move_the_day_that_was_to_be_put_off(jytrack: Jytrack) -> None:
    for line in (
        "task assign 3 --on 2023-04-01",
        "task accept 3 --on 2023-04-01",
        "task extend 3 --until 2024-02-01 --note 雨季 --on 2023-04-02",
        "task approve 3 --on 2023-04-03",
        "task milestone add 3 座谈会 --due 2023-08-01 --on 2023-05-01 --note 会议定",
    ):
        done(jytrack, line)
    page = jytrack(
        "report", "accountability", "--department", "发改局", "--as-of", "2023-06-30", "--format", "json"
    ).out
    (asked,) = json.loads(page)["rows"][0]["opened"]["postponed"]
    assert asked["original"] == "2023-12-31"


def test_a_windows_end_is_not_the_tasks(jytrack: Jytrack) -> None:
    for act in ("assign", "accept"):
        done(jytrack, f"task {act} 6 --on 2023-03-10")
    assert "申请从2023年12月31日延至" in done(jytrack, "task extend 6 --until 2024-02-01 --note 雨季 --on 2023-03-20")


def test_who_leads_later_takes_over_what_was_told_before(jytrack: Jytrack) -> None:
    """A life begun without a lead goes on under the lead; nothing may be put between afterwards."""
    for line in (
        "task assign 27 --on 2023-03-10",
        "task own 27 --department 人社局 --note 会议定 --on 2023-06-01",
        "task accept 27 --on 2023-06-05",
    ):
        done(jytrack, line)
    ran = jytrack("task", "accept", "27", "--on", "2023-05-01")
    assert (ran.code, "已于2023年6月5日签收，日期不能早于那天" in ran.err) == (3, True)


def test_who_joins_a_group_later_takes_over_what_it_was_told(jytrack: Jytrack) -> None:
    group = "县就业工作领导小组成员单位"
    for line in (
        f"task assign 30 --department {group} --on 2023-04-01",
        f"task members {group} --add 发改局 --note 名单 --on 2023-05-01",
        "task accept 30 --department 发改局 --on 2023-05-02",
    ):
        done(jytrack, line)
    ran = jytrack("task", "accept", "30", "--department", group, "--on", "2023-04-15")
    assert (ran.code, "已于2023年5月2日签收，日期不能早于那天" in ran.err) == (3, True)
