"""What a run says while it waits for another: whoever waits tells it, the command line has it said."""

from collections.abc import Callable

PATIENCE_SECONDS = 1.0
"""How long to wait in silence."""


def _nobody(_: str) -> None:
    """Where no command line runs, nothing is said."""


_say: list[Callable[[str], None]] = [_nobody]


def said_by(say: Callable[[str], None]) -> None:
    """From now on have it said so."""
    _say[:] = [say]


def tell(line: str) -> None:
    """Say the line now, in the midst of waiting."""
    _say[0](line)
