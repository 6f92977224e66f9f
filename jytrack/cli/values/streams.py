"""The three streams as the program finds them, put in order before anything else is opened."""

import io
import os
import signal
import sys
from typing import Literal


def prepare_streams() -> None:
    """See that all three are there and take any text: a database must never be opened in the place of a closed one.

    What a terminal's encoding cannot show, or a keyboard sends beyond it, is replaced, never a crash. An answer to
    where nothing is open cannot be written, which is told; talk is lost.
    """
    sys.stdin = sys.stdin or _opened(0, os.O_RDONLY, "r")
    sys.stdout = sys.stdout or _opened(1, os.O_RDONLY, "w")
    sys.stderr = sys.stderr or _opened(2, os.O_WRONLY, "w")
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def stop_as_by_keyboard() -> None:
    """End as after Ctrl-C, with nothing left behind, where the system or a closed terminal asks for it."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


def _opened(number: int, mode: int, way: Literal["r", "w"]) -> io.TextIOWrapper:
    """Nowhere, at the number of the stream that is closed."""
    nowhere = os.open(os.devnull, mode)
    if nowhere != number:
        os.dup2(nowhere, number)
        os.close(nowhere)
    return open(number, way, encoding="utf-8", closefd=False)
