"""`demo`: a fictional database anywhere, whole or not at all, and never in the place of another."""

import json
from pathlib import Path

from tests.cli.conftest import Jytrack


def test_it_is_made_anywhere_and_says_that_it_is_fictional(bare: Jytrack, tmp_path: Path, database: Path) -> None:
    path = tmp_path / "练手.db"
    made = bare("demo", path)
    assert (made.code, made.out) == (0, "")
    assert "22张表分14批导入，22件任务的事；数据纯属虚构" in made.err
    assert made.err.endswith(f"jytrack --db {path} report --as-of 2023-06-30\n")
    assert [each.name for each in tmp_path.iterdir()] == [path.name]  # no draft, and no database of the office's own
    assert "★ 含演示数据，纯属虚构" in bare("--db", path, "report", "--as-of", "2023-06-30").out
    assert bare("--db", path, "db", "check").code == 0
    held = path.read_bytes()
    again = bare("demo", path)
    assert again.code == 2
    assert again.err == f"错误：已有 {path}，没有动它；演示库另写一个文件名：jytrack demo 另一个名字.db\n"
    assert path.read_bytes() == held

    tasks = json.loads(bare("--db", path, "task", "list", "--as-of", "2023-06-30", "--format", "json").out)["rows"]
    assert {task["no"]: task["status"] for task in tasks if task["no"] in (5, 13, 3)} == {
        3: "registered", 5: "done", 13: "in_progress",
    }  # fmt: skip
    batches = json.loads(bare("--db", path, "target", "imports", "--format", "json").out)["rows"]
    assert {batch["received_on"] for batch in batches} >= {"2023-03-10", "2023-05-06", "2023-06-28"}


def test_it_may_be_the_database_that_is_used_from_now_on(bare: Jytrack, database: Path) -> None:
    assert bare("demo", database).code == 0
    assert bare("report", "--as-of", "2023-06-30").code == 0


def test_the_offices_own_database_is_never_touched(jytrack: Jytrack, database: Path, tmp_path: Path) -> None:
    held = database.read_bytes()
    assert jytrack("demo", database).code == 2
    assert jytrack("demo", tmp_path / "没有" / "练手.db").code == 6
    assert database.read_bytes() == held
