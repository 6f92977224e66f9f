"""What goes on after an error of usage: where a stray word belongs, and how the command is typed."""

import re
from typing import Any

from jytrack.cli.values import names

_DAY = re.compile(r"[0-9０-９一二三四五六七八九十]+ *[-—./年月季号日]|[上本这今去]个?[月年天]|[0-9]{6}([0-9]{2})?$")
DAYS = ("月份", "日期")
_NAMES = ("单位", "指标", "任务", "节点", "方案")
"""What the values of options are called in help that may be a day or a name."""

_NUMBERS = "[序号]"
_TEXT = "文字"
"""What arguments are called that may name several tasks, and that may be any text."""


def example(ctx: Any) -> str:
    """How the command of `ctx` is typed, as it goes on after a statement."""
    _, typed = names.COMMANDS.get(names.path_of(ctx.command_path), ("", ""))
    return f"，写法如 {typed}" if typed else ""


def is_day(word: str) -> bool:
    """Whether `word` looks like a day, a month or a stretch of them."""
    return _DAY.match(word) is not None


def astray(ctx: Any, word: str) -> str:
    """Where `word`, of which the command of `ctx` does not know what it is, belongs; else how the command is typed."""
    parameters = ctx.command.get_params(ctx)
    called = {each.make_metavar(ctx) for each in parameters if each.param_type_name == "argument"}
    if word.isdecimal() and _NUMBERS in called:
        return "，多项任务写成 1,4,9"
    if called & {_TEXT, f"[{_TEXT}]"}:
        return "，有空格的文字要加引号"
    for each in parameters:
        if any(word in (known.value, known.label) for known in getattr(getattr(each.type, "func", None), "words", ())):
            return f"，前面要写选项（{max(each.opts, key=len)} {each.metavar}）"
    looked_for = DAYS if is_day(word) else _NAMES
    takes = {
        each.metavar: max(each.opts, key=len)
        for each in reversed(parameters)
        if each.param_type_name == "option" and each.metavar in looked_for
    }
    found = [f"{takes[kind]} {kind}" for kind in looked_for if kind in takes]
    return f"，前面要写选项（{'、'.join(found)}）" if found else example(ctx)
