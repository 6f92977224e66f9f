"""A progress bar on stderr, for what takes long and only where somebody looks on."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

_PATIENCE = 1.0
"""What is done within so many seconds needs no bar."""


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None] | None]:
    """What to tell how much of how much is done; None where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    bar = _Bar(what)
    try:
        yield bar.advance
    finally:
        bar.close()


class _Bar:
    """A bar that appears once its patience is over; the library behind it is loaded only then."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._begun = monotonic()
        self._shown: tuple[Callable[[int, int], None], Callable[[], None]] | None = None

    def advance(self, done: int, whole: int) -> None:
        """Show that `done` of `whole` is done."""
        if self._shown is None and monotonic() - self._begun > _PATIENCE:
            self._shown = self._show()
        if self._shown is not None:
            self._shown[0](done, whole)

    def close(self) -> None:
        """Take the bar away."""
        if self._shown is not None:
            self._shown[1]()

    def _show(self) -> tuple[Callable[[int, int], None], Callable[[], None]]:
        """Begin to show the bar: how to move it, and how to end it."""
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

        columns = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn()
        shown = Progress(*columns, console=Console(stderr=True), transient=True)
        task = shown.add_task(self._what, total=None)
        shown.start()
        return lambda done, whole: shown.update(task, completed=done, total=whole), shown.stop
