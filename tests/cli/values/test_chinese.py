"""What Typer says in English reaches the clerk in Chinese."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

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
        ("""Invalid value for '序号': "it's" is not a valid int.""", "序号 应为数字，写的是“it's”"),
        ("Invalid value for '[文件]': Path '表.csv' is not readable.", "[文件] 指的“表.csv”没有读的权限"),
        ("Invalid value for '-o' / '--output': Path 'x' is not readable.", "-o / --output 指的“x”没有读的权限"),
        ("Something new in a later Typer", "命令写得不对（Something new in a later Typer）"),
    ],
)
def test_usage_errors(english: str, chinese: str) -> None:
    assert usage_error(english) == chinese


RAISED = {"BadParameter", "BadArgumentUsage", "BadOptionUsage", "FileError", "NoSuchOption", "UsageError", "fail"}
SAID_BY = (
    "_click/exceptions.py",
    "_click/types.py",
    "_click/core.py",
    "_click/parser.py",
    "_types.py",
    "core.py",
    "models.py",
)
PLACEHOLDERS = {"msg": "an argument.", "len_type": "2", "len_value": "3", "self.nargs": "2", "len(value)": "3"} | {
    "name": "Path", "loc": "'甲'", "self.name.title()": "Path", "self.name": "int"
}  # fmt: skip
"""What stands in a text of the source for what is known only when it is said, where it is no value that was typed."""


def typers_messages() -> Iterator[tuple[str, str]]:
    """Every usage error that stands in Typer's own source, with the file: its placeholders filled in."""
    home = Path(typer.__file__).parent
    for name in SAID_BY:
        for node in ast.walk(ast.parse((home / name).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rsplit(".")[-1] in RAISED:
                for text in map(written, [*node.args, *(word.value for word in node.keywords)]):
                    if " " in text:
                        yield name, text


def written(node: ast.expr) -> str:
    """A text in the source as it would be said."""
    if isinstance(node, ast.JoinedStr):
        return "".join(map(written, node.values))
    if isinstance(node, ast.FormattedValue):
        inside = PLACEHOLDERS.get(ast.unparse(node.value), "甲")
        return f"'{inside}'" if node.conversion == ord("r") else inside
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
        return re.sub(r"{\w+!r}", "'甲'", written(node.func.value))
    if isinstance(node, ast.Call) and node.args:  # _("text"), for translation
        return written(node.args[0])
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def test_all_that_typer_can_say_of_usage_is_known() -> None:
    """Guards upgrades of Typer: its source is searched for what it can say."""
    messages = list(typers_messages())
    assert len(messages) > 18
    for name, message in messages:
        reason = name.endswith(("types.py", "models.py")) or message.startswith(("Value must", "Takes "))
        said = usage_error(f"Invalid value for '甲': {message}" if reason else message)
        assert not re.search("[A-Za-z]{2,}", said.replace("true 或 false", "")), message


def test_no_english_sentence_is_left_in_any_help_page() -> None:
    """Guards upgrades of Typer: only names, codes, file suffixes and placeholders may be Latin."""
    body = page().split("\n## ", 1)[1]
    words = set(re.findall(r"(?<![-\w./])[A-Za-z]{2,}(?![-\w./])", re.sub(r"^## .*$", "", body, flags=re.MULTILINE)))
    commands = {"jytrack", "init", "task", "target", "report", "remind", "db", "list", "show", "update", "note"}
    commands |= {"import", "record", "readings", "variance", "accountability", "weekly", "info", "check", "backup"}
    commands |= {"submissions", "explain", "withdraw", "matrix", "wording"}
    commands |= {"monthly", "quarterly", "halfyear", "annual", "special"}
    commands |= {"townships", "revise", "allocate", "schedule", "plan", "rank", "villages", "linear", "steps"}
    commands |= {"checkpoint", "template", "imports", "undo", "export", "ningxia"}
    commands |= {"assign", "accept", "start", "finish", "close", "suspend", "resume", "cancel", "return"}
    commands |= {"extend", "approve", "refuse", "milestone", "add", "reopen", "drop"}
    commands |= {"board", "evidence", "brief", "own", "members", "received"}
    commands |= {"quarterly", "halfyear", "special", "wording", "looks"}
    commands |= {"ledger", "reasons", "handout", "urge", "supervise"}
    commands |= {"lock", "unlock", "locks", "original", "archive", "grant", "wangfang"}
    commands |= {"board", "evidence", "brief", "own", "members", "received", "lock", "unlock", "locks"}
    commands |= {"original", "archive", "demo", "plan", "new", "drop", "help"}
    commands |= {"publish", "issued", "reissue", "changes", "withdraw", "register", "correction", "no-lock"}
    commands |= {
        "send",
        "log",
        "settle",
        "contacts",
        "set",
        "channels",
        "test",
        "notes",
        "calendar",
        "install",
        "remove",
    }
    formats = {"table", "plain", "markdown", "csv", "json", "xlsx", "docx", "html", "file"}
    codes = {"lead", "responsible", "done", "in_progress", "restore", "shell", "JYTRACK_DB", "JYTRACK_PLAN"}
    codes |= {"cron", "systemd", "schtasks", "daily", "MON", "outbox", "Word", "WPS"}
    codes |= {"mail", "wecom", "dingtalk", "feishu", "command", "folder", "password", "secret", "url", "port"}
    codes |= {"co_lead", "via_group", "section", "status", "department", "overdue"}
    assert words <= commands | formats | codes


def test_help_columns_align_on_screen() -> None:
    text = "Options:\n  --db 路径  甲\n  --version  乙\n\nA  B"
    assert help_text(text) == "选项：\n  --db 路径  甲\n  --version  乙\n\nA  B"
