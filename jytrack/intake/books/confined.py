"""Work on a hostile file, done in a process of its own that may take so much memory and time and no more.

The libraries that read and write workbooks believe numbers that stand in the file, and one of them ends its process
where memory is not to be had: no try can catch that. What is known to be claimed falsely is refused before (`outline`,
`archive`, `xlsx`, `xls`); this is for what is not known yet. It costs 5 to 20 ms a workbook (seven of 30 rows:
0.02 s without, 0.15 s with it on a busy machine), nothing for a CSV, and a copy of the rows of a large workbook.
"""

import os
import pickle
import resource
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

MOST_MEMORY = 2 << 30
"""How much more memory the work may take, in bytes; a workbook as large as is read at all takes half of it."""

MOST_SECONDS = 60
"""How much of a processor's time the work may take; a workbook as large as is read at all takes a third of it."""


class WorkStopped(Exception):
    """The work ended without a result: it took too much memory or time, or brought its process down."""


def confined(work: Callable[[], T], *, memory: int = MOST_MEMORY, seconds: int = MOST_SECONDS) -> T:
    """What `work` comes to, which must be a value that can be pickled; WorkStopped where it comes to nothing.

    Nothing that the work says on stderr is heard, and nothing that it changes stays.
    """
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        _work(work, writing, memory, seconds)
    os.close(writing)
    try:
        with os.fdopen(reading, "rb") as pipe:
            told = pipe.read()
    except BaseException:
        os.kill(process, signal.SIGKILL)
        raise
    finally:
        _, status = os.waitpid(process, 0)
    if status != 0:
        raise WorkStopped
    result: T = pickle.loads(told)  # noqa: S301 - by the process above, not out of the file
    return result


def _work(work: Callable[[], object], writing: int, memory: int, seconds: int) -> None:
    """Be the process that does the work; it never comes back, and closes nothing that belongs to the one before it."""
    code = 1
    with suppress(BaseException):
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        _limit(resource.RLIMIT_CORE, 0)
        _limit(resource.RLIMIT_AS, _in_use() + memory)
        _limit(resource.RLIMIT_CPU, seconds)
        told = memoryview(pickle.dumps(work(), pickle.HIGHEST_PROTOCOL))
        while told:
            told = told[os.write(writing, told) :]
        code = 0
    os._exit(code)


def _limit(what: int, most: int) -> None:
    """Take no more than `most` of something, less where less was allowed before; not all systems can be told so."""
    allowed = resource.getrlimit(what)[1]
    with suppress(ValueError, OSError):
        resource.setrlimit(what, (most if allowed == resource.RLIM_INFINITY else min(most, allowed), allowed))


def _in_use() -> int:
    """The memory that the process takes by now, in bytes; 0 where the system does not tell."""
    with suppress(OSError):
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    return 0
