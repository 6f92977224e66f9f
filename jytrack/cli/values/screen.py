"""The screen that an answer is read on: how wide and how long it is, what it can draw, and what was asked of it."""

import os
import shutil
import stat
import sys
from contextvars import ContextVar
from dataclasses import replace
from typing import TypedDict

import typer

from jytrack.domain.values.valueclass import valueclass

UNSQUEEZED = 200
"""Columns of a table that goes into a pipe or a file, where nothing has to be squeezed."""

_WIDTHS = range(20, 1001)
_DOUBLE = ("gb", "cp936", "ms936")
"""Encodings of terminals that draw the signs which are narrow elsewhere two cells wide."""


@valueclass
class _Asked:
    """What a command line says of the screen."""

    width: int | None = None
    wide: bool = False
    paged: bool = True
    ascii_signs: bool = False


class Drawing(TypedDict):
    """How a table is drawn, as `formats.table.render` takes it."""

    width: int
    colour: bool
    wide: bool
    ascii_signs: bool


_NOTHING = _Asked()
_ASKED = ContextVar("asked", default=_NOTHING)


def begin() -> None:
    """A command line begins: nothing has been asked of it yet."""
    _ASKED.set(_NOTHING)


def cells(text: str) -> int:
    """A width in columns of a screen."""
    if text.strip().isdecimal() and int(text) in _WIDTHS:
        return int(text)
    raise typer.BadParameter(f"“{text}”不是列数，应是{_WIDTHS[0]}到{_WIDTHS[-1]}的整数，如 80")


def widen(asked: int | None) -> None:
    """Lay pages out for so many columns."""
    if asked is not None:
        _ASKED.set(replace(_ASKED.get(), width=asked))


def spread_out(asked: bool) -> None:
    """Let tables be as wide as they are."""
    if asked:
        _ASKED.set(replace(_ASKED.get(), wide=True))


def run_through(asked: bool) -> None:
    """Stop nowhere."""
    if asked:
        _ASKED.set(replace(_ASKED.get(), paged=False))


def draw_plainly(asked: bool) -> None:
    """Draw with the signs of ASCII alone."""
    if asked:
        _ASKED.set(replace(_ASKED.get(), ascii_signs=True))


def sized() -> bool:
    """Whether what goes into a pipe is laid out as for a screen: a width was asked for, or the pipe ends on one."""
    return _ASKED.get().width is not None or _ASKED.get().wide or _behind_the_pipe() is not None


def wide() -> bool:
    """Whether lines may be longer than the screen is wide."""
    return _ASKED.get().wide


def drawing(terminal: bool) -> Drawing:
    """How tables are drawn on the terminal, or elsewhere."""
    asked = _ASKED.get()
    found = shutil.get_terminal_size().columns if terminal else _behind_the_pipe() or UNSQUEEZED
    return {
        "width": asked.width or found,
        "colour": terminal and _may_be_coloured(),
        "wide": asked.wide,
        "ascii_signs": asked.ascii_signs or (terminal and _draws_double()),
    }


def columns() -> int | None:
    """How wide the screen is that somebody reads on, or what was asked for; None where it is no screen."""
    return _ASKED.get().width or (shutil.get_terminal_size().columns if sys.stdout.isatty() else None)


def too_long(text: str) -> bool:
    """Whether somebody reads `text` on a screen that it does not fit, and has not asked to have it in one go."""
    if not (_ASKED.get().paged and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb":
        return False
    return text.count("\n") >= shutil.get_terminal_size().lines


def _behind_the_pipe() -> int | None:
    """How wide the screen is on which somebody reads what goes into a pipe (| more, | head), as errors tell.

    None where there is no pipe, as into a file, or nobody, as in a timer's run.
    """
    try:
        piped = stat.S_ISFIFO(os.fstat(sys.stdout.fileno()).st_mode) and sys.stderr.isatty()
        return os.get_terminal_size(sys.stderr.fileno()).columns or None if piped else None
    except (OSError, ValueError):
        return None


def _may_be_coloured() -> bool:
    """Whether the terminal understands control codes, and nobody has asked it to do without."""
    return os.environ.get("TERM") != "dumb" and not os.environ.get("NO_COLOR")


def _draws_double() -> bool:
    """Whether the terminal is one of those that draw ─ and ≥ two cells wide, as its encoding tells."""
    return (sys.stdout.encoding or "").lower().startswith(_DOUBLE)
