"""A long page on a screen: by the reader's own pager, by `less`, or else a stop of our own after each screenful."""

import os
import shlex
import shutil
import signal
import subprocess
import sys

from jytrack.cli.values import screen

_LESS = ("less", "-R", "-X", "-P<< b    f >>    q")
"""Its prompt is drawn a byte a letter, so it takes no Chinese."""
_STOP = "── 回车看下一屏，q 加回车退出 ──"
_AT_ONCE = ("", "cat")
"""Pagers that page nothing: who names them wants none."""


def show(text: str) -> None:
    """Show `text` a screenful at a time; what no pager shows is written as it is."""
    command = _command()
    if command and _piped(command, text):
        return
    if command is None and sys.stdin.isatty():
        _stopping(text)
    else:
        sys.stdout.write(text)


def _command() -> list[str] | None:
    """The pager: JYTRACK_PAGER, PAGER, `less`; [] where none is wanted, None where there is none."""
    for name in ("JYTRACK_PAGER", "PAGER"):
        if (asked := os.environ.get(name)) is not None:
            words = shlex.split(asked) if asked.count('"') % 2 == 0 and asked.count("'") % 2 == 0 else asked.split()
            return [] if " ".join(words) in _AT_ONCE else words
    if shutil.which(_LESS[0]):
        return [*_LESS, "-S"] if screen.wide() else [*_LESS]
    return None


def _piped(command: list[str], text: str) -> bool:
    """Whether the pager showed `text`; that its reader left before the end is no error, nor is Ctrl-C within it."""
    encoding = sys.stdout.encoding or "utf-8"
    settings = {"LESSCHARSET": "utf-8"} if encoding.lower().replace("-", "") == "utf8" else {}
    sys.stdout.flush()
    try:
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, env=settings | os.environ)  # noqa: S603 - what the reader named
    except OSError:
        return False
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        pager.communicate(text.encode(encoding, "replace"))
    finally:
        signal.signal(signal.SIGINT, before)
    return pager.returncode <= 0


def _stopping(text: str) -> None:
    """Stop after each screenful until somebody wants to go on."""
    lines = text.splitlines(keepends=True)
    room = max(1, shutil.get_terminal_size().lines - 1)
    for begin in range(0, len(lines), room):
        sys.stdout.writelines(lines[begin : begin + room])
        sys.stdout.flush()
        if begin + room < len(lines) and not _goes_on():
            return


def _goes_on() -> bool:
    sys.stderr.write(_STOP)
    sys.stderr.flush()
    try:
        return sys.stdin.readline().strip().lower() not in ("q", "ｑ", "quit")
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        return False
