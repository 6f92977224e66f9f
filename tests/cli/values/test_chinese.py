"""What Typer says in English reaches the clerk in Chinese."""

import re

import pytest

from jytrack.cli.values.chinese import help_text, usage_error
from tests.docs import page


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("No such option: --foo", "没有选项 --foo"),
        ("No such option: --as (Possible options: --as-of)", "没有选项 --as，相近的有 --as-of"),
        ("No such command 'targe'. Did you mean 'target'?", "没有命令 targe，您要的是不是 target"),
        (
            "No such command 'improt'. Did you mean 'import', 'imports'?",
            "没有命令 improt，您要的是不是 import、imports",
        ),
        ("No such command 'x'.", "没有命令 x"),
        ("Missing argument '序号'.", "缺少参数 序号"),
        ("Missing option '--unit'.", "缺少选项 --unit"),
        ("Got unexpected extra argument (b)", "多出了参数 b"),
        ("Got unexpected extra argument(s) (b c)", "多出了参数 b c"),
        ("Option '--db' requires an argument.", "选项 --db 后面缺少内容"),
        ("Option '--yes' does not take a value.", "选项 --yes 后面不带内容"),
        ("Invalid value for '--format': 'x' is not one of 'table', 'json'.", "--format 不能是“x”，可选 table、json"),
        ("Invalid value for '序号': 'x' is not a valid int.", "序号 应为数字，写的是“x”"),
        ("Invalid value for '--as-of': “x”不是日期", "--as-of 写得不对：“x”不是日期"),
        ("Something new in a later Typer", "命令写得不对（Something new in a later Typer）"),
    ],
)
def test_usage_errors(english: str, chinese: str) -> None:
    assert usage_error(english) == chinese


def test_no_english_sentence_is_left_in_any_help_page() -> None:
    """Guards upgrades of Typer: only names, codes, file suffixes and placeholders may be Latin."""
    body = page().split("\n## ", 1)[1]
    words = set(re.findall(r"(?<![-\w./])[A-Za-z]{2,}(?![-\w./])", re.sub(r"^## .*$", "", body, flags=re.MULTILINE)))
    commands = {"jytrack", "init", "task", "target", "report", "remind", "db", "list", "show", "update", "note"}
    commands |= {"import", "record", "readings", "variance", "accountability", "weekly", "info", "check", "backup"}
    commands |= {"submissions", "explain", "withdraw"}
    commands |= {"townships", "revise", "allocate", "schedule", "plan", "rank", "villages", "linear", "steps"}
    commands |= {"checkpoint", "template", "imports", "undo", "export", "ningxia"}
    commands |= {"assign", "accept", "start", "finish", "close", "suspend", "resume", "cancel", "return"}
    commands |= {"extend", "approve", "refuse", "milestone", "add", "reopen", "drop"}
    commands |= {"board", "evidence", "brief", "own", "members"}
    formats = {"table", "plain", "markdown", "csv", "json", "xlsx"}
    codes = {"lead", "responsible", "done", "in_progress", "restore", "shell", "JYTRACK_DB", "JYTRACK_PLAN"}
    codes |= {"co_lead", "via_group", "section", "status", "department", "overdue"}
    assert words <= commands | formats | codes


def test_help_columns_align_on_screen() -> None:
    text = "Options:\n  --db 路径  甲\n  --version  乙\n\nA  B"
    assert help_text(text) == "选项：\n  --db 路径  甲\n  --version  乙\n\nA  B"
