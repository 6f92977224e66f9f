"""Whether this run has changed the database for good: the one place that knows, told by whoever commits."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

_done: list[str] = []


def begin() -> None:
    """Nothing has been done yet."""
    _done.clear()


def done() -> str:
    """What has been done for good, in Chinese; empty while nothing has."""
    return "；".join(_done)


@contextmanager
def committing() -> Iterator[list[str]]:
    """To commit in; what was done is put into the list. An interruption meanwhile comes after it, never between."""
    words: list[str] = []
    held = _hold(signal.SIG_BLOCK)
    try:
        yield words
        _done[:] = dict.fromkeys([*_done, *words])
    finally:
        if held:
            _hold(signal.SIG_UNBLOCK)


def interrupted() -> bool:
    """Whether an interruption waits for the end of `committing`."""
    return hasattr(signal, "sigpending") and bool(_SIGNALS & signal.sigpending())


_SIGNALS = {getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)}


def _hold(how: int) -> bool:
    """Hold interruptions back or let them come, where the system can; whether they were held."""
    if not hasattr(signal, "pthread_sigmask"):
        return False
    signal.pthread_sigmask(how, _SIGNALS)
    return True
