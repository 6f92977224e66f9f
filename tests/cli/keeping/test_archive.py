"""A year on the shelf: a folder that lists all that is in it, whole or not there, and needs no program to be read."""

import csv
import hashlib
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.cli.conftest import Jytrack

Sheet = Callable[..., Path]
HEAD = "单位,指标,月份,本月数\n"
PROOF = "虚构的会议纪要".encode()
REFUSED_WRITE, NOT_FOUND = 6, 4


@pytest.fixture
def year(jytrack: Jytrack, sheet: Sheet, tmp_path: Path) -> Jytrack:
    """Two sheets of one name, one of them undone; one that was refused; evidence; a locked month."""
    for folder in "甲乙":
        (tmp_path / folder).mkdir()
    first = sheet(f"{HEAD}香水镇,创造新岗位,2023-01,12\n", "甲/表.csv")
    second = sheet(f"{HEAD}大湾乡,创造新岗位,2023-01,不详\n", "错.csv")
    third = sheet(f"{HEAD}大湾乡,创造新岗位,2023-01,7\n", "乙/表.csv")
    assert jytrack("target", "import", first, third, "--received", "2023-03-10").code == 0
    assert jytrack("target", "import", second, "--received", "2023-03-11").code == 3
    assert jytrack("target", "undo", "1", "--reason", "错", "--yes").code == 0
    assert jytrack("target", "record", "job-fairs", "--unit", "人社局", "--period", "2023-01", "--month", "1").code == 0
    (tmp_path / "纪要.txt").write_bytes(PROOF)
    note = ("task", "note", "3", "=开了会", "--on", "2023-04-03", "--file", tmp_path / "纪要.txt")
    assert jytrack(*note).code == 0
    assert jytrack("target", "lock", "2023-01").code == 0
    return jytrack


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(content.decode("utf-8-sig").splitlines()))


def test_all_that_is_in_it_is_listed_with_its_hash(year: Jytrack, tmp_path: Path) -> None:
    folder = tmp_path / "档案"
    ran = year("db", "archive", "2023", "-o", folder)
    found = files(folder)
    assert (ran.code, f"已存到 {folder}：{len(found) - 2}个文件" in ran.err) == (0, True)
    listed = {row["档案文件"]: row for row in rows(found["目录.csv"])}
    assert listed.keys() == found.keys() - {"目录.csv", "index.html"}
    for name, row in listed.items():
        assert (row["校验值"], int(row["字节数"])) == (hashlib.sha256(found[name]).hexdigest(), len(found[name]))
        assert row["文件说明"]
    page = found["index.html"].decode()
    assert {unquote(link) for link in re.findall(r'href="([^"]+)"', page)} == listed.keys()
    for row in listed.values():
        assert row["校验值"] in page


def test_it_holds_the_documents_as_they_went_out(year: Jytrack, tmp_path: Path) -> None:
    assert (
        year("report", "publish", "quarterly", "--as-of", "2023-03", "--document-no", "泾就办发〔2023〕2号").code == 0
    )
    year("report", "reissue", "1", "-o", tmp_path / "再.docx")
    year("db", "archive", "2023", "-o", tmp_path / "档案")
    found = files(tmp_path / "档案")
    assert found["文件/2023年第1期通报_季通报_底稿.docx"] == (tmp_path / "再.docx").read_bytes()
    (row,) = (row for row in rows(found["目录.csv"]) if row["档案文件"].startswith("文件/"))
    assert "泾就办发〔2023〕2号，数据指纹 " in row["文件说明"]


def test_it_holds_what_came_what_proves_it_and_what_was_recorded(year: Jytrack, database: Path, tmp_path: Path) -> None:
    folder = tmp_path / "档案"
    year("db", "archive", "2023", "-o", folder)
    found = files(folder)
    assert found["收表/第1次-表.csv"] == (tmp_path / "甲" / "表.csv").read_bytes()
    assert found["收表/第1次-表（2）.csv"] == (tmp_path / "乙" / "表.csv").read_bytes()
    assert "已由第2次撤销" in found["目录.csv"].decode()
    (left,) = rows(found["收表/退回和没有写入的.csv"])
    assert (left["文件"], left["收到日期"]) == ("错.csv", "2023-03-11")
    assert found["材料/任务3-纪要.txt"] == PROOF
    log = rows(found["日志/督办日志.csv"])
    with closing(sqlite3.connect(database)) as connection:
        digests = [digest for (digest,) in connection.execute("SELECT digest FROM task_log ORDER BY id")]
        heads = [digest for (digest,) in connection.execute("SELECT digest FROM chain_link ORDER BY id")]
    assert [row["条目校验值"] for row in log] == digests
    assert [(row["办理事项"], row["登记说明"]) for row in log] == [("备注", "'=开了会"), ("锁定月份", "")]
    assert [row["条目校验值"] for row in rows(found["日志/台账.csv"])] == heads
    assert heads[-1] in unescape(found["index.html"].decode())
    readings = rows(found["数据/填报数.csv"])
    assert {(row["单位"], row["指标"]) for row in readings} >= {("香水镇", "创造新岗位"), ("大湾乡", "创造新岗位")}
    assert [row["月份"] for row in rows(found["数据/锁定.csv"])] == ["2023-01"]


def test_the_same_state_is_the_same_folder(year: Jytrack, tmp_path: Path) -> None:
    for name in ("一", "二"):
        assert year("db", "archive", "2023", "-o", tmp_path / name).code == 0
    assert files(tmp_path / "一") == files(tmp_path / "二")


def test_what_is_lost_is_said_and_listed(year: Jytrack, database: Path, tmp_path: Path) -> None:
    (kept,) = (database.parent / "evidence").iterdir()
    kept.unlink()
    path = tmp_path / "大.csv"
    path.write_text(f"{HEAD}黄花乡,创造新岗位,2023-02,7\n", encoding="utf-8")
    assert year("target", "import", path, env={"JYTRACK_ORIGINALS": "0"}).code == 0
    folder = tmp_path / "档案"
    ran = year("db", "archive", "2023", "-o", folder)
    assert (ran.code, "有2个文件不在了或没有留存" in ran.err) == (0, True)
    page = files(folder)["index.html"].decode()
    assert "不在档案里的（2个）" in page
    assert "材料/任务3-纪要.txt" in page
    assert hashlib.sha256(path.read_bytes()).hexdigest() in page


def test_only_those_may_look_who_may_read_the_database(year: Jytrack, tmp_path: Path) -> None:
    folder = tmp_path / "档案"
    year("db", "archive", "2023", "-o", folder)
    rights = {(path.is_dir(), path.stat().st_mode & 0o777) for path in (folder, *folder.rglob("*"))}
    assert rights == {(True, 0o700), (False, 0o600)}


def test_what_stands_there_is_left(year: Jytrack, tmp_path: Path) -> None:
    for name in ("文件夹", "文件"):
        place = tmp_path / name
        place.mkdir() if name == "文件夹" else place.write_text("有用")
        ran = year("db", "archive", "2023", "-o", place)
        assert (ran.code, ran.err.count("\n")) == (REFUSED_WRITE, 1), ran.err
    assert (tmp_path / "文件").read_text() == "有用"
    assert not list((tmp_path / "文件夹").iterdir())
    assert not list(tmp_path.glob(".jytrack-*"))


def test_a_year_without_a_plan(year: Jytrack, tmp_path: Path) -> None:
    ran = year("db", "archive", "2019", "-o", tmp_path / "档案")
    assert (ran.code, "没有2019年的方案" in ran.err) == (NOT_FOUND, True)
    assert not (tmp_path / "档案").exists()
    assert not list(tmp_path.glob(".jytrack-*"))
