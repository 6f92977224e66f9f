"""Typer speaks English; this is the one place where its help and its usage errors become Chinese."""

import re
from collections.abc import Iterable

from jytrack.domain.values.texts import cells

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
    (r"\[env\s+var:\s+", "[环境变量："),
    (r"; required\]", "；必填]"),
    (r"\[required\]", "[必填]"),
    (r"; default: ", "；默认："),
)
"""Fixed words of the help page: a pattern in Typer's text, and what a clerk reads instead."""

_NAME, _VALUE = r"'(?P<name>.+?)'", r"(?P<mark>['\"])(?P<value>.*)(?P=mark)"

EXTRA, MISSING = "多出了参数", "缺少"
"""How the errors begin of words that are too many and too few."""

ERRORS = (
    (r"No such option: (?P<name>.+?)\.? \(Possible options: (?P<names>.+)\)", "没有选项 {name}，相近的有 {names}"),
    (r"No such option: (?P<name>.+?)\.?", "没有选项 {name}"),
    (rf"No such command {_VALUE}\. Did you mean (?P<names>.+)\?", "没有命令 {value}，您要的是不是 {names}"),
    (rf"No such command {_VALUE}\.", "没有命令 {value}"),
    (r"Missing command\.", f"{MISSING}命令"),
    (rf"Missing argument {_NAME}\.(?: Choose from:\s*.+)?", f"{MISSING}参数 {{name}}"),
    (rf"Missing option {_NAME}\.(?: Choose from:\s*.+)?", f"{MISSING}选项 {{name}}"),
    (rf"Missing parameter:? {_NAME}\.?", f"{MISSING} {{name}}"),
    (r"Got unexpected extra argument(?:s|\(s\))? \((?P<value>.+)\)", f"{EXTRA} {{value}}"),
    (rf"Option {_NAME} requires an argument\.", "选项 {name} 后面缺少内容"),
    (rf"Option {_NAME} requires (?P<count>\d+) arguments\.", "选项 {name} 后面要有{count}项内容"),
    (rf"Option {_NAME} does not take a value\.", "选项 {name} 后面不带内容"),
    (rf"Argument {_NAME} takes (?P<count>\d+) values\.", "参数 {name} 要有{count}项内容"),
    (r"Could not open file (?P<mark>['\"])(?P<value>.*)(?P=mark): .+", "打不开文件 {value}"),
    (rf"Invalid value for {_NAME}: (?P<reason>.+)", "{name} {reason}"),
    (r"Invalid value: (?P<reason>.+)", "{reason}"),
)
"""Usage errors, the first pattern that matches the whole message wins."""

_PATH = rf"(?:Path|File|Directory) {_VALUE}"

REASONS = (
    (rf"{_VALUE} is not one of (?P<names>.+)\.", "不能是“{value}”，可选 {names}"),
    (rf"{_VALUE} is not a valid (?:int|float|integer)(?: range)?\.", "应为数字，写的是“{value}”"),
    (rf"{_VALUE} is not a valid boolean\. Recognized values: .+", "应为 true 或 false，写的是“{value}”"),
    (rf"{_VALUE} is not a valid \w+\.", "不能是“{value}”"),
    (rf"{_VALUE} does not match the formats? (?P<names>.+)\.", "不能是“{value}”，应写成 {names}"),
    (r"(?P<value>.+) is not in the range (?P<names>.+)\.", "超出范围 {names}，写的是 {value}"),
    (rf"{_PATH} does not exist\.", "指的“{value}”不存在"),
    (rf"{_PATH} is a file\.", "指的“{value}”是文件，不是文件夹"),
    (rf"{_PATH} is a directory\.", "指的“{value}”是文件夹，不是文件"),
    (rf"{_PATH} is not readable\.", "指的“{value}”没有读的权限"),
    (rf"{_PATH} is not writable\.", "指的“{value}”没有写的权限"),
    (rf"{_PATH} is not executable\.", "指的“{value}”没有执行的权限"),
    (rf"{_VALUE}: (?P<reason>[A-Z].+)", "指的“{value}”打不开"),
    (r"(?P<count>\d+) values are required, but (?P<given>\d+) given\.", "要有{count}项内容，写了{given}项"),
    (r"Takes (?P<count>\d+) values but (?P<given>\d+) given\.", "要有{count}项内容，写了{given}项"),
    (r"Value must be an iterable\.", "要有几项内容"),
    (r"(?P<value>.+)", "写得不对：{value}"),
)
"""Why a value is refused; what none of Typer's own matches has been said by a reader of `options.py`, in Chinese."""


def help_text(text: str, columns: int | None = None) -> str:
    """Typer's help page with its fixed words in Chinese, its lists aligned on screen, its lines within `columns`."""
    for pattern, chinese in HELP:
        text = re.sub(pattern, chinese, text, flags=re.MULTILINE)
    return "\n\n".join(_aligned(block, columns) for block in text.split("\n\n"))


def _aligned(block: str, columns: int | None) -> str:
    """A two-column list padded by the cells it takes on screen, where a Chinese character takes two."""
    lines = [(line, re.fullmatch(r"(  \S.*?) {2,}(\S.*)", line)) for line in block.split("\n")]
    width = max((cells(match[1]) for _, match in lines if match), default=0) + 2
    beside = width if columns is None or width < columns // 2 else 6
    return "\n".join(
        _within(match[1] + " " * (width - cells(match[1])) + match[2], columns, beside)
        if match
        else _within(line, columns, len(line) - len(line.lstrip()))
        for line, match in lines
    )


def _within(line: str, columns: int | None, indented: int) -> str:
    """A line broken where it would leave the screen, never inside a word of Latin letters; what follows is indented."""
    if columns is None or cells(line) <= columns:
        return line
    rows, row = list[str](), ""
    for part in re.findall(r"[\[（“]+[^!-~]|[!-~]+|[^!-~]", line):
        if row.strip() and cells(row + part) > columns - (part[-1] not in _CLOSING and 2):
            rows.append(row.rstrip())
            row = " " * indented + part.lstrip()
        else:
            row += part
    return "\n".join([*rows, row])


_CLOSING = "，。、；：）”】"
"""What never begins a line: room is left for it."""


def usage_error(message: str) -> str:
    """One of Typer's usage errors as one Chinese sentence; what no pattern knows is quoted."""
    return _said(ERRORS, message) or f"命令写得不对（{message}）"


def _said(patterns: Iterable[tuple[str, str]], message: str) -> str | None:
    """What the first of the patterns that matches the whole message says of it."""
    for pattern, chinese in patterns:
        if match := re.fullmatch(pattern, message, flags=re.DOTALL):
            return chinese.format_map({part: _part(part, text) for part, text in match.groupdict().items()})
    return None


def _part(part: str, text: str) -> str:
    """A part of a message as it stands in the sentence: names without their quotes, a value as it was typed."""
    match part:
        case "name" | "names":
            return text.replace("'", "").replace(", ", "、")
        case "reason":
            return _said(REASONS, text) or text
        case _:
            return text.replace("\\'", "'")
