"""Letters and forms as typed: where they may go, one or many, and what is said of what they cannot be."""

from pathlib import Path

import pytest

from tests.cli.conftest import Jytrack
from tests.command import Ran, typed
from tests.services.desks import with_demo

JUNE = ("--as-of", "2023-06-30")


@pytest.fixture(scope="module")
def jytrack(tmp_path_factory: pytest.TempPathFactory) -> Jytrack:
    """Runs the command line on the demo, which nothing here writes to."""
    database, _ = with_demo(tmp_path_factory.mktemp("letters") / "demo.db")

    def run(*arguments: str | Path) -> Ran:
        return typed(arguments, {"JYTRACK_DB": str(database), "JYTRACK_ACTOR": "测试员", "COLUMNS": "100"})

    return run


@pytest.mark.parametrize("suffix", ["docx", "html", "md", "txt"])
@pytest.mark.parametrize(
    "command",
    ["report urge --unit 黄花乡", "report supervise 15", "task handout --department 人社局"],
    ids=lambda command: command.split()[1],
)
def test_a_letter_is_written_as_its_suffix_says(jytrack: Jytrack, tmp_path: Path, command: str, suffix: str) -> None:
    path = tmp_path / f"函.{suffix}"
    ran = jytrack(*command.split(), *JUNE, "-o", path)
    assert (ran.code, ran.out) == (0, "")
    raw = path.read_bytes()
    assert raw.startswith(b"PK") if suffix == "docx" else "代拟稿" in raw.decode()


def test_a_note_for_the_chat_has_lines_and_no_table(jytrack: Jytrack, tmp_path: Path) -> None:
    assert jytrack("report", "urge", "--all", *JUNE, "-o", tmp_path / "催").code == 0
    names = sorted(path.name for path in (tmp_path / "催").iterdir())
    assert "黄花乡催报单.docx" in names
    assert "黄花乡催报单.txt" in names
    chat = (tmp_path / "催" / "黄花乡催报单.txt").read_text(encoding="utf-8")
    assert "1. 城镇新增就业（人），上次累计25（5月）" in chat
    assert "----" not in chat


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        ("report urge", 2, "请写明给谁：--unit 单位，或 --all 各单位"),
        ("report urge --unit 黄花乡 --all", 2, "请写明给谁"),
        ("report urge --all --as-of 2023-12-31", 2, "一份一个文件，-o 后面请写文件夹"),
        ("report urge --unit 香水镇 --as-of 2023-06-30", 3, "没有到期未报的数，不用催报"),
        ("report urge --unit 黄花乡 --as-of 2023-06-30 -o {}/催.csv", 2, "不是能写的格式；后缀用 .docx .html .md .txt"),
        ("report supervise 9 --as-of 2023-06-30", 3, "不用督办；现状见 jytrack task show 9"),
        ("report supervise 99", 4, "方案里没有任务99"),
        ("report accountability --all", 2, "--all 要写 -o 文件夹"),
        ("report accountability --all --department 人社局 -o {}/册", 2, "--all 要写 -o 文件夹，不写 --department"),
        ("task handout", 2, "请写明给谁：--department 单位"),
        ("task template --kind reasons --as-of 2023-06-30 -o {}/表.json", 2, "不是能写的格式"),
        ("task template --kind reasons --department 财政局 --as-of 2023-06-30 -o {}/表.xlsx", 2, "没有滞后的指标"),
        ("task import {}/没有.csv", 2, "没有文件"),
        ("task import {} --slips {}", 2, "--slips 不能也是"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(jytrack: Jytrack, tmp_path: Path, line: str, code: int, told: str) -> None:
    ran = jytrack(*line.replace("{}", str(tmp_path)).split())
    assert ran.code == code, ran.err
    assert told in ran.err
    assert "Traceback" not in ran.err
    assert list(tmp_path.iterdir()) == []


def test_an_account_in_word_is_the_one_to_be_signed(jytrack: Jytrack, tmp_path: Path) -> None:
    assert jytrack("report", "accountability", "--department", "人社局", *JUNE, "-o", tmp_path / "页.txt").code == 0
    assert "单位责任（人社局）" in (tmp_path / "页.txt").read_text(encoding="utf-8")
    assert jytrack("report", "accountability", "--all", *JUNE, "-o", tmp_path / "册").code == 0
    assert (tmp_path / "册" / "人社局责任台账.docx").read_bytes().startswith(b"PK")


def test_an_overdue_milestone_has_a_letter_of_its_own(tmp_path: Path) -> None:
    database, _ = with_demo(tmp_path / "demo.db")
    settings = {"JYTRACK_DB": str(database), "JYTRACK_ACTOR": "测试员", "COLUMNS": "100"}
    node = "task milestone add 3 养老托育项目验收 --due 2023-06-01 --note 会议定 --on 2023-03-20"
    assert typed(node.split(), settings).code == 0
    letter = typed(["report", "supervise", "3", *JUNE], settings).out
    assert letter.startswith("关于抓紧完成“养老托育项目验收”的督办函")
    assert "节点逾期，现予督办" in letter
    assert "节点“养老托育项目验收”应于2023年6月1日完成，已逾期29天。" in letter
    assert "“养老托育项目验收”抓紧办结，附佐证材料。" in letter
