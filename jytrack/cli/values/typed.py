"""What was typed, made what Typer reads: dashes and letters of other widths, Chinese names, global options anywhere.

Only how a command and its options are called is touched. What stands behind an option, and texts, names and paths, go
on as they came; each is understood by whoever reads it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from jytrack.cli.values.hints import DAYS, astray, example, is_day
from jytrack.cli.values.names import chinese
from jytrack.errors import UsageError

_DASHES = r"—–－−―‐‑﹣\-"
_LONG = rf"[{_DASHES}]{{2}}[^{_DASHES}]"
_OPTION = rf"([{_DASHES}]{{1,4}})([^\s=＝:：{_DASHES}][^\s=＝:：]*)(?:[=＝:：](.*))?"
_PROSE = ("文字", "节点")
"""What arguments that may be any text are called in help: there a dash may begin what is to be written down."""

_QUOTED = rf"((?:[{_DASHES}]{{1,4}}[^\s=＝:：]+[=＝:：])?)([“”‘’「『＂])([^“”‘’「」『』＂]*)"
"""How a word begins, and goes on to its end, that opens a text in quotes which are none to the shell."""

_CLOSED_BY = {"“": "“”", "”": "“”", "‘": "‘’", "’": "‘’", "「": "」", "『": "』", "＂": "＂"}
"""What ends a text that a quote opens; some keyboards give the one for the other."""

_DAY_SO_FAR = re.compile(r"(?:[0-9０-９]+[年月]?)+")
_DAY_GOES_ON = re.compile(r"(?:[年月日号]|月份|季度)[底末初]?|[底末初]|[0-9０-９]+[月日号][底末初]?")
"""What of a day or a month was typed, and what may belong to it behind a blank."""

_HELP = ("?", "？", "/?", "-?", "－？", "/？")

_GLOBAL = ("--db", "--plan")
"""Options of the whole program that may be typed behind a command too."""


def read(command: Any, ctx: Any, args: list[str]) -> list[str]:
    """`args` of `command` under the names that Typer knows; UsageError for an option that is none.

    Of a group only what stands before its command is read. Values of global options are put into the context.
    """
    if not args and not ctx.resilient_parsing:
        return args
    parameters = command.get_params(ctx)
    known = {name: each for each in parameters for name in _names(each)}
    if ctx.resilient_parsing:  # the shell asks what may follow, and is to know the Chinese names too
        for each in filter(lambda parameter: parameter.param_type_name == "option", parameters):
            each.opts = list(dict.fromkeys((*each.opts, *map(chinese, each.opts))))
    elsewhere = {} if ctx.parent is None else {name: name for name in (*_GLOBAL, *map(chinese, _GLOBAL))}
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    prose = any(each.make_metavar(ctx).strip("[]") in _PROSE for each in arguments)
    waiting = rejoined(args, lambda word: bool(_called(word, known | elsewhere, plain_only=False)[0]))
    found, placed = list[str](), 0
    while waiting:
        word = waiting.pop(0)
        if word == "--":
            return [*found, word, *waiting]
        if word in _HELP and not prose:
            word = "--help"
        name, value = _called(word, known | elsewhere, plain_only=prose and placed < len(arguments))
        if name in elsewhere and name not in known:
            _tell(ctx, name, _value(value, waiting, word, ctx))
        elif name:
            found += _option(known[name], name, value, waiting)
        elif re.match(_LONG if not prose else "--", word) and not ctx.resilient_parsing:
            raise _no_option(word, known, ctx, waiting)
        else:
            placed += not word.startswith("-") or word == "-"
            found.append(word)
            if hasattr(command, "commands") and not word.startswith("-"):
                return [*found, *waiting]
    return found


def rejoined(args: Sequence[str], is_option: Callable[[str], bool]) -> list[str]:
    """The words, those put together again that the shell made of one text in Chinese quotes with blanks in it.

    Such a text reaches to the word that closes it; where an option or the end comes first, it was none.
    """
    found = list[str]()
    for at, word in enumerate(args):
        if word == "--":
            return [*found, *args[at:]]
        match = re.fullmatch(_QUOTED, word)
        if match is None or Path(word).exists():
            found.append(word)
            continue
        option, quote, begun = match.groups()
        for end, last in enumerate(args[at + 1 :], at + 1):
            if is_option(last) or last == "--":
                break
            if last.endswith(tuple(_CLOSED_BY[quote])):
                text = " ".join([begun, *args[at + 1 : end], last[:-1]]).strip()
                return [*found, option + text, *rejoined(args[end + 1 :], is_option)]
        found.append(word)
    return found


def unquoted(text: str) -> str:
    """What stands in Chinese quotes around the whole of `text`; itself where there are none."""
    closers = _CLOSED_BY.get(text[:1], "")
    return text[1:-1].strip() if len(text) > 2 and text[-1] in closers else text


def _names(parameter: Any) -> Iterator[str]:
    """All names of an option: those that Typer knows, and the Chinese ones."""
    if parameter.param_type_name == "option":
        for name in (*parameter.opts, *parameter.secondary_opts):
            yield name
            if name.startswith("--"):
                yield chinese(name)


def _called(word: str, known: Mapping[str, Any], *, plain_only: bool) -> tuple[str, str | None]:
    """The option, of those `known`, that `word` calls, and the value in it; "" where it calls none."""
    if word in known:
        return word, None
    match = re.fullmatch(_OPTION, word, re.DOTALL)
    if match is None or (plain_only and not word.startswith("-")):
        return "", None
    dashes, written, value = match.groups()
    name = re.sub(f"[_{_DASHES}]+", "-", unicodedata.normalize("NFKC", written)).casefold()
    for called in (f"--{name}", f"-{name}"):
        if called in known and not (dashes == "-" and len(name) == 1 and value is not None):
            return ("", None) if not word.startswith("-") and Path(word).exists() else (called, value)
    if (same := chinese(f"--{name}")) in known:  # --department where help says --unit: both are called 单位
        return same, value
    for called in known if value is None else ():  # --截至6月
        if not called.isascii() and re.match("[0-9]", rest := f"--{name}".removeprefix(called)):
            return called, rest
    return "", None


def _option(parameter: Any, name: str, value: str | None, waiting: list[str]) -> list[str]:
    """The option under a name that Typer knows, with its value, which is taken from what is `waiting`."""
    own = [*parameter.opts, *parameter.secondary_opts]
    english = name if name in own else next(each for each in own if chinese(each) == name)
    if value is not None:
        value = _whole(parameter, value, waiting)
        return [f"{english}={value}"] if english.startswith("--") else [english, value]
    takes = not (parameter.is_flag or getattr(parameter, "count", False))
    return [english, _whole(parameter, waiting.pop(0), waiting)] if takes and waiting else [english]


def _whole(parameter: Any, value: str, waiting: list[str]) -> str:
    """The `value` of an option; a day that the shell has parted at its blanks (6 月 30 日) with those `waiting`."""
    while parameter.metavar in DAYS and waiting and _DAY_SO_FAR.fullmatch(value):
        parts = next((many for many in (1, 2) if _DAY_GOES_ON.fullmatch("".join(waiting[:many]))), 0)
        if not parts:
            break
        value += "".join(waiting[:parts])
        del waiting[:parts]
    return value


def _value(value: str | None, waiting: list[str], word: str, ctx: Any) -> str:
    """What stands behind a global option."""
    if value is None and not waiting:
        raise UsageError(f"选项 {word} 后面缺少内容；用法见 {ctx.command_path} --help")
    return waiting.pop(0) if value is None else value


def _tell(ctx: Any, name: str, value: str) -> None:
    """Let the whole program know of a global option that was typed behind a command."""
    from dataclasses import replace

    if ctx.obj is None:  # while the shell asks what may follow
        return
    said = {"plan": value} if name in ("--plan", chinese("--plan")) else {"db": value}
    ctx.obj = ctx.find_root().obj = replace(ctx.obj, **said)


def _no_option(word: str, known: Mapping[str, Any], ctx: Any, behind: Sequence[str]) -> UsageError:
    """There is no such option, whatever stands `behind` it."""
    typed = word.partition("=")[0]
    like = near(typed, [name for name in known if name.startswith("--")])
    if like:
        hint = f"，相近的有 {'、'.join(like)}"
    else:
        hint = astray(ctx, behind[0]) if behind and is_day(behind[0]) else example(ctx)
    return UsageError(f"没有选项 {typed}{hint}；用法见 {ctx.command_path} --help")


def near(typed: str, known: list[str]) -> list[str]:
    """Those of the names `known` that are nearest to what was typed, by their letters."""
    from difflib import SequenceMatcher

    bare = typed.strip(_DASHES).casefold()
    scores = {name: SequenceMatcher(None, name.strip("-"), bare).ratio() for name in known}
    best = max(scores.values(), default=0.0)
    begun = [name for name in known if bare.startswith(name.strip("-")) and len(name.strip("-")) > 1]
    if begun:
        return [max(begun, key=len)]
    if longer := [name for name in known if len(bare) > 1 and name.strip("-").startswith(bare)]:
        return longer
    return [
        name for name, score in scores.items() if score == best >= (_ALIKE if bare.isascii() else _ALIKE_IN_CHINESE)
    ]


_ALIKE, _ALIKE_IN_CHINESE = 0.7, 0.5
"""Fewer letters in common are no slip of the finger; of two characters one is half."""
