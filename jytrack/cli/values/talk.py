"""Talk on stderr: what was done, which `--quiet` spares, what was left undone, which it does not, and questions."""

import os
import sys
from contextlib import suppress
from contextvars import ContextVar
from typing import TextIO

import typer

from jytrack.domain.values.texts import shown
from jytrack.errors import UsageError

_QUIET = ContextVar("quiet", default=False)
"""Whether the command at hand was told to say nothing of its success."""

_YES, _NO = ("y", "yes", "是"), ("", "n", "no", "否")


def begin() -> None:
    """A command line begins: nothing has been asked of it yet."""
    _QUIET.set(False)


def hush(asked: bool) -> None:
    """Say nothing of success from now on when `asked`; an option of the program and of each of its commands."""
    if asked:
        _QUIET.set(True)


def say(line: str) -> None:
    """Tell what was done."""
    if not _QUIET.get():
        warn(line)


def warn(line: str) -> None:
    """Tell, in a line, what was not done, or what there is still to do: cron mails it, so nobody is spared it."""
    try:
        typer.echo(shown(line), err=True)
    except OSError:  # where nobody can be told, nothing is wrong
        give_up(sys.stderr)


def give_up(stream: TextIO) -> None:
    """Lead a stream that takes nothing any more to nowhere, so that what is left in it fails at no later moment."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def at_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def confirmed(question: str) -> bool:
    """Whether somebody says yes; what is neither yes nor no is asked again; UsageError where nobody answers at all."""
    while True:
        asked = f"{shown(question)} [y/N]"
        try:
            said = str(typer.prompt(asked, default="", show_default=False, err=True)).strip().lower()
        except typer.Abort:
            if at_terminal():
                raise
            typer.echo(err=True)
            raise UsageError(f"没有人回答“{question}”，没有写入任何内容；确要这样，请在命令后面加 --yes") from None
        if said in (*_YES, *_NO):
            return said in _YES
        warn("请回答 y（是）或 n（否）")


def secret(what: str) -> str:
    """What somebody types without its being shown, or the next line of what is handed in; UsageError for nothing."""
    if at_terminal():
        return str(typer.prompt(shown(what), hide_input=True, err=True))
    typed = sys.stdin.readline().rstrip("\r\n")
    if not typed:
        raise UsageError(
            f"没有读到{what}；请在终端里运行，会另外问，或从标准输入给一行；见 jytrack remind channels set --help"
        )
    return typed
