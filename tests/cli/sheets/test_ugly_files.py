"""Ugly files as townships could really send them (tests/data/ugly/make.py): what is said of each, and what goes in."""

import json
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from jytrack.intake.values.problem import Code
from tests.command import typed
from tests.conftest import Golden
from tests.data.ugly.make import TEXTS

UGLY = Path(__file__).parents[2] / "data" / "ugly"
ON = ("--received", "2023-07-03")
FILES = sorted(path.name for path in UGLY.iterdir() if path.suffix.lower() in (".csv", ".txt", ".xlsx", ".xls", ".ods"))

# What refuses each file; those that go in have an empty text. Then how many readings are new, if all else is in order.
EXPECTED: dict[str, tuple[str, int]] = {
    "一个月一张工作表.xlsx": ("", 4),
    "三百列.csv": ("", 1),
    "两级表头.csv": ("", 2),
    "两级表头合并.xlsx": ("", 2),
    "全年分月一张表.csv": ("", 6),
    "全年分月按乡镇排.csv": ("", 4),
    "全角数字和空格.csv": ("out-of-proportion", 1),
    "全角逗号分隔.csv": ("", 2),
    "写成2.9万人和550人.csv": ("out-of-proportion", 1),
    "列换了顺序又多出几列.csv": ("", 1),
    "去年的数.csv": ("", 1),
    "另一张工作表是填表说明.xlsx": ("", 2),
    "只报一个乡镇的月报.csv": ("", 2),
    "合并的乡镇.xlsx": ("", 4),
    "合计对不上.csv": ("", 2),
    "同一份表换了名字.csv": ("", 0),
    "后面跟着三千个空行.csv": ("", 2),
    "国标编码带生僻字.csv": ("", 1),
    "备注十万字.csv": ("", 1),
    "备注里有逗号引号和换行.csv": ("", 1),
    "大端制表符分隔.txt": ("", 2),
    "小端制表符分隔.txt": ("", 2),
    "小计和合计都有.csv": ("", 3),
    "工作簿改名成文本.csv": ("", 2),
    "带BOM分号分隔.csv": ("", 2),
    "开放格式.ods": ("", 1),
    "数字前后有看不见的字符.csv": ("", 1),
    "文本改名成工作簿.xlsx": ("", 2),
    "月份写在文件名里2023年3月.csv": ("", 1),
    "月份各写各的.csv": ("", 7),
    "月份是日期数字是文本.xlsx": ("", 1),
    "有隐藏的工作表.xlsx": ("", 2),
    "标题在前落款带电话.csv": ("", 4),
    "格子里写明是元.csv": ("", 1),
    "横线和无都是没报.csv": ("", 1),
    "比率和分子分母不符.csv": ("", 1),
    "老格式合并的乡镇.xls": ("", 4),
    "行尾是旧式回车.csv": ("", 2),
    "表头写明是元.csv": ("", 1),
    "表头前有十九个空行.csv": ("", 2),
    "表头里换行和空格.csv": ("", 1),
    "计量单位写在单位列.csv": ("", 2),
    "与已登记的不一致.csv": ("conflict", 0),
    "累计比上月小.csv": ("cumulative-falls", 1),
    "本月加上月对不上累计.csv": ("cumulative-mismatch", 1),
    "两种编码混在一起.csv": ("decode", 0),
    "传了一半.xlsx": ("decode", 0),
    "压缩包改名.xlsx": ("decode", 0),
    "图片改名.csv": ("decode", 0),
    "引号不成对.csv": ("decode", 0),
    "文档改名.xlsx": ("decode", 0),
    "网页改名.xls": ("decode", 0),
    "零字节.csv": ("decode", 0),
    "写了同上.csv": ("ditto", 2),
    "同一列有两次.csv": ("duplicate-key", 0),
    "同一行报了两遍.csv": ("duplicate-key", 1),
    "两份表接在一起标记在中间.csv": ("duplicate-key", 0),
    "只有空格和换行.csv": ("empty", 0),
    "只有表头.csv": ("empty", 0),
    "空工作簿.xlsx": ("empty", 0),
    "空文件.csv": ("empty", 0),
    "公式引用出错.xlsx": ("formula-error", 1),
    "公式没有算过.xlsx": ("formula-error", 0),
    "老格式公式引用出错.xls": ("formula-error", 1),
    "什么都错.csv": ("formula-error fraction unknown-metric unknown-unit", 0),
    "半个人.csv": ("fraction", 2),
    "岗位是负数.csv": ("negative", 2),
    "另一张工作表是草稿.xlsx": ("", 2),
    "只有标题没有表头.csv": ("no-header", 0),
    "表头写错一个字.csv": ("no-header", 1),
    "表头前有二十个空行.csv": ("no-header", 0),
    "约数.csv": ("not-a-number", 2),
    "不归本单位报.csv": ("not-on-duty", 0),
    "分子大于分母.csv": ("numerator-over-denominator", 0),
    "标题与文件名不一致2023年4月.csv": ("period-conflict", 0),
    "月份还没到.csv": ("period-not-begun", 0),
    "前年的数.csv": ("period-outside-plan", 0),
    "备注带手机号.xlsx": ("personal-data", 0),
    "带手机号.csv": ("personal-data", 0),
    "带身份证号.csv": ("personal-data", 0),
    "比率只写百分数.csv": ("rate-needs-parts", 0),
    "失业率没有来源.csv": ("source-needed", 0),
    "一格十四万字.csv": ("too-large", 0),
    "最后一行有一格.xlsx": ("too-large", 0),
    "标题写的别的镇_大湾乡.csv": ("unit-conflict", 0),
    "标题和表里不是同一个镇.csv": ("unit-conflict", 0),
    "指标写错.csv": ("unknown-metric", 0),
    "没有表头的一列有数.csv": ("unknown-metric", 1),
    "月份写成2023.1.csv": ("unknown-period", 0),
    "看不出月份.csv": ("unknown-period", 0),
    "标题写的是一到三月.csv": ("", 1),
    "乡镇写错.csv": ("unknown-unit", 0),
    "看不出单位.csv": ("unknown-unit", 0),
    "累计的数填进了本月.csv": ("wrong-reporting", 0),
}


def run(database: Path, *arguments: str | Path) -> tuple[int, str]:
    """One command on `database`: its exit code and what it wrote; an exception would fail the test."""
    settings = {"JYTRACK_DB": str(database), "JYTRACK_ACTOR": "测试员", "COLUMNS": "100"}
    ran = typed(arguments, settings)
    return ran.code, ran.out


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with one reading of last year in it."""
    database = tmp_path_factory.mktemp("丑表") / "台账.db"
    assert run(database, "init")[0] == 0
    first = database.with_name("先前登记.csv")
    shutil.copy(UGLY / "同一份表换了名字.csv", first)
    assert run(database, "target", "import", first, *ON)[0] == 0
    return database


@pytest.fixture
def database(prepared: Path, tmp_path: Path) -> Path:
    """The same for one test alone."""
    return Path(shutil.copy(prepared, tmp_path / "台账.db"))


def readings(database: Path) -> list[dict[str, Any]]:
    """What is on record of this year, or came in since."""
    rows: list[dict[str, Any]] = json.loads(run(database, "target", "readings", "--format", "json")[1])["rows"]
    return [row for row in rows if row["period"] != "2022-06"]


def test_every_file_is_in_the_table() -> None:
    assert sorted(EXPECTED) == FILES
    assert set(TEXTS) < set(FILES)
    assert len(FILES) >= 40


@pytest.mark.parametrize("name", FILES)
def test_what_becomes_of_a_file(database: Path, golden: Golden, name: str) -> None:
    code, out = run(database, "target", "import", UGLY / name, *ON, "--format", "json")
    answer = json.loads(out)
    problems = [problem for sheet in answer["files"] for problem in sheet["problems"]]
    errors = Counter(problem["code"] for problem in problems if problem["severity"] == "error")
    refusing, new = EXPECTED[name]
    assert " ".join(sorted(errors)) == refusing
    assert code == (3 if refusing else 0)
    assert answer["written"] is (not refusing and new > 0)
    assert sum(sheet["counts"]["new"] for sheet in answer["files"]) == new
    kept = readings(database)
    assert len(kept) == (0 if refusing else new)
    said = [f"{p['code']} {p['row']} {p['column']} {p['message']} | {p['suggestion']}" for p in problems]
    figures = ("month", "cumulative", "value", "numerator", "denominator")
    rows = [f"{r['unit']} {r['target']} {r['period']} {[r[figure] for figure in figures]}" for r in kept]
    golden(f"ugly/{name}.txt", "\n".join([*said, *rows, ""]))


def test_each_code_refuses_some_file_and_lets_another_pass() -> None:
    refusing = {code for codes, _ in EXPECTED.values() for code in codes.split()}
    errors = {str(code) for code in Code if code.severity == "error"}
    # These take two files, or what is on record: test_mended_copies.py, services/sheets/test_overtaking.py,
    # cli/plan/test_locks.py; or a form: services/sheets/test_forms.py.
    beside = {Code.TWO_VERSIONS, Code.OLDER_SHEET, Code.LOCKED, Code.UNKNOWN_TASK, Code.NOT_A_DATE, Code.TOO_LONG}
    assert errors - refusing == set(map(str, beside))
    assert all(any(code not in codes.split() for codes, _ in EXPECTED.values()) for code in errors)


def test_no_personal_data_is_echoed_or_stored(database: Path) -> None:
    for name in (
        "带身份证号.csv",
        "带手机号.csv",
        "备注带手机号.xlsx",
        "标题在前落款带电话.csv",
        "有隐藏的工作表.xlsx",
    ):
        out = "".join(
            run(database, "target", "import", UGLY / name, *ON, "--format", kind)[1] for kind in ("json", "plain")
        )
        assert not any(number in out for number in ("13800000000", "138 0000 0000", "64042419900101000X"))
    stored = database.read_bytes()
    assert not any(number.encode() in stored for number in ("13800000000", "138 0000 0000", "64042419900101000X"))


def written(path: Path) -> list[str]:
    """All that the database holds but for what it remembers of sheets that were not taken in."""
    with closing(sqlite3.connect(path)) as connection:
        kept = ('INSERT INTO "receipt', 'INSERT INTO "chain_', 'INSERT INTO "sqlite_sequence"')
        return [line for line in connection.iterdump() if not line.startswith(kept)]


def test_all_of_them_at_once_are_refused_and_nothing_is_written(database: Path, prepared: Path) -> None:
    code, out = run(database, "target", "import", UGLY, *ON, "--format", "json")
    answer = json.loads(out)
    assert (code, answer["written"]) == (3, False)
    assert {sheet["file"] for sheet in answer["files"]} == set(FILES)
    assert written(database) == written(prepared)
    assert run(database, "db", "check")[0] == 0
