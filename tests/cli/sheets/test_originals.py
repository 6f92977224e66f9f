"""The files of an import as they came: kept byte for byte, within limits, without anybody's number, and handed back."""

import hashlib
import io
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from tests.cli.conftest import Jytrack

Sheet = Callable[..., Path]
HEAD = "单位,指标,月份,本月数\n"
EAST, WEST = f"{HEAD}香水镇,创造新岗位,2023-01,12\n", f"{HEAD}大湾乡,创造新岗位,2023-01,7\n"
WRONG, NOT_FOUND, DAMAGED = 2, 4, 5
FICTIONAL = "13800000000"
"""A number that nobody has."""


def kept(database: Path) -> dict[str, bytes]:
    with closing(sqlite3.connect(database)) as connection:
        return dict(connection.execute("SELECT sha256, body FROM content"))


def workbook(path: Path, change: Callable[[openpyxl.Workbook], None] = lambda _: None) -> Path:
    book = openpyxl.Workbook()
    for row in (["单位", "指标", "月份", "本月数"], ["香水镇", "创造新岗位", "2023-01", 12]):
        book.worksheets[0].append(row)
    change(book)
    book.save(path)
    return path


def test_each_file_comes_back_as_it_came(jytrack: Jytrack, sheet: Sheet, database: Path, tmp_path: Path) -> None:
    east, west = sheet(EAST, "东.csv", "gb18030"), workbook(tmp_path / "西.xlsx")
    assert jytrack("target", "import", east, "--received", "2023-03-10").code == 0
    assert jytrack("target", "import", west, sheet(WEST, "湾.csv"), "--received", "2023-03-10").code == 0
    back = tmp_path / "回.csv"
    ran = jytrack("target", "original", "1", "-o", back)
    assert (ran.code, ran.err, back.read_bytes()) == (0, f"《东.csv》已写到 {back}\n", east.read_bytes())
    assert jytrack("target", "original", "2", "--file", "西.xlsx", "-o", back).code == 0
    assert back.read_bytes() == west.read_bytes()
    listed = json.loads(jytrack("target", "imports", "--format", "json").out)["rows"]
    assert [file["original_kept"] for act in listed for file in act["files"]] == [True] * 3
    assert len(kept(database)) == 3
    assert jytrack("db", "check").code == 0


def test_a_form_that_comes_back_is_kept_as_well(jytrack: Jytrack, sheet: Sheet, database: Path, tmp_path: Path) -> None:
    text = "2023年6月督办台账\n序号,任务,最近进展,存在问题,下步打算\n3,,{},无,继续走访\n"
    form, signed = sheet(text.format("走访20家"), "台账.csv"), sheet(f"{text.format('又')}{FICTIONAL},,,,\n", "签.csv")
    assert jytrack("task", "import", form, "--received", "2023-07-03").code == 0
    back = tmp_path / "回.csv"
    assert jytrack("target", "original", "1", "-o", back).code == 0
    assert back.read_bytes() == form.read_bytes()
    jytrack("task", "import", signed, "--received", "2023-07-04")
    jytrack("task", "import", form, "--received", "2023-07-04", env={"JYTRACK_ORIGINALS": "0"})
    assert list(kept(database).values()) == [form.read_bytes()]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["9"], NOT_FOUND, "没有第9次"),
        (["1", "--file", "无.csv"], NOT_FOUND, "第1次没有文件《无.csv》"),
        (["2"], NOT_FOUND, "第2次没有文件"),
        (["3"], WRONG, "第3次有2个文件（乙.csv、丙.csv），一次取一个"),
    ],
)
def test_what_cannot_be_handed_back(
    jytrack: Jytrack, sheet: Sheet, tmp_path: Path, arguments: list[str], code: int, said: str
) -> None:
    jytrack("target", "import", sheet(EAST, "甲.csv"))
    jytrack("target", "record", "job-fairs", "--unit", "人社局", "--period", "2023-01", "--month", "1")
    jytrack("target", "import", sheet(WEST, "乙.csv"), sheet(WEST.replace("大湾", "黄花"), "丙.csv"))
    ran = jytrack("target", "original", *arguments, "-o", tmp_path / "回.csv")
    assert (ran.code, ran.err.count("\n"), said in ran.err) == (code, 1, True), ran.err
    assert not (tmp_path / "回.csv").exists()


def test_a_content_is_kept_once_and_what_is_undone_stays(jytrack: Jytrack, sheet: Sheet, database: Path) -> None:
    path = sheet(EAST)
    for _ in range(2):
        assert jytrack("target", "import", path).code == 0
        acts = json.loads(jytrack("target", "imports", "--format", "json").out)["rows"]
        assert jytrack("target", "undo", str(acts[-1]["import"]), "--reason", "错", "--yes").code == 0
    assert kept(database) == {hashlib.sha256(path.read_bytes()).hexdigest(): path.read_bytes()}


@pytest.mark.parametrize(
    ("setting", "said", "files"),
    [("0", "", 0), ("1", "原件1.1 MB，超过1 MB，没有留存", 0), ("2", "", 1), ("", "", 1)],
)
def test_up_to_what_size_the_office_says(
    jytrack: Jytrack, sheet: Sheet, database: Path, setting: str, said: str, files: int
) -> None:
    path = sheet(EAST + f"{' ' * 100_000}\n" * 11)
    ran = jytrack("target", "import", path, env={"JYTRACK_ORIGINALS": setting})
    assert (ran.code, said in ran.out, "没有留存" in ran.out) == (0, True, bool(said)), ran.out
    assert len(kept(database)) == files
    if not files:
        back = jytrack("target", "original", "1", "-o", path.with_name("回.csv"))
        assert (back.code, "没有留存原件" in back.err) == (NOT_FOUND, True)


@pytest.mark.parametrize("setting", ["很多", "21", "-1", "1.5", "9" * 5000])
def test_a_setting_that_is_none_is_refused(jytrack: Jytrack, sheet: Sheet, setting: str) -> None:
    ran = jytrack("target", "import", sheet(EAST), env={"JYTRACK_ORIGINALS": setting})
    assert (ran.code, ran.err.count("\n"), "JYTRACK_ORIGINALS" in ran.err) == (WRONG, 1, True)


def test_nothing_of_a_file_with_personal_data_is_kept(jytrack: Jytrack, sheet: Sheet, database: Path) -> None:
    leaked = sheet(f"{HEAD}香水镇,创造新岗位,2023-01,12\n黄花乡,创造新岗位,2023-01,{FICTIONAL}\n", "漏.csv")
    signed = sheet(f"{HEAD}泾河源镇,创造新岗位,2023-01,12\n填表人电话：{FICTIONAL},,,\n", "签.csv")
    ran = jytrack("target", "import", leaked, signed, sheet(WEST, "好.csv"), "--partial")
    assert "含有身份证号或手机号" in ran.out
    assert "原件里有身份证号或手机号，没有留存" in ran.out
    assert list(kept(database).values()) == [WEST.encode()]


def in_a_comment(book: openpyxl.Workbook) -> None:
    book.worksheets[0]["A2"].comment = Comment(f"电话 {FICTIONAL}", "某人")


def in_another_tab(book: openpyxl.Workbook) -> None:
    book.create_sheet("通讯录").append(["电话", FICTIONAL])


def in_its_properties(book: openpyxl.Workbook) -> None:
    book.properties.creator = FICTIONAL


@pytest.mark.parametrize("change", [in_a_comment, in_another_tab, in_its_properties])
def test_nor_where_it_stands_where_nobody_reads(
    jytrack: Jytrack, database: Path, tmp_path: Path, change: Callable[[openpyxl.Workbook], None]
) -> None:
    ran = jytrack("target", "import", workbook(tmp_path / "表.xlsx", change))
    assert ran.code == 0
    assert "原件里有身份证号或手机号，没有留存" in ran.out
    assert kept(database) == {}
    assert FICTIONAL.encode() not in database.read_bytes()


def test_a_refused_import_and_a_dry_run_keep_nothing(jytrack: Jytrack, sheet: Sheet, database: Path) -> None:
    jytrack("target", "import", sheet(EAST), "--dry-run")
    jytrack("target", "import", sheet(f"{HEAD}香水镇,没有,2023-01,1\n", "错.csv"), sheet(WEST, "好.csv"))
    assert kept(database) == {}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE content SET body = zeroblob(size)", "被改动"),
        ("DELETE FROM content", "第1次写入"),
        ("UPDATE content SET sha256 = '{other}', body = x'61', size = 1", "没有记录提到"),
    ],
)
def test_what_is_done_to_it_behind_the_back_is_found(
    jytrack: Jytrack, sheet: Sheet, database: Path, change: str, said: str
) -> None:
    jytrack("target", "import", sheet(EAST))
    with closing(sqlite3.connect(database)) as connection:
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE name LIKE 'tr_content_%'").fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(change.format(other=hashlib.sha256(b"a").hexdigest()))
        for _, laid in guards:
            connection.execute(laid)
        connection.commit()
    ran = jytrack("db", "check")
    assert (ran.code, said.removeprefix("第1次写入") in ran.out) == (DAMAGED, True), ran.out
    back = jytrack("target", "original", "1", "-o", database.with_name("回.csv"))
    assert back.code in (NOT_FOUND, DAMAGED)
    assert not database.with_name("回.csv").exists()


def test_the_database_itself_refuses_to_change_it(jytrack: Jytrack, sheet: Sheet, database: Path) -> None:
    jytrack("target", "import", sheet(EAST))
    with closing(sqlite3.connect(database)) as connection:
        for change in ("UPDATE content SET size = size", "DELETE FROM content"):
            with pytest.raises(sqlite3.IntegrityError, match="content keeps its history"):
                connection.execute(change)
        with pytest.raises(sqlite3.IntegrityError, match="ck_content_size"):
            connection.execute("INSERT INTO content VALUES (?, 2, 1, x'61')", ("b" * 64,))


def test_a_file_that_changes_while_it_is_read_is_refused(
    jytrack: Jytrack, sheet: Sheet, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is on record as its hash must be what is kept."""
    from jytrack.services.sheets import originals

    monkeypatch.setattr(originals, "_read", lambda _: io.BytesIO(b"other").read())
    ran = jytrack("target", "import", sheet(EAST))
    assert (ran.code, "在读的时候被改动，没有写入" in ran.err) == (WRONG, True)
    assert kept(database) == {}
    assert "没有填报数" in jytrack("target", "readings").out
