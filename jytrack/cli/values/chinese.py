"""Typer speaks English; this is the one place where its help and its usage errors become Chinese."""

import re
from unicodedata import east_asian_width

HELP = (
    (r"^Usage: ", "用法："),
    (r"\[OPTIONS\]", "[选项]"),
    (r"COMMAND \[ARGS\]\.\.\.", "命令 [参数]..."),
    (r"^Options:$", "选项："),
    (r"^Commands:$", "命令："),
    (r"^Arguments:$", "参数："),
    (r"Show this message and\s+exit\.", "显示本帮助。"),
    (r"Install completion for the current\s+shell\.", "为当前 shell 安装命令补全。"),
    (
        r"Show completion for the current shell,\s+to\s+copy\s+it\s+or\s+customize\s+the\s+installation\.",
        "显示补全脚本，供自行安装。",
    ),
    (r"\[default: ", "[默认："),
    (r"\[env var: ", "[环境变量："),
    (r"; required\]", "；必填]"),
    (r"\[required\]", "[必填]"),
    (r"; default: ", "；默认："),
)
"""Fixed words of the help page: a pattern in Typer's text, and what a clerk reads instead."""

ERRORS = (
    (r"No such option: (\S+?)\.? \(Possible options: (.+)\)", r"没有选项 \1，相近的有 \2"),
    (r"No such option: (\S+?)\.?", r"没有选项 \1"),
    (r"No such command '(.+?)'\. Did you mean (.+)\?", r"没有命令 \1，您要的是不是 \2"),
    (r"No such command '(.+?)'\.", r"没有命令 \1"),
    (r"Missing command\.", "缺少命令"),
    (r"Missing argument '(.+?)'\.", r"缺少参数 \1"),
    (r"Missing option '(.+?)'\.(?: Choose from:\s*(.+))?", r"缺少选项 \1"),
    (r"Got unexpected extra arguments? \((.+)\)", r"多出了参数 \1"),
    (r"Got unexpected extra argument\(s\) \((.+)\)", r"多出了参数 \1"),
    (r"Option '(.+?)' requires an argument\.", r"选项 \1 后面缺少内容"),
    (r"Option '(.+?)' requires (\d+) arguments\.", r"选项 \1 后面要有 \2 项内容"),
    (r"Option '(.+?)' does not take a value\.", r"选项 \1 后面不带内容"),
    (r"Invalid value for '(.+?)': '(.*)' is not one of (.+)\.", r"\1 不能是“\2”，可选 \3"),
    (r"Invalid value for '(.+?)': '(.*)' is not a valid (?:int|float|integer|range)\.", r"\1 应为数字，写的是“\2”"),
    (r"Invalid value for '(.+?)': (.+) is not in the range (.+)\.", r"\1 超出范围 \3，写的是 \2"),
    (r"Invalid value for '(.+?)': (.+)", r"\1 写得不对：\2"),
    (r"Invalid value: (.+)", r"写得不对：\1"),
)
"""Usage errors, the first pattern that matches the whole message wins."""


def help_text(text: str) -> str:
    """Typer's help page with its fixed words in Chinese and its lists aligned on screen."""
    for pattern, chinese in HELP:
        text = re.sub(pattern, chinese, text, flags=re.MULTILINE)
    return "\n\n".join(_aligned(block) for block in text.split("\n\n"))


def _aligned(block: str) -> str:
    """A two-column list padded by the cells it takes on screen, where a Chinese character takes two."""
    lines = [(line, re.fullmatch(r"(  \S.*?) {2,}(\S.*)", line)) for line in block.split("\n")]
    width = max((_cells(match[1]) for _, match in lines if match), default=0) + 2
    return "\n".join(match[1] + " " * (width - _cells(match[1])) + match[2] if match else line for line, match in lines)


def _cells(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def usage_error(message: str) -> str:
    """One of Typer's usage errors as one Chinese sentence; what no pattern knows is quoted."""
    for pattern, chinese in ERRORS:
        if match := re.fullmatch(pattern, message, flags=re.DOTALL):
            said = match.expand(chinese).replace("'", "")
            return re.sub(r", (?=[\w, -]*$)", "、", said)
    return f"命令写得不对（{message}）"
