"""Whether this run has changed the database for good: the one place that knows, told by whoever commits."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

_INTERRUPTIONS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]

_done: list[str] = []


def begin() -> None:
    """Nothing has been done yet."""
    _done.clear()


def done() -> str:
    """What has been done for good, in Chinese; empty while nothing has."""
    return "；".join(_done)


@dataclass
class Commit:
    """An act that is being made good: `held` are the interruptions that wait for its end."""

    held: list[int] = field(default_factory=list)

    def told(self, what: str) -> None:
        """It is done for good: what."""
        _done[:] = dict.fromkeys([*_done, what])


@contextmanager
def committing() -> Iterator[Commit]:
    """To commit in, and to tell it at once: an interruption comes before or after both, never between."""
    commit = Commit()
    before = {}
    if threading.current_thread() is threading.main_thread():  # it alone is interrupted
        for number in _INTERRUPTIONS:
            if callable(signal.getsignal(number)):
                before[number] = signal.signal(number, lambda number, _: commit.held.append(number))
    try:
        yield commit
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if commit.held:
            signal.raise_signal(commit.held[0])
